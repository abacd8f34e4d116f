"""Attributes in files: text and numbers as they are, everything else as JSON text behind ``json:``.

Neither netCDF nor zarr can hold every Python value as an attribute (None, a nested dict, a list of lists); both can
hold text, which people and other programs can read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

MARK = "json:"


def encoded(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes that netCDF and zarr can hold.

    Examples
    --------
    >>> encoded({"dt_ms": 0.1, "seed": None, "params": {"a": [1.0, 2.0]}})
    {'dt_ms': 0.1, 'seed': 'json:null', 'params': 'json:{"a": [1.0, 2.0]}'}
    """
    return {name: _encode(plain(value, name)) for name, value in attributes.items()}


def decoded(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes that :func:`encoded` was given.

    Examples
    --------
    >>> decoded({"seed": "json:null", "note": "text"})
    {'seed': None, 'note': 'text'}
    """
    return {name: _decode(value) for name, value in attributes.items()}


def plain(value: Any, name: str) -> Any:
    """Python's own numbers, text, lists and dicts; arrays become lists, tuples too.

    Raises
    ------
    TypeError
        If the value, or something in it, is anything else.
    """
    if isinstance(value, np.ndarray | np.generic) or hasattr(value, "__jax_array__") or hasattr(value, "tolist"):
        return plain(value.tolist(), name)
    if isinstance(value, Mapping):
        return {str(key): plain(inner, f"{name}.{key}") for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner, f"{name}[{i}]") for i, inner in enumerate(value)]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(
        f"attribute {name} is a {type(value).__name__}; text, numbers, arrays, lists and dicts can be saved"
    )


def _encode(value: Any) -> Any:
    if isinstance(value, str) and not value.startswith(MARK):
        return value
    # Whole numbers that fit: netCDF has none beyond 64 bits.
    if isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63):
        return value
    return MARK + json.dumps(value)


def _decode(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(MARK):
        return json.loads(value[len(MARK) :])
    return value.item() if isinstance(value, np.generic) else value
