"""The walk over a right-hand side: the unit check and the printed equation."""

from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.dimensions import check_dimensions
from brainmass.equations import printed, steps
from brainmass.functions import exprel, named, rectify, sigmoid
from brainmass.models import hopf, wong_wang
from brainmass.spec import Model, drive, model, output, param, state
from brainmass.trace import trace, walk
from brainmass.units import ms, mV, mV_per_ms, nA, one, per_ms, per_mV, per_second, second

ANY = (-1e9, 1e9)


def membrane(equation, outputs=None, **keywords) -> Model:
    """A model of one potential whose slope (or whole result) is ``equation`` of V, tau, k, r, I and the drive."""

    def f(
        V=state(0.0, mV, doc="potential"),
        tau=param(10.0, ms, domain=ANY, doc="time constant"),
        k=param(0.1, per_ms, domain=ANY, doc="rate per ms"),
        q=param(5.0, per_second, domain=ANY, doc="rate per s"),
        r=param(0.56, per_mV, domain=ANY, doc="slope"),
        c=param(2.0, domain=ANY, doc="plain number"),
        I=param(1.0, nA, domain=ANY, doc="current"),
        V_inp=drive(mV_per_ms, doc="input to V"),
    ):
        values = equation(V=V, tau=tau, k=k, q=q, r=r, c=c, I=I, V_inp=V_inp)
        return values if isinstance(values, dict) else {"V": values}

    f.__name__ = "membrane"
    return model(outputs=outputs, **keywords)(f)


@pytest.mark.parametrize(
    "equation",
    [
        lambda V, tau, V_inp, **_: -V / tau + V_inp,
        lambda V, k, c, **_: -k * V * jnp.exp(c) + 0.0,
        lambda V, k, q, c, **_: k * V * sigmoid(c) * (q / q),
        lambda V, tau, r, **_: jnp.tanh(r * V) / (r * tau),
        lambda V, tau, **_: jnp.sqrt(V * V) / tau,
        lambda V, tau, **_: jnp.abs(V) ** 1.5 * jnp.abs(V) ** -0.5 / tau,
        lambda V, tau, **_: V**2.0 / V / tau,
        lambda V, tau, **_: V**3 * V**-2 / tau,
        lambda V, tau, c, r, **_: (r * V) ** c / (r * tau),
        lambda V, tau, **_: jnp.where(V > 0, V, 0.0) / tau,
        lambda V, tau, **_: jnp.maximum(V, 0) / tau - jax.nn.relu(V) / tau,
        lambda V, tau, r, **_: rectify(r * V) / (r * tau) + exprel(r * V) / (r * tau),
        lambda V, tau, **_: jnp.where(jnp.abs(V) < jnp.inf, V, -V) / tau,
        lambda V, tau, **_: jax.lax.stop_gradient(V) / tau,
        lambda V, tau, r, **_: jnp.sign(V) * jnp.round(r * V) / (r * tau),
    ],
)
def test_sound_equations_pass(equation):
    check_dimensions(membrane(equation))


@pytest.mark.parametrize(
    "equation, message",
    [
        (lambda V, I, tau, **_: (V + I) / tau, "membrane: cannot add or compare V in mV and I in nA"),
        (
            lambda V, k, q, **_: -k * V - q * V,
            "membrane: cannot add or compare -k V in mV/ms and q V in 1/s mV",
        ),
        (lambda V, tau, **_: (V - 65) / tau, "membrane: cannot add or compare V in mV and 65 in 1"),
        (lambda V, tau, **_: jnp.exp(V) / tau, "membrane: exp needs a plain number, but V is in mV"),
        (lambda V, tau, **_: jnp.tanh(V / tau), "membrane: tanh needs a plain number, but V / tau is in mV/ms"),
        (lambda V, tau, **_: sigmoid(V) * V / tau, "membrane: logistic needs a plain number, but V is in mV"),
        (lambda V, tau, c, **_: V**c / tau, "membrane: pow needs a plain number, but V is in mV"),
        (lambda V, tau, **_: 2.0 ** (V / V) * tau**-1 * tau**V, "membrane: pow needs a plain number, but tau is in ms"),
        (lambda V, **_: -V, "membrane: dV/dt must be in mV/ms, but -V is in mV"),
        (lambda V, q, **_: -q * V, "membrane: dV/dt must be in mV/ms, but -q V is in 1/s mV"),
        (lambda V, tau, I, **_: jnp.where(V > I, V, 0) / tau, "membrane: cannot add or compare V in mV and I in nA"),
        (lambda V, tau, **_: jnp.where(V > 0, V, 1.0) / tau, "cannot add or compare 1 in 1 and V in mV"),
        (lambda V, tau, I, **_: jnp.maximum(V, I) / tau, "membrane: cannot add or compare V in mV and I in nA"),
        (lambda V, tau, **_: jnp.clip(V, -1.0, 1.0) / tau, "membrane: cannot add or compare"),
        (lambda V, tau, c, **_: {"V": V / tau, "y": V * c}, "membrane: the output y must be in 1, but V c is in mV"),
    ],
)
def test_unsound_equations_are_named(equation, message):
    outputs = {"y": output(one, doc="y")} if "output y" in message else None
    with pytest.raises(ValueError, match="membrane") as caught:
        check_dimensions(membrane(equation, outputs))
    assert message in str(caught.value)


def test_time_in_seconds_wants_slopes_per_second():
    check_dimensions(membrane(lambda V, q, **_: -q * V, time=second))
    with pytest.raises(ValueError, match=r"dV/dt must be in mV/s, but -k V is in mV/ms"):
        check_dimensions(membrane(lambda V, k, **_: -k * V, time=second))


def test_zero_has_every_unit():
    check_dimensions(membrane(lambda V, **_: jnp.zeros_like(V)))
    check_dimensions(membrane(lambda **_: 0.0))


@pytest.mark.parametrize(
    "equation, error, message",
    [
        (lambda V, **_: {"W": V}, ValueError, "membrane: the right-hand side must return a dict with V; got ['W']"),
        (lambda V, **_: {}, ValueError, "must return a dict with V; got []"),
        (lambda V, tau, **_: V / tau if V > 0 else V, TypeError, "membrane: the right-hand side must be arithmetic"),
        (
            lambda V, tau, **_: np.tanh(V) / tau,
            TypeError,
            "write jnp.where(...) for 'if', and jnp.tanh(...) for np.tanh",
        ),
        (lambda V, tau, **_: float(V) / tau, TypeError, "membrane: the right-hand side must be arithmetic"),
        (lambda V, tau, **_: (V * np.array([1.0, 2.0])).sum() / tau, ValueError, "may hold numbers, not arrays"),
        (
            lambda V, tau, **_: jax.lax.cond(V > 0, lambda: V, lambda: -V) / tau,
            ValueError,
            "elementwise arithmetic, without 'cond'; use jnp.where to choose",
        ),
    ],
)
def test_what_is_not_arithmetic_is_refused(equation, error, message):
    with pytest.raises(error) as caught:
        check_dimensions(membrane(equation))
    assert message in str(caught.value)


def test_not_even_a_dict():
    @model()
    def f(x=state(0.0, doc="x")):
        """dx/dt = x."""
        return x

    with pytest.raises(ValueError, match="f: the right-hand side must return a dict with x; got"):
        trace(f)


@pytest.mark.parametrize(
    "equation, text",
    [
        (lambda V, tau, V_inp, **_: -V / tau + V_inp, "-V / tau + V_inp"),
        (lambda V, tau, **_: -(V / tau), "-V / tau"),
        (lambda V, tau, k, **_: (V - V**2 / V) / tau - k * (V + V), "(V - V² / V) / tau - k (V + V)"),
        (lambda V, k, **_: -k * V - -k * V, "-k V - (-k V)"),
        (lambda V, k, **_: V - (V - V) + k * V * 0, "V - (V - V) + k V 0"),
        (lambda V, tau, **_: V / (tau / (V / V)), "V / (tau / (V / V))"),
        (lambda V, tau, **_: V / tau / 2 * 3, "V / tau / 2 3"),
        (lambda V, tau, r, **_: sigmoid(r * (V - V)) / tau / r, "sigmoid(r (V - V)) / tau / r"),
        (lambda V, tau, r, **_: rectify(r * V) / tau / r, "rectify(r V) / tau / r"),
        (lambda V, tau, c, r, **_: (r * V) ** c / tau / r, "(r V)^c / tau / r"),
        (lambda V, tau, **_: (V + V) ** 2 / V / tau, "(V + V)² / V / tau"),
        (lambda V, tau, **_: jnp.where(V > 0, V, 2 * V) / tau, "(V if V > 0 else 2 V) / tau"),
        (lambda V, tau, **_: jnp.exp(-V / V) * V / tau, "exp(-V / V) V / tau"),
        (lambda V, tau, **_: V * -2.5 / tau, "V (-2.5) / tau"),
    ],
)
def test_printed_equations(equation, text):
    assert printed(membrane(equation))["V"] == text


def test_printed_text_means_the_same_number():
    """Brackets are where they must be: the printed text, read by Python, has the value of the function."""
    equation = lambda V, tau, k, c, V_inp, **_: (  # noqa: E731
        -(V - (V - 2 * V) * c) / (tau * c) / 3 - -k * V * (c - (1 - c)) + V_inp - (V / tau - V_inp) * -c
    )
    text = printed(membrane(equation))["V"]
    values = {"V": 1.7, "tau": 9.0, "k": 0.3, "c": 2.2, "V_inp": 0.4}
    words = text.replace("(", " ( ").replace(")", " ) ").split()
    signs = {"+", "-", "/", "(", ")"}
    python = [words[0]]
    for before, word in pairwise(words):
        product = (before not in signs or before == ")") and (word not in signs or word == "(")
        python += ["*", word] if product else [word]
    # A product written by a blank binds as the division beside it does, from left to right.
    assert eval(" ".join(python), {}, values) == pytest.approx(equation(**values), rel=1e-12)


def test_outputs_are_printed_by_name():
    lines = printed(wong_wang)
    assert lines["S_E"] == "-S_E / tau_E + (1 - S_E) gamma r_E"
    assert lines["r_E"] == "rectify(d_E (a_E I_E - b_E)) / d_E"
    assert list(lines) == ["S_E", "S_I", "r_E", "r_I", "I_E", "I_I", "lfp"]


def test_a_trace_names_what_goes_in_and_out():
    recorded = trace(hopf)
    assert recorded.inputs == ("x", "y", "a", "omega", "beta", "x_inp", "y_inp")
    assert recorded.results == ("x", "y")


@pytest.mark.usefixtures("x64")
def test_a_reading_of_numbers_computes_the_right_hand_side():
    """The walk visits every operation once, in order: read with numbers it gives what JAX gives."""
    table = {
        "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "div": lambda a, b: a / b,
        "neg": lambda a: -a, "logistic": lambda a: 1 / (1 + np.exp(-a)), "integer_pow": lambda a, y: a**y,
        "square": lambda a: a * a,
    }  # fmt: skip
    called = []

    class Numbers:
        def literal(self, value):
            return value

        def call(self, name, operands, results):
            called.append(name)
            return None

        def bind(self, variable, value):
            return value

        def apply(self, operation, operands, settings):
            if operation in ("convert_element_type", "copy"):
                return operands[0]
            extra = (settings["y"],) if operation == "integer_pow" else ()
            return table[operation](*operands, *extra)

    f = membrane(lambda V, tau, r, c, V_inp, **_: sigmoid(r * V - c) ** 2 * 3 / r / tau - V / tau + V_inp)
    values = {"V": 2.0, "tau": 7.0, "k": 0.1, "q": 5.0, "r": 0.4, "c": 0.3, "I": 1.0, "V_inp": 0.25}
    expected = f.function(**values)["V"]
    assert walk(trace(f), values, Numbers())["V"] == pytest.approx(float(expected), rel=1e-12)
    assert "sigmoid" in called


@model(outputs={"rate": output(per_ms, doc="rate")})
def named_steps(
    V=state(0.0, mV, doc="potential"),
    v0=param(6.0, mV, domain=ANY, doc="threshold"),
    r=param(0.56, per_mV, domain=ANY, doc="slope"),
    e0=param(0.0025, per_ms, domain=ANY, doc="half of the largest rate"),
    tau=param(10.0, ms, domain=ANY, doc="time constant"),
):
    """Steps that are long, short, outputs, and not used."""
    short = V - v0
    long_one = 2 * e0 * sigmoid(r * short) + e0 / (1 + (r * short) ** 2)
    unused = e0 * sigmoid(r * short) + e0 * sigmoid(-r * short)
    tau = 2 * tau
    rate = long_one * long_one / e0
    del unused
    return {"V": (-V + short * rate * tau) / tau, "rate": rate}


def test_long_steps_go_by_their_name():
    assert steps(named_steps) == {"long_one": "2 e0 sigmoid(r (V - v0)) + e0 / (1 + (r (V - v0))²)"}
    assert printed(named_steps) == {
        "V": "(-V + (V - v0) rate 2 tau) / (2 tau)",
        "rate": "long_one long_one / e0",
    }


def test_names_are_left_out_while_a_profiler_is_at_work():
    """There is one hook for both; the equations are then written out."""
    import sys

    calls = []
    sys.setprofile(lambda *arguments: calls.append(arguments))
    try:
        found = steps(named_steps)
    finally:
        sys.setprofile(None)
    assert found == {}
    assert calls


def along(function, x):
    """The derivative of an elementwise function, for any shape."""
    return jax.jvp(function, (x,), (jnp.ones_like(x),))[1]


bent = named("∂²S/∂V²", lambda V, r: along(lambda v: along(lambda u: sigmoid(r * u), v), V))
both = named("S(V, r), ∂S/∂V", lambda V, r: jax.jvp(lambda v: sigmoid(r * v), (V,), (jnp.ones_like(V),)))


def rows(V, r):
    """Two derivatives at once, on an axis of their own."""
    pushed = jax.vmap(lambda t: jax.jvp(lambda v: jnp.tanh(r * v), (V,), (t,))[1])(jnp.stack([V / V, 2 * V / V]))
    return jax.lax.index_in_dim(pushed, 1, keepdims=False)


@pytest.mark.parametrize(
    "equation, text",
    [
        (lambda V, tau, r, c, **_: bent(V, r) * c / r**3 / tau, "∂²S/∂V² c / r³ / tau"),
        (lambda V, tau, r, **_: (both(V, r)[0] / r + both(V, r)[1] / r**2) / tau, "(S(V, r) / r + ∂S/∂V / r²) / tau"),
    ],
)
def test_a_function_that_was_given_a_name_is_printed_by_it(equation, text):
    """With its units checked inside: a derivative in V has the unit of the function over that of V."""
    model = membrane(equation)
    assert printed(model)["V"] == text
    check_dimensions(model)
    wrong = membrane(lambda **given: equation(**given) * given["r"])
    with pytest.raises(ValueError, match="dV/dt must be in mV/ms") as caught:
        check_dimensions(wrong)
    assert text.split()[0].strip("(") in str(caught.value)


def test_derivatives_have_units():
    for equation in (
        lambda V, tau, r, **_: along(lambda v: sigmoid(r * v) / r, V) * V / tau,
        lambda V, tau, r, **_: bent(V, r) / r**3 / tau,
        lambda V, tau, r, **_: rows(V, r) / r**2 / tau,
    ):
        check_dimensions(membrane(equation))
    with pytest.raises(ValueError, match="cannot add or compare"):
        check_dimensions(membrane(lambda V, tau, r, **_: (V + along(lambda v: sigmoid(r * v), V)) / tau))


def test_a_shared_function_that_was_differentiated_is_no_call_of_it():
    text = printed(membrane(lambda V, tau, r, **_: along(lambda v: sigmoid(r * v), V) / r**2 / tau))["V"]
    assert "sigmoid(r V, " not in text
    assert "sigmoid(r V)" in text


@pytest.mark.usefixtures("x64")
def test_outputs_are_printed_by_name_in_float64_too():
    assert printed(wong_wang)["r_E"] == "rectify(d_E (a_E I_E - b_E)) / d_E"
