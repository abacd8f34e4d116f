"""The door between quantities and floats."""

from fractions import Fraction

import brainunit as u
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass import units
from brainmass.units import (
    Unit,
    convert,
    hertz,
    is_quantity,
    is_traced,
    mm_per_ms,
    ms,
    mV,
    mV_per_ms,
    nA,
    one,
    parse,
    per_ms,
    per_ms2,
    per_mV,
    per_nA_ms,
    per_second,
    second,
    to_array,
    to_float,
)


@pytest.mark.parametrize(
    "quantity, unit, expected",
    [
        (2 * u.second, ms, 2000.0),
        (0.1 * u.ms, ms, 0.1),
        (250 * u.us, ms, 0.25),
        (10 * u.Hz, per_ms, 0.01),
        (1 * u.kHz, per_ms, 1.0),
        (1 / u.ms, per_second, 1000.0),
        (6 * u.meter / u.second, mm_per_ms, 6.0),
        (-65 * u.mV, mV, -65.0),
        (0.5 * u.pA, nA, 0.0005),
        (310 / (u.nA * u.second), per_nA_ms, 0.31),
        (3 * u.mV / u.second, mV_per_ms, 0.003),
        (0.56 / u.mV, per_mV, 0.56),
    ],
)
def test_quantities_are_converted(quantity, unit, expected):
    assert float(convert(quantity, unit, "x")) == pytest.approx(expected, rel=1e-12)


def test_whole_factors_are_exact():
    """2 s is 2000 ms, not 2000.0000000000002: a number of steps is counted from it."""
    for seconds in range(1, 200):
        assert convert(seconds * u.second, ms, "duration") == 1000.0 * seconds
    assert convert(7 * u.ms, second, "duration") == 7 / 1000


def test_bare_numbers_are_in_the_unit():
    assert convert(5.0, ms, "dt") == 5.0
    array = np.array([1.0, 2.0])
    assert convert(array, ms, "dt") is array


def test_arrays_of_quantities():
    np.testing.assert_allclose(to_array(np.array([1.0, 2.0]) * u.second, ms, "tau"), [1000.0, 2000.0])
    np.testing.assert_allclose(to_array(jnp.array([1.0, 2.0]) * u.mV, mV, "V"), [1.0, 2.0])
    assert to_array([1, 2], one, "k").dtype.kind == "i"


@pytest.mark.parametrize(
    "call, error, message",
    [
        (lambda: convert(5 * u.mV, ms, "tau"), TypeError, "tau is in mV, which cannot be converted to ms"),
        (lambda: convert(5 * u.ms, one, "k"), TypeError, "k is in ms, which cannot be converted to a plain number"),
        (lambda: convert(5 * u.ms, per_ms, "omega"), TypeError, "omega is in ms, which cannot be converted to 1/ms"),
        (lambda: convert("5 ms", ms, "dt"), TypeError, "dt must be a number in ms or a quantity, got '5 ms'"),
        (lambda: convert(None, one, "k"), TypeError, "k must be a number or a quantity, got None"),
        (lambda: to_float(float("nan"), ms, "dt"), ValueError, "dt must be finite, got nan"),
        (lambda: to_float(np.inf * u.ms, ms, "dt"), ValueError, "dt must be finite, got inf"),
        (lambda: to_float([1.0, 2.0], ms, "dt"), TypeError, "dt must be a single number in ms, got [1.0, 2.0]"),
        (lambda: to_float(True, ms, "dt"), TypeError, "dt must be a single number in ms, got True"),
        (lambda: to_float(1 + 2j, one, "k"), TypeError, "k must be a single number, got (1+2j)"),
        (lambda: to_array([True, False], one, "W"), TypeError, "W must hold real numbers, got an array of bool"),
        (lambda: to_array(["a"], mV, "V"), TypeError, "V must hold real numbers in mV, got an array of <U1"),
        (lambda: to_array([1j], one, "W"), TypeError, "W must hold real numbers, got an array of complex128"),
        (lambda: to_array([1, [2, 3]], ms, "tau"), TypeError, "tau must be one array of numbers in ms"),
        (lambda: to_array([5 * u.ms, 6 * u.ms], ms, "tau"), TypeError, "one quantity such as np.array([1, 2]) * u.ms"),
        (lambda: parse("10 mV", ms, "dt"), ValueError, "dt: '10 mV' cannot be converted to ms"),
        (
            lambda: parse("10 parsecs", ms, "dt"),
            ValueError,
            "dt: unknown unit 'parsecs'; did you mean 'sec'? known: ms",
        ),
        (lambda: parse("ten ms", ms, "dt"), ValueError, "'ten ms' is not a quantity; write a number and a unit"),
        (lambda: parse("", ms, "dt"), ValueError, "dt: '' is not a quantity"),
        (lambda: parse("1e400 ms", ms, "dt"), ValueError, "dt must be finite, got inf"),
        (lambda: parse("1e400", ms, "dt"), ValueError, "dt must be finite, got inf"),
    ],
)
def test_bad_input_is_refused_by_name(call, error, message):
    with pytest.raises(error) as caught:
        call()
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "text, unit, expected",
    [
        ("10 ms", ms, 10.0),
        ("10ms", ms, 10.0),
        (" .5e1   s ", ms, 5000.0),
        ("10 min", ms, 600_000.0),
        ("2 h", ms, 7_200_000.0),
        ("250 us", ms, 0.25),
        ("-3", ms, -3.0),
        ("50 Hz", per_ms, 0.05),
        ("0.05 1/ms", per_second, 50.0),
        ("6 m/s", mm_per_ms, 6.0),
        ("1 V", mV, 1000.0),
        ("20 pA", nA, 0.02),
        (4, ms, 4.0),
        (4 * u.second, ms, 4000.0),
    ],
)
def test_strings_of_a_configuration(text, unit, expected):
    assert parse(text, unit, "x") == pytest.approx(expected, rel=1e-14)


def test_every_named_unit_can_be_parsed():
    for name, unit in units.NAMED.items():
        assert parse(f"3 {name}", unit, "x") == 3.0


def test_arithmetic_of_units():
    assert (mV / ms).dims == mV_per_ms.dims
    assert (per_mV * mV).same_as(one)
    assert (per_ms**2).same_as(per_ms2)
    assert ((mV**2) ** 0.5).same_as(mV)
    assert (ms ** Fraction(1, 3)).dims[2] == Fraction(1, 3)
    assert hertz.same_as(per_second)
    assert not per_ms.same_as(per_second)
    assert not mV.same_as(nA)


def test_products_are_called_by_the_house_name():
    assert str(mV / ms * ms) == "mV"
    assert str(one * per_ms) == "1/ms"
    assert str(per_ms / one) == "1/ms"
    assert str(mV_per_ms / mV) == "1/ms"
    assert str(hertz) == "Hz"
    assert str(nA * ms) == "nA ms"
    assert str(nA / (ms * ms)) == "nA/(ms ms)"


def test_scales_are_those_of_the_si():
    """The sizes against brainunit's, which we did not write."""
    pairs = [(ms, u.ms), (mV, u.mV), (nA, u.nA), (per_ms, 1 / u.ms), (mm_per_ms, u.mm / u.ms), (per_mV, 1 / u.mV)]
    for ours, theirs in pairs:
        unit = getattr(theirs, "unit", theirs)
        assert ours.scale == pytest.approx(float(unit.magnitude), rel=1e-12), ours
        assert isinstance(ours, Unit)


def test_what_is_a_quantity():
    assert is_quantity(1 * u.ms)
    assert not is_quantity(1.0)
    assert not is_quantity(np.ones(3))


def test_traced_values_pass():
    seen = []

    @jax.jit
    def f(x):
        seen.append(is_traced(x))
        return to_array(x, ms, "tau") * 2 + convert(x * u.second, ms, "tau")

    assert float(f(3.0)) == 3.0 * 2 + 3000.0
    assert seen == [True]
    assert not is_traced(jnp.ones(2))
