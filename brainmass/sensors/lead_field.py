"""The lead field: what every sensor reads of the activity of every region, as a matrix and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import jax.numpy as jnp
import numpy as np

from brainmass.errors import unknown
from brainmass.sensors.door import directions, names, numbers, per_sensor, points
from brainmass.sensors.gains import gain_unit, reading
from brainmass.sensors.regions import collected
from brainmass.units import Unit, one

KINDS = ("EEG", "MEG", "sEEG")


@dataclass(frozen=True, eq=False, repr=False)
class LeadField:
    """What sensors read of sources: ``reading = gain @ activity``.

    Parameters
    ----------
    gain : array, shape (sensors, regions), or (sensors, sources, 3) with free orientation
        Of sources whose orientation is free it is the gain of a dipole along x, y and z: see :meth:`oriented`.
    sensors : sequence of str
        Their names.
    regions : sequence of str, optional
        Labels of the columns. A gain of vertices has none, until it is :meth:`averaged`.
    kind : {"EEG", "MEG", "sEEG"}
        What the sensors are.
    positions : array, shape (sensors, 3), optional
        In mm.
    unit : str or Unit
        Of the gain, such as ``"uV/(nA m)"`` or ``"fT/(nA m)"``; ``"1"`` where it is not known.
    name : str
        Where it comes from.
    noise : float or array (sensors,), optional
        See :meth:`noisy`.

    Raises
    ------
    ValueError
        If shapes disagree, a number is not finite, a name is given twice, or the kind or the unit is not known.

    Examples
    --------
    >>> lead = LeadField([[1.0, 0.0], [0.5, 0.5]], ["Cz", "Pz"], ["V1", "V2"])
    >>> lead
    <LeadField EEG: 2 sensors, 2 regions>
    >>> lead.on(["V2", "V1"]).referenced("Cz").gain
    array([[ 0. ,  0. ],
           [ 0.5, -0.5]])
    >>> lead(np.array([2.0, 0.0])).tolist()
    [2.0, 1.0]
    """

    gain: np.ndarray
    sensors: tuple[str, ...]
    regions: tuple[str, ...] = ()
    kind: str = "EEG"
    positions: np.ndarray | None = None
    unit: Unit = one
    name: str = "lead field"
    noise: np.ndarray | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        gain = numbers(self.gain, "gain")
        if gain.ndim not in (2, 3) or (gain.ndim == 3 and gain.shape[2] != 3) or 0 in gain.shape:
            raise ValueError(
                "gain must have shape (sensors, regions), or (sensors, sources, 3) where orientations are free; got "
                f"{gain.shape}"
            )
        sensors, regions = names(self.sensors, "sensors"), names(self.regions, "regions")
        if len(sensors) != len(gain):
            raise ValueError(f"sensors: the gain has {len(gain)} rows, and {len(sensors)} names are given")
        if len(regions) not in (0, gain.shape[1]):
            raise ValueError(f"regions: the gain has {gain.shape[1]} columns, and {len(regions)} labels are given")
        if self.kind not in KINDS:
            raise ValueError(unknown("kind of sensor", self.kind, KINDS))
        values = {"gain": gain, "sensors": sensors, "regions": regions, "unit": gain_unit(self.unit)}
        values["positions"] = None if self.positions is None else points(self.positions, "positions", len(gain))
        values["noise"] = None if self.noise is None else per_sensor(self.noise, len(gain))
        for key, value in values.items():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)
            object.__setattr__(self, key, value)

    @property
    def free(self) -> bool:
        """Whether the orientation of the sources is free: the gain has three numbers for each."""
        return self.gain.ndim == 3

    def __call__(self, activity: Any) -> Any:
        """Readings (..., sensors) of an activity (..., regions), or of moments (..., sources, 3) where they are free,
        in plain ``jnp`` and without noise."""
        gain = jnp.asarray(self.gain, jnp.result_type(float))
        return jnp.einsum("...rk,srk->...s" if self.free else "...r,sr->...s", activity, gain)

    def reads(self, activity: Unit = one) -> Unit:
        """The unit of the readings, for an activity in its unit.

        Examples
        --------
        >>> from brainmass.sensors import nA_m
        >>> str(LeadField([[1.0]], ["A22"], kind="MEG", unit="fT/(nA m)").reads(nA_m))
        'fT'
        """
        return reading(self.unit, activity)

    def in_unit(self, unit: Unit | str) -> LeadField:
        """The same in another unit of the same dimensions: V/(A m) as uV/(nA m)."""
        wanted = gain_unit(unit)
        if wanted.dims != self.unit.dims:
            raise ValueError(f"{self.name}: a gain in {self.unit} cannot be converted to {wanted}")
        return self._with(gain=self.gain * (self.unit.scale / wanted.scale), unit=wanted)

    def on(self, labels: Sequence[str], *, unseen: bool = False) -> LeadField:
        """The columns of some regions, in that order, as a network has them.

        Parameters
        ----------
        labels : sequence of str
            Labels of a connectome, or of a population.
        unseen : bool
            Whether a region that the lead field does not have is one that no sensor sees, with a gain of 0 (the
            thalamus under a head model of cortex); else it is an error.
        """
        wanted = names(labels, "labels")
        if not self.regions:
            raise ValueError(f"{self.name}: its {self.gain.shape[1]} columns have no labels; give regions=, or average")
        place = {label: i for i, label in enumerate(self.regions)}
        missing = [label for label in wanted if label not in place]
        if missing and not unseen:
            raise KeyError(
                f"{self.name}: {unknown('region', missing[0], self.regions)}; {len(missing)} of {len(wanted)} labels "
                "are missing (unseen=True gives them a gain of 0)"
            )
        if len(missing) == len(wanted):
            raise KeyError(f"{self.name}: it has none of the {len(wanted)} labels; the first is '{wanted[0]}'")
        padded = np.concatenate([self.gain, np.zeros_like(self.gain[:, :1])], axis=1)
        return self._with(gain=padded[:, [place.get(label, -1) for label in wanted]], regions=wanted)

    def without(self, sensors: str | Sequence[str]) -> LeadField:
        """Without some sensors: bad channels, or a reference that reads 0."""
        out = {self._row(name) for name in ([sensors] if isinstance(sensors, str) else sensors)}
        kept = np.array([i for i in range(len(self.sensors)) if i not in out], int)
        if not len(kept):
            raise ValueError(f"{self.name}: no sensor would be left")
        return self._with(
            gain=self.gain[kept],
            sensors=tuple(self.sensors[i] for i in kept),
            positions=None if self.positions is None else self.positions[kept],
            noise=None if self.noise is None else self.noise[kept],
        )

    def referenced(self, reference: str | Sequence[str] = "average") -> LeadField:
        """Potentials against the mean of all sensors (``"average"``), against one, or against the mean of several.

        A sensor that alone is the reference stays, and reads 0. Leave out bad channels first.
        """
        if self.kind == "MEG":
            raise ValueError(f"{self.name}: MEG has no reference; it is potentials (EEG, sEEG) that need one")
        if isinstance(reference, str) and reference == "average":
            rows = list(range(len(self.sensors)))
        else:
            rows = [self._row(name) for name in ([reference] if isinstance(reference, str) else reference)]
        if not rows:
            raise ValueError("reference: give 'average', a sensor, or several")
        against = np.zeros(len(self.sensors))
        np.add.at(against, rows, 1 / len(rows))
        return self._mixed(np.eye(len(self.sensors)) - against, self.sensors, self.positions)

    def bipolar(self, pairs: Sequence[tuple[str, str]] | None = None) -> LeadField:
        """Differences of two sensors, as sEEG is read: ``A1-A2``, placed halfway.

        Parameters
        ----------
        pairs : sequence of (str, str), optional
            First minus second. By default the neighbours on every shaft, whose names differ by 1 in their number.

        Examples
        --------
        >>> LeadField(np.eye(4), ["A1", "A2", "A3", "B'1"], kind="sEEG").bipolar().sensors
        ('A1-A2', 'A2-A3')
        """
        if self.kind == "MEG":
            raise ValueError(f"{self.name}: MEG has no bipolar channels; they are of potentials (EEG, sEEG)")
        found = _neighbours(self.sensors) if pairs is None else list(pairs)
        if not found:
            raise ValueError(f"{self.name}: no two sensors have names such as A1 and A2; give the pairs")
        rows = [(self._row(first), self._row(second)) for first, second in found]
        one_hot = np.eye(len(self.sensors))
        matrix = np.array([one_hot[i] - one_hot[j] for i, j in rows])
        between = None if self.positions is None else np.abs(matrix) / 2 @ self.positions
        return self._mixed(matrix, tuple(f"{first}-{second}" for first, second in found), between)

    def oriented(self, normals: Any) -> LeadField:
        """Sources with free orientation held to one: the gain along it.

        Parameters
        ----------
        normals : array, shape (sources, 3) or (3,)
            Directions, of any length but 0.
        """
        if not self.free:
            raise ValueError(f"{self.name}: orientations are fixed already; the gain has shape {self.gain.shape}")
        units = directions(normals, "normals", self.gain.shape[1])
        return self._with(gain=np.einsum("srk,rk->sr", self.gain, units))

    def averaged(
        self, mapping: Any, labels: Sequence[str] = (), *, areas: Any = None, unseen: bool = False
    ) -> LeadField:
        """From vertices to regions: the **mean** of the gain over the vertices of each region.

        The activity of a region is then its whole dipole moment, spread evenly over its vertices, or with ``areas``
        over its surface. Gains of opposite walls of a sulcus cancel, as they do in a head.

        Parameters
        ----------
        mapping : sequence of int or of str, one for each vertex
            Index of a region in ``labels``, or its label; vertices with -1 or an empty label are of none.
        labels : sequence of str
            The regions, in order. With a mapping of labels they may be left out, and are then in alphabetical order.
        areas : array, shape (vertices,), optional
            Weights of the vertices: area of each.
        unseen : bool
            Whether a region without vertices is one that no sensor sees; else it is an error.
        """
        return self._collected(mapping, labels, areas, unseen, mean=True)

    def summed(self, mapping: Any, labels: Sequence[str] = (), *, areas: Any = None, unseen: bool = False) -> LeadField:
        """From vertices to regions: the **sum** of the gain over the vertices of each region, as in The Virtual Brain.

        The activity is then the dipole moment of each vertex, so that a region counts for the more the more vertices it
        has; with ``areas`` it is the moment of each mm² of cortex. Arguments as in :meth:`averaged`.
        """
        return self._collected(mapping, labels, areas, unseen, mean=False)

    def noisy(self, sigma: Any) -> LeadField:
        """With noise of its own at every sensor: the standard deviation of every sample, in the unit of the readings.

        It is white and independent, and drawn where the lead field is applied to a run. Choose the reference before it.

        Parameters
        ----------
        sigma : float or array (sensors,)
        """
        return self._with(noise=sigma)

    def _collected(self, mapping: Any, labels: Sequence[str], areas: Any, unseen: bool, mean: bool) -> LeadField:
        matrix, regions = collected(mapping, labels, areas, self.gain.shape[1], unseen=unseen, mean=mean)
        gain = np.einsum("srk,rn->snk", self.gain, matrix) if self.free else self.gain @ matrix
        return self._with(gain=gain, regions=regions)

    def _mixed(self, matrix: np.ndarray, sensors: tuple[str, ...], positions: np.ndarray | None) -> LeadField:
        """Other combinations of the sensors."""
        if self.noise is not None:
            raise ValueError(
                f"{self.name}: noise is of the sensors as they are read; choose the reference first, then noisy()"
            )
        return self._with(gain=np.tensordot(matrix, self.gain, 1), sensors=sensors, positions=positions)

    def _with(self, **changes: Any) -> LeadField:
        return replace(self, **changes)

    def _row(self, name: str) -> int:
        if name not in self.sensors:
            raise KeyError(f"{self.name}: {unknown('sensor', name, self.sensors)}")
        return self.sensors.index(name)

    def __repr__(self) -> str:
        called = "" if self.name == "lead field" else f" {self.name}"
        what = "regions" if self.regions else "sources"
        free = " of free orientation" if self.free else ""
        return f"<LeadField{called} {self.kind}: {len(self.sensors)} sensors, {self.gain.shape[1]} {what}{free}>"


def _neighbours(names: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of names that differ by 1 in the number at their end: ``A1`` and ``A2``."""
    parts = {name: re.fullmatch(r"(.*?)(\d+)", name) for name in names}
    nexts = {name: f"{m[1]}{int(m[2]) + 1}" for name, m in parts.items() if m}
    return [(name, second) for name, second in nexts.items() if second in parts]
