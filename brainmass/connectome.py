"""Structural connectivity: weights, tract lengths, labels, and what is done to them before a simulation.

``weights[i, j]`` is the connection from region j to region i: rows are targets, columns are sources.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.door import check_count, check_degrees, check_square, real_array, refuse_cancelling
from brainmass.errors import require_finite, unknown
from brainmass.labels import checked, numbered, places, spread_out
from brainmass.sparse import Sparse
from brainmass.units import convert, is_traced, mm
from brainmass.units import one as _ONE


def row_normalize(weights: Any) -> Any:
    """Divide each row (all inputs to a region) by its sum; a row of zeros stays zero.

    Examples
    --------
    >>> row_normalize(np.array([[0.0, 2.0], [0.0, 0.0]]))
    array([[0., 1.],
           [0., 0.]])
    """
    return _divide(weights, weights.sum(axis=1, keepdims=True))


def column_normalize(weights: Any) -> Any:
    """Divide each column (all outputs of a region) by its sum; a column of zeros stays zero."""
    return _divide(weights, weights.sum(axis=0, keepdims=True))


def max_normalize(weights: Any) -> Any:
    """Divide by the largest absolute weight."""
    return _divide(weights, abs(weights).max())


def spectral_normalize(weights: Any) -> Any:
    """Divide by the spectral radius (the largest absolute eigenvalue)."""
    return _divide(weights, spectral_radius(weights))


def spectral_radius(weights: Any) -> float:
    """The largest absolute eigenvalue of ``weights``.

    Examples
    --------
    >>> round(float(spectral_radius(np.array([[0.0, 2.0], [2.0, 0.0]]))), 12)
    2.0
    """
    return np.abs(np.linalg.eigvals(np.asarray(weights, float))).max()


def symmetrize(weights: Any) -> Any:
    """The mean of a matrix and its transpose."""
    return (weights + weights.T) / 2


def laplacian(weights: Any) -> Any:
    """The graph Laplacian L = D - W, where D holds the row sums of W."""
    degree = weights.sum(axis=1)
    if isinstance(weights, Sparse):
        return weights.taken_from(degree)
    return _namespace(weights).diag(degree) - weights


def symmetric_laplacian(weights: Any) -> Any:
    """D^-1/2 L D^-1/2; an isolated region (row sum 0) gives a row and a column of zeros."""
    xp = _namespace(weights)
    degree = weights.sum(axis=1)
    # The root of 1 in place of 0: its derivative at 0 is infinite, and would be NaN even where it is masked.
    scale = xp.where(degree == 0, 0.0, 1 / xp.sqrt(xp.where(degree == 0, 1.0, degree)))
    return _scaled(laplacian(weights), rows=scale, columns=scale)


def random_walk_laplacian(weights: Any) -> Any:
    """D^-1 L; an isolated region (row sum 0) gives a row of zeros."""
    xp = _namespace(weights)
    degree = weights.sum(axis=1)
    return _scaled(laplacian(weights), rows=_divide(xp.ones_like(degree), degree))


def _scaled(matrix: Any, rows: Any, columns: Any = None) -> Any:
    """Every row times its number, and every column."""
    columns = _namespace(rows).ones_like(rows) if columns is None else columns
    if isinstance(matrix, Sparse):
        return matrix.scaled(rows, columns)
    return rows[:, None] * matrix * columns[None, :]


def laplacian_connectivity(W: Any, normalize: bool = False) -> jax.Array:
    """The graph Laplacian of a weights matrix, plain or symmetrically normalised.

    Parameters
    ----------
    W : array, shape (N, N)
        Weights, to i from j, not negative when normalised.
    normalize : bool
        False gives L = D - W with D the row sums; True gives D^-1/2 L D^-1/2, in which an isolated region has a row of
        zeros.

    Raises
    ------
    ValueError
        If ``W`` is not square or not finite, or has a negative row sum and is to be normalised.

    Examples
    --------
    >>> laplacian_connectivity(jnp.array([[0.0, 1.0], [1.0, 0.0]]))
    Array([[ 1., -1.],
           [-1.,  1.]], dtype=float32)
    """
    W = jnp.asarray(convert(W, _ONE, "W"))
    if not is_traced(W):
        check_square(np.asarray(W), "W")
        if normalize:
            check_degrees(np.asarray(W), "W")
    W = W if jnp.issubdtype(W.dtype, jnp.floating) else W.astype(float)
    return symmetric_laplacian(W) if normalize else laplacian(W)


@dataclass(frozen=True, eq=False)
class Connectome:
    """A structural connectome.

    Parameters
    ----------
    weights : array, shape (N, N)
        ``weights[i, j]`` is the strength of the connection from j to i.
    lengths : array, shape (N, N), optional
        Tract lengths in mm, in the same orientation.
    labels : sequence of str, optional
        Region names; ``region0``, ``region1``, ... by default.
    centres : array, shape (N, 3), optional
        Region centres in mm.
    hemispheres : sequence of str, optional
        ``"L"``, ``"R"`` or ``""`` for each region.
    name : str
        Where it comes from, for reports.

    Raises
    ------
    ValueError
        If shapes disagree, values are not finite, a length is negative, or a label is given twice.

    Examples
    --------
    >>> sc = Connectome(np.array([[0.0, 2.0], [1.0, 0.0]]), labels=["V1", "V2"])
    >>> sc.n, sc.labels
    (2, ('V1', 'V2'))
    >>> sc.row_normalized().weights
    array([[0., 1.],
           [1., 0.]])
    """

    weights: np.ndarray
    lengths: np.ndarray | None = None
    labels: tuple[str, ...] = ()
    centres: np.ndarray | None = None
    hemispheres: tuple[str, ...] = ()
    name: str = field(default="connectome", kw_only=True)

    def __post_init__(self) -> None:
        weights = real_array(convert(self.weights, _ONE, "weights"), "weights")
        check_square(weights, "weights")
        n = len(weights)
        lengths = None
        if self.lengths is not None:
            lengths = real_array(convert(self.lengths, mm, "lengths"), "lengths")
            if lengths.shape != weights.shape:
                raise ValueError(f"lengths must have the shape of weights {weights.shape}, got {lengths.shape}")
            require_finite("lengths", lengths)
            if (lengths < 0).any():
                i, j = np.argwhere(lengths < 0)[0]
                raise ValueError(f"lengths[{i}, {j}] is {lengths[i, j]} mm; a tract length cannot be negative")
        labels = tuple(str(x) for x in self.labels) or numbered(n)
        check_count("labels", labels, n)
        checked(labels)
        hemispheres = tuple(str(x) for x in self.hemispheres)
        check_count("hemispheres", hemispheres or labels, n)
        centres = None
        if self.centres is not None:
            centres = real_array(convert(self.centres, mm, "centres"), "centres")
            if centres.shape != (n, 3):
                raise ValueError(f"centres must have shape ({n}, 3), got {centres.shape}")
            require_finite("centres", centres)
        set_ = object.__setattr__
        for key, value in (("weights", weights), ("lengths", lengths), ("labels", labels), ("centres", centres)):
            set_(self, key, value)
        set_(self, "hemispheres", hemispheres)

    @property
    def n(self) -> int:
        """Number of regions."""
        return len(self.weights)

    def with_weights(self, weights: Any) -> Connectome:
        """The same regions and tracts with other weights."""
        return replace(self, weights=weights)

    def mapped(self, function: Callable[[np.ndarray], np.ndarray]) -> Connectome:
        """Apply a function to the weights: ``sc.mapped(np.log1p)``."""
        return self.with_weights(function(self.weights))

    def row_normalized(self) -> Connectome:
        """Every region's inputs sum to 1."""
        refuse_cancelling("row", self.weights, 1)
        return self.mapped(row_normalize)

    def column_normalized(self) -> Connectome:
        """Every region's outputs sum to 1."""
        refuse_cancelling("column", self.weights, 0)
        return self.mapped(column_normalize)

    def max_normalized(self) -> Connectome:
        """The largest weight is 1."""
        return self.mapped(max_normalize)

    def spectral_normalized(self) -> Connectome:
        """The spectral radius of the weights is 1."""
        return self.mapped(spectral_normalize)

    def symmetrized(self) -> Connectome:
        """Weights (and lengths) replaced by the mean of both directions."""
        lengths = None if self.lengths is None else symmetrize(self.lengths)
        return replace(self, weights=symmetrize(self.weights), lengths=lengths)

    def without_self_connections(self) -> Connectome:
        """The diagonal of the weights set to 0."""
        return self.mapped(lambda weights: weights * (1 - np.eye(len(weights))))

    def thresholded(self, threshold: float) -> Connectome:
        """Weights whose absolute value is below ``threshold`` set to 0."""
        return self.mapped(lambda weights: np.where(np.abs(weights) < threshold, 0.0, weights))

    def with_density(self, density: float) -> Connectome:
        """Keep the strongest connections, a share ``density`` (0 to 1) of all off-diagonal ones; the rest becomes 0."""
        if not 0 < density <= 1:
            raise ValueError(f"density must lie in (0, 1], got {density}")
        off = np.abs(self.weights[~np.eye(self.n, dtype=bool)])
        keep = max(1, round(density * off.size))
        return self.thresholded(np.sort(off)[::-1][keep - 1])

    def laplacian(self) -> np.ndarray:
        """L = D - W with D the row sums."""
        return laplacian(self.weights)

    def symmetric_laplacian(self) -> np.ndarray:
        """D^-1/2 L D^-1/2."""
        check_degrees(self.weights, "weights")
        return symmetric_laplacian(self.weights)

    def random_walk_laplacian(self) -> np.ndarray:
        """D^-1 L."""
        return random_walk_laplacian(self.weights)

    def index(self, region: str | int) -> int:
        """Position of a region by its label (or itself, checked, when it is already a position)."""
        if isinstance(region, str):
            if region not in self.labels:
                raise KeyError(unknown("region", region, self.labels))
            return self.labels.index(region)
        if isinstance(region, bool) or not isinstance(region, int | np.integer):
            raise TypeError(f"a region is given by its label or its position, got {region!r}")
        if not -self.n <= region < self.n:
            raise IndexError(f"region {region} does not exist; this connectome has {self.n} regions, 0 to {self.n - 1}")
        return int(region) % self.n

    def regions(self, *patterns: str, hemisphere: str | None = None) -> tuple[str, ...]:
        """The labels that match any of some shell patterns, in the order of the connectome; all without a pattern.

        Parameters
        ----------
        *patterns : str
            Labels, or patterns such as ``"*Thalamus*"`` (capitals count).
        hemisphere : str, optional
            Only those of one hemisphere, ``"L"`` or ``"R"``.

        Raises
        ------
        KeyError
            If a pattern matches nothing, or no region is in that hemisphere.

        Examples
        --------
        >>> sc = Connectome(np.zeros((3, 3)), labels=["L.V1", "L.TH", "R.TH"], hemispheres=["L", "L", "R"])
        >>> sc.regions("*.TH"), sc.regions(hemisphere="L")
        (('L.TH', 'R.TH'), ('L.V1', 'L.TH'))
        """
        found = {i for pattern in patterns for i in places(pattern, self.labels, "regions")}
        chosen = [i for i in range(self.n) if i in found or not patterns]
        if hemisphere is not None:
            known = sorted(set(self.hemispheres))
            if hemisphere not in known:
                raise KeyError(f"regions: {unknown('hemisphere', hemisphere, known)}")
            chosen = [i for i in chosen if self.hemispheres[i] == hemisphere]
        return tuple(self.labels[i] for i in chosen)

    def without(self, *patterns: str | Sequence[str]) -> tuple[str, ...]:
        """All other labels than those that match some labels, patterns, or sequences of them.

        Examples
        --------
        >>> sc = Connectome(np.zeros((3, 3)), labels=["V1", "TH", "M1"])
        >>> sc.without(sc.regions("T*"))
        ('V1', 'M1')
        """
        given = [name for each in patterns for name in ([each] if isinstance(each, str) else each)]
        left_out = {i for name in given for i in places(name, self.labels, "without")}
        return tuple(label for i, label in enumerate(self.labels) if i not in left_out)

    def by_hierarchy(self, levels: Any) -> Pathways:
        """The connections that lead up a hierarchy of regions, those that lead down, and those between equals.

        Parameters
        ----------
        levels : array, shape (N,), or dict of label or pattern to number
            The level of every region. The connection from j to i is feed-forward where ``levels[i] > levels[j]``.

        Returns
        -------
        Pathways
            ``(feedforward, feedback, lateral)``: connectomes on the same regions and tracts, each with its share of the
            weights. Together they are the whole.

        Examples
        --------
        >>> sc = Connectome(np.ones((2, 2)), labels=["V1", "V2"])
        >>> sc.by_hierarchy({"V1": 0, "V2": 1}).feedforward.weights
        array([[0., 0.],
               [1., 0.]])
        """
        if isinstance(levels, Mapping):
            by_place = spread_out(levels, self.labels, "levels")
            missing = [label for i, label in enumerate(self.labels) if i not in by_place]
            if missing:
                raise ValueError(f"levels: every region needs one; there is none for {', '.join(missing)}")
            levels = [by_place[i] for i in range(self.n)]
        level = real_array(convert(levels, _ONE, "levels"), "levels")
        if level.shape != (self.n,):
            raise ValueError(f"levels must be one number for each of the {self.n} regions, got shape {level.shape}")
        require_finite("levels", level)
        higher = np.sign(level[:, None] - level)
        kinds = zip(Pathways._fields, (higher > 0, higher < 0, higher == 0), strict=True)
        return Pathways(*(replace(self, weights=self.weights * on, name=f"{self.name}, {kind}") for kind, on in kinds))

    def select(self, regions: Sequence[str | int]) -> Connectome:
        """The sub-network of some regions, by label or position, in the order given."""
        take = np.array([self.index(region) for region in regions], dtype=int)
        if len(set(take.tolist())) < len(take) or not len(take):
            raise ValueError(f"select needs at least one region and each only once, got {list(regions)}")
        block = np.ix_(take, take)
        return replace(
            self,
            weights=self.weights[block],
            lengths=None if self.lengths is None else self.lengths[block],
            labels=tuple(self.labels[i] for i in take),
            centres=None if self.centres is None else self.centres[take],
            hemispheres=tuple(self.hemispheres[i] for i in take) if self.hemispheres else (),
        )

    def __repr__(self) -> str:
        tracts = "with" if self.lengths is not None else "without"
        return f"<Connectome {self.name}: {self.n} regions, {tracts} tract lengths>"


class Pathways(NamedTuple):
    """The connections of a connectome by their way in a hierarchy."""

    feedforward: Connectome
    feedback: Connectome
    lateral: Connectome


def _namespace(array: Any) -> Any:
    return jnp if isinstance(array, jax.Array) else np


def _divide(numerator: Any, denominator: Any) -> Any:
    """numerator / denominator, and 0 (with a finite gradient) where the denominator is 0."""
    xp = _namespace(denominator)
    nonzero = denominator != 0
    return xp.where(nonzero, numerator / xp.where(nonzero, denominator, 1.0), 0.0)
