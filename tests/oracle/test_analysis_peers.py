"""Analysis beside other libraries: numbers read off them once, on data that are the same on every machine."""

import jax.numpy as jnp
import numpy as np
import pytest
from scipy.signal import butter, sosfiltfilt
from scipy.signal.windows import dpss

from brainmass.analysis import (
    Fourier,
    betweenness,
    branching_ratio,
    characteristic_path_length,
    clustering,
    coherence,
    debiased_wpli_square,
    fit_power_law,
    global_efficiency,
    imaginary_coherence,
    lempel_ziv,
    multitaper_fourier,
    orthogonal_envelope_fc,
    participation,
    permutation_entropy,
    rich_club,
    sample_entropy,
    wpli,
)

BCT, ANTROPY, MNE = "bctpy 0.6.1", "antropy 0.2.3", "mne-connectivity 0.9.0"


def numbers(n, seed=0):
    """Numbers in [0, 1) without pattern, by whole numbers only."""
    k = np.arange(1, n + 1, dtype=np.int64) + 1000 * seed
    return (k * k * k % 104729 * 7919 % 104729) / 104729


def weights():
    found = np.floor(10 * numbers(64)).reshape(8, 8)
    found[found < 4] = 0
    np.fill_diagonal(found, 0)
    return found


W = weights()
LABELS = [1, 1, 1, 2, 2, 3, 3, 3]
# fmt: off
GRAPH = {
    "clustering_coef_wu": (
        clustering(W + W.T),
        [0.357837308102, 0.405648945864, 0.385714416829, 0.450924763133, 0.443709516766, 0.362874880154, 0.539303650782,
         0.405728680467]),
    "clustering_coef_wd": (
        clustering(W),
        [0.406349760238, 0.434114199571, 0.443430132893, 0.385663856039, 0.565938475481, 0.416431611964, 0.478363121975,
         0.449404896477]),
    "efficiency_wei": ([global_efficiency(W)], [5.415989212845]),
    "charpath": ([characteristic_path_length(W)], [0.220089285714]),
    "betweenness_wei": (
        betweenness(W),
        [0.035714285714, 0.142857142857, 0.238095238095, 0.095238095238, 0.02380952381, 0.02380952381, 0.083333333333,
         0.119047619048]),
    "participation_coef, degree in": (
        participation(W, LABELS),
        [0.622837370242, 0.635160680529, 0.655567117586, 0.486992715921, 0.426035502959, 0.375, 0.597777777778,
         0.606420927467]),
    "rich_club_bu": ([rich_club(W)[k] for k in range(1, 7)], [0.892857142857] * 4 + [1.0, 1.0]),
}
# fmt: on


@pytest.mark.parametrize("name", GRAPH)
def test_graph_measures_beside_bctpy(check, name):
    ours, theirs = GRAPH[name]
    check.table(f"graph measure {name}, to from exchanged", ours, theirs, abs=1e-11, source=BCT)


def test_entropies_beside_antropy(check):
    x = numbers(500)[:, None] - 0.5
    check("permutation entropy", permutation_entropy(x, 4, 2)[0], 0.9933411643335147, abs=1e-12, source=ANTROPY)
    check("sample entropy", sample_entropy(x)[0], 2.235143812198513, abs=1e-12, source=ANTROPY)
    check("words of LZ76", lempel_ziv(x[:, 0] > np.median(x)), 64, abs=0, source=ANTROPY)


def test_power_law_beside_powerlaw(check):
    values = np.floor((1 - numbers(2000, 1)) ** (-1 / 1.3))
    fit = fit_power_law(values, minimum=5)
    assert fit.samples == 235
    check("exponent of a discrete power law", fit.exponent, 2.15632401335178, abs=1e-4, source="powerlaw 2.0.0")
    check("its distance", fit.distance, 0.034020401095977926, abs=1e-4, source="powerlaw 2.0.0")


def test_branching_ratio_beside_mrestimator(check):
    activity, drive = np.zeros(3000), numbers(3000, 2)
    for t in range(1, 3000):
        activity[t] = 0.9 * activity[t - 1] + drive[t]
    found = branching_ratio(activity, interval=4.0, lags=30)
    check("branching ratio", found.ratio, 0.8954302156632228, abs=1e-6, source="mrestimator 0.2.0")
    check("timescale", found.timescale, 36.215158064640825, rel=1e-5, source="mrestimator 0.2.0", unit="ms")


def epochs():
    found = (numbers(6000, 3) - 0.5).reshape(20, 3, 100)
    found[:, 1] += np.roll(found[:, 0], 3, axis=1)
    return found


# fmt: off
COUPLING = {
    "coh": (lambda x: jnp.sqrt(coherence(x)),
            [0.700617598442, 0.523246414098, 0.595197156776, 0.815953303227, 0.830261176605, 0.714092407082,
             0.731321741826]),
    "imcoh": (imaginary_coherence,
              [-0.47186558114, -0.507048942481, -0.58017942834, -0.797218372701, -0.829163830754, -0.697705378603,
               -0.694702334911]),
    "wpli": (wpli,
             [0.734294236844, 0.810917858451, 0.793297121004, 0.977029434323, 0.989231707528, 0.940248269773,
              0.936778907347]),
    "wpli2_debiased": (debiased_wpli_square,
                       [0.493837937016, 0.616068542787, 0.588896766571, 0.949429017225, 0.97597945262, 0.869961683335,
                        0.866221690665]),
}
# fmt: on


@pytest.mark.parametrize("name", COUPLING)
def test_coherence_of_trials_beside_mne(x64, check, name):
    measure, theirs = COUPLING[name]
    trials = epochs()
    centred = trials - trials.mean(axis=2, keepdims=True)
    values = np.fft.rfft(centred * np.hanning(100), axis=2).transpose(0, 2, 1)[:, 5:12]
    ours = measure(Fourier(np.arange(10.0, 24.0, 2.0), jnp.asarray(values)))[:, 1, 0]
    check.table(f"{name} of 20 trials, 10 to 22 Hz", ours, theirs, abs=1e-11, source=MNE)


@pytest.mark.parametrize(
    ("scale", "name", "theirs"),
    [
        (jnp.sqrt, "amplitude", [0.124936268782, 0.172931446112, -0.162388268189]),
        (jnp.log, "logarithm", [0.094128047289, 0.103823102982, -0.192892361393]),
    ],
)
def test_orthogonalised_envelopes_beside_mne(x64, check, scale, name, theirs):
    band = butter(2, (8, 12), btype="bandpass", fs=200, output="sos")
    signals = sosfiltfilt(band, (numbers(4500, 4) - 0.5).reshape(1500, 3), axis=0)
    signals[:, 1] += 0.5 * signals[:, 0]
    ours = np.asarray(orthogonal_envelope_fc(signals, scale))[[1, 2, 2], [0, 0, 1]]
    check.table(f"orthogonalised envelope correlation, {name}", ours, theirs, abs=1e-9, source=MNE)


def test_multitaper_density_beside_mne(x64, check):
    # MNE weights the 20 tapers by the shares of their power that lie within the bandwidth, and makes them one sample
    # longer and cuts that off, which changes the density by up to 0.2 % here.
    fourier = multitaper_fourier(numbers(1000, 5)[:, None] - 0.5, 5.0, bandwidth=2.0, tapers=20)
    _, shares = dpss(1000, 10.0, Kmax=20, return_ratios=True)
    ours = np.average(np.abs(np.asarray(fourier.values)[:, [50, 150, 300], 0]) ** 2, axis=0, weights=shares)
    theirs = [0.0009458464731654366, 0.001056306073064205, 0.0009503463385611124]
    check.table("multitaper density at 10, 30 and 60 Hz", ours, theirs, rel=2e-3, source="mne 1.13.2")
