"""Edges, eigenvectors, synchrony, states, avalanches, regions and stimuli show the numbers given."""

import brainunit as u
import numpy as np
import pytest
from scipy.special import zeta

from brainmass import plot, stimulus
from brainmass.analysis import Avalanches, Branching, Ignition, PowerLaw

RNG = np.random.default_rng(0)
TIMES = 10.0 * np.arange(40)
SIGNALS = RNG.normal(size=(40, 6))


def written(axis) -> list[str]:
    return [text.get_text() for text in axis.get_ticklabels()]


def test_edges_are_ordered_by_their_mean():
    ax = plot.edge_time_series(SIGNALS, TIMES, limit=2.0)
    np.testing.assert_array_equal(ax.images[0].get_array(), SIGNALS[:, np.argsort(-SIGNALS.mean(axis=0))].T)
    assert ax.images[0].get_clim() == (-2.0, 2.0)
    assert tuple(ax.images[0].get_extent()) == (-5.0, 395.0, 5.5, -0.5)


def test_eigenvectors_move_with_their_names():
    ax = plot.leading_eigenvectors(SIGNALS, TIMES, labels=list("abcdef"), order=[5, 4, 3, 2, 1, 0])
    np.testing.assert_array_equal(ax.images[0].get_array(), SIGNALS[:, ::-1].T)
    assert written(ax.yaxis) == list("fedcba")


def test_synchrony_has_its_mean_and_metastability():
    order = RNG.random(40)
    ax = plot.kuramoto_order(order, TIMES)
    mean, line = ax.lines
    np.testing.assert_array_equal(line.get_ydata(), order)
    assert mean.get_ydata()[0] == order.mean()
    low, high = ax.patches[0].get_extents().transformed(ax.transData.inverted()).intervaly
    assert (low, high) == pytest.approx((order.mean() - order.std(), order.mean() + order.std()))


def test_communities_have_a_line_each_and_the_chimera_index():
    order = np.array([[1.0, 0.0], [0.5, 0.5]])
    ax = plot.kuramoto_order(order, [0.0, 10.0], labels=["visual", "motor"])
    assert [line.get_label() for line in ax.lines] == ["visual", "motor"]
    assert ax.get_title(loc="left") == "chimera index 0.250"  # the mean of 1/2 and 0


def test_states_are_as_far_apart_as_their_vectors():
    ax = plot.state_transitions(SIGNALS, TIMES - 100)
    distances = np.linalg.norm(SIGNALS[:, None] - SIGNALS, axis=-1)
    np.testing.assert_allclose(ax.images[0].get_array(), distances, atol=1e-12)
    assert {float(line.get_xdata()[0]) for line in ax.lines} == {0.0}


def test_avalanches_are_a_probability_and_the_law_goes_through_them(check):
    sizes = np.random.default_rng(1).zipf(2.0, size=200_000)
    sizes = sizes[sizes <= 1000]
    ax = plot.avalanches(Avalanches(sizes, sizes), PowerLaw(2.0, 0.01, 1, len(sizes), 0.0))
    x, density = ax.lines[0].get_data()
    assert density[0] == pytest.approx((sizes == 1).mean())
    law = x**-2.0 / (zeta(2.0, 1) - zeta(2.0, 1001))
    many = x < 100
    np.testing.assert_allclose(density[many], law[many], rtol=0.1)
    fitted = np.interp(10.0, *ax.lines[1].get_data())
    expected = 10**-2.0 / (zeta(2.0, 1) - zeta(2.0, sizes.max() + 1))
    source = "Clauset et al. 2009, doi:10.1137/070710111, section 3.1"
    check("probability of size 10 under the law drawn, exponent 2", fitted, expected, source=source, rel=0.05)


def test_of_the_steps_of_a_histogram_none_loses_a_value():
    from brainmass.plot.criticality import _binned

    for largest in (1, 2, 7, 100, 12_345):
        sizes = np.arange(1.0, largest + 1)
        centres, density = _binned(sizes)
        np.testing.assert_allclose(density, 1 / largest)  # each size once: the same probability everywhere
        assert (centres <= largest).all()


def test_the_branching_ratio_is_the_base_of_the_exponential():
    slopes = 0.8 * 0.9 ** np.arange(1, 6)
    ax = plot.branching_ratio(Branching(0.9, 0.8, slopes, 38.0), interval=4 * u.ms)
    np.testing.assert_allclose(ax.lines[0].get_ydata(), ax.lines[1].get_ydata())
    assert ax.get_xlabel() == "lag (ms)"


def test_regions_are_ranked_with_names_errors_and_groups():
    ax = plot.by_region(
        [1.0, np.nan, 3.0, 2.0], error=[0.1, 0.1, 0.3, 0.2], labels=list("abcd"), groups=list("LLRR"), name="strength"
    )
    left, right = ax.lines
    assert (left.get_xdata().tolist(), left.get_ydata().tolist()) == ([1.0], [2])
    assert (right.get_xdata().tolist(), right.get_ydata().tolist()) == ([3.0, 2.0], [0, 1])
    assert left.get_marker() != right.get_marker()
    assert written(ax.yaxis) == ["c", "d", "a"]
    assert ax.get_title(loc="left") == "1 of 4 regions have no value"
    assert ax.collections[1].get_segments()[0][:, 0].tolist() == [2.7, 3.3]


def test_many_regions_are_ranked_from_left_to_right():
    values = RNG.random(100)
    ax = plot.by_region(values, name="strength")
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), np.sort(values)[::-1])
    names = written(ax.xaxis)
    assert names[0] == str(values.argmax())
    assert names[-1] == str(values.argmin())
    given = plot.by_region(values, order="given")
    np.testing.assert_array_equal(given.lines[0].get_ydata(), values)


def test_ignition_has_its_variability_to_both_sides():
    ax = plot.intrinsic_ignition(Ignition(np.array([0.3, 0.5]), np.array([0.1, 0.2]), np.array([3, 4])))
    np.testing.assert_allclose(ax.collections[0].get_segments()[0][:, 0], [0.3, 0.7])


def test_a_stimulus_is_drawn_where_it_acts_in_its_unit():
    given = stimulus.step(100.0, 0.5 * u.nA).on(["b", "c"]) + stimulus.step(0.0, 200 * u.pA, stop=50.0).on({"d": 2.0})
    ax = plot.stimulus(given, TIMES, labels=list("abcd"))
    assert [line.get_label() for line in ax.lines] == ["b, c", "d"]
    np.testing.assert_allclose(ax.lines[0].get_ydata(), np.where(TIMES >= 100, 0.5, 0.0))
    np.testing.assert_allclose(ax.lines[1].get_ydata(), np.where(TIMES < 50, 0.4, 0.0), rtol=1e-6)
    assert ax.get_ylabel() == "stimulus (nA)"


def test_many_courses_are_an_image_of_the_regions_that_receive_one():
    values = SIGNALS * [1, 0, 1, 1, 1, 1]
    values = np.hstack([values, 2 * values])
    ax = plot.stimulus(values, TIMES, unit="mV")
    np.testing.assert_array_equal(ax.images[0].get_array(), values[:, values.any(axis=0)].T)


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plot.kuramoto_order(SIGNALS[:, 0], TIMES), "order must lie between 0 and 1"),
        (lambda: plot.kuramoto_order([0.1, 0.2], [0.0]), "times must have one entry for each of the 2 samples"),
        (lambda: plot.kuramoto_order(np.ones((2, 3)), [0.0, 1.0], labels=["a"]), "each of the 3 communities, got 1"),
        (lambda: plot.edge_time_series(SIGNALS, TIMES, limit=0), "limit must be positive, got 0"),
        (lambda: plot.avalanches([0.5, 1.0]), "whole numbers of at least 1"),
        (lambda: plot.by_region(np.ones((2, 2))), r"values must have the shape \(region,\), got \(2, 2\)"),
        (lambda: plot.by_region([1.0, 2.0], error=[1.0]), r"error must have the shape of values \(2,\), got \(1,\)"),
        (lambda: plot.by_region([1.0, 2.0], order="name"), "order must be 'value' or 'given', got 'name'"),
        (lambda: plot.by_region([np.nan]), "no entry is finite"),
        (lambda: plot.stimulus(stimulus.step(0.0, 1.0).on("a"), TIMES), "give labels="),
        (lambda: plot.stimulus(np.zeros((40, 2)), TIMES), "0 in all regions"),
        (lambda: plot.stimulus(stimulus.step(0.0, 1.0)), "give times="),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()


def test_what_is_of_another_kind_is_refused():
    with pytest.raises(TypeError, match=r"branching must come from brainmass\.analysis\.branching_ratio, got float"):
        plot.branching_ratio(0.9)
    with pytest.raises(
        TypeError, match=r"ignition must come from brainmass\.analysis\.intrinsic_ignition, got ndarray"
    ):
        plot.intrinsic_ignition(np.ones(3))
    with pytest.raises(KeyError, match="unknown region 'V5'"):
        plot.stimulus(stimulus.step(0.0, 1.0).on("V5"), TIMES, labels=["V1"])
