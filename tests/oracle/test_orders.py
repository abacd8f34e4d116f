"""Orders of the integrators, measured on linear networks whose solution is known.

Checks 30 and 31 of the list of independent checks: without delays against the matrix exponential; with delays against
the method of steps integrated by DOP853 at 1e-11.
"""

import numpy as np
import pytest
from scipy.linalg import expm

from brainmass.coupling import additive, diffusive
from brainmass.integrate import euler, exponential_euler, heun, rk4
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.systems import leak, method_of_steps, random_weights

pytestmark = pytest.mark.usefixtures("x64")

N = 5
G = np.linspace(0.1, 0.5, N)
START = np.linspace(-1.0, 1.5, N)
W = random_weights(N, N, seed=1)
DELAYS = np.array([0.4, 0.8, 1.2])[np.random.default_rng(2).integers(0, 3, (N, N))]

NAMES = {"euler": "Euler", "heun": "Heun", "rk4": "RK4", "exponential_euler": "exponential Euler"}


def end(network: Network, stop: float, dt: float, method) -> np.ndarray:
    run = simulate(network, stop, dt=dt, method=method, observe={"x": every(stop, "x")})
    return np.asarray(run["x"][-1])


def order(network: Network, exact: np.ndarray, stop: float, dt: float, method) -> float:
    coarse, fine = (np.linalg.norm(end(network, stop, h, method) - exact) for h in (dt, dt / 2))
    return float(np.log2(coarse / fine))


@pytest.mark.parametrize(
    ("method", "expected"),
    [(euler, 1), (heun, 2), (rk4, 4), (exponential_euler, 1)],
    ids=lambda m: getattr(m, "name", m),
)
@pytest.mark.parametrize("coupling", [additive(0.3), diffusive(0.3)], ids=["additive", "diffusive"])
def test_order_without_delays(check, method, expected, coupling):
    network = Network(leak, W, coupling=coupling, source="x", target="x_inp", params={"g": G}, initial={"x": START})
    diagonal = np.diag(W.sum(axis=1)) if coupling.uses_local else 0.0
    exact = expm(4.0 * (-np.diag(G) + 0.3 * (W - diagonal))) @ START
    kind = "diffusive" if coupling.uses_local else "additive"
    quantity = f"{NAMES[method.name]}, {kind} coupling without delays: order"
    check(
        quantity,
        order(network, exact, 4.0, 0.1, method),
        expected,
        abs=0.1,
        source="theory; error against SciPy's matrix exponential",
    )


def test_exponential_euler_is_exact_on_linear_decay_with_constant_input(check):
    network = Network(leak, N, params={"g": G}, initial={"x": START}, inputs={"x_inp": 0.3})
    exact = 0.3 / G + (START - 0.3 / G) * np.exp(-G * 20.0)
    quantity = "exponential Euler, steps of 5 ms: linear decay with constant input after 20 ms"
    check.table(
        quantity, end(network, 20.0, 5.0, exponential_euler), exact, rel=1e-13, source="closed form: exponential"
    )


def test_rk4_on_linear_decay_is_the_taylor_polynomial(check):
    """One step multiplies by 1 + z + z^2/2 + z^3/6 + z^4/24: the stages and weights, each."""
    network = Network(leak, N, params={"g": G}, initial={"x": START})
    z = -G * 2.0
    exact = START * (1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24)
    source = "closed form: Taylor polynomial of degree 4"
    check.table("RK4: one step of linear decay", end(network, 2.0, 2.0, rk4), exact, rel=1e-14, source=source)


@pytest.fixture(scope="module")
def delayed():
    """x(4) of the delayed network, for delays of 0.4 to 1.2 ms on every edge, and with some edges undelayed."""

    def solve(delays: np.ndarray) -> np.ndarray:
        return method_of_steps(lambda x, past: -G * x + 0.3 * (W * past).sum(axis=1), delays, START, 4.0)

    mixed = np.where(np.random.default_rng(3).random((N, N)) < 0.3, 0.0, DELAYS)
    return {"all": (DELAYS, solve(DELAYS)), "mixed": (mixed, solve(mixed))}


@pytest.mark.parametrize(
    ("method", "lowest", "highest"),
    [(euler, 0.9, 1.1), (heun, 1.9, 2.1), (rk4, 1.9, 4.1), (exponential_euler, 0.9, 1.1)],
    ids=lambda m: getattr(m, "name", ""),
)
@pytest.mark.parametrize("edges", ["all", "mixed"])
def test_order_with_delays(check, delayed, method, lowest, highest, edges):
    delays, exact = delayed[edges]
    network = Network(
        leak,
        W,
        coupling=additive(0.3),
        source="x",
        target="x_inp",
        lengths=delays,
        speed=1.0,
        params={"g": G},
        initial={"x": START},
    )
    some = "on some edges" if edges == "mixed" else "on every edge"
    quantity, source = f"{NAMES[method.name]}, delays {some}: order", "theory; error against DOP853 at 1e-11"
    check.between(quantity, order(network, exact, 4.0, 0.05, method), lowest, highest, source=source)


def test_rk4_follows_the_delayed_network_more_closely_than_heun(delayed):
    delays, exact = delayed["all"]
    network = Network(
        leak,
        W,
        coupling=additive(0.3),
        source="x",
        target="x_inp",
        lengths=delays,
        speed=1.0,
        params={"g": G},
        initial={"x": START},
    )
    errors = [np.linalg.norm(end(network, 4.0, 0.1, method) - exact) for method in (rk4, heun)]
    assert errors[0] < errors[1]
