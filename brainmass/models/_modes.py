"""Three modes of a population whose excitability is normally distributed, after Stefanescu and Jirsa (2008).

Neurons lie at the quantiles Z = mu + sigma q of a normal distribution. Mode V_i is constant over the i-th third of them
and 0 elsewhere, with the integral of V_i^2 over Z equal to 1. With v_i = sqrt(sigma L_i), L_i being the width of the
third in units of sigma, every coefficient of the reduced systems is elementary: the integrals over Z are

    V_i: v_i      V_i^3: 1 / v_i      V_i^4: 1 / v_i^2      Z V_i: v_i (mu + sigma q_i)      g V_i: g_i / v_i

with the density g of the distribution, the share g_i of the neurons and the middle q_i of the third. A neuron of the
third has the potential xi_i / v_i, so that the mean over all neurons is sum_i g_i xi_i / v_i.
"""

from collections.abc import Sequence
from statistics import NormalDist
from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np

POINTS = 1500  # quantiles k / (POINTS + 1), as in The Virtual Brain


class Third(NamedTuple):
    """A third of the neurons: its width and middle in standard deviations, its share of the distribution."""

    width: float
    middle: float
    share: float


def _thirds() -> tuple[Third, Third, Third]:
    """Integrals over the quantiles by the trapezoidal rule."""
    normal = NormalDist()
    q = np.array([normal.inv_cdf(k / (POINTS + 1)) for k in range(1, POINTS + 1)])
    step = (np.diff(q, append=q[-1]) + np.diff(q, prepend=q[0])) / 2
    density = np.array([normal.pdf(x) for x in q])
    width, middle, share = (f.reshape(3, -1).sum(axis=1).tolist() for f in (step, q * step, density * step))
    outer = Third(width[0], middle[0] / width[0], share[0])
    return outer, Third(width[1], 0.0, share[1]), outer._replace(middle=-outer.middle)


THIRDS = _thirds()


def scales(sigma: Any) -> list[Any]:
    """v_i of every mode."""
    return [jnp.sqrt(third.width * sigma) for third in THIRDS]


def excitabilities(mu: Any, sigma: Any) -> list[Any]:
    """The middle Z of every mode: mu + sigma q_i."""
    return [mu + third.middle * sigma for third in THIRDS]


def mean(modes: Sequence[Any], v: Sequence[Any]) -> Any:
    """The mean over all neurons of what has these modes."""
    first, second, third = (each.share * mode / scale for each, mode, scale in zip(THIRDS, modes, v, strict=True))
    return first + second + third


def received(mean_activity: Any, modes: Sequence[Any], v: Sequence[Any], transposed: Any) -> list[Any]:
    """The mean over all neurons as each mode sees it, v_i times it; with ``transposed`` = 1 what TVB takes for it."""
    first, second, third = (mode * scale for mode, scale in zip(modes, v, strict=True))
    total = first + second + third
    return [
        (1 - transposed) * scale * mean_activity + transposed * each.share / scale * total
        for each, scale in zip(THIRDS, v, strict=True)
    ]
