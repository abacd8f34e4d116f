"""A function known by what it computes, and not by its name, its file or its comments."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from jax.extend import core as jex

# Calls of named functions: what is inside counts, not that it was a call.
_CALLS = ("jaxpr", "call_jaxpr", "fun_jaxpr")
_LOOPS = {"while", "scan", "cond"}
_ADDRESS = re.compile(r"0x[0-9a-f]+")


def computed(traced: Any) -> str:
    """The SHA-256 of what a traced function computes: the same for every way of writing the same operations.

    Parameters
    ----------
    traced : ClosedJaxpr
        What ``jax.make_jaxpr`` gives.

    Examples
    --------
    >>> import jax
    >>> one, other, third = (lambda x: 2 * x + 1), jax.jit(lambda y: 2 * y + 1), (lambda x: 2 * x - 1)
    >>> digests = [computed(jax.make_jaxpr(f)(0.0)) for f in (one, other, third)]
    >>> digests[0] == digests[1], digests[0] == digests[2]
    (True, False)
    """
    return _digest(*computed_each(traced))


def computed_each(traced: Any) -> list[str]:
    """The same for each of the results by itself."""
    return _results(traced.jaxpr, traced.consts, _inputs(traced.jaxpr))


def _results(jaxpr: Any, consts: Sequence[Any], inputs: Sequence[str]) -> list[str]:
    """Every result as a digest of the operation that made it and of its operands."""
    known = dict(zip(map(id, jaxpr.constvars), map(_constant, consts), strict=True))
    known.update(zip(map(id, jaxpr.invars), inputs, strict=True))

    def read(atom: Any) -> str:
        return _constant(atom.val) if isinstance(atom, jex.Literal) else known[id(atom)]

    for equation in jaxpr.eqns:
        operands = [read(atom) for atom in equation.invars]
        name = equation.primitive.name
        inner = next((equation.params[key] for key in _CALLS if key in equation.params), None)
        if inner is not None and name not in _LOOPS:
            results = _results(*_opened(inner), operands)
        else:
            settings = [f"{key}={_setting(value)}" for key, value in sorted(equation.params.items())]
            results = [_digest(name, str(i), *settings, *operands) for i in range(len(equation.outvars))]
        known.update(zip(map(id, equation.outvars), results, strict=True))
    return [read(atom) for atom in jaxpr.outvars]


def _setting(value: Any) -> str:
    """A setting of an operation; a function in it by what that computes, an object without the place in memory."""
    if isinstance(value, tuple | list):
        return f"({', '.join(map(_setting, value))})"
    if hasattr(value, "eqns"):
        jaxpr, consts = _opened(value)
        return _digest(*_results(jaxpr, consts, _inputs(jaxpr)))
    return _ADDRESS.sub("", repr(value))


def _opened(inner: Any) -> tuple[Any, Sequence[Any]]:
    return (inner.jaxpr, inner.consts) if hasattr(inner, "consts") else (inner, ())


def _inputs(jaxpr: Any) -> list[str]:
    return [f"{i}: {variable.aval}" for i, variable in enumerate(jaxpr.invars)]


def _constant(value: Any) -> str:
    array = np.asarray(value)
    return _digest(str(array.dtype), str(array.shape), array.tobytes().hex())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()
