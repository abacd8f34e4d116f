"""Stimuli, sums over regions, what arrives, parameters that learn, measures: shown where a run has them."""

import numpy as np
import pytest

from brainmass import io, stimulus
from brainmass.coupling import diffusive
from brainmass.models import hopf, wong_wang
from brainmass.network import Network
from brainmass.noise import ou
from brainmass.observe import average, convolved, every, hrf, means, weighted
from brainmass.plasticity import deco2014
from brainmass.population import Population
from brainmass.report import write_report
from brainmass.report.findings import find
from brainmass.report.measures import of_signals
from brainmass.report.reading import Series
from brainmass.report.stimulation import rebuilt, stimuli
from brainmass.report.sums import learning
from brainmass.simulation import simulate

from .conftest import Page

GAIN = np.random.default_rng(0).normal(size=(7, 8))
NAMES = tuple("abcdefg")


@pytest.fixture(scope="module")
def net(sc):
    pulse = stimulus.step(300.0, 0.02, stop=500.0).on(["region0", "region3"])
    wave = stimulus.sinusoid(40.0, 0.01) * stimulus.ramp(100.0, 50.0)
    return Network(
        wong_wang, sc.weights, coupling=diffusive(0.5), source="S_E", target="S_E_ext", noise={"S_E": ou(0.001, 10.0)},
        stimuli={"I_ext": pulse + wave.on({"region5": 0.5})},
        plasticity={"J_I": deco2014(window=100.0, settle=0.0)},
    )  # fmt: skip


@pytest.fixture(scope="module")
def run(net):
    observe = {
        "eeg": weighted(average(2.0, "S_E"), GAIN, NAMES, noise=0.1, unit="uV"),
        "sides": means(average(2.0, "r_E"), {"left": [0, 1, 2], "right": [3, 4]}),
        "arriving": average(2.0, "S_E_ext"),
        "J": every(100.0, "J_I"),
    }
    return simulate(net, 2400.0, dt=1.0, transient=100.0, observe=observe)


@pytest.fixture(scope="module")
def page(run, tmp_path_factory):
    """Of the saved run: what is not in the file cannot be shown."""
    folder = tmp_path_factory.mktemp("report")
    saved = io.save_result(run, folder / "run.nc")
    return Page(write_report(saved, folder / "report.html", title="t").read_text(encoding="utf-8"))


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_every_section_that_the_run_has(page):
    assert page.texts("h2") == [
        "Connectome", "What was simulated", "Stimuli", "Time series", "Sums over regions", "Power spectra",
        "Plasticity", "Functional connectivity", "Measures", "Numbers",
    ]  # fmt: skip
    assert "a stimulus on I_ext and J_I learning." in page.seen


def test_stimuli_are_said_in_words(page):
    rows = [row[2:] for row in page.rows if row[:2] == ["Iext", "nA"]]
    assert rows == [
        ["step of 0.02 from 300 ms until 500 ms", "region0 and region3"],
        ["(sinusoid of 40 Hz, amplitude 0.01) × (ramp from 0 at 100 ms to 1 at 150 ms)", "region5 (0.5 ×)"],
    ]
    alts = [plain(image["alt"]) for image in page.all("img")]
    assert [alt for alt in alts if alt.startswith("Stimulus")] == [
        "Stimulus on I_ext against time, 280 ms to 519 ms, from 0 to 0.02.",
        "Stimulus on I_ext against time, 100 ms to 651 ms, from −0.00499 to 0.00499.",
    ]


def test_what_is_drawn_is_what_acted(run):
    (described,) = run.attributes["populations"]["wong_wang"]["stimuli"].values()
    (given,) = run.network.populations["wong_wang"].stimuli.values()
    again = rebuilt(described)
    assert again is not None
    for t in (90.0, 130.0, 310.0, 1003.0):
        np.testing.assert_allclose(again(t), given(t), atol=1e-6)


def test_sums_and_means_are_told_apart(page):
    assert "7 weighted sums over regions of S_E, mean over 2 ms. Independent noise" in plain(page.seen)
    assert "standard deviation 0.1 uV." in plain(page.seen)
    assert "Means of r_E, mean over 2 ms, each over so many regions: left (3), right (2)." in plain(page.seen)
    assert ["eeg", "S_E", "weighted sums (a, b, c, ...) of: mean over the period", "2 ms"] in page.rows
    assert ["sides", "r_E", "means over regions (left, right) of: mean over the period", "2 ms"] in page.rows
    assert "arriving, all that arrives at S_E_ext, mean over 2 ms" in page.texts("h3")


def test_a_parameter_that_learned(run, page):
    learned = np.asarray(run.final.learned["wong_wang"]["J_I"])
    (row,) = (row for row in page.rows if row[0] == "JI" and len(row) == 6)
    assert row[1:5] == [
        "I_E, a_E, b_E",
        "mean current over threshold (nA) to −0.026 ± 0.005, by a step after every 100 ms",
        "throughout",
        "1",
    ]
    assert row[5].startswith(f"{learned.min():.4g} to {learned.max():.4g}, mean {learned.mean():.4g}")
    assert not any(image["alt"].startswith("Power spectrum of J") for image in page.all("img"))


def test_of_a_run_that_is_there_the_learned_values_are_its_own(run):
    section = learning(find(run, None, None, None, None))
    assert section is not None
    (table,) = section.parts[0].tables
    learned = np.asarray(run.final.learned["wong_wang"]["J_I"])
    assert table.rows[0][5].startswith(f"{learned.min():.4g} to {learned.max():.4g}")


def test_convolved_bold_is_bold(net):
    observe = {"hrf": convolved("S_E", tr=100.0, response=hrf.gamma(tau=0.1, duration=1.0)), "x": every(100.0, "S_E")}
    found = find(simulate(net, 2000.0, dt=1.0, observe=observe), None, None, None, None)
    assert [each.name for each in found.bold] == ["hrf"]
    assert [each.name for each in found.neural] == ["x"]
    assert found.connectivity is not None
    assert found.connectivity.name == "hrf"


def test_a_stimulus_of_ones_own_is_drawn_and_one_that_does_nothing_is_not():
    own = stimulus.wave(lambda t: t > 20, amplitude=0.1)
    for given, figures in ((own, 1), (stimulus.step(500.0), 0)):
        run = simulate(Network(hopf, 2, stimuli={"x_inp": given}), 50.0, dt=0.5)
        section = stimuli(find(run, None, None, None, None).result)
        assert section is not None
        assert sum(len(part.figures) for part in section.parts) == figures


def test_stimuli_of_several_populations_are_named_with_theirs(tmp_path):
    populations = {
        "a": Population(hopf, ["V1", "V2"], stimuli={"x_inp": stimulus.step(5.0, 0.1).on("V2")}),
        "b": Population(hopf, 3, stimuli={"y_inp": stimulus.pulse_train(10.0, 2.0, onset=5.0)}),
    }
    run = simulate(Network(populations=populations), 50.0, dt=0.5, observe={"x": every(1.0, "a.x")})
    for result in (run, io.to_dataset(run)):
        section = stimuli(find(result, None, None, None, None).result)
        assert section is not None
        rows = section.parts[0].tables[0].rows
        assert [plain(row[2]) for row in rows] == [
            "step of 0.1 from 5 ms on", "pulses of 1, 2 ms long, one every 10 ms from 5 ms on",
        ]  # fmt: skip
        assert [row[3] for row in rows] == ["V2", "all regions"]
        assert [figure.caption[:24] for figure in section.parts[1].figures] == [
            "The stimulus on a.x_inp,", "The stimulus on b.y_inp,",
        ]  # fmt: skip


def test_measures_of_a_signal_whose_spectrum_is_known():
    rng = np.random.default_rng(1)
    count, interval = 60_000, 4.0
    f = np.fft.rfftfreq(count, interval / 1000)
    f[0] = f[1]
    shaped = np.fft.rfft(rng.normal(size=(count, 3)), axis=0) * f[:, None] ** -0.75  # a power law of 1.5
    pink = np.fft.irfft(shaped, axis=0)
    t = interval * np.arange(1, count + 1) / 1000
    slow = 1 + 0.5 * np.sin(2 * np.pi * 0.05 * t)
    alpha = np.sin(2 * np.pi * 10 * t + 0.5 * np.cumsum(rng.normal(size=count)) * 0.2)[:, None] * slow[:, None]
    values = pink / pink.std() + 0.7 * alpha
    series = Series("x", values, 1000 * t, ("a", "b", "c"), "1", {"kind": "Every"})
    found = {each.name: each.value for each in of_signals([series], [])}
    assert float(found["aperiodic exponent of x"]) == pytest.approx(1.5, abs=0.1)
    assert float(found["rhythm of x"].split()[0]) == pytest.approx(10.0, abs=0.2)
    (synchrony,) = (value for name, value in found.items() if name.startswith("synchrony of x between"))
    assert float(synchrony) > 0.9


def test_noise_without_a_rhythm_is_given_none():
    walk = np.cumsum(np.random.default_rng(2).normal(size=(20_000, 4)), axis=0)
    series = Series("x", walk, 4.0 * np.arange(1, 20_001), tuple("abcd"), "1", {"kind": "Every"})
    assert [each.name for each in of_signals([series], [])] == ["aperiodic exponent of x"]
