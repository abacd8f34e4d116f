"""GraphML: an edge from source to target becomes ``matrix[target, source]``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from brainmass.io.members import Members, Unreadable
from brainmass.io.source import Source, damage_named, opened

# Where a node keeps its name and its position, in the files of networkx, igraph and the Connectome Mapper (dn_).
NAMES = ("label", "labels", "name", "dn_name", "dn_fsname")
POSITIONS = (("x", "y", "z"), ("dn_position_x", "dn_position_y", "dn_position_z"))
HEMISPHERES = ("hemisphere", "hemi", "dn_hemisphere")


def read_graphml(source: Source) -> Members:
    """Every number that the edges of a GraphML file hold, as a matrix by its name, with the nodes' names and positions.

    Edges without any attribute are a plain graph: each gets the weight 1.

    Parameters
    ----------
    source : path or binary file

    Raises
    ------
    ValueError
        If the file is damaged or empty, or two edges join the same nodes.

    Examples
    --------
    >>> import io, networkx
    >>> file = io.BytesIO()
    >>> networkx.write_graphml(networkx.DiGraph([("a", "b")]), file); _ = file.seek(0)
    >>> read_graphml(file)
    {'labels': array(['a', 'b'], dtype='<U1'), 'weight': array([[0., 0.], [1., 0.]])}
    """
    import networkx

    with opened(source) as stream, damage_named("GraphML file"):
        graph = networkx.read_graphml(stream)
    if graph.is_multigraph():
        twice = next((a, b) for a, b in graph.edges() if graph.number_of_edges(a, b) > 1)
        raise ValueError(f"two edges join '{twice[0]}' and '{twice[1]}'; join them into one before reading")
    if not len(graph):
        raise ValueError("the graph has no nodes")
    return _of_nodes(dict(graph.nodes(data=True))) | _of_edges(graph)


def _of_nodes(nodes: dict[Any, dict[str, Any]]) -> Members:
    attributes = list(nodes.values())
    naming = _on_all(NAMES, attributes)
    members: Members = {"labels": np.array([str(a[naming]) if naming else str(i) for i, a in nodes.items()])}
    if side := _on_all(HEMISPHERES, attributes):
        members["hemispheres"] = np.array([str(a[side]) for a in attributes])
    for axes in POSITIONS:
        if all(axis in a for a in attributes for axis in axes):
            members["centres"] = np.array([[float(a[axis]) for axis in axes] for a in attributes])
    return members


def _on_all(keys: Iterable[str], attributes: list[dict[str, Any]]) -> str | None:
    return next((key for key in keys if all(key in a for a in attributes)), None)


def _of_edges(graph: Any) -> Members:
    edges = list(graph.edges(data=True))
    if not any(attributes for *_, attributes in edges):
        edges = [(source, target, {"weight": 1.0}) for source, target, _ in edges]
    names = dict.fromkeys(name for *_, attributes in edges for name in attributes if _is_number(attributes[name]))
    return {name: _matrix(graph, name, edges) for name in names}


def _matrix(graph: Any, name: str, edges: list[tuple[Any, Any, dict[str, Any]]]) -> np.ndarray | Unreadable:
    position = {node: i for i, node in enumerate(graph)}
    matrix = np.zeros((len(position), len(position)))
    for source, target, attributes in edges:
        value = attributes.get(name)
        if not _is_number(value):
            return Unreadable(
                f"is on some edges but not on the one from '{source}' to '{target}'; give it to every edge"
            )
        matrix[position[target], position[source]] = value
        if not graph.is_directed():
            matrix[position[source], position[target]] = value
    return matrix


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
