"""The reduced sets of Stefanescu and Jirsa: their coefficients, the network that they are the projection of, and what
The Virtual Brain computes.

The recipe of the paper is written out here in NumPy: quantiles, modes that are a third of the neurons each, trapezoidal
integrals. Against it stand the tables of models.md (Appendix A and section 6), and our models against both.
"""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.stats import norm

from brainmass.integrate import euler
from brainmass.models import reduced_set_fitzhugh_nagumo as fhn
from brainmass.models import reduced_set_hindmarsh_rose as hr
from brainmass.models._modes import THIRDS, excitabilities, mean, received, scales
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

N = 1500
Q = norm.ppf(np.arange(1, N + 1) / (N + 1))


class Recipe:
    """Modes and integrals of the paper for a mean and standard deviation, by numpy.trapezoid."""

    def __init__(self, mu: float, sigma: float) -> None:
        self.Z = mu + sigma * Q
        self.g = norm.pdf(self.Z, mu, sigma)
        modes = np.repeat(np.eye(3), N // 3, axis=1)
        self.V = modes / np.sqrt(self.integral(modes**2))[:, None]

    def integral(self, f: np.ndarray) -> np.ndarray:
        return np.trapezoid(f, self.Z, axis=-1)

    def matrices(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """A, B, C as TVB holds them: each is used as x @ A, the sum over the first index."""
        kept = np.outer(self.integral(self.g * self.V), self.integral(self.V))
        return kept, kept.T, kept


OUTER, INNER, CROSS = 0.3328166, 0.3331114, (0.1852524, 0.5984538)
A = [[OUTER, CROSS[0], OUTER], [CROSS[1], INNER, CROSS[1]], [OUTER, CROSS[0], OUTER]]
TABLE = {
    "fhn": {
        "mu": 0.0, "sigma": 0.35, "V4": [1.0283128, 3.319001, 1.0283128], "ZV": [-0.6280523, 0.0, 0.6280523],
        "offset": (0.45, [0.4437618, 0.2470068, 0.4437618]),
    },
    "hr": {
        "mu": 3.3, "sigma": 0.3, "V4": [1.1996983, 3.8721678, 1.1996983], "ZV": [2.5144557, 1.6770146, 3.5112501],
        "offset": (1.0, [0.9129857, 0.5081863, 0.9129857]), "b": [3.2859221, 5.9033474, 3.2859221],
        "d": [5.4765369, 9.8389123, 5.4765369], "m": [-0.0350587, -0.0195144, -0.0350587],
    },
}  # fmt: skip


@pytest.mark.parametrize("which", TABLE)
def test_coefficients(which, check):
    """Check 38: Appendix A to its seven digits, from the closed form that the models use."""
    table = TABLE[which]
    v, Z = np.array(scales(table["sigma"])), np.array(excitabilities(table["mu"], table["sigma"]))
    offset, expected = table["offset"]
    columns = {"1 / v^2": (1 / v**2, table["V4"]), "v Z": (v * Z, table["ZV"]), "offset v": (offset * v, expected)}
    if which == "hr":
        columns |= {"b / v": (3 / v, table["b"]), "d / v": (5 / v, table["d"]), "r s x0 v": (-0.0384 * v, table["m"])}
    for name, (ours, theirs) in columns.items():
        for i in range(3):
            check(f"reduced set ({which}), mode {i + 1}: {name}", ours[i], theirs[i], abs=1e-6,
                  source="check 38: The Virtual Brain 2.10")  # fmt: skip
    share = np.array([third.share for third in THIRDS])
    np.testing.assert_allclose(np.outer(share / v, v), A, atol=1e-6)


@pytest.mark.parametrize("mu, sigma", [(0.0, 0.35), (3.3, 0.3), (-1.2, 1.7)])
def test_closed_form_is_the_recipe(mu, sigma):
    """For any mean and deviation, to rounding: which is why these can be parameters."""
    recipe, v = Recipe(mu, sigma), np.array(scales(sigma))
    V, integral = recipe.V, recipe.integral
    np.testing.assert_allclose(integral(V), v, rtol=1e-12)
    np.testing.assert_allclose(integral(V**3), 1 / v, rtol=1e-12)
    np.testing.assert_allclose(integral(V**4), 1 / v**2, rtol=1e-12)
    np.testing.assert_allclose(integral(recipe.Z * V), v * np.array(excitabilities(mu, sigma)), atol=1e-12)
    modes = np.array([0.3, -1.1, 0.7])
    average = float(mean(modes, v))
    assert average == pytest.approx(integral(recipe.g * (modes @ V)), rel=1e-12)
    matrix, transposed, _ = recipe.matrices()
    np.testing.assert_allclose(received(average, modes, v, 0.0), modes @ matrix, rtol=1e-12)
    np.testing.assert_allclose(received(average, modes, v, 1.0), modes @ transposed, rtol=1e-12)


def network_fhn(x, y, u, w, Z, g, p, integral) -> list[np.ndarray]:
    """1500 excitatory and as many inhibitory neurons, each coupled to the means (Stefanescu and Jirsa 2008)."""
    X, Y, c = integral(g * x), integral(g * u), p["c"]
    return [
        c * (x - x**3 / 3 - y + Z) + p["K11"] * (X - x) - p["K12"] * (Y - x),
        (x - p["b"] * y + p["a"]) / c,
        c * (u - u**3 / 3 - w + Z) + p["K21"] * (X - u),
        (u - p["b"] * w + p["a"]) / c,
    ]


def network_hr(x, y, z, u, w, q, Z, g, p, integral) -> list[np.ndarray]:
    X, Y = integral(g * x), integral(g * u)

    def neuron(x, y, z):
        fast = y - p["a"] * x**3 + p["b"] * x**2 - z + Z
        return fast, p["c"] - p["d"] * x**2 - y, p["r"] * (p["s"] * (x - p["x0"]) - z)

    excitatory, inhibitory = neuron(x, y, z), neuron(u, w, q)
    return [
        excitatory[0] + p["K11"] * (X - x) - p["K12"] * (Y - x), *excitatory[1:],
        inhibitory[0] + p["K21"] * (X - u), *inhibitory[1:],
    ]  # fmt: skip


@pytest.mark.parametrize("model, network", [(fhn, network_fhn), (hr, network_hr)], ids=["fhn", "hr"])
def test_it_is_the_projection_of_the_network(model, network: Callable, check):
    """A network whose state lies in the modes, its derivative projected on them: exactly the reduced system."""
    p = model.defaults()
    recipe = Recipe(p["mu"], p["sigma"])
    for seed in range(3):
        modes = np.random.default_rng(seed).normal(size=(len(model.states) // 3, 3))
        slopes = network(*(modes @ recipe.V), recipe.Z, recipe.g, p, recipe.integral)
        expected = np.array([recipe.integral(recipe.V * slope) for slope in slopes])
        np.testing.assert_allclose(flow(model).f(modes.ravel()), expected.ravel(), rtol=1e-10, atol=1e-10)
    ours = flow(model).f(modes.ravel())[0]
    check(f"{model.name}: derivative of the first mode", ours, expected[0, 0], rel=1e-10,
          source="projection of a network of 1500 + 1500 neurons")  # fmt: skip


ENDS = {
    "fhn": (
        fhn, np.zeros(4),
        [[-1.228146, 0.677939, 1.541479], [-0.953419, 0.384293, 0.907564],
         [-1.346946, -0.351683, 1.762915], [-1.03536, -0.293471, 0.536003]],
    ),
    "hr": (
        hr, np.array([0.0, -2.5, 6.0, 0.0, 0.0, 6.0]),
        [[-2.154452, -1.387575, -2.018075], [-24.581927, -18.522624, -21.449834], [5.094243, 5.094284, 5.161934],
         [-2.145466, -1.405172, -2.000391], [-24.353387, -19.002245, -21.028078], [5.119597, 5.096642, 5.199867]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("which", ENDS)
def test_endpoints_of_tvb(which, check):
    """models.md, section 6: 1991 Euler steps of 0.01 ms from the middle of the ranges, with B as TVB has it."""
    model, middle, expected = ENDS[which]
    initial = dict(zip(model.states, np.repeat(middle, 3), strict=True))
    net = Network(model, 1, params=dict(model.presets["tvb"]), initial=initial)
    run = simulate(net, 19.91, dt=0.01, method=euler, observe={name: every(19.91, name) for name in model.states})
    ours = np.array([float(run[name][-1, 0]) for name in model.states])
    np.testing.assert_allclose(ours, np.ravel(expected), atol=2e-6)
    check(f"{model.name}: xi of mode 2 after 20 ms", ours[1], expected[0][1], abs=2e-6, source="TVB's own test suite")


@pytest.mark.parametrize("model", [fhn, hr], ids=["fhn", "hr"])
def test_inputs(model):
    """An input of TVB reaches every mode of both populations, where the excitability stands; in FHN c times it."""
    local = flow(model)
    y = np.random.default_rng(1).normal(size=len(model.states))
    gain = model.defaults()["c"] if model is fhn else 1.0
    rows = {name[:-1] for name in model.states}
    for drive, reached in (("inp", {"xi", "alpha"}), ("xi_inp", {"xi"})):
        change = flow(model, drives={drive: 0.1}).f(y) - local.f(y)
        expected = [0.1 * gain * (name[:-1] in reached) for name in model.states]
        np.testing.assert_allclose(change, expected, atol=1e-12)
        assert reached <= rows


def test_outputs():
    for model in (fhn, hr):
        y = np.linspace(-0.7, 0.9, len(model.states))
        recipe = Recipe(model.defaults()["mu"], model.defaults()["sigma"])
        values = flow(model).values(y)
        assert values["xi"] == pytest.approx(y[:3].sum(), rel=1e-12)
        assert values["X"] == pytest.approx(recipe.integral(recipe.g * (y[:3] @ recipe.V)), rel=1e-12)
        at = list(model.states).index("alpha1")
        assert values["Y"] == pytest.approx(recipe.integral(recipe.g * (y[at : at + 3] @ recipe.V)), rel=1e-12)


def trajectory(model, duration: float, **params: float) -> np.ndarray:
    """Excitatory modes, every 0.05 ms."""
    start = [state.default for state in model.states.values()]
    local = flow(model, params)
    times = np.arange(0.0, duration, 0.05)
    return solve_ivp(lambda t, y: local.f(y), (0, duration), start, "LSODA", t_eval=times, rtol=1e-7, atol=1e-9).y[:3]


def test_regimes_of_fitzhugh_nagumo():
    """In the docstring: the most excitable third fires and draws the second along; strong coupling makes all fire."""
    weak = np.ptp(trajectory(fhn, 300.0)[:, 2000:], axis=1)
    assert weak[0] < 0.6 < 1.5 < weak[1] < 2.5 < 3.0 < weak[2]
    assert np.all(np.ptp(trajectory(fhn, 300.0, K11=2.0)[:, 2000:], axis=1) > 1.5)
    alone = np.ptp(trajectory(fhn, 300.0, K11=0.0)[:, 2000:], axis=1)
    assert alone[1] < 0.3 < 3.0 < alone[2]


def test_hindmarsh_rose_bursts():
    """In the docstring: every mode fires in bursts, spikes some 10 ms apart between silences of more than 40 ms."""
    for row, scale in zip(trajectory(hr, 1500.0), scales(0.3), strict=True):
        above = row / float(scale) > 0.5
        intervals = 0.05 * np.diff(np.flatnonzero(above[1:] & ~above[:-1]))
        assert np.median(intervals) < 20.0
        assert 4 <= np.sum(intervals > 40.0) <= 20
