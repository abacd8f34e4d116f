"""Configurations as TOML text: read, changed by ``--set``, and written again."""

from __future__ import annotations

import csv
import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

_IN_ORDER = (("sweep", "axes"),)
"""Tables whose order means something: each entry stays on one line, in its place."""
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def value_of(text: str) -> Any:
    """What stands after ``key=`` on the command line: a TOML value, or else a plain string.

    Examples
    --------
    >>> value_of("0.5"), value_of("[1, 2]"), value_of("10 ms"), value_of("true")
    (0.5, [1, 2], '10 ms', True)
    """
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def changed(data: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    """A copy of ``data`` in which the dotted ``key`` holds ``value``; tables on the way are made.

    Raises
    ------
    ValueError
        If something on the way is no table, or a number names no entry of a list.

    Examples
    --------
    >>> changed({"network": {"model": "hopf"}}, "network.coupling.k", 0.5)
    {'network': {'model': 'hopf', 'coupling': {'k': 0.5}}}
    >>> changed({}, 'sweep.axes."coupling.k".points', 5)
    {'sweep': {'axes': {'coupling.k': {'points': 5}}}}
    """
    steps = next(csv.reader([key], delimiter="."), [""])  # a name in quotes keeps its dots
    return _changed(dict(data), steps, value, key)


def _changed(data: Any, steps: list[str], value: Any, key: str) -> Any:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if not step:
        raise ValueError(
            f"'{key}' is no key; write the tables and the key with dots between them, such as network.coupling.k"
        )
    if isinstance(data, list):
        if not step.isdecimal() or int(step) >= len(data):
            raise ValueError(f"{key}: '{step}' names no entry of a list of {len(data)}; they are counted from 0")
        return [_changed(item, rest, value, key) if i == int(step) else item for i, item in enumerate(data)]
    if not isinstance(data, Mapping):
        raise ValueError(f"{key}: there is no '{step}' below {inline(data)}, which is not a table")
    return {**data, step: _changed(data.get(step, {}), rest, value, key)}


def inline(value: Any) -> str:
    """A value on one line, as TOML writes it.

    Examples
    --------
    >>> inline({"kind": "ou", "sigma": [0.1, 2.0]})
    '{kind = "ou", sigma = [0.1, 2.0]}'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(name)} = {inline(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(inline(inner) for inner in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else str(value)
    if isinstance(value, int):
        return str(value)
    # A JSON string is a TOML string, but for DEL, which TOML wants escaped.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def written(data: Mapping[str, Any]) -> str:
    """A whole configuration as TOML: plain keys first, then tables, then lists of tables.

    Examples
    --------
    >>> print(written({"network": {"model": "hopf", "params": {"a": 0.1}}}))
    [network]
    model = "hopf"
    <BLANKLINE>
    [network.params]
    a = 0.1
    <BLANKLINE>
    """
    return "\n\n".join(_blocks(data, ())) + "\n"


def _blocks(data: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    tables = {} if path in _IN_ORDER else {name: v for name, v in data.items() if _is_table(v) or _is_tables(v)}
    plain = [f"{_key(name)} = {inline(value)}" for name, value in data.items() if name not in tables]
    if plain:
        yield "\n".join([*([f"[{_dotted(path)}]"] if path else []), *plain])
    for name, value in tables.items():
        if _is_table(value):
            yield from _blocks(value, (*path, name))
        else:
            for item in value:
                yield "\n".join(
                    [f"[[{_dotted((*path, name))}]]", *(f"{_key(k)} = {inline(v)}" for k, v in item.items())]
                )


def _is_table(value: Any) -> bool:
    """Whether a value gets a heading of its own; what says its kind stays on one line."""
    return isinstance(value, Mapping) and bool(value) and "kind" not in value


def _is_tables(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _dotted(path: tuple[str, ...]) -> str:
    return ".".join(_key(step) for step in path)


def _key(name: str) -> str:
    return name if _BARE.match(name) else inline(name)
