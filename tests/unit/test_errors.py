"""Sentences for what went wrong."""

import numpy as np
import pytest

from brainmass.errors import require_finite, unknown, where_first


def test_unknown_names_the_nearest():
    assert unknown("parameter", "omgea", ["a", "omega"]) == (
        "unknown parameter 'omgea'; did you mean 'omega'? known: a, omega"
    )


def test_unknown_without_a_near_one():
    assert unknown("state", "q", ["S_E", "S_I"]) == "unknown state 'q'; known: S_E, S_I"


def test_unknown_where_there_is_nothing():
    assert unknown("drive", "x", []) == "unknown drive 'x'; known: none"


def test_unknown_takes_what_is_not_a_string():
    assert unknown("region", 7, [1, 2]) == "unknown region '7'; known: 1, 2"


def test_where_first_is_written_as_in_python():
    assert where_first(np.array([False, False, True, True])) == "[2]"
    assert where_first(np.array([[False, False], [True, False]])) == "[1, 0]"
    assert where_first(np.array(True)) == ""


@pytest.mark.parametrize(
    "value, message",
    [
        (np.array([1.0, np.nan, 3.0]), "W[1] is nan: 1 of 3 values are not finite; replace them before use"),
        (np.array([[0.0, 1.0], [-np.inf, np.nan]]), "W[1, 0] is -inf: 2 of 4 values are not finite"),
        (np.array(np.inf), "W is inf: 1 of 1 values are not finite"),
    ],
)
def test_require_finite_names_the_first_place(value, message):
    with pytest.raises(ValueError, match="not finite") as caught:
        require_finite("W", value)
    assert message in str(caught.value)


def test_require_finite_lets_numbers_pass():
    assert require_finite("W", np.array([1.0, -2.0])) is None
