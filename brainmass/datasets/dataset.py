"""What a data set is, and what is said of it without fetching it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np

from brainmass.connectome import Connectome

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Description:
    """What is known of a data set without fetching it.

    Attributes
    ----------
    name : str
        What :func:`brainmass.datasets.load` takes.
    regions : int or None
        How many; None where you choose.
    holds : str
        What is in it.
    source : str
        The package and version that it comes from.
    licence : str
        Its licence, and what the data themselves ask for.
    citation : tuple of str
        What to cite.
    baselines : mapping of str to float
        Correlations over all pairs of regions, to print beside the result of any fit.
    notes : tuple of str
        What to know before using it.
    """

    name: str
    regions: int | None
    holds: str
    source: str
    licence: str
    citation: tuple[str, ...]
    baselines: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    notes: tuple[str, ...] = ()

    @property
    def credit(self) -> str:
        """Source, licence and citation, as they are printed when the data are loaded."""
        cite = "\n".join(f"  cite: {reference}" for reference in self.citation)
        return f"{self.name}: from {self.source}\n  licence: {self.licence}\n{cite}"

    def __str__(self) -> str:
        baselines = ", ".join(f"{name} {value:.3f}" for name, value in self.baselines.items()) or "none"
        notes = "".join(f"\n  note: {note}" for note in self.notes)
        return f"{self.credit}\n  holds: {self.holds}\n  baselines: {baselines}{notes}"


@dataclass(frozen=True, eq=False)
class Dataset:
    """A data set: structure, and function where it was measured.

    Attributes
    ----------
    name : str
        Its name.
    connectome : Connectome
        The group's structure: weights as the source has them, tract lengths in mm.
    fc : array, shape (N, N), or None
        The group's empirical functional connectivity, with a diagonal of 1.
    bold : mapping of str to array, shape (time, N), or None
        The BOLD signal of every subject.
    fcd : array, shape (values,), or None
        The group's functional connectivity dynamics: the values off the diagonal, of all subjects together.
    tr : float or None
        Repetition time of the BOLD, ms.
    subjects : tuple of str
        Those of whom there are data of their own.
    extras : mapping of str to anything
        What else there is, by name: other groups, the subjects' connectomes, maps, projections.
    description : Description
        Where it comes from, and its notes.
    """

    name: str
    connectome: Connectome
    description: Description
    fc: np.ndarray | None = None
    bold: Mapping[str, np.ndarray] | None = None
    fcd: np.ndarray | None = None
    tr: float | None = None
    subjects: tuple[str, ...] = ()
    extras: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    @property
    def citation(self) -> tuple[str, ...]:
        """What to cite."""
        return self.description.citation

    @property
    def licence(self) -> str:
        """Its licence."""
        return self.description.licence

    @property
    def source(self) -> str:
        """The package and version that it comes from."""
        return self.description.source

    @property
    def baselines(self) -> Mapping[str, float]:
        """Correlations to print beside the result of any fit."""
        return self.description.baselines

    def __repr__(self) -> str:
        parts = [part for part in ("fc", "fcd", "bold") if getattr(self, part) is not None]
        holds = f" with {', '.join(parts)}" if parts else ""
        return f"<Dataset {self.name}: {self.connectome.n} regions{holds}>"
