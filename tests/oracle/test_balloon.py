"""The Balloon-Windkessel model: listed peaks and undershoots, steady states, DOP853, rest, TR, precision, gradients.

Checks 27 and 28 of the list of independent checks; equations of Friston, Harrison, Penny (2003), written anew here.
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.integrate import solve_ivp

from brainmass.integrate import euler
from brainmass.network import Network
from brainmass.observe import bold, bold_sets, every
from brainmass.observe.bold import at_rest, followed
from brainmass.observe.bold import signal as signal_of
from brainmass.simulation import simulate
from tests.systems import leak

SETS = list(bold_sets)
SOLVED = "computed independently with SciPy"


def driven(z: float | np.ndarray, n: int = 1) -> Network:
    """Regions whose output ``arriving`` is the constant z."""
    return Network(leak, n, params={"g": 0.0}, initial={"x": 0.0}, inputs={"x_inp": z})


def every_set(tr: float) -> dict:
    return {name: bold("arriving", tr=tr, params=bold_sets[name]) for name in SETS}


def box_response(height: float, dt: float, stop: float, tr: float) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Response to activity of some height for the first second and 0 after; times in s."""
    first = simulate(driven(height), 1000.0, dt=dt, method=euler, observe=every_set(tr))
    rest = simulate(driven(0.0), stop - 1000.0, dt=dt, method=euler, observe=every_set(tr), resume=first.final)
    t = np.concatenate([first.t[SETS[0]], rest.t[SETS[0]]]) / 1000
    return t, {name: np.concatenate([first[name][:, 0], rest[name][:, 0]]) for name in SETS}


def slopes(state: np.ndarray, z: float, p: dict) -> np.ndarray:
    s, f, v, q = state
    return np.array([
        z - p["kappa"] * s - p["gamma"] * (f - 1),
        s,
        (f - v ** (1 / p["alpha"])) / p["tau"],
        (f * (1 - (1 - p["rho"]) ** (1 / f)) / p["rho"] - v ** (1 / p["alpha"] - 1) * q) / p["tau"],
    ])  # fmt: skip


def signal(state: np.ndarray, p: dict) -> np.ndarray:
    _, _, v, q = state
    return p["V0"] * (p["k1"] * (1 - q) + p["k2"] * (1 - q / v) + p["k3"] * (1 - v))


@pytest.fixture(scope="module")
def response():
    with jax.enable_x64(True):
        return box_response(0.1, 1.0, 40_000.0, 10.0)


@pytest.mark.parametrize(
    ("name", "peak", "trough", "undershoot"),
    [
        ("friston2003", 3.58, 9.58, -14.9),
        ("deco_matlab", 2.21, 5.16, -4.5),
        ("stephan2007", 4.97, 13.0, -6.1),
        ("tvb", 3.42, 7.8, -23.0),
        ("friston2000", 2.55, None, None),
    ],
)
def test_peak_and_undershoot_of_the_response_to_one_second(check, response, name, peak, trough, undershoot):
    """The listed figures are those of a box of height 0.1: the response is not linear, and one of height 1 peaks up to
    0.4 s earlier (3.38 s for the first set, by DOP853 as well)."""
    t, signals = response
    y = signals[name]
    label = f"set {name}, response to 1 s of activity of 0.1"
    check(f"{label}: time of the peak", t[y.argmax()], peak, abs=0.05, unit="s", source=SOLVED)
    if undershoot is not None:
        check(f"{label}: time of the undershoot", t[y.argmin()], trough, abs=0.05, unit="s", source=SOLVED)
        share = 100 * y.min() / y.max()
        check(f"{label}: undershoot in percent of the peak", share, undershoot, abs=1.0, source=SOLVED)


@pytest.mark.usefixtures("x64")
def test_response_follows_dop853(check):
    """Heun's steps approach DOP853 at second order (those of the run, where they are longer than 10 ms), and the usual
    ones lie on it to 2e-4 of the peak."""
    (t, coarse), (_, fine), (_, usual) = (box_response(1.0, dt, 20_000.0, 500.0) for dt in (50.0, 25.0, 5.0))
    orders, signals, exacts = [], [], []
    for name in SETS:
        p, rest = bold_sets[name], np.array([0.0, 1.0, 1.0, 1.0])
        options = {"method": "DOP853", "rtol": 1e-11, "atol": 1e-12}
        box = solve_ivp(lambda _, x, p=p: slopes(x, 1.0, p), (0, 1), rest, t_eval=t[t <= 1], **options)
        after = solve_ivp(lambda _, x, p=p: slopes(x, 0.0, p), (1, 20.001), box.y[:, -1], t_eval=t[t > 1], **options)
        exact = signal(np.concatenate([box.y, after.y], axis=1), p)
        errors = [np.abs(y[name] - exact).max() / exact.max() for y in (coarse, fine)]
        orders.append(np.log2(errors[0] / errors[1]))
        signals.append(usual[name] / exact.max())
        exacts.append(exact / exact.max())
    quantity, source = "all five sets, response to 1 s of activity of 1", "DOP853 at 1e-11, run in the test"
    check.table(f"{quantity}: order of Heun's steps", orders, 2.0, abs=0.1, source=source)
    quantity += ": signal over 20 s, as a share of its peak"
    check.table(quantity, signals, exacts, abs=2e-4, source=source)


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("z", [0.2, -0.1])
def test_steady_state(check, z):
    """f = 1 + z / gamma, v = f^alpha, and q from the balance of its equation (check 28)."""
    run = simulate(driven(z), 120_000.0, dt=5.0, method=euler, observe=every_set(5000.0))
    states, signals, exact, exact_signals = [], [], [], []
    for name in SETS:
        p = bold_sets[name]
        f = 1 + z / p["gamma"]
        v = f ** p["alpha"]
        q = v * (1 - (1 - p["rho"]) ** (1 / f)) / p["rho"]
        (deviations,) = run.final.folds[name].memory
        states.append([1 + deviations[x][0] for x in "fvq"])
        exact.append([f, v, q])
        signals.append(run[name][-1, 0])
        exact_signals.append(signal(np.array([0.0, f, v, q]), p))
    steady, source = f"all five sets, steady state under activity of {z}", "closed form: f = 1 + z / gamma, v = f^alpha"
    check.table(f"{steady}: flow f, volume v, deoxyhaemoglobin q", states, exact, rel=1e-8, source=source)
    check.table(f"{steady}: BOLD signal", signals, exact_signals, rel=1e-8, source=source)


@pytest.mark.parametrize("x64", [False, True])
def test_rest_is_exactly_zero(check, x64):
    with jax.enable_x64(x64):
        run = simulate(driven(0.0, n=3), 300_000.0, dt=10.0, observe=every_set(1000.0))
        for name in SETS:
            assert run[name].dtype == (np.float64 if x64 else np.float32)
            assert run[name].shape == (300, 3)
        quantity = f"all five sets, signal over 300 s without activity, in float{64 if x64 else 32}"
        check.table(quantity, [run[name] for name in SETS], 0.0, abs=0.0, source="closed form: rest")


@pytest.mark.parametrize("tr", [720.0, 2000.0, 3.5, 777.5])
def test_any_whole_number_of_steps_is_a_repetition_time(check, tr):
    """Samples at the end of every TR are those of the signal recorded at every step, but for the steps of the balloon:
    0.5 ms there, and the longest up to 10 ms that divides the TR here."""
    network = Network(leak, 2, params={"g": 0.001}, initial={"x": [1.0, 0.5]})
    observe = {"all": bold("x", tr=0.5), "some": bold("x", tr=tr), "x": every(tr, "x")}
    run = simulate(network, 5000.0, dt=0.5, observe=observe)
    steps = round(tr / 0.5)
    quantity, source = f"signal sampled every {tr:g} ms", "the signal sampled at every step of 0.5 ms"
    check.table(quantity, run["some"], run["all"][steps - 1 :: steps], abs=3e-7, source=source)
    np.testing.assert_allclose(run.t["some"], tr * np.arange(1, 1 + 10000 // steps))
    assert run["some"].shape == (10000 // steps, 2)


def test_a_run_in_parts_has_the_signal_of_the_whole(check):
    """Split between two samples: neither state nor sample is lost (check 42)."""
    network = Network(leak, 2, params={"g": 0.001}, initial={"x": [1.0, 0.5]})
    observe = {"y": bold("x", tr=500.0)}
    whole = simulate(network, 5000.0, dt=0.5, observe=observe)["y"]
    first = simulate(network, 1250.5, dt=0.5, observe=observe)
    rest = simulate(network, 3749.5, dt=0.5, observe=observe, resume=first.final)
    parts = np.concatenate([first["y"], rest["y"]])
    check.table("signal of a run in two parts", parts, whole, abs=0.0, source="the same run in one part")


def test_float32_follows_float64_at_short_steps(check):
    """At dt = 0.1 ms a step changes flow by 1e-8 of itself; the error must stay below 1 % of what BOLD does."""
    t = np.arange(1, 200_001) * 0.1
    z = (0.16 + 0.01 * np.sin(2 * np.pi * t / np.array([[700.0], [4000.0], [15_000.0]])).T).astype(np.float32)

    def signals():
        params = bold("x", tr=100.0).params

        def step(memory, value):
            memory = followed(memory, value, params, 1e-4)
            return memory, signal_of(memory, params)

        values = jnp.asarray(z, float)
        return np.asarray(jax.lax.scan(step, at_rest(values[0]), values)[1][999::1000], float)

    single = signals()
    with jax.enable_x64(True):
        double = signals()
    fluctuation = double[100:].std(axis=0).mean()
    quantity = "signal in float32 over 20 s, steps of 0.1 ms, as a share of its fluctuation"
    check.table(quantity, single / fluctuation, double / fluctuation, abs=0.03, source="the same in float64")
    assert np.abs(single - double)[100:].std() < 0.003 * fluctuation


@pytest.mark.usefixtures("x64")
def test_gradient_in_every_parameter(check):
    """Against central differences, for all ten parameters at once (check 43)."""
    network = Network(leak, 2, params={"g": [0.0005, 0.002]}, initial={"x": [1.0, 2.0]})
    names = list(bold("x", tr=1.0).params)
    point = jnp.array([float(bold("x", tr=1.0).params[name]) for name in names])

    def loss(values):
        observer = bold("x", tr=1000.0, params=dict(zip(names, values, strict=True)))
        y = simulate(network, 8000.0, dt=10.0, observe={"y": observer})["y"]
        return (y * jnp.arange(1, 9)[:, None]).sum() * 1e3

    gradient = np.asarray(jax.jit(jax.grad(loss))(point))
    value = jax.jit(loss)
    central = []
    for i in range(len(names)):
        h = 1e-5 * float(point[i])
        central.append(float(value(point.at[i].add(h)) - value(point.at[i].add(-h))) / (2 * h))
    quantity, source = "gradient of the signal in each of its ten parameters", "central differences in float64"
    check.table(quantity, gradient, central, rel=1e-6, abs=1e-9, source=source)
    assert (gradient != 0.0).all(), names
