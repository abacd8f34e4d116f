"""Entropies and Lempel-Ziv complexity against hand-counted sequences and closed forms."""

import numpy as np
import pytest
from scipy.special import erf

from brainmass.analysis import (
    Spectrum,
    joint_lempel_ziv_complexity,
    lempel_ziv,
    lempel_ziv_complexity,
    permutation_entropy,
    sample_entropy,
    spectral_entropy,
)

LZ76 = "Lempel & Ziv 1976, doi:10.1109/TIT.1976.1055501"


def white(samples=2000, regions=2, seed=0):
    return np.random.default_rng(seed).normal(size=(samples, regions))


def words(text):
    """The exhaustive history by its definition: the shortest word that is no substring of what precedes its end."""
    history, start = [], 0
    while start < len(text):
        end = start + 1
        while end <= len(text) and text[start:end] in text[: end - 1]:
            end += 1
        history.append(text[start:end])
        start = end
    return history


@pytest.mark.parametrize(
    ("text", "history"),
    [
        ("0001101001000101", ["0", "001", "10", "100", "1000", "101"]),  # Lempel & Ziv's own example
        ("0" * 20, ["0", "0" * 19]),
        ("01" * 10, ["0", "1", "01" * 9]),
        ("1", ["1"]),
        ("0010", ["0", "01", "0"]),
    ],
)
def test_words_of_sequences_counted_by_hand(check, text, history):
    assert words(text) == history
    check(f"LZ76 words of {text}", lempel_ziv([int(c) for c in text]), len(history), abs=0, source=LZ76)


@pytest.mark.parametrize("seed", range(5))
def test_words_are_those_of_the_definition(seed):
    text = "".join(np.random.default_rng(seed).choice(["0", "1"], p=[0.7, 0.3], size=300))
    assert lempel_ziv([int(c) for c in text]) == len(words(text))


def test_the_symbols_do_not_matter():
    sequence = np.random.default_rng(0).random(500) < 0.4
    assert lempel_ziv(sequence) == lempel_ziv(~sequence) == lempel_ziv(np.where(sequence, 3.5, -1.0))


def test_random_sequences_approach_their_limit_from_above_and_periodic_ones_vanish(check):
    c = lempel_ziv_complexity(np.stack([white(50_000, 1)[:, 0], np.sin(0.3 * np.arange(50_000))], axis=1))
    check.between("LZ76 of coin throws over n / log2 n", c[0], 1.0, 1.1, source="the limit is 1; " + LZ76)
    check.between("LZ76 of a rhythm over n / log2 n", c[1], 0.0, 0.05, source="the limit is 0; " + LZ76)
    longer, shorter = (lempel_ziv_complexity(white(n, 20, 1)).mean() for n in (20_000, 500))
    assert 1 < longer < shorter


def test_joint_complexity_falls_when_regions_are_alike():
    noise = white(1000, 5)
    half = joint_lempel_ziv_complexity(np.repeat(noise[:, :3], 2, axis=1)[:, :5])
    assert joint_lempel_ziv_complexity(np.repeat(noise[:, :1], 5, axis=1)) < half < joint_lempel_ziv_complexity(noise)


def test_permutation_entropy_of_the_series_in_its_paper(check):
    # 4 7 9 10 6 11 3: of 6 pairs 4 rise; of 5 triples 2 are 012, 2 are 120 and 1 is 021 (Bandt & Pompe's example).
    series = np.array([4, 7, 9, 10, 6, 11, 3.0])[:, None]
    source = "Bandt & Pompe 2002, doi:10.1103/PhysRevLett.88.174102"
    two, three = (permutation_entropy(series, order=m)[0] * np.log2(norm) for m, norm in ((2, 2), (3, 6)))
    check("permutation entropy of order 2", two, 0.918, abs=5e-4, source=source, unit="bit")
    check("permutation entropy of order 3", three, 1.522, abs=5e-4, source=source, unit="bit")


def test_permutation_entropy_of_white_noise_and_of_a_line(check):
    source = "all m! patterns alike"
    check.table(
        "permutation entropy of white noise", permutation_entropy(white(50_000), 4), 1.0, abs=2e-3, source=source
    )
    assert permutation_entropy(np.arange(100.0)[:, None])[0] == 0
    # A rhythm of period 4 at a delay of 4 repeats itself: equal values count as rising.
    assert permutation_entropy((np.arange(100) % 4)[:, None], delay=4)[0] == 0


@pytest.mark.parametrize("r", [0.2, 0.5])
def test_sample_entropy_of_white_noise(check, r):
    # Two normal numbers differ by at most r with probability erf(r / 2).
    measured = sample_entropy(white(4000, 3), tolerance=r).mean()
    source = "-log erf(r / 2); Richman & Moorman 2000, doi:10.1152/ajpheart.2000.278.6.H2039"
    check(f"sample entropy of white noise, r = {r:g}", measured, -np.log(erf(r / 2)), abs=0.03, source=source)


def test_sample_entropy_is_the_count_written_out():
    x, m, r = white(60, 1)[:, 0], 2, 0.5
    z = x / x.std()

    def pairs(length):
        rows = np.array([z[i : i + length] for i in range(len(z) - m)])
        near = np.abs(rows[:, None] - rows[None]).max(axis=2) <= r
        return (near.sum() - len(rows)) / 2

    assert sample_entropy(x[:, None], m, r)[0] == pytest.approx(-np.log(pairs(m + 1) / pairs(m)), abs=1e-12)


def test_sample_entropy_of_a_rhythm_is_0():
    assert sample_entropy((np.arange(400) % 4)[:, None])[0] == 0


def test_spectral_entropy_of_known_spectra():
    density = np.array([[7, 7, 7], [1, 1, 0], [1, 0, 0], [1, 1, 4], [1, 0, 0]])
    np.testing.assert_allclose(spectral_entropy(Spectrum(np.arange(5.0), density)), [1.0, 0.5, 0.0], atol=1e-15)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lempel_ziv([0, 1, 2]), "sequence must have two symbols, got 3; compare it with a threshold"),
        (lambda: lempel_ziv([]), r"at least one value, got \(0,\)"),
        (lambda: lempel_ziv_complexity(white() * [1, 0]), "region 1 is constant .* so its complexity is undefined"),
        (lambda: permutation_entropy(white(), order=9), "order must be a whole number from 2 to 8, got 9"),
        (lambda: permutation_entropy(white(), delay=0), "delay must be a whole number of samples of at least 1, got 0"),
        (lambda: permutation_entropy(white(9), order=3, delay=3), "signals of 9 samples hold too few stretches"),
        (lambda: sample_entropy(white(), tolerance=0.0), "tolerance must be positive, got 0"),
        (lambda: sample_entropy(white(6), tolerance=1e-6), "region 0 has no two stretches of 2 samples within 1e-06"),
        (lambda: spectral_entropy(Spectrum(np.arange(3.0), np.zeros((3, 1)))), "positive somewhere above 0 Hz"),
    ],
)
def test_bad_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()
