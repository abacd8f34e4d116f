"""Robinson's corticothalamic model: steady states of published sets, its delays, the spectrum of its linear theory."""

import numpy as np
import pytest
from scipy.optimize import newton
from scipy.signal import find_peaks, welch

from brainmass.integrate import heun, rk4
from brainmass.models import robinson
from brainmass.network import Network
from brainmass.noise import white
from brainmass.observe import every
from brainmass.simulation import simulate
from tests.flows import flow
from tests.systems import method_of_steps

pytestmark = pytest.mark.usefixtures("x64")

STATES = list(robinson.states)
STEP = 1000 / 2**13  # ms; the delay is 348 of these
THEORY = "Robinson, Rennie and Rowe (2002), doi:10.1103/PhysRevE.65.041924: transfer function, in NumPy"

# Rates at which the configuration files of NFTsim start, in 1/s, with what their digits allow
RATES = {
    "": ((5.248361515, 15.39601978, 8.789733431), 1e-8),
    "abeysuriya2014": ((7.591590455, 19.85307944, 5.055302), 1e-6),
    "eyes_closed": ((6.9858430745, 15.3466300572, 5.6382566040), 1e-6),
    "spindles": ((5.832360, 39.568251, 0.624277), 2e-3),
}


def constants(name: str = "") -> dict[str, float]:
    """Parameters of a set, in s, mV and 1/s."""
    values = {**robinson.defaults(), **(robinson.presets[name] if name else {})}
    scale = {"Q_max": 1e3, "alpha": 1e3, "beta": 1e3, "gamma": 1e3, "phi_n": 1e3}
    return {key: value * scale.get(key, 1e-3 if key.startswith("nu") else 1.0) for key, value in values.items()}


def steady(name: str) -> np.ndarray:
    """The state in which these rates stay as they are: V_a = theta + sigma ln(Q / (Q_max - Q)), phi_e = Q_e."""
    rates = np.array(RATES[name][0])
    return np.array([*(12.92 + 3.8 * np.log(rates / (340 - rates))), 0, 0, 0, rates[0] / 1000, 0])


@pytest.mark.parametrize("name", RATES)
def test_steady_states(check, name):
    """Check 32. The delayed rates are set to the steady ones; what the sigmoids return must be the same."""
    (Q_e, Q_r, Q_s), rel = RATES[name]
    local = flow(robinson, robinson.presets.get(name, {}), {"phi_e_late": Q_e / 1000, "Q_s_late": Q_s / 1000})
    values = local.values(local.fixed_point(steady(name)))
    source = "NFTsim, rates at which the example starts"
    for population, expected in (("e", Q_e), ("r", Q_r), ("s", Q_s)):
        what = f"Robinson, {name or 'default'} set: Q_{population} at rest"
        check(what, 1000 * values[f"Q_{population}"], expected, rel=rel, source=source, unit="1/s")


def test_delays_follow_the_method_of_steps():
    """Out of equilibrium, without noise: the network with its own delays, and DOP853 from one delay to the next."""
    p = constants()
    delays = np.zeros((8, 8))
    V_e, V_r, V_s, W_e, W_r, W_s, phi, slope = range(8)
    delays[W_e, V_s] = delays[W_r, phi] = delays[W_s, phi] = 348 * STEP / 1000

    def rate(v):
        return p["Q_max"] / (1 + np.exp(-(v - p["theta"]) / p["sigma"]))

    def equations(x, late):
        a, b, c = p["alpha"], p["beta"], p["gamma"]
        P_e = p["nu_ee"] * x[phi] + p["nu_ei"] * rate(x[V_e]) + p["nu_es"] * rate(late[W_e, V_s])
        P_r = p["nu_re"] * late[W_r, phi] + p["nu_rs"] * rate(x[V_s])
        P_s = p["nu_se"] * late[W_s, phi] + p["nu_sr"] * rate(x[V_r]) + p["nu_sn"] * p["phi_n"]
        bends = [a * b * (P - x[i]) - (a + b) * x[3 + i] for i, P in enumerate((P_e, P_r, P_s))]
        return np.array([*x[3:6], *bends, x[slope], c**2 * (rate(x[V_e]) - x[phi]) - 2 * c * x[slope]])

    start = steady("") + np.array([1.0, -1.0, 2.0, 0, 0, 0, 0.001, 0])
    units = np.array([1, 1, 1, 1e3, 1e3, 1e3, 1e3, 1e6])  # from ms to s
    expected = method_of_steps(equations, delays, start * units, 4 * 348 * STEP / 1000) / units
    net = Network(robinson, 1, initial=dict(zip(STATES, start, strict=True)))
    run = simulate(net, 4 * 348 * STEP, dt=STEP / 4, method=heun)
    scale = np.array([1, 1, 1, 0.1, 0.1, 0.1, 0.001, 1e-4])
    ours = np.array([float(run.final.states["robinson"][name][0]) for name in STATES])
    np.testing.assert_allclose(ours / scale, expected / scale, atol=2e-4)


def transfer(name: str, w: np.ndarray) -> np.ndarray:
    """phi_e / phi_n at angular frequency w (1/s) and no spatial variation, from the gains of the steady state."""
    p, (Q_e, Q_r, Q_s) = constants(name), RATES[name][0]
    slopes = {a: Q / p["sigma"] * (1 - Q / p["Q_max"]) for a, Q in zip("ers", (Q_e, Q_r, Q_s), strict=True)}
    G = {key[3:]: slopes[key[3]] * value for key, value in p.items() if key.startswith("nu")}
    L, lag = 1 / ((1 - 1j * w / p["alpha"]) * (1 - 1j * w / p["beta"])), np.exp(1j * w * 0.04248046875)
    through = 1 - G["sr"] * G["rs"] * L**2
    loops = L * G["ee"] + (L**2 * G["es"] * G["se"] + L**3 * G["es"] * G["sr"] * G["re"]) * lag**2 / through
    waves = (1 - 1j * w / p["gamma"]) ** 2 - loops / (1 - G["ei"] * L)
    return G["es"] * G["sn"] * L**2 * lag / (through * (1 - G["ei"] * L) * waves)


def peaks(name: str) -> np.ndarray:
    hertz = np.linspace(1, 40, 39_001)
    return hertz[find_peaks(np.abs(transfer(name, 2 * np.pi * hertz)) ** 2)[0]]


def test_rhythms_of_the_sets():
    """Alpha and its harmonic beta with closed eyes, sigma of sleep spindles."""
    for name in ("", "abeysuriya2014", "eyes_closed"):
        alpha, beta = peaks(name)[:2]
        assert 8 < alpha < 13
        assert beta == pytest.approx(2 * alpha, rel=0.05)
    assert 12 < peaks("spindles")[0] < 15


@pytest.mark.parametrize("name", ["", "spindles"])
def test_spectrum_under_noise(check, name):
    """Small white noise on the relay nuclei gives the spectrum of linear theory, in shape and in height."""
    p, sigma = constants(name), 1e-3
    n, keep = 8, 8 * STEP
    net = Network(
        robinson, n, params=dict(robinson.presets.get(name, {})), noise={"W_s": white(sigma)},
        initial=dict(zip(STATES, steady(name), strict=True)),
    )  # fmt: skip
    observe = {"phi_e": every(keep, "phi_e")}
    run = simulate(net, 32 * 8192 * STEP, dt=STEP, transient=4 * 8192 * STEP, observe=observe, seed=4)
    hertz, power = welch(np.asarray(run["phi_e"]), fs=1000 / keep, nperseg=2048, axis=0)
    power = power.mean(axis=1)  # (1/ms)^2 per Hz, one-sided
    # dW_s = sigma dB is alpha beta nu_sn phi_n with phi_n white, of a two-sided density sigma^2 per 1/ms of frequency.
    density = (sigma / (p["alpha"] * p["beta"] / 1e6 * p["nu_sn"] * 1e3)) ** 2
    theory = 2 * density / 1000 * np.abs(transfer(name, 2 * np.pi * hertz)) ** 2
    band = (hertz > 3) & (hertz < 30)
    what = f"Robinson, {name or 'default'} set"
    expected = hertz[band][np.argmax(theory[band])]
    found = hertz[band][np.argmax(power[band])]
    check(f"{what}: peak of the spectrum", found, expected, abs=0.6, source=THEORY, unit="Hz")
    check(
        f"{what}: power between 3 and 30 Hz, by theory",
        power[band].sum() / theory[band].sum(),
        1,
        abs=0.08,
        source=THEORY,
    )
    assert np.abs(np.log(power[band] / theory[band])).mean() < 0.15


def test_how_it_rings_down(check):
    """The three rightmost roots of the delayed linear system, a slow one and the alpha pair, and what is left of a run
    after a second, when beta is gone: its samples are a sum of three exponentials."""

    def poles(s):
        return 1 / transfer("", np.array(1j * s))

    slow, alpha = (complex(newton(poles, guess, tol=1e-12)) for guess in (complex(-1.5), complex(-5, 2 * np.pi * 9)))
    start = steady("") + np.array([0.01, 0, 0.01, 0, 0, 0, 0, 0])
    net = Network(robinson, 1, initial=dict(zip(STATES, start, strict=True)))
    run = simulate(net, 8192 * STEP, dt=STEP, method=rk4, transient=8192 * STEP, observe={"V_e": every(STEP, "V_e")})
    V, lag = np.asarray(run["V_e"])[:, 0] - steady("")[0], 150
    columns = [V[i * lag : len(V) - (3 - i) * lag] for i in range(4)]
    fit = np.linalg.lstsq(np.stack(columns[:3], 1), columns[3], rcond=None)[0]
    found = np.log(np.roots([1, *-fit[::-1]]).astype(complex)) / (lag * STEP / 1000)
    for what, root in (("slow", slow), ("alpha", alpha)):
        ours = min(found, key=lambda z: abs(z - root))
        check(f"Robinson: decay of the {what} mode", -ours.real, -root.real, rel=0.01, source=THEORY, unit="1/s")
        if root.imag > 1e-6:
            hertz = root.imag / 2 / np.pi
            check(f"Robinson: {what} mode", ours.imag / 2 / np.pi, hertz, rel=1e-3, source=THEORY, unit="Hz")
