"""Which of a file's named arrays is what: weights, lengths, labels, centres, hemispheres."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from brainmass.connectome import Connectome
from brainmass.errors import unknown
from brainmass.units import NAMED, Unit, mm

Members = dict[str, Any]
"""The arrays of a file by name, as every reader of a format returns them."""


@dataclass(frozen=True)
class Unreadable:
    """A member that is there but is not read, and why."""

    reason: str


# The names to look for, in small letters; of a name with dots (a field of a MATLAB structure) the last part counts.
_NAMES = {
    "weights": """weights weight w c sc cm cmat conn connectivity connectome adjacency strength streamlines
        num_streamlines number_of_fibers fiber_count count counts""",
    "lengths": """lengths length len l d dmat dist distance distances tract_lengths tract_length tracts fiber_length
        fiber_lengths fiber_length_mean mean_fiber_length streamline_lengths""",
    "labels": "labels label region_labels region_names names name_regions regions rois roi parcels",
    "centres": "centres centers centroids coords coordinates positions pos xyz mni",
    "hemispheres": "hemispheres hemisphere hemi hemis",
}
NAMES = {what: frozenset(names.split()) for what, names in _NAMES.items()}
SIDES = {
    **dict.fromkeys(("l", "lh", "left", "0", "0.0", "false"), "L"),
    **dict.fromkeys(("r", "rh", "right", "1", "1.0", "true"), "R"),
    **dict.fromkeys(("", "none", "-"), ""),
}


def connectome_from(
    members: Mapping[str, Any],
    *,
    weights: str | None = None,
    lengths: str | None = None,
    labels: str | None = None,
    centres: str | None = None,
    hemispheres: str | None = None,
    transpose: bool = False,
    length_unit: str = "mm",
    name: str = "connectome",
) -> Connectome:
    """A connectome from the named arrays of a file.

    Parameters
    ----------
    members : mapping of str to array
        What a reader returned.
    weights, lengths, labels, centres, hemispheres : str, optional
        The member that is it. Where none is given, the usual names are looked for (``weights``, ``sc``, ``C``, ...;
        capitals do not matter), and the only square matrix is the weights whatever it is called.
    transpose : bool
        Whether the file has sources in rows, ``matrix[from, to]``, as the Brain Connectivity Toolbox has; ours, like
        TVB's, are ``matrix[to, from]``.
    length_unit : str
        The unit of the file's tract lengths: ``"mm"``, ``"cm"``, ``"m"``, ``"um"``.
    name : str
        What the connectome is called.

    Raises
    ------
    ValueError
        If no member, or more than one, can be what is looked for; if ``length_unit`` is not a length; or if the arrays
        make no connectome.

    Examples
    --------
    >>> members = {"SC": np.array([[0.0, 2.0], [1.0, 0.0]]), "len": np.array([[0.0, 4.0], [4.0, 0.0]])}
    >>> connectome_from(members, length_unit="cm").lengths
    array([[ 0., 40.],
           [40.,  0.]])
    """
    factor = unit_of_length(length_unit).scale / mm.scale
    matrix = choose(members, "weights", weights)
    tracts = choose(members, "lengths", lengths)
    names = choose(members, "labels", labels)
    sides = choose(members, "hemispheres", hemispheres)
    if matrix is None:
        matrix = only_matrix(members, "weights", but=[lengths, *with_usual_name(members, "lengths")])
    if transpose:
        matrix, tracts = np.transpose(matrix), None if tracts is None else np.transpose(tracts)
    return Connectome(
        matrix,
        None if tracts is None else _numbers(tracts, "lengths") * factor,
        () if names is None else as_text(names),
        choose(members, "centres", centres),
        () if sides is None else as_sides(sides),
        name=name,
    )


def choose(members: Mapping[str, Any], what: str, named: str | None) -> Any:
    """The member that is ``what``: the one named, or the one with a usual name, or None."""
    if named is not None:
        if named not in members:
            raise ValueError(f"{what}: {unknown('member', named, members)}")
        return _readable(members, named)
    fitting = with_usual_name(members, what)
    if len(fitting) > 1:
        raise ValueError(_say_which(what, fitting, members))
    return _readable(members, fitting[0]) if fitting else None


def with_usual_name(members: Iterable[str], what: str) -> list[str]:
    """Those whose name says that they are ``what``."""
    return [name for name in members if name.lower().rpartition(".")[2] in NAMES[what]]


def only_matrix(members: Mapping[str, Any], what: str, but: Iterable[str | None] = ()) -> Any:
    """The only square matrix, to be ``what``, apart from those that are something else."""
    square = [
        name
        for name, value in members.items()
        if name not in but and np.ndim(value) == 2 and np.shape(value)[0] == np.shape(value)[1] > 1
    ]
    if len(square) == 1:
        return members[square[0]]
    if square:
        raise ValueError(_say_which(what, square, members))
    why = "".join(f"; {name} {value.reason}" for name, value in members.items() if isinstance(value, Unreadable))
    raise ValueError(f"no square matrix that could be the {what}; it holds {held(members)}{why}")


def only_array(members: Mapping[str, Any], what: str) -> Any:
    """The only matrix of numbers that a file holds, square or not."""
    tables = [name for name, value in members.items() if np.ndim(value) == 2 and min(np.shape(value)) > 1]
    if len(tables) != 1:
        raise ValueError(f"{what}: the file must hold one matrix, and holds {held(members)}")
    return members[tables[0]]


def _say_which(what: str, names: list[str], members: Mapping[str, Any]) -> str:
    return f"{what} could be {' or '.join(names)}; say which, such as {what}='{names[0]}' (it holds {held(members)})"


def held(members: Mapping[str, Any]) -> str:
    """What there is, for an error: every name with its shape.

    Examples
    --------
    >>> held({"a": np.eye(2), "b": Unreadable("holds Python objects, ...")})
    'a (2, 2), b (not readable)'
    """
    shapes = {n: "(not readable)" if isinstance(v, Unreadable) else str(np.shape(v)) for n, v in members.items()}
    return ", ".join(f"{name} {shape}" for name, shape in shapes.items()) or "nothing"


def as_text(values: Any) -> tuple[str, ...]:
    """Names as plain strings, whatever kind of array holds them; 3.0 is '3'."""
    array = np.asarray(values).ravel()
    return tuple(_text(value).strip() for value in array.tolist())


def as_sides(values: Iterable[Any]) -> tuple[str, ...]:
    """Hemispheres as ``L``, ``R`` or nothing; as numbers, 1 is right, as in TVB."""
    texts = as_text(values)
    for i, text in enumerate(texts):
        if text.lower() not in SIDES:
            raise ValueError(f"hemispheres[{i}] is '{text}'; write L or R (or 0 for left and 1 for right)")
    return tuple(SIDES[text.lower()] for text in texts)


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _readable(members: Mapping[str, Any], name: str) -> Any:
    value = members[name]
    if isinstance(value, Unreadable):
        raise ValueError(f"member '{name}' {value.reason}")
    return value


def _numbers(values: Any, what: str) -> np.ndarray:
    array = np.asarray(values)
    if array.dtype == object or not np.issubdtype(array.dtype, np.number):
        raise TypeError(f"{what} must hold numbers, got an array of {array.dtype}")
    return array


def unit_of_length(name: str) -> Unit:
    """The unit that ``length_unit`` names."""
    lengths = {known: unit for known, unit in NAMED.items() if unit.dims == mm.dims}
    if name not in lengths:
        raise ValueError(f"length_unit: {unknown('unit of length', name, lengths)}")
    return lengths[name]
