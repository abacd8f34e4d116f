"""Small systems with known solutions, and references written without the library."""

from collections.abc import Callable

import numpy as np
from scipy.integrate import solve_ivp

from brainmass.spec import drive, model, output, param, state
from brainmass.units import one, per_ms

inf = float("inf")


@model(
    outputs={"doubled": output(one, doc="twice the state"), "arriving": output(per_ms, doc="the drive as it arrives")}
)
def leak(
    x=state(0.5, spread=0.5, doc="activity"),
    g=param(0.2, per_ms, domain=(-inf, inf), doc="decay rate"),
    x_inp=drive(per_ms, doc="input to x"),
):
    """dx/dt = -g x + x_inp."""
    return {"x": -g * x + x_inp, "doubled": 2 * x, "arriving": x_inp}


@model()
def phase(
    theta=state(0.0, spread=3.0, doc="phase, unwrapped"),
    omega=param(1.0, per_ms, domain=(-inf, inf), doc="natural frequency"),
    theta_inp=drive(per_ms, doc="input to theta"),
):
    """dtheta/dt = omega + theta_inp."""
    return {"theta": omega + theta_inp}


@model()
def pair(
    u=state(0.2, spread=0.2, doc="first"),
    v=state(-0.1, spread=0.2, doc="second"),
    a=param(0.5, per_ms, domain=(-inf, inf), doc="rate"),
    b=param(0.3, per_ms, domain=(-inf, inf), doc="rotation"),
    u_inp=drive(per_ms, doc="input to u"),
    v_inp=drive(per_ms, doc="input to v"),
):
    """du/dt = -a (u + u^3) - b v + u_inp, dv/dt = -a v + b u + v_inp."""
    return {"u": -a * (u + u**3) - b * v + u_inp, "v": -a * v + b * u + v_inp}


def random_weights(n_target: int, n_source: int, seed: int, density: float = 0.6) -> np.ndarray:
    """Asymmetric weights with some absent edges and no self-connections."""
    rng = np.random.default_rng(seed)
    weights = rng.normal(0.0, 1.0, (n_target, n_source)) * (rng.random((n_target, n_source)) < density)
    if n_target == n_source:
        np.fill_diagonal(weights, 0.0)
    return weights


def method_of_steps(
    slope: Callable[[np.ndarray, np.ndarray], np.ndarray], delays: np.ndarray, start: np.ndarray, stop: float
) -> np.ndarray:
    """x(stop) of x_i' = slope(x, D)_i with D[i, j] = x_j(t - delays[i, j]) and x = start for t <= 0.

    Integrated by DOP853 from one multiple of the shortest delay to the next, over which all delayed values are known.
    """
    span = delays[delays > 0].min()
    n, pieces, now, x = len(start), [], 0.0, start

    def past(j: int, t: float) -> float:
        if t <= 0:
            return start[j]
        return pieces[min(int(t / span), len(pieces) - 1)](t)[j]

    def right(t: float, x: np.ndarray) -> np.ndarray:
        arriving = np.array(
            [[x[j] if delays[i, j] == 0 else past(j, t - delays[i, j]) for j in range(n)] for i in range(n)]
        )
        return slope(x, arriving)

    while now < stop - 1e-9:
        solution = solve_ivp(right, (now, now + span), x, "DOP853", dense_output=True, rtol=1e-11, atol=1e-13)
        pieces.append(solution.sol)
        now, x = now + span, solution.y[:, -1]
    return x
