"""Measures of a run equal what analysis and SciPy give for each run alone, also compiled for many at once."""

import pickle
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import signal, stats

from brainmass import analysis, measures
from brainmass.analysis import sliding_windows
from tests.compiling import jit_quickly

N, SAMPLES, LANES = 4, 120, 3
TIMES = 500.0 * np.arange(1, SAMPLES + 1)
_noise = np.random.default_rng(0).normal(size=(LANES, SAMPLES, N))
SIGNALS = _noise + 2 * np.sin(2 * np.pi * 0.1 * TIMES / 1000)[:, None] + np.roll(_noise, 1, axis=2)
EMPIRICAL = np.corrcoef(np.random.default_rng(1).normal(size=(30, N)), rowvar=False)
FCD = np.random.default_rng(2).uniform(-0.5, 1.0, 40)
WINDOWS = {"window": 20_000.0, "step": 5_000.0}


@partial(jax.tree_util.register_dataclass, data_fields=["data"], meta_fields=[])
@dataclass(frozen=True)
class Run:
    """What measures read of a run."""

    data: dict

    matrices = ("fc",)
    t: ClassVar = {"x": TIMES, "rate": TIMES, "fc": TIMES}
    labels: ClassVar = dict.fromkeys(("x", "rate"), ("L.V1", "L.M1", "R.V1", "R.M1"))
    units: ClassVar = {"x": "mV", "rate": "1/ms", "fc": "1"}

    def __getitem__(self, name):
        return self.data[name]


def run_of(lane):
    fc = np.corrcoef(SIGNALS[lane], rowvar=False)
    return Run(
        {name: jnp.asarray(x, jnp.float32) for name, x in (("x", SIGNALS[lane]), ("rate", SIGNALS[lane]), ("fc", fc))}
    )


MEASURES = {
    "agreement of samples": measures.fc_agreement("x", EMPIRICAL),
    "agreement of a matrix": measures.fc_agreement("fc", EMPIRICAL),
    "error": measures.fc_error("fc", EMPIRICAL),
    "fcd": measures.fcd_distance("x", FCD, **WINDOWS),
    "fcd of disjoint windows": measures.fcd_distance("x", FCD, disjoint=True, **WINDOWS),
    "wasserstein": measures.fcd_wasserstein("x", FCD, **WINDOWS),
    "metastability": measures.metastability("x"),
    "metastability in a band": measures.metastability("x", band=(0.05, 0.2)),
    "synchrony": measures.synchrony("x"),
    "mean": measures.mean("x"),
    "mean on the left": measures.mean("x", "L.*"),
    "deviation": measures.deviation("x", ["L.V1", "R.*"]),
    "rate": measures.mean_rate("rate"),
    "peak": measures.peak_frequency("x", band=(0.02, 0.5)),
    "skewness": measures.on_host(lambda run: stats.skew(run["x"], axis=0), shape=(N,)),
}


def expected(x):
    """The same for the samples of one run, by NumPy and SciPy, or by analysis functions that are tested themselves."""
    fc, pairs = np.corrcoef(x, rowvar=False), np.triu_indices(N, 1)
    order = np.abs(np.exp(1j * np.angle(signal.hilbert(x - x.mean(0), axis=0))).mean(1))
    fcd = np.asarray(analysis.fcd(x, 500.0, **WINDOWS))
    lag = sliding_windows(500.0, **WINDOWS).disjoint_lag
    power = signal.welch(x, fs=2.0, nperseg=SAMPLES // 4, axis=0)
    return {
        "agreement of samples": stats.pearsonr(fc[pairs], EMPIRICAL[pairs])[0],
        "agreement of a matrix": stats.pearsonr(fc[pairs], EMPIRICAL[pairs])[0],
        "error": np.sqrt(np.mean((fc[pairs] - EMPIRICAL[pairs]) ** 2)),
        "fcd": stats.ks_2samp(fcd[np.triu_indices(len(fcd), 1)], FCD).statistic,
        "fcd of disjoint windows": stats.ks_2samp(fcd[np.triu_indices(len(fcd), lag)], FCD).statistic,
        "wasserstein": stats.wasserstein_distance(fcd[np.triu_indices(len(fcd), 1)], FCD),
        "metastability": order.std(),
        "metastability in a band": analysis.metastability(analysis.phases(x, 500.0, (0.05, 0.2))),
        "synchrony": order.mean(),
        "mean": x.mean(),
        "mean on the left": x[:, :2].mean(),
        "deviation": x[:, [0, 2, 3]].std(0).mean(),
        "rate": 1000 * x.mean(),
        "peak": analysis.peak_frequency(analysis.Spectrum(power[0], power[1].mean(1, keepdims=True)), (0.02, 0.5))[0],
        "skewness": stats.skew(x, axis=0),
    }


def test_measures_of_many_runs_at_once_are_those_of_each(check):
    runs = jax.tree.map(lambda *x: jnp.stack(x), *map(run_of, range(LANES)))
    found = jit_quickly(jax.vmap(lambda run: {name: measure(run) for name, measure in MEASURES.items()}))(runs)
    for lane in range(LANES):
        for name, value in expected(SIGNALS[lane]).items():
            np.testing.assert_allclose(found[name][lane], value, rtol=2e-4, atol=2e-6, err_msg=name)
    check.table(
        "measures of three runs at once, beside NumPy and SciPy: agreement, error, KS, Wasserstein, order",
        [float(found[name][0]) for name in list(MEASURES)[:9]],
        [float(expected(SIGNALS[0])[name]) for name in list(MEASURES)[:9]],
        rel=2e-4,
        abs=2e-6,
        source="NumPy, scipy.stats, scipy.signal",
    )


@pytest.mark.parametrize("ties", [False, True])
def test_distances_of_distributions_are_those_of_scipy(ties):
    rng = np.random.default_rng(3)
    a, b = rng.normal(size=50), rng.normal(0.3, 2.0, size=80)
    a, b = (a.round(), b.round()) if ties else (a, b)
    np.testing.assert_allclose(measures.ks(a, b), stats.ks_2samp(a, b).statistic, rtol=1e-6)
    np.testing.assert_allclose(measures.wasserstein(a, b), stats.wasserstein_distance(a, b), rtol=2e-5)


@pytest.mark.parametrize("name", ["agreement of samples", "error", "wasserstein"])
def test_gradients_are_those_of_differences(name, x64):
    x = jnp.asarray(SIGNALS[0])
    direction = jnp.asarray(np.random.default_rng(5).normal(size=x.shape))

    def along(h):
        moved = x + h * direction
        centred = (moved - moved.mean(0)) / moved.std(0)
        return MEASURES[name](Run({"x": moved, "fc": centred.T @ centred / SAMPLES}))

    h = 1e-5
    np.testing.assert_allclose(jax.grad(along)(0.0), (along(h) - along(-h)) / (2 * h), rtol=1e-6, atol=1e-9)


def test_they_say_what_they_are_and_go_to_other_processes():
    for name, measure in MEASURES.items():
        if name != "skewness":
            again = pickle.loads(pickle.dumps(measure))
            assert (again.about, again.unit, again.better) == (measure.about, measure.unit, measure.better)
            np.testing.assert_array_equal(again(run_of(0)), measure(run_of(0)))
    assert (MEASURES["fcd"].better, MEASURES["error"].better, MEASURES["rate"].unit) == ("smaller", "smaller", "Hz")


def test_a_function_of_the_host_gives_nan_where_it_cannot():
    def picky(run):
        if run["x"].max() > 1:
            raise ValueError("too large")
        return run["x"].sum()

    measure = measures.on_host(picky)
    assert float(measure(Run({"x": jnp.ones((2, 2))}))) == 4.0
    assert np.isnan(measure(Run({"x": jnp.full((2, 2), jnp.nan)})))
    with pytest.warns(UserWarning, match="cannot be computed for a run, and is NaN there: too large"):
        assert np.isnan(measure(Run({"x": 2 * jnp.ones((2, 2))})))


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: measures.fc_agreement("fc", np.ones((3, 2))), "must be a square matrix"),
        (lambda: measures.fc_error("fc", np.full((3, 3), np.nan)), "not finite"),
        (lambda: measures.fc_agreement("fc", np.eye(3))(run_of(0)), "of 3 regions, and the run's 'fc' of 4"),
        (lambda: measures.fcd_distance("x", 3.0), "empirical must be an FCD matrix"),
        (lambda: measures.fcd_distance("fc", FCD)(run_of(0)), "'fc' keeps no samples"),
        (lambda: measures.mean_rate("x")(run_of(0)), "'x' is in mV"),
        (lambda: measures.mean("x", "Q.*")(run_of(0)), "a measure of 'x': unknown region"),
    ],
)
def test_what_does_not_fit_is_refused(make, message):
    with pytest.raises((ValueError, KeyError), match=message):
        make()
