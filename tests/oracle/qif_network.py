"""A network of quadratic integrate-and-fire neurons, spike by spike: what the exact mean fields must be the mean of.

Written from the neurons' equation alone, dV_j/dt = V_j^2 - b V_j + eta_j + I, with eta_j the quantiles of a Lorentzian.
Within a step b and I are constant, and then the solution is known in closed form, its passage through infinity (the
spike and the reset) included; so neither a threshold nor a reset has to be chosen.
"""

from collections.abc import Callable

import numpy as np

Law = Callable[[np.ndarray, float], tuple[np.ndarray, float, float]]
"""From the common variables and the rate of the network: their slopes, b and I."""


def rates(
    law: Law, common: list[float], *, Delta: float, eta: float, r0: float, V0: float, until: float, window: float,
    dt: float = 2e-3, neurons: int = 6000,
) -> np.ndarray:  # fmt: skip
    """Mean rate of the network in windows one after another, from potentials that are Lorentzian around ``V0``."""
    even = (np.arange(neurons) + 0.5) / neurons
    etas = eta + Delta * np.tan(np.pi * (even - 0.5))
    # Start and excitability are independent; multiples of the golden ratio fill the square of both more evenly than
    # random numbers would.
    V = V0 + np.pi * r0 * np.tan(np.pi * (np.arange(neurons) * (np.sqrt(5) - 1) / 2 % 1 - 0.5))
    variables, rate, counts = np.array(common), r0, []
    for _ in range(round(until / dt)):
        slopes, b, current = law(variables, rate)
        U, I = V - b / 2, etas + current - b**2 / 4
        x = I * dt**2
        cosine, sine = 1 - x / 2 + x**2 / 24 - x**3 / 720, dt * (1 - x / 6 + x**2 / 120)
        below = cosine - U * sine
        V = (U * cosine + I * sine) / below + b / 2
        spikes = np.count_nonzero(below <= 0)  # the potential has gone through infinity
        variables = variables + dt * slopes
        rate = spikes / neurons / dt
        counts.append(rate)
    return np.reshape(counts, (-1, round(window / dt))).mean(axis=1)
