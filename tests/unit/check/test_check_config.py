"""Findings about a configuration: steps, time scales, recording."""

import numpy as np
import pytest

from brainmass.check import check_file
from brainmass.check.timing import fastest
from brainmass.models import hopf, linear
from brainmass.population import Population

TEXT = """
[network]
model = "linear"
connectome = {dataset = "synthetic", n = 10}
normalization = "row"
coupling = {kind = "additive", k = 0.01}
source = "x"
target = "x_inp"
speed = "6 m/s"
params = {gamma = -0.05}
[simulation]
dt = "1 ms"
duration = "10 min"
transient = "20 s"
[observe]
bold = {kind = "bold", source = "x", tr = "2 s"}
"""


@pytest.fixture
def check(tmp_path):
    def checked(*changes):
        text = TEXT
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "config.toml").write_text(text)
        return check_file(tmp_path / "config.toml")

    return checked


def of(findings, severity):
    return [f"{f.subject}: {f.seen}" for f in findings if f.severity == severity]


def test_a_sound_configuration_has_neither_errors_nor_warnings(check):
    findings = check(("1 ms", "0.1 ms"))
    assert of(findings, "error") == of(findings, "warning") == []
    assert "dt of linear: the fastest time scale of linear is 20 ms (at its start); dt = 0.1 ms" in of(findings, "note")
    assert any(line.startswith("delays: at 6 mm/ms") for line in of(findings, "note"))
    # What is told of the structure is told of the data, and the scale of what is simulated: rows that sum to 1.
    assert "weights: symmetric" in of(findings, "note")
    assert any("row sums 1 to 1, spectral radius 1" in line for line in of(findings, "note"))


def test_every_problem_of_the_configuration_is_an_error(check):
    findings = check(('"linear"', '"linaer"'), ("duration", "durration"))
    assert [f.severity for f in findings] == ["error"] * 3
    assert "did you mean 'linear'?" in findings[0].seen


# x' = -a x by Euler and Heun is stable for a dt < 2, by RK4 for a dt < 2.785.
STABILITY = [
    ("heun", -1.9, "warning"),
    ("heun", -2.1, "error"),
    ("euler", -2.1, "error"),
    ("rk4", -2.1, "warning"),
    ("rk4", -2.9, "error"),
    ("exponential_euler", -50.0, "warning"),
    ("heun", -0.4, "note"),
]


@pytest.mark.parametrize(("method", "gamma", "severity"), STABILITY)
def test_a_step_beyond_stability_is_an_error(check, method, gamma, severity):
    findings = check(("-0.05", str(gamma)), ('"10 min"', f'"10 min"\nmethod = "{method}"'))
    (finding,) = [f for f in findings if f.subject == "dt of linear"]
    assert finding.severity == severity


def test_the_fastest_time_scale_is_that_of_the_fastest_region():
    assert fastest(Population(linear, 3, params={"gamma": [-0.1, -0.5, 0.2]})) == pytest.approx(-0.5)
    # The Jacobian of the Hopf normal form at the origin has the eigenvalues a +- i omega.
    at_origin = fastest(Population(hopf, 2, params={"a": -0.3, "omega": 0.4}))
    assert abs(at_origin) == pytest.approx(0.5)
    # At radius r on the x axis it is [[a - 3 beta r^2, -omega], [omega, a - beta r^2]].
    away = fastest(Population(hopf, 1, params={"a": 1.0, "omega": 0.0, "beta": 1.0}, initial={"x": 2.0, "y": 0.0}))
    assert away == pytest.approx(1.0 - 3.0 * 4.0)


def test_too_few_volumes_and_no_transient(check):
    findings = check(('"10 min"', '"1 min"'), ('transient = "20 s"', ""))
    warnings = of(findings, "warning")
    assert "observe.bold: 30 volumes (60 s at a TR of 2 s)" in warnings
    assert "observe.bold: recording starts 0 s after the start" in warnings
    (volumes,) = [f for f in findings if "volumes" in f.seen]
    assert f"{1 / np.sqrt(30):.2f}" in volumes.meaning


def test_bold_that_is_not_kept_is_looked_at_as_well(check):
    folded = (
        'bold = {kind = "bold", source = "x", tr = "2 s"}',
        'fc = {kind = "fc", of = {kind = "bold", source = "x", tr = "2 s"}}',
    )
    warnings = of(check(folded, ('"10 min"', '"1 min"')), "warning")
    assert "observe.fc: 30 volumes (60 s at a TR of 2 s)" in warnings
    often = (
        'bold = {kind = "bold", source = "x", tr = "2 s"}',
        'fc = {kind = "fc", of = {kind = "every", source = "x", period = "1 ms"}}',
    )
    assert not any("GB" in line for line in of(check(often, ('"10 min"', '"1000 min"')), "warning"))


def test_noise_quicker_than_the_step(check):
    noisy = 'params = {gamma = -0.05}\nnoise = {x_inp = {kind = "ou", sigma = 1, tau = "0.5 ms"}}'
    findings = check(("params = {gamma = -0.05}", noisy))
    assert "noise on linear.x_inp: its correlation time of 0.5 ms is below dt = 1 ms" in of(findings, "warning")


def test_delays_lost_to_the_step(check):
    (finding,) = [f for f in check(('"1 ms"', '"50 ms"')) if f.subject == "delays" and f.severity == "warning"]
    assert finding.seen.startswith("0 steps at dt = 50 ms in spite of a length: ")


def test_lengths_without_a_speed_and_regions_without_coupling(check):
    assert "network.speed: none, although the connectome has tract lengths" in of(
        check(('speed = "6 m/s"', "")), "note"
    )
    alone = 'coupling = {kind = "additive", k = 0.01}\nsource = "x"\ntarget = "x_inp"\nspeed = "6 m/s"\n'
    assert "network.coupling: none" in of(check((alone, "")), "warning")


def test_much_memory(check):
    findings = check(
        ("[observe]", '[observe]\nx = {kind = "every", source = "x", period = "1 ms"}'), ('"10 min"', '"1000 min"')
    )
    # 60,000,000 samples of 10 regions, 4 bytes each.
    assert "observe.x: 2.4 GB of samples" in of(findings, "warning")


def test_no_observer_is_worth_a_note(check):
    silent = check(('[observe]\nbold = {kind = "bold", source = "x", tr = "2 s"}\n', ""))
    assert "observe: nothing is said" in of(silent, "note")


PULSE = ("[simulation]", '[network.stimuli]\nx_inp = {kind = "step", onset = ONSET, stop = STOP}\n[simulation]')
ACTING = [
    (30_000, 31_000, "note", "acts from 30000 to 30999 ms"),
    (3000, 3001, "warning", "acts from 3000 to 3000 ms, and recording begins at 20000 ms"),
    (30_000, 30_001, "warning", "acts at one step only, that at 30000 ms; dt = 1 ms"),
    (100_000, 200_000, "error", "is 0 throughout the 60000 ms that are simulated"),
]


@pytest.mark.parametrize(("onset", "stop", "severity", "seen"), ACTING)
def test_a_stimulus_acts_while_something_is_recorded(check, onset, stop, severity, seen):
    pulse = (PULSE[0], PULSE[1].replace("ONSET", str(onset)).replace("STOP", str(stop)))
    findings = check(pulse, ('"10 min"', '"40 s"'))
    (finding,) = [f for f in findings if f.subject == "stimulus on linear.x_inp"]
    assert (finding.severity, finding.seen) == (severity, seen)


def test_convolved_bold_needs_volumes_and_time_to_settle_wherever_it_stands(check):
    inner = '{kind = "convolved", source = "x", tr = "2 s"}'
    outer = f'{{kind = "fc", of = {{kind = "means", of = {inner}}}}}'
    findings = check(('{kind = "bold", source = "x", tr = "2 s"}', outer), ('"10 min"', '"40 s"'))
    warnings = [f for f in findings if f.subject == "observe.bold"]
    assert [f.severity for f in warnings] == ["warning", "warning"]
    assert warnings[0].seen == "20 volumes (40 s at a TR of 2 s)"
    assert warnings[1].advice == 'Write transient = "32 s" into [simulation].'


def test_a_parameter_that_still_learns_is_told(tmp_path):
    text = """
    [network]
    model = "wong_wang"
    connectome = {graph = "ring", n = 3}
    plasticity = {J_I = {kind = "deco2014", until = "UNTIL"}}
    [simulation]
    dt = 1
    duration = "1 s"
    transient = "20 s"
    """
    found = []
    for until in ("10 s", "30 s"):
        (tmp_path / "config.toml").write_text(text.replace("UNTIL", until))
        found.append([f.seen for f in check_file(tmp_path / "config.toml") if f.subject.startswith("plasticity")])
    assert found == [[], ["learns while the run is recorded, until 30000 ms"]]
