"""Images of matrices show the numbers given."""

import numpy as np
import pytest

from brainmass import plot
from brainmass.connectome import Connectome


def shown(ax) -> np.ma.MaskedArray:
    return np.ma.masked_array(ax.images[0].get_array())


def connectome(n: int = 4, **options) -> Connectome:
    weights = np.arange(float(n * n)).reshape(n, n)
    return Connectome(weights, 10 * weights, **options)


def test_rows_are_targets_from_above():
    values = np.array([[0.0, 2.0], [1.0, 5.0]])
    ax = plot.matrix(values)
    np.testing.assert_array_equal(shown(ax), values)
    assert ax.get_ylim() == (1.5, -0.5)
    assert ax.images[0].get_clim() == (0.0, 5.0)


def test_weights_of_a_measured_kind_are_logarithmic_with_missing_pairs_left_out():
    values = np.array([[0.0, 1.0, 2.0], [1.0, 0.0, 1e4], [2.0, 3.0, 0.0]])
    ax = plot.weights(values)
    assert type(ax.images[0].norm).__name__ == "LogNorm"
    np.testing.assert_array_equal(shown(ax).mask, values == 0)
    assert shown(ax).compressed().tolist() == [1.0, 2.0, 1.0, 1e4, 2.0, 3.0]
    assert type(plot.weights(values, log=False).images[0].norm).__name__ == "Normalize"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("from region", "to region")


def test_weights_of_one_size_are_linear_and_negative_ones_symmetric():
    assert type(plot.weights(np.array([[0.0, 1.0], [2.0, 0.0]])).images[0].norm).__name__ == "Normalize"
    assert plot.weights(np.array([[0.0, -3.0], [2.0, 0.0]])).images[0].get_clim() == (-3.0, 3.0)


def test_no_connection_at_all_is_drawn_as_zeros():
    np.testing.assert_array_equal(shown(plot.weights(np.zeros((3, 3)))), np.zeros((3, 3)))


def test_a_connectome_brings_its_names():
    ax = plot.weights(connectome(labels=["a", "b", "c", "d"]))
    assert [text.get_text() for text in ax.get_yticklabels()] == ["a", "b", "c", "d"]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["a", "b", "c", "d"]


def test_lengths_stand_only_where_there_is_a_connection():
    ax = plot.lengths(connectome())
    assert shown(ax).mask.sum() == 1  # weights[0, 0] is 0
    assert shown(ax)[2, 3] == 110.0


def test_fc_is_symmetric_about_zero():
    values = np.array([[1.0, -0.2], [-0.2, 1.0]])
    ax = plot.fc(values, limit=0.5)
    assert ax.images[0].get_clim() == (-0.5, 0.5)
    np.testing.assert_array_equal(shown(ax), values)


def test_of_many_labels_every_so_many_is_printed():
    ax = plot.matrix(np.eye(100), labels=[f"r{i}" for i in range(100)])
    places = ax.get_yticks()
    texts = [text.get_text() for text in ax.get_yticklabels()]
    assert 10 <= len(places) <= 24
    assert texts == [f"r{int(place)}" for place in places]


def test_hemispheres_part_the_matrix_and_stand_in_the_middle_of_their_part():
    ax = plot.matrix(np.eye(40), labels=[f"r{i}" for i in range(40)], hemispheres=["L"] * 10 + ["R"] * 30)
    assert [float(line.get_ydata()[0]) for line in ax.lines if line.get_ydata()[0] == line.get_ydata()[1]] == [9.5]
    assert dict(zip(ax.get_yticks(), [t.get_text() for t in ax.get_yticklabels()], strict=True)) == {
        4.5: "L",
        24.5: "R",
    }


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plot.matrix(np.ones((2, 3))), r"values must be a square matrix .* got shape \(2, 3\)"),
        (lambda: plot.weights(np.ones(4)), r"weights must be a square matrix .* got shape \(4,\)"),
        (lambda: plot.lengths(np.ones((2, 2, 2))), r"lengths must be a square matrix .* got shape \(2, 2, 2\)"),
        (lambda: plot.matrix(np.eye(3), labels=["a"]), "labels must have one entry for each of the 3 regions, got 1"),
        (lambda: plot.matrix(np.eye(3), hemispheres=["L"] * 4), "hemispheres must have one entry .* got 4"),
        (lambda: plot.matrix(-np.eye(3), log=True), "no entry is positive"),
        (lambda: plot.matrix(np.full((2, 2), np.nan)), "no entry is finite"),
        (lambda: plot.fc(np.eye(3), limit=0), "limit must be positive, got 0"),
        (lambda: plot.lengths(Connectome(np.ones((2, 2)), name="mine")), "mine has no tract lengths"),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
