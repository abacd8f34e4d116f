"""The generic oscillator: fixed points and eigenvalues from its cubic, and the regimes that its tables name."""

import numpy as np
import pytest

from brainmass.models import generic_2d_oscillator
from tests.flows import flow

pytestmark = pytest.mark.usefixtures("x64")

PRESETS = generic_2d_oscillator.presets


def rests(p: dict[str, float]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Every fixed point and its eigenvalues: W from its nullcline put into that of V is a cubic."""
    ratio = p["alpha"] / p["beta"]
    cubic = [-p["f"], p["e"] + ratio * p["c"], p["g"] + ratio * p["b"], ratio * p["a"] + p["gamma"] * p["I"]]
    found = []
    for V in sorted(root.real for root in np.roots(cubic) if abs(root.imag) < 1e-9):
        W = (p["a"] + p["b"] * V + p["c"] * V**2) / p["beta"]
        slope = -3 * p["f"] * V**2 + 2 * p["e"] * V + p["g"]
        matrix = p["d"] * np.array(
            [[p["tau"] * slope, p["tau"] * p["alpha"]], [(p["b"] + 2 * p["c"] * V) / p["tau"], -p["beta"] / p["tau"]]]
        )
        found.append((np.array([V, W]), np.linalg.eigvals(matrix)))
    return found


def parameters(preset: str) -> dict[str, float]:
    return {**generic_2d_oscillator.defaults(), **PRESETS[preset]}


@pytest.mark.parametrize("preset", PRESETS)
def test_fixed_points(preset):
    p = parameters(preset)
    local = flow(generic_2d_oscillator, p)
    for point, values in rests(p):
        np.testing.assert_allclose(local.fixed_point(point), point, rtol=1e-9)
        np.testing.assert_allclose(np.sort_complex(local.eigenvalues(point)), np.sort_complex(values), rtol=1e-7)


FOCI = {
    "excitable": ([-0.188652, -0.113482], -0.02239, 10.06),
    "sanz_leon2013": ([-0.049260, -0.007399], None, 10.00),
    "ghosh2008": (None, None, 15.7),
}


@pytest.mark.parametrize("preset", FOCI)
def test_eigenfrequencies(preset, check):
    """Check 18, and models.md: a stable focus each."""
    point, decay, hertz = FOCI[preset]
    ((rest, _),) = rests(parameters(preset))
    values = flow(generic_2d_oscillator, PRESETS[preset]).eigenvalues(rest)
    assert values.real.max() < 0
    source = "check 18; Sanz-Leon et al. (2013)" if preset != "ghosh2008" else "models.md: alone it is a stable focus"
    check(f"Generic2d, {preset}: eigenfrequency", 1e3 * abs(values[0].imag) / (2 * np.pi), hertz, abs=0.06, unit="Hz",
          source=source)  # fmt: skip
    if point is not None:
        np.testing.assert_allclose(rest, point, atol=1e-6)
    if decay is not None:
        assert values[0].real == pytest.approx(decay, abs=1e-5)


def test_the_default_is_the_first_table():
    assert parameters("excitable") == generic_2d_oscillator.defaults()


def test_limit_cycle(check):
    """models.md: 9.2 Hz, V peak to peak 1.159 for a = 2."""
    local = flow(generic_2d_oscillator, PRESETS["limit_cycle"])
    period, height = local.cycle(np.array([0.0, -0.5]), 6000.0, 600.0, lambda y: y[0])
    source = "models.md, a high-accuracy solver"
    check("Generic2d, a = 2: frequency", 1e3 / period, 9.2, abs=0.05, source=source, unit="Hz")
    check("Generic2d, a = 2: V peak to peak", height, 1.159, abs=1e-3, source=source)


def stable(preset: str, **other: float) -> int:
    return sum(values.real.max() < 0 for _, values in rests({**parameters(preset), **other}))


def height(preset: str) -> float:
    """Of the slow oscillation that starts beside the unstable focus."""
    return flow(generic_2d_oscillator, PRESETS[preset]).cycle(np.array([1.0, 0.0]), 2000.0, 8000.0, lambda y: y[0])[1]


@pytest.mark.parametrize("preset", ["bistable_cycle", "morris_lecar_cycle"])
def test_regimes_that_oscillate(preset):
    assert stable(preset) == 0
    assert height(preset) > 2.0


def test_regimes_at_rest():
    """One stable fixed point each; in the bistable set there is a limit cycle beside it."""
    assert [stable(name) for name in ("excitable", "bistable_rest", "morris_lecar", "bistable")] == [1, 1, 1, 1]
    assert height("bistable") > 2.0


def test_the_sign_that_the_table_prints():
    """TVB's table 2 has a limit cycle at I = -1. There is a stable node, and no cycle: V = 0 is a saddle-node."""
    assert stable("bistable_cycle", I=-1.0) == 1
    local = flow(generic_2d_oscillator, {**PRESETS["bistable_cycle"], "I": -1.0})
    np.testing.assert_allclose(local.f([-2.0, -19.0]), 0.0, atol=1e-14)
    for V in (1.0, 2.0, -1.0):
        with pytest.raises(AssertionError, match="no oscillation"):
            local.cycle(np.array([V, 0.0]), 3000.0, 1000.0, lambda y: y[0])
