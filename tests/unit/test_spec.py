"""Declaring a model: what is read off the signature, and what is refused."""

import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.models import hopf, wong_wang
from brainmass.spec import Model, drive, model, output, param, preset, proxy, state
from brainmass.units import mV, mV_per_ms, one, per_ms, second

inf = float("inf")


@model(
    public="Leak", outputs={"current": output(mV_per_ms, doc="what leaks")}, presets={"slow": preset("a talk", g=0.01)}
)
def leak(
    V=state(-65.0, mV, bounds=(-100, 50), spread=2.0, doc="potential"),
    E=param(-70.0, mV, domain=(-inf, inf), doc="reversal"),
    g=param(0.1, per_ms, domain=(0, 10), doc="rate"),
    V_inp=drive(mV_per_ms, doc="input to V"),
):
    """Leaky potential.

    dV/dt = -g (V - E) + V_inp
    """
    current = -g * (V - E)
    return {"V": current + V_inp, "current": current}


def test_the_signature_is_the_declaration():
    assert isinstance(leak, Model)
    assert (leak.name, leak.public) == ("leak", "Leak")
    assert list(leak.states) == ["V"]
    assert list(leak.params) == ["E", "g"]
    assert list(leak.drives) == ["V_inp"]
    assert list(leak.outputs) == ["current"]
    V = leak.states["V"]
    assert (V.default, V.unit, V.bounds, V.spread, V.clip, V.wrap) == (-65.0, mV, (-100, 50), 2.0, False, False)
    assert leak.params["g"].domain == (0, 10)
    assert leak.doc.startswith("Leaky potential.\n\ndV/dt")
    assert leak.defaults() == {"E": -70.0, "g": 0.1}
    assert repr(leak) == "<Model leak: V>"


def test_values():
    """-0.1 (-65 + 70) = -0.5, and the input on top of it for V alone."""
    assert leak({"V": -65.0}, leak.defaults()) == {"V": -0.5, "current": -0.5}
    assert leak({"V": -65.0}, leak.defaults(), {"V_inp": 2.0}) == {"V": 1.5, "current": -0.5}
    assert leak.rhs({"V": -65.0}, leak.defaults(), {"V_inp": 2.0}) == {"V": 1.5}


def test_observe_states_and_outputs():
    assert leak.observe("V", {"V": -60.0}, leak.defaults(), {}) == -60.0
    assert leak.observe("current", {"V": -60.0}, leak.defaults(), {}) == -1.0


def test_units_of_every_kind_of_quantity():
    units = [leak.unit_of(name) for name in ("V", "current", "g", "V_inp")]
    assert units == [mV, mV_per_ms, per_ms, mV_per_ms]
    with pytest.raises(KeyError, match="leak: unknown quantity 'curent'; did you mean 'current'"):
        leak.unit_of("curent")


def test_rows_of_regions():
    V = jnp.array([-65.0, -70.0, -60.0])
    np.testing.assert_allclose(leak.rhs({"V": V}, leak.defaults())["V"], [-0.5, 0.0, -1.0], rtol=1e-6)


def test_a_model_is_frozen():
    with pytest.raises(FrozenInstanceError):
        leak.name = "other"
    for group in (leak.states, leak.params, leak.drives, leak.outputs, leak.presets, leak.presets["slow"]):
        with pytest.raises(TypeError, match="does not support item assignment"):
            group["x"] = 1
    with pytest.raises(FrozenInstanceError):
        leak.params["g"].default = 3.0


def test_a_model_can_be_a_static_argument():
    """It is compared by identity, so JAX compiles once for each."""
    compiled = jax.jit(lambda which, V: which.rhs({"V": V}, which.defaults())["V"], static_argnums=0)
    assert float(compiled(leak, -65.0)) == pytest.approx(-0.5)
    assert hash(leak) != hash(wong_wang)
    assert leak != wong_wang


def test_presets_are_floats():
    @model(presets={"fast": preset("a talk", g=2)})
    def f(x=state(0.0, doc="x"), g=param(1.0, domain=(0, 3), doc="g")):
        """dx/dt = g."""
        return {"x": g}

    assert f.presets["fast"] == {"g": 2.0}
    assert isinstance(f.presets["fast"]["g"], float)
    assert f.presets["fast"].source == "a talk"
    assert repr(f.presets["fast"]) == "<Preset {'g': 2.0}: a talk>"
    assert {**f.defaults(), **f.presets["fast"]} == {"g": 2.0}


def test_time_may_be_in_seconds():
    @model(time=second)
    def f(x=state(0.0, doc="x")):
        """dx/dt = 0."""
        return {"x": 0 * x}

    assert f.time is second


def good(x=state(0.0, doc="x"), k=param(1.0, domain=(0, 2), doc="k"), x_inp=drive(doc="in")):
    """dx/dt = k x."""
    return {"x": k * x + x_inp}


def no_declaration(x=state(0.0, doc="x"), k=1.0):
    return {"x": k * x}


def no_default(x, k=param(1.0, domain=(0, 2), doc="k")):
    return {"x": k * x}


def open_ended(x=state(0.0, doc="x"), **rest):
    return {"x": x}


def no_state(k=param(1.0, domain=(0, 2), doc="k")):
    return {}


@pytest.mark.parametrize(
    "call, error, message",
    [
        (lambda: state(0.0, clip=True, doc="x"), ValueError, "state: clip and wrap need bounds"),
        (lambda: state(0.0, wrap=True, doc="x"), ValueError, "state: clip and wrap need bounds"),
        (
            lambda: state(2.0, bounds=(0, 1), doc="x"),
            ValueError,
            "state: the default 2.0 lies outside its bounds (0, 1)",
        ),
        (
            lambda: state(0.5, bounds=(1, 0), doc="x"),
            ValueError,
            "state: the default 0.5 lies outside its bounds (1, 0)",
        ),
        (lambda: state(0.5, spread=-1, doc="x"), ValueError, "state: the spread must be 0 or more, got -1"),
        (
            lambda: param(5.0, domain=(0, 1), doc="k"),
            ValueError,
            "param: the default 5.0 lies outside its domain (0, 1)",
        ),
        (
            lambda: param(inf - inf, domain=(0, 1), doc="k"),
            ValueError,
            "param: the default nan lies outside its domain",
        ),
        (
            lambda: model()(no_declaration),
            TypeError,
            "no_declaration: argument 'k' needs state(...), param(...) or drive",
        ),
        (lambda: model()(no_default), TypeError, "no_default: argument 'x' needs state(...), param(...) or drive(...)"),
        (lambda: model()(open_ended), TypeError, "open_ended: argument 'rest' needs state(...)"),
        (lambda: model()(no_state), TypeError, "no_state: a model needs at least one state(...)"),
        (
            lambda: model(presets={"mine": preset("a talk", kk=1.0)})(good),
            ValueError,
            "good: preset 'mine': unknown parameter 'kk'; did you mean 'k'? known: k",
        ),
        (
            lambda: model(presets={"mine": preset("a talk", k=3.0)})(good),
            ValueError,
            "good: preset 'mine': k = 3 lies outside its domain 0 to 2",
        ),
        (
            lambda: model(presets={"mine": {"k": 1.0}})(good),
            TypeError,
            "good: preset 'mine': write preset('where it comes from', name=value, ...), got {'k': 1.0}",
        ),
        (lambda: preset("", k=1.0), ValueError, "preset: say first where the numbers come from, got ''"),
        (
            lambda: model(outputs={"k": output(one, doc="k")})(good),
            ValueError,
            "good: output 'k' has the name of an argument; name it otherwise",
        ),
    ],
)
def test_bad_declarations_are_refused(call, error, message):
    with pytest.raises(error) as caught:
        call()
    assert message in str(caught.value)


def test_what_stands_for_signals():
    assert (leak.rate, leak.lfp, dict(leak.proxies)) == (None, None, {})
    assert (wong_wang.rate, wong_wang.lfp) == ("r_E", "lfp")
    assert (wong_wang.proxy("rate"), wong_wang.proxies["rate"].source) == ("r_E", "")
    assert "doi:10.1371/journal.pcbi.1000239" in wong_wang.proxies["lfp"].source
    with pytest.raises(LookupError, match=r"leak has nothing that stands for its local field .*: V, current"):
        leak.proxy("lfp")
    with pytest.raises(LookupError, match="unknown signal 'bold'; known: rate, lfp"):
        leak.proxy("bold")


def test_what_cannot_stand_for_a_signal():
    def decay(V=state(1.0, mV, doc="potential"), a=param(1.0, per_ms, domain=(0, 9), doc="rate")):
        """dV/dt = -a V."""
        return {"V": -a * V}

    assert model(lfp=proxy("V", "a book"))(decay).proxies["lfp"].source == "a book"
    with pytest.raises(ValueError, match="decay: lfp: unknown state or output 'U'; known: V"):
        model(lfp="U")(decay)
    with pytest.raises(ValueError, match="decay: rate: 'V' is in mV; a rate is in 1/ms, or a share"):
        model(rate="V")(decay)
    with pytest.raises(ValueError, match="proxy: say where 'V' is taken for the signal, got ' '"):
        proxy("V", " ")


def test_models_go_to_other_processes():
    """One of the catalogue is the same there; one of a script, and one that was changed, are made again."""
    assert pickle.loads(pickle.dumps(hopf)) is hopf
    changed = pickle.loads(pickle.dumps(replace(hopf, name="other")))
    assert (changed.name, changed.function, dict(changed.states)) == ("other", hopf.function, dict(hopf.states))
    program = """if 1:
        import sys, cloudpickle
        from brainmass import model, param, state
        from brainmass.units import per_ms

        @model()
        def mine(x=state(1.0, doc="x"), g=param(0.1, per_ms, domain=(0, 1), doc="g")):
            return {"x": -g * x}

        sys.stdout.buffer.write(cloudpickle.dumps(mine))
    """
    written = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout
    mine = pickle.loads(written)
    assert (mine.name, mine.rhs({"x": 2.0}, {"g": 0.5})) == ("mine", {"x": -1.0})
