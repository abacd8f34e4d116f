"""Reduced set of FitzHugh-Nagumo neurons (Stefanescu and Jirsa, 2D)."""

from brainmass.models._modes import excitabilities, mean, received, scales
from brainmass.spec import drive, inf, model, output, param, preset, state
from brainmass.units import ms, one


def _fast(default: float, population: str, mode: int):
    return state(default, spread=0.3, bounds=(-10, 10), doc=f"potential of {population} neurons, mode {mode}")


def _slow(default: float, population: str, mode: int):
    return state(default, spread=0.3, bounds=(-10, 10), doc=f"recovery of {population} neurons, mode {mode}")


@model(
    public="ReducedSetFitzHughNagumoModel",
    family="reduced sets",
    lfp="X",
    dt=0.05,
    span=100.0,
    outputs={
        "xi": output(one, doc="sum of the excitatory modes: what The Virtual Brain sends to other regions"),
        "X": output(one, doc="mean potential of all excitatory neurons"),
        "Y": output(one, doc="mean potential of all inhibitory neurons"),
    },
    presets={"tvb": preset("The Virtual Brain 2.10, which has the matrix B transposed", B_transposed=1.0)},
)
def reduced_set_fitzhugh_nagumo(
    xi1=_fast(-1.2, "excitatory", 1),
    xi2=_fast(-0.5, "excitatory", 2),
    xi3=_fast(1.8, "excitatory", 3),
    eta1=_slow(-1.0, "excitatory", 1),
    eta2=_slow(-0.4, "excitatory", 2),
    eta3=_slow(0.3, "excitatory", 3),
    alpha1=_fast(-1.4, "inhibitory", 1),
    alpha2=_fast(-0.5, "inhibitory", 2),
    alpha3=_fast(-1.4, "inhibitory", 3),
    beta1=_slow(-1.1, "inhibitory", 1),
    beta2=_slow(-0.4, "inhibitory", 2),
    beta3=_slow(0.2, "inhibitory", 3),
    c=param(3.0, domain=(1e-3, inf), doc="separation of the time scales of potential and recovery; tau in TVB"),
    a=param(0.45, domain=(-inf, inf), doc="offset of recovery"),
    b=param(0.9, domain=(0, inf), doc="decay of recovery"),
    K11=param(0.5, domain=(0, inf), doc="coupling among excitatory neurons"),
    K12=param(0.15, domain=(0, inf), doc="coupling from inhibitory to excitatory neurons"),
    K21=param(0.15, domain=(0, inf), doc="coupling from excitatory to inhibitory neurons"),
    sigma=param(0.35, domain=(1e-6, inf), doc="standard deviation of the neurons' excitabilities"),
    mu=param(0.0, domain=(-inf, inf), doc="mean of the neurons' excitabilities"),
    B_transposed=param(0.0, domain=(0, 1), doc="0 for the mean over the inhibitory neurons; 1 for B as in TVB"),
    t_scale=param(1.0, ms, domain=(1e-3, inf), doc="unit of time"),
    inp=drive(doc="input to every mode of both populations, beside their excitability: as The Virtual Brain couples"),
    xi_inp=drive(doc="input to the excitatory modes alone"),
):
    """Excitatory and inhibitory FitzHugh-Nagumo neurons of distributed excitability, as three modes of each.

    t_scale dxi_i/dt = c (xi_i - xi_i^3 / (3 v_i^2) - eta_i + v_i Z_i + inp + xi_inp)
                       + K11 (v_i X - xi_i) - K12 (v_i Y - xi_i)
    t_scale deta_i/dt = (xi_i - b eta_i + a v_i) / c
    t_scale dalpha_i/dt = c (alpha_i - alpha_i^3 / (3 v_i^2) - beta_i + v_i Z_i + inp) + K21 (v_i X - alpha_i)
    t_scale dbeta_i/dt = (alpha_i - b beta_i + a v_i) / c
    X = sum_i g_i xi_i / v_i,  Y = sum_i g_i alpha_i / v_i

    The neurons lie at the quantiles of a normal distribution, and each mode is a third of them, from the least to the
    most excitable: with the middle Z_i = mu + sigma (-1.820, 0, 1.820), the scale v_i = sqrt(sigma (2.778, 0.861,
    2.778)) and the share g_i = (0.3328, 0.3331, 0.3328). In the paper the coefficients are integrals over the modes,
    which these are: e_i = 1 / v_i^2, IE_i = v_i Z_i, m_i = a v_i, A_ik = B_ik = C_ik = v_i g_k / v_k. The Virtual Brain
    has B transposed (its preset), with which the inhibition is not the mean over the inhibitory neurons.

    With the defaults the most excitable third fires and draws the second along, while the least excitable stays near
    rest; without K11 the second rests too, and with K11 = 2 all fire.

    Source: Stefanescu, R. A. and Jirsa, V. K. (2008) "A low dimensional description of globally coupled heterogeneous
    neural networks of excitatory and inhibitory neurons", PLoS Comput. Biol. 4:e1000219,
    doi:10.1371/journal.pcbi.1000219.
    """
    xi, eta, alpha, beta = (xi1, xi2, xi3), (eta1, eta2, eta3), (alpha1, alpha2, alpha3), (beta1, beta2, beta3)
    v, Z = scales(sigma), excitabilities(mu, sigma)
    X, Y = mean(xi, v), mean(alpha, v)
    B1, B2, B3 = received(Y, alpha, v, B_transposed)
    B = (B1, B2, B3)

    def fast(i, x, y, total, network):
        return (c * (x - x**3 / (3 * v[i] ** 2) - y + v[i] * Z[i] + total) + network) / t_scale

    def slow(i, x, y):
        return (x - b * y + a * v[i]) / (c * t_scale)

    slopes = {}
    for i in range(3):
        slopes[f"xi{i + 1}"] = fast(i, xi[i], eta[i], inp + xi_inp, K11 * (v[i] * X - xi[i]) - K12 * (B[i] - xi[i]))
        slopes[f"eta{i + 1}"] = slow(i, xi[i], eta[i])
        slopes[f"alpha{i + 1}"] = fast(i, alpha[i], beta[i], inp, K21 * (v[i] * X - alpha[i]))
        slopes[f"beta{i + 1}"] = slow(i, alpha[i], beta[i])
    return slopes | {"xi": xi1 + xi2 + xi3, "X": X, "Y": Y}
