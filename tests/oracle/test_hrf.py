"""Response functions against listed peaks, SciPy and closed forms; convolution in a run against quadrature."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad

from brainmass.network import Network
from brainmass.observe import convolved, hrf
from brainmass.simulation import simulate
from tests.systems import leak

T = np.linspace(0.0, 40.0, 400_001)
TVB = "TVB 2.10, computed independently"


@pytest.mark.usefixtures("x64")
def test_peaks_areas_and_scipy(check):
    """Check 29, and the closed forms of their areas."""
    responses = {
        "volterra": hrf.volterra(), "gamma": hrf.gamma(), "mixture_of_gammas": hrf.mixture_of_gammas(),
        "double_exponential": hrf.double_exponential(),
    }  # fmt: skip
    values = {name: np.asarray(h(T)) for name, h in responses.items()}
    for name, peak in {"volterra": 0.80, "gamma": 2.16, "mixture_of_gammas": 4.949, "double_exponential": 5.94}.items():
        check(f"response {name}: time of the peak", T[values[name].argmax()], peak, abs=0.01, unit="s", source=TVB)
    trough = T[values["mixture_of_gammas"].argmin()]
    check("response mixture_of_gammas: time of the undershoot", trough, 13.2, abs=0.05, unit="s", source=TVB)
    areas = {name: np.trapezoid(y, T) for name, y in values.items()}
    check("response volterra: area, tau_f / 3", areas["volterra"], 0.4 / 3, rel=1e-4, source="closed form")
    check("response gamma: area", areas["gamma"], 1.0, rel=1e-6, source="closed form")
    check("response mixture_of_gammas: area, 1 - c", areas["mixture_of_gammas"], 0.6, rel=1e-4, source="closed form")
    spm = (stats.gamma.pdf(T, 6) - stats.gamma.pdf(T, 16) / 6) / (1 - 1 / 6)
    spm[T > 32] = 0
    check.table("response double_gamma at 0 to 40 s", hrf.double_gamma()(T), spm, abs=1e-12, source="scipy.stats.gamma")
    assert (np.asarray(hrf.double_gamma()(np.array([-1.0, 32.1]))) == 0).all()


@pytest.mark.usefixtures("x64")
def test_a_decaying_activity_is_convolved_as_quadrature_does(check):
    """x = exp(-t / 2 s) from t = 0 on; nothing before. The activity of a step is that at its end: half a step of 2 ms
    late, 1 / 2000 of a signal that decays in 2 s."""
    h = hrf.response(lambda t, tau: t / tau**2 * jnp.exp(-t / tau), duration=15.0, tau=1.2)
    network = Network(leak, 1, params={"g": 5e-4}, initial={"x": 1.0})
    t = np.arange(1, 21)
    exact = [quad(lambda s, t=t: float(h(s)) * np.exp(-(t - s) / 2), 0, min(t, 15), epsabs=1e-10)[0] for t in t]
    y = simulate(network, 20_000.0, dt=2.0, observe={"y": convolved("x", 1000.0, h)})["y"]
    check.table("convolution of exp(-t / 2 s) with a gamma response", y[:, 0], exact, abs=2.5e-4, source="scipy quad")
    samples = hrf.measured(h(np.arange(0.0, 15.001, 0.01)), period=10.0)
    again = simulate(network, 20_000.0, dt=2.0, observe={"y": convolved("x", 1000.0, samples)})["y"]
    check.table("the same with the response known by samples", again[:, 0], exact, abs=2.5e-4, source="scipy quad")


@pytest.mark.usefixtures("x64")
def test_gradient_in_a_number_of_the_response():
    network = Network(leak, 2, params={"g": [0.001, 0.003]}, initial={"x": [1.0, 2.0]})

    @jax.jit
    def loss(tau):
        observe = {"y": convolved("x", 500.0, hrf.gamma(tau=tau, duration=8.0))}
        return (simulate(network, 4000.0, dt=10.0, observe=observe)["y"] ** 2).sum()

    h = 1e-5
    central = (loss(1.08 + h) - loss(1.08 - h)) / (2 * h)
    np.testing.assert_allclose(jax.grad(loss)(1.08), central, rtol=1e-7)
