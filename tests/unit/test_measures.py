"""Measures inside ``jit`` and ``vmap``, against NumPy and SciPy on each run alone."""

import pickle
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.signal import butter, hilbert, sosfiltfilt, welch
from scipy.stats import ks_2samp, skew, wasserstein_distance

from brainmass import measures
from brainmass.analysis import kuramoto_order, phases
from brainmass.coupling import diffusive
from brainmass.measures import about_of, better_of, unit_of
from brainmass.network import Network
from brainmass.noise import white
from brainmass.observe import every, fc
from brainmass.simulation import simulate
from tests.compiling import jit_quickly
from tests.systems import leak, random_weights

RUNS, SAMPLES, N, EVERY = 3, 64, 4, 2000.0
LABELS = ("L.V1", "L.M1", "R.V1", "R.M1")
WINDOWS = {"window": 20_000.0, "step": 4000.0}
BAND = (0.04, 0.1)


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Stand:
    """What measures read of a run, without a simulation."""

    data: dict

    observers = property(lambda self: self.data)
    matrices = property(lambda self: tuple(name for name in self.data if name == "fc"))
    t = property(lambda self: dict.fromkeys(self.data, 500.0 + EVERY * np.arange(SAMPLES)))
    labels = property(lambda self: dict.fromkeys(self.data, LABELS))
    units = property(lambda self: {"x": "mV", "rate": "1/ms", "fc": "1"})

    def __getitem__(self, name):
        return self.data[name]


def coloured(seed: int, *shape: int) -> np.ndarray:
    """Slow noise, correlated between regions."""
    rng = np.random.default_rng(seed)
    noise = rng.normal(size=shape) + rng.normal(size=(*shape[:-1], 1)) * np.linspace(-0.5, 1.5, shape[-1])
    return 3.0 + noise + np.roll(noise, 1, axis=-2) + np.roll(noise, 2, axis=-2)


def rhythms() -> np.ndarray:
    """One in each run, of 0.08 to 0.1 Hz."""
    turns = np.array([0.083, 0.09, 0.097])[:, None, None] * EVERY / 1000 * np.arange(SAMPLES)[:, None]
    return 3 * np.cos(2 * np.pi * turns + np.arange(N))


X, RATE = coloured(1, RUNS, SAMPLES, N) + rhythms(), 0.01 * coloured(2, RUNS, SAMPLES, N)
FC = np.stack([np.corrcoef(x.T) for x in X + RATE])
EMPIRICAL = np.corrcoef(coloured(3, 200, N).T)
UPPER = np.triu_indices(N, 1)


def written_fcd(signals: np.ndarray) -> np.ndarray:
    edges = [np.corrcoef(signals[start : start + 10].T)[UPPER] for start in range(0, len(signals) - 9, 2)]
    return np.corrcoef(edges)


EMPIRICAL_FCD = written_fcd(coloured(4, 90, N))


def skewness(run):
    """Skewness of every region."""
    return skew(run["x"], axis=0)


def span(run):
    return int(run.t["x"][-1] - run.t["x"][0]) + len(run.labels["x"])


MEASURES = {
    "agreement": measures.fc_agreement("x", EMPIRICAL),
    "agreement of a matrix": measures.fc_agreement("fc", EMPIRICAL),
    "error": measures.fc_error("x", EMPIRICAL),
    "KS": measures.fcd_distance("x", EMPIRICAL_FCD, **WINDOWS),
    "KS disjoint": measures.fcd_distance("x", EMPIRICAL_FCD, **WINDOWS, disjoint=True),
    "KS from values": measures.fcd_distance("x", EMPIRICAL_FCD[0, 1:], **WINDOWS),
    "Wasserstein": measures.fcd_wasserstein("x", EMPIRICAL_FCD, **WINDOWS),
    "synchrony": measures.synchrony("x"),
    "synchrony in a band": measures.synchrony("x", BAND),
    "metastability in a band": measures.metastability("x", BAND),
    "mean": measures.mean("x"),
    "mean on the left": measures.mean("x", regions=("L.*", "*.V1", "L.V1")),
    "deviation": measures.deviation("x"),
    "deviation of one": measures.deviation("x", regions="R.V1"),
    "rate": measures.mean_rate("rate"),
    "peak": measures.peak_frequency("x"),
    "peak in a band": measures.peak_frequency("x", band=BAND, window=60_000.0),
    "skewness": measures.on_host(skewness, shape=(N,), of="x"),
    "span": measures.on_host(span, dtype=int),
    "of a user": lambda run: run["x"].max(),
}


def written_order(x: np.ndarray, band=None) -> np.ndarray:
    if band is not None:
        x = sosfiltfilt(butter(2, band, btype="bandpass", fs=1000 / EVERY, output="sos"), x, axis=0)
    z = hilbert(x - x.mean(axis=0), axis=0)
    return np.abs((z / np.abs(z)).mean(axis=1))


def written_peak(x: np.ndarray, length: int, band=(1e-9, np.inf)) -> float:
    frequencies, density = welch(x, fs=1000 / EVERY, nperseg=length, axis=0)
    power = np.log(density.mean(axis=1))
    chosen = np.flatnonzero((frequencies >= band[0]) & (frequencies <= band[1]))
    top = chosen[power[chosen].argmax()]
    if top in (chosen[0], chosen[-1]):
        return frequencies[top]
    a, _, c = np.polyfit([-1, 0, 1], power[top - 1 : top + 2], 2)[[0, 2, 1]]
    return frequencies[top] - c / (2 * a) * frequencies[1]


def far(matrix: np.ndarray, lag: int) -> np.ndarray:
    return matrix[np.triu_indices(len(matrix), lag)]


def written(x: np.ndarray, rate: np.ndarray, matrix: np.ndarray) -> dict:
    """Every measure of one run, by NumPy and SciPy."""
    own, measured, dynamics = np.corrcoef(x.T)[UPPER], EMPIRICAL[UPPER], written_fcd(x)
    return {
        "agreement": np.corrcoef(own, measured)[0, 1],
        "agreement of a matrix": np.corrcoef(matrix[UPPER], measured)[0, 1],
        "error": np.sqrt(((own - measured) ** 2).mean()),
        "KS": ks_2samp(far(dynamics, 1), far(EMPIRICAL_FCD, 1)).statistic,
        "KS disjoint": ks_2samp(far(dynamics, 5), far(EMPIRICAL_FCD, 5)).statistic,
        "KS from values": ks_2samp(far(dynamics, 1), EMPIRICAL_FCD[0, 1:]).statistic,
        "Wasserstein": wasserstein_distance(far(dynamics, 1), far(EMPIRICAL_FCD, 1)),
        "synchrony": written_order(x).mean(),
        "synchrony in a band": written_order(x, BAND).mean(),
        "metastability in a band": written_order(x, BAND).std(),
        "mean": x.mean(),
        "mean on the left": x[:, [0, 1, 2]].mean(),
        "deviation": x.std(axis=0).mean(),
        "deviation of one": x[:, 2].std(),
        "rate": 1000 * rate.mean(),
        "peak": written_peak(x, SAMPLES // 4),
        "peak in a band": written_peak(x, 30, BAND),
        "skewness": skew(x, axis=0),
        "span": EVERY * (SAMPLES - 1) + N,
        "of a user": x.max(),
    }


SENT = pickle.loads(pickle.dumps({name: measure for name, measure in MEASURES.items() if name != "of a user"}))


def all_of(run):
    """With the measures as another process gets them."""
    return {name: SENT.get(name, measure)(run) for name, measure in MEASURES.items()}


@pytest.fixture(scope="module")
def values() -> dict:
    """Every measure of the batch, in float64."""
    with jax.enable_x64(True):
        runs = Stand({"x": jnp.asarray(X), "rate": jnp.asarray(RATE), "fc": jnp.asarray(FC)})
        return jax.tree.map(np.asarray, jit_quickly(jax.vmap(all_of))(runs))


@pytest.mark.parametrize("name", MEASURES)
def test_in_a_compiled_batch_it_is_that_of_each_run_alone(values, name):
    expected = [written(*one)[name] for one in zip(X, RATE, FC, strict=True)]
    np.testing.assert_allclose(values[name], expected, rtol=1e-9, atol=1e-12)
    assert len(np.unique(values[name])) > 1 or name == "span"


def test_float32_is_enough():
    runs = Stand({name: jnp.asarray(x, jnp.float32) for name, x in {"x": X, "rate": RATE, "fc": FC}.items()})
    found = jit_quickly(jax.vmap(all_of))(runs)
    for i in range(RUNS):
        expected = written(X[i], RATE[i], FC[i])
        for name in MEASURES:
            assert found[name].dtype == (jnp.int32 if name == "span" else jnp.float32)
            tolerance = 3e-3 if name.startswith("KS") else 2e-5  # one pair of windows more or less
            np.testing.assert_allclose(found[name][i], expected[name], rtol=1e-4, atol=tolerance, err_msg=name)


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize(
    "name",
    ["agreement", "error", "Wasserstein", "synchrony in a band", "metastability in a band", "deviation", "peak"],
)
def test_gradients_are_central_differences(name):
    loss = jit_quickly(lambda x: MEASURES[name](Stand({"x": x})))
    slopes = jit_quickly(jax.grad(lambda x: MEASURES[name](Stand({"x": x}))))(X[0])
    assert np.isfinite(slopes).all()
    for seed in (5, 6):
        direction, h = coloured(seed, SAMPLES, N), 1e-6
        expected = (loss(X[0] + h * direction) - loss(X[0] - h * direction)) / (2 * h)
        assert abs(expected) > 1e-5
        np.testing.assert_allclose((slopes * direction).sum(), expected, rtol=2e-5)


@pytest.mark.usefixtures("x64")
def test_gradients_of_a_matrix_and_where_nothing_differs():
    def of_matrix(matrix, measure):
        return measure(Stand({"fc": matrix}))

    agreement, error = MEASURES["agreement of a matrix"], measures.fc_error("fc", EMPIRICAL)
    slopes = jit_quickly(jax.grad(partial(of_matrix, measure=agreement)))(FC[0])
    h = 1e-6 * np.eye(N)[0][:, None] * np.eye(N)[2]
    expected = (agreement(Stand({"fc": FC[0] + h})) - agreement(Stand({"fc": FC[0] - h}))) / 2e-6
    np.testing.assert_allclose(slopes[0, 2], expected, rtol=1e-7)
    np.testing.assert_array_equal(jit_quickly(jax.grad(partial(of_matrix, measure=error)))(EMPIRICAL), 0)
    constant = jit_quickly(jax.grad(lambda x: MEASURES["deviation"](Stand({"x": x}))))(np.ones((SAMPLES, N)))
    np.testing.assert_array_equal(constant, 0)


def test_outside_jit_it_is_the_analysis_of_the_samples():
    run = Stand({"x": X[0]})
    order = kuramoto_order(phases(X[0], EVERY, BAND))
    np.testing.assert_allclose(MEASURES["synchrony in a band"](run), order.mean(), rtol=1e-4)
    np.testing.assert_allclose(MEASURES["skewness"](run), skew(X[0], axis=0), rtol=1e-4)


UNDEFINED = ("agreement", "error", "KS", "Wasserstein", "synchrony", "metastability in a band", "peak")


@jit_quickly
def undefined_of(run):
    return {name: MEASURES[name](run) for name in UNDEFINED}


@pytest.mark.parametrize(("value", "complaint"), [(0.7, "constant|no region changes"), (np.nan, "is nan")])
def test_what_is_undefined_is_missing_inside_jit_and_refused_outside(value, complaint):
    # The mean of 64 times 0.7 is not 0.7 in float32: what is left must not be taken for a signal.
    run = Stand({"x": jnp.full((SAMPLES, N), value)})
    for name, found in undefined_of(run).items():
        assert np.isnan(found), name
        with pytest.raises(ValueError, match=complaint):
            MEASURES[name](run)


def test_regions_that_are_all_alike_agree_with_no_pattern_and_have_no_dynamics():
    alike = Stand({"x": jnp.asarray(X[0][:, :1] * np.array([1.0, 0.7, 3.1, 0.3]), jnp.float32)})
    for name in ("agreement", "KS", "Wasserstein"):
        assert np.isnan(jit_quickly(MEASURES[name])(alike)), name
        with pytest.raises(ValueError, match=r"same value|same correlation"):
            MEASURES[name](alike)


def test_labels_of_results():
    run = Stand({"x": X[0]})
    assert [unit_of(MEASURES[name], run) for name in ("agreement", "mean", "rate", "peak")] == ["1", "mV", "Hz", "Hz"]
    better = [better_of(MEASURES[name]) for name in ("agreement", "error", "KS", "mean")]
    assert better == ["larger", "smaller", "smaller", None]
    assert about_of(MEASURES["mean on the left"]) == "mean of x over L.*, *.V1, L.V1"
    assert about_of(MEASURES["skewness"]) == "Skewness of every region"


def test_a_plain_function_has_defaults_or_attributes_of_its_own():
    def largest(run):
        return run["x"].max()

    assert (unit_of(largest), about_of(largest), better_of(largest)) == ("1", "largest", None)
    largest.unit, largest.of, largest.about, largest.better = None, "x", "the peak", "smaller"
    assert unit_of(largest, Stand({"x": X[0]})) == "mV"
    assert (about_of(largest), better_of(largest)) == ("the peak", "smaller")
    asked = measures.on_host(skewness)
    assert (asked.unit, asked.better, asked.of) == ("1", None, None)


def test_a_function_on_the_host_has_no_gradient_and_says_so():
    run = Stand({"x": jnp.asarray(X[0])})
    measure = measures.on_host(lambda run: run["x"].sum(), of="x")
    with pytest.raises(TypeError, match="has no gradient; fit without gradients"):
        jax.grad(lambda x: measure(Stand({"x": x})))(run["x"])
    slope = jax.grad(lambda x: x.sum() + measure(jax.lax.stop_gradient(Stand({"x": x}))))(run["x"])
    np.testing.assert_array_equal(slope, 1.0)


def test_a_function_on_the_host_gets_large_arrays_of_one_run_after_the_other():
    lengths = []

    def total(run):
        lengths.append((type(run["x"]), run["x"].shape))
        return run["x"].sum(dtype=float)

    x = jnp.ones((4, 300_000, 2)) * jnp.arange(4.0)[:, None, None]
    found = jax.jit(jax.vmap(lambda x: measures.on_host(total, of="x")(Stand({"x": x}))))(x)
    np.testing.assert_array_equal(found, 600_000 * np.arange(4.0))
    assert lengths == [(np.ndarray, (300_000, 2))] * 4


def test_real_runs_in_a_batch():
    def run_of(k, seed):
        net = Network(
            leak,
            np.abs(random_weights(N, N, 5)),
            coupling=diffusive(k),
            source="x",
            target="x_inp",
            noise={"x": white(0.1)},
        )
        seen = {"x": every(2.0, "x"), "fc": fc(every(2.0, "x")), "in": every(2.0, "arriving")}
        return simulate(net, 400.0, dt=1.0, seed=seed, observe=seen)

    chosen = {
        "samples": measures.fc_agreement("x", EMPIRICAL),
        "matrix": measures.fc_agreement("fc", EMPIRICAL),
        "mean": measures.mean("x", "region[01]"),
        "rate": measures.mean_rate("in"),
        "skewness": measures.on_host(skewness, shape=(N,)),
    }
    ks, seeds = jnp.array([0.0, 0.1]), jnp.array([5, 6])
    batch = jax.vmap(lambda k, seed: {name: measure(run_of(k, seed)) for name, measure in chosen.items()})
    found, run = jit_quickly(batch)(ks, seeds), run_of(0.1, 6)
    x = np.asarray(run["x"], float)
    expected = {
        "samples": np.corrcoef(np.corrcoef(x.T)[UPPER], EMPIRICAL[UPPER])[0, 1],
        "mean": x[:, :2].mean(),
        "rate": 1000 * np.mean(run["in"]),
        "skewness": skew(x, axis=0),
    }
    for name, value in expected.items():
        np.testing.assert_allclose(found[name][1], value, rtol=2e-3, atol=1e-3, err_msg=name)
    np.testing.assert_allclose(found["samples"], found["matrix"], atol=1e-4)
    assert (unit_of(chosen["mean"], run), run.units["in"]) == ("1", "1/ms")


RUN = Stand({"x": X[0], "rate": RATE[0], "fc": FC[0]})


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: measures.mean("X")(RUN), KeyError, "unknown observer 'X'; known: x, rate, fc"),
        (lambda: measures.fc_error("bold", EMPIRICAL)(RUN), KeyError, "unknown observer 'bold'"),
        (lambda: measures.on_host(skewness, of="y")(RUN), KeyError, "unknown observer 'y'"),
        (lambda: measures.on_host(skewness, of="rate")(RUN), KeyError, "unknown observer 'x'; known: rate"),
        (lambda: measures.mean("fc")(RUN), ValueError, "'fc' keeps one matrix and no samples"),
        (lambda: measures.mean("x")(Stand({"x": X})), ValueError, r"run\['x'\] must have the shape \(time, region\)"),
        (
            lambda: measures.fc_error("fc", EMPIRICAL)(Stand({"fc": FC})),
            ValueError,
            r"one matrix \(region, region\), got the shape \(3, 4, 4\)",
        ),
        (
            lambda: measures.fc_agreement("x", np.corrcoef(coloured(3, 200, 5).T))(RUN),
            ValueError,
            "empirical has 5 regions and observer 'x' has 4",
        ),
        (lambda: measures.fc_agreement("x", np.ones((4, 4))), ValueError, r"empirical has the same value \(1\)"),
        (lambda: measures.fc_error("x", np.ones((4, 3))), ValueError, "empirical must be a square matrix"),
        (lambda: measures.fc_error("x", np.full((4, 4), np.nan)), ValueError, r"empirical\[0, 1\] is nan"),
        (lambda: measures.fc_error("x", [["a"]]), TypeError, "empirical must hold real numbers"),
        (lambda: measures.fcd_distance("x", np.ones((4, 3))), ValueError, "matrix must be square"),
        (lambda: measures.fcd_distance("x", []), ValueError, "empirical must be an FCD matrix"),
        (lambda: measures.fcd_distance("x", EMPIRICAL_FCD, window=0), ValueError, "window must be positive"),
        (lambda: measures.fcd_distance("x", EMPIRICAL_FCD, window=127e3)(RUN), ValueError, "at least two windows"),
        (lambda: measures.fcd_distance("x", EMPIRICAL_FCD, window=3000)(RUN), ValueError, "less than 3 samples"),
        (
            lambda: measures.fcd_wasserstein("x", np.eye(3), **WINDOWS, disjoint=True)(RUN),
            ValueError,
            "no two windows of 3 are 5 apart",
        ),
        (lambda: measures.synchrony("x", band=(3, 1)), ValueError, "band must satisfy 0 < low < high"),
        (lambda: measures.synchrony("x", band=(0.1, 0.3))(RUN), ValueError, "hold nothing from 0.25 Hz up"),
        (
            lambda: jax.jit(measures.metastability("x", BAND))(Stand({"x": X[0, :15]})),
            ValueError,
            "needs more than 15 samples, got 15",
        ),
        (lambda: measures.mean("x")(Stand({"x": X[0, :1]})), ValueError, "at least 2 samples in time"),
        (lambda: measures.peak_frequency("x", window=4000.0)(RUN), ValueError, "at least 4 samples of 2000 ms, got 2"),
        (lambda: measures.peak_frequency("x", (1, 2))(RUN), ValueError, "none of the spectrum's frequencies"),
        (lambda: measures.mean_rate("x")(RUN), ValueError, r"observer 'x' is in mV, which is not a rate"),
        (lambda: measures.mean("x", regions="Z.*")(RUN), KeyError, r"unknown region 'Z\.\*'"),
        (lambda: measures.mean("x", regions=[0]), TypeError, "regions must be labels or patterns"),
        (lambda: measures.mean(3), TypeError, "of must be the name of an observer"),
        (lambda: measures.Measure(len, "n", better="more"), ValueError, "'larger', 'smaller' or None, got 'more'"),
        (lambda: measures.Measure(len, "n", unit=None), ValueError, "unit None means that of an observer"),
        (lambda: unit_of(measures.mean("x")), ValueError, "mean of x: unit None .* give run"),
        (lambda: measures.on_host(3), TypeError, "function must take a run"),
        (lambda: measures.on_host(skewness, dtype=complex), TypeError, "dtype must be one of real numbers"),
        (lambda: measures.on_host(skewness)(RUN), ValueError, r"skewness gave an array of shape \(4,\), not \(\)"),
        (lambda: measures.on_host(skewness, (4,), int)(RUN), TypeError, "gave float64, which int64 cannot hold"),
    ],
)
def test_bad_input_is_refused_by_name(call, error, message):
    with pytest.raises(error, match=message):
        call()
