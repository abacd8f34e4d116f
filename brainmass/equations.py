"""The printed equation: a right-hand side as text, read off its trace rather than written twice."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Mapping, Sequence
from typing import Any

from brainmass.functions import tables
from brainmass.spec import Model
from brainmass.trace import named_variables, trace, walk

_INFIX = {"add": (" + ", 1), "sub": (" - ", 1), "mul": (" ", 2), "div": (" / ", 2), "add_any": (" + ", 1)}
_COMPARE = {"lt": " < ", "le": " <= ", "gt": " > ", "ge": " >= ", "eq": " == ", "ne": " != "}
_SILENT = {"convert_element_type", "copy", "broadcast_in_dim", "reshape", "squeeze", "stop_gradient", "copy_p"}
_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
WORD = r"[^\W⁰¹²³⁴⁵⁶⁷⁸⁹]+"  # a name in a printed equation, without its power
_SHARED = {"sigmoid", "rectify", "exprel", "length", "upper_root", "great_arc"}  # of ``functions``, printed as calls


class Piece(str):
    """Text with the binding strength of its outermost operator: 1 sum, 1.5 minus, 2 product, 3 power, 4 closed."""

    strength: float = 4

    def __new__(cls, text: str, strength: float = 4) -> Piece:
        piece = super().__new__(cls, text)
        piece.strength = strength
        return piece


def _within(text: str, least: float) -> str:
    return f"({text})" if getattr(text, "strength", 4) < least else str(text)


_SHORT = 30
"""Characters up to which a step that has a name is written out where it is used."""


class Text:
    """The reading that writes. ``names`` maps variables of the trace to names of their own: those of ``always``
    (outputs) stand for their text wherever it is used, others (steps of the author) where it is long."""

    def __init__(self, names: Mapping[int, str], always: Container[str] = ()) -> None:
        self.names, self.always = names, always
        self.lines: dict[str, str] = {}

    def literal(self, value: float) -> Piece:
        if abs(value - math.pi) < 1e-6:
            return Piece("π")
        return Piece(f"{value:.6g}", 4 if value >= 0 else 1)

    def call(self, name: str, operands: Sequence[str], results: int) -> list[Piece] | None:
        if (name in _SHARED or name in tables) and results == 1:  # differentiated, it has its name but two results
            return [Piece(f"{name}({', '.join(operands)})")]
        # What functions.named has given a name has one for each result. A lambda's begins with "<".
        texts = [] if name.isidentifier() or name[:1] in ("", "<") else re.split(r", (?![^(]*\))", name)
        return [Piece(text) for text in texts] if len(texts) == results else None

    def bind(self, variable: int, value: str) -> str:
        name = self.names.get(variable)
        if name is None or (name not in self.always and len(value) <= _SHORT):
            return value
        self.lines[name] = str(value)
        return Piece(name)

    def apply(self, operation: str, operands: Sequence[str], settings: Mapping[str, Any]) -> Piece:
        if operation in _INFIX:
            sign, strength = _INFIX[operation]
            # "-x / t" needs no brackets, "a (-x)" and "a + (-x)" do.
            right = 2 if strength == 1 else strength + (operation == "div")
            text = _within(operands[0], strength - 0.5) + sign + _within(operands[1], right)
            return Piece(text, 1.5 if strength == 2 and text.startswith("-") else strength)
        if operation in _COMPARE:
            return Piece(_within(operands[0], 1) + _COMPARE[operation] + _within(operands[1], 1), 0)
        if operation in _SILENT:
            return operands[0] if isinstance(operands[0], Piece) else Piece(operands[0])
        if operation in ("integer_pow", "square"):
            exponent = str(settings.get("y", 2)).translate(_SUPERSCRIPT)
            return Piece(_within(operands[0], 4) + exponent, 3)
        if operation == "pow":
            return Piece(f"{_within(operands[0], 4)}^{_within(operands[1], 4)}", 3)
        if operation == "neg":
            return Piece("-" + _within(operands[0], 2), 1.5)
        if operation == "select_n":
            return Piece(f"({operands[2]} if {operands[0]} else {operands[1]})")
        name = {"logistic": "sigmoid"}.get(operation, operation)
        return Piece(f"{name}({', '.join(operands)})")


def printed(model: Model) -> dict[str, str]:
    """The right-hand side of every state and output of ``model`` as text, in the order of the declaration.

    Outputs that other equations use stand there by their name, and so do the steps of :func:`steps`.

    Examples
    --------
    >>> from brainmass.models import hopf
    >>> for name, text in printed(hopf).items():
    ...     print(f"d{name}/dt = {text}")
    dx/dt = (a - beta (x² + y²)) x - omega y + x_inp
    dy/dt = (a - beta (x² + y²)) y + omega x + y_inp
    """
    return _read(model)[1]


def steps(model: Model) -> dict[str, str]:
    """What the right-hand side computes on its way under a name of its author's, where it is more than a few signs.

    Examples
    --------
    >>> from brainmass.models import jansen_rit
    >>> steps(jansen_rit)["inhibitory"]
    'c4 C 2 e0 sigmoid(r (c3 C y0 - v0))'
    """
    return _read(model)[0]


def _read(model: Model) -> tuple[dict[str, str], dict[str, str]]:
    """Steps and results."""
    recorded = trace(model, with_steps=True)
    wanted = {v: name for v, name in named_variables(recorded).items() if name not in model.states}
    text = Text(wanted, model.outputs)
    inputs = {name: Piece(name) for name in recorded.inputs}
    results = walk(recorded, inputs, text)
    lines = {name: text.lines.get(name, str(results[name])) for name in recorded.results}
    on_the_way = {name: line for name, line in text.lines.items() if name not in lines}
    used = set(re.findall(WORD, " ".join([*lines.values(), *on_the_way.values()])))
    return {name: line for name, line in on_the_way.items() if name in used}, lines
