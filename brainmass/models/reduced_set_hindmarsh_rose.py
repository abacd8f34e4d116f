"""Reduced set of Hindmarsh-Rose neurons (Stefanescu and Jirsa, 3D)."""

from brainmass.models._modes import excitabilities, mean, received, scales
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import ms, one


def _fast(default: float, population: str, mode: int):
    return state(default, spread=0.3, bounds=(-10, 10), doc=f"potential of {population} neurons, mode {mode}")


def _recovery(default: float, population: str, mode: int):
    return state(default, spread=1.0, bounds=(-500, 50), doc=f"fast recovery of {population} neurons, mode {mode}")


def _adaptation(default: float, population: str, mode: int):
    return state(default, spread=0.3, bounds=(-50, 50), doc=f"slow adaptation of {population} neurons, mode {mode}")


@model(
    public="ReducedSetHindmarshRoseModel",
    family="reduced sets",
    lfp="X",
    dt=0.02,
    span=1000.0,
    outputs={
        "xi": output(one, doc="sum of the excitatory modes: what The Virtual Brain sends to other regions"),
        "X": output(one, doc="mean potential of all excitatory neurons"),
        "Y": output(one, doc="mean potential of all inhibitory neurons"),
    },
    presets={"tvb": preset("The Virtual Brain 2.10, which has the matrix B transposed", B_transposed=1.0)},
)
def reduced_set_hindmarsh_rose(
    xi1=_fast(-0.5, "excitatory", 1),
    xi2=_fast(-0.2, "excitatory", 2),
    xi3=_fast(-0.4, "excitatory", 3),
    eta1=_recovery(-0.9, "excitatory", 1),
    eta2=_recovery(-0.2, "excitatory", 2),
    eta3=_recovery(-3.0, "excitatory", 3),
    tau1=_adaptation(2.4, "excitatory", 1),
    tau2=_adaptation(1.6, "excitatory", 2),
    tau3=_adaptation(3.3, "excitatory", 3),
    alpha1=_fast(-0.5, "inhibitory", 1),
    alpha2=_fast(-0.6, "inhibitory", 2),
    alpha3=_fast(1.0, "inhibitory", 3),
    beta1=_recovery(-1.0, "inhibitory", 1),
    beta2=_recovery(-3.6, "inhibitory", 2),
    beta3=_recovery(-0.4, "inhibitory", 3),
    gamma1=_adaptation(2.5, "inhibitory", 1),
    gamma2=_adaptation(1.5, "inhibitory", 2),
    gamma3=_adaptation(3.4, "inhibitory", 3),
    r=param(0.006, domain=(0, inf), doc="slowness of adaptation"),
    a=param(1.0, domain=(0, inf), doc="cubic term of the potential"),
    b=param(3.0, domain=(-inf, inf), doc="quadratic term of the potential"),
    c=param(1.0, domain=(-inf, inf), doc="offset of recovery"),
    d=param(5.0, domain=(0, inf), doc="quadratic term of recovery"),
    s=param(4.0, domain=(0, inf), doc="strength of adaptation"),
    x0=param(-1.6, domain=(-inf, inf), doc="potential without adaptation"),
    K11=param(0.5, domain=(0, inf), doc="coupling among excitatory neurons"),
    K12=param(0.1, domain=(0, inf), doc="coupling from inhibitory to excitatory neurons"),
    K21=param(0.15, domain=(0, inf), doc="coupling from excitatory to inhibitory neurons"),
    sigma=param(0.3, domain=(1e-6, inf), doc="standard deviation of the current into the neurons"),
    mu=param(3.3, domain=(-inf, inf), doc="mean of the current into the neurons"),
    B_transposed=param(0.0, domain=(0, 1), doc="0 for the mean over the inhibitory neurons; 1 for B as in TVB"),
    t_scale=param(1.0, ms, domain=(1e-3, inf), doc="unit of time"),
    inp=drive(doc="input to every mode of both populations, beside their current: as The Virtual Brain couples"),
    xi_inp=drive(doc="input to the excitatory modes alone"),
):
    """Excitatory and inhibitory Hindmarsh-Rose neurons under distributed currents, as three modes of each.

    t_scale dxi_i/dt = eta_i - a xi_i^3 / v_i^2 + b xi_i^2 / v_i - tau_i + v_i Z_i + inp + xi_inp
                       + K11 (v_i X - xi_i) - K12 (v_i Y - xi_i)
    t_scale deta_i/dt = c v_i - d xi_i^2 / v_i - eta_i
    t_scale dtau_i/dt = r (s (xi_i - x0 v_i) - tau_i)
    t_scale dalpha_i/dt = beta_i - a alpha_i^3 / v_i^2 + b alpha_i^2 / v_i - gamma_i + v_i Z_i + inp
                          + K21 (v_i X - alpha_i)
    t_scale dbeta_i/dt = c v_i - d alpha_i^2 / v_i - beta_i
    t_scale dgamma_i/dt = r (s (alpha_i - x0 v_i) - gamma_i)
    X = sum_i g_i xi_i / v_i,  Y = sum_i g_i alpha_i / v_i

    Modes, scales and coefficients are those of reduced_set_fitzhugh_nagumo: each mode is a third of the neurons, with
    Z_i = mu + sigma (-1.820, 0, 1.820), v_i = sqrt(sigma (2.778, 0.861, 2.778)), g_i = (0.3328, 0.3331, 0.3328). The
    paper prints d_i = d v_i; d / v_i is what the mode of d x^2 gives, as its author confirmed to The Virtual Brain. The
    Virtual Brain has B transposed (its preset), with which the inhibition is not the mean over the inhibitory neurons.

    With the defaults every third fires in bursts.

    Source: Stefanescu, R. A. and Jirsa, V. K. (2008) "A low dimensional description of globally coupled heterogeneous
    neural networks of excitatory and inhibitory neurons", PLoS Comput. Biol. 4:e1000219,
    doi:10.1371/journal.pcbi.1000219.
    Source: Stefanescu, R. A. and Jirsa, V. K. (2011) "Reduced representations of heterogeneous mixed neural networks
    with synaptic coupling", Phys. Rev. E 83:026204, doi:10.1103/PhysRevE.83.026204.
    """
    xi, eta, tau = (xi1, xi2, xi3), (eta1, eta2, eta3), (tau1, tau2, tau3)
    alpha, beta, gamma = (alpha1, alpha2, alpha3), (beta1, beta2, beta3), (gamma1, gamma2, gamma3)
    v, Z = scales(sigma), excitabilities(mu, sigma)
    X, Y = mean(xi, v), mean(alpha, v)
    B1, B2, B3 = received(Y, alpha, v, B_transposed)
    B = (B1, B2, B3)

    def fast(i, x, y, z, network):
        return (y - a * x**3 / v[i] ** 2 + b * x**2 / v[i] - z + v[i] * Z[i] + inp + network) / t_scale

    def recovery(i, x, y):
        return (c * v[i] - d * x**2 / v[i] - y) / t_scale

    def adaptation(i, x, z):
        return r * (s * (x - x0 * v[i]) - z) / t_scale

    slopes = {}
    for i in range(3):
        slopes[f"xi{i + 1}"] = fast(i, xi[i], eta[i], tau[i], xi_inp + K11 * (v[i] * X - xi[i]) - K12 * (B[i] - xi[i]))
        slopes[f"eta{i + 1}"] = recovery(i, xi[i], eta[i])
        slopes[f"tau{i + 1}"] = adaptation(i, xi[i], tau[i])
        slopes[f"alpha{i + 1}"] = fast(i, alpha[i], beta[i], gamma[i], K21 * (v[i] * X - alpha[i]))
        slopes[f"beta{i + 1}"] = recovery(i, alpha[i], beta[i])
        slopes[f"gamma{i + 1}"] = adaptation(i, alpha[i], gamma[i])
    return slopes | {"xi": xi1 + xi2 + xi3, "X": X, "Y": Y}
