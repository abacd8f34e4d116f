"""Configurations that cannot be run: what is said about each."""

import tomllib

import numpy as np
import pytest

from brainmass.config import ConfigError, config_of, prepare, read_config

GOOD = """
[network]
model = "hopf"
connectome = {graph = "ring", n = 4, weight = 1.0}
coupling = {kind = "diffusive", k = 0.1}
source = "x"
target = "x_inp"
params = {a = 0.1}
noise = {x = {kind = "white", sigma = 0.01}}
[simulation]
dt = 0.1
duration = 10
[observe]
x = {kind = "every", source = "x", period = 1}
[output]
report = false
"""
GENERAL = """
[populations]
a = {model = "linear", n = 2}
b = {model = "linear", n = 3}
[[projections]]
source = "a.x"
target = "b.x_inp"
weights = 0.1
[simulation]
dt = 0.1
duration = 10
"""
GRAPH = 'connectome = {graph = "ring", n = 4, weight = 1.0}'


def complaints(text, folder=None):
    """Every line that is said about a configuration, from its check or when it is built."""
    with pytest.raises(ConfigError) as caught:
        prepare(config_of(tomllib.loads(text), *([] if folder is None else [folder])))
    return caught.value.problems


def test_the_good_ones_are_good():
    assert prepare(config_of(tomllib.loads(GOOD))).network.populations["hopf"].n == 4
    assert prepare(config_of(tomllib.loads(GENERAL))).network.populations["b"].n == 3


SHORT_FORM = [
    # names
    ('model = "hopf"', 'model = "hopff"', "network.model = \"hopff\": unknown model 'hopff'; did you mean 'hopf'?"),
    ('model = "hopf"', "model = 5", "network.model = 5: must be a string"),
    ('model = "hopf"', 'modle = "hopf"', "network.modle = \"hopf\": unknown key 'modle'; did you mean 'model'?"),
    ("[output]", "[outptu]", "outptu = {report = false}: unknown key 'outptu'; did you mean 'output'?"),
    ("params = {a = 0.1}", 'preset = "tvb"', "network.preset = \"tvb\": unknown preset of hopf 'tvb'; known: none"),
    ("{a = 0.1}", "{omga = 1}", "network.params.omga = 1: hopf: unknown parameter 'omga'; did you mean 'omega'?"),
    ('source = "x"\n', 'source = "X"\n', "network.source = \"X\": hopf: unknown state or output 'X'; known: x, y"),
    ('"x_inp"', '"x_imp"', "network.target = \"x_imp\": unknown drive of hopf 'x_imp'; did you mean 'x_inp'?"),
    ("k = 0.1", "K = 0.1", "network.coupling.K = 0.1: unknown argument of diffusive 'K'; known: k"),
    ('"diffusive"', '"difusive"', "network.coupling.kind = \"difusive\": unknown coupling 'difusive'; did you mean"),
    ('"ring"', '"rings"', "network.connectome.graph = \"rings\": unknown graph 'rings'; did you mean 'ring'?"),
    (GRAPH, 'connectome = "dk85"', "network.connectome = \"dk85\": there is no such file beside the configuration"),
    (GRAPH, 'connectome = "dk85"', "unknown data set 'dk85'; did you mean 'dk84'?"),
    (GRAPH, 'connectome = {dataset = "dk85"}', "network.connectome.dataset = \"dk85\": unknown data set 'dk85'"),
    (GRAPH, 'connectome = {file = "no.npy"}', 'network.connectome.file = "no.npy": there is no such file'),
    (GRAPH, GRAPH + '\nnormalization = "rows"', "unknown normalization 'rows'; did you mean 'row'?"),
    ("dt = 0.1", 'dt = 0.1\nmethod = "rk5"', "simulation.method = \"rk5\": unknown method 'rk5'; did you mean 'rk4'?"),
    ('"every"', '"evry"', "observe.x.kind = \"evry\": unknown observer 'evry'; did you mean 'every'?"),
    ('"every", source = "x"', '"every", source = "z"', "observe.x.source = \"z\": hopf: unknown state, output"),
    ("report = false", 'formats = ["hdf5"]', "output.formats[0] = \"hdf5\": unknown format 'hdf5'; known: nc, zarr"),
    # values
    ("{a = 0.1}", "{a = 50}", "network.params.a = 50: 50 1/ms is outside its domain -5 to 5"),
    ("{a = 0.1}", '{a = "fast"}', "network.params.a = \"fast\": 'fast' is not a quantity; write a number and a unit"),
    ("{a = 0.1}", '{a = "1 mV"}', "network.params.a = \"1 mV\": '1 mV' cannot be converted to 1/ms"),
    ("{a = 0.1}", "{a = [0.1, nan, 0, 0]}", "number 1 of the list: a must be finite, got nan"),
    ("{a = 0.1}", "{a = [0.1, 0.2]}", "hopf: parameter a must be a number or have shape (4,), got shape (2,)"),
    ("sigma = 0.01", "sigma = -1", "network.noise.x = {kind = \"white\", sigma = -1}: sigma is negative"),
    ("{x = {kind", "{x_inp = {kind", "white noise enters a state, not a drive"),
    ("{x = {kind", "{z = {kind", "hopf: unknown state or drive 'z'; known: x, y, x_inp, y_inp"),
    (', sigma = 0.01', "", "network.noise.x: white needs sigma = ..."),
    ("k = 0.1", 'k = "strong"', 'network.coupling.k = "strong": k must be a plain number'),
    ("n = 4", 'n = "four"', 'network.connectome.n = "four": n must be a plain number'),
    ("n = 4", "n = 1", "n must be a whole number of at least 2 regions, got 1"),
    ("dt = 0.1", "dt = 0", "simulation.dt = 0: must be more than 0 ms"),
    ("dt = 0.1", 'dt = "0.1 mm"', "simulation.dt = \"0.1 mm\": '0.1 mm' cannot be converted to ms"),
    ("duration = 10", 'duration = "10 minuts"', "unknown unit 'minuts'; did you mean 'minutes'? known: ms, s, min,"),
    ("duration = 10", "duration = 10.04", "is not a whole number of steps of dt = 0.1 ms; the nearest is 10 ms"),
    ("duration = 10", "duration = true", "simulation.duration = true: duration must be a number in ms or a string"),
    ("duration = 10", "", "simulation.duration: is missing and has no default"),
    ("dt = 0.1", "dt = 0.1\nseed = 1.5", "simulation.seed = 1.5: must be a whole number"),
    ("dt = 0.1", "dt = 0.1\nseed = -1", "simulation.seed = -1: must be at least 0"),
    ("dt = 0.1", "dt = 0.1\ntransient = -5", "simulation.transient = -5: must be at least 0 ms"),
    ("period = 1", "period = 20", "observe.x.period = 20.0: is longer than the 10 ms that are recorded"),
    ("period = 1", "period = 0.25", "observe.x.period = 0.25: period = 0.25 ms is not a whole number of steps"),
    (", period = 1", "", "observe.x: every needs period = ..."),
    ("report = false", "formats = []", "output.formats = []: names no format; known: nc, zarr"),
    ("[simulation]", "[[projections]]\nsource = 'x'\ntarget = 'x'\nweights = 1\n[simulation]", "with [network] write"),
    ("report = false", 'report = "no"', 'output.report = "no": must be true or false'),
    # forms
    ("{a = 0.1}", "0.1", "network.params = 0.1: must be a table"),
    ('{kind = "diffusive", k = 0.1}', '"diffusive"', 'must be a table such as {kind = "additive", ...}; known:'),
    (GRAPH, "connectome = 4", "network.connectome = 4: must be one of \"NAME\" of a data set"),
    (GRAPH, "", "network.connectome: is missing and has no default"),
    ('source = "x"\n', "", "network.source: a coupling needs it; known for hopf: x, y"),
    ('coupling = {kind = "diffusive", k = 0.1}', "", "network.target = \"x_inp\": there is no coupling that it could"),
    ('target = "x_inp"', 'target = "x_inp"\nspeed = 6', "speed is given but there are no tract lengths"),
    ("x = {kind = \"every\"", "time = {kind = \"every\"", "observe.time: an observer cannot have this name"),
]  # fmt: skip


SAMPLED = 'x = {kind = "every", source = "x", period = 1}'
SHORT_FORM += [
    (SAMPLED, 'fc = {kind = "fc"}', "observe.fc: fc needs of = ..."),
    (
        SAMPLED,
        'fc = {kind = "fc", of = "x"}',
        'observe.fc.of = "x": must be a table such as {kind = "every", ...}; known:',
    ),
    (
        SAMPLED,
        'fc = {kind = "fc", of = {kind = "bld"}}',
        'observe.fc.of.kind = "bld": unknown observer that gives samples',
    ),
    (SAMPLED, 'fc = {kind = "fc", of = {kind = "bold", source = "x"}}', "observe.fc.of: bold needs tr = ..."),
    (
        SAMPLED,
        'fc = {kind = "fc", of = {kind = "fc", of = {kind = "every", source = "x", period = 1}}}',
        "observe.fc.of.kind = \"fc\": unknown observer that gives samples 'fc'; known: every, average, bold",
    ),
    (
        SAMPLED,
        'fc = {kind = "fc", of = {kind = "every", source = "z", period = 1}}',
        "observe.fc.of.source = \"z\": hopf: unknown state, output or drive 'z'",
    ),
    (
        SAMPLED,
        'fc = {kind = "fc", of = {kind = "bold", source = "x", tr = 6}}',
        "observe.fc: needs at least 2 samples; 10 ms are recorded, with one every 6 ms",
    ),
]


@pytest.mark.parametrize(("instead_of", "given", "said"), SHORT_FORM)
def test_one_fault_is_named_with_its_key_and_what_is_allowed(instead_of, given, said):
    assert instead_of in GOOD
    lines = complaints(GOOD.replace(instead_of, given))
    assert any(said in line for line in lines), lines


GENERAL_FORM = [
    ("n = 2", "n = 0", "populations.a.n = 0: must be at least 1"),
    ("n = 2", "m = 2", "populations.a.m = 2: unknown key 'm'"),
    ('a = {model = "linear"', '"a b" = {model = "linear"', "populations.a b: the name of a population must be"),
    ('"a.x"', '"c.x"', "projections[0].source = [\"c.x\"]: unknown population 'c'; known: a, b"),
    ('"a.x"', '"x"', "'x' needs the name of its population in front, such as 'a.x'"),
    ('"b.x_inp"', '"b.y"', "projections[0].target = \"b.y\": unknown drive of linear 'y'; known: x_inp"),
    ("weights = 0.1", "", "projections[0].connectome: give either weights = ... or connectome = ... to a projection"),
    ("weights = 0.1", "weights = [[1, 2], [3]]", "must be a number, rows of numbers of one length (targets x sources)"),
    ("weights = 0.1", "weights = [[1, 2]]", "weights must have shape (targets, sources) = (3, 2), got (1, 2)"),
    ("weights = 0.1", 'weights = "no.npy"', 'projections[0].weights = "no.npy": there is no such file'),
    ("weights = 0.1", 'weights = "{file}"', "must end in .npy, .txt, .csv, .tsv; '.toml' is read only by connectome"),
    ('target = "b.x_inp"', 'target = "b.x_inp"\ncoupling = {kind = "diffusive"}\nlocal = "q"', "unknown state"),
    ("weights = 0.1", "weights = 0.1\nlengths = 5", "projections[0].speed: lengths make delays only with a speed"),
    ("weights = 0.1", "weights = 0.1\nspeed = 5", "speed is given but there are no tract lengths"),
    ("[populations]", '[network]\nmodel = "hopf"\nconnectome = "dk84"\n[populations]', "both are there"),
]


@pytest.mark.parametrize(("instead_of", "given", "said"), GENERAL_FORM)
def test_one_fault_of_the_general_form(tmp_path, instead_of, given, said):
    assert instead_of in GENERAL
    (tmp_path / "some.toml").touch()
    lines = complaints(GENERAL.replace(instead_of, given.replace("{file}", "some.toml")), tmp_path)
    assert any(said in line for line in lines), lines


def test_zarr_is_asked_for_before_the_simulation_not_after(monkeypatch):
    monkeypatch.setattr("brainmass.config.schema.find_spec", lambda name: None)
    (line,) = complaints(GOOD.replace("report = false", 'formats = ["zarr"]'))
    assert (
        line == "output.formats = [\"zarr\"]: zarr is not installed; pip install 'brainmass[zarr]', or write nc alone"
    )


def test_all_faults_are_told_at_once():
    text = (
        GOOD.replace('"hopf"', '"hopff"').replace("dt = 0.1", "dt = -1").replace('"every"', '"evry"') + "colour = 3\n"
    )
    keys = [line.split(":")[0].split(" =")[0] for line in complaints(text)]
    assert keys == ["network.model", "simulation.dt", "observe.x.kind", "output.colour"]


def test_several_faults_in_one_table_are_told_at_once():
    lines = complaints(GOOD.replace("{a = 0.1}", '{a = 9, omga = 1, beta = "x"}'))
    assert [line.split(" =")[0] for line in lines] == ["network.params.a", "network.params.omga", "network.params.beta"]


def test_braces_and_brackets_in_a_value_stay_as_they_are():
    (line,) = complaints(GOOD.replace('"hopf"', '"{x}[red]"'))
    assert line.startswith("network.model = \"{x}[red]\": unknown model '{x}[red]'")


def test_a_matrix_that_is_no_matrix_is_said_with_its_key(tmp_path):
    (tmp_path / "w.csv").write_text("1,2\n3,four\n")
    (line,) = complaints(GENERAL.replace("weights = 0.1", 'weights = "w.csv"'), tmp_path)
    assert line.startswith("w.csv does not hold a plain matrix of numbers")


def test_a_connectome_that_is_not_square_is_said_with_its_file(tmp_path):
    np.save(tmp_path / "sc.npy", np.ones((3, 4)))
    with pytest.raises(ConfigError, match=r"network\.connectome: sc\.npy: .*\(3, 4\)"):
        prepare(config_of(tomllib.loads(GOOD.replace(GRAPH, 'connectome = "sc.npy"')), tmp_path))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[network\n", "is not valid TOML: .* line 1"),
        (b'[network]\nmodel = "a"\nmodel = "b"\n', "is not valid TOML: Cannot overwrite a value"),
        (b"\xff\xfe\x00", "is not a text file in UTF-8"),
        (b"", "populations: give either .* neither is there"),
    ],
)
def test_a_file_that_is_no_configuration(tmp_path, content, said):
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=said) as caught:
        read_config(path)
    assert str(caught.value).startswith("config.toml: ")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match=r"missing\.toml: there is no such file"):
        read_config(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("network.model.name", "network.model.name: there is no 'name' below \"hopf\", which is not a table"),
        ("network..k", "'network..k' is no key; write the tables and the key with dots between them"),
        ("network.kk", "network.kk = 1: unknown key 'kk'"),
    ],
)
def test_a_change_that_has_no_place(tmp_path, key, said):
    path = tmp_path / "config.toml"
    path.write_text(GOOD)
    with pytest.raises(ConfigError) as caught:
        read_config(path, {key: 1})
    assert said in str(caught.value)
