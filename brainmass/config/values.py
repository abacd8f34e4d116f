"""Numbers in a configuration: bare numbers in the house units, or strings such as "10 ms"."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from pydantic import BeforeValidator

from brainmass.config.problems import Problem, refuse, said
from brainmass.errors import unknown
from brainmass.units import NAMED, Unit, parse

Number = float | list[float]
_UNIT = re.compile(r"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


def number(value: Any, unit: Unit, name: str) -> float:
    """One finite number in ``unit``.

    Raises
    ------
    ValueError, TypeError
        For anything else, with what would do.

    Examples
    --------
    >>> from brainmass.units import mV_per_ms, ms
    >>> number("10 s", ms, "duration"), number("0.5 mV/ms", mV_per_ms, "rate"), number(3, ms, "dt")
    (10000.0, 0.5, 3.0)
    """
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float | str)
        or (isinstance(value, str) and unit.name == "1")
    ):
        wanted = "a plain number" if unit.name == "1" else f"a number in {unit} or a string such as '10 {unit}'"
        raise TypeError(f"{name} must be {wanted}")
    if not isinstance(value, str):
        return parse(value, unit, name)
    written = _UNIT.sub("", value).strip()
    if written == unit.name:  # also units that only a model uses, such as mV/ms
        return parse(value.strip().removesuffix(unit.name), unit, name)
    fitting = [known for known, given in NAMED.items() if given.dims == unit.dims]
    if written and written != value.strip() and written not in NAMED:
        raise ValueError(unknown("unit", written, fitting or [unit.name]))
    try:
        return parse(value, unit, name)
    except ValueError as error:
        raise ValueError(str(error).removeprefix(f"{name}: ")) from None


def numbers(value: Any, unit: Unit, name: str) -> Number:
    """One number, or one for each region as a list."""
    if not isinstance(value, list):
        return number(value, unit, name)
    if not value:
        raise ValueError(f"{name} is an empty list; give a number, or one for each region")
    result = []
    for i, each in enumerate(value):
        try:
            result.append(number(each, unit, name))
        except (TypeError, ValueError) as error:
            raise type(error)(f"number {i} of the list: {error}") from None
    return result


def outside(value: Number, domain: tuple[float, float], unit: Unit) -> str | None:
    """A sentence where a value leaves its domain."""
    flat = np.atleast_1d(np.asarray(value, float))
    bad = (flat < domain[0]) | (flat > domain[1])
    if not bad.any():
        return None
    where = f" (number {int(np.argmax(bad))} of the list)" if isinstance(value, list) else ""
    return f"{flat[np.argmax(bad)]:g} {unit}{where} is outside its domain {domain[0]:g} to {domain[1]:g}"


def quantity(unit: Unit, *, exclusive: bool = True) -> BeforeValidator:
    """Reads one number in ``unit``, above 0 (or from 0 on)."""

    def read(value: Any, info: Any) -> float:
        try:
            result = number(value, unit, info.field_name)
            if result < 0 or (exclusive and result == 0):
                raise ValueError(f"must be {'more than' if exclusive else 'at least'} 0 {unit}")
        except (TypeError, ValueError) as error:
            refuse([Problem((), value, said(error))])
            raise
        return result

    return BeforeValidator(read)
