"""The only door between quantities and floats.

Inside the library a number is a plain float in ms, mm, mm/ms, 1/ms, mV or nA, and a bare number given by a user means
that. A ``brainunit`` quantity is converted here, or refused by name. ``brainunit`` itself is never imported: a quantity
says all that is needed (its mantissa, its scale and its SI dimensions), and whoever passes one has paid for the import.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import mul
from typing import Any

import jax
import jax.core
import numpy as np

Dims = tuple[Fraction, ...]  # exponents of metre, kilogram, second, ampere
NO_DIMS: Dims = (Fraction(0),) * 4


@dataclass(frozen=True)
class Unit:
    """A unit: its name, its SI dimensions and its size in SI."""

    name: str
    dims: Dims
    scale: float

    def __mul__(self, other: Unit) -> Unit:
        if "1" in (self.name, other.name):
            return other if self.name == "1" else self
        dims = tuple(a + b for a, b in zip(self.dims, other.dims, strict=True))
        return Unit(f"{self.name} {other.name}", dims, self.scale * other.scale)

    def __truediv__(self, other: Unit) -> Unit:
        if other.name == "1":
            return self
        dims = tuple(a - b for a, b in zip(self.dims, other.dims, strict=True))
        name = (
            f"{self.name}/{other.name}"
            if " " not in other.name and "/" not in other.name
            else f"{self.name}/({other.name})"
        )
        return Unit(name, dims, self.scale / other.scale)

    def __pow__(self, exponent: int | float | Fraction) -> Unit:
        power = Fraction(exponent).limit_denominator(1000)
        return Unit(f"{self.name}^{power}", tuple(d * power for d in self.dims), self.scale ** float(power))

    def named(self, name: str) -> Unit:
        """The same unit under a name of its own."""
        return Unit(name, self.dims, self.scale)

    def same_as(self, other: Unit) -> bool:
        """Whether numbers in both units may be added: equal dimensions and equal size."""
        return self.dims == other.dims and np.isclose(self.scale, other.scale, rtol=1e-9, atol=0.0).item()

    def __str__(self) -> str:
        """The name; for a product the house unit that it equals, where there is one: ``1/ms`` for ``mV/ms/mV``."""
        return self.name if self.name in NAMED else next((unit.name for unit in HOUSE if unit.same_as(self)), self.name)


def _base(name: str, scale: float, m: int = 0, kg: int = 0, s: int = 0, a: int = 0) -> Unit:
    return Unit(name, tuple(Fraction(e) for e in (m, kg, s, a)), scale)


one = _base("1", 1.0)
second = _base("s", 1.0, s=1)
ms = _base("ms", 1e-3, s=1)
minute = _base("min", 60.0, s=1)
hertz = _base("Hz", 1.0, s=-1)
per_ms = _base("1/ms", 1e3, s=-1)
per_second = _base("1/s", 1.0, s=-1)
per_ms2 = _base("1/ms^2", 1e6, s=-2)
mm = _base("mm", 1e-3, m=1)
mm_per_ms = _base("mm/ms", 1.0, m=1, s=-1)
mV = _base("mV", 1e-3, m=2, kg=1, s=-3, a=-1)
mV_per_ms = (mV / ms).named("mV/ms")
per_mV = (one / mV).named("1/mV")
nA = _base("nA", 1e-9, a=1)
per_nA_ms = (one / (nA * ms)).named("1/(nA ms)")

# What models are written in. A unit that equals one of these is called by its name.
HOUSE = (one, ms, per_ms, per_ms2, per_second, mm, mm_per_ms, mV, mV_per_ms, per_mV, nA, per_nA_ms)

# What a string such as "10 ms" in a configuration file may name.
NAMED = {
    **{u.name: u for u in (ms, second, minute, hertz, per_ms, per_second, mm, mm_per_ms, mV, nA)},
    "us": _base("us", 1e-6, s=1),
    "sec": second,
    "second": second,
    "seconds": second,
    "minute": minute,
    "minutes": minute,
    "h": _base("h", 3600.0, s=1),
    "hour": _base("h", 3600.0, s=1),
    "hours": _base("h", 3600.0, s=1),
    "kHz": _base("kHz", 1e3, s=-1),
    "mHz": _base("mHz", 1e-3, s=-1),
    "um": _base("um", 1e-6, m=1),
    "cm": _base("cm", 1e-2, m=1),
    "m": _base("m", 1.0, m=1),
    "m/s": _base("m/s", 1.0, m=1, s=-1),
    "V": _base("V", 1.0, m=2, kg=1, s=-3, a=-1),
    "uV": _base("uV", 1e-6, m=2, kg=1, s=-3, a=-1),
    "A": _base("A", 1.0, a=1),
    "uA": _base("uA", 1e-6, a=1),
    "pA": _base("pA", 1e-12, a=1),
}
_QUANTITY = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(\S.*?)?\s*$")


def is_quantity(value: Any) -> bool:
    """Whether ``value`` carries a unit (a ``brainunit`` quantity or unit)."""
    return hasattr(value, "unit") and hasattr(value, "mantissa") and hasattr(value, "dim")


def is_traced(value: Any) -> bool:
    """Whether ``value`` is known only by its shape, inside ``jit``, ``grad`` or ``vmap``."""
    return isinstance(value, jax.core.Tracer)


def convert(value: Any, unit: Unit, name: str) -> Any:
    """The number (or array) in ``unit`` that ``value`` stands for.

    Parameters
    ----------
    value : number, array or quantity
        A bare number is already in ``unit``; a quantity is converted.
    unit : Unit
        What the number is wanted in.
    name : str
        What is being converted, for the error.

    Raises
    ------
    TypeError
        If the quantity has other dimensions, or ``value`` is no number at all.

    Examples
    --------
    >>> import brainunit as u
    >>> convert(2 * u.second, ms, "duration"), convert(5.0, ms, "duration")
    (2000.0, 5.0)
    """
    if is_quantity(value):
        dims = _dims(value)
        if dims[:4] != unit.dims or any(dims[4:]):
            raise TypeError(f"{name} is in {value.unit}, which cannot be converted to {_spoken(unit)}")
        factor = float(value.unit.magnitude) / unit.scale
        # 2 s is 2000 ms, not 2000.0000000000002: factors that are whole, or one over whole, are made exactly so.
        if factor >= 1:
            factor = _tidy(factor)
        mantissa = value.mantissa
        mantissa = mantissa.item() if isinstance(mantissa, np.generic) else mantissa
        return mantissa * factor if factor >= 1 else mantissa / _tidy(1 / factor)
    if isinstance(value, str | bytes) or value is None:
        raise TypeError(f"{name} must be a number{_in(unit)} or a quantity, got {value!r}")
    return value


def house_unit(quantity: Any) -> Unit:
    """The product of ms, mm, mV and nA that has the dimensions of ``quantity``.

    Examples
    --------
    >>> import brainunit as u
    >>> str(house_unit(3 * u.Hz)), str(house_unit(3 * u.volt))
    ('1/ms', 'mV')
    """
    m, kg, s, a, *others = _dims(quantity)
    if any(others):
        raise TypeError(f"a quantity in {quantity.unit} has no place here: it is not made of time, length, V and A")
    powers = {mV: kg, nA: a + kg, ms: s + 3 * kg, mm: m - 2 * kg}
    product = reduce(mul, (unit if power == 1 else unit**power for unit, power in powers.items() if power), one)
    return next((unit for unit in HOUSE if unit.same_as(product)), product)


def to_float(value: Any, unit: Unit, name: str) -> float:
    """A single finite float in ``unit``; everything else is refused by name."""
    number = convert(value, unit, name)
    try:
        if isinstance(number, bool | np.bool):
            raise TypeError
        number = float(number)
    except (TypeError, ValueError):
        raise TypeError(f"{name} must be a single number{_in(unit)}, got {value!r}") from None
    if not np.isfinite(number):
        raise ValueError(f"{name} must be finite, got {number}")
    return number


def to_array(value: Any, unit: Unit, name: str) -> Any:
    """An array of real numbers in ``unit``; tracers pass as they are."""
    number = convert(value, unit, name)
    try:
        array = number if isinstance(number, jax.Array) else np.asarray(number)
    except (TypeError, ValueError):
        raise TypeError(
            f"{name} must be one array of numbers{_in(unit)}, or one quantity such as np.array([1, 2]) * u.ms"
        ) from None
    if not any(jax.numpy.issubdtype(array.dtype, kind) for kind in (np.floating, np.integer)):
        raise TypeError(f"{name} must hold real numbers{_in(unit)}, got an array of {array.dtype}")
    return array


def parse(text: str | float, unit: Unit, name: str) -> float:
    """The number in ``unit`` that a string such as ``"10 ms"`` names; a bare number is already in ``unit``.

    Examples
    --------
    >>> parse("10 s", ms, "duration"), parse("6 m/s", mm_per_ms, "speed")
    (10000.0, 6.0)
    """
    if not isinstance(text, str):
        return to_float(text, unit, name)
    match = _QUANTITY.match(text)
    if match is None:
        raise ValueError(f"{name}: '{text}' is not a quantity; write a number and a unit, such as '10 {unit.name}'")
    number, written = float(match[1]), match[2]
    if written is None:
        return to_float(number, unit, name)
    given = NAMED.get(written)
    if given is None:
        from brainmass.errors import unknown

        raise ValueError(f"{name}: {unknown('unit', written, NAMED)}")
    if given.dims != unit.dims:
        raise ValueError(f"{name}: '{text}' cannot be converted to {_spoken(unit)}")
    shrinks = given.scale < unit.scale
    number = number / _tidy(unit.scale / given.scale) if shrinks else number * _tidy(given.scale / unit.scale)
    return to_float(number, unit, name)


def _dims(quantity: Any) -> tuple[Fraction, ...]:
    """All exponents: metre, kilogram, second, ampere, and three that no unit here has."""
    return tuple(Fraction(float(d)).limit_denominator(1000) for d in quantity.dim._dims)


def _tidy(factor: float) -> float:
    return float(round(factor)) if abs(factor - round(factor)) < 1e-9 * factor else factor


def _in(unit: Unit) -> str:
    return "" if unit.name == "1" else f" in {unit.name}"


def _spoken(unit: Unit) -> str:
    return "a plain number" if unit.name == "1" else unit.name
