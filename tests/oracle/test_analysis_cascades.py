"""Avalanches, their power laws and branching ratios against branching processes of known law."""

import numpy as np
import pytest
from scipy.special import gammaln

from brainmass.analysis import avalanches, branching_ratio, fit_power_law, threshold_events

CLAUSET = "Clauset, Shalizi & Newman 2009, doi:10.1137/070710111"
WILTING = "Wilting & Priesemann 2018, doi:10.1038/s41467-018-04725-4"


def critical_cascades(count=20_000, longest=2000, seed=0):
    """Events of many cascades of a critical Galton-Watson process with Poisson offspring, one after the other."""
    rng = np.random.default_rng(seed)
    living, generations = np.ones(count, dtype=int), []
    while living.any() and len(generations) < longest:
        generations.append(living)
        living = rng.poisson(living)
    table = np.stack([*generations, np.zeros(count, dtype=int)], axis=1)
    ended = table[:, -2] == 0 if len(generations) == longest else np.ones(count, dtype=bool)
    rows = [row[: np.argmin(row > 0) + 1] for row in table[ended]]
    return np.concatenate([[0], *rows])


CASCADES = avalanches(critical_cascades())


def branching_process(m, bins=100_000, drive=10.0, seed=0):
    rng, activity = np.random.default_rng(seed), [drive / (1 - m)]
    for _ in range(bins):
        activity.append(rng.poisson(m * activity[-1] + drive))
    return np.array(activity)


def zipf(exponent, minimum, size, seed=0):
    """Whole numbers of a power law, by inversion of its table up to 10^6."""
    n = np.arange(minimum, 10**6)
    cumulated = np.cumsum(n**-exponent)
    return n[np.searchsorted(cumulated / cumulated[-1], np.random.default_rng(seed).random(size))]


def test_sizes_of_a_critical_process_follow_the_law_of_borel(check):
    # P(s) = s^(s - 1) e^(-s) / s!, which goes to s^(-3/2) / sqrt(2 pi).
    s = np.arange(1, 8)
    exact = np.exp((s - 1) * np.log(s) - s - gammaln(s + 1))
    measured = [(CASCADES.sizes == k).mean() for k in s]
    source = "law of Borel; Otter 1949, doi:10.1214/aoms/1177730031"
    check.table("share of avalanches of size 1 to 7", measured, exact, abs=0.012, source=source)


def test_exponents_of_a_critical_branching_process(check):
    source = "critical branching process: 3/2 and 2; " + CLAUSET
    sizes = fit_power_law(CASCADES.sizes, minimum=10)
    check("exponent of avalanche sizes", sizes.exponent, 1.5, abs=0.03, source=source)
    durations = fit_power_law(CASCADES.durations, minimum=20)
    check("exponent of avalanche durations", durations.exponent, 2.0, abs=0.1, source=source)


@pytest.mark.parametrize(("exponent", "minimum"), [(1.7, 1), (2.5, 1), (2.5, 6), (3.5, 2)])
def test_the_exponent_of_a_power_law_is_found_within_its_error(check, exponent, minimum):
    fit = fit_power_law(zipf(exponent, minimum, 20_000), minimum=minimum)
    assert fit.samples == 20_000
    check(f"exponent {exponent:g} from {minimum} on", fit.exponent, exponent, abs=3 * fit.error, source=CLAUSET)
    assert fit.error < 0.03
    assert fit.distance < 0.01


def test_the_error_is_that_of_the_spread_of_fits():
    fits = [fit_power_law(zipf(2.2, 1, 500, seed), minimum=1) for seed in range(40)]
    assert np.std([f.exponent for f in fits]) == pytest.approx(fits[0].error, rel=0.35)


def test_the_minimum_is_found_where_the_law_begins():
    rng = np.random.default_rng(0)
    body, tail = rng.integers(1, 10, size=3000), zipf(2.5, 10, 5000)
    fit = fit_power_law(np.concatenate([body, tail]))
    assert 9 <= fit.minimum <= 16
    assert fit.exponent == pytest.approx(2.5, abs=0.1)


def test_a_maximum_takes_the_cut_off_into_account():
    values = zipf(1.5, 1, 20_000)
    cut = values[values <= 50]
    assert fit_power_law(values, minimum=1, maximum=50).exponent == pytest.approx(1.5, abs=0.03)
    assert fit_power_law(cut, minimum=1).exponent > 1.65


def test_avalanches_counted_by_hand():
    events = np.array([[1, 0], [0, 0], [0, 1], [1, 1], [0, 0], [0, 0], [1, 0], [0, 0], [1, 1]])
    found = avalanches(events)  # the first and the last touch the ends
    np.testing.assert_array_equal(found.sizes, [3, 1])
    np.testing.assert_array_equal(found.durations, [2, 1])
    wide = avalanches([0, 0, 1, 0, 0, 2, 0, 0], samples_per_bin=2)
    np.testing.assert_array_equal(wide.sizes, [3])
    np.testing.assert_array_equal(wide.durations, [2])
    assert avalanches([1, 1, 1]).sizes.size == avalanches([0, 0]).sizes.size == avalanches([0, 1]).sizes.size == 0


def test_events_are_upward_crossings():
    signal = np.array([9.0, 0, 0, 5, 6, 0, 5, 0, 0, 0, 0, 0])[:, None]
    np.testing.assert_array_equal(np.flatnonzero(threshold_events(signal, 0.5)[:, 0]), [3, 6])


@pytest.mark.parametrize(("m", "lags"), [(0.9, 30), (0.98, 150)])
def test_the_branching_ratio_is_found_in_all_and_in_a_tenth_of_the_activity(check, m, lags):
    activity = branching_process(m)
    tenth = np.random.default_rng(5).binomial(activity.astype(int), 0.1)
    whole, part = (branching_ratio(x, interval=4.0, lags=lags) for x in (activity, tenth))
    check(f"branching ratio {m:g}", whole.ratio, m, abs=0.006, source=WILTING)
    check(f"branching ratio {m:g} from a tenth", part.ratio, m, abs=0.012, source=WILTING)
    check(f"timescale at m = {m:g}", whole.timescale, -4.0 / np.log(m), rel=0.2, source=WILTING, unit="ms")
    # b = q^2 var(A) / var(part) with var(part) = q^2 var(A) + q (1 - q) <A>, var(A) = <A> / (1 - m^2)
    expected = 0.1 / (0.1 + 0.9 * (1 - m**2))
    check(f"amplitude from a tenth at m = {m:g}", part.amplitude, expected, abs=0.05, source=WILTING)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: avalanches([0, -1, 2]), "events must not be negative, got -1"),
        (lambda: avalanches([0, 1, 2], samples_per_bin=4), "samples_per_bin must be a whole number from 1 to 3, got 4"),
        (lambda: fit_power_law([1.5] * 100), "values must be a list of whole numbers of at least 1"),
        (lambda: fit_power_law([3] * 100, minimum=1), "50 values that are not all equal, got 100 from 1 on"),
        (lambda: fit_power_law([1, 2, 3]), "50 values that are not all equal, got 3"),
        (lambda: branching_ratio(np.ones(500), 4.0), "activity is constant"),
        (lambda: branching_ratio(np.arange(50.0), 4.0), "lags must be a whole number from 3 to a third of the 50 bins"),
        (lambda: threshold_events(np.ones((10, 1))), "region 0 is constant"),
    ],
)
def test_bad_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()
