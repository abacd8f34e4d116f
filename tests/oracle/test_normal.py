"""The normal numbers against extended precision and the laws of chance. Their bits: ``test_threefry.py``.

Seeds are fixed. Bounds on estimates are 4.5 standard errors, which a sound generator exceeds once in 150,000 times;
bounds on p values are 1e-4.
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import stats

from brainmass.normal import box_muller, normals, threefry

FAR = 4.5
EXTENDED = "Box and Muller's transform in extended precision"


@pytest.fixture(scope="module")
def tiles() -> np.ndarray:
    """Sixteen tiles of one stream, as the engine draws them: (tile, time, channel)."""
    keys = jax.vmap(lambda tile: jax.random.fold_in(jax.random.key(7), tile))(jnp.arange(16))
    return np.asarray(jax.vmap(lambda key: normals(key, (512, 180)))(keys), float)


# ---------------------------------------------------------------------------------------------------------------------
# From bits to normal numbers


def reference(key: jax.Array, count: int, *, double: bool) -> tuple[np.ndarray, np.ndarray]:
    """The numbers from the words of the block function by Box and Muller in extended precision, and their radii."""
    pairs = -(-count // 2)
    length = -(-pairs // 2)
    index, data = jnp.arange(length, dtype=jnp.uint32), jax.random.key_data(key)

    def block(second):
        first, last = (np.asarray(word) for word in threefry(data, index, jnp.uint32(second)))
        return first, last

    levels, turns = [], []
    for half in (0, 1):
        a, b = block(half)
        level, turn = a.view(np.int32) + np.longdouble(0.5), b.view(np.int32) + np.longdouble(0.5)
        if double:
            c, d = block(half + 2)
            level = a.view(np.int32) + (b + np.longdouble(0.5)) / 2**32
            turn = c.view(np.int32) + (d + np.longdouble(0.5)) / 2**32
        levels.append(level / 2**31)
        turns.append(turn / 2**33)
    level, angle = np.concatenate(levels)[:pairs], 2 * np.pi * np.concatenate(turns)[:pairs]
    radius = np.sqrt(-2 * np.log(np.abs(level)))
    pair = np.sign(level) * radius * np.stack([np.sin(angle), np.cos(angle)])
    return pair.ravel()[:count], np.tile(radius, 2)[:count]


@pytest.mark.parametrize("shape", [(2048, 1024), (33, 7), (1,), ()], ids=str)
def test_numbers_are_the_transform_of_the_words(check, shape):
    """But for rounding: a level near 1 is rounded to 24 bits, which moves a small radius r by 2^-25 / r.

    A million blocks have levels so near to 0 that it shows whether words stand for the middle of what they round.
    """
    key = jax.random.key(11)
    exact, radius = reference(key, int(np.prod(shape)), double=False)
    z = np.asarray(normals(key, shape))
    assert z.dtype == np.float32
    assert z.shape == shape
    error = np.abs(z.ravel() - exact)
    allowed = 1e-6 * np.maximum(radius, 1) + 2.0**-24 / radius
    quantity = (
        f"normal numbers of shape {shape}, float32: error as a share of 1e-6 max(r, 1) + 2^-24 / r, r their radius"
    )
    check.table(quantity, error / allowed, 0.0, abs=1.0, source=EXTENDED)
    assert np.median(error / np.abs(exact)) < (1e-7 if z.size > 1 else 2.0**-22)  # of one number, its rounding


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("shape", [(64, 180), (33, 7)], ids=str)
def test_numbers_are_the_transform_of_the_words_in_float64(check, shape):
    key = jax.random.key(11)
    exact, radius = reference(key, int(np.prod(shape)), double=True)
    z = np.asarray(normals(key, shape))
    assert z.dtype == np.float64
    error = np.abs(z.ravel() - exact)
    allowed = 4e-15 * np.maximum(radius, 1) + 2.0**-53 / radius
    quantity = (
        f"normal numbers of shape {shape}, float64: error as a share of 4e-15 max(r, 1) + 2^-53 / r, r their radius"
    )
    check.table(quantity, error / allowed, 0.0, abs=1.0, source=EXTENDED)


def test_logarithm_and_sine_are_those_of_float64(check):
    """The radius of a level, read off at a quarter turn, and the sine and cosine of a turn: relative errors."""
    level = np.concatenate(
        [
            np.geomspace(2.0**-32, 1, 200_001),
            np.linspace(0.5, 1, 200_001),
            np.sqrt(0.5)
            * 2.0 ** -np.arange(32)
            * (1 + np.array([[-2e-7], [-6e-8], [0], [6e-8], [2e-7]])).ravel()[:, None],
        ],
        axis=None,
    ).astype(np.float32)
    radius, nothing = np.asarray(box_muller(jnp.asarray(level), jnp.full_like(level, 0.25)), float)
    exact = np.sqrt(-2 * np.log(level.astype(float)))
    quantity, source = f"radius sqrt(-2 log u) in float32 at {exact.size:,} levels u", "NumPy in float64"
    check.table(quantity, radius, exact, rel=3e-7, source=source)
    np.testing.assert_array_equal(nothing, 0)

    turn = np.concatenate([np.linspace(-0.25, 0.25, 200_001), np.geomspace(1e-30, 0.25, 1001)]).astype(np.float32)
    sine, cosine = np.asarray(box_muller(jnp.full_like(turn, np.exp(-0.5)), jnp.asarray(turn)), float)
    at, turns = f"of a turn in float32 at {turn.size:,} angles", turn.astype(float)
    check.table(f"sine {at}", sine, np.sin(2 * np.pi * turns), rel=5e-7, source=source)
    exact = np.sin(2 * np.pi * (0.25 - np.abs(turns)))
    check.table(f"cosine {at}", cosine, exact, rel=5e-7, abs=1e-12, source=source)


@pytest.mark.parametrize(("double", "reach"), [(False, 6.66), (True, 9.41)], ids=["float32", "float64"])
def test_every_word_gives_a_finite_number(check, double, reach):
    """The farthest that a number can be is the radius of the level closest to 0; none is further, none is NaN."""
    with jax.enable_x64(double):
        smallest = 2.0**-64 if double else 2.0**-32
        level = jnp.array([smallest, -smallest, 1.0, -1.0, 1 - 2.0**-24])
        turn = jnp.array([0.25, -0.25, 0.0, 1e-9, 2.0**-34])
        z = np.asarray(box_muller(*(x.ravel() for x in jnp.meshgrid(level, turn))))
    assert np.all(np.isfinite(z))
    quantity, levels = f"farthest normal number in float{64 if double else 32}", 64 if double else 32
    check(quantity, np.abs(z).max(), reach, abs=0.01, source=f"closed form: sqrt(-2 log 2^-{levels})")


# ---------------------------------------------------------------------------------------------------------------------
# The law


def moments(z: np.ndarray) -> np.ndarray:
    """Distances of the first six moments from 0, 1, 0, 3, 0, 15, in standard errors."""
    raw = np.array([1, 0, 1, 0, 3, 0, 15, 0, 105, 0, 945, 0, 10395.0])
    order = np.arange(1, 7)
    errors = np.sqrt((raw[2 * order] - raw[order] ** 2) / z.size)
    return (np.array([np.mean(z**k) for k in order]) - raw[order]) / errors


def anderson_darling(z: np.ndarray) -> float:
    """The statistic for a normal law without free parameters, which weighs both tails."""
    z = np.sort(z, axis=None)
    i = np.arange(1, z.size + 1)
    return -z.size - np.mean((2 * i - 1) * (stats.norm.logcdf(z) + stats.norm.logsf(z[::-1])))


def test_moments(check, tiles):
    parts = {"": tiles, ", of the sines alone": tiles[:, :256], ", of the cosines alone": tiles[:, 256:]}
    for name, part in parts.items():
        quantity = f"first six moments of {part.size:,} normal numbers{name}"
        check.table(quantity, moments(part), 0.0, abs=FAR, unit="standard errors", source="moments 0, 1, 0, 3, 0, 15")


def test_distribution(check, tiles):
    """Kolmogorov-Smirnov in the middle; Anderson-Darling, whose statistic exceeds 8.6 once in 10,000, in the tails."""
    assert stats.kstest(tiles.ravel(), "norm").pvalue > 1e-4
    source = "normal law; exceeds 8.6 once in 10,000 times"
    quantity = f"Anderson-Darling statistic of {tiles.size:,} normal numbers"
    check.between(quantity, anderson_darling(tiles), 0.0, 8.6, source=source)
    assert anderson_darling(np.abs(tiles[:, ::2]) * np.sign(tiles[:, 1::2])) < 8.6


def test_tails(tiles):
    for x in (2, 3, 3.5, 4, 4.5):
        expected = tiles.size * stats.norm.sf(x)
        for beyond in (np.sum(tiles > x), np.sum(tiles < -x)):
            assert min(stats.poisson.cdf(beyond, expected), stats.poisson.sf(beyond - 1, expected)) > 1e-4, x


def test_the_two_numbers_of_a_pair_are_independent(tiles):
    """Of any two functions: their radius is exponential in its square, their angle uniform, one whatever the other."""
    a, b = tiles[:, :256].ravel(), tiles[:, 256:].ravel()
    n = a.size
    for f in (lambda z: z, np.abs, np.square, lambda z: z**3, lambda z: np.sign(z)):
        for g in (lambda z: z, np.abs, np.square):
            assert abs(np.corrcoef(f(a), g(b))[0, 1]) < FAR / np.sqrt(n)
    square, angle = (a**2 + b**2) / 2, np.arctan2(a, b)
    assert stats.kstest(square, "expon").pvalue > 1e-4
    assert stats.kstest(angle, "uniform", (-np.pi, 2 * np.pi)).pvalue > 1e-4
    inner, outer = angle[square < np.log(2)], angle[square > np.log(2)]
    assert stats.ks_2samp(inner, outer).pvalue > 1e-4
    table = np.histogram2d(stats.norm.cdf(a), stats.norm.cdf(b), bins=32, range=[[0, 1], [0, 1]])[0]
    assert stats.chisquare(table.ravel()).pvalue > 1e-4


def test_no_correlation_in_time_or_between_channels(check, tiles):
    """At any lag, within a tile, across its edge, at its half; of the numbers and of their magnitudes."""
    run = tiles.reshape(-1, 180)
    for z in (run, np.abs(run) - np.sqrt(2 / np.pi)):
        scale = np.mean(z**2)
        for lag in (1, 2, 3, 128, 256, 511, 512, 513, 1024):
            pairs = z[lag:] * z[:-lag] / scale
            assert abs(pairs.mean()) < FAR / np.sqrt(pairs.size), lag
        for lag in (1, 2, 7, 8, 16, 45, 90, 179):
            pairs = z[:, lag:] * z[:, :-lag] / scale
            assert abs(pairs.mean()) < FAR / np.sqrt(pairs.size), lag
    covariance = run.T @ run / len(run)
    apart = covariance - np.diag(np.diag(covariance))  # 16,110 pairs
    quantity, bound = "correlation of any two of 180 channels over 8,192 steps", 5.5 / np.sqrt(len(run))
    check.table(quantity, apart, 0.0, abs=bound, source="independence; 5.5 standard errors")
    assert np.ptp(np.linalg.eigvalsh(covariance)) < 4 * np.sqrt(180 / len(run)) * 1.1  # Marchenko and Pastur's width


def test_neighbouring_keys_and_tiles_share_nothing(check):
    """Seeds 0, 1, 2... and tiles 0, 1, 2...: no pair of streams correlates, no pair of words occurs in two."""
    folded = [jax.random.fold_in(jax.random.key(0), i) for i in range(24)]
    raw = [jax.random.key(i) for i in range(24)] + [
        jax.random.wrap_key_data(jnp.array([1 << i, 0], jnp.uint32)) for i in range(16)
    ]
    keys = jnp.stack(folded + raw)
    z = np.asarray(jax.vmap(lambda key: normals(key, (16, 1024)))(keys), float).reshape(len(keys), -1)
    correlation = np.corrcoef(z) - np.eye(len(z))
    quantity = "correlation of any two of 64 streams of neighbouring seeds and tiles"  # 2016 pairs
    check.table(quantity, correlation, 0.0, abs=5.5 / np.sqrt(z.shape[1]), source="independence; 5.5 standard errors")
    assert np.abs(moments(z)).max() < FAR
    shifted = [np.mean(z[i, lag:] * z[i + 1, :-lag]) for i in range(len(z) - 1) for lag in (1, 2, 1024)]
    assert np.abs(shifted).max() < 5.5 / np.sqrt(z.shape[1])
    assert len(np.unique(z.astype(np.float32), axis=0)) == len(z)


@pytest.mark.usefixtures("x64")
def test_law_in_float64():
    z = np.asarray(normals(jax.random.key(5), (512, 1000)))
    assert np.abs(moments(z)).max() < FAR
    assert stats.kstest(z.ravel(), "norm").pvalue > 1e-4
    assert anderson_darling(z) < 8.6
    pairs = z[1:] * z[:-1]
    assert abs(pairs.mean()) < FAR / np.sqrt(pairs.size)
    assert abs(np.corrcoef(z[:256].ravel(), z[256:].ravel())[0, 1]) < FAR / np.sqrt(z.size / 2)


# ---------------------------------------------------------------------------------------------------------------------
# As a function


def test_one_key_is_one_realization_in_a_batch_in_a_loop_and_alone():
    keys = jax.random.split(jax.random.key(2), 5)
    alone = np.stack([normals(key, (33, 7)) for key in keys])
    batch = jax.vmap(lambda key: normals(key, (33, 7)))(keys)
    loop = jax.lax.map(lambda key: normals(key, (33, 7)), keys)
    np.testing.assert_allclose(batch, alone, rtol=1e-6, atol=1e-7)
    np.testing.assert_allclose(loop, alone, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("shape", [(), (1,), (3, 0), (1, 1), (5, 3), (16, 17), (2, 3, 5)], ids=str)
def test_any_shape(shape):
    z = normals(jax.random.key(1), shape)
    assert z.shape == shape
    assert len(np.unique(z)) == z.size


def test_key_of_another_generator():
    z = [np.asarray(normals(jax.random.key(seed, impl="rbg"), (64, 64)), float) for seed in (0, 1)]
    assert np.abs(moments(np.stack(z))).max() < FAR
    assert abs(np.corrcoef(z[0].ravel(), z[1].ravel())[0, 1]) < FAR / 64


def test_what_is_scaled_by_noise_has_its_gradient():
    z = normals(jax.random.key(0), (8,))
    slope = jax.grad(lambda sigma: jnp.sum(sigma * normals(jax.random.key(0), (8,))))(2.0)
    assert float(slope) == pytest.approx(float(z.sum()), rel=1e-6)


# ---------------------------------------------------------------------------------------------------------------------
# More of the same


@pytest.mark.slow
def test_law_of_a_hundred_million():
    """1024 tiles of one stream; what is biased by one part in 5,000 would show, and so would a gap beyond 5."""
    draw = jax.jit(jax.vmap(lambda tile: normals(jax.random.fold_in(jax.random.key(9), tile), (512, 200))))
    sums, p, beyond, extreme = np.zeros(6), [], np.zeros(3), 0.0
    for begin in range(0, 1024, 16):
        z = np.asarray(draw(begin + jnp.arange(16)), float)
        sums += moments(z)
        p.append(stats.kstest(z.ravel(), "norm").pvalue)
        beyond += [np.sum(np.abs(z) > x) for x in (4, 4.5, 5)]
        extreme = max(extreme, np.abs(z).max())
    assert np.abs(sums / np.sqrt(len(p))).max() < FAR
    assert stats.kstest(p, "uniform").pvalue > 1e-4
    for count, x in zip(beyond, (4, 4.5, 5), strict=True):
        expected = 1024 * 512 * 200 * 2 * stats.norm.sf(x)
        assert min(stats.poisson.cdf(count, expected), stats.poisson.sf(count - 1, expected)) > 1e-4, x
    assert 5 < extreme < 6.67
