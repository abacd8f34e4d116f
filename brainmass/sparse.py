"""Sparse weights: the values are leaves, the pattern is structure, and no product with them is ever taken here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np


@dataclass(frozen=True, eq=False)
class Pattern:
    """Where the entries of a sparse matrix stand: by row, then by column. Equal patterns compile once."""

    rows: np.ndarray
    columns: np.ndarray
    shape: tuple[int, int]

    @cached_property
    def _digest(self) -> bytes:
        text = hashlib.sha256(repr(self.shape).encode())
        text.update(np.ascontiguousarray(self.rows).tobytes())
        text.update(np.ascontiguousarray(self.columns).tobytes())
        return text.digest()

    def __hash__(self) -> int:
        return hash(self._digest)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Pattern) and self._digest == other._digest)


@partial(jax.tree_util.register_dataclass, data_fields=["data"], meta_fields=["pattern"])
@dataclass(frozen=True, eq=False)
class Sparse:
    """A sparse matrix (n_target, n_source); ``data`` holds the entries in the order of the pattern."""

    data: Any
    pattern: Pattern

    @property
    def shape(self) -> tuple[int, int]:
        """(n_target, n_source)."""
        return self.pattern.shape

    def sum(self, axis: int | None = None) -> Any:
        """The sum of all entries, or the sums of the rows (axis 1) or columns (axis 0)."""
        if axis is None:
            return self.data.sum()
        index = self.pattern.rows if axis == 1 else self.pattern.columns
        sums = jnp.zeros(self.shape[1 - axis], jnp.result_type(self.data))
        return sums.at[index].add(self.data)

    def scaled(self, rows: Any = 1.0, columns: Any = 1.0) -> Sparse:
        """Every entry times the number of its row and that of its column."""
        left = rows[self.pattern.rows] if np.ndim(rows) else rows
        right = columns[self.pattern.columns] if np.ndim(columns) else columns
        return Sparse(left * self.data * right, self.pattern)

    def taken_from(self, diagonal: Any) -> Sparse:
        """diag(diagonal) minus this matrix, whose pattern must hold the diagonal."""
        on = self.pattern.rows == self.pattern.columns
        return Sparse(jnp.where(on, diagonal[self.pattern.rows], 0.0) - self.data, self.pattern)

    def __neg__(self) -> Sparse:
        return Sparse(-self.data, self.pattern)


def sparse(matrix: Any, *, diagonal: bool = False) -> Sparse:
    """A SciPy sparse matrix as :class:`Sparse`, entries in order; with ``diagonal``, zeros stand there if nothing else.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> sparse(csr_array(np.array([[0.0, 2.0], [1.0, 0.0]]))).data
    array([2., 1.])
    """
    entries = matrix.tocoo()
    rows, columns, data = entries.row, entries.col, np.asarray(entries.data, float)
    if diagonal:
        every = np.arange(min(matrix.shape))
        rows, columns, data = np.r_[rows, every], np.r_[columns, every], np.r_[data, np.zeros(len(every))]
    place, inverse = np.unique(rows.astype(np.int64) * matrix.shape[1] + columns, return_inverse=True)
    summed = np.bincount(inverse, data, len(place))  # entries given twice add up, as everywhere in SciPy
    rows, columns = np.divmod(place, matrix.shape[1])
    return Sparse(summed, Pattern(rows.astype(np.int32), columns.astype(np.int32), (matrix.shape[0], matrix.shape[1])))


def sampled(matrix: Any, pattern: Pattern) -> np.ndarray:
    """The entries of a SciPy sparse matrix, or of an array, at the places of ``pattern``; 0 where there is none."""
    if not is_scipy_sparse(matrix):
        return np.asarray(matrix, float)[pattern.rows, pattern.columns]
    return np.asarray(matrix.tocsr()[pattern.rows, pattern.columns], float).ravel()


def is_scipy_sparse(value: Any) -> bool:
    """Whether this is a matrix of scipy.sparse (asked without importing it)."""
    return type(value).__module__.startswith("scipy.sparse") and hasattr(value, "tocoo")
