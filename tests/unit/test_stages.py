"""What is made of samples: BOLD, convolution, weighted sums, means, FC of them; whole, in pieces and resumed."""

import numpy as np
import pytest

from brainmass.coupling import diffusive
from brainmass.io import load_result, save_result
from brainmass.io.attributes import decoded
from brainmass.network import Network, Population
from brainmass.noise import white
from brainmass.observe import average, bold, convolved, every, fc, hrf, means, sensed, weighted
from brainmass.sensors import LeadField
from brainmass.simulation import simulate
from tests.systems import leak, random_weights

N = 4
W = np.abs(random_weights(N, N, 5))
MIX = np.arange(12.0).reshape(3, N)
NETWORK = Network(
    leak, W, coupling=diffusive(0.05), source="x", target="x_inp", noise={"x": white(0.1)}, params={"g": 0.1}
)
OBSERVE = {
    "x": every(0.5, "x"),
    "bold": bold("x", tr=500.0),
    "convolved": convolved("x", tr=250.0, response=hrf.gamma(tau=0.1, duration=0.9)),
    "mixed": weighted(every(2.0, "x"), MIX, ["a", "b", "c"]),
    "noisy": weighted(every(2.0, "x"), MIX, ["a", "b", "c"], noise=[0.0, 1.0, 2.0]),
    "halves": means(average(4.0, "x"), {"front": ["region0", "region1"], "back": [3]}),
    "mean": means(every(2.0, "doubled")),
    "arriving": every(0.5, "x_inp"),
    "fc": fc(bold("x", tr=50.0)),
    "seen": fc(weighted(convolved("x", tr=50.0), MIX + np.eye(3, N), ["a", "b", "c"])),
}
HOW = {"dt": 0.5, "observe": OBSERVE}


@pytest.fixture(scope="module")
def whole():
    return simulate(NETWORK, 5000.0, seed=1, transient=733.0, **HOW)


def test_whole_in_pieces_and_resumed_they_are_the_same_to_the_last_bit(whole, tmp_path):
    told = []
    pieces = simulate(NETWORK, 5000.0, seed=1, transient=733.0, progress=lambda *each: told.append(each), **HOW)
    assert len(told) > 3
    kept = simulate(NETWORK, 5000.0, seed=1, transient=733.0, checkpoint=tmp_path, checkpoint_every=1111.0, **HOW)
    run = simulate(NETWORK, 533.5, seed=1, transient=733.0, **HOW)
    parts = [run]
    for duration in (0.5, 2047.0, 2419.0):
        run = simulate(NETWORK, duration, resume=run.final, **HOW)
        parts.append(run)
    for name in OBSERVE:
        np.testing.assert_array_equal(pieces[name], whole[name], err_msg=name)
        np.testing.assert_array_equal(kept[name], whole[name], err_msg=name)
        joined = run[name] if name in whole.matrices else np.concatenate([p[name] for p in parts])
        np.testing.assert_array_equal(joined, whole[name], err_msg=name)


def test_weighted_sums_and_means_are_those_of_the_samples(whole):
    x = np.asarray(whole["x"], float)
    at = x[3::4]
    np.testing.assert_allclose(whole["mixed"], at @ MIX.T, rtol=1e-5, atol=1e-5)
    blocks = x.reshape(-1, 8, N).mean(axis=1)
    np.testing.assert_allclose(whole["halves"], np.stack([blocks[:, :2].mean(1), blocks[:, 3]], 1), atol=1e-6)
    np.testing.assert_allclose(whole["mean"][:, 0], 2 * at.mean(1), atol=1e-6)
    assert whole.labels["halves"] == ("front", "back")
    assert whole.labels["mean"] == ("mean",)
    assert whole.labels["seen"] == whole.labels["mixed"] == ("a", "b", "c")
    assert whole["seen"].shape == (3, 3)


def test_what_arrives_is_the_coupling_of_the_states_at_that_time(whole):
    x = np.asarray(whole["x"], float)
    np.testing.assert_allclose(whole["arriving"], 0.05 * (x @ W.T - x * W.sum(1)), rtol=1e-4, atol=1e-6)
    assert whole.units["arriving"] == "1/ms"


def test_noise_of_sensors_has_its_size_and_is_new_in_every_sample(whole):
    noise = np.asarray(whole["noisy"] - whole["mixed"], float)
    assert (noise[:, 0] == 0).all()
    np.testing.assert_allclose(noise[:, 1:].std(axis=0), [1.0, 2.0], rtol=4 / np.sqrt(2 * len(noise)))
    assert np.abs(np.corrcoef(noise[1:, 1], noise[:-1, 1])[0, 1]) < 4 / np.sqrt(len(noise))
    assert np.abs(np.corrcoef(noise[:, 1], noise[:, 2])[0, 1]) < 4 / np.sqrt(len(noise))
    other = simulate(NETWORK, 100.0, seed=2, transient=733.0, **{**HOW, "observe": {"noisy": OBSERVE["noisy"]}})
    assert not (np.asarray(other["noisy"])[:, 1] == np.asarray(whole["noisy"])[:50, 1]).any()


def test_what_has_a_memory_follows_the_transient(whole):
    """Recorded from 733 ms on, BOLD and convolution know what was before: those of a run recorded from its start."""
    early = simulate(NETWORK, 5733.0, dt=0.5, seed=1, observe={"x": every(0.5, "x")})["x"]
    past = np.asarray(early, float)[: int((733 + 250) / 0.5)][::-1][:1800].reshape(18, 100, N).mean(axis=1)
    fine = np.asarray(hrf.gamma(tau=0.1, duration=0.9)(0.5e-3 + 1e-3 * np.arange(900))).reshape(18, 50)
    np.testing.assert_allclose(whole["convolved"][0], fine.sum(axis=1) * 1e-3 @ past, rtol=1e-3, atol=2e-4)


def test_sensors_read_what_the_lead_field_reads(check):
    """Columns by label, the reference as it was given; noise of the sensors in the run alone."""
    rng = np.random.default_rng(0)
    lead = LeadField(
        rng.normal(size=(5, 6)), ["Fz", "Cz", "Pz", "O1", "O2"], [f"region{i}" for i in (5, 3, 1, 0, 2, 4)]
    )
    lead = lead.referenced("average")
    observe = {"x": every(4.0, "x"), "eeg": sensed(every(4.0, "x"), lead, moment=3.0)}
    run = simulate(NETWORK, 200.0, dt=0.5, seed=1, observe=observe)
    expected = lead.on(NETWORK.populations["leak"].labels)(3.0 * np.asarray(run["x"], float))
    check.table("EEG of a run", run["eeg"], expected, abs=1e-4, source="the lead field times the samples of the run")
    np.testing.assert_allclose(run["eeg"].sum(axis=1), 0, atol=1e-4)
    assert run.labels["eeg"] == ("Fz", "Cz", "Pz", "O1", "O2")


def test_a_run_with_all_of_them_is_saved_with_what_they_are(whole, tmp_path):
    loaded = load_result(save_result(whole, tmp_path / "run.nc"))
    np.testing.assert_array_equal(loaded["halves"], whole["halves"])
    told = decoded(loaded.attrs)["observers"]
    assert told["convolved"]["response"]["function"] == "brainmass.observe.hrf._gamma"
    assert told["convolved"]["response"]["numbers"]["tau"] == 0.1
    assert told["seen"]["of"]["kind"] == "Linear"


def test_columns_are_found_by_label():
    network = Network(populations={"a": Population(leak, 2, labels=["V2", "V1"], initial={"x": [1.0, 2.0]})})
    seen = weighted(every(1.0, "a.x"), [[1.0, 10.0, 100.0]], ["s"], regions=["V1", "V2", "V4"], unit="uV")
    run = simulate(network, 1.0, dt=1.0, observe={"s": seen, "x": every(1.0, "a.x")})
    np.testing.assert_allclose(run["s"][:, 0], run["x"] @ np.array([10.0, 1.0]))
    assert run.units["s"] == "uV"
