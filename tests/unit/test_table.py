"""Functions that are given by a table: against SciPy, and as a named call of a right-hand side."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.interpolate import RegularGridInterpolator

from brainmass.dimensions import check_dimensions
from brainmass.equations import printed
from brainmass.functions import Axis, table
from brainmass.spec import model, output, param, state
from brainmass.units import ms, mV, mV_per_ms, per_ms

X, Y = np.linspace(-1.0, 2.0, 7), np.linspace(0.5, 4.5, 5)
NUMBERS = np.random.default_rng(1).normal(size=(7, 5))
rough = table("rough", lambda: NUMBERS, Axis(-1.0, 2.0, mV), Axis(0.5, 4.5, ms), per_ms)
SCIPY = RegularGridInterpolator((X, Y), NUMBERS)


def test_it_is_bilinear():
    points = np.random.default_rng(2).uniform([-1, 0.5], [2, 4.5], (200, 2))
    with jax.enable_x64(True):
        np.testing.assert_allclose(rough(*jnp.asarray(points).T), SCIPY(points), atol=1e-14)
        assert rough(*jnp.asarray(points).T).dtype == "float64"
    single = rough(*jnp.asarray(points, jnp.float32).T)
    assert single.dtype == "float32"
    np.testing.assert_allclose(single, SCIPY(points), atol=2e-6)


def test_it_meets_its_numbers_and_stops_at_its_edges():
    x, y = np.meshgrid(X, Y, indexing="ij")
    np.testing.assert_allclose(rough(x, y), NUMBERS, atol=2e-6)
    np.testing.assert_allclose(
        rough(np.array([-9.0, 1e30, -np.inf]), 2.5), [NUMBERS[0, 2], *NUMBERS[[-1, 0], 2]], atol=1e-6
    )
    assert np.isnan(rough(np.nan, 2.5))
    assert np.isnan(rough(0.0, np.nan))


@pytest.mark.usefixtures("x64")
def test_its_slope_and_its_rows():
    """Within a cell the slope is that of a plane; beyond an edge there is none across it."""
    slope = jax.vmap(jax.grad(rough, argnums=(0, 1)))(jnp.array([0.1, 5.0]), jnp.array([1.2, 1.2]))
    step = 1e-6
    numeric = (SCIPY([0.1 + step, 1.2]) - SCIPY([0.1 - step, 1.2])) / (2 * step)
    np.testing.assert_allclose(slope[0], [numeric[0], 0.0], atol=1e-8)
    across = (SCIPY([2.0, 1.2 + step]) - SCIPY([2.0, 1.2 - step])) / (2 * step)
    np.testing.assert_allclose(slope[1][1], across[0], atol=1e-8)
    assert float(jax.jit(rough)(0.1, 1.2)) == pytest.approx(float(SCIPY([0.1, 1.2])[0]), abs=1e-14)


@model(outputs={"rate": output(per_ms, doc="rate")})
def cell(V=state(0.0, mV, doc="V"), tau=param(2.0, ms, domain=(0, 9), doc="tau")):
    """dV/dt = -V rough(V, tau)."""
    rate = rough(V + V, tau)
    return {"V": -V * rate, "rate": rate}


def test_it_is_one_call_with_units():
    check_dimensions(cell)
    assert printed(cell) == {"V": "-V rate", "rate": "rough(V + V, tau)"}


def test_wrong_arguments_are_refused():
    @model()
    def wrong(V=state(0.0, mV, doc="V"), tau=param(2.0, ms, domain=(0, 9), doc="tau")):
        return {"V": V * rough(V / tau, tau)}

    with pytest.raises(ValueError, match="wrong: rough needs mV, but V / tau is in mV/ms"):
        check_dimensions(wrong)
    with pytest.raises(ValueError, match="there is a table 'rough' already, of other arguments"):
        table("rough", lambda: NUMBERS, Axis(-1.0, 2.0, mV_per_ms), Axis(0.5, 4.5, ms), per_ms)
