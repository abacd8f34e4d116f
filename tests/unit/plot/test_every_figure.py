"""What holds for every figure: it draws on the axes given, makes its own where none are, and refuses what is none."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from brainmass import models, plot, stimulus
from brainmass.analysis import AperiodicFit, Branching, Ignition, SpectralPeak
from brainmass.dynamics import continuation, phase_plane
from brainmass.surface import icosphere
from tests.synthetic_sweeps import design, grid

RNG = np.random.default_rng(0)
SIGNALS = RNG.normal(size=(60, 5))
TIMES = 720.0 * np.arange(1, 61)
PLANE = phase_plane(models.fitzhugh_nagumo, n=41, trajectories=2)
BRANCH = continuation(models.montbrio_pazo_roxin, "eta", (-8.0, 0.0))
SQUARE = np.corrcoef(RNG.normal(size=(40, 6)), rowvar=False)

SPECTRUM = (np.arange(30.0), RNG.random((30, 5)) + 0.1)
FIT = AperiodicFit(0.0, 0.0, 1.0, (SpectralPeak(10.0, 0.5, 2.0),), 0.9)
CENTRES = RNG.normal(size=(6, 3))
SPHERE = icosphere(1)
IGNITION = Ignition(RNG.random(6), RNG.random(6), np.arange(6))
SEVERAL = {"style", "glass_brains", "topographies"}  # no figure on one axes; tested where the others of their kind are

FIGURES = {
    "connectivity": lambda ax: plot.connectivity(SQUARE, "coherence", ax=ax),
    "lagged_fc": lambda ax: plot.lagged_fc(SQUARE, ax=ax),
    "irreversibility": lambda ax: plot.irreversibility(SQUARE, ax=ax),
    "sc_fc": lambda ax: plot.sc_fc(np.abs(SQUARE), SQUARE, ax=ax),
    "glass_brain": lambda ax: plot.glass_brain(CENTRES, values=np.arange(6), name="strength", ax=ax),
    "avalanches": lambda ax: plot.avalanches([1, 1, 2, 4, 8], ax=ax),
    "branching_ratio": lambda ax: plot.branching_ratio(Branching(0.9, 1.0, 0.9 ** np.arange(1, 9), 38.0), ax=ax),
    "phase_fcd": lambda ax: plot.phase_fcd(SQUARE, ax=ax),
    "edge_time_series": lambda ax: plot.edge_time_series(SIGNALS, TIMES, ax=ax),
    "leading_eigenvectors": lambda ax: plot.leading_eigenvectors(SIGNALS, TIMES, ax=ax),
    "kuramoto_order": lambda ax: plot.kuramoto_order(RNG.random((60, 2)), TIMES, ax=ax),
    "state_transitions": lambda ax: plot.state_transitions(SIGNALS, TIMES, ax=ax),
    "aperiodic": lambda ax: plot.aperiodic(SPECTRUM, FIT, ax=ax),
    "coherence": lambda ax: plot.coherence(np.arange(4.0), np.abs([SQUARE] * 4), bands={"low": (1, 2)}, ax=ax),
    "by_region": lambda ax: plot.by_region(np.arange(50.0), name="strength", ax=ax),
    "intrinsic_ignition": lambda ax: plot.intrinsic_ignition(IGNITION, ax=ax),
    "butterfly": lambda ax: plot.butterfly(SIGNALS, TIMES, ax=ax),
    "topography": lambda ax: plot.topography(np.arange(6.0), CENTRES, name="EEG", ax=ax),
    "mesh": lambda ax: plot.mesh(SPHERE, SPHERE.vertices[:, 0], view="top", name="x (mm)", ax=ax),
    "stimulus": lambda ax: plot.stimulus(stimulus.step(2000.0, 1.0), TIMES, ax=ax),
    "matrix": lambda ax: plot.matrix(SQUARE, ax=ax),
    "weights": lambda ax: plot.weights(np.abs(SQUARE), ax=ax),
    "lengths": lambda ax: plot.lengths(np.abs(SQUARE), ax=ax),
    "fc": lambda ax: plot.fc(SQUARE, ax=ax),
    "tract_histogram": lambda ax: plot.tract_histogram(np.abs(SQUARE), speed=6.0, dt=0.1, ax=ax),
    "time_series": lambda ax: plot.time_series(SIGNALS, TIMES, ax=ax),
    "spread": lambda ax: plot.spread(SIGNALS, TIMES, ax=ax),
    "carpet": lambda ax: plot.carpet(SIGNALS, TIMES, ax=ax),
    "spectra": lambda ax: plot.spectra((np.arange(9.0), RNG.random((9, 5))), ax=ax),
    "fc_scatter": lambda ax: plot.fc_scatter(SQUARE, SQUARE + 0.1 * SQUARE**2, ax=ax),
    "fcd": lambda ax: plot.fcd(SQUARE, ax=ax),
    "fcd_distribution": lambda ax: plot.fcd_distribution(SQUARE, ax=ax),
    "phase_plane": lambda ax: plot.phase_plane(PLANE, ax=ax),
    "branch": lambda ax: plot.branch(BRANCH, ax=ax),
    "sweep_curve": lambda ax: plot.sweep_curve(grid("coupling.k", "seed"), "r", ax=ax),
    "sweep_map": lambda ax: plot.sweep_map(grid("coupling.k", "speed"), "r", ax=ax),
    "sweep_scatter": lambda ax: plot.sweep_scatter(design(), "r", ax=ax),
    "scan": lambda ax: plot.scan([1.0, 2.0], [0.1, 0.2], ax=ax),
}


def test_every_public_figure_is_tested_here():
    assert set(FIGURES) == set(plot.__all__) - SEVERAL


@pytest.mark.parametrize("name", FIGURES)
def test_it_draws_on_the_axes_given_and_nowhere_else(name):
    # A figure that pyplot does not know: nothing may be drawn on "the current axes".
    ax = Figure().add_subplot()
    assert FIGURES[name](ax) is ax
    assert ax.has_data()
    assert plt.get_fignums() == []


@pytest.mark.parametrize("name", FIGURES)
def test_without_axes_it_makes_one_figure_with_named_axes(name, tmp_path):
    ax = FIGURES[name](None)
    assert isinstance(ax, Axes)
    assert plt.get_fignums() == [1]
    named = [text for part in ax.figure.axes for text in (part.get_xlabel(), part.get_ylabel())]
    assert any(named) or name == "matrix"
    ax.figure.savefig(tmp_path / "figure.png")
    assert (tmp_path / "figure.png").stat().st_size > 2000


@pytest.mark.parametrize("name", FIGURES)
def test_an_array_of_axes_is_refused(name):
    with pytest.raises(TypeError, match="ax must be a Matplotlib Axes"):
        FIGURES[name](np.array([1, 2]))


def test_the_look_of_the_report_ends_with_its_block():
    size = plt.rcParams["font.size"]
    with plot.style():
        assert plt.rcParams["font.size"] != size
    assert plt.rcParams["font.size"] == size
