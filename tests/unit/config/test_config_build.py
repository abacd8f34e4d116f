"""Configurations, simulated, against closed forms."""

import tomllib

import numpy as np
import pytest
from scipy.linalg import expm

from brainmass.config import config_of, prepare, run

GAMMA, K = -0.2, 0.1
START = np.array([1.0, -0.5, 0.25])


def ran(text, folder=None):
    return run(prepare(config_of(tomllib.loads(text), *([] if folder is None else [folder]))))


def linear(connectome, more="", coupling='{kind = "additive", k = 0.1}'):
    return f"""
[network]
model = "linear"
connectome = {connectome}
coupling = {coupling}
source = "x"
target = "x_inp"
params = {{gamma = {GAMMA}}}
initial = {{x = {START.tolist()}}}
{more}
[simulation]
duration = "10 ms"
dt = "0.05 ms"
method = "rk4"
[observe.x]
kind = "every"
source = "x"
period = "1 ms"
"""


def flow(matrix, time=10.0):
    """x(t) of dx/dt = (gamma + k W) x."""
    return expm((GAMMA * np.eye(len(matrix)) + K * matrix) * time) @ START


@pytest.fixture
def directed(tmp_path):
    weights = np.array([[0.0, 2.0, 0.0], [0.0, 0.0, 1.0], [0.5, 0.5, 0.0]])
    np.savetxt(tmp_path / "sc.txt", weights)
    return weights


@pytest.mark.usefixtures("x64")
class TestLinearNetwork:
    def test_a_file_is_read_to_i_from_j(self, tmp_path, directed):
        result = ran(linear('"sc.txt"'), tmp_path)
        np.testing.assert_allclose(result["x"][-1], flow(directed), atol=1e-9)
        np.testing.assert_allclose(result.t["x"], np.arange(1, 11), rtol=1e-12)

    def test_transposed(self, tmp_path, directed):
        result = ran(linear('{file = "sc.txt", transpose = true}'), tmp_path)
        np.testing.assert_allclose(result["x"][-1], flow(directed.T), atol=1e-9)

    @pytest.mark.parametrize(
        ("name", "divisor"),
        [
            ("row", lambda w: w.sum(axis=1, keepdims=True)),
            ("column", lambda w: w.sum(axis=0, keepdims=True)),
            ("max", np.max),
            ("spectral", lambda w: max(abs(np.linalg.eigvals(w)))),
        ],
    )
    def test_normalized(self, tmp_path, directed, name, divisor):
        result = ran(linear('"sc.txt"', f'normalization = "{name}"'), tmp_path)
        np.testing.assert_allclose(result["x"][-1], flow(directed / divisor(directed)), atol=1e-9)

    @pytest.mark.parametrize("kind", ['{kind = "diffusive", k = 0.1}', '{kind = "laplacian", k = 0.1}'])
    def test_diffusive_is_minus_the_laplacian(self, tmp_path, directed, kind):
        result = ran(linear('"sc.txt"', coupling=kind), tmp_path)
        np.testing.assert_allclose(result["x"][-1], flow(directed - np.diag(directed.sum(axis=1))), atol=1e-9)

    def test_named_laplacian(self, tmp_path, directed):
        result = ran(linear('"sc.txt"', coupling='{kind = "laplacian", k = 0.1, of = "random_walk"}'), tmp_path)
        np.testing.assert_allclose(
            result["x"][-1], flow(directed / directed.sum(axis=1, keepdims=True) - np.eye(3)), atol=1e-9
        )

    def test_constant_input_moves_the_fixed_point(self, tmp_path, directed):
        text = linear('"sc.txt"', "inputs = {x_inp = 0.3}").replace("10 ms", "400 ms").replace("1 ms", "400 ms")
        fixed = -np.linalg.solve(GAMMA * np.eye(3) + K * directed, np.full(3, 0.3))
        np.testing.assert_allclose(ran(text, tmp_path)["x"][-1], fixed, atol=1e-9)

    def test_two_populations_are_the_block_matrix(self, tmp_path):
        forth, back = np.array([[1.0, 0.5], [0.0, 2.0], [0.3, 0.0]]), np.full((2, 3), 0.7)
        np.save(tmp_path / "forth.npy", forth)
        text = f"""
populations.a = {{model = "linear", n = 2, params = {{gamma = -0.3}}, initial = {{x = [1.0, 2.0]}}}}
populations.b = {{model = "linear", n = 3, params = {{gamma = [-0.1, -0.2, -0.4]}}, initial = {{x = 0.5}}}}
[[projections]]
source = "a.x"
target = "b.x_inp"
weights = "forth.npy"
coupling = {{kind = "additive", k = 0.2}}
[[projections]]
source = "b.x"
target = "a.x_inp"
weights = 0.7
coupling = {{kind = "additive", k = {K}}}
[simulation]
duration = 5
dt = 0.05
method = "rk4"
[observe]
a = {{kind = "every", source = "a.x", period = 5}}
b = {{kind = "every", source = "b.x", period = 5}}
"""
        whole = np.block([[np.diag([-0.3, -0.3]), K * back], [0.2 * forth, np.diag([-0.1, -0.2, -0.4])]])
        expected = expm(whole * 5) @ [1.0, 2.0, 0.5, 0.5, 0.5]
        result = ran(text, tmp_path)
        np.testing.assert_allclose(np.concatenate([result["a"][-1], result["b"][-1]]), expected, atol=1e-9)

    def test_delays_against_the_method_of_steps(self):
        text = """
populations.one = {model = "linear", n = 1, params = {gamma = 0.0}, initial = {x = 1.0}}
[[projections]]
source = "x"
target = "x_inp"
weights = [[-1.0]]
lengths = 6.0
speed = "6 m/s"
[simulation]
duration = 5
dt = 0.01
[observe.x]
kind = "every"
source = "x"
period = 1
"""
        # x' = -x(t - 1), x = 1 before 0: checks.md, by the method of steps.
        np.testing.assert_allclose(ran(text)["x"][:, 0], [0.0, -0.5, -1 / 6, 0.2083333, 0.1583333], atol=2e-5)


def test_ou_noise_has_the_variance_that_is_written():
    text = """
[populations.p]
model = "linear"
n = 400
params = {gamma = -100.0}
noise = {x_inp = {kind = "ou", sigma = "200 1/ms", tau = "5 ms"}}
[simulation]
duration = "1 s"
dt = "0.5 ms"
transient = "10 ms"
method = "exponential_euler"
[observe.x]
kind = "every"
source = "x"
period = "5 ms"
"""
    # x follows its input: x = x_inp / 100 to within tau_x / tau_noise = 1/500.
    assert np.std(np.asarray(ran(text)["x"])) == pytest.approx(2.0, rel=0.02)


def test_a_preset_and_what_differs_from_it():
    text = """
populations.p = {model = "wilson_cowan", n = 2, preset = "PRESET", params = {P = 1.25}}
[simulation]
duration = 1
dt = 0.1
"""
    from brainmass.models import wilson_cowan

    name, values = next(iter(wilson_cowan.presets.items()))
    population = prepare(config_of(tomllib.loads(text.replace("PRESET", name)))).network.populations["p"]
    assert float(population.params["P"]) == 1.25
    for parameter, value in values.items():
        if parameter != "P":
            assert float(population.params[parameter]) == pytest.approx(value, rel=1e-6)


def test_bold_takes_a_named_set_and_values_of_its_own():
    text = """
populations.p = {model = "linear", n = 1}
[simulation]
duration = "4 s"
dt = "1 ms"
[observe]
bold = {kind = "bold", source = "x", tr = "2 s", set = "stephan2007", params = {kappa = 0.7}}
"""
    observer = config_of(tomllib.loads(text)).observe["bold"].make()
    # Stephan et al. (2007), as in SPM12: gamma 0.32, tau 2, V0 0.04.
    assert (observer.params["gamma"], observer.params["tau"], observer.params["V0"]) == (0.32, 2.0, 0.04)
    assert (observer.params["kappa"], observer.period) == (0.7, 2000.0)
