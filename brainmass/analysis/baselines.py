"""What a fit of functional connectivity has to beat: the connectome itself, and the best linear network on it.

A nonlinear model that reaches no more than these has explained nothing by its nonlinearity.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import jax
import numpy as np

from brainmass.analysis.connectivity import fc_similarity
from brainmass.analysis.door import as_matrix, as_numpy_matrix
from brainmass.units import one, to_float


class LinearNetwork(NamedTuple):
    """A linear network: its Jacobian from weights of spectral radius 1 and a gain, and the gains worth trying."""

    jacobian: Callable[[np.ndarray, float], np.ndarray]
    gains: Sequence[float]


def _additive(weights: np.ndarray, gain: float) -> np.ndarray:
    return gain * weights - np.eye(len(weights))


def _diffusive(weights: np.ndarray, gain: float) -> np.ndarray:
    return gain * (weights - np.diag(weights.sum(axis=1))) - np.eye(len(weights))


# -I + g W is stable below g = 1; -(I + g L) for all gains, so those go on until diffusion has mixed everything.
ADDITIVE = LinearNetwork(_additive, tuple(np.linspace(0.01, 0.99, 99)))
DIFFUSIVE = LinearNetwork(_diffusive, tuple(np.geomspace(0.01, 1000.0, 51)))


class LinearFit(NamedTuple):
    """The best linear network: its similarity to the empirical FC, its gain, and its FC (region, region)."""

    similarity: float
    gain: float
    fc: np.ndarray


def sc_fc_correlation(sc: Any, fc: Any) -> float:
    """Correlation between the connectome and functional connectivity over all pairs of regions.

    Parameters
    ----------
    sc : array, shape (region, region)
        Structural weights as they are, without logarithm; a directed connectome is averaged over both directions.
    fc : array, shape (region, region)
        Functional connectivity; its diagonal is not read.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        As for ``fc_similarity``.

    Examples
    --------
    >>> import numpy as np
    >>> sc = np.array([[0, 3, 1], [3, 0, 2], [1, 2, 0]])
    >>> fc = np.array([[1, 0.5, 0.3], [0.5, 1, 0.4], [0.3, 0.4, 1]])
    >>> round(sc_fc_correlation(sc, fc), 3)
    1.0
    """
    weights = as_numpy_matrix(sc, "sc", "sc_fc_correlation", least=3)
    return float(fc_similarity((weights + weights.T) / 2, _empirical(fc, len(weights))))


def linear_fc(sc: Any, gain: float, network: LinearNetwork = ADDITIVE) -> np.ndarray:
    r"""FC of a linear network driven by white noise, exactly.

    .. math:: dx = A x \, dt + dw, \qquad A C + C A^T + I = 0, \qquad FC_{ij} = C_{ij} / \sqrt{C_{ii} C_{jj}}

    With W the weights scaled to spectral radius 1, :math:`A = -I + g W` (``ADDITIVE``; Galan 2008,
    doi:10.1371/journal.pone.0002148) or :math:`A = -(I + g L)` with :math:`L = D - W`, D the row sums (``DIFFUSIVE``).

    Parameters
    ----------
    sc : array, shape (region, region)
        Weights, (target, source); any scale.
    gain : float
        g, dimensionless: coupling relative to the leak.
    network : LinearNetwork
        ``ADDITIVE``, ``DIFFUSIVE``, or your own Jacobian.

    Returns
    -------
    array, shape (region, region)
        In double precision.

    Raises
    ------
    ValueError
        If the weights are not square, not finite or have a spectral radius of 0; or if the network is unstable.

    Examples
    --------
    Two nodes that excite each other with gain g have the correlation g.

    >>> linear_fc([[0, 5], [5, 0]], gain=0.3).round(3)
    array([[1. , 0.3],
           [0.3, 1. ]])
    """
    return _linear_fc(_unit_radius(sc, "linear_fc"), to_float(gain, one, "gain"), network)


def best_linear_fc(
    sc: Any, fc: Any, network: LinearNetwork = ADDITIVE, gains: Sequence[float] | None = None
) -> LinearFit:
    """The linear network, over a scan of its gain, whose FC is nearest to an empirical one.

    On the group connectome of ``hcp-schaefer100`` this gives 0.285 (additive, g = 0.85) and 0.289 (diffusive, g = 2.5)
    against the FC of the same subjects, 0.287 and 0.291 against that of the test group, where the connectome itself
    reaches 0.261 and 0.263; on ``dk84`` 0.511 and 0.646 (g = 200), where the connectome reaches 0.342.

    Parameters
    ----------
    sc : array, shape (region, region)
        Weights, (target, source); any scale.
    fc : array, shape (region, region)
        Empirical functional connectivity; its diagonal is not read.
    network : LinearNetwork
        ``ADDITIVE``, ``DIFFUSIVE``, or your own Jacobian; see ``linear_fc``.
    gains : sequence of float, optional
        The gains to try; the network's own if None.

    Returns
    -------
    LinearFit
        ``similarity`` (correlation of upper triangles), ``gain`` and ``fc`` of the best.

    Raises
    ------
    ValueError
        As for ``linear_fc`` and ``fc_similarity``, or if there is no gain to try.

    Examples
    --------
    >>> import numpy as np
    >>> sc = np.array([[0, 3, 1, 0], [3, 0, 2, 1], [1, 2, 0, 4], [0, 1, 4, 0]])
    >>> fit = best_linear_fc(sc, linear_fc(sc, 0.6))
    >>> round(fit.similarity, 6), round(fit.gain, 6)
    (1.0, 0.6)
    """
    weights = _unit_radius(sc, "best_linear_fc", least=3)
    empirical = _empirical(fc, len(weights))
    tried = [to_float(g, one, f"gains[{i}]") for i, g in enumerate(network.gains if gains is None else gains)]
    if not tried:
        raise ValueError("gains is empty: give at least one gain to try, or None for the network's own")
    matrices = [_linear_fc(weights, gain, network) for gain in tried]
    similarities = [float(fc_similarity(matrix, empirical)) for matrix in matrices]
    best = int(np.argmax(similarities))
    return LinearFit(similarities[best], tried[best], matrices[best])


def _empirical(fc: Any, regions: int) -> jax.Array:
    matrix = as_matrix(fc, "fc", least=3)
    if len(matrix) != regions:
        raise ValueError(f"sc and fc must have the same regions, got {regions} and {len(matrix)} of them")
    return matrix


def _unit_radius(sc: Any, caller: str, least: int = 2) -> np.ndarray:
    weights = as_numpy_matrix(sc, "sc", caller, least=least)
    radius = np.abs(np.linalg.eigvals(weights)).max()
    if radius <= np.finfo(np.float64).eps * np.abs(weights).max():
        raise ValueError("sc has a spectral radius of 0 (no connections, or no loops), so it cannot be scaled to 1")
    return weights / radius


def _linear_fc(weights: np.ndarray, gain: float, network: LinearNetwork) -> np.ndarray:
    covariance = _stationary_covariance(network.jacobian(weights, gain), gain)
    deviation = np.sqrt(np.diag(covariance))
    matrix = covariance / np.outer(deviation, deviation)
    np.fill_diagonal(matrix, 1.0)
    return (matrix + matrix.T) / 2


def _stationary_covariance(jacobian: np.ndarray, gain: float) -> np.ndarray:
    """C with A C + C A^T + I = 0, which for a symmetric A is -A^-1 / 2 and comes with its eigenvalues."""
    if np.array_equal(jacobian, jacobian.T):
        rates, modes = np.linalg.eigh(jacobian)
    else:
        rates, modes = np.linalg.eigvals(jacobian).real, None
    if rates.max() > -1e-12 * np.abs(rates).max():  # marginal up to rounding, such as -I + W
        raise ValueError(
            f"the linear network is unstable at gain {gain:g} (an eigenvalue of its Jacobian has the real part "
            f"{rates.max():.3g}), so it has no stationary FC; lower the gain"
        )
    if modes is not None:
        return (modes / (-2 * rates)) @ modes.T
    from scipy.linalg import solve_continuous_lyapunov

    return solve_continuous_lyapunov(jacobian, -np.eye(len(jacobian)))
