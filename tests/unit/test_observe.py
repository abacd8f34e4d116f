"""Observers: subsamples, means and BOLD of states and outputs. The balloon model is proved in tests/oracle."""

import brainunit as u
import numpy as np
import pytest

from brainmass.coupling import additive
from brainmass.integrate import euler
from brainmass.models import wong_wang
from brainmass.network import Network, Population
from brainmass.noise import white
from brainmass.observe import Average, Bold, Every, average, bold, bold_sets, every
from brainmass.simulation import simulate
from tests.systems import leak, pair, random_weights

WALK = Network(leak, 3, params={"g": 0.01}, noise={"x": white(0.1)})


def test_subsamples_and_means_are_those_of_the_whole_recording():
    observe = {"all": every(0.5, "x"), "some": every(3.5, "x"), "mean": average(3.5, "x")}
    run = simulate(WALK, 700.0, dt=0.5, seed=2, observe=observe)
    whole = np.asarray(run["all"], float)
    np.testing.assert_array_equal(run["some"], run["all"][6::7])
    np.testing.assert_allclose(run["mean"], whole.reshape(-1, 7, 3).mean(axis=1), rtol=1e-5, atol=1e-6)


def test_a_mean_over_many_steps_keeps_its_digits_in_float32():
    """A sum of 2 million values of 0.1 would be off by parts in a thousand."""
    constant = Network(leak, 1, params={"g": 0.0}, initial={"x": 0.1})
    run = simulate(constant, 200_000.0, dt=0.1, method=euler, observe={"mean": average(200_000.0, "x")})
    np.testing.assert_allclose(run["mean"], [[0.1]], rtol=1e-6)


def test_outputs_are_seen_with_the_drives_of_the_same_moment():
    """r_E and I_E of Wong-Wang at a sample are those of its equations at the sampled states (Deco 2014, Eqs. 5-8)."""
    names = ("S_E", "S_I", "r_E", "I_E")
    network = Network(wong_wang, 2, inputs={"I_ext": [0.0, 0.02]})
    run = simulate(network, 50.0, dt=0.5, seed=1, observe={name: every(5.0, name) for name in names})
    s_e, s_i, r_e, i_e = (np.asarray(run[name], float) for name in names)
    current = 0.382 + 1.4 * 0.15 * s_e - s_i + np.array([0.0, 0.02])
    np.testing.assert_allclose(i_e, current, rtol=1e-5)
    excess = 0.31 * current - 0.125
    np.testing.assert_allclose(r_e, excess / (1 - np.exp(-160.0 * excess)), rtol=1e-4)


def test_observers_of_several_populations():
    network = Network(populations={"a": Population(leak, 2), "b": Population(pair, 3)})
    run = simulate(network, 6.0, dt=0.5, observe={"one": every(1.0, "a.x"), "two": average(2.0, "b.v")})
    assert run["one"].shape == (6, 2)
    assert run["two"].shape == (3, 3)
    assert run.labels == {"one": ("region0", "region1"), "two": ("region0", "region1", "region2")}


def test_units_of_samples():
    network = Network(wong_wang, 2)
    observe = {"S": every(1.0, "S_E"), "r": average(1.0, "r_E"), "I": every(1.0, "I_E"), "b": bold("S_E", tr=1.0)}
    assert simulate(network, 2.0, dt=0.5, observe=observe).units == {"S": "1", "r": "1/ms", "I": "nA", "b": "1"}


def test_periods_may_be_quantities():
    assert every(1 * u.second, "x") == Every("x", 1000.0)
    assert average(0.5 * u.ms, "x") == Average("x", 0.5)
    observer = bold("x", tr=0.72 * u.second, params={"tau": 980 * u.ms})
    assert isinstance(observer, Bold)
    assert observer.period == 720.0
    assert observer.params["tau"] == pytest.approx(0.98)


def test_named_sets_hold_what_their_papers_print():
    """Friston 2003 Table 1; Stephan 2007 with 4.3 nu0 E0 TE, eps r0 E0 TE, 1 - eps at 40.3 /s, 25 /s, .04 s."""
    assert set(bold_sets) == {"friston2003", "deco_matlab", "stephan2007", "tvb", "friston2000"}
    friston = bold("x", tr=1.0).params
    assert {name: friston[name] for name in ("kappa", "gamma", "tau", "alpha", "rho", "V0", "epsilon")} == {
        "kappa": 0.65, "gamma": 0.41, "tau": 0.98, "alpha": 0.32, "rho": 0.34, "V0": 0.02, "epsilon": 1.0,
    }  # fmt: skip
    np.testing.assert_allclose([friston[name] for name in ("k1", "k2", "k3")], [2.38, 2.0, 0.48])
    stephan = bold("x", tr=1.0, params=bold_sets["stephan2007"]).params
    weights = [stephan[name] for name in ("k1", "k2", "k3")]
    np.testing.assert_allclose(weights, [4.3 * 40.3 * 0.4 * 0.04, 25 * 0.4 * 0.04, 0.0])
    inverted = bold("x", tr=1.0, params=bold_sets["deco_matlab"]).params
    assert inverted["kappa"] * 0.65 == pytest.approx(1.0)
    assert inverted["gamma"] * 0.41 == pytest.approx(1.0)


def test_the_sets_cannot_be_changed_by_accident():
    with pytest.raises(TypeError, match="does not support item assignment"):
        bold_sets["friston2003"] = {}


def test_no_observer_at_all():
    run = simulate(WALK, 10.0, dt=0.5, observe={})
    assert run.data == {}
    assert run.final.time == 10.0


@pytest.mark.parametrize("periods", [(10.0, 4.0), (6.0, 9.0), (7.0,)])
def test_samples_taken_in_stretches_are_those_of_every_step(periods):
    """Where all observers look at the end of their periods only, nobody asks in between; nothing else changes."""
    net = Network(
        leak, random_weights(3, 3, 1), coupling=additive(0.1), source="x", target="x_inp", noise={"x": white(0.1)}
    )
    observe = {f"x{i}": every(p, "x") for i, p in enumerate(periods)}
    alone = simulate(net, 700.0, dt=1.0, seed=4, observe=observe, transient=33.0)
    all_steps = simulate(net, 700.0, dt=1.0, seed=4, observe={"all": every(1.0, "x")}, transient=33.0)["all"]
    for i, p in enumerate(periods):
        np.testing.assert_array_equal(alone[f"x{i}"], all_steps[int(p) - 1 :: int(p)])
    first = simulate(net, 331.0, dt=1.0, seed=4, observe=observe, transient=33.0)
    rest = simulate(net, 369.0, dt=1.0, observe=observe, resume=first.final)
    for name in observe:
        np.testing.assert_array_equal(np.concatenate([first[name], rest[name]]), alone[name])
