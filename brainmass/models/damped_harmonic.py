"""Damped harmonic oscillator."""

from brainmass.spec import drive, inf, model, param, state
from brainmass.units import per_ms, per_ms2


@model(public="DampedHarmonicOscillator", family="phase and normal forms", dt=0.5, span=500.0)
def damped_harmonic(
    x=state(1.0, spread=0.5, bounds=(-100, 100), doc="deviation from rest"),
    y=state(0.0, per_ms, bounds=(-10, 10), doc="slope of x"),
    omega0=param(0.0628, per_ms, domain=(0, inf), doc="angular frequency without damping, 2 pi f"),
    gamma=param(0.006, per_ms, domain=(0, inf), doc="damping: the envelope decays with the time constant 1 / gamma"),
    y_inp=drive(per_ms2, doc="force: input to the second derivative of x"),
):
    """Damped harmonic oscillator: the linear resonance, whose every answer is known in closed form.

    d^2x/dt^2 + 2 gamma dx/dt + omega0^2 x = y_inp

    For gamma < omega0 it rings with the angular frequency sqrt(omega0^2 - gamma^2), with the defaults at 9.95 Hz; for
    larger gamma it creeps back. A steady force f holds it at f / omega0^2. White noise of strength sigma in y makes it
    fluctuate with the variance sigma^2 / (4 gamma omega0^2).

    Source: Spyropoulos, G. and Saponati, M. and Dowdall, J. R. and Scholvinck, M. L. and Bosman, C. A. and Lima, B. and
    Peter, A. and Onorato, I. and Klon-Lipok, J. and Roese, R. and Neuenschwander, S. and Fries, P. and Vinck, M. (2022)
    "Spontaneous variability in gamma dynamics described by a damped harmonic oscillator driven by noise", Nat. Commun.
    13:2019, doi:10.1038/s41467-022-29674-x, as a model of a rhythm of the cortex.
    """
    return {"x": y, "y": y_inp - 2 * gamma * y - omega0**2 * x}
