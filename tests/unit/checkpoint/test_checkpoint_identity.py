"""What a checkpoint belongs to: every number and every name of a run, and nothing that decides none."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import brainunit as u
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.sparse import csr_array

from brainmass.checkpoint.provenance import differences, identity
from brainmass.coupling import additive, custom, diffusive, laplacian
from brainmass.integrate import RungeKutta, euler, heun
from brainmass.loop import Carry
from brainmass.network import Network, Population, Projection
from brainmass.noise import ou, white
from brainmass.observe import average, bold, every
from brainmass.result import Final, Run
from brainmass.step import Memory
from tests.systems import leak, pair

W = np.arange(4.0).reshape(2, 2)


def half(x):
    return 0.5 * x


def third(x):
    return x / 3


def plain(x_i, s, k):
    return k * s


def populations(**a):
    given = {"params": {"g": [0.1, 0.2]}, "initial": {"x": [0.1, 0.2]}, "inputs": {"x_inp": 0.5}, **a}
    return {"a": Population(leak, 2, **given), "b": Population(pair, 2, noise={"u_inp": ou(0.1, 5.0), "v": white(0.2)})}


def projections(weights=W, coupling=None, back=half, **more):
    sent = Projection(
        "a.x",
        "b.u_inp",
        weights,
        **{"coupling": coupling or diffusive(0.3), "lengths": W, "speed": 2.0, "local": "u", **more},
    )
    return [sent, Projection("b.u", "a.x_inp", W, coupling=custom(back, plain, uses_local=False, k=0.1))]


OBSERVE = {"x": every(1.0, "a.x"), "bold": bold("b.u", tr=2.0)}


def told(
    nodes=None, edges=None, *, dt=0.5, seed=3, observe=OBSERVE, method=heun, transient=2, total=10, block=4, x=0.5,
    step=0, resumed=False,
):  # fmt: skip
    net = Network(populations=nodes or populations(), projections=edges or projections())
    memory = Memory({"a": {"x": jnp.asarray([x, 0.25], float)}}, {}, {})
    start = Final(Carry(memory, (), jnp.int32(-1), jnp.int32(-1)), None, seed, step, step, dt, ())
    return identity(Run({}, start, net, observe, (), step, method, transient), total, block, resumed=resumed)


@pytest.fixture(scope="module")
def first():
    return told()


def test_the_same_run_written_otherwise(first):
    nodes = populations(params={"g": jnp.array([0.1, 0.2])}, noise={})
    edges = projections(lengths=W * u.mm, speed=2 * u.mm / u.ms)
    assert differences(first, told(nodes, edges, seed=np.int64(3))) == []


def test_another_process_finds_the_same(first):
    """No address, no hash that differs between processes."""
    code = "import json; from tests.unit.checkpoint.test_checkpoint_identity import told; print(json.dumps(told()))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    assert differences(first, json.loads(done.stdout)) == []


A, AB, BA = "of population a", "of projection a.x -> b.u_inp", "of projection b.u -> a.x_inp"
CHANGES = {
    "parameter": (lambda: told(populations(params={"g": [0.1, 0.3]})), [f"params.g {A}: other values"]),
    "shape": (lambda: told(populations(params={"g": 0.1})), [f"params.g {A}: an array of shape (2,) there, 0.1 here"]),
    "initial": (lambda: told(populations(initial={})), [f"initial.x {A}: only there"]),
    "input": (lambda: told(populations(inputs={"x_inp": 0.25})), [f"inputs.x_inp {A}: 0.5 there, 0.25 here"]),
    "noise": (lambda: told(populations(noise={"x": white(0.1)})), [f"noise.x {A}: only here"]),
    "noise of another kind": (
        lambda: told(populations() | {"b": Population(pair, 2, noise={"u_inp": ou(0.1, 5.0), "v": ou(0.2, 5.0)})}),
        ["noise.v of population b: White there, OU here"],
    ),
    "labels": (
        lambda: told(populations(labels=["V1", "V2"])),
        [f'labels {A}: ["region0", "region1"] there, ["V1", "V2"] here', f"placed {A}: false there, true here"],
    ),
    "weights": (lambda: told(edges=projections(W.T)), [f"weights {AB}: other values"]),
    "lengths": (lambda: told(edges=projections(lengths=2 * W)), [f"lengths {AB}: other values"]),
    "speed": (lambda: told(edges=projections(speed=3.0)), [f"speed {AB}: 2 there, 3 here"]),
    "local": (lambda: told(edges=projections(local="v")), [f"local {AB}: u there, v here"]),
    "longest delay": (lambda: told(edges=projections(max_delay=9.0)), [f"max_delay {AB}: none there, 9 here"]),
    "strength": (
        lambda: told(edges=projections(coupling=diffusive(0.25))),
        [f"coupling.params.k {AB}: 0.3 there, 0.25 here"],
    ),
    "coupling": (
        lambda: told(edges=projections(coupling=laplacian(0.3))),
        [
            f"coupling.uses_local {AB}: true there, false here",
            f"coupling.prepare {AB}: none there, a function here",
            f"function of coupling {AB}: other values",
        ],
    ),
    "function of a coupling": (
        lambda: told(edges=projections(back=third)),
        [f"function of coupling {BA}: other values"],
    ),
    "a projection less": (lambda: told(edges=projections()[:1]), ["projection b.u -> a.x_inp: only there"]),
    "a population more": (
        lambda: told(populations() | {"c": Population(leak, 1)}),
        ["population c: only here"],
    ),
    "method": (
        lambda: told(method=euler),
        ["method: heun there, euler here", "coefficients of the method: other values"],
    ),
    "a method of the same name": (
        lambda: told(method=RungeKutta("heun", a=((), (0.5,)), b=(0.0, 1.0), c=(0.0, 0.5))),
        ["coefficients of the method: other values"],
    ),
    "seed": (lambda: told(seed=4), ["seed: 3 there, 4 here"]),
    "key": (lambda: told(seed=jax.random.key(3)), ['seed: 3 there, ["threefry2x32", [0, 3]] here']),
    "dt": (
        lambda: told(dt=0.25, total=20, transient=4),
        ["dt: 0.5 there, 0.25 here"],
    ),
    "duration": (lambda: told(total=12), ["duration: 4 there, 5 here"]),
    "transient": (lambda: told(total=12, transient=4), ["transient: 1 there, 2 here"]),
    "block": (lambda: told(block=8), ["block: 4 there, 8 here"]),
    "interpolation": (lambda: told(edges=projections(interpolate=True)), [f"interpolate {AB}: false there, true here"]),
    "sparse weights": (
        lambda: told(edges=projections(csr_array(W))),
        [
            f"weights {AB}: an array of shape (2, 2) there, Sparse here",
            f"lengths {AB}: an array of shape (2, 2) there, an array of shape (3,) here",
        ],
    ),
    "period": (
        lambda: told(observe=OBSERVE | {"x": every(2.0, "a.x")}),
        ["period of observe['x']: 1 there, 2 here"],
    ),
    "kind of observer": (
        lambda: told(observe=OBSERVE | {"x": average(1.0, "a.x")}),
        ["observe['x']: Every there, Average here"],
    ),
    "source": (
        lambda: told(observe=OBSERVE | {"x": every(1.0, "b.u")}),
        ["source of observe['x']: a.x there, b.u here"],
    ),
    "an observer more": (lambda: told(observe=OBSERVE | {"y": every(1.0, "b.v")}), ["observe['y']: only here"]),
    "haemodynamics": (
        lambda: told(observe=OBSERVE | {"bold": bold("b.u", tr=2.0, params={"kappa": 0.7})}),
        ["params.kappa of observe['bold']: 0.65 there, 0.7 here"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_differs_is_named(first, what):
    make, said = CHANGES[what]
    assert differences(first, make()) == said


def test_sparse_weights_are_told_apart_by_pattern_and_values():
    one = told(edges=projections(csr_array(W)))
    assert differences(one, told(edges=projections(csr_array(W)))) == []
    assert differences(one, told(edges=projections(csr_array(2 * W)))) == [f"weights.data {AB}: other values"]
    moved = differences(one, told(edges=projections(csr_array(W[::-1]))))
    assert f"weights.pattern {AB}: other values" in moved


def test_the_equations_and_the_start_of_a_model_count(first):
    for change in ({"states": {"x": replace(leak.states["x"], spread=0.25)}}, {"function": slower}):
        other = replace(leak, **change)
        nodes = populations() | {
            "a": Population(other, 2, params={"g": [0.1, 0.2]}, initial={"x": [0.1, 0.2]}, inputs={"x_inp": 0.5})
        }
        (found,) = differences(first, told(nodes))
        assert found.startswith("state x of population a: " if "states" in change else "equations of population a: ")


def slower(x, g, x_inp):
    return {"x": -0.5 * g * x + x_inp, "doubled": 2 * x, "arriving": x_inp}


def test_the_state_that_is_gone_on_from_counts():
    one = told(resumed=True, step=8)
    assert differences(one, told(resumed=True, step=8)) == []
    for other in ({"x": 0.75, "step": 8}, {"step": 9}):
        assert differences(one, told(resumed=True, **other)) == ["the state to go on from (resume): other values"]


@pytest.mark.usefixtures("x64")
def test_precision_counts(first):
    assert "precision: float32 there, float64 here" in differences(first, told())


def test_versions_count(first, monkeypatch):
    monkeypatch.setattr("brainmass.checkpoint.provenance.__version__", "0.1.0")
    assert differences(told(), first) == ["brainmass: 0.1.0 there, 0.2.0 here"]


def test_numbers_that_look_alike_are_told_apart():
    assert differences({"k": 0.1}, {"k": 0.100000000002}) == ["k: 0.1 there, 0.100000000002 here"]
    assert differences({"k": float("nan")}, {"k": float("nan")}) == []


def test_couplings_with_the_same_numbers_are_told_apart(first):
    found = differences(first, told(edges=projections(coupling=additive(0.3))))
    assert f"function of coupling {AB}: other values" in found
