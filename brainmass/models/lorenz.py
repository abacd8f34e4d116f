"""Lorenz system."""

from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import ms, per_ms


@model(
    public="LorenzSystem",
    family="phase and normal forms",
    dt=0.5,
    span=3000.0,
    presets={"lorenz1963": preset("Lorenz (1963), with his time in ms", tau=1.0)},
)
def lorenz(
    x=state(1.0, spread=1.0, bounds=(-100, 100), doc="strength of the convection"),
    y=state(1.0, spread=1.0, bounds=(-100, 100), doc="difference of temperature between what rises and falls"),
    z=state(20.0, spread=1.0, bounds=(-100, 200), doc="bending of the vertical profile of temperature"),
    sigma=param(10.0, domain=(0, inf), doc="Prandtl number"),
    rho=param(28.0, domain=(-inf, inf), doc="Rayleigh number, over the one at which convection begins"),
    beta=param(8 / 3, domain=(0, inf), doc="shape of the rolls"),
    tau=param(100.0, ms, domain=(1e-3, inf), doc="unit of time"),
    x_inp=drive(per_ms, doc="input to x"),
    y_inp=drive(per_ms, doc="input to y"),
    z_inp=drive(per_ms, doc="input to z"),
):
    """Lorenz system, the standard example of chaos.

    dx/dt = sigma (y - x) / tau + x_inp
    dy/dt = (x (rho - z) - y) / tau + y_inp
    dz/dt = (x y - beta z) / tau + z_inp

    With the defaults it is chaotic: its two foci at x = y = +-sqrt(beta (rho - 1)), z = rho - 1 are unstable since
    rho = sigma (sigma + beta + 3) / (sigma - beta - 1) = 24.74, and its largest Lyapunov exponent is 0.906 / tau.

    Source: Lorenz, E. N. (1963) "Deterministic nonperiodic flow", J. Atmos. Sci. 20:130,
    doi:10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2, Eqs. 25-27, rho and beta being r and b there.
    """
    return {
        "x": sigma * (y - x) / tau + x_inp,
        "y": (x * (rho - z) - y) / tau + y_inp,
        "z": (x * y - beta * z) / tau + z_inp,
    }
