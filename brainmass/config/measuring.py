"""Measures of a sweep in the form in which a configuration names them; what is measured may be that of the data set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from brainmass import measures
from brainmass.measures import Measure
from brainmass.units import Unit, ms

Array = Any
"""Numbers, rows of numbers, or a file that holds them."""


@dataclass(frozen=True)
class OfData:
    """A measure that compares with the data set of the connectome."""

    make: Callable[[Any], Measure]
    what: str
    """Which of its parts: ``"fc"`` or ``"fcd"``."""

    def of(self, data: Any) -> Measure:
        """The measure; a ValueError where the data set has no such part."""
        part = getattr(data, self.what, None)
        if part is None:
            raise ValueError(
                f"needs empirical = ..., numbers or a file (.npy, .txt, .csv, .tsv): the connectome is of no data set with "
                f"measured {self.what.upper()}"
            )
        return self.make(part)


def fc_agreement(of: str, empirical: Array | None = None) -> Measure | OfData:
    """The correlation with an empirical FC."""
    return _compared(lambda fc: measures.fc_agreement(of, fc), empirical, "fc")


def fc_error(of: str, empirical: Array | None = None) -> Measure | OfData:
    """The root mean square difference to an empirical FC."""
    return _compared(lambda fc: measures.fc_error(of, fc), empirical, "fc")


def fcd_distance(
    of: str, empirical: Array | None = None, window: Any = 60_000.0, step: Any = 2_000.0, disjoint: bool = False
) -> Measure | OfData:
    """The Kolmogorov-Smirnov distance to an empirical FCD."""
    return _compared(lambda fcd: measures.fcd_distance(of, fcd, window, step, disjoint=disjoint), empirical, "fcd")


def fcd_wasserstein(
    of: str, empirical: Array | None = None, window: Any = 60_000.0, step: Any = 2_000.0, disjoint: bool = False
) -> Measure | OfData:
    """The Wasserstein distance to an empirical FCD."""
    return _compared(lambda fcd: measures.fcd_wasserstein(of, fcd, window, step, disjoint=disjoint), empirical, "fcd")


def synchrony(of: str, band: Sequence[float] | None = None) -> Measure:
    """The mean Kuramoto order, in a band of Hz."""
    return measures.synchrony(of, _band(band))


def metastability(of: str, band: Sequence[float] | None = None) -> Measure:
    """The deviation of the Kuramoto order, in a band of Hz."""
    return measures.metastability(of, _band(band))


def peak_frequency(of: str, band: Sequence[float] | None = None) -> Measure:
    """The peak of the mean power spectrum, in a band of Hz."""
    return measures.peak_frequency(of, _band(band))


MEASURES: Mapping[str, Callable[..., Any]] = {
    "fc_agreement": fc_agreement,
    "fc_error": fc_error,
    "fcd_distance": fcd_distance,
    "fcd_wasserstein": fcd_wasserstein,
    "synchrony": synchrony,
    "metastability": metastability,
    "mean": measures.mean,
    "deviation": measures.deviation,
    "mean_rate": measures.mean_rate,
    "peak_frequency": peak_frequency,
}
WINDOWS: Mapping[str, Unit] = {"window": ms, "step": ms}
"""Units of the arguments that have one."""


def _compared(make: Callable[[Any], Measure], empirical: Any, what: str) -> Measure | OfData:
    return OfData(make, what) if empirical is None else make(empirical)


def _band(band: Any) -> tuple[float, float] | None:
    if band is None:
        return None
    if not isinstance(band, list) or len(band) != 2 or not all(isinstance(x, int | float) for x in band):
        raise ValueError(f"band must be two frequencies in Hz, such as [8, 12], got {band!r}")
    return float(band[0]), float(band[1])
