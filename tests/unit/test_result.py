"""``Run``: names, labels, units, and attributes from which the run can be made again."""

import importlib
import json

import jax
import numpy as np
import pytest

from brainmass import _version, integrate, noise, observe
from brainmass.connectome import Connectome, symmetric_laplacian
from brainmass.coupling import Coupling, Minus, additive, diffusive, laplacian, pairwise
from brainmass.models import catalogue, hopf, wong_wang
from brainmass.network import Network, Population, Projection
from brainmass.noise import coloured, ou, white
from brainmass.observe import average, bold, bold_sets, every
from brainmass.simulation import simulate
from tests.systems import random_weights

RNG = np.random.default_rng(3)
WEIGHTS = {"within": np.abs(random_weights(3, 3, 1)), "across": random_weights(3, 2, 2)}
LENGTHS = RNG.uniform(0.0, 30.0, (3, 3))


def distance(x_i, x_j):
    return x_j - 0.5 * x_i


def network() -> Network:
    cortex = Population(
        wong_wang,
        3,
        params={"w_p": [1.3, 1.4, 1.5]},
        noise={"I_ext": coloured(0.01, 1.2), "S_E": ou(0.001, 20.0)},
        labels=["V1", "V2", "V4"],
    )
    pacemaker = Population(hopf, 2, noise={"x": white([0.01, 0.02])}, initial={"y": [0.1, 0.2]}, inputs={"x_inp": 0.01})
    within, across = WEIGHTS["within"], WEIGHTS["across"]
    return Network(
        populations={"cortex": cortex, "pacemaker": pacemaker},
        projections=[
            Projection("cortex.S_E", "cortex.S_E_ext", within, coupling=diffusive(0.5), lengths=LENGTHS, speed=5.0),
            Projection("cortex.S_E", "cortex.S_I_ext", within, coupling=laplacian(0.1, symmetric_laplacian)),
            Projection("pacemaker.x", "cortex.I_ext", across, coupling=additive(0.01)),
            Projection("pacemaker.x", "pacemaker.y_inp", np.ones((2, 2)), coupling=pairwise(distance, k=0.02)),
        ],
    )


OBSERVE = {
    "S": every(2.0, "cortex.S_E"),
    "rate": average(5.0, "cortex.r_E"),
    "x": every(1.0, "pacemaker.x"),
    "bold": bold("cortex.S_E", tr=20.0, params=bold_sets["stephan2007"]),
}


@pytest.fixture(scope="module")
def run():
    return simulate(network(), 60.0, dt=0.5, seed=11, transient=10.0, method=integrate.euler, observe=OBSERVE)


def found(name: str):
    """What a name such as ``brainmass.coupling.Minus`` stands for."""
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute)


def rebuilt_population(given: dict) -> Population:
    processes = {}
    for target, values in given["noise"].items():
        values = dict(values)
        kind = getattr(noise, values.pop("process"))
        processes[target] = kind(**{name: np.asarray(value) for name, value in values.items()})
    return Population(
        catalogue[given["model"]], given["n"], params=given["params"], noise=processes, initial=given["initial"],
        inputs=given["inputs"],
    )  # fmt: skip


def test_the_attributes_make_the_run_again(run):
    """Through JSON and back; only weights and lengths, too large for an attribute, come from the connectome."""
    told = json.loads(json.dumps(run.attributes))
    matrices = [WEIGHTS["within"], WEIGHTS["within"], WEIGHTS["across"], np.ones((2, 2))]
    projections = []
    for given, weights in zip(told["projections"], matrices, strict=True):
        assert given["weights_shape"] == list(weights.shape)
        assert given["weights_sum"] == pytest.approx(weights.sum())
        *prepare, send, receive = given["coupling"]
        first = distance if given["pairwise"] else found(send)
        coupling = Coupling(
            send=None if given["pairwise"] else first,
            receive=found(receive),
            params={name: np.asarray(value) for name, value in given["params"].items()},
            uses_local=given["local"] is not None,
            prepare=Minus(found(prepare[0])) if prepare else None,
            edge=first if given["pairwise"] else None,
        )
        speed = given["speed_mm_per_ms"]
        projections.append(
            Projection(
                tuple(given["source"]), given["target"], weights, coupling=coupling, local=given["local"], speed=speed,
                lengths=None if speed is None else LENGTHS,
            )
        )  # fmt: skip
    again = simulate(
        Network(
            populations={name: rebuilt_population(p) for name, p in told["populations"].items()},
            projections=projections,
        ),
        told["duration_ms"] - told["transient_ms"],
        dt=told["dt_ms"],
        seed=told["seed"],
        transient=told["transient_ms"],
        method=getattr(integrate, told["method"]),
        observe={name: observer(o) for name, o in told["observers"].items()},
    )
    for name in OBSERVE:
        np.testing.assert_allclose(again[name], run[name], rtol=2e-6, atol=1e-7, err_msg=name)


def observer(given: dict):
    given = {name: observer(value) if name == "of" else value for name, value in given.items()}
    return getattr(observe, given.pop("kind"))(**given)


def test_attributes_say_where_the_numbers_come_from(run):
    told = run.attributes
    assert told["versions"]["brainmass"] == _version.__version__
    assert told["versions"]["jax"] == jax.__version__
    assert told["precision"] == "float32"
    assert (told["dt_ms"], told["duration_ms"], told["transient_ms"], told["start_ms"]) == (0.5, 70.0, 10.0, 0.0)
    assert told["populations"]["cortex"]["params"]["w_p"] == pytest.approx([1.3, 1.4, 1.5])
    assert set(told["populations"]["cortex"]["params"]) == set(wong_wang.params)
    assert told["observers"]["rate"] == {"kind": "Average", "source": "cortex.r_E", "period": 5.0}


def test_a_resumed_run_keeps_the_seed_of_the_first(run):
    more = simulate(network(), 20.0, dt=0.5, resume=run.final, observe=OBSERVE)
    assert more.attributes["seed"] == 11
    assert more.attributes["start_ms"] == 70.0
    assert more.attributes["duration_ms"] == 20.0


@pytest.mark.parametrize("seed", [np.int64(4), jax.random.key(4)], ids=["numpy", "key"])
def test_other_seeds_are_told_as_numbers(seed):
    told = simulate(Network(hopf, 2), 2.0, dt=0.5, seed=seed).attributes
    assert json.loads(json.dumps(told))["seed"] == (4 if isinstance(seed, np.integer) else [0, 4])


def test_a_key_is_the_seed_that_made_it():
    first, second = (simulate(Network(hopf, 2), 2.0, dt=0.5, seed=s)["x"] for s in (4, jax.random.key(4)))
    np.testing.assert_array_equal(first, second)


def test_labels_and_units(run):
    assert run.labels["bold"] == ("V1", "V2", "V4")
    assert run.labels["x"] == ("region0", "region1")
    assert run.units == {"S": "1", "rate": "1/ms", "x": "1", "bold": "1"}
    network = Network(hopf, Connectome(np.zeros((2, 2)), labels=["a", "b"]))
    assert simulate(network, 1.0, dt=0.5).labels == {"x": ("a", "b"), "y": ("a", "b")}


def test_an_unknown_observer_is_named(run):
    with pytest.raises(KeyError, match="unknown observer 'bolt'; did you mean 'bold'\\? known: S, bold, rate, x"):
        run["bolt"]


def test_a_run_is_a_pytree(run):
    leaves, structure = jax.tree.flatten(run)
    again = jax.tree.unflatten(structure, leaves)
    np.testing.assert_array_equal(again["bold"], run["bold"])
    assert again.t.keys() == run.t.keys()
    assert again.attributes == run.attributes
