"""Stimuli, observers of observers, regions by label, rules of plasticity: the same runs as in Python."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from brainmass import stimulus
from brainmass.config import config_of, prepare, read_config, resolved, run
from brainmass.connectome import Connectome
from brainmass.coupling import additive
from brainmass.graphs import distance_decay
from brainmass.io import write_connectome
from brainmass.models import linear, wong_wang
from brainmass.network import Network, Population, Projection
from brainmass.observe import average, convolved, every, fc, hrf, means, weighted
from brainmass.plasticity import deco2014, naskar2021
from brainmass.simulation import simulate

LABELS = ("L.V1", "L.TH", "R.V1", "R.TH")
WEIGHTS = np.array([[0.0, 2.0, 1.0, 0.5], [0.0, 0.0, 1.0, 0.2], [0.5, 0.5, 0.0, 0.1], [1.0, 0.0, 0.3, 0.0]])
SC = Connectome(WEIGHTS, 20.0 * (1 - np.eye(4)), LABELS)
NETWORK = """
[network]
model = "linear"
connectome = {file = "sc.npz", labels = "names.txt"}
coupling = {kind = "additive", k = 0.01}
source = "x"
target = "x_inp"
params = {gamma = {"L.*" = -0.3, "R.V1" = "-0.2 1/ms"}}
STIMULI
[simulation]
duration = "60 ms"
dt = "0.5 ms"
[observe]
x = {kind = "every", source = "x", period = "1 ms"}
MORE
"""


@pytest.fixture
def folder(tmp_path):
    np.savez(tmp_path / "sc.npz", weights=WEIGHTS, lengths=SC.lengths)
    (tmp_path / "names.txt").write_text("\n".join(LABELS) + "\n")
    np.savetxt(tmp_path / "course.csv", [0.0, 1.0, 4.0, 2.0], delimiter=",")
    np.save(tmp_path / "gains.npy", np.arange(8.0).reshape(2, 4))
    return tmp_path


def written(folder, stimuli="", more="", text=NETWORK):
    (folder / "config.toml").write_text(text.replace("STIMULI", stimuli).replace("MORE", more))
    return read_config(folder / "config.toml")


def in_python(stimuli=None, observe=None):
    net = Network(
        linear, SC, coupling=additive(0.01), source="x", target="x_inp", stimuli=stimuli,
        params={"gamma": {"L.*": -0.3, "R.V1": -0.2}},
    )  # fmt: skip
    return simulate(net, 60.0, dt=0.5, observe=observe or {"x": every(1.0, "x")})


SHAPES = [
    ('{kind = "step", onset = "10 ms", amplitude = "0.5 1/ms", stop = 30, on = ["L.V1", 2]}',
     stimulus.step(10.0, 0.5, stop=30.0).on(["L.V1", 2])),
    ('{kind = "pulse_train", period = 20, width = "2 ms", on = "R.TH"}', stimulus.pulse_train(20.0, 2.0).on("R.TH")),
    ('{kind = "sinusoid", frequency = "0.04 kHz", amplitude = [0.1, 0.2, 0.3, 0.4]}',
     stimulus.sinusoid(40.0, np.array([0.1, 0.2, 0.3, 0.4]))),
    ('{kind = "chirp", start = 1, end = "50 Hz", duration = "50 ms"}', stimulus.chirp(1.0, 50.0, 50.0)),
    ('{kind = "ramp", onset = 5, duration = 20}', stimulus.ramp(5.0, 20.0)),
    ('{kind = "gaussian", centre = "0.03 s", width = 5, on = {"L.TH" = 0.5, "R.V1" = 2}}',
     stimulus.gaussian(30.0, 5.0).on({"L.TH": 0.5, "R.V1": 2.0})),
    ('{kind = "alpha", onset = 5, tau = 4}', stimulus.alpha(5.0, 4.0)),
    ('{kind = "recorded", values = [0, 1, 4, 2], period = 10}', stimulus.recorded([0.0, 1.0, 4.0, 2.0], 10.0)),
    ('{kind = "recorded", values = "course.csv", period = 10}', stimulus.recorded([0.0, 1.0, 4.0, 2.0], 10.0)),
    ('{kind = "ou", sigma = 0.1, tau = 5, duration = 60, seed = 3}', stimulus.ou(0.1, 5.0, 60.0, seed=3)),
    ('[{kind = "step", onset = 10}, {kind = "alpha", onset = 5, tau = 4, on = [0]}]',
     stimulus.step(10.0) + stimulus.alpha(5.0, 4.0).on([0])),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_every_shape_is_the_same_function_of_time(folder, text, expected):
    config = written(folder, f"stimuli = {{x_inp = {text}}}")
    (given,) = prepare(config).network.populations["linear"].stimuli.values()
    fitted = expected.fitted(LABELS, linear.drives["x_inp"].unit, "test")
    for t in (0.0, 7.0, 12.5, 31.0, 59.0):
        np.testing.assert_allclose(given(t), fitted(t), rtol=1e-6)
    text = resolved(config, folder)
    assert resolved(config_of(tomllib.loads(text), folder), folder) == text


def test_stimuli_and_what_is_made_of_samples_give_the_run_that_they_give_in_python(folder):
    more = """
    bold = {kind = "convolved", source = "x", tr = 20, response = {kind = "gamma", tau = "10 ms", duration = 0.05}}
    sides = {kind = "means", of = {kind = "every", source = "x_inp", period = 1}, groups = {left = ["L.V1", "L.TH"], one = [2]}}
    eeg = {kind = "weighted", of = {kind = "average", source = "x", period = 2}, weights = "gains.npy", names = ["a", "b"], noise = 0.1, unit = "uV"}
    """  # noqa: E501
    config = written(folder, 'stimuli.x_inp = {kind = "step", onset = 10, on = ["R.V1"]}', more)
    found = run(prepare(config))
    gamma = hrf.gamma(tau=0.01, duration=0.05)
    of = every(1.0, "x")
    expected = in_python(
        {"x_inp": stimulus.step(10.0).on("R.V1")},
        {
            "x": of,
            "bold": convolved("x", 20.0, gamma),
            "sides": means(every(1.0, "x_inp"), {"left": ["L.V1", "L.TH"], "one": [2]}),
            "eeg": weighted(average(2.0, "x"), np.arange(8.0).reshape(2, 4), ["a", "b"], noise=0.1, unit="uV"),
        },
    )
    for name in expected.data:
        np.testing.assert_array_equal(found[name], expected[name], err_msg=name)
        assert found.labels[name] == expected.labels[name]
        assert found.units[name] == expected.units[name]
    assert found.units["eeg"] == "uV"
    again = read_config(folder / "config.toml")
    assert resolved(again, folder / "results") == resolved(config, folder / "results")
    assert '"../gains.npy"' in resolved(config, folder / "results")


def test_a_measured_response_and_fc_of_means(folder):
    more = """
    own = {kind = "convolved", source = "x", tr = 20, response = {kind = "measured", values = [0, 1, 0], period = 1e3}}
    fc = {kind = "fc", of = {kind = "means", of = {kind = "every", source = "x", period = 1}}}
    """
    observe = written(folder, "", more).observe
    response = observe["own"].make().response
    np.testing.assert_allclose(response(np.array([0.5, 1.0, 1.5, 2.5])), [0.5, 1.0, 0.5, 0.0])
    assert repr(observe["fc"].make()) == repr(fc(means(every(1.0, "x"))))


PLACED = """
[populations.cortex]
model = "linear"
regions = ["*", "!*.TH"]
[populations.thalamus]
model = "linear"
regions = "*.TH"
params = {gamma = -0.2}
[[projections]]
source = "thalamus.x"
target = "cortex.x_inp"
connectome = {file = "sc.npz", labels = "names.txt"}
normalization = "max"
speed = "1 m/s"
[simulation]
duration = "60 ms"
dt = "0.5 ms"
[observe]
x = {kind = "every", source = "cortex.x", period = "1 ms"}
"""


def test_populations_lie_on_regions_by_label_and_projections_are_cut_from_the_connectome(folder):
    network = prepare(written(folder, text=PLACED)).network
    cortex = Population(linear, ["L.V1", "R.V1"])
    thalamus = Population(linear, ["L.TH", "R.TH"], params={"gamma": -0.2})
    expected = Network(
        populations={"cortex": cortex, "thalamus": thalamus},
        projections=[Projection("thalamus.x", "cortex.x_inp", SC.max_normalized(), speed=1.0)],
    )
    assert network.populations["cortex"].labels == ("L.V1", "R.V1")
    np.testing.assert_allclose(network.projections[0].weights, WEIGHTS[np.ix_([0, 2], [1, 3])] / 2.0)
    np.testing.assert_array_equal(network.projections[0].lengths, expected.projections[0].lengths)
    np.testing.assert_array_equal(network.projections[0].weights, expected.projections[0].weights)


LEARNING = """
[network]
model = "wong_wang"
connectome = {graph = "ring", n = 3, weight = 1.0}
params = {J_I = 1.2}
[network.plasticity]
J_I = RULE
[simulation]
duration = "50 ms"
dt = "1 ms"
[observe]
J = {kind = "every", source = "J_I", period = "10 ms"}
"""


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('{kind = "deco2014", window = 10, settle = "10 ms", step = 0.1, target = "-0.02 nA"}',
         deco2014(window=10.0, settle=10.0, step=0.1, target=-0.02)),
        ('{kind = "deco2014", on = "rate", target = "4 Hz", until = "1 min"}',
         deco2014("rate", target=0.004, until=60_000.0)),
        ('{kind = "naskar2021", gamma = 20, rho = "3 Hz"}', naskar2021(gamma=20.0, rho=0.003)),
    ],
)  # fmt: skip
def test_a_parameter_learns_and_is_observed(text, rule):
    config = config_of(tomllib.loads(LEARNING.replace("RULE", text)))
    (found,) = prepare(config).network.populations["wong_wang"].plasticity.values()
    (fitted,) = Population(wong_wang, 3, plasticity={"J_I": rule}).plasticity.values()
    assert repr(found) == repr(fitted)
    if "settle" in text:
        learned = np.asarray(run(prepare(config))["J"])
        assert learned.shape == (5, 3)
        assert (np.abs(np.diff(learned[[0, -1], 0])) > 0.01).all()


def test_the_example_of_thalamus_and_cortex_is_a_network_of_two_models(tmp_path):
    """On generated data with the names of dk84: every region of the file is found, and the stimulus reaches its two."""
    names = ["TH", "CA", "PU", "PA", "HI", "AM", "AC", "CER", "LOG", "SFG", "BSTS"]
    labels = [f"{side}.{name}" for side in "LR" for name in names]
    sc = distance_decay(len(labels), seed=0)
    write_connectome(Connectome(sc.weights, sc.lengths, labels), tmp_path / "sc.npz")
    text = (Path(__file__).parents[3] / "examples" / "thalamus_cortex.toml").read_text(encoding="utf-8")
    (tmp_path / "run.toml").write_text(text.replace('"dk84"', '"sc.npz"'), encoding="utf-8")
    network = prepare(read_config(tmp_path / "run.toml")).network
    thalamus, cortex = network.populations["thalamus"], network.populations["cortex"]
    assert (thalamus.model.name, thalamus.labels) == ("hopf", ("L.TH", "R.TH"))
    assert (cortex.model.name, set(cortex.labels)) == (
        "wilson_cowan", {f"{side}.{name}" for side in "LR" for name in names[-3:]},
    )  # fmt: skip
    np.testing.assert_allclose(thalamus.values["omega"], [0.2513, 0.2199])
    felt = np.asarray(cortex.stimuli["rE_inp"](2050.0))
    assert [label for label, x in zip(cortex.labels, felt, strict=True) if x == 1.0] == ["L.LOG", "R.LOG"]
    into = [p for p in network.projections if p.target == "cortex.rE_inp"]
    whole = sc.row_normalized().weights
    rows = [labels.index(label) for label in cortex.labels]
    np.testing.assert_allclose(into[0].weights, whole[np.ix_(rows, [0, len(names)])])
