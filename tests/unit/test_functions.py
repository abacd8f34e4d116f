"""The shared functions against SciPy, and their slopes against closed forms in fifty decimal digits."""

from decimal import Decimal, getcontext

import jax
import numpy as np
import pytest
from scipy import special

from brainmass.functions import exprel, named, rectify, sigmoid

getcontext().prec = 50

X = np.concatenate(
    [[0.0], *(sign * np.geomspace(1e-8, 60.0, 61) for sign in (1, -1)), [0.0999, 0.1001, -0.0999, -0.1001]]
)
PRECISION = pytest.mark.parametrize("bits, value, slope", [(32, 1e-6, 2e-5), (64, 5e-14, 1e-11)])


def rectified(x: float) -> tuple[float, float]:
    """x / (1 - exp(-x)) and its derivative."""
    if x == 0:
        return 1.0, 0.5
    x = Decimal(x)
    tail = (-x).exp()
    return float(x / (1 - tail)), float((1 - tail - x * tail) / (1 - tail) ** 2)


def relative(x: float) -> tuple[float, float]:
    """(exp(x) - 1) / x and its derivative."""
    if x == 0:
        return 1.0, 0.5
    x = Decimal(x)
    grown = x.exp()
    return float((grown - 1) / x), float((x * grown - grown + 1) / x**2)


def logistic(x: float) -> tuple[float, float]:
    tail = (-Decimal(x)).exp()
    return float(1 / (1 + tail)), float(tail / (1 + tail) ** 2)


@PRECISION
@pytest.mark.parametrize("ours, closed", [(rectify, rectified), (exprel, relative), (sigmoid, logistic)])
def test_value_and_slope(ours, closed, bits, value, slope):
    """An error in x of half a unit in the last place changes exp(x) by |x| units: more cannot be asked for."""
    with jax.enable_x64(bits == 64):
        x = X.astype(f"float{bits}")
        values, slopes = jax.vmap(jax.value_and_grad(ours))(x)
        assert values.dtype == f"float{bits}"
        expected = np.array([closed(float(v)) for v in x])
        scale = 1 + np.abs(x)
        np.testing.assert_array_less(np.abs(values - expected[:, 0]), value * scale * expected[:, 0])
        # The slope of sigmoid is s (1 - s); that of rectify has a square under it, which may overflow.
        absolute = np.finfo(x.dtype).eps if ours is sigmoid else np.sqrt(np.finfo(x.dtype).tiny)
        np.testing.assert_array_less(np.abs(slopes - expected[:, 1]), slope * scale * expected[:, 1] + absolute)


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize(
    "ours, scipys",
    [(rectify, lambda x: 1 / special.exprel(-x)), (exprel, special.exprel), (sigmoid, special.expit)],
    ids=["rectify", "exprel", "sigmoid"],
)
def test_scipy(ours, scipys):
    np.testing.assert_allclose(ours(X), scipys(X), rtol=5e-14)


@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize("ours", [rectify, sigmoid])
def test_finite_however_far(ours, bits):
    with jax.enable_x64(bits == 64):
        far = np.array([-1e30, -1e4, -89.0, -80.1, -79.9, 79.9, 89.0, 1e4, 1e30], f"float{bits}")
        values, slopes = jax.vmap(jax.value_and_grad(ours))(far)
        assert np.isfinite(values).all()
        assert np.isfinite(slopes).all()
        limit, slope = (np.maximum(far, 0), far > 0) if ours is rectify else (far > 0, np.zeros(len(far)))
        np.testing.assert_allclose(values, limit, rtol=1e-6, atol=1e-30)
        np.testing.assert_allclose(slopes, slope, rtol=1e-6, atol=1e-30)


@pytest.mark.parametrize("x", [-1e30, -1e4, 80.0])
def test_exprel_is_finite_where_it_can_be(x):
    value, slope = jax.value_and_grad(exprel)(x)
    expected = float(special.exprel(x))
    assert float(value) == pytest.approx(expected, rel=1e-5)
    assert float(slope) == pytest.approx((np.exp(x) - expected) / x if x != 0 else 0.5, rel=1e-5, abs=1e-37)


@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("edge", [0.1, -0.1])
def test_the_two_branches_meet(edge):
    """Series and quotient agree where one takes over from the other, in value and slope."""
    for function in (rectify, exprel):
        inner, outer = np.nextafter(edge, 0.0), edge
        for reading in (function, jax.grad(function)):
            assert float(reading(inner)) == pytest.approx(float(reading(outer)), rel=1e-11)


@pytest.mark.usefixtures("x64")
def test_second_derivative_of_rectify():
    """1/6 at 0, from x / (1 - exp(-x)) = 1 + x/2 + x^2/12 - ..."""
    assert float(jax.grad(jax.grad(rectify))(0.0)) == pytest.approx(1 / 6, rel=1e-12)


@pytest.mark.parametrize("text", ["slope", "<lambda>", "dF_dE"])
def test_a_name_that_any_function_could_have_is_refused(text):
    with pytest.raises(ValueError, match=f"named: '{text}' could be the name of any function; put a sign into it"):
        named(text, np.sin)
