"""Stuart-Landau oscillator: the Hopf normal form in which the frequency depends on the amplitude."""

from brainmass.proxies import MEG, proxy
from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import per_ms


@model(
    public="StuartLandauOscillator",
    family="phase and normal forms",
    lfp=proxy("x", MEG),
    presets={
        "tvb": preset(
            "The Virtual Brain 2.10, SupHopf: a damped focus without shear", a=-0.5, omega=1.0, beta=1.0, c=0.0
        ),
        "deco2017": preset(
            "Deco et al. (2017): below the bifurcation, at 0.05 Hz, the middle of the BOLD band",
            a=-0.02, omega=3.14159e-4, beta=1.0, c=0.0,
        ),
    },
)  # fmt: skip
def stuart_landau(
    x=state(0.0, spread=0.1, bounds=(-10, 10), doc="real part of z"),
    y=state(0.0, spread=0.1, bounds=(-10, 10), doc="imaginary part of z"),
    a=param(0.25, per_ms, domain=(-5, 5), doc="bifurcation parameter; oscillates for a > 0"),
    omega=param(0.0628, per_ms, domain=(-10, 10), doc="angular frequency at amplitude 0, 2 pi f"),
    beta=param(1.0, per_ms, domain=(0, inf), doc="saturation; the cycle has radius sqrt(a / beta)"),
    c=param(0.0, domain=(-100, 100), doc="shear (nonisochronicity): how amplitude slows the phase"),
    x_inp=drive(per_ms, doc="input to x"),
    y_inp=drive(per_ms, doc="input to y"),
):
    """Stuart-Landau oscillator with shear, in Cartesian form.

    dz/dt = (a + i omega) z - beta (1 + i c) |z|^2 z + x_inp + i y_inp

    Here z is x + i y. For a > 0 the cycle has radius sqrt(a / beta) and angular frequency omega - c a. Two oscillators
    of different amplitude thus drift apart when c is not 0; with c = 0 this is the model hopf.

    Source: Aranson, I. S. and Kramer, L. (2002) "The world of the complex Ginzburg-Landau equation", Rev. Mod. Phys.
    74:99, doi:10.1103/RevModPhys.74.99, Eq. 1, the term without space, before time and amplitude are scaled.
    Source: Kuramoto, Y. (1984) "Chemical Oscillations, Waves, and Turbulence", Springer, doi:10.1007/978-3-642-69689-3,
    chapter 2.
    """
    square = x**2 + y**2
    growth = a - beta * square
    turn = omega - beta * c * square
    return {"x": growth * x - turn * y + x_inp, "y": growth * y + turn * x + y_inp}
