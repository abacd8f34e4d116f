"""Functional connectivity without samples: against that of the samples, however they come."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brainmass.analysis import fc as fc_of
from brainmass.coupling import diffusive
from brainmass.network import Network, Population
from brainmass.noise import white
from brainmass.observe import Fc, average, bold, every, fc
from brainmass.observe.fc import GROUP
from brainmass.result import Divergence
from brainmass.simulation import simulate
from tests.compiling import jit_quickly
from tests.systems import leak, random_weights

N = 4
W = np.abs(random_weights(N, N, 5))
RNG = np.random.default_rng(8)
OBSERVER = fc(every(1.0, "x"))
FOLD = jax.jit(OBSERVER.fold)
LONG, STEPS = 1200, {"dt": 1.0, "seed": 3}


def network(k=0.05, **more) -> Network:
    given = {"noise": {"x": white(0.1)}, "params": {"g": 0.1}, **more}
    return Network(leak, W, coupling=diffusive(k), source="x", target="x_inp", **given)


def signals(samples: int, n: int = N, dtype=np.float32) -> np.ndarray:
    """Correlated in all degrees."""
    common = RNG.normal(size=(samples, 1))
    return (RNG.normal(size=(samples, n)) + common * np.linspace(-1, 2, n)).astype(dtype)


def folded(samples: np.ndarray, *splits: int):
    """The memory and the matrix of samples that come in pieces, each with rows behind it that do not count."""
    memory = OBSERVER.begin(samples[0])
    for piece in np.split(samples, splits):
        rows = np.full((len(samples) + 1, samples.shape[1]), np.nan, samples.dtype)
        rows[: len(piece)] = piece
        memory = FOLD(memory, rows, len(piece))
    return memory, np.asarray(OBSERVER.result(memory))


def same(one, other) -> bool:
    return all(jax.tree.leaves(jax.tree.map(lambda a, b: bool((a == b).all()), one, other)))


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("observer", [every(3.0, "x"), average(7.0, "x"), bold("x", tr=20.0), every(1.0, "doubled")])
def test_it_is_the_fc_of_the_samples(observer):
    run = simulate(network(), LONG, **STEPS, observe={"samples": observer, "fc": fc(observer)})
    np.testing.assert_allclose(run["fc"], fc_of(run["samples"]), rtol=0, atol=1e-10)
    np.testing.assert_array_equal(run["fc"], run["fc"].T)
    np.testing.assert_array_equal(np.diag(run["fc"]), 1)
    assert run["fc"].dtype == np.float64


@pytest.mark.parametrize("count", [2, 3, GROUP - 1, GROUP, GROUP + 1, 5 * GROUP, 300])
def test_any_number_of_samples(count):
    samples = signals(count)
    np.testing.assert_allclose(folded(samples)[1], np.corrcoef(samples.astype(float), rowvar=False), atol=2e-6)


@pytest.mark.parametrize("offset", [1e3, -1e5])
def test_a_large_mean_leaves_the_digits_of_small_deviations(offset):
    """The same numbers in double precision: what float32 has rounded away before is not asked for."""
    samples = (offset + 0.01 * offset * signals(3000) * 1e-2).astype(np.float32)
    np.testing.assert_allclose(folded(samples)[1], np.corrcoef(samples.astype(float), rowvar=False), atol=1e-5)


def test_many_samples_leave_all_digits():
    """Half a million products added up in float32 would leave four."""
    samples = signals(500_000, 2)
    np.testing.assert_allclose(folded(samples)[1], np.corrcoef(samples.astype(float), rowvar=False), atol=1e-6)


@given(st.lists(st.integers(0, 300), max_size=6))
def test_the_same_to_the_last_bit_however_they_are_split(splits):
    samples = np.random.default_rng(1).normal(size=(300, 3)).astype(np.float32)
    memory, matrix = folded(samples)
    other, again = folded(samples, *sorted(splits))
    assert same(memory, other)
    np.testing.assert_array_equal(matrix, again)


def test_in_pieces_resumed_at_odd_steps_and_beside_others_it_is_the_same_to_the_last_bit():
    net, observe = network(), {"fc": fc(average(7.0, "x"))}
    whole = simulate(net, 3000.0, **STEPS, transient=30.0, observe=observe)
    told = []
    pieces = simulate(net, 3000.0, **STEPS, transient=30.0, observe=observe, progress=lambda *each: told.append(each))
    assert len(told) > 3
    np.testing.assert_array_equal(pieces["fc"], whole["fc"])
    run = simulate(net, 331.0, **STEPS, transient=30.0, observe=observe)
    for duration in (1.0, 511.0, 2.0, 2155.0):
        run = simulate(net, duration, dt=1.0, observe=observe, resume=run.final)
    np.testing.assert_array_equal(run["fc"], whole["fc"])
    np.testing.assert_array_equal(run.t["fc"], whole.t["fc"])
    assert same(run.final.folds, whole.final.folds)
    beside = simulate(
        net, 3000.0, **STEPS, transient=30.0, observe={**observe, "a": every(1.0, "x"), "z": fc(bold("x", 5.0))}
    )
    np.testing.assert_array_equal(beside["fc"], whole["fc"])


def test_what_a_run_tells_of_it():
    net = Network(populations={"a": Population(leak, 2), "b": Population(leak, 3, labels=["V1", "V2", "V4"])})
    observe = {"fc": fc(bold("b.x", tr=5.0)), "x": every(2.0, "a.x")}
    run = simulate(net, 20.0, dt=0.5, transient=10.0, observe=observe)
    assert run["fc"].shape == (3, 3)
    assert run.t["fc"].tolist() == [15.0, 20.0, 25.0, 30.0]
    assert run.labels["fc"] == ("V1", "V2", "V4")
    assert run.units == {"fc": "1", "x": "1"}
    assert run.matrices == ("fc",)
    assert repr(run) == "<Run of 30 ms: fc (3, 3), x (10, 2)>"
    told = run.attributes["observers"]["fc"]
    assert (told["kind"], told["of"]["kind"], told["of"]["source"], told["of"]["period"]) == ("Fc", "Bold", "b.x", 5.0)
    assert repr(fc(every(1.0, "x"))) == "Fc(of=Every(source='x', period=1.0))"


def test_a_resumed_run_begins_anew_with_a_transient_another_name_or_another_kind():
    net, samples = network(), every(1.0, "x")
    first = simulate(net, 100.0, **STEPS, observe={"fc": fc(samples), "mean": fc(samples)})
    observe = {"fc": fc(samples), "other": fc(samples), "mean": fc(average(1.0, "x")), "x": samples}
    rest = simulate(net, 100.0, dt=1.0, observe=observe, resume=first.final)
    assert [len(rest.t[name]) for name in ("fc", "other", "mean")] == [200, 100, 100]
    for name in ("other", "mean"):
        np.testing.assert_allclose(rest[name], fc_of(rest["x"]), atol=1e-6)
    later = simulate(net, 100.0, dt=1.0, observe={"fc": fc(samples), "x": samples}, resume=first.final, transient=20.0)
    np.testing.assert_array_equal(later.t["fc"], later.t["x"])
    np.testing.assert_allclose(later["fc"], fc_of(later["x"]), atol=1e-6)


def test_a_region_that_never_changes_is_what_it_is_to_the_fc_of_samples():
    net = network(0.0, noise={"x": white([0.1, 0.1, 0.0, 0.1])}, params={"g": [0.1, 0.1, 0.0, 0.1]})
    run = simulate(net, 200.0, **STEPS, observe={"fc": fc(every(1.0, "x")), "x": every(1.0, "x")})
    np.testing.assert_allclose(run["fc"], jax.jit(fc_of)(run["x"]), atol=1e-6)
    assert np.isnan(run["fc"][2, [0, 1, 3]]).all()
    assert run["fc"][2, 2] == 1


def test_batches_and_whole_runs_inside_jit():
    observe = {"fc": fc(every(3.0, "x"))}
    runs = jax.vmap(lambda k, seed: simulate(network(k), LONG, dt=1.0, seed=seed, observe=observe))(
        jnp.array([0.01, 0.1]), jnp.array([5, 6])
    )
    assert runs["fc"].shape == (2, N, N)
    assert len(runs.t["fc"]) == LONG / 3
    for i, k in enumerate([0.01, 0.1]):
        np.testing.assert_allclose(
            runs["fc"][i], simulate(network(k), LONG, dt=1.0, seed=5 + i, observe=observe)["fc"], atol=1e-5
        )
    first = simulate(network(), 101.0, **STEPS, observe=observe)
    both = simulate(network(), LONG + 101.0, **STEPS, observe=observe)
    rest = jit_quickly(lambda final: simulate(network(), LONG, dt=1.0, observe=observe, resume=final))(first.final)
    np.testing.assert_allclose(rest["fc"], both["fc"], atol=1e-5)
    np.testing.assert_array_equal(rest.t["fc"], both.t["fc"])


@pytest.mark.usefixtures("x64")
def test_its_gradient_is_that_of_differences():
    observe = {"fc": fc(every(4.0, "x"))}  # 100 samples: one group, and the beginning of another

    def streamed(k):
        return (W * simulate(network(k), 400.0, **STEPS, observe=observe)["fc"]).sum()

    h = 1e-5
    slope = jit_quickly(jax.grad(streamed))(0.05)
    np.testing.assert_allclose(slope, (streamed(0.05 + h) - streamed(0.05 - h)) / (2 * h), rtol=1e-7)


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("splits", [(), (50, 180), (64, 64)])
def test_its_gradient_is_that_of_the_fc_of_samples_in_as_many_pieces_as_they_come(splits):
    samples = jnp.asarray(signals(200, dtype=float))

    def streamed(samples):
        memory = OBSERVER.begin(samples[0])
        for piece in jnp.split(samples, splits):
            memory = OBSERVER.fold(memory, piece, len(piece))
        return (W * OBSERVER.result(memory)).sum()

    expected = jax.grad(lambda samples: (W * fc_of(samples)).sum())(samples)
    np.testing.assert_allclose(jit_quickly(jax.grad(streamed))(samples), expected, rtol=1e-9, atol=1e-15)


def test_a_run_that_diverges_gives_the_fc_until_then():
    net = network(0.0, params={"g": -0.08}, noise={"x": white(0.5)})
    observe = {"fc": fc(every(3.0, "x")), "x": every(3.0, "x")}
    with pytest.raises(Divergence) as caught:
        simulate(net, 3000.0, **STEPS, observe=observe)
    run = caught.value.run
    good = simulate(net, run.final.time, **STEPS, observe=observe)
    assert 300 < len(run.t["fc"]) == len(run["x"]) < 1000
    np.testing.assert_array_equal(run["fc"], good["fc"])
    with pytest.raises(Divergence) as caught:
        simulate(network(0.0, params={"g": -1e30}, initial={"x": 1e30}), 100.0, **STEPS, observe=observe)
    assert caught.value.run.data.keys() == caught.value.run.t.keys() == {"x"}


def test_nothing_but_the_sums_stays_in_memory():
    held = []

    def progress(share, time):
        held.append(sum(array.nbytes for array in jax.live_arrays()))

    simulate(network(), 60_000.0, **STEPS, observe={"fc": fc(every(1.0, "x"))}, progress=progress)
    assert len(held) == 25
    assert held[-1] - held[2] < 60_000 * N * 4 / 50  # the samples of one piece


def test_an_observer_of_ones_own_can_be_correlated():
    class Squared:
        """The square at the end of every period."""

        source, period, unit = "x", 2.0, "1"

        def init(self, example):
            return ()

        def step(self, memory, value, dt, first):
            return ()

        def read(self, memory, value, steps):
            return value**2

    jax.tree_util.register_static(Squared)
    run = simulate(network(), 400.0, **STEPS, observe={"fc": Fc(Squared()), "x": every(2.0, "x")})
    np.testing.assert_allclose(run["fc"], fc_of(run["x"] ** 2), atol=1e-5)
