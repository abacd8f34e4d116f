"""The block function against published words, JAX, and tests of bits. Bounds on p values are 1e-4, seeds are fixed.

The last rounds matter: ``test_fewer_rounds_are_found_out`` shows that these tests catch a generator with 8.
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax.extend.random import threefry_2x32
from scipy import stats

from brainmass.normal import ROUNDS, threefry

PI = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344)
ONES = (0xFFFFFFFF,) * 4


def words(seed: int, count: int, rounds: int = ROUNDS) -> np.ndarray:
    """Two rows of words, for consecutive counters."""
    key = jax.random.key_data(jax.random.key(seed))
    index = jnp.arange(count, dtype=jnp.uint32)
    return np.stack([np.asarray(x) for x in threefry(key, index, jnp.uint32(0), rounds)])


# ---------------------------------------------------------------------------------------------------------------------
# The block function


@pytest.mark.parametrize(
    ("rounds", "counter_and_key", "expected", "of"),
    [
        (13, (0, 0, 0, 0), (0x9D1C5EC6, 0x8BD50731), "zeros"),
        (13, ONES, (0xFD36D048, 0x2D17272C), "ones"),
        (13, PI, (0xBA3E4725, 0xF27D669E), "the digits of pi"),
        (20, (0, 0, 0, 0), (0x6B200159, 0x99BA4EFE), "zeros"),
        (20, ONES, (0x1CB996FC, 0xBB002BE7), "ones"),
        (20, PI, (0xC4923A9C, 0x483DF7A0), "the digits of pi"),
    ],
)
def test_published_words(check, rounds, counter_and_key, expected, of):
    """The known answers that come with Random123, the library of the authors of Threefry (tests/kat_vectors)."""
    x0, x1, k0, k1 = (jnp.uint32(word) for word in counter_and_key)
    ours = tuple(map(int, threefry(jnp.stack([k0, k1]), x0, x1, rounds)))
    quantity, source = (
        f"Threefry-2x32 with {rounds} rounds, counter and key of {of}",
        "known answers of Random123, kat_vectors",
    )
    check.table(quantity, ours, expected, abs=0.0, source=source)


def test_twenty_rounds_are_those_of_jax(check):
    bits = np.random.default_rng(0).integers(0, 2**32, (4, 1000), dtype=np.uint32)
    x0, x1, k0, k1 = map(jnp.asarray, bits)
    theirs = jax.vmap(lambda k0, k1, x0, x1: threefry_2x32(jnp.stack([k0, k1]), jnp.stack([x0, x1])))(k0, k1, x0, x1)
    ours = np.stack(threefry(jnp.stack([k0, k1]), x0, x1, 20)).astype(float)
    quantity = "Threefry-2x32 with 20 rounds, 1,000 random counters and keys"
    check.table(quantity, ours, np.asarray(theirs.T, float), abs=0.0, source="threefry_2x32 of JAX")


# ---------------------------------------------------------------------------------------------------------------------
# The bits


def ones(w: np.ndarray) -> np.ndarray:
    """Every bit, (word, 32)."""
    return np.unpackbits(w[:, None].view(np.uint8), axis=1, bitorder="little")


def squares(deviations: np.ndarray) -> float:
    """p value of independent deviations in standard errors: too large, or too small to be true."""
    return two_sided(stats.chi2.sf(np.sum(deviations**2), deviations.size))


def two_sided(*p: float) -> float:
    """p value of the most surprising among p values, in either direction."""
    return min(1.0, 2 * len(p) * min(min(x, 1 - x) for x in p))


def frequency(w: np.ndarray) -> float:
    """Each of the 32 bits is 1 in half of the words."""
    return squares((ones(w).mean(axis=0) - 0.5) * 2 * np.sqrt(len(w)))


def runs(w: np.ndarray) -> float:
    """From one word to the next each bit changes half of the times."""
    return frequency(w[1:] ^ w[:-1])


def pairs_of_bits(w: np.ndarray) -> float:
    """Two bits of a word are equal half of the times."""
    signs = 2.0 * ones(w) - 1
    return squares((signs.T @ signs / np.sqrt(len(w)))[np.triu_indices(32, 1)])


def serial(w: np.ndarray) -> float:
    """The top bytes of two words in turn fill 65,536 cells evenly; likewise the bottom bytes."""
    cells = [np.bincount(byte[::2].astype(int) * 256 + byte[1::2], minlength=65536) for byte in (w >> 24, w & 255)]
    return two_sided(*(stats.chisquare(counts).pvalue for counts in cells))


def birthdays(w: np.ndarray) -> float:
    """Marsaglia's birthday spacings: of 512 days in a year of 2^24, 2 spacings are equal to another, Poisson."""
    p = []
    for day in (w >> 8, w & 0xFFFFFF):
        spacings = np.diff(np.sort(day.reshape(-1, 512).astype(np.int64), axis=1), axis=1)
        equal = np.sum(np.diff(np.sort(spacings, axis=1), axis=1) == 0)
        p.append(stats.poisson.cdf(equal, 2 * len(spacings)))
    return two_sided(*p)


BATTERY = (frequency, runs, pairs_of_bits, serial, birthdays)


def avalanche(rounds: int) -> float:
    """The worst deviation, in standard errors, of the chance 1/2 that flipping a bit of counter or key flips a bit."""
    rng = np.random.default_rng(1)
    x0, x1, k0, k1 = rng.integers(0, 2**32, (4, 4096), dtype=np.uint32)
    x0, x1 = np.arange(4096, dtype=np.uint32), np.zeros_like(x1)  # counters as they are used
    block = jax.jit(lambda x0, x1, k0, k1: jnp.stack(threefry(jnp.stack([k0, k1]), x0, x1, rounds)))
    before = np.asarray(block(x0, x1, k0, k1))
    worst = 0.0
    for argument in range(4):
        for bit in range(32):
            inputs = [x0, x1, k0, k1]
            inputs[argument] = inputs[argument] ^ np.uint32(1 << bit)
            after = np.asarray(block(*inputs))
            for changed in before ^ after:
                worst = max(worst, np.abs(ones(changed).mean(axis=0) - 0.5).max() * 2 * np.sqrt(4096))
    return worst


@pytest.mark.parametrize("test", BATTERY)
@pytest.mark.parametrize("half", [0, 1])
def test_bits(test, half):
    """Of consecutive blocks under one key, each of the two words by itself."""
    assert test(words(3, 2**20)[half]) > 1e-4


@pytest.mark.parametrize("test", BATTERY)
def test_bits_of_both_words_in_turn(test):
    assert test(words(4, 2**19).T.ravel()) > 1e-4


@pytest.mark.parametrize("test", BATTERY)
def test_bits_of_the_same_counter_under_consecutive_keys(test):
    """The keys of seeds 0, 1, 2..., whose other word is 0: the hardest that a user can ask for."""
    seeds = jnp.arange(2**20, dtype=jnp.uint32)
    first, second = threefry(jnp.stack([jnp.zeros_like(seeds), seeds]), jnp.uint32(0), jnp.uint32(0))
    assert test(np.asarray(first)) > 1e-4
    assert test(np.asarray(second)) > 1e-4


def test_one_bit_of_counter_or_key_changes_half_of_a_block(check):
    """8192 deviations: the largest of so many normal ones is 4.2 on average, and above 6 once in 50,000 times."""
    quantity = f"{ROUNDS} rounds, a bit of counter or key flipped: chance that a bit flips, largest deviation from 1/2"
    source = "independence; the largest of 8,192 normal deviations is 4.2 on average"
    check(quantity, avalanche(ROUNDS), 0.0, abs=6.0, unit="standard errors", source=source)


def test_fewer_rounds_are_found_out():
    weak = words(3, 2**18, rounds=8)
    assert min(test(half) for test in BATTERY for half in weak) < 1e-12
    assert avalanche(8) > 10


# ---------------------------------------------------------------------------------------------------------------------
# More of the same


@pytest.mark.slow
@pytest.mark.parametrize("test", BATTERY)
def test_bits_of_many_streams(test):
    """p values of 200 streams are uniform, for each of the two words."""
    for half in (0, 1):
        p = [test(words(seed, 2**18)[half]) for seed in range(200)]
        if test in (serial, birthdays):  # their p value is the lesser of two, doubled, or steps
            assert np.mean(np.array(p) < 0.05) < 0.12
        else:
            assert stats.kstest(p, "uniform").pvalue > 1e-4


@pytest.mark.slow
def test_ranks_of_binary_matrices():
    """Marsaglia's test: a 32 x 32 matrix over GF(2) made of 32 words has rank 32, 31 or less by known chances."""
    for half in words(21, 32 * 20_000):
        counts = np.bincount(np.minimum(32 - _ranks(half.reshape(-1, 32)), 2), minlength=3)
        expected = np.array([0.2887880951, 0.5775761902, 0.1336357147]) * counts.sum()
        assert stats.chisquare(counts, expected).pvalue > 1e-4


def _ranks(rows: np.ndarray) -> np.ndarray:
    """Ranks over GF(2) of many matrices at once, whose rows are words."""
    rows = rows.copy()
    rank = np.zeros(len(rows), int)
    used = np.zeros(rows.shape, bool)
    for bit in range(32):
        here = ((rows >> bit) & 1).astype(bool) & ~used
        found = here.any(axis=1)
        pivot = here.argmax(axis=1)
        value = rows[np.arange(len(rows)), pivot]
        used[np.flatnonzero(found), pivot[found]] = True
        rank += found
        others = ((rows >> bit) & 1).astype(bool) & found[:, None]
        others[np.arange(len(rows)), pivot] = False
        rows ^= np.where(others, value[:, None], 0).astype(rows.dtype)
    return rank
