"""Weighted sums over regions: what sensors see, means over parts of the brain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from zlib import crc32

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.errors import require_finite, unknown
from brainmass.labels import numbered
from brainmass.observe.fold import Folding
from brainmass.observe.sample import Observer
from brainmass.observe.stage import Grid
from brainmass.sensors import LeadField, nA_m
from brainmass.units import is_traced, one, to_array


@partial(
    jax.tree_util.register_dataclass,
    data_fields=["of", "matrix", "noise"],
    meta_fields=["names", "regions", "unit"],
)
@dataclass(frozen=True)
class Linear:
    """Weighted sums over regions of what another observer gives. Made by ``weighted``, ``sensed`` and ``means``."""

    of: Observer
    matrix: Any
    """(names, regions)"""
    names: tuple[str, ...]
    regions: tuple[str, ...] | None = None
    """Whose weights the columns are, where that is known: they are then put in the order of the population."""
    noise: Any = None
    """Standard deviation of what is added to every sample, independent in each: a number, or one for each name."""
    unit: str | None = None

    @property
    def source(self) -> str:
        return self.of.source

    @property
    def period(self) -> float:
        return self.of.period

    def fitted(self, labels: Sequence[str]) -> Linear:
        """For regions with these labels: the columns in their order."""
        missing = [label for label in labels if self.regions is None or label not in self.regions]
        unnamed = tuple(labels) == numbered(len(labels)) and len(missing) == len(labels)
        if missing and self.regions is not None and not unnamed:
            raise KeyError(
                f"weights of {', '.join(self.names[:3])}, ...: {unknown('region', missing[0], self.regions)}"
            )
        if missing or self.regions is None:  # one of both has no names: they agree by position
            if self.matrix.shape[1] != len(labels):
                raise ValueError(
                    f"{self.source} has {len(labels)} regions, and the weights are for {self.matrix.shape[1]}; give "
                    "weights of shape (names, regions), or say with regions= whose they are"
                )
            return self
        order = np.array([self.regions.index(label) for label in labels])
        return replace(self, matrix=self.matrix[:, order], regions=tuple(labels))

    def labels(self, labels: Sequence[str]) -> Sequence[str]:
        return self.names

    def begin(self, sample: Any, interval: float) -> tuple[()]:
        return ()

    def turn(self, memory: tuple[()], samples: jax.Array, count: Any, grid: Grid) -> tuple[tuple[()], jax.Array, Any]:
        matrix = jnp.asarray(self.matrix, samples.dtype)
        key = None if self.noise is None else jax.random.fold_in(grid.key, crc32(repr(self.names).encode()))

        def sensed(i: Any, filled: jax.Array) -> jax.Array:
            seen = matrix @ samples[i]
            if key is not None:  # by the number of the step, so that it does not depend on where a run was split
                own = jax.random.fold_in(key, grid.origin + (grid.before + i + 1) * grid.steps)
                seen = seen + self.noise * jax.random.normal(own, seen.shape, seen.dtype)
            return jax.lax.dynamic_update_index_in_dim(filled, seen, i, 0)

        room = jnp.zeros((len(samples), len(self.names)), samples.dtype)
        return (), jax.lax.fori_loop(0, count, sensed, room), count


@partial(jax.tree_util.register_dataclass, data_fields=["of"], meta_fields=["groups"])
@dataclass(frozen=True)
class Means:
    """Means over groups of regions, before it is known which regions there are. Made by :func:`means`."""

    of: Observer
    groups: tuple[tuple[str, tuple[Any, ...]], ...]
    unit = None

    @property
    def source(self) -> str:
        return self.of.source

    @property
    def period(self) -> float:
        return self.of.period

    def fitted(self, labels: Sequence[str]) -> Linear:
        """The means over the regions with these labels."""
        rows = np.zeros((len(self.groups), len(labels)))
        for row, (name, regions) in zip(rows, self.groups, strict=True):
            for region in regions or labels:
                if isinstance(region, str) and region not in labels:
                    raise KeyError(f"means: group '{name}': {unknown('region', region, labels)}")
                row[labels.index(region) if isinstance(region, str) else region] = 1.0
            row /= row.sum()
        return Linear(self.of, rows, tuple(name for name, _ in self.groups), tuple(labels))


def weighted(
    of: Observer, weights: Any, names: Sequence[str], *, regions: Sequence[str] | None = None, noise: Any = None,
    unit: str | None = None,
) -> Linear:  # fmt: skip
    """Weighted sums over regions of what another observer gives: y = M x, sample by sample.

    Parameters
    ----------
    of : observer
        Whose samples: ``every(1.0, "x")``, ``average(4.0, "cortex.rE")``, ``bold("S_E", tr=2000.0)``.
    weights : array, shape (names, regions)
        M. A leaf, which can be fitted.
    names : sequence of str
        What the rows are called.
    regions : sequence of str, optional
        Labels of the columns; then those of the population are taken out of them.
    noise : float or array, optional
        Standard deviation of independent noise in every sample. It depends on the seed of the run, and on nothing else.
    unit : str, optional
        Of the sums; otherwise that of the samples.

    Examples
    --------
    >>> from brainmass.observe import every
    >>> weighted(every(1.0, "x"), [[1.0, -1.0]], ["difference"]).labels(("V1", "V2"))
    ('difference',)
    """
    _check_observer("weighted", of)
    matrix = to_array(weights, one, "weights")
    names = tuple(map(str, names))
    if np.ndim(matrix) != 2 or matrix.shape[0] != len(names):
        raise ValueError(f"weights must have shape (names, regions) with {len(names)} names, got {np.shape(matrix)}")
    if regions is not None and len(regions) != matrix.shape[1]:
        raise ValueError(f"regions must name the {matrix.shape[1]} columns of weights, got {len(regions)}")
    if not is_traced(matrix):
        require_finite("weights", np.asarray(matrix))
    if noise is not None:
        noise = to_array(noise, one, "noise")
        if np.shape(noise) not in ((), (len(names),)):
            raise ValueError(
                f"noise must be a number, or one for each of the {len(names)} names, got {np.shape(noise)}"
            )
        if not is_traced(noise) and not (np.asarray(noise) >= 0).all():
            raise ValueError(f"noise is a standard deviation and must be 0 or more, got {noise}")
    return Linear(of, matrix, names, None if regions is None else tuple(map(str, regions)), noise, unit)


def sensed(of: Observer, lead_field: LeadField, *, moment: Any = 1.0) -> Linear:
    """What sensors read of what another observer gives: EEG, MEG or sEEG by a lead field.

    Parameters
    ----------
    of : observer
        The activity of every region: ``every(1.0, "x")``, ``average(2.0, "cortex.lfp")``.
    lead_field : LeadField
        Of fixed orientation (see its ``oriented``); its reference is the one that it was given, its ``noisy`` noise is
        added to every sample. Where its columns have labels, those of the population are found among them.
    moment : float, optional
        Current dipole of a region for an activity of 1, nA m. The models' activity has no such scale of its own: with
        the default the readings are what they would be for 1 nA m.

    Returns
    -------
    Linear
        Its samples have a column for every sensor, in the unit of the lead field times nA m.

    Examples
    --------
    >>> from brainmass.observe import every
    >>> from brainmass.sensors import LeadField
    >>> lead = LeadField([[1.0, 0.0], [0.5, 0.5]], ["Cz", "Pz"], ["V1", "V2"], unit="uV/(nA m)")
    >>> eeg = sensed(every(1.0, "x"), lead.referenced("average"), moment=10.0)
    >>> eeg.names, eeg.unit
    (('Cz', 'Pz'), 'uV')
    """
    _check_observer("sensed", of)
    if not isinstance(lead_field, LeadField):
        raise TypeError(f"lead_field must be a LeadField of brainmass.sensors, got {lead_field!r}")
    if lead_field.free:
        raise ValueError(
            f"{lead_field.name}: the orientation of its sources is free; fix it with lead_field.oriented(normals)"
        )
    gain = lead_field.gain * to_array(moment, one, "moment")
    unit = None if lead_field.unit.same_as(one) else str(lead_field.reads(nA_m))
    regions = lead_field.regions or None
    return weighted(of, gain, lead_field.sensors, regions=regions, noise=lead_field.noise, unit=unit)


def means(of: Observer, groups: Mapping[str, Sequence[str | int]] | None = None) -> Means:
    """Means over groups of regions of what another observer gives.

    Parameters
    ----------
    of : observer
        Whose samples.
    groups : dict of str to sequence of str or int, optional
        Labels (or positions) of the regions of every group; without it one mean over all regions, named ``mean``.

    Examples
    --------
    >>> from brainmass.observe import every
    >>> halves = means(every(1.0, "x"), {"left": ["L.V1", "L.V2"], "right": ["R.V1", "R.V2"]})
    >>> halves.fitted(("L.V1", "R.V1", "L.V2", "R.V2")).matrix
    array([[0.5, 0. , 0.5, 0. ],
           [0. , 0.5, 0. , 0.5]])
    """
    _check_observer("means", of)
    given = {"mean": ()} if groups is None else groups
    for name, regions in given.items():
        if isinstance(regions, str) or (groups is not None and not len(regions)):
            raise ValueError(f"means: group '{name}' must be a list of regions, got {regions!r}")
    return Means(of, tuple((str(name), tuple(regions)) for name, regions in given.items()))


def _check_observer(what: str, of: Any) -> None:
    if isinstance(of, Folding) or not isinstance(of, Observer):
        raise TypeError(f"{what} needs an observer that gives samples, such as every(1.0, 'x'), got {of!r}")
