"""Measures of a sweep in the form in which a configuration names them; what is measured may be that of the data set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import Any

from brainmass import measures
from brainmass.config.kinds import Choice, choice
from brainmass.config.problems import NOTHING, Problem, problems_in, refuse
from brainmass.errors import unknown
from brainmass.measures import Measure
from brainmass.swept import RESERVED
from brainmass.units import Unit, hertz, ms

Array = Any
"""Numbers, rows of numbers, or a file that holds them."""
Patterns = str | Sequence[str]
"""Labels of regions, or patterns such as ``"L.*"``."""


_NEEDED = (
    "needs empirical = ..., numbers or a file (.npy, .txt, .csv, .tsv): the connectome is of no data set that has "
    "measured ones"
)


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
            raise ValueError(_NEEDED)
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


def peak_frequency(of: str, band: Sequence[float] | None = None, window: Any = None) -> Measure:
    """The peak of the mean power spectrum, in a band of Hz."""
    return measures.peak_frequency(of, _band(band), window)


def mean(of: str, regions: Patterns | None = None) -> Measure:
    """The mean over time and regions."""
    return measures.mean(of, regions)


def deviation(of: str, regions: Patterns | None = None) -> Measure:
    """The standard deviation in time, mean over regions."""
    return measures.deviation(of, regions)


def mean_rate(of: str, regions: Patterns | None = None) -> Measure:
    """The mean rate in Hz."""
    return measures.mean_rate(of, regions)


MEASURES: Mapping[str, Callable[..., Any]] = {
    "fc_agreement": fc_agreement,
    "fc_error": fc_error,
    "fcd_distance": fcd_distance,
    "fcd_wasserstein": fcd_wasserstein,
    "synchrony": synchrony,
    "metastability": metastability,
    "mean": mean,
    "deviation": deviation,
    "mean_rate": mean_rate,
    "peak_frequency": peak_frequency,
}
UNITS: Mapping[str, Unit] = {"window": ms, "step": ms, "band": hertz}
"""Units of the arguments that have one."""
_OF_MATRICES = ("fc_agreement", "fc_error")
"""What takes the matrix of an observer as well as samples."""


def check_measures(
    given: Mapping[str, Any],
    kept: Sequence[str] | None,
    *,
    observers: Mapping[str, Choice] | None,
    folder: Path,
    of_dataset: bool,
    **_: Any,
) -> dict[str, Choice]:
    """Measures: kinds and arguments known, their observers there, and what they compare with.

    ``kept`` and ``observers`` are None where they are wrong themselves.
    """
    if observers == {}:
        refuse([Problem((), NOTHING, "a sweep measures what is observed; write [observe.NAME] for every observer")])
    if not given and kept == []:
        refuse([Problem((), NOTHING, 'nothing is kept of a run; write [sweep.measures.NAME], or keep = ["fc"]')])
    problems, choices = [], {}
    for name, value in given.items():
        if name in (*(kept or ()), *RESERVED):
            taken = "is the name of an observer that is kept, or of what every sweep tells; choose another"
            problems.append(Problem((name,), NOTHING, taken))
        found = problems_in(lambda value=value: choice(value, MEASURES, "measure", units=UNITS, folder=folder))
        if isinstance(found, list):
            problems += [problem.below(name) for problem in found]
            continue
        choices[name] = found
        problems += [problem.below(name) for problem in _unfit(found, observers)]
        problems += [problem.below(name) for problem in _without_data(found, of_dataset=of_dataset)]
    refuse(problems)
    return choices


def _unfit(chosen: Choice, observers: Mapping[str, Choice] | None) -> list[Problem]:
    """Where a measure does not fit what is observed."""
    of = chosen.arguments["of"]
    if observers is None:
        return []
    if of not in observers:
        return [Problem(("of",), of, unknown("observer", of, observers))]
    if observers[of].kind == "fc" and chosen.kind not in _OF_MATRICES:
        few = f"keeps one matrix and no samples, which {chosen.kind} needs; observe samples too, by another name"
        return [Problem(("of",), of, few)]
    return []


def _without_data(chosen: Choice, *, of_dataset: bool) -> list[Problem]:
    """Where there is nothing to compare with, or other windows."""
    taken = signature(chosen.function).parameters
    if "empirical" not in taken or "empirical" in chosen.arguments:
        return []
    if not of_dataset:
        return [Problem((), NOTHING, _NEEDED)]
    if lost := [key for key in ("window", "step") if key in taken and key not in chosen.arguments]:
        why = "the FCD of a data set is of its own windows, which `brainmass datasets NAME` tells"
        return [Problem((), NOTHING, f"needs {' and '.join(f'{key} = ...' for key in lost)}: {why}")]
    return []


def _compared(make: Callable[[Any], Measure], empirical: Any, what: str) -> Measure | OfData:
    return OfData(make, what) if empirical is None else make(empirical)


def _band(band: Any) -> tuple[float, float] | None:
    if band is None:
        return None
    if not isinstance(band, list) or len(band) != 2:
        raise ValueError("band must be two frequencies, such as [8, 12] (Hz)")
    return float(band[0]), float(band[1])
