"""The Hopf normal form and the Stuart-Landau oscillator against their exact solution.

In polar form r' = (a - beta r^2) r and theta' = omega - beta c r^2, so that with growth a
r(t)^2 = a r0^2 / (beta r0^2 + (a - beta r0^2) exp(-2 a t)), and the phase follows by integration: Kuznetsov,
Elements of Applied Bifurcation Theory, section 3.4.
"""

import numpy as np
import pytest

from brainmass.integrate import rk4
from brainmass.models import hopf, stuart_landau
from brainmass.network import Network
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")


EXACT = "exact solution: r^2 and phase in closed form"


def exact(t: np.ndarray, z0: complex, a: float, omega: float, beta: float, c: float) -> np.ndarray:
    """z(t) from z0."""
    square = abs(z0) ** 2
    grown = 1 + beta * square / a * np.expm1(2 * a * t)
    radius = abs(z0) * np.exp(a * t) / np.sqrt(grown)
    return radius * np.exp(1j * (np.angle(z0) + omega * t - c / 2 * np.log(grown)))


def trajectory(model, params: dict, z0: complex, duration: float) -> tuple[np.ndarray, np.ndarray]:
    net = Network(model, 1, params=params, initial={"x": z0.real, "y": z0.imag})
    run = simulate(net, duration, dt=0.02, method=rk4, observe={name: every(1.0, name) for name in ("x", "y")})
    return np.asarray(run.t["x"]), np.asarray(run["x"] + 1j * run["y"])[:, 0]


@pytest.mark.parametrize("a", [0.25, -0.05])
@pytest.mark.parametrize("z0", [0.1 + 0.05j, -1.2 + 0.4j])
def test_hopf_follows_its_solution(check, a, z0):
    params = {"a": a, "omega": 0.3, "beta": 1.7}
    t, z = trajectory(hopf, params, z0, 60.0)
    quantity = f"x + iy over 60 ms from {z0}, a = {a:g}, beta = 1.7 (RK4 at 0.02 ms)"
    check.table(quantity, z, exact(t, z0, c=0.0, **params), abs=1e-7, source=EXACT)


@pytest.mark.parametrize("c", [0.0, 2.5, -1.0])
def test_stuart_landau_follows_its_solution(check, c):
    params = {"a": 0.2, "omega": 0.3, "beta": 0.8, "c": c}
    t, z = trajectory(stuart_landau, params, 0.9 - 0.3j, 60.0)
    quantity = f"Stuart-Landau: x + iy over 60 ms, a = 0.2, beta = 0.8, c = {c:g} (RK4 at 0.02 ms)"
    check.table(quantity, z, exact(t, 0.9 - 0.3j, **params), abs=1e-7, source=EXACT)


@pytest.mark.parametrize("a", [0.01, 0.25, 1.0])
def test_cycle_of_hopf(check, a):
    """Check 12: the radius is sqrt(a) and the angular frequency exactly omega."""
    period, height = flow(hopf, {"a": a, "omega": 0.2}).cycle(np.array([0.3, 0.0]), 15 / a, 200.0, lambda y: y[0])
    check(f"limit cycle at a = {a:g}: radius", height / 2, np.sqrt(a), rel=1e-6, source="closed form: sqrt(a)")
    quantity = f"limit cycle at a = {a:g}: angular frequency"
    check(quantity, 2 * np.pi / period, 0.2, rel=1e-6, unit="1/ms", source="closed form: omega")


def test_onset_of_hopf(check):
    """Check 12: the origin has eigenvalues a +- i omega, and loses stability at a = 0."""
    for a in (-0.1, 0.0, 0.1):
        values = flow(hopf, {"a": a, "omega": 0.3}).eigenvalues(np.zeros(2))
        ordered = values[np.argsort(values.imag)]
        quantity, source = f"eigenvalues at the origin, a = {a:g}, omega = 0.3", "closed form: a +- i omega"
        check.table(f"{quantity}: real part", ordered.real, a, abs=1e-14, unit="1/ms", source=source)
        check.table(f"{quantity}: imaginary part", ordered.imag, [-0.3, 0.3], abs=1e-14, unit="1/ms", source=source)


def test_shear_slows_the_cycle(check):
    """The angular frequency on the cycle is omega - c a, whatever beta."""
    local = flow(stuart_landau, {"a": 0.1, "omega": 0.5, "beta": 2.0, "c": 1.5})
    period, height = local.cycle(np.array([0.3, 0.0]), 500.0, 200.0, lambda y: y[0])
    at, frequency = "Stuart-Landau: limit cycle at a = 0.1, beta = 2, c = 1.5", 2 * np.pi / period
    source = "closed form: omega - c a"
    check(f"{at}: angular frequency", frequency, 0.5 - 1.5 * 0.1, rel=1e-6, unit="1/ms", source=source)
    check(f"{at}: radius", height / 2, np.sqrt(0.1 / 2.0), rel=1e-6, source="closed form: sqrt(a / beta)")


def test_without_shear_the_two_are_one():
    params = {"a": 0.1, "omega": 0.4, "beta": 1.3}
    for y in ([0.2, -0.5], [1.5, 2.0]):
        one, other = flow(hopf, params, {"x_inp": 0.3}), flow(stuart_landau, params, {"x_inp": 0.3})
        np.testing.assert_allclose(one.f(y), other.f(y), rtol=1e-14)
