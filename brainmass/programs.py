"""Compiled programs, kept for calls to come: what has the same structure finds the same program."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import RLock
from typing import Any

import jax
import numpy as np

MOST = 8
"""Structures whose programs are kept; the one that was used longest ago goes first."""
_kept: OrderedDict[Hashable, dict[Any, Any]] = OrderedDict()
_lock = RLock()


def programs_of(key: Any) -> dict[Any, Any]:
    """What has been compiled for a structure, to add to; where the structure cannot be compared, nothing is kept.

    Examples
    --------
    >>> programs_of(("a structure", 3)) is programs_of(("a structure", 3))
    True
    >>> programs_of(["not hashable"]) is programs_of(["not hashable"])
    False
    """
    try:
        hash(key)
    except TypeError:
        return {}
    with _lock:
        found = _kept.setdefault(key, {})
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return found


def structure_of(tree: Any, *, numbers: bool) -> Any:
    """What is structure in a tree of arrays, and with ``numbers`` also what stands in them."""
    leaves, structure = jax.tree.flatten(tree)
    return structure, tuple(_described(leaf, numbers) for leaf in leaves)


def _described(leaf: Any, numbers: bool) -> tuple[Any, ...]:
    array = np.asarray(leaf)
    told = (array.shape, array.dtype.str)
    return (*told, hashlib.sha256(array.tobytes()).digest()) if numbers else told


@dataclass(eq=False)
class Given:
    """A function that JAX compiles, and the arguments that stand before all others."""

    function: Any
    front: tuple[Any, ...]

    def __call__(self, *given: Any) -> Any:
        return self.function(*self.front, *given)

    def eval_shape(self, *given: Any) -> Any:
        """Shapes and types of what it gives."""
        return self.function.eval_shape(*self.front, *given)

    def compiled(self, *given: Any) -> Any:
        """The program for arguments of these shapes; called with the front as well."""
        return self.function.lower(*self.front, *given).compile()


def bytes_of(program: Any) -> int:
    """What a compiled program takes at once: arguments, results, and what is in between."""
    plan = program.memory_analysis()
    return plan.argument_size_in_bytes + plan.output_size_in_bytes + plan.temp_size_in_bytes
