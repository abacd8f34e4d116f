"""``[sweep]`` of a configuration: the sweep that it stands for, and all that can be wrong with it."""

import tomllib

import numpy as np
import pytest

from brainmass.config import ConfigError, config_of, prepare_sweep, resolved
from brainmass.sweeps.space import space

BASE = """
[network]
model = "hopf"
connectome = {dataset = "synthetic", n = 6}
coupling = {kind = "diffusive", k = 0.02}
source = "x"
target = "x_inp"
speed = "6 m/s"
noise = {x = {kind = "white", sigma = 0.01}}
[simulation]
duration = "100 ms"
dt = "1 ms"
[observe]
x = {kind = "every", source = "x", period = "1 ms"}
fc = {kind = "fc", of = {kind = "every", source = "x", period = "1 ms"}}
"""
SWEEP = """
[sweep]
noise = "independent"
keep = ["fc"]
[sweep.axes]
"coupling.k" = {from = 0.001, to = 0.1, points = 3, scale = "log"}
speed = ["3 m/s", "12 m/s"]
"params.a[L*]" = ["20 Hz", -0.01]
[sweep.design]
kind = "sobol"
points = 4
seed = 2
ranges = {"noise.x.sigma" = {from = 0.01, to = 0.1}}
[sweep.measures]
r = {kind = "fc_agreement", of = "fc"}
rhythm = {kind = "peak_frequency", of = "x", band = [2, 40]}
"""


def config(text):
    return config_of(tomllib.loads(BASE + text))


def test_a_configuration_is_the_sweep_that_it_says():
    job = prepare_sweep(config(SWEEP))
    assert job.points == 3 * 2 * 2 * 4
    found = space(job.job.network, job.axes)
    assert [d.name for d in found.dimensions] == ["coupling.k", "speed", "params.a[L*]", "point"]
    values = {name: v.numbers for d in found.dimensions for name, v in d.values.items()}
    np.testing.assert_allclose(values["coupling.k"], [0.001, 0.01, 0.1])
    np.testing.assert_allclose(values["speed"], [3.0, 12.0])
    np.testing.assert_allclose(values["params.a[L*]"], [0.02, -0.01])
    assert ((values["noise.x.sigma"] >= 0.01) & (values["noise.x.sigma"] <= 0.1)).all()
    assert (job.measures["r"].better, job.measures["rhythm"].unit) == ("larger", "Hz")


def test_it_comes_back_from_its_resolved_copy_with_axes_in_their_order(tmp_path):
    first = config(SWEEP)
    again = config_of(tomllib.loads(resolved(first, tmp_path)))
    assert list(again.sweep.axes) == list(first.sweep.axes) == ["coupling.k", "speed", "params.a[L*]"]
    assert (again.sweep.axes, again.sweep.design) == (first.sweep.axes, first.sweep.design)
    assert resolved(again, tmp_path) == resolved(first, tmp_path)


@pytest.mark.parametrize(
    "old, new, message",
    [
        ('noise = "independent"', "", "sweep.noise: .*equired|sweep: needs noise|noise"),
        ('noise = "independent"', 'noise = "same"', "unknown noise 'same'; .*known: common, independent"),
        ('keep = ["fc"]', 'keep = ["fcd"]', "sweep.keep = .*unknown observer 'fcd'; did you mean 'fc'"),
        ("points = 3, ", "", 'sweep.axes."?coupling.k"?: needs points = '),
        ('"log"', '"cubic"', "unknown scale 'cubic'; .*known: linear, log"),
        ("from = 0.001, to", "start = 0.001, to", "unknown key of a range 'start'"),
        ('["3 m/s", "12 m/s"]', '"3 m/s"', "must be a list of values, or a range"),
        ('kind = "sobol"', 'kind = "random"', "must be a table with kind = one of latin_hypercube, sobol, zipped"),
        ("seed = 2\n", "sead = 2\n", "unknown key of sobol 'sead'; did you mean 'seed'"),
        ("{from = 0.01, to = 0.1}", "{from = 0.01, to = 0.1, points = 3}", "belongs to the design"),
        ('of = "x", band', 'of = "y", band', "unknown observer 'y'"),
        ("band = [2, 40]", "band = [2]", "band must be two frequencies in Hz"),
        ('"fc_agreement"', '"fc_likeness"', "unknown measure 'fc_likeness'"),
        ("[sweep.design]", "[sweep.desing]", "unknown key 'desing'; did you mean 'design'"),
    ],
)
def test_what_is_wrong_is_said_with_its_key(old, new, message):
    assert old in SWEEP
    with pytest.raises(ConfigError, match=message):
        config(SWEEP.replace(old, new))


@pytest.mark.parametrize(
    "old, new, message",
    [
        ('"coupling.k" =', '"coupling.q" =', r"sweep.axes.coupling.q: unknown number of the network 'coupling.q'"),
        ('"3 m/s"', '"3 mV"', "sweep.axes.speed: .*(cannot be converted|unknown unit)"),
        ('"20 Hz"', '"20000 Hz"', "sweep.axes: axis value 0: params.a.* outside its domain"),
        ("points = 4", "points = 5", "sweep.design: sobol: points must be a power of two"),
        ('{dataset = "synthetic", n = 6}', '{graph = "ring", n = 6}', "sweep.measures.r: needs empirical = "),
    ],
)
def test_what_does_not_fit_the_network_is_said_when_it_is_built(old, new, message):
    text = BASE + SWEEP
    assert old in text
    if "graph" in new:  # which has no lengths
        text = "\n".join(line for line in text.splitlines() if not line.startswith(("speed", '"params')))
    with pytest.raises(ConfigError, match=message):
        prepare_sweep(config_of(tomllib.loads(text.replace(old, new))))


def test_without_a_sweep_it_is_said_how_one_is_written():
    with pytest.raises(ConfigError, match=r"there is no \[sweep\].*coupling.k"):
        prepare_sweep(config(""))
    with pytest.raises(ConfigError, match=r"nothing changes; write \[sweep.axes\]"):
        config('[sweep]\nnoise = "common"\nkeep = ["fc"]')
    with pytest.raises(ConfigError, match="measures nothing"):
        config('[sweep]\nnoise = "common"\n[sweep.axes]\nspeed = [1.0]')
