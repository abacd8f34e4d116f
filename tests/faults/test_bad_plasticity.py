"""Rules of plasticity that cannot be meant: what is said."""

import brainunit as u
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass import dynamics
from brainmass.checkpoint.provenance import differences, identity
from brainmass.coupling import additive
from brainmass.models import hopf, wong_wang
from brainmass.network import Network, Population
from brainmass.observe import every
from brainmass.plasticity import Rule, deco2014, herzog, naskar2021, rule
from brainmass.simulation import simulate


def network(given, param="J_I", model=wong_wang, n=3):
    return Network(model, n, plasticity={param: given})


def still(value, r_E):
    return 0.0 * value


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: network(deco2014(), "J_i"), KeyError, "wong_wang: unknown parameter in plasticity 'J_i'; did you"),
        (lambda: network(0.1), TypeError, "wong_wang: plasticity of J_I must be one of brainmass.plasticity, such as"),
        (
            lambda: network(deco2014(), "a", hopf),
            KeyError,
            "hopf: unknown state, output or parameter, followed by the plasticity of a, 'I_E'; known: x, y",
        ),
        (lambda: deco2014("rates"), ValueError, "deco2014: on must be 'current' or 'rate', got 'rates'"),
        (lambda: deco2014("rate", follows=("r_E", "r_I")), ValueError, "on='rate' follows 1 quantities, got ('r_E', "),
        (lambda: deco2014("rate", target=3 * u.mV), TypeError, "deco2014: target"),
        (lambda: deco2014(window=0.0), ValueError, "deco2014: window must be positive and finite, in ms; got 0.0"),
        (lambda: deco2014(settle=-1.0), ValueError, "deco2014: settle must be 0 or more and finite, in ms; got -1.0"),
        (lambda: deco2014(until=[1.0, 2.0]), ValueError, "deco2014: until must be one time, got shape (2,)"),
        (lambda: deco2014(shrink=1.5), ValueError, "deco2014: shrink must be from 0 to 1, got 1.5"),
        (lambda: deco2014(grow=0.5), ValueError, "deco2014: grow must be 1 or more, got 0.5"),
        (lambda: deco2014(step=-0.1), ValueError, "deco2014: step must be 0 or more, got -0.1"),
        (lambda: deco2014(step="small"), TypeError, "deco2014: step must be a number, got 'small'"),
        (lambda: deco2014(tolerance=np.nan), ValueError, "deco2014: tolerance must be 0 or more, got nan"),
        (lambda: network(deco2014(target=np.nan)), ValueError, "wong_wang: plasticity of J_I: target is nan"),
        (lambda: network(deco2014(step=[0.1, 0.2])), ValueError, "step must be a number or one for each of the 3"),
        (lambda: network(deco2014(step=1 * u.mV)), TypeError, "wong_wang: plasticity of J_I: step"),
        (lambda: naskar2021(rho=3.0), ValueError, "rho = 3 1/ms is 3000 Hz; rates are in 1/ms here: 0.003 is 3 Hz"),
        (lambda: naskar2021(gamma=-1.0), ValueError, "naskar2021: gamma must be 0 or more, got -1.0"),
        (lambda: naskar2021(follows="r_E"), ValueError, "follows must name the excitatory and the inhibitory rate"),
        (lambda: network(naskar2021(rho=[0.003, 0.003])), ValueError, "rho must be a number or one for each of the 3"),
        (lambda: network(naskar2021(gamma=1 * u.nA)), TypeError, "gamma must be a plain number, in ms, mV, nA or 1/ms"),
        (lambda: rule((), still), TypeError, "rule: follows must be names of states, outputs or parameters, got ()"),
        (lambda: rule("r_E", 0.1), TypeError, "rule: slope must be a function slope(value, r_E, ...), got 0.1"),
        (lambda: rule("r_E", still, until=-5.0), ValueError, "rule: until must be positive and finite"),
        (lambda: network(rule("r_E", still, a="b")), TypeError, "wong_wang: plasticity of J_I: a must be a number"),
        (lambda: herzog(1.0, np.ones((2, 3))), ValueError, "herzog: weights must be a square matrix"),
        (lambda: herzog(1.0, [[0.0, np.nan], [1.0, 0.0]]), ValueError, "herzog: weights[0, 1] is nan"),
        (
            lambda: Network(populations={"a": Population(wong_wang, 2)}, plasticity={}),
            TypeError,
            "plasticity cannot be given together with populations=",
        ),
        (
            lambda: Network(
                wong_wang, np.ones((2, 2)), coupling=additive(1.0), source="J_I", target="S_E_ext",
                plasticity={"J_I": deco2014()},
            ),
            KeyError,
            "wong_wang: unknown state or output 'J_I'",
        ),
        (lambda: dynamics.fixed_points(network(naskar2021())), ValueError, "leave its plasticity out, and give"),
        (
            lambda: simulate(network(deco2014()), 1.0, dt=0.5, observe={"J": every(1.0, "J_N")}),
            KeyError,
            "wong_wang: unknown state, output or drive 'J_N'; did you mean 'J_I'",
        ),
    ],
)  # fmt: skip
def test_what_is_said(call, error, message):
    with pytest.raises(error) as caught:
        call()
    assert message in str(caught.value)


def test_units_are_converted():
    given = network(deco2014("rate", target=3 * u.Hz, tolerance=0.5 * u.Hz, step=20 * u.pA, window=2 * u.second))
    made = given.populations["wong_wang"].plasticity["J_I"]
    found = [float(x) for x in (made.target, made.tolerance, made.first, made.window)]
    np.testing.assert_allclose(found, [0.003, 0.0005, 0.02, 2000.0], rtol=1e-6)
    assert isinstance(made, Rule)


def test_what_an_earlier_run_has_learned_by_another_rule_is_refused():
    final = simulate(network(naskar2021()), 1.0, dt=0.5).final
    with pytest.raises(ValueError, match=r"resume: the learning of wong_wang\.J_I of the earlier run do not fit"):
        simulate(network(deco2014()), 1.0, dt=0.5, resume=final)


def test_a_checkpoint_knows_another_rule():
    """The same numbers in another function are another run."""
    runs = []
    for slope in (still, lambda value, r_E: 0.0 * r_E + 0.0 * jnp.sin(value)):
        runs.append(simulate(network(rule("r_E", slope)), 1.0, dt=0.5))
    there, here = (identity(run, 2, 8, resumed=False) for run in runs)
    assert differences(there, here) == ["function of plasticity J_I of population wong_wang: other values"]


def test_the_value_stays_in_the_domain_of_the_parameter():
    """A region that is far too quiet: its inhibition falls to 0, and no further."""
    net = Network(
        wong_wang, 1, params={"I_0": 0.2, "J_I": 0.01}, plasticity={"J_I": rule("r_E", lambda J, r_E: -0.01 + 0 * r_E)}
    )
    run = simulate(net, 20.0, dt=1.0, observe={"J": every(1.0, "J_I")})
    assert run["J"].min() == 0.0
