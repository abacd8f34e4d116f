"""The histogram counts what np.histogram counts."""

import numpy as np
import pytest

from brainmass import plot

LENGTHS = np.array([[0.0, 12.0, 60.0], [12.0, 0.0, 0.3], [60.0, 90.0, 0.0]])


def heights(ax) -> list[float]:
    return [bar.get_height() for bar in ax.patches]


def test_lengths_of_all_pairs_without_weights():
    ax = plot.tract_histogram(LENGTHS, bins=5)
    off = LENGTHS[~np.eye(3, dtype=bool)]
    assert heights(ax) == np.histogram(off, 5)[0].tolist()
    assert ax.get_xlabel() == "tract length (mm)"
    assert "6 connections" in ax.texts[0].get_text()
    assert "median 36 mm" in ax.texts[0].get_text()


def test_delays_of_connections_only_with_their_steps():
    weights = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    ax = plot.tract_histogram(LENGTHS, weights=weights, speed=6.0, dt=1.0, bins=4)
    delays = np.array([12.0, 12.0, 0.3, 90.0]) / 6
    assert heights(ax) == np.histogram(delays, 4)[0].tolist()
    text = ax.texts[0].get_text()
    assert "4 connections" in text
    assert "median 2 ms" in text
    assert "25.0% round to no delay" in text  # 0.05 ms of 4 connections, at 1 ms


def test_a_speed_for_every_connection():
    ax = plot.tract_histogram(LENGTHS, speed=np.where(LENGTHS > 50, 10.0, 1.0), bins=3)
    assert heights(ax) == np.histogram([12.0, 6.0, 12.0, 0.3, 6.0, 9.0], 3)[0].tolist()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"dt": 0.1}, "dt is given but no speed"),
        ({"weights": np.ones((2, 2))}, r"weights must have the shape of lengths \(3, 3\), got \(2, 2\)"),
        ({"weights": np.zeros((3, 3))}, "no two regions are connected"),
        ({"speed": -1.0}, "speed is -1.0 mm/ms; a conduction speed is positive"),
    ],
)
def test_what_cannot_be_counted_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        plot.tract_histogram(LENGTHS, **options)


def test_quantities_are_converted():
    import brainunit as u

    ax = plot.tract_histogram(LENGTHS * u.mm, speed=6 * u.meter / u.second, dt=100 * u.us)
    assert "median 6 ms" in ax.texts[0].get_text()
