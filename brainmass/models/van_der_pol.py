"""Van der Pol oscillator."""

from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms, per_ms


@model(
    public="VanDerPolOscillator",
    family="phase and normal forms",
    dt=0.5,
    span=300.0,
    presets={"peers": preset("PyRates 1.2.3 and Neuroblox.jl, whose time has no unit", mu=1.0, tau=1.0)},
)
def van_der_pol(
    x=state(1.0, spread=0.5, bounds=(-10, 10), doc="activity"),
    y=state(0.0, spread=0.5, bounds=(-100, 100), doc="slope of x per tau"),
    mu=param(1.0, domain=(0, inf), doc="damping where |x| > 1, and its negative within; 0 is the harmonic oscillator"),
    tau=param(10.0, ms, domain=(1e-3, inf), doc="unit of time; without damping the period is 2 pi tau"),
    x_inp=drive(per_ms, doc="input to x"),
    y_inp=drive(per_ms, doc="input to y: the force on the oscillator, per tau"),
):
    """Van der Pol oscillator: a sine for small mu, a relaxation oscillation for large mu.

    dx/dt = y / tau + x_inp
    dy/dt = (mu (1 - x^2) y - x) / tau + y_inp

    There is one limit cycle, for every mu > 0. With the defaults its period is 66.6 ms and its amplitude 2.009; it
    tends to a circle of radius 2 as mu tends to 0, and to a period of (3 - 2 log 2) mu tau as mu grows.

    Source: van der Pol, B. (1926) "On 'relaxation-oscillations'", Philos. Mag. 2:978, doi:10.1080/14786442608564127,
    Eq. 2, its time in units of tau.
    """
    return {"x": y / tau + x_inp, "y": (mu * (1 - x**2) * y - x) / tau + y_inp}
