"""Rules of plasticity: loops written by hand, fixed points in closed form, exact pieces, gradients, the held rates."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.optimize import brentq

from brainmass.coupling import additive
from brainmass.integrate import euler
from brainmass.models import wong_wang
from brainmass.network import Network, Population, Projection
from brainmass.noise import white
from brainmass.observe import average, every
from brainmass.plasticity import deco2014, herzog, naskar2021, rule
from brainmass.simulation import simulate
from brainmass.spec import drive, model, output, param, state
from brainmass.units import ms
from tests.systems import random_weights

G = 0.4
WEIGHTS = np.abs(random_weights(4, 4, seed=0))
START = {"S_E": np.array([0.1, 0.15, 0.2, 0.25]), "S_I": 0.04}


def cortex(given, J=1.0, n=4, **keywords) -> Network:
    tracts = {"connectome": WEIGHTS[:n, :n], "coupling": additive(k=G), "source": "S_E", "target": "S_E_ext"}
    plasticity = None if given is None else {"J_I": given}
    return Network(wong_wang, **tracts, params={"J_I": J}, plasticity=plasticity, **{"initial": START, **keywords})


def region(S_E, S_I, J):
    """Rates and slopes of the coupled regions, written out: nA, 1/ms, ms."""

    def rate(current, a, b, d):
        x = a * current - b
        return x / (1 - np.exp(-d * x))

    I_E = 0.382 + 1.4 * 0.15 * S_E + 0.15 * G * WEIGHTS @ S_E - J * S_I
    r_E = rate(I_E, 0.310, 0.125, 160.0)
    r_I = rate(0.7 * 0.382 + 0.15 * S_E - S_I, 0.615, 0.177, 87.0)
    return I_E, r_E, r_I, -S_E / 100 + (1 - S_E) * 0.641 * r_E, -S_I / 10 + r_I


def by_hand(learn, steps: int, dt: float) -> np.ndarray:
    """J after every step; ``learn`` takes it from what was there at the beginning of the step."""
    S_E, S_I, J = START["S_E"].copy(), np.full(4, START["S_I"]), np.ones(4)
    found = []
    for _ in range(steps):
        I_E, r_E, r_I, of_E, of_I = region(S_E, S_I, J)
        J = learn(J, I_E, r_E, r_I)
        S_E, S_I = S_E + dt * of_E, S_I + dt * of_I
        found.append(J)
    return np.array(found)


def searched(window, settle, step, shrink, grow, least, measure, target, tolerance):
    """The search as one would write it for a lab's script: lists of values, a mean at the end."""
    values, sizes, last = [], np.full(4, step), np.zeros(4)

    def learn(J, I_E, r_E, r_I):
        nonlocal sizes, last
        values.append(I_E - 0.125 / 0.310 if measure == "current" else r_E)
        if len(values) < settle + window:
            return J
        excess = np.mean(values[settle:], axis=0) - target
        values.clear()
        J = J.copy()
        for i in range(4):
            if abs(excess[i]) > tolerance:
                sign = np.sign(excess[i])
                sizes[i] *= shrink if sign == -last[i] else grow if sign == last[i] else 1
                sizes[i] = max(sizes[i], least)
                J[i] += sign * sizes[i]
                last[i] = sign
        return J

    return learn


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("measure", ["current", "rate"])
def test_the_search_by_hand(measure, check):
    numbers = {"step": 0.1, "shrink": 0.5, "grow": 1.2, "least": 0.004}
    aims = {"current": (-0.026, 1e-4), "rate": (0.0030631, 1e-5)}[measure]
    given = deco2014(measure, target=aims[0], tolerance=aims[1], window=20.0, settle=5.0, **numbers)
    run = simulate(cortex(given), 3000.0, dt=0.5, method=euler, observe={"J": every(0.5, "J_I")})
    expected = by_hand(searched(40, 10, **numbers, measure=measure, target=aims[0], tolerance=aims[1]), 6000, 0.5)
    assert len(np.unique(np.asarray(run["J"][:, 0]))) > 9  # it goes up and down, in steps of many sizes
    source = "the loop written out in NumPy"
    check.table(f"J_I searched by the {measure}, 4 regions, 6000 steps", run["J"], expected, rel=1e-10, source=source)


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("tau", [None, 30.0], ids=["rates", "running means"])
def test_inhibitory_plasticity_by_hand(tau, check):
    means, count = np.zeros((2, 4)), 0

    def learn(J, I_E, r_E, r_I):
        nonlocal means, count
        count += 1
        if tau is not None:
            means = means + max(1 / count, 0.5 / tau) * (np.array([r_E, r_I]) - means)
            r_E, r_I = means
        return J + 0.5 * 40.0 * r_I * (r_E - 0.003) if count <= 3000 else J

    given = naskar2021(gamma=40.0, average=tau, until=1500.0)
    run = simulate(cortex(given), 2000.0, dt=0.5, method=euler, observe={"J": every(0.5, "J_I")})
    what = "J_I by inhibitory plasticity" + ("" if tau is None else " of running means")
    source = "the loop written out in NumPy"
    check.table(f"{what}, 4 regions, 4000 steps", run["J"], by_hand(learn, 4000, 0.5), rel=1e-10, source=source)
    assert np.ptp(np.asarray(run["J"][3000:]), axis=0).max() == 0.0  # until it ends


def on_target(rate: float) -> tuple[float, float, float]:
    """Input current and both gating variables of a region that fires at ``rate`` (1/ms)."""
    I_E = brentq(lambda x: (0.310 * x - 0.125) / (1 - np.exp(-160 * (0.310 * x - 0.125))) - rate, 0.2, 0.4)
    S_E = 100 * 0.641 * rate / (1 + 100 * 0.641 * rate)

    def inhibited(S_I):
        x = 0.615 * (0.7 * 0.382 + 0.15 * S_E - S_I) - 0.177
        return 10 * x / (1 - np.exp(-87 * x)) - S_I

    return I_E, S_E, brentq(inhibited, 0.0, 0.2)


@pytest.mark.usefixtures("x64")
def test_it_rests_where_the_closed_form_does(check):
    """J_I = (I_0 + w_p J_N S_E + G s J_N S_E - I_E) / S_I of a region whose neighbours are all on target."""
    x = 310 * -0.026
    target = x / (1 - np.exp(-0.16 * x))
    check("rate at I_E - b_E / a_E = -0.026 nA", target, 3.0631, abs=1e-4, unit="Hz", source="Deco et al. (2014)")
    I_E, S_E, S_I = on_target(target / 1000)
    expected = (0.382 + 0.21 * S_E + 0.15 * G * WEIGHTS.sum(axis=1) * S_E - I_E) / S_I
    source = "closed form, S_I by SciPy's root"
    observe = {"J": every(1000.0, "J_I"), "r": every(1000.0, "r_E")}
    learned = simulate(cortex(naskar2021(gamma=200.0, rho=target / 1000)), 30_000.0, dt=1.0, observe=observe)
    check.table("J_I at rest, inhibitory plasticity, 4 regions", learned["J"][-1], expected, rel=1e-6, source=source)
    given = deco2014(tolerance=1e-5, window=100.0, settle=400.0, step=0.1, least=1e-5)
    found = simulate(cortex(given, J=herzog(G, WEIGHTS)), 30_000.0, dt=1.0, observe=observe)
    check.table("J_I found by the search, 4 regions", found["J"][-1], expected, abs=1e-3, unit="nA", source=source)
    check.table("rates there", 1000 * found["r"][-1], target, abs=5e-3, unit="Hz", source="Deco et al. (2014)")


def test_pieces_are_equal_to_the_bit(tmp_path):
    """Whole, resumed, with a transient, in checkpoints; noise and a delay, so that nothing stands still."""
    given = deco2014("rate", window=20.0, settle=3.0, step=0.05, grow=1.1)
    plasticity = {"J_I": given, "I_0": rule("r_E", _slower, average=10.0, gain=0.01)}
    noise = {"S_E": white(0.005), "S_I": white(0.005)}
    net = Network(
        populations={"a": Population(wong_wang, 4, noise=noise, plasticity=plasticity), "b": Population(wong_wang, 4)},
        projections=[Projection("a.S_E", "b.S_E_ext", WEIGHTS, coupling=additive(G), lengths=9 * WEIGHTS, speed=1.0)],
    )
    observe = {
        "J": every(1.0, "a.J_I"), "I": average(7.0, "a.I_0"), "r": every(5.0, "a.r_E"), "b": every(1.0, "b.S_E"),
    }  # fmt: skip
    whole = simulate(net, 140.0, dt=0.5, observe=observe)
    first = simulate(net, 53.5, dt=0.5, observe=observe)
    second = simulate(net, 86.5, dt=0.5, observe=observe, resume=first.final)
    for name in observe:
        np.testing.assert_array_equal(np.concatenate([first[name], second[name]]), whole[name])
    kept = simulate(net, 140.0, dt=0.5, observe=observe, checkpoint=tmp_path / "run", checkpoint_every=37.0)
    np.testing.assert_array_equal(kept["J"], whole["J"])
    for final in (second.final, kept.final):
        for name in ("J_I", "I_0"):
            np.testing.assert_array_equal(final.learned["a"][name], whole.final.learned["a"][name])
    np.testing.assert_array_equal(whole["J"][-1], whole.final.learned["a"]["J_I"])
    assert len(np.unique(np.asarray(whole["J"]))) > 4
    assert whole.units == {"J": "nA", "I": "nA", "r": "1/ms", "b": "1"}
    assert whole.attributes["populations"]["a"]["plasticity"]["J_I"]["kind"] == "Search"


def _slower(value, r_E, gain):
    return gain * (0.003 - r_E)


def test_going_on_without_the_rule():
    """What was learned is given as a parameter; a rule that is new begins with the value that it is given."""

    def run(rule, time, J=1.0, resume=None):
        observe = {"r": every(1.0, "r_E")} if rule is None else {"r": every(1.0, "r_E"), "J": every(1.0, "J_I")}
        return simulate(cortex(rule, J=J), time, dt=0.5, observe=observe, resume=resume)

    same = run(naskar2021(gamma=50.0, until=50.0), 100.0)
    first = run(naskar2021(gamma=50.0, until=1e6), 50.0)
    learned = first.final.learned["wong_wang"]["J_I"]
    np.testing.assert_array_equal(same["J"][49], learned)
    np.testing.assert_array_equal(same["J"][-1], learned)
    fixed = run(None, 50.0, J=learned, resume=first.final)
    np.testing.assert_allclose(fixed["r"], same["r"][50:], rtol=1e-6)
    assert fixed.final.learned == {}
    anew = run(naskar2021(gamma=0.0, until=1e6), 50.0, J=1.3, resume=fixed.final)
    np.testing.assert_allclose(anew["J"], 1.3, rtol=1e-6)


@model(outputs={"sent": output(doc="what others hear")})
def speaker(
    x=state(0.5, doc="activity"),
    w=param(1.0, domain=(-10, 10), doc="how loud it is"),
    tau=param(10.0, ms, domain=(1, 100), doc="time constant"),
    x_inp=drive(doc="input"),
):
    """dx/dt = (x_inp - x) / tau, sent = w x."""
    return {"x": (x_inp - x) / tau, "sent": w * x}


@pytest.mark.usefixtures("x64")
def test_what_is_sent_late_was_said_with_what_was_known_then(check):
    """A parameter of what is sent learns: against a loop with delays of whole steps; and slopes in its numbers."""
    weights, steps, start = random_weights(3, 3, seed=1), np.array([[0, 3, 9], [1, 0, 20], [4, 6, 0]]), [0.2, 0.5, 0.9]

    def total(numbers):
        gamma, rho = numbers
        given = rule("x", lambda w, x, gamma, rho: gamma * (rho - x), gamma=gamma, rho=rho)
        net = Network(
            speaker, weights, coupling=additive(0.3), source="sent", target="x_inp", speed=1.0, lengths=0.5 * steps,
            initial={"x": np.array(start)}, plasticity={"w": given},
        )  # fmt: skip
        run = simulate(net, 40.0, dt=0.5, method=euler, observe={"x": every(0.5, "x")})
        return (run["x"] ** 2).sum(), run["x"]

    x, w, heard = np.array(start), np.ones(3), []
    expected = []
    for k in range(80):
        heard.append(w * x)
        late = np.array([[heard[max(k - steps[i, j], 0)][j] for j in range(3)] for i in range(3)])
        x, w = x + 0.5 * 0.1 * (0.3 * (weights * late).sum(axis=1) - x), w + 0.5 * 0.05 * (0.4 - x)
        expected.append(x)
    at = jnp.array([0.05, 0.4])
    both = jax.jit(jax.value_and_grad(total, has_aux=True))
    (_, ours), slopes = both(at)
    source = "the loop written out in NumPy"
    check.table("x of regions that learn how loud they are, delays", ours, expected, rel=1e-12, source=source)
    for i, (name, h) in enumerate((("gamma", 1e-6), ("rho", 1e-5))):
        above, below = (both(at.at[i].add(x))[0][0] for x in (h, -h))
        check(
            f"slope of sum x^2 in {name} of the rule",
            slopes[i],
            (above - below) / (2 * h),
            rel=1e-7,
            source="central differences",
        )


def test_rates_are_held_with_noise(check):
    """Eight regions whose coupling is as strong as at G = 3.5: the rule holds what runs away without it."""
    rng = np.random.default_rng(0)
    weights = rng.lognormal(size=(8, 8))
    np.fill_diagonal(weights, 0.0)
    weights *= 3.5 / weights.sum(axis=1).mean()
    noise = {"S_E": white(0.01), "S_I": white(0.01)}

    def rates(gamma):
        given = naskar2021(gamma=gamma, rho=0.0032, average=50.0)
        net = Network(
            wong_wang, weights, coupling=additive(k=1.0), source="S_E", target="S_E_ext", noise=noise,
            params={"J_I": herzog(1.0, weights)}, plasticity={"J_I": given},
        )  # fmt: skip
        run = simulate(net, 20_000.0, dt=1.0, transient=10_000.0, observe={"r": average(1000.0, "r_E")})
        return 1000 * np.asarray(run["r"]).mean(axis=0)

    held = rates(300.0)
    source = "window of Deco et al. (2014)"
    check.between("mean rate of 8 regions, inhibitory plasticity", held.mean(), 2.63, 3.55, unit="Hz", source=source)
    check.between("lowest of them", held.min(), 2.63, 3.55, unit="Hz", source=source)
    check.between("highest of them", held.max(), 2.63, 3.55, unit="Hz", source=source)
    assert rates(0.0).mean() > 10.0  # nothing is learned
