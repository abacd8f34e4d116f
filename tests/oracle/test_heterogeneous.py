"""Networks of several models: against loops written by hand, against one population, and circuits against one model."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass import checkpoint
from brainmass.connectome import Connectome
from brainmass.coupling import additive, diffusive, kuramoto, pairwise, sigmoidal
from brainmass.dynamics.field import field_of
from brainmass.functions import sigmoid
from brainmass.heterogeneity import mapped
from brainmass.integrate import euler, heun, rk4
from brainmass.models import hopf, jansen_rit, wilson_cowan
from brainmass.network import Network, Population, Projection
from brainmass.noise import ou, white
from brainmass.observe import average, every
from brainmass.simulation import simulate
from brainmass.spec import drive, model, param, state
from brainmass.units import mV, mV_per_ms, per_ms, per_mV
from brainmass.wiring import wire
from tests.oracle.test_gradients import against_central_differences
from tests.systems import leak, random_weights

pytestmark = pytest.mark.usefixtures("x64")

inf = float("inf")
BY_HAND = "loop written by hand in the test"
RNG = np.random.default_rng(51)
LABELS = ("L.V1", "L.TH", "L.M1", "R.V1", "R.TH", "R.M1")
WEIGHTS = np.abs(random_weights(6, 6, 52, density=0.8))
LENGTHS = RNG.uniform(0.0, 20.0, (6, 6))
SC = Connectome(WEIGHTS, LENGTHS, LABELS)
THALAMUS, CORTEX = SC.regions("*.TH"), SC.without("*.TH")
WAYS = SC.by_hierarchy({"*.TH": 0, "*.V1": 1, "*.M1": 2})
START = {"x": np.array([0.3, -0.2]), "y": np.array([0.1, 0.2]), "rE": RNG.uniform(0.1, 0.4, 4), "rI": np.full(4, 0.2)}
OMEGA = 0.25
BENT = sigmoidal(0.1, cmin=0.0, cmax=1.0, a=1.0, mid=0.3, sigma=1.0)


def brain(k=0.3, noise=None, a=(0.05, 0.05), P=0.5) -> Network:
    """Thalamus of Hopf oscillators, cortex of Wilson-Cowan regions; each way has its own gain and speed."""
    up, down, level = WAYS
    noise = noise or {}
    return Network(
        populations={
            "thalamus": Population(
                hopf, THALAMUS, params={"a": a, "omega": OMEGA}, noise=noise.get("thalamus"),
                initial={name: START[name] for name in "xy"},
            ),
            "cortex": Population(
                wilson_cowan, CORTEX, params={"P": P}, noise=noise.get("cortex"),
                initial={name: START[name] for name in ("rE", "rI")},
            ),
        },
        projections=[
            Projection("thalamus.x", "cortex.rE_inp", up, coupling=additive(k), speed=4.0),
            Projection("cortex.rE", "cortex.rE_inp", up, coupling=additive(0.2), speed=4.0),
            Projection("cortex.rE", "cortex.rI_inp", down, coupling=additive(0.4), speed=2.0),
            Projection("cortex.rE", "cortex.rE_inp", level, coupling=diffusive(0.1), local="rE"),
            Projection("cortex.rE", "thalamus.x_inp", down, coupling=BENT, speed=2.0),
            Projection("thalamus.x", "thalamus.x_inp", level, coupling=diffusive(0.05), delay=1.0),
        ],
    )  # fmt: skip


def slopes(k, read):
    """dy/dt of all six regions in the order of the connectome, one pair at a time. ``read(state, j, d)`` is a state of
    region j, ``d`` ms ago."""
    levels = [1, 0, 2, 1, 0, 2]  # V1, TH, M1
    out = {name: np.zeros(6) for name in ("x", "y", "rE", "rI")}

    def arriving(i, kind, state, sources, speed):
        there = [j for j in sources if np.sign(levels[i] - levels[j]) == kind]
        return [(WEIGHTS[i, j], read(state, j, LENGTHS[i, j] / speed if speed else 0.0)) for j in there]

    def summed(pairs):
        return sum(w * s for w, s in pairs)

    cortex, thalamus = (0, 2, 3, 5), (1, 4)
    for i in thalamus:
        x, y = read("x", i, 0.0), read("y", i, 0.0)
        growth = 0.05 - x**2 - y**2
        back = summed(arriving(i, -1, "rE", cortex, 2.0))
        among = sum(WEIGHTS[i, j] * (read("x", j, 1.0) - x) for j in thalamus if j != i)
        out["x"][i] = growth * x - OMEGA * y + 0.1 / (1 + np.exp(-(back - 0.3))) + 0.05 * among
        out["y"][i] = growth * y + OMEGA * x
    for i in cortex:
        rE, rI = read("rE", i, 0.0), read("rI", i, 0.0)
        forward = k * summed(arriving(i, 1, "x", thalamus, 4.0)) + 0.2 * summed(arriving(i, 1, "rE", cortex, 4.0))
        level = 0.1 * sum(w * (r - rE) for w, r in arriving(i, 0, "rE", [j for j in cortex if j != i], None))
        back = 0.4 * summed(arriving(i, -1, "rE", cortex, 2.0))
        to_E, to_I = 16 * rE - 12 * rI + 0.5 + forward + level, 15 * rE - 3 * rI + back
        out["rE"][i] = (-rE + (1 - rE) / (1 + np.exp(-1.5 * (to_E - 3)))) / 2.5
        out["rI"][i] = (-rI + (1 - rI) / (1 + np.exp(-1.5 * (to_I - 3)))) / 3.75
    return out


def product(x_i, x_j):
    return x_i * x_j


def up_and_down(network: Network, *more: int) -> Network:
    """The same with only two projections, one each way, and some more."""
    return Network(populations=network.populations, projections=[network.projections[i] for i in (0, 4, *more)])


def by_hand(k, dt, steps, method):
    """Euler's or Heun's method, with every delay rounded to steps and the start held before time 0."""
    start = {name: np.zeros(6) for name in ("x", "y", "rE", "rI")}
    for name, value in START.items():
        start[name][[1, 4] if name in "xy" else [0, 2, 3, 5]] = value
    past = [start]

    def reader(now, here):
        def read(name, j, delay):
            lag = int(np.rint(delay / dt))
            return (here if lag == 0 else past[max(0, now - lag)])[name][j]

        return read

    for n in range(steps):
        here = past[-1]
        first = slopes(k, reader(n, here))
        there = {name: here[name] + dt * first[name] for name in here}
        if method is heun:
            second = slopes(k, reader(n + 1, there))
            there = {name: here[name] + dt / 2 * (first[name] + second[name]) for name in here}
        past.append(there)
    return past[1:]


@pytest.mark.parametrize("method", [pytest.param(euler, marks=pytest.mark.slow), heun], ids=lambda m: m.name)
def test_two_models_cut_from_one_connectome_against_a_hand_written_loop(check, method):
    run = simulate(brain(), 40.0, dt=0.5, method=method)
    rows = by_hand(0.3, 0.5, 80, method)
    ours = np.concatenate([run[f"thalamus.{s}"] for s in "xy"] + [run[f"cortex.{s}"] for s in ("rE", "rI")], axis=1)
    hand = [np.r_[y["x"][[1, 4]], y["y"][[1, 4]], y["rE"][[0, 2, 3, 5]], y["rI"][[0, 2, 3, 5]]] for y in rows]
    title = {"euler": "Euler", "heun": "Heun"}[method.name]
    quantity = f"thalamus and cortex of two models, six projections up, down and within, delays: 80 {title} steps"
    check.table(quantity, ours, np.array(hand), rel=1e-11, abs=1e-12, source=BY_HAND)
    assert run.labels["thalamus.x"] == ("L.TH", "R.TH")


def halves(first, second, speed):
    """The same Hopf oscillators as two populations, with all four projections between them."""
    start = dict(zip(LABELS, RNG_START, strict=True))
    made = {
        name: Population(
            hopf, labels,
            params={"a": {"L.*": 0.05, "R.*": -0.02}, "omega": 0.3, "beta": mapped(MAP, a=1.0, b=0.5)},
            initial={"x": {label: start[label] for label in labels}, "y": 0.1},
        )
        for name, labels in (("one", first), ("two", second))
    }  # fmt: skip
    return Network(
        populations=made,
        projections=[
            Projection(f"{b}.x", f"{a}.x_inp", SC, coupling=diffusive(0.1), speed=speed) for a in made for b in made
        ],
    )


RNG_START = RNG.normal(0.0, 0.3, 6)
MAP = dict(zip(LABELS, RNG.uniform(0.0, 1.0, 6), strict=True))


@pytest.mark.parametrize("speed", [pytest.param(None, marks=pytest.mark.slow), 3.0], ids=["instant", "delayed"])
def test_a_network_in_two_populations_is_the_network_in_one(check, speed):
    first, second = ("R.M1", "L.V1", "R.TH"), ("L.TH", "L.M1", "R.V1")  # in no order
    whole = Network(
        hopf, SC, coupling=diffusive(0.1), source="x", target="x_inp", speed=speed,
        params={"a": [0.05] * 3 + [-0.02] * 3, "omega": 0.3, "beta": 1.0 + 0.5 * np.array(list(MAP.values()))},
        initial={"x": RNG_START, "y": 0.1},
    )  # fmt: skip
    run, parts = (simulate(network, 60.0, dt=0.5) for network in (whole, halves(first, second, speed)))
    place = [LABELS.index(label) for label in (*first, *second)]
    tracts = "without delays" if speed is None else "with delays"
    for name in "xy":
        ours = np.concatenate([parts[f"one.{name}"], parts[f"two.{name}"]], axis=1)
        quantity = f"six Hopf regions as two populations of three, four projections {tracts}: {name} over 60 ms"
        source = "the same in one population, parameters as arrays"
        check.table(quantity, ours, np.asarray(run[name])[:, place], rel=1e-12, abs=1e-13, source=source)


@model()
def synapse(
    v=state(1.0, mV, bounds=(-100, 100), doc="potential"),
    z=state(0.0, mV_per_ms, bounds=(-20, 20), doc="its slope"),
    H=param(3.25, mV, domain=(0, inf), doc="synaptic gain"),
    k=param(0.1, per_ms, domain=(0, inf), doc="rate constant"),
    contacts=param(1.0, domain=(0, inf), doc="contacts"),
    p=param(0.0, per_ms, domain=(-inf, inf), doc="background input"),
    e0=param(0.0025, per_ms, domain=(0, inf), doc="half of the largest firing rate"),
    v0=param(6.0, mV, domain=(-inf, inf), doc="potential at half of the largest rate"),
    r=param(0.56, per_mV, domain=(0, inf), doc="slope of the sigmoid"),
    v_inp=drive(mV, doc="potential of the cells that send"),
):
    """d^2v/dt^2 = H k (p + contacts S(v_inp)) - 2 k dv/dt - k^2 v, with S of Jansen and Rit."""
    rate = 2 * e0 * sigmoid(r * (v_inp - v0))
    return {"v": z, "z": H * k * (p + contacts * rate) - 2 * k * z - k**2 * v}


def test_a_circuit_of_three_populations_is_the_column_of_jansen_and_rit(check):
    """Every region holds the same circuit: weights are one number, or one for each region, from itself to itself."""
    C = np.array([120.0, 135.0, 150.0])
    start = {
        "y0": [0.1, 0.12, 0.08],
        "y1": [20.0, 19.0, 22.0],
        "y2": [15.0, 16.0, 13.0],
        "y3": 0.0,
        "y4": 0.1,
        "y5": 0.0,
    }
    column = Network(jansen_rit, 3, params={"C": C}, initial=start)
    made = {
        name: Population(synapse, ["a", "b", "c"], params=params, initial={"v": start[v], "z": start[z]})
        for name, v, z, params in (
            ("pyramidal", "y0", "y3", {}),
            ("excitatory", "y1", "y4", {"contacts": 0.8 * C, "p": 0.22}),
            ("inhibitory", "y2", "y5", {"H": 22.0, "k": 0.05, "contacts": 0.25 * C}),
        )
    }
    circuit = Network(
        populations=made,
        projections=[
            Projection("excitatory.v", "pyramidal.v_inp", 1.0),
            Projection("inhibitory.v", "pyramidal.v_inp", -1.0),
            Projection("pyramidal.v", "excitatory.v_inp", C),
            Projection("pyramidal.v", "inhibitory.v_inp", 0.25 * C),
        ],
    )
    one, three = (simulate(network, 100.0, dt=0.5, method=rk4) for network in (column, circuit))
    ours = np.concatenate([three[f"{name}.v"] for name in made], axis=1)
    expected = np.concatenate([one[name] for name in ("y0", "y1", "y2")], axis=1)
    quantity = "Jansen-Rit column built of three second-order populations: potentials over 200 RK4 steps"
    check.table(quantity, ours, expected, rel=1e-11, source="our jansen_rit, which is one model")


def test_weights_and_delays_of_a_circuit_are_a_diagonal_matrix():
    """And a delay that is the same everywhere is that of equal lengths. All in one network, which compiles once."""
    weights, delays, matrix = np.array([0.3, -0.2, 0.5]), np.array([1.0, 2.5, 0.0]), random_weights(3, 3, 53)
    pairs = [
        ((weights, {"delay": 2.0}), (np.diag(weights), {"lengths": np.diag([4.0] * 3), "speed": 2.0})),
        ((weights, {"delay": delays}), (np.diag(weights), {"lengths": np.diag(delays), "speed": 1.0})),
        ((matrix, {"delay": 2.0}), (matrix, {"lengths": np.full((3, 3), 4.0), "speed": 2.0})),
    ]
    given = {
        f"{kind}{i}": way for i, pair in enumerate(pairs) for kind, way in zip(("ours", "same"), pair, strict=True)
    }
    network = Network(
        populations={name: Population(leak, 3, initial={"x": [0.1, 0.5, -0.3]}) for name in ("from_", *given)},
        projections=[Projection("from_.x", f"{name}.x_inp", w, **tracts) for name, (w, tracts) in given.items()],
    )
    run = simulate(network, 20.0, dt=0.5)
    for i in range(len(pairs)):
        np.testing.assert_allclose(run[f"ours{i}.x"], run[f"same{i}.x"], rtol=1e-13, atol=1e-15)
        assert np.abs(run[f"ours{i}.x"] - run["from_.x"]).max() > 0.01


def test_such_a_network_goes_on_where_it_was_and_from_the_disk(tmp_path):
    noise = {"thalamus": {"x": white(0.02)}, "cortex": {"rE": ou(0.01, 5.0)}}
    network, observe = up_and_down(brain(noise=noise)), {"rE": every(0.5, "cortex.rE"), "x": average(2.0, "thalamus.x")}
    whole = simulate(network, 20.0, dt=0.5, seed=3, observe=observe)
    first = simulate(network, 9.0, dt=0.5, seed=3, observe=observe)
    rest = simulate(network, 11.0, dt=0.5, observe=observe, resume=first.final)
    kept = [simulate(network, 20.0, dt=0.5, seed=3, observe=observe, checkpoint=tmp_path / "run") for _ in range(2)]
    for name in observe:
        np.testing.assert_array_equal(np.concatenate([first[name], rest[name]]), whole[name])
        for run in kept:
            np.testing.assert_array_equal(run[name], whole[name])
    checkpoint.discard(tmp_path / "run")


def test_what_is_sent_along_several_projections_is_kept_once():
    """Additive and diffusive coupling, and this sigmoid after the sum, all send the state itself."""
    tracts = wire(brain(), 0.5).tracts
    assert [tract.follows for tract in tracts] == [None, None, 1, None, 1, 0]
    carry = simulate(brain(), 1.0, dt=0.5).final.carry
    assert [h is None for h in carry.histories] == [False, False, True, True, True, True]
    assert tracts[0].length == tracts[5].length
    bent = [
        Projection("a.x", "a.x_inp", SC, coupling=c, delay=2.0) for c in (kuramoto(), additive(), pairwise(product))
    ]
    network = Network(populations={"a": Population(leak, 6)}, projections=bent)
    assert [tract.follows for tract in wire(network, 0.5).tracts] == [None, None, 1]


def test_gradients_through_a_cut_network(check):
    """In weights, gains, parameters, and what makes a parameter of a map."""
    point = {
        "k": np.array(0.3),
        "up": brain().projections[0].weights,
        "a": np.array(0.04),
        "b": np.array(0.03),
        "map": np.array([0.2, 0.9]),
        "P": np.array([0.4, 0.5, 0.6, 0.7]),
        "slopes": np.array([0.1, -0.2]),
    }
    maps = RNG.uniform(0.0, 1.0, (2, 4))

    def loss(values):
        follows = mapped(values["map"], a=values["a"], b=values["b"])
        P = mapped(maps, a=values["P"], b=values["slopes"])
        network = up_and_down(brain(k=values["k"], a=follows, P=P), 5)  # 0 and 5 send the same, from one history
        network.projections[0].weights = values["up"]
        run = simulate(network, 20.0, dt=0.5)
        return (run["thalamus.x"] ** 2).sum() + run["cortex.rE"].sum() * jnp.float64(0.1)

    against_central_differences(check, "thalamus and cortex cut from one connectome, delays", loss, point)


@pytest.mark.slow
def test_a_delay_in_place_of_a_length_is_a_leaf(check):
    def loss(values):
        there = Population(hopf, 2, params={"omega": 0.3}, initial={"x": [0.3, -0.1], "y": 0.2})
        to = Projection(
            "a.x", "b.x_inp", values["w"], delay=values["delay"], interpolate=True, max_delay=4.0, min_delay=1.0
        )
        network = Network(populations={"a": there, "b": there}, projections=[to])
        return (simulate(network, 15.0, dt=0.5)["b.x"] ** 2).sum()

    point = {"w": np.array([0.2, 0.4]), "delay": np.array([2.3, 3.1])}
    against_central_differences(check, "one to one circuit with interpolated delays", loss, point)


def test_theory_of_a_network_sees_parameters_that_follow_a_map():
    values = np.array([0.05, 0.2])
    follows = mapped([0.0, 1.0], a=0.05, b=0.15)
    y = np.linspace(0.1, 0.4, 12)
    first, second = (field_of(up_and_down(brain(a=a))).slope(y) for a in (values, follows))
    np.testing.assert_allclose(first, second, rtol=1e-14)


@pytest.mark.slow
def test_a_map_can_be_swept():
    def last(a):
        return simulate(Network(hopf, 2, params={"a": a}, initial={"x": 0.1, "y": 0.0}), 5.0, dt=0.5)["x"][-1]

    many = jax.vmap(lambda b: last(mapped([0.0, 1.0], a=-0.02, b=b)))(jnp.array([0.0, 0.1]))
    single = [last(np.array([-0.02, -0.02 + b])) for b in (0.0, 0.1)]
    np.testing.assert_allclose(many, single, rtol=1e-12)
