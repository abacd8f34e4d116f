"""The Lorenz system: fixed points, their eigenvalues and bifurcations in closed form; chaos in numbers."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.models import lorenz
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

SIGMA, RHO, BETA = 10.0, 28.0, 8 / 3
ONSET = SIGMA * (SIGMA + BETA + 3) / (SIGMA - BETA - 1)


def focus(rho: float) -> np.ndarray:
    return np.array([np.sqrt(BETA * (rho - 1)), np.sqrt(BETA * (rho - 1)), rho - 1])


def at(rho: float):
    return flow(lorenz, {"rho": rho, "tau": 1.0})


def same(values, expected):
    np.testing.assert_allclose(np.sort_complex(values), np.sort_complex(np.asarray(expected, complex)), atol=1e-12)


def test_fixed_points(check):
    x, y, z = at(RHO).fixed_point([8.0, 8.0, 27.0])
    source = "Lorenz (1963): sqrt(beta (rho - 1)), rho - 1"
    check("Lorenz: x of the fixed point C+", x, np.sqrt(72.0), rel=1e-12, source=source)
    check("Lorenz: z of the fixed point C+", z, 27.0, rel=1e-12, source=source)
    assert y == pytest.approx(x, rel=1e-12)
    np.testing.assert_allclose(at(RHO).f([-x, -y, z]), 0.0, atol=1e-12)
    np.testing.assert_allclose(at(RHO).f([0.0, 0.0, 0.0]), 0.0)


@pytest.mark.parametrize("rho", [0.5, 1.0, 28.0])
def test_eigenvalues_at_the_origin(rho):
    """-beta, and the roots of s^2 + (sigma + 1) s + sigma (1 - rho): convection begins at rho = 1."""
    values = at(rho).eigenvalues(np.zeros(3))
    same(values, [-BETA, *np.roots([1.0, SIGMA + 1, SIGMA * (1 - rho)])])
    assert (values.real.max() > 1e-12) == (rho > 1)


def test_eigenvalues_at_the_foci(check):
    """The cubic of Lorenz (1963) at rho = 28, and its roots as the textbooks give them."""
    values = at(RHO).eigenvalues(focus(RHO))
    same(values, np.roots([1.0, SIGMA + BETA + 1, BETA * (RHO + SIGMA), 2 * SIGMA * BETA * (RHO - 1)]))
    source = "Lorenz (1963): roots of his cubic at rho = 28"
    check("Lorenz: growth at the foci", values[0].real, 0.09396, abs=1e-5, source=source)
    check("Lorenz: angular frequency at the foci", abs(values[0].imag), 10.1945, abs=1e-4, source=source)
    check("Lorenz: decay towards the foci", values[2].real, -13.8546, abs=1e-4, source=source)


def test_hopf_bifurcation(check):
    """At sigma (sigma + beta + 3) / (sigma - beta - 1) the foci lose stability, with i sqrt(beta (sigma + rho))."""
    frequency = np.sqrt(BETA * (SIGMA + ONSET))
    same(at(ONSET).eigenvalues(focus(ONSET)), [-(SIGMA + BETA + 1), 1j * frequency, -1j * frequency])
    check("Lorenz: rho of the Hopf bifurcation", ONSET, 24.7368, abs=5e-5, source="Lorenz (1963): 470 / 19")
    growth = [at(ONSET + step).eigenvalues(focus(ONSET + step)).real.max() for step in (-0.01, 0.01)]
    assert growth[0] < 0 < growth[1]


def test_volumes_shrink_everywhere_alike(check):
    for point in (np.zeros(3), np.array([1.0, -7.0, 33.0])):
        assert np.trace(at(RHO).jacobian(point)) == pytest.approx(-(SIGMA + BETA + 1), rel=1e-14)
    trace = np.trace(flow(lorenz).jacobian(np.ones(3)))
    check("Lorenz: sum of the Lyapunov exponents times tau", 100 * trace, -13.6667, abs=5e-5, source="checks.md: trace")


def test_chaos(check):
    """The largest exponent, by the growth of a tangent vector over 1000 units of time."""
    dt, params = 0.01, {**lorenz.defaults(), "tau": 1.0}

    def f(y):
        return jnp.stack(list(lorenz.rhs(dict(zip("xyz", y, strict=True)), params).values()))

    def both(y, v):
        return jax.jvp(f, (y,), (v,))

    def step(carry, _):
        y, v = carry
        k1 = both(y, v)
        k2 = both(y + dt / 2 * k1[0], v + dt / 2 * k1[1])
        k3 = both(y + dt / 2 * k2[0], v + dt / 2 * k2[1])
        k4 = both(y + dt * k3[0], v + dt * k3[1])
        y, v = (a + dt / 6 * (p + 2 * q + 2 * r + s) for a, p, q, r, s in zip(carry, k1, k2, k3, k4, strict=True))
        length = jnp.linalg.norm(v)
        return (y, v / length), jnp.log(length)

    _, logs = jax.lax.scan(step, (jnp.array([1.0, 1.0, 20.0]), jnp.array([1.0, 0.0, 0.0])), length=100_000)
    exponent = float(logs[2000:].mean()) / dt
    check(
        "Lorenz: largest Lyapunov exponent times tau", exponent, 0.906, abs=0.02, source="checks.md: 0.906, 0, -14.57"
    )


def test_inputs_and_time():
    state, tau = np.array([1.5, -2.0, 20.0]), 50.0
    x, y, z = state
    expected = np.array([SIGMA * (y - x), x * (RHO - z) - y, x * y - BETA * z]) / tau + [0.1, 0.2, 0.3]
    ours = flow(lorenz, {"tau": tau}, {"x_inp": 0.1, "y_inp": 0.2, "z_inp": 0.3}).f(state)
    np.testing.assert_allclose(ours, expected, rtol=1e-13)
