"""Linear networks against closed forms, and the baselines against NumPy."""

import jax
import numpy as np
import pytest

from brainmass.analysis import ADDITIVE, DIFFUSIVE, LinearNetwork, best_linear_fc, linear_fc, sc_fc_correlation

PAIR = np.array([[0.0, 7.0], [7.0, 0.0]])


def connectome(regions=6, directed=False):
    weights = np.random.default_rng(0).lognormal(size=(regions, regions))
    np.fill_diagonal(weights, 0)
    return weights if directed else weights + weights.T


def test_sc_fc_correlation_is_that_of_numpy():
    sc, fc = connectome(), np.corrcoef(np.random.default_rng(1).normal(size=(6, 50)))
    triangle = np.triu_indices(6, 1)
    assert sc_fc_correlation(sc, fc) == pytest.approx(np.corrcoef(sc[triangle], fc[triangle])[0, 1], abs=1e-6)


def test_a_directed_connectome_counts_in_both_directions():
    sc, fc = connectome(directed=True), np.corrcoef(np.random.default_rng(1).normal(size=(6, 50)))
    assert sc_fc_correlation(sc, fc) == sc_fc_correlation(sc.T, fc)
    assert sc_fc_correlation(sc, (sc + sc.T) / 2) == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("gain", [0.1, 0.5, 0.99])
def test_two_nodes_have_the_correlation_of_the_closed_form(gain):
    # C = -A^-1 / 2 for a symmetric A: additive g, diffusive g / (1 + g).
    assert linear_fc(PAIR, gain)[0, 1] == pytest.approx(gain, abs=1e-12)
    assert linear_fc(PAIR, gain, DIFFUSIVE)[0, 1] == pytest.approx(gain / (1 + gain), abs=1e-12)


def test_two_nodes_with_unequal_weights_solve_the_lyapunov_equation():
    # A = [[-1, g p], [g / p, -1]]: c12 = g (p + 1/p) / (4 (1 - g^2)), c11 = 1/2 + g p c12, c22 = 1/2 + g c12 / p.
    g, p = 0.6, 2.0
    c12 = g * (p + 1 / p) / (4 * (1 - g**2))
    expected = c12 / np.sqrt((0.5 + g * p * c12) * (0.5 + g * c12 / p))
    assert linear_fc(np.array([[0, p], [1 / p, 0]]), g)[0, 1] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("network", [ADDITIVE, DIFFUSIVE])
@pytest.mark.parametrize("directed", [False, True])
def test_covariance_is_the_integral_of_the_impulse_responses(network, directed):
    # C = int_0^inf exp(A t) exp(A^T t) dt, by doubling: C(2 T) = C(T) + E C(T) E^T, from a short Gauss-Legendre start.
    from scipy.linalg import expm

    sc = connectome(directed=directed)
    jacobian = network.jacobian(sc / np.abs(np.linalg.eigvals(sc)).max(), 0.7)
    nodes, weights = np.polynomial.legendre.leggauss(12)
    responses = [expm(jacobian * 0.25 * (x + 1)) for x in nodes]
    covariance = sum(0.25 * w * e @ e.T for w, e in zip(weights, responses, strict=True))
    step = expm(jacobian * 0.5)
    for _ in range(10):
        covariance, step = covariance + step @ covariance @ step.T, step @ step
    deviation = np.sqrt(np.diag(covariance))
    np.testing.assert_allclose(linear_fc(sc, 0.7, network), covariance / np.outer(deviation, deviation), atol=1e-10)


def test_the_scale_of_the_connectome_does_not_matter():
    np.testing.assert_allclose(linear_fc(connectome(), 0.5), linear_fc(1e4 * connectome(), 0.5), atol=1e-12)


@pytest.mark.parametrize(("network", "gain"), [(ADDITIVE, 0.37), (DIFFUSIVE, DIFFUSIVE.gains[30])])
def test_the_best_fit_of_a_linear_network_is_that_network(network, gain):
    fit = best_linear_fc(connectome(), linear_fc(connectome(), gain, network), network)
    assert fit.gain == pytest.approx(gain)
    assert fit.similarity == pytest.approx(1.0, abs=1e-6)
    np.testing.assert_allclose(fit.fc, linear_fc(connectome(), gain, network), atol=1e-12)


def test_the_best_of_given_gains_has_the_highest_correlation():
    empirical = np.corrcoef(np.random.default_rng(3).normal(size=(6, 40)))
    gains, triangle = [0.2, 0.5, 0.8], np.triu_indices(6, 1)
    expected = [np.corrcoef(linear_fc(connectome(), g)[triangle], empirical[triangle])[0, 1] for g in gains]
    fit = best_linear_fc(connectome(), empirical, gains=gains)
    assert fit.gain == gains[int(np.argmax(expected))]
    assert fit.similarity == pytest.approx(max(expected), abs=1e-6)


def test_a_network_of_ones_own():
    # Leak 2 instead of 1 halves the gain that matters.
    leaky = LinearNetwork(lambda weights, gain: gain * weights - 2 * np.eye(len(weights)), (0.5, 1.0))
    assert linear_fc(PAIR, 1.0, leaky)[0, 1] == pytest.approx(0.5, abs=1e-12)


CHAIN = np.eye(4, k=-1)
FC = np.corrcoef(np.random.default_rng(1).normal(size=(6, 50)))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: linear_fc(PAIR, 1.0), ValueError, "unstable at gain 1 .* lower the gain"),
        (lambda: linear_fc(connectome(directed=True), 1.2), ValueError, "unstable at gain 1.2 .*real part 0.2"),
        (lambda: linear_fc(PAIR, "strong"), TypeError, "gain must be a number in a plain number|gain must be"),
        (lambda: linear_fc(np.zeros((3, 3)), 0.5), ValueError, "sc has a spectral radius of 0"),
        (lambda: linear_fc(CHAIN, 0.5), ValueError, "spectral radius of 0 .no connections, or no loops."),
        (lambda: linear_fc(PAIR[:1], 0.5), ValueError, r"sc must be a square matrix .* \(1, 2\)"),
        (lambda: linear_fc([[0.0]], 0.5), ValueError, "sc needs at least 2 regions, got 1"),
        (lambda: linear_fc([[0, np.nan], [1, 0]], 0.5), ValueError, r"sc\[0, 1\] is nan"),
        (lambda: jax.jit(lambda w: linear_fc(w, 0.5))(PAIR), TypeError, "linear_fc runs outside JAX"),
        (
            lambda: best_linear_fc(connectome(), FC[:5, :5]),
            ValueError,
            "sc and fc must have the same regions, got 6 and 5",
        ),
        (lambda: best_linear_fc(connectome(), FC, gains=[]), ValueError, "gains is empty"),
        (lambda: best_linear_fc(connectome(), FC, gains=[0.1, 1.5]), ValueError, "unstable at gain 1.5"),
        (
            lambda: best_linear_fc(connectome(), FC, gains=[0.1, np.nan]),
            ValueError,
            r"gains\[1\] must be finite, got nan",
        ),
        (lambda: sc_fc_correlation(connectome(5), FC), ValueError, "sc and fc must have the same regions, got 5 and 6"),
        (lambda: sc_fc_correlation(connectome(), FC[0]), ValueError, r"fc must be a square matrix .* \(6,\)"),
        (lambda: sc_fc_correlation(connectome(), np.nan * FC), ValueError, r"fc\[0, 1\] is nan"),
        (lambda: sc_fc_correlation(PAIR, PAIR), ValueError, "sc needs at least 3 regions, got 2"),
    ],
)
def test_bad_input_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()
