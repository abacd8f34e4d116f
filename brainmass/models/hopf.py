"""Supercritical Hopf normal form (Stuart-Landau oscillator in Cartesian form)."""

from brainmass.proxies import MEG, proxy
from brainmass.spec import drive, inf, model, param, state
from brainmass.units import per_ms


@model(public="HopfOscillator", family="phase and normal forms", lfp=proxy("x", MEG))
def hopf(
    x=state(0.0, spread=0.1, bounds=(-10, 10), doc="real part of z"),
    y=state(0.0, spread=0.1, bounds=(-10, 10), doc="imaginary part of z"),
    a=param(0.25, per_ms, domain=(-5, 5), doc="bifurcation parameter; oscillates for a > 0"),
    omega=param(0.0628, per_ms, domain=(-10, 10), doc="angular frequency, 2 pi f"),
    beta=param(1.0, per_ms, domain=(0, inf), doc="saturation; the cycle has radius sqrt(a / beta)"),
    x_inp=drive(per_ms, doc="input to x"),
    y_inp=drive(per_ms, doc="input to y"),
):
    """Supercritical Hopf normal form, the generic onset of an oscillation.

    dx/dt = (a - beta (x^2 + y^2)) x - omega y + x_inp
    dy/dt = (a - beta (x^2 + y^2)) y + omega x + y_inp

    For a > 0 the cycle has radius sqrt(a / beta) and angular frequency exactly omega; for a < 0 the origin is a focus.

    Source: Deco, G. and Kringelbach, M. L. and Jirsa, V. K. and Ritter, P. (2017) "The dynamics of resting fluctuations
    in the brain: metastability and its dynamical cortical core", Sci. Rep. 7:3095, doi:10.1038/s41598-017-03073-5, Eqs.
    1-2 (there beta = 1).
    Source: Kuznetsov, Y. A. (2004) "Elements of Applied Bifurcation Theory", Springer, doi:10.1007/978-1-4757-3978-7,
    section 3.4.
    """
    growth = a - beta * (x**2 + y**2)
    return {"x": growth * x - omega * y + x_inp, "y": growth * y + omega * x + y_inp}
