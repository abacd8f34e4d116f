"""Numbers, times and symbols as they are printed for people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
from markupsafe import Markup, escape

_LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu",
    "xi omicron pi rho sigma tau upsilon phi chi psi omega",
)
_GREEK: dict[str, str] = dict(zip(" ".join(_LETTERS).split(), "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_GREEK |= {name.capitalize(): letter.upper() for name, letter in _GREEK.items()}
_TOKEN = re.compile(r"\d+\.?\d*(?:e[-+]?\d+)?|[^\W\d][^\W⁰¹²³⁴-⁹]*|\s+|.", re.DOTALL)
_SIGNS = {"-": "−", "<=": "≤", ">=": "≥", "*": "·"}
_WORDS = {"if", "else", "with", "and", "or", "inf"}
# A number and its unit stay on one line.
_JOINED = "\N{NO-BREAK SPACE}"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: Any, digits: int = 3) -> str:
    """A number with so many significant digits, and signs as they are set in print.

    Examples
    --------
    >>> number(0.20754), number(-12.0), number(1234.5), number(2.5e-7)
    ('0.208', '−12', '1230', '2.5 × 10⁻⁷')
    """
    if not np.isfinite(value):
        return {"inf": "∞", "-inf": "−∞"}.get(str(float(value)), "not a number")
    size = abs(float(value))
    if size and not 1e-4 <= size < 1e6:
        mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        return f"{mantissa} × 10{str(int(exponent)).translate(_SUPERSCRIPTS)}".replace("-", "−")
    rounded = float(f"{value:.{digits}g}")
    return f"{rounded:.10g}".replace("-", "−")


def correlation(value: float) -> str:
    """A correlation, always with three decimals: they are compared down a column."""
    return f"{value:.3f}".replace("-", "−")


def value_of(value: Any) -> str:
    """A parameter as it was recorded: one number, or the range of one per region."""
    array = np.asarray(value)
    if array.dtype.kind not in "iuf":
        return str(value)
    if array.ndim == 0 or array.size == 1:
        return number(array.reshape(-1)[0], 6)
    return f"{number(array.min(), 4)} to {number(array.max(), 4)}, mean {number(array.mean(), 4)} ({array.size} values)"


def with_unit(text: str, unit: str) -> str:
    """``text`` and its unit, ``0.1 /ms`` for one over something; a plain number has none."""
    unit = unit_name(unit)
    return text if unit in ("", "1") else f"{text}{_JOINED}{unit[1:] if unit.startswith('1/') else unit}"


def unit_name(unit: str) -> str:
    """A unit with its exponents raised: ``1/ms^2`` is 1/ms²."""
    return re.sub(r"\^(-?\d+)", lambda match: match[1].translate(_SUPERSCRIPTS), unit)


def duration(ms: float) -> str:
    """A time in the unit in which one thinks of it.

    Examples
    --------
    >>> [" ".join(duration(ms).split()) for ms in (600_480.0, 2000.0, 720.0, 0.1)]
    ['10 min', '2 s', '720 ms', '0.1 ms']
    """
    if ms < 1000:
        return with_unit(number(ms), "ms")
    return with_unit(number(ms / 1000), "s") if ms < 120_000 else with_unit(number(ms / 60_000), "min")


def at_bottom(observer: Mapping[str, Any], key: str) -> Any:
    """The ``source`` or ``period`` of an observer, or of the one whose samples it follows.

    Examples
    --------
    >>> at_bottom({"kind": "Linear", "of": {"kind": "Every", "source": "x"}}, "source")
    'x'
    """
    while key not in observer and "of" in observer:
        observer = observer["of"]
    return observer.get(key, "")


def observed_as(observer: Mapping[str, Any]) -> str:
    """What an observer samples; nothing where that was not recorded.

    Examples
    --------
    >>> observed_as({"kind": "Bold", "source": "S_E", "period": 720.0})
    'BOLD of S_E'
    """
    source, period = str(observer.get("source", "")), duration(float(observer.get("period", 0)))
    how = {"Bold": f"BOLD of {source}", "Average": f"{source}, mean over {period}", "Every": f"{source} every {period}"}
    if observer.get("kind") == "Linear":
        return f"sums over regions of {observed_as(observer.get('of', {}))}"
    how["Convolved"] = f"convolved {source}"
    return how.get(str(observer.get("kind", "")), source)


def response_name(response: Mapping[str, Any]) -> str:
    """The name of a haemodynamic response as it was recorded, in words.

    Examples
    --------
    >>> response_name({"function": "brainmass.observe.hrf._double_gamma"}), response_name({"function": "mine.early"})
    ('double gamma', 'early')
    """
    function = response.get("function", "")
    name = str(getattr(function, "__qualname__", function)).rpartition(".")[2]
    return {"_mixture": "mixture of gammas", "_sampled": "measured"}.get(name, name.strip("_").replace("_", " "))


def readable(unit: str) -> tuple[float, str]:
    """Factor and name of the unit in which a quantity is read: rates in 1/ms are read in Hz."""
    return (1000.0, "Hz") if unit == "1/ms" else (1.0, "" if unit == "1" else unit_name(unit))


def listed(names: list[str]) -> str:
    """Names as a sentence has them.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def symbol(name: str) -> Markup:
    """A name in a formula: Greek letters as letters, what follows an underscore (or digits at the end) as an index.

    Examples
    --------
    >>> symbol("tau_E"), symbol("V0"), symbol("omega")
    (Markup('<i>τ</i><sub>E</sub>'), Markup('<i>V</i><sub>0</sub>'), Markup('<i>ω</i>'))
    """
    base, _, index = name.partition("_")
    match = re.fullmatch(r"([^\W\d]+?)(\d+)", base)
    if match:
        base, index = match[1], f"{match[2]}_{index}" if index else match[2]
    if base == "sum":
        return Markup("∑<sub>{}</sub>").format(index)
    lower = Markup("<sub>{}</sub>").format(_GREEK.get(index, index.replace("_", ","))) if index else ""
    return Markup("<i>{}</i>").format(_GREEK.get(base, base)) + lower


def formula(text: str) -> Markup:
    """A printed equation as HTML: names as symbols, functions upright, a real minus.

    Examples
    --------
    >>> formula("-x / tau_E")
    Markup('−<i>x</i> / <i>τ</i><sub>E</sub>')
    """
    parts: list[Markup] = []
    tokens = _TOKEN.findall(text)
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        if not (token[0].isalpha() or token[0] == "_") or token in _WORDS:
            parts.append(escape(_SIGNS.get(token, token)))
        elif following == "(":
            parts.append(Markup('<span class="function">{}</span>').format(token))
        else:
            parts.append(symbol(token))
    return Markup("").join(parts)


def derivative(name: str) -> Markup:
    """The left-hand side dx/dt."""
    return Markup("d{}/d<i>t</i>").format(symbol(name))
