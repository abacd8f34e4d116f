"""The van der Pol oscillator against its limits of weak and strong damping, and high-accuracy numbers between them."""

import numpy as np
import pytest

from brainmass.models import van_der_pol
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

START = np.array([2.0, 0.0])


def cycle(mu: float, settle: float, last: float) -> tuple[float, float]:
    """Period and amplitude in units of tau."""
    period, height = flow(van_der_pol, {"mu": mu, "tau": 1.0}).cycle(START, settle, last, lambda y: y[0])
    return period, height / 2


def test_cycle_at_mu_1(check):
    period, amplitude = cycle(1.0, 100.0, 40.0)
    source = "check 40: a solver at 1e-11, as the textbooks' 6.6633 and 2.0086"
    check("van der Pol, mu = 1: period over tau", period, 6.66328686, abs=1e-7, source=source)
    check("van der Pol, mu = 1: amplitude", amplitude, 2.00861986, abs=1e-7, source=source)


def test_default_cycle_in_the_docstring():
    """The unit of time is 10 ms."""
    period, height = flow(van_der_pol).cycle(START, 1000.0, 400.0, lambda y: y[0])
    assert period == pytest.approx(66.6328686, abs=1e-6)
    assert height / 2 == pytest.approx(2.009, abs=5e-4)


def test_weak_damping(check):
    """The series in mu of Andersen and Geer (1982) SIAM J. Appl. Math. 42:678, doi:10.1137/0142047."""
    mu = 0.1
    period, amplitude = cycle(mu, 200.0, 100.0)
    frequency = 1 - mu**2 / 16 + 17 * mu**4 / 3072
    source = "Andersen and Geer (1982)"
    check(
        "van der Pol, mu = 0.1: frequency", 2 * np.pi / period, frequency, rel=1e-8, source=f"{source}: 1 - mu^2 / 16"
    )
    series = 2 + mu**2 / 96 - 1033 * mu**4 / 552960
    check("van der Pol, mu = 0.1: amplitude", amplitude, series, rel=1e-8, source=f"{source}: 2 + mu^2 / 96")


def test_strong_damping(check):
    """Relaxation: (3 - 2 log 2) mu + 7.0143 mu^(-1/3), and what is smaller than 1 / mu^(1/3)."""
    mu = 10.0
    expected = (3 - 2 * np.log(2)) * mu + 7.01432 * mu ** (-1 / 3)
    period, amplitude = cycle(mu, 40.0, 60.0)
    source = "Grasman (1987) Asymptotic Methods for Relaxation Oscillations, doi:10.1007/978-1-4612-1056-6"
    check("van der Pol, mu = 10: period over tau", period, expected, rel=2e-2, source=source)
    assert amplitude == pytest.approx(2.0, abs=0.02)


@pytest.mark.parametrize("mu", [0.5, 3.0])
def test_rest_is_unstable(mu):
    values = flow(van_der_pol, {"mu": mu, "tau": 2.0}).eigenvalues(np.zeros(2))
    expected = np.roots([1.0, -mu, 1.0]) / 2.0
    np.testing.assert_allclose(np.sort_complex(values), np.sort_complex(expected), rtol=1e-12)
    assert values.real.min() > 0


def test_force_and_time():
    """x'' - mu (1 - x^2) x' + x = tau F, in units of tau; a slower tau slows all but the inputs."""
    x, y, mu = 0.7, -1.1, 1.3
    ours = flow(van_der_pol, {"mu": mu, "tau": 4.0}, {"x_inp": 0.03, "y_inp": 0.2}).f([x, y])
    np.testing.assert_allclose(ours, [y / 4 + 0.03, (mu * (1 - x**2) * y - x) / 4 + 0.2], rtol=1e-14)
