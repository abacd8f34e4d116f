"""Numbers of a network by name: found, checked, replaced."""

import brainunit as u
import jax
import numpy as np
import pytest

from brainmass import stimulus
from brainmass.coupling import additive, diffusive
from brainmass.heterogeneity import mapped
from brainmass.models import hopf, wilson_cowan
from brainmass.named import names, number, with_values
from brainmass.network import Network, Population, Projection
from brainmass.noise import ou, white

LABELS = ["L.V1", "L.M1", "R.V1"]


def one():
    population = Population(
        hopf, LABELS, params={"a": mapped([0.0, 0.5, 1.0], a=-0.1, b=0.2)},
        noise={"x": white(0.1), "y_inp": ou(0.1, 5.0)}, stimuli={"x_inp": stimulus.step(10.0, 0.5).on("L.V1")},
    )  # fmt: skip
    projection = Projection("x", "x_inp", np.ones((3, 3)), coupling=diffusive(0.2), lengths=np.ones((3, 3)), speed=5.0)
    return Network(populations={"hopf": population}, projections=[projection])


def two():
    there, back = np.ones((2, 3)), np.ones((3, 2))
    return Network(
        populations={"t": Population(hopf, 2), "c": Population(wilson_cowan, 3)},
        projections=[
            Projection("t.x", "c.rE_inp", back, coupling=additive(0.1), lengths=back, speed=3.0),
            Projection("c.rE", "t.x_inp", there, coupling=additive(0.3), lengths=there, speed=3.0),
        ],
    )


def test_every_number_has_one_shortest_name():
    assert names(one()) == (
        "params.a.map", "params.a.a", "params.a.b", "params.beta", "params.omega", "noise.x.sigma",
        "noise.y_inp.sigma", "noise.y_inp.tau", "noise.y_inp.mean", "stimuli.x_inp.amplitude", "stimuli.x_inp.onset",
        "stimuli.x_inp.stop", "stimuli.x_inp.regions", "weights", "coupling.k", "lengths", "speed",
    )  # fmt: skip
    found = names(two())
    assert len(found) == len(set(found)) == len(jax.tree.leaves(two()))
    assert {"params.omega", "c.params.tau_E"} - set(found) == {"c.params.tau_E"}  # no other population has a tau_E


@pytest.mark.parametrize(
    "name, unit, domain",
    [
        ("params.omega", "1/ms", (-10.0, 10.0)),
        ("noise.x.sigma", "1/(ms^1/2)", (0.0, np.inf)),
        ("noise.y_inp.tau", "ms", (1e-9, np.inf)),
        ("speed", "mm/ms", (1e-9, np.inf)),
        ("lengths", "mm", (0.0, np.inf)),
        ("params.a.b", "1/ms", (-np.inf, np.inf)),
        ("stimuli.x_inp.amplitude", "1/ms", (-np.inf, np.inf)),
    ],
)
def test_units_and_domains_are_those_declared(name, unit, domain):
    found = number(one(), name)
    assert (str(found.unit), found.domain) == (unit, domain)


def test_values_are_put_where_the_name_says_and_nowhere_else():
    net = one()
    changed = with_values(
        net, {"coupling.k": 0.7, "speed": 300 * u.cm / u.second, "params.omega[L.*]": 0.5, "params.a.b": 1}
    )
    assert float(changed.projections[0].coupling.params["k"]) == pytest.approx(0.7)
    assert float(changed.projections[0].speed) == 3.0
    values = changed.populations["hopf"].values
    np.testing.assert_allclose(values["omega"], [0.5, 0.5, 0.0628], rtol=1e-6)
    np.testing.assert_allclose(values["a"], [-0.1, 0.4, 0.9], rtol=1e-6)
    assert float(net.projections[0].speed) == 5.0
    np.testing.assert_array_equal(net.populations["hopf"].values["omega"], np.float32(0.0628))
    same = with_values(changed, {"coupling.k": 0.2, "speed": 5.0, "params.omega": 0.0628, "params.a.b": 0.2})
    for before, after in zip(jax.tree.leaves(net), jax.tree.leaves(same), strict=True):
        np.testing.assert_allclose(np.asarray(after), np.asarray(before), rtol=1e-6)


def test_inputs_and_initial_values_need_not_have_been_given():
    changed = with_values(one(), {"inputs.x_inp": 0.1, "initial.y[R.V1]": 0.3})
    assert float(changed.populations["hopf"].inputs["x_inp"]) == pytest.approx(0.1)
    np.testing.assert_allclose(changed.populations["hopf"].initial["y"], [0.0, 0.0, 0.3])
    np.testing.assert_array_equal(changed.populations["hopf"].start(jax.random.key(0))["y"], np.float32([0, 0, 0.3]))


def test_a_name_may_stand_for_equal_numbers_of_several_projections():
    changed = with_values(two(), {"speed": 6.0, "t.x -> c.rE_inp: coupling.k": 0.5, "projections[1].coupling.k": 0.9})
    assert [float(p.speed) for p in changed.projections] == [6.0, 6.0]
    assert [float(p.coupling.params["k"]) for p in changed.projections] == pytest.approx([0.5, 0.9])
    with pytest.raises(
        ValueError, match=r"coupling.k is the name of 2 numbers that differ; say which: projections\[0\]"
    ):
        with_values(two(), {"coupling.k": 0.5})


def test_inside_a_trace_values_are_differentiable():
    def total(k, a):
        net = with_values(one(), {"coupling.k": k, "params.a.a": a})
        return net.projections[0].coupling.params["k"] ** 2 + net.populations["hopf"].values["a"].sum()

    np.testing.assert_allclose(jax.grad(total, (0, 1))(0.5, 0.1), (1.0, 3.0), rtol=1e-6)
    np.testing.assert_allclose(jax.vmap(total, (0, None))(np.array([1.0, 2.0]), 0.0), [1.3, 4.3], rtol=1e-6)


@pytest.mark.parametrize(
    "values, message",
    [
        ({"coupling.kk": 1.0}, "did you mean 'coupling.k'"),
        ({"params.omega": 20.0}, "params.omega is 20 1/ms, outside its domain -10 to 10"),
        ({"params.omega": [1.0, 2.0]}, r"must be of shape \(\) or \(3,\), got \(2,\)"),
        ({"params.omega[X]": 1.0}, "unknown region 'X'"),
        ({"coupling.k[L.V1]": 1.0}, "only what regions have of their own"),
        ({"speed": 0.0}, "outside its domain"),
        ({"speed": 3 * u.mV}, "cannot be converted"),
        ({"noise.x.sigma": np.nan}, "not finite"),
        ({3: 1.0}, "is named by a text"),
    ],
)
def test_what_cannot_be_is_refused(values, message):
    with pytest.raises((KeyError, ValueError, TypeError), match=message):
        with_values(one(), values)
