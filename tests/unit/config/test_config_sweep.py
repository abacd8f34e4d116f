"""``[sweep]``: read as it would be written in Python, refused as a whole, written and read again."""

import tomllib

import numpy as np
import pytest

from brainmass import analysis, datasets
from brainmass.config import ConfigError, config_of, prepare_sweep, read_config, resolved
from brainmass.config.beside import baselines_by_measure, measured_values
from brainmass.datasets.dataset import Dataset
from brainmass.sweeps import latin_hypercube, linear, logarithmic, sobol, zipped

LABELS = ("L.A", "L.B", "R.A")
WEIGHTS = np.array([[0.0, 1.0, 0.5], [0.2, 0.0, 1.0], [0.4, 0.3, 0.0]])
FC = np.array([[1.0, 0.3, 0.1], [0.3, 1.0, 0.2], [0.1, 0.2, 1.0]])
TEXT = """
[network]
model = "hopf"
connectome = {file = "sc.npz", labels = "names.txt"}
coupling = {kind = "diffusive", k = 0.1}
source = "x"
target = "x_inp"
speed = "6 m/s"
noise.x = {kind = "white", sigma = 0.01}
[simulation]
dt = "1 ms"
duration = "2 s"
seed = 4
[observe]
x = {kind = "every", source = "x", period = "10 ms"}
fc = {kind = "fc", of = {kind = "every", source = "x", period = "10 ms"}}
[sweep]
noise = "independent"
keep = ["fc"]
memory = "2 GB"
[sweep.axes]
"coupling.k" = {from = 0.01, to = 1, points = 3, scale = "log"}
speed = ["0.5 m/s", 6]
"params.a[L.*]" = {from = "10 1/s", to = 0.02, points = 2}
"params.a[R.A]" = {low = 0.0, high = "0.1 1/ms"}
seed = {from = 0, to = 9, points = 10}
[sweep.measures]
agreement = {kind = "fc_agreement", of = "fc", empirical = "fc.npy"}
level = {kind = "mean", of = "x", regions = ["L.*"]}
rhythm = {kind = "peak_frequency", of = "x", band = ["1 Hz", 40], window = "1 s"}
"""


@pytest.fixture
def folder(tmp_path):
    np.savez(tmp_path / "sc.npz", weights=WEIGHTS, lengths=30.0 * (WEIGHTS > 0))
    (tmp_path / "names.txt").write_text("\n".join(LABELS) + "\n")
    np.save(tmp_path / "fc.npy", FC)
    (tmp_path / "config.toml").write_text(TEXT)
    return tmp_path


def given(folder, **changes):
    return read_config(folder / "config.toml", {f"sweep.{key}": value for key, value in changes.items()})


def problems(folder, **changes):
    with pytest.raises(ConfigError) as told:
        given(folder, **changes)
    return told.value.problems


def test_axes_are_in_the_units_of_what_they_change(folder):
    job = prepare_sweep(given(folder))
    assert job.axes == [
        {
            "coupling.k": logarithmic(0.01, 1.0, 3),
            "speed": [0.5, 6.0],
            "params.a[L.*]": linear(0.01, 0.02, 2),
            "params.a[R.A]": {"low": 0.0, "high": 0.1},
            "seed": linear(0.0, 9.0, 10),
        }
    ]
    assert job.points == 3 * 2 * 2 * 2 * 10
    assert job.job.config.sweep.memory == 2e9


DESIGNS = [
    ({"kind": "sobol", "points": 8, "seed": 3, "ranges": {"coupling.k": {"from": 0, "to": 1}, "speed": {
        "from": "1 m/s", "to": 9, "scale": "log"}}},
     sobol({"coupling.k": (0.0, 1.0), "speed": logarithmic(1.0, 9.0)}, 8, 3)),
    ({"kind": "latin_hypercube", "points": 5, "name": "draw", "ranges": {"noise.x.sigma": {"from": 0, "to": 1}}},
     latin_hypercube({"noise.x.sigma": (0.0, 1.0)}, 5, name="draw")),
    ({"kind": "zipped", "values": {"coupling.k": [0.1, 0.2], "speed": {"from": "1 m/s", "to": 2, "points": 2}}},
     zipped({"coupling.k": [0.1, 0.2], "speed": linear(1.0, 2.0, 2)})),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), DESIGNS, ids=lambda x: x["kind"] if isinstance(x, dict) else "")
def test_designs_are_those_of_python_and_multiply_with_axes(folder, table, expected):
    job = prepare_sweep(given(folder, design=table, axes={"seed": [1, 2]}))
    axes, design = job.axes
    assert axes == {"seed": [1.0, 2.0]}
    assert (dict(design.values), design.name) == (dict(expected.values), expected.name)
    np.testing.assert_array_equal(design.shares, expected.shares)
    assert job.points == 2 * table.get("points", 2)


def test_measures_are_those_of_python(folder):
    job = prepare_sweep(given(folder))
    assert list(job.measures) == ["agreement", "level", "rhythm"]
    assert job.measures["level"].about == "mean of x over L.*"
    assert job.measures["rhythm"].about == "peak frequency of x, 1 to 40 Hz"
    found = baselines_by_measure(job)["agreement"]
    best = {network: analysis.best_linear_fc(WEIGHTS, FC, network).similarity
            for network in (analysis.ADDITIVE, analysis.DIFFUSIVE)}  # fmt: skip
    upper = np.triu_indices(3, 1)
    itself = np.corrcoef(((WEIGHTS + WEIGHTS.T) / 2)[upper], FC[upper])[0, 1]
    np.testing.assert_allclose(list(found.values()), [itself, *best.values()], rtol=1e-5)


def test_the_resolved_copy_is_of_the_same_sweep(folder):
    axes = {"params.a": {"up": [0.1, 0.2, "0.3 1/ms"], "down": [0.3, 0.2, 0.1]}, "seed": [1, 2]}
    config = given(folder, design=DESIGNS[0][0], axes=axes)
    here = folder / "results" / "here"
    here.mkdir(parents=True)
    (here / "config.toml").write_text(resolved(config, here))
    table = tomllib.loads((here / "config.toml").read_text())["sweep"]
    assert (table["memory"], table["measures"]["agreement"]["empirical"]) == (2e9, "../../fc.npy")
    first, second = prepare_sweep(config), prepare_sweep(read_config(here / "config.toml"))
    read = {"params.a": {"up": [0.1, 0.2, 0.3], "down": [0.3, 0.2, 0.1]}, "seed": [1.0, 2.0]}
    assert first.axes[0] == second.axes[0] == read
    assert list(second.axes[0]) == list(read)  # a store is of axes in their order
    np.testing.assert_array_equal(first.axes[1].shares, second.axes[1].shares)
    assert first.measures["agreement"].about == second.measures["agreement"].about


WRONG = {
    "noise": ("comon", "sweep.noise = \"comon\": unknown noise 'comon'; did you mean 'common'?"),
    "axes.coupling_k": ([1.0], "sweep.axes.coupling_k: unknown number of the network 'coupling_k'; did you mean"),
    "axes.coupling": ({"k": [1, 2]}, 'a name with dots stands in quotes: "coupling.k" = ...'),
    'axes."params.a[L.*]".to': ("20000 Hz", "20 1/ms is outside its domain"),
    "axes.speed": (["3 mV"], "sweep.axes.speed[0] = \"3 mV\": '3 mV' cannot be converted to mm/ms"),
    "axes.seed": ([0.5], "sweep.axes.seed[0] = 0.5: a seed must be a whole number"),
    'axes."params.a"': (3, 'sweep.axes."params.a" = 3: must be a list of values, or a range'),
    'axes."noise.x.sigma"': ([-1], "-1 1/(ms^1/2) is outside its domain 0 to inf"),
    'axes."coupling.k".points': (1, 'sweep.axes."coupling.k".points = 1: points must be a whole number of at least 2'),
    'axes."coupling.k".scale': ("lin", "unknown scale 'lin'; did you mean 'linear'? known: linear, log"),
    'axes."coupling.k".step': (1, "unknown key of a range 'step'"),
    'axes."coupling.k".to': ([1, 2], "must be one number"),
    "design": ({"kind": "sobol", "points": 9, "ranges": {"speed": {"from": 1, "to": 2}}}, "must be a power of two"),
    "design.kind": ("random", "unknown design 'random'; known: latin_hypercube, sobol, zipped"),
    "keep": (["x", "fcc"], "unknown observer 'fcc'; did you mean 'fc'?"),
    "memory": ("2 GG", "must be a number of bytes, or a string such as \"2 GB\""),
    "lanes": (0, "sweep.lanes = 0: must be at least 1"),
    "colour": (1, "sweep.colour = 1: unknown key 'colour'"),
    "measures.level.kind": ("meen", "unknown measure 'meen'; did you mean 'mean'?"),
    "measures.level.regions": (3, "must be a label or pattern, or a list of them"),
    "measures.level.of": ("fc", "keeps one matrix and no samples, which mean needs"),
    "measures.rhythm.of": ("y", "sweep.measures.rhythm.of = \"y\": unknown observer 'y'"),
    "measures.rhythm.band": ([1], "band must be two frequencies, such as [8, 12] (Hz)"),
    "measures.agreement.empirical": ("no.npy", "there is no such file"),
    "measures.other": ({"kind": "fc_error", "of": "fc"}, "sweep.measures.other: needs empirical = ..., numbers or a f"),
    "measures.done": ({"kind": "mean", "of": "x"}, "sweep.measures.done: is the name of an observer that is kept, or"),
}  # fmt: skip


@pytest.mark.parametrize("key", WRONG)
def test_what_is_wrong_is_said_with_its_key(folder, key):
    value, sentence = WRONG[key]
    (line,) = problems(folder, **{key: value})
    assert line.startswith("sweep.")
    assert sentence in line


def test_all_of_it_is_said_at_once(folder):
    several = ("noise", "axes.speed", "keep", "lanes", "measures.level.kind")
    assert len(problems(folder, **{key: WRONG[key][0] for key in several})) == len(several)


def test_what_must_be_there(folder):
    data = tomllib.loads(TEXT)
    data["sweep"] = {}
    data["observe"] = {}
    with pytest.raises(ConfigError) as told:
        config_of(data, folder)
    noise, design, measures = told.value.problems
    assert noise.startswith('sweep.noise: say noise = "common"')
    assert "there is no default" in noise
    assert design.startswith("sweep.design: nothing changes; write [sweep.axes]")
    assert measures == ("sweep.measures: a sweep measures what is observed; write [observe.NAME] for every observer")


def test_what_only_the_whole_network_tells(folder):
    for axes, sentence in (
        ({"params.a[X.*]": [0.1]}, 'sweep.axes."params.a[X.*]": '),
        ({"params.a": [[0.1, 0.2]]}, 'sweep.axes."params.a": axis value 0: params.a must be of shape () or (3,)'),
        ({"speed": {"from": 1, "to": 1, "points": 3}}, "sweep.axes.speed: speed: the two ends of an axis must differ"),
    ):
        with pytest.raises(ConfigError) as told:
            prepare_sweep(given(folder, axes=axes))
        assert sentence in str(told.value)


def test_without_a_sweep_there_is_an_example_that_can_be_read(folder):
    data = tomllib.loads(TEXT)
    del data["sweep"]
    with pytest.raises(ConfigError, match="there is no") as told:
        prepare_sweep(config_of(data, folder))
    example = str(told.value).partition("for example\n")[2].replace("NAME of an observer", "x")
    data |= tomllib.loads(example)
    assert prepare_sweep(config_of(data, folder)).points == 11


def of_a_data_set(measures):
    data = tomllib.loads(TEXT) | {"observe": {"bold": {"kind": "bold", "source": "x", "tr": "800 ms"}}}
    data["network"] |= {"connectome": {"dataset": "synthetic", "n": 6}}
    data["simulation"]["duration"] = "80 s"
    data["sweep"] = {"noise": "common", "axes": {"coupling.k": [0.1, 0.2]}, "measures": measures}
    return config_of(data)


def test_a_data_set_brings_what_is_compared():
    job = prepare_sweep(of_a_data_set({"r": {"kind": "fc_agreement", "of": "bold"}}))
    known = datasets.load("synthetic", n=6)
    assert baselines_by_measure(job)["r"]["connectome itself"] == pytest.approx(
        analysis.sc_fc_correlation(known.connectome.weights, known.fc)
    )
    fcd = {"kind": "fcd_distance", "of": "bold", "window": "30 s"}
    with pytest.raises(ConfigError, match=r"sweep.measures.d: needs step = \.\.\.: the FCD of a data set"):
        of_a_data_set({"d": fcd})
    with pytest.raises(ConfigError, match=r"sweep.measures.d: needs empirical = \.\.\., numbers or a file"):
        prepare_sweep(of_a_data_set({"d": {**fcd, "step": "5 s"}}))


def test_measured_bold_has_the_same_measures():
    measures = {
        "m": {"kind": "metastability", "of": "bold", "band": [0.04, 0.07]},
        "level": {"kind": "mean", "of": "bold"},
    }
    job = prepare_sweep(of_a_data_set(measures))
    assert measured_values(job) == {}
    rng = np.random.default_rng(3)
    bold = {name: np.cumsum(rng.standard_normal((400, 6)), axis=0) for name in "ab"}
    whole = job.job.data
    measured = Dataset(whole.name, whole.connectome, whole.description, whole.fc, bold, tr=800.0)
    found = measured_values(job._replace(job=job.job._replace(data=measured)))
    each = [float(analysis.metastability(analysis.phases(x, 800.0, (0.04, 0.07)))) for x in bold.values()]
    assert found == {"m": pytest.approx(np.mean(each), rel=1e-4)}
    other = Dataset(whole.name, whole.connectome, whole.description, whole.fc, bold, tr=720.0)
    assert measured_values(job._replace(job=job.job._replace(data=other))) == {}
