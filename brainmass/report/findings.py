"""Everything that is computed for a report, once; the sections only show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from brainmass import analysis
from brainmass.analysis.door import as_matrix
from brainmass.connectome import Connectome
from brainmass.plot.agreement import scanned
from brainmass.report.measures import Measure, of_connectivity, of_dynamics, of_signals
from brainmass.report.reading import Matrix, Result, Series, Structure, arrives, read
from brainmass.report.words import at_bottom, observed_as
from brainmass.units import one, to_float

# The windows of Hansen et al. (2015): 60 s, one every 2 s.
WINDOW, STEP = 60_000.0, 2_000.0
# Two windows that share nothing, and one between: with less, "dynamics" is a word for one or two numbers.
LEAST_FOR_FCD = 3 * WINDOW
LEAST_PER_WINDOW = 10


class Scan(NamedTuple):
    """Agreement with the empirical FC for several values of one parameter.

    Attributes
    ----------
    values, agreement : array, shape (tried,)
        The values, and the correlation reached with each.
    name : str
        The parameter, for the axis.
    chosen : float, optional
        The value that was simulated in the end; the best one if None.
    """

    values: Any
    agreement: Any
    name: str = "coupling strength k"
    chosen: float | None = None


class Connectivity(NamedTuple):
    """FC of one signal, and what it is compared with."""

    name: str
    """The signal."""
    labels: tuple[str, ...]
    length: float
    """Recorded time, ms."""
    fc: np.ndarray
    empirical: np.ndarray | None
    agreement: float | None


class Dynamics(NamedTuple):
    """FCD of one series of BOLD."""

    series: Series
    fcd: np.ndarray
    windows: analysis.Windows

    @property
    def apart(self) -> np.ndarray:
        """Its values for pairs of windows that share no sample."""
        return np.asarray(analysis.fcd_values(self.fcd, self.windows.disjoint_lag))


class Findings(NamedTuple):
    """What there is to report."""

    result: Result
    structure: Structure | None
    connectome: Connectome | None
    connectivity: Connectivity | None
    baselines: Mapping[str, float]
    dynamics: Dynamics | None
    scan: Scan | None
    notes: tuple[str, ...]
    """What could not be computed, and why."""

    measures: tuple[Measure, ...] = ()

    @property
    def neural(self) -> list[Series]:
        """All series of regions that are neither BOLD nor parameters that learn."""
        return [
            each
            for each in self.result.series
            if not each.bold and not each.combined and each.name not in learning_in(self.result)
        ]

    @property
    def bold(self) -> list[Series]:
        """The series of BOLD."""
        return [each for each in self.result.series if each.bold]

    @property
    def combined(self) -> list[Series]:
        """The series of sums over regions."""
        return [each for each in self.result.series if each.combined]


def learning_in(result: Result) -> dict[str, tuple[str, str]]:
    """The series of parameters that learn, each with its population and parameter."""
    found = {}
    for name, population in result.attributes.get("populations", {}).items():
        for param in population.get("plasticity", {}):
            for each in result.series:
                if at_bottom(each.observer, "source") in (f"{name}.{param}", param) and not each.combined:
                    found[each.name] = (name, param)
    return found


def find(
    result: Any,
    connectome: Connectome | None,
    empirical_fc: Any,
    baselines: Mapping[str, float] | None,
    scan: Scan | tuple[Any, Any] | None,
) -> Findings:
    """Check what was given and compute the rest."""
    read_in = read(result)
    if connectome is not None and not isinstance(connectome, Connectome):
        raise TypeError(f"connectome must be a Connectome, got {connectome!r}")
    structure = read_in.structure
    if connectome is not None:
        origin = f"{connectome.name}, as it was given; weights may have been normalised before the simulation."
        structure = Structure(connectome.weights, connectome.lengths, connectome.labels, origin)
    if empirical_fc is None:
        empirical_fc = read_in.empirical_fc
    empirical = None if empirical_fc is None else np.asarray(as_matrix(empirical_fc, "empirical_fc", least=3), float)
    notes: list[str] = []
    fitting = _fitting(read_in, empirical)
    observed = _observed(fitting, notes)
    bold = next((each for each in fitting if isinstance(each, Series) and each.bold and _able(each)), None)
    found = Findings(
        read_in,
        structure,
        connectome,
        None if observed is None else _connectivity(observed, empirical),
        _baselines(structure, empirical, notes) if baselines is None else _numbers(baselines),
        None if bold is None else _dynamics(bold, notes),
        _scan(scan),
        tuple(notes),
    )
    own = [each for each in found.neural if not arrives(each, read_in.attributes)]
    return found._replace(measures=(*of_signals(own, found.bold), *_of_networks(found)))


def _fitting(result: Result, empirical: np.ndarray | None) -> list[Series | Matrix]:
    """What has an FC that can be compared, BOLD first, and of that the FC that the run took itself."""
    learned = learning_in(result)
    given = [each for each in (*result.matrices, *result.series) if each.name not in learned]
    signals = sorted(given, key=lambda each: (each.combined, not each.bold))
    if empirical is None:
        return signals
    fitting = [each for each in signals if each.values.shape[1] == len(empirical)]
    if not fitting:
        sizes = ", ".join(f"{each.name} ({each.values.shape[1]})" for each in signals)
        raise ValueError(f"empirical_fc has {len(empirical)} regions, and no series of the result has as many: {sizes}")
    return fitting


def _observed(signals: list[Series | Matrix], notes: list[str]) -> Series | Matrix | None:
    """The signal whose FC is shown: the first that has one."""
    for each in signals:
        if _able(each):
            return each
        constant = _constant(each)
        if constant.size:
            region = each.labels[int(constant[0])]
            others = f", and so are {constant.size - 1} others" if constant.size > 1 else ""
            notes.append(f"Functional connectivity of {_named(each)} is undefined: {region} is constant{others}.")
    return None


def _able(signal: Series | Matrix) -> bool:
    return signal.values.shape[1] >= 3 and not _constant(signal).size


def _constant(signal: Series | Matrix) -> np.ndarray:
    """The regions that never change."""
    values = signal.values
    if isinstance(signal, Series):
        return np.flatnonzero(np.ptp(values, axis=0) == 0)
    return np.flatnonzero((np.isnan(values) | np.eye(len(values), dtype=bool)).all(axis=1))


def _named(signal: Series | Matrix) -> str:
    return signal.name if isinstance(signal, Series) else observed_as(signal.of) or signal.name


def _connectivity(observed: Series | Matrix, empirical: np.ndarray | None) -> Connectivity:
    fc = observed.values if isinstance(observed, Matrix) else np.asarray(analysis.fc(observed.values), float)
    agreement = None if empirical is None else float(analysis.fc_similarity(fc, empirical))
    return Connectivity(_named(observed), observed.labels, observed.length, fc, empirical, agreement)


def _scan(scan: Scan | tuple[Any, Any] | None) -> Scan | None:
    if scan is None:
        return None
    given = scan if isinstance(scan, Scan) else Scan(scan[0], scan[1])
    values, agreement = scanned(given.values, given.agreement)
    return given._replace(values=values, agreement=agreement)


def _numbers(baselines: Mapping[str, float]) -> dict[str, float]:
    return {str(name): to_float(value, one, f"baselines['{name}']") for name, value in baselines.items()}


def _baselines(structure: Structure | None, empirical: np.ndarray | None, notes: list[str]) -> dict[str, float]:
    """What needs no simulation, where the connectome is of the regions of the empirical FC."""
    if structure is None or empirical is None or len(structure.weights) != len(empirical):
        return {}
    try:
        return baselines_of(structure.weights, empirical)
    except ValueError as error:  # no connections, or all alike
        notes.append(f"This connectome gives no baseline for the agreement: {error}")
        return {}


def baselines_of(weights: Any, empirical: Any) -> dict[str, float]:
    """Agreement with an empirical FC that needs no simulation: of the connectome itself, and of the best linear
    networks on it.

    Raises
    ------
    ValueError
        As for :func:`brainmass.analysis.best_linear_fc`.
    """
    additive = analysis.best_linear_fc(weights, empirical)
    diffusive = analysis.best_linear_fc(weights, empirical, analysis.DIFFUSIVE)
    return {
        "connectome itself": analysis.sc_fc_correlation(weights, empirical),
        "best linear network, additive": additive.similarity,
        "best linear network, diffusive": diffusive.similarity,
    }


def _dynamics(bold: Series, notes: list[str]) -> Dynamics | None:
    if bold.length < LEAST_FOR_FCD or WINDOW / bold.interval < LEAST_PER_WINDOW:
        return None
    windows = analysis.sliding_windows(bold.interval, WINDOW, max(STEP, bold.interval))
    try:
        fcd = analysis.fcd(bold.values, bold.interval, WINDOW, max(STEP, bold.interval))
    except ValueError as error:  # a region that is constant during one window
        notes.append(f"The dynamics of functional connectivity of {bold.name} are undefined: {error}")
        return None
    return Dynamics(bold, np.asarray(fcd, float), windows)


def _of_networks(found: Findings) -> tuple[Measure, ...]:
    """Measures of the FC, of its dynamics, and of how it follows the connectome."""
    seen, structure = found.connectivity, found.structure
    measures = () if found.dynamics is None else (of_dynamics(found.dynamics.apart, WINDOW),)
    if seen is not None:
        fitting = structure is not None and len(structure.weights) == len(seen.fc)
        measures += of_connectivity(seen.name, seen.fc, structure.weights if fitting and structure else None)
    return measures
