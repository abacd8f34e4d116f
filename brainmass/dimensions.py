"""The dimension check: every term of a right-hand side against the declared units.

One reading of the walk in ``trace``: each operation maps the units of its operands to the unit of its result. Units are
compared with their size, so 1/s added to 1/ms is caught as well as mV added to ms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from brainmass.equations import Text, printed
from brainmass.functions import tables
from brainmass.spec import Model
from brainmass.trace import trace, walk
from brainmass.units import Unit, one

# A literal 0 (or infinity) has every unit; it is the only value that does.
_ANY = Unit("any", (), 0.0)

_SAME = {"add", "sub", "add_any", "max", "min", "rem", "atan2", "clamp", "nextafter", "concatenate", "stack"}
_COMPARE = {"lt", "le", "gt", "ge", "eq", "ne"}
_KEEP = {
    "neg",
    "abs",
    "convert_element_type",
    "copy",
    "copy_p",
    "stop_gradient",
    "broadcast_in_dim",
    "reshape",
    "squeeze",
    "slice",
}
_KEEP |= {"floor", "ceil", "round", "real", "reduce_precision", "reduce_sum", "optimization_barrier"}
_LOGIC = {"and", "or", "not", "is_finite", "sign", "xor"}


class _Units:
    """Units of operands to the unit of the result, with the text of each for the sentence that complains."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.text = Text({})

    def literal(self, value: float) -> tuple[Unit, str]:
        free = value == 0 or value in (float("inf"), float("-inf"))
        return (_ANY if free else one), self.text.literal(value)

    def call(self, name: str, operands: Sequence[tuple[Unit, str]], results: int) -> list[tuple[Unit, str]] | None:
        """Of a table its arguments and its unit are known; of all else what is inside counts."""
        if name not in tables or results != 1:
            return None
        for (unit, text), axis in zip(operands, tables[name].axes, strict=True):
            if unit is not _ANY and not unit.same_as(axis.unit):
                raise ValueError(f"{self.model.name}: {name} needs {axis.unit}, but {text} is in {unit}")
        written = self.text.call(name, [text for _, text in operands], results) or [name]
        return [(tables[name].unit, str(written[0]))]

    def bind(self, variable: int, value: tuple[Unit, str]) -> tuple[Unit, str]:
        return value

    def apply(
        self, operation: str, operands: Sequence[tuple[Unit, str]], settings: Mapping[str, Any]
    ) -> tuple[Unit, str]:
        units = [unit for unit, _ in operands]
        words = [text for _, text in operands]
        return self.unit(operation, units, words, settings), self.text.apply(operation, words, settings)

    def unit(self, operation: str, units: list[Unit], words: list[str], settings: Mapping[str, Any]) -> Unit:
        if operation in _SAME:
            return self.agree(units, words)
        if operation in _COMPARE:
            self.agree(units, words)
            return one
        if operation == "select_n":
            return self.agree(units[1:], words[1:])
        if operation == "mul":
            return _ANY if _ANY in units else units[0] * units[1]
        if operation == "div":
            return _ANY if _ANY in units else units[0] / units[1]
        if operation == "square":
            return self.power(units[0], 2)
        if operation == "integer_pow":
            return self.power(units[0], settings["y"])
        if operation == "pow" and (exponent := _written(words[1])) is not None:
            return self.power(units[0], exponent)
        if operation in ("sqrt", "rsqrt", "cbrt"):
            return self.power(units[0], {"sqrt": 0.5, "rsqrt": -0.5, "cbrt": 1 / 3}[operation])
        if operation in _KEEP:
            return units[0]
        if operation in _LOGIC:
            return one
        # Everything else (exp, log, tanh, sin, pow, erf, ...) is a function of pure numbers.
        for unit, text in zip(units, words, strict=True):
            if unit is not _ANY and not unit.same_as(one):
                raise ValueError(f"{self.model.name}: {operation} needs a plain number, but {text} is in {unit}")
        return one

    @staticmethod
    def power(unit: Unit, exponent: float) -> Unit:
        return _ANY if unit is _ANY else unit**exponent

    def agree(self, units: Sequence[Unit], words: Sequence[str]) -> Unit:
        known = [(u, w) for u, w in zip(units, words, strict=True) if u is not _ANY]
        for unit, text in known[1:]:
            if not unit.same_as(known[0][0]):
                raise ValueError(
                    f"{self.model.name}: cannot add or compare {known[0][1]} in {known[0][0]} and {text} in {unit}"
                )
        return known[0][0] if known else _ANY


def _written(text: str) -> float | None:
    """The number that stands in the source, or None for anything else."""
    try:
        return float(text)
    except ValueError:
        return None


@cache
def check_dimensions(model: Model) -> None:
    """Check every term of ``model`` against its declared units.

    Raises
    ------
    ValueError
        Naming the model, the two terms and their units, or the derivative that has the wrong unit.

    Examples
    --------
    >>> from brainmass.models import hopf
    >>> check_dimensions(hopf)
    """
    declared = {**model.states, **model.params, **model.drives}
    inputs = {name: (quantity.unit, name) for name, quantity in declared.items()}
    for name, (unit, _) in walk(trace(model), inputs, _Units(model)).items():
        if name in model.states:
            wanted, what = model.states[name].unit / model.time, f"d{name}/dt"
        else:
            wanted, what = model.outputs[name].unit, f"the output {name}"
        if unit is not _ANY and not unit.same_as(wanted):
            text = printed(model).get(name, "")
            raise ValueError(f"{model.name}: {what} must be in {wanted}, but {text} is in {unit}")
