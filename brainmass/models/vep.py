"""The Virtual Epileptic Patient: the reduced Epileptor in the form in which it is fitted."""

from brainmass.proxies import SEEG, proxy
from brainmass.spec import drive, inf, model, param, preset, state
from brainmass.units import per_ms


@model(
    public="VEPModel",
    family="epilepsy",
    lfp=proxy("x", SEEG),
    dt=0.02,
    span=200.0,
    presets={
        "proix2014": preset("Proix et al. (2014), J. Neurosci. 34:15009: tau0 of the Epileptor", tau=2857.0),
    },
)
def vep(
    x=state(-1.8, spread=0.05, bounds=(-4, 4), doc="fast population"),
    z=state(3.6, spread=0.1, bounds=(-5, 15), doc="permittivity, slow"),
    eta=param(-1.5, domain=(-inf, inf), doc="epileptogenicity, x0 elsewhere"),
    I_ext=param(3.1, domain=(-inf, inf), doc="input to the fast population, I1 elsewhere"),
    tau=param(10.0, domain=(1e-3, inf), doc="slowness of the permittivity, tau0"),
    tt=param(1.0, per_ms, domain=(0, inf), doc="time units of the paper in 1 ms"),
    x_inp=drive(doc="input to the fast population"),
    z_inp=drive(doc="input to the permittivity's target; from other x with the gain -G"),
):
    """The two-dimensional Epileptor with the cubic of rest for every x: smooth, and so fit for Bayesian inference.

    dx/dt = tt (1 - x^3 - 2 x^2 - z + I_ext + x_inp)
    dz/dt = tt (4 (x - eta) - z + z_inp) / tau

    It rests for eta below -2.0369. The coupling -G W (x_j - x_i) is here a diffusive projection to z_inp with a
    negative gain. tau = 10 and eta are vbi's; 1/r of the Epileptor is 2857.

    Source: Hashemi, M. and Vattikonda, A. N. and Sip, V. and Guye, M. and Bartolomei, F. and Woodman, M. M. and Jirsa,
    V. K. (2020) "The Bayesian Virtual Epileptic Patient: a probabilistic framework designed to infer the spatial map of
    epileptogenicity in a personalized large-scale brain model of epilepsy spread", NeuroImage 217:116839,
    doi:10.1016/j.neuroimage.2020.116839.
    """
    return {
        "x": tt * (1 - x**3 - 2 * x**2 - z + I_ext + x_inp),
        "z": tt * (4 * (x - eta) - z + z_inp) / tau,
    }
