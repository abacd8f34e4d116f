"""The perturbational complexity index by state transitions."""

from typing import Any, NamedTuple

import numpy as np

from brainmass.analysis.door import as_numpy, as_numpy_signals
from brainmass.errors import require_finite
from brainmass.units import ms, one, to_float


class PerturbationalComplexity(NamedTuple):
    """``pci``, the index; ``transitions``, what each component adds to it, (component,)."""

    pci: float
    transitions: np.ndarray


def pci_st(
    evoked: Any,
    times: Any,
    baseline: tuple[Any, Any] = (-400.0, -50.0),
    response: tuple[Any, Any] = (0.0, 300.0),
    k: float = 1.2,
    min_snr: float = 1.1,
    max_variance: float = 0.99,
    steps: int = 100,
) -> PerturbationalComplexity:
    r"""Perturbational complexity index by state transitions (PCI-ST) of a response, averaged over trials.

    .. math:: PCI^{ST} = \sum_n \max(0, \max_\epsilon [NST^{response}_n(\epsilon) - k \, NST^{baseline}_n(\epsilon)])

    Comolatti et al. 2019, doi:10.1016/j.brs.2019.05.013. The response is decomposed into principal components; those
    that make up 99 % of its power and stand out of the baseline are kept. In the matrix of distances between all
    moments of a component, NST is how often, on average over rows, neighbouring moments lie on both sides of a
    threshold :math:`\epsilon`; that of the baseline is scaled to the length of the response. The threshold is sought
    between the median of the baseline's distances and the largest of the response's.

    Parameters
    ----------
    evoked : array, shape (time, region)
        The mean response to a stimulus at time 0, time first. The mean over the baseline is taken off each region.
    times : array, shape (time,), ms
        When the samples were taken, ascending.
    baseline, response : (from, to) in ms or quantities
        The two spans; the first moment belongs to them, the last does not.
    k : float
        How much transitions of the baseline count.
    min_snr : float
        Least ratio of root mean squares, response over baseline, of a component that is kept.
    max_variance : float
        Share of the power of the response that the components make up, in (0, 1].
    steps : int
        How many thresholds are tried.

    Returns
    -------
    PerturbationalComplexity
        0 where no component stands out.

    Raises
    ------
    ValueError
        If shapes do not match, a value is not finite, times do not ascend, a span holds fewer than 2 samples, or a
        parameter makes no sense.

    Examples
    --------
    A response that switches five times, after a quiet baseline.

    >>> import numpy as np
    >>> times = np.arange(-400.0, 300.0)
    >>> switching = np.where(times >= 0, (times // 50) % 2, 0.0)
    >>> quiet = 1e-5 * np.random.default_rng(0).normal(size=(700, 2))
    >>> print(round(pci_st(quiet + switching[:, None] * [1.0, 0.5], times).pci, 3))
    5.0
    """
    signals, inside, outside = _spans(evoked, times, baseline, response)
    factor, least = to_float(k, one, "k"), to_float(min_snr, one, "min_snr")
    share = to_float(max_variance, one, "max_variance")
    if not 0 < share <= 1:
        raise ValueError(f"max_variance must be above 0 and at most 1, got {share:g}")
    if not isinstance(steps, int) or steps < 1:
        raise ValueError(f"steps must be a whole number of at least 1, got {steps}")
    components = _components(signals, inside, outside, share, least)
    transitions = np.array([_transitions(c[inside], c[outside], factor, steps) for c in components.T])
    return PerturbationalComplexity(float(transitions.sum()), transitions)


def _spans(evoked: Any, times: Any, baseline: Any, response: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The signals about their baseline, and which samples belong to the response and to the baseline."""
    signals, when = as_numpy_signals(evoked, "pci_st"), as_numpy(times, "times", "pci_st")
    if when.shape != signals.shape[:1]:
        raise ValueError(f"times must have one value for each of the {len(signals)} samples, got {when.shape}")
    require_finite("times", when)
    if (np.diff(when) <= 0).any():
        raise ValueError("times must ascend")
    spans = []
    for name, span in (("response", response), ("baseline", baseline)):
        first, last = (to_float(value, ms, f"{name}[{i}]") for i, value in enumerate(span))
        spans.append((when >= first) & (when < last))
        if spans[-1].sum() < 2:
            raise ValueError(
                f"{name} from {first:g} to {last:g} ms holds {spans[-1].sum()} samples; times go from {when[0]:g} to "
                f"{when[-1]:g} ms, and 2 are needed"
            )
    return signals - signals[spans[1]].mean(axis=0), spans[0], spans[1]


def _components(signals: np.ndarray, inside: np.ndarray, outside: np.ndarray, share: float, least: float) -> np.ndarray:
    """Signals on the principal axes of the response, (time, component): the fewest that make up ``share`` of it."""
    _, strength, axes = np.linalg.svd(signals[inside], full_matrices=False)
    if not strength.any():
        return np.empty((len(signals), 0))
    cumulated = np.cumsum(strength**2) / (strength**2).sum()
    # All of it is reached up to rounding only.
    count = int(np.searchsorted(cumulated, min(share, cumulated[-1] * (1 - 1e-12)))) + 1
    components = signals @ axes[:count].T
    power, noise = (np.sqrt((components[span] ** 2).mean(axis=0)) for span in (inside, outside))
    return components[:, power > least * noise]


def _transitions(response: np.ndarray, baseline: np.ndarray, k: float, steps: int) -> float:
    """The largest difference of transitions over all thresholds."""
    of_response, of_baseline = (np.abs(x[:, None] - x[None, :]) for x in (response, baseline))
    best = 0.0
    for threshold in np.linspace(np.median(of_baseline), of_response.max(), steps):
        crossed = [
            np.diff(distance <= threshold, axis=1).sum() / len(distance) for distance in (of_response, of_baseline)
        ]
        best = max(best, crossed[0] - k * crossed[1] * len(response) / len(baseline))
    return best
