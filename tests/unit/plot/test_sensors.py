"""Sensors lie where the projection puts them, and maps go through what they saw."""

import numpy as np
import pytest

from brainmass import plot
from brainmass.plot.sensors import projected

N = 24
HEIGHT, TURN = np.arccos(1 - 1.05 * (np.arange(N) + 0.5) / N), 2.4 * np.arange(N)
POSITIONS = np.stack([np.sin(HEIGHT) * np.cos(TURN), np.sin(HEIGHT) * np.sin(TURN), np.cos(HEIGHT)], axis=1)
VALUES = POSITIONS[:, 0] + 0.5 * POSITIONS[:, 1] ** 2
TIMES = np.arange(-20.0, 20.0, 2.0)
EEG = np.outer(np.sin(TIMES / 6), VALUES)


def test_the_projection_keeps_direction_and_angle_from_the_vertex():
    flat = projected(POSITIONS, N)
    np.testing.assert_allclose(np.hypot(*flat.T), HEIGHT / (np.pi / 2), atol=1e-9)
    np.testing.assert_allclose(np.exp(1j * np.arctan2(flat[:, 1], flat[:, 0])), np.exp(1j * TURN), atol=1e-9)
    np.testing.assert_array_equal(projected(np.vstack([POSITIONS, [0, 0, 1]]), N + 1, centre=(0, 0, 0))[-1], [0, 0])


def test_the_centre_of_the_head_is_found_wherever_it_lies_in_any_unit():
    np.testing.assert_allclose(projected(0.09 * POSITIONS + [0.01, -0.02, 0.03], N), projected(POSITIONS, N), atol=1e-9)


def test_the_map_goes_through_the_values_at_the_sensors():
    from scipy.interpolate import RegularGridInterpolator

    ax = plot.topography(VALUES, POSITIONS)
    field = np.asarray(ax.images[0].get_array())
    left, right, low, high = ax.images[0].get_extent()
    x, y = np.linspace(left, right, field.shape[1]), np.linspace(low, high, field.shape[0])
    flat = projected(POSITIONS, N)
    seen = RegularGridInterpolator((y, x), field)(flat[:, ::-1])
    np.testing.assert_allclose(seen, VALUES, atol=2e-3)
    np.testing.assert_allclose(np.stack(ax.lines[-1].get_data(), axis=1), flat)
    most = np.abs(VALUES).max()
    assert ax.images[0].get_clim() == (-most, most)
    assert plot.topography(VALUES**2, POSITIONS).images[0].get_clim()[0] == 0


def test_the_nose_is_at_the_top():
    ax = plot.topography(VALUES, POSITIONS)
    nose = next(line for line in ax.lines if len(line.get_xdata()) == 3)
    assert nose.get_ydata()[1] > 1
    assert nose.get_xdata()[1] == 0


def test_maps_of_moments_have_the_nearest_sample_and_one_scale():
    axs = plot.topographies(EEG, TIMES, positions=POSITIONS, moments=[-9.3, 10.0], unit="µV")
    assert [ax.get_title() for ax in axs] == ["-10 ms", "10 ms"]
    assert axs[0].images[0].get_clim() == axs[1].images[0].get_clim()
    assert axs[0].images[0].get_clim()[1] == pytest.approx(np.abs(EEG[[5, 15]]).max())
    assert axs[0].figure.axes[-1].get_ylabel() == "µV"


def test_the_butterfly_has_every_sensor_on_its_side_and_the_deviation_over_sensors():
    ax = plot.butterfly(EEG, TIMES, positions=POSITIONS, mark=[0.0], name="EEG", unit="µV")
    counts = {part.get_label(): len(part.get_segments()) for part in ax.collections}
    assert sum(counts.values()) == N
    near = 0.05 * np.ptp(POSITIONS[:, 0])
    assert counts["left"] == (POSITIONS[:, 0] < -near).sum()
    assert counts["right"] == (POSITIONS[:, 0] > near).sum()
    power, mark = ax.lines
    np.testing.assert_allclose(power.get_ydata(), EEG.std(axis=1))
    assert mark.get_xdata()[0] == 0.0
    low, high = ax.get_ylim()
    assert low < EEG.min()
    assert high > EEG.max()
    assert ax.get_ylabel() == "EEG (µV)"


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (
            lambda: plot.topography(EEG, POSITIONS),
            r"values must have the shape \(sensor,\), one moment, got \(20, 24\)",
        ),
        (lambda: plot.topography(VALUES, POSITIONS[:5]), r"positions must have shape \(24, 3\)"),
        (lambda: plot.topography(VALUES[:3], POSITIONS[:3]), "at least 4 sensors, got 3"),
        (lambda: plot.topography(VALUES, POSITIONS[[0, *range(23)]]), "two sensors lie in one direction"),
        (lambda: plot.topography(VALUES, POSITIONS * [1, 1, 0]), "lie in a plane"),
        (lambda: plot.topography(VALUES, POSITIONS, labels=["Cz"]), "labels must have one entry for each of the 24"),
        (
            lambda: plot.topographies(EEG, TIMES, positions=POSITIONS, moments=[300]),
            "moments must lie within the times",
        ),
        (lambda: plot.butterfly(EEG, TIMES, positions=POSITIONS[:3]), r"positions must have shape \(24, 3\)"),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
