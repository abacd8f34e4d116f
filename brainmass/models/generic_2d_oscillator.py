"""Generic two-dimensional oscillator of The Virtual Brain."""

from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import per_ms


@model(
    public="Generic2dOscillatorModel",
    family="phase and normal forms",
    lfp="V",
    span=500.0,
    presets={
        "excitable": preset("The Virtual Brain 2.10, table 1, and its default: a focus at 10 Hz", a=-2.0, b=-10.0),
        "limit_cycle": preset("The Virtual Brain 2.10, table 1, oscillating", a=2.0, b=-10.0),
        "bistable": preset("The Virtual Brain 2.10, table 2: rest and a limit cycle", a=1.0, b=0.0, c=-5.0),
        "bistable_rest": preset("The Virtual Brain 2.10, table 2, rest alone", a=1.0, b=0.0, c=-5.0, I=-2.0),
        "bistable_cycle": preset(
            "The Virtual Brain 2.10, table 2, oscillating; it prints I = -1, with which there is rest alone",
            a=1.0, b=0.0, c=-5.0, I=1.0,
        ),
        "morris_lecar": preset("The Virtual Brain 2.10, table 3, similar to Morris-Lecar", a=0.5, b=0.6, c=-4.0),
        "morris_lecar_cycle": preset("The Virtual Brain 2.10, table 3, oscillating", a=0.5, b=0.4, c=-4.0),
        "ghosh2008": preset(
            "Ghosh et al. (2008) and Knock et al. (2009), as The Virtual Brain 2.10 has it in table 4",
            tau=1.25, a=1.05, b=-1.0, d=0.1, e=0.0, f=1 / 3, g=1.0, beta=0.2, gamma=-1.0,
        ),
        "sanz_leon2013": preset("Sanz-Leon et al. (2013): a focus at 10 Hz", a=-0.5, b=-10.0),
    },
)  # fmt: skip
def generic_2d_oscillator(
    V=state(0.5, spread=0.5, bounds=(-10, 10), doc="fast variable (dimensionless)"),
    W=state(0.0, spread=0.5, bounds=(-200, 200), doc="slow variable, recovery (dimensionless)"),
    tau=param(1.0, domain=(1e-3, inf), doc="separation of the time scales of V and W; 1 for none"),
    a=param(-2.0, domain=(-inf, inf), doc="vertical shift of the nullcline of W"),
    b=param(-10.0, domain=(-inf, inf), doc="linear slope of the nullcline of W"),
    c=param(0.0, domain=(-inf, inf), doc="parabola in the nullcline of W"),
    d=param(0.02, per_ms, domain=(1e-6, inf), doc="how fast all goes"),
    e=param(3.0, domain=(-inf, inf), doc="quadratic term of V"),
    f=param(1.0, domain=(0, inf), doc="cubic term of V"),
    g=param(0.0, domain=(-inf, inf), doc="linear term of V"),
    alpha=param(1.0, domain=(-inf, inf), doc="feedback of W on V"),
    beta=param(1.0, domain=(-inf, inf), doc="decay of W"),
    gamma=param(1.0, domain=(-inf, inf), doc="gain of all input; -1 where excitatory currents are negative"),
    I=param(0.0, domain=(-inf, inf), doc="constant input"),
    V_inp=drive(doc="input to V, beside I: scaled by gamma and d tau"),
):
    """Cubic and parabolic nullclines in general position: excitable, bistable or oscillating.

    dV/dt = d tau (alpha W - f V^3 + e V^2 + g V + gamma (I + V_inp))
    dW/dt = d / tau (a + b V + c V^2 - beta W)

    With the defaults it returns to rest as a damped oscillation of 10.06 Hz. Alone, the set ghosh2008 is a stable focus
    at 15.7 Hz, not at the 10 Hz that the table of The Virtual Brain names.

    Source: Sanz-Leon, P. and Knock, S. A. and Spiegler, A. and Jirsa, V. K. (2015) "Mathematical framework for
    large-scale brain network modeling in The Virtual Brain", NeuroImage 111:385,
    doi:10.1016/j.neuroimage.2015.01.002.
    Source: Sanz-Leon, P. and Knock, S. A. and Woodman, M. M. and Domide, L. and Mersmann, J. and McIntosh, A. R. and
    Jirsa, V. (2013) "The Virtual Brain: a simulator of primate brain network dynamics", Front. Neuroinform. 7:10,
    doi:10.3389/fninf.2013.00010.
    Source: Ghosh, A. and Rho, Y. and McIntosh, A. R. and Kotter, R. and Jirsa, V. K. (2008) "Noise during rest enables
    the exploration of the brain's dynamic repertoire", PLoS Comput. Biol. 4:e1000196,
    doi:10.1371/journal.pcbi.1000196.
    """
    return {
        "V": d * tau * (alpha * W - f * V**3 + e * V**2 + g * V + gamma * (I + V_inp)),
        "W": d / tau * (a + b * V + c * V**2 - beta * W),
    }
