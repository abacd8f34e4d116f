"""Quantities in a configuration against conversions by hand."""

import pytest

from brainmass.config.values import number, numbers, outside
from brainmass.units import hertz, mm, mm_per_ms, ms, mV_per_ms, nA, one, per_ms


@pytest.mark.parametrize(
    ("written", "unit", "expected"),
    [
        ("10 ms", ms, 10.0),
        ("10 min", ms, 600_000.0),
        ("0.5 s", ms, 500.0),
        ("1e2 us", ms, 0.1),
        ("  -3 ms ", ms, -3.0),
        (7, ms, 7.0),
        ("7", ms, 7.0),
        ("6 m/s", mm_per_ms, 6.0),
        ("15 cm", mm, 150.0),
        ("10 Hz", per_ms, 0.01),
        ("0.3 pA", nA, 0.0003),
        ("2 kHz", hertz, 2000.0),
        ("0.25 mV/ms", mV_per_ms, 0.25),
        (0.5, one, 0.5),
    ],
)
def test_a_quantity_in_the_house_unit(written, unit, expected):
    assert number(written, unit, "x") == pytest.approx(expected, rel=1e-12)


def test_a_list_is_one_number_for_each_region():
    assert numbers(["1 s", 2, "3 ms"], ms, "tau") == [1000.0, 2.0, 3.0]


def test_a_domain_includes_its_ends_and_names_the_place():
    assert outside([0.0, 1.0], (0.0, 1.0), one) is None
    assert outside([0.5, 1.5], (0.0, 1.0), one) == "1.5 1 (number 1 of the list) is outside its domain 0 to 1"
    assert outside(-2.0, (0.0, 1.0), ms) == "-2 ms is outside its domain 0 to 1"


@pytest.mark.parametrize(
    ("written", "unit", "error", "sentence"),
    [
        (True, ms, TypeError, "x must be a number in ms or a string such as '10 ms'"),
        ("much", ms, ValueError, "'much' is not a quantity"),
        ("1 mm", ms, ValueError, "'1 mm' cannot be converted to ms"),
        ("1 msec", ms, ValueError, "unknown unit 'msec'; did you mean 'sec'?"),
        ("1 ms", one, TypeError, "x must be a plain number"),
        (float("nan"), ms, ValueError, "x must be finite, got nan"),
    ],
)
def test_what_is_no_quantity_is_refused(written, unit, error, sentence):
    with pytest.raises(error) as caught:
        number(written, unit, "x")
    assert str(caught.value).startswith(sentence)


def test_only_units_that_fit_are_offered():
    with pytest.raises(ValueError, match="known: ") as caught:
        number("1 foo", mm, "x")
    offered = str(caught.value).partition("known: ")[2].split(", ")
    assert set(offered) == {"mm", "um", "cm", "m"}
