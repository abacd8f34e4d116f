"""``make demo`` on a small generated brain: its numbers against NumPy, its files whole."""

import numpy as np
import pytest

from brainmass import datasets, demo
from brainmass.io import load_result


@pytest.fixture
def small(monkeypatch, tmp_path):
    data = datasets.load("synthetic", n=12)
    brain = demo.Data(data.name, data.connectome, data.fc, data.extras["fc_again"], 720.0)
    monkeypatch.setattr(demo, "load", lambda: brain)
    monkeypatch.setattr(demo, "FOLDER", tmp_path / "results" / "rest")
    for name, value in {"DURATION": 36_000.0, "SCAN_DURATION": 18_000.0, "TRANSIENT": 2_000.0}.items():
        monkeypatch.setattr(demo, name, value)
    monkeypatch.setattr(demo, "STRENGTHS", np.array([1.0, 4.0]))
    return brain


def test_demo_writes_what_it_prints(small, capsys):
    demo.main()
    printed = capsys.readouterr().out
    saved = load_result(demo.FOLDER / "result.nc")
    upper = np.triu_indices(12, 1)
    simulated = np.corrcoef(saved["bold"].values.astype(float).T)
    agreement = np.corrcoef(simulated[upper], small.held_out[upper])[0, 1]
    assert f"{agreement:.3f}" in printed
    structure = np.corrcoef(small.connectome.weights[upper], small.held_out[upper])[0, 1]
    assert f"{structure:.3f}" in printed
    # Rates are recorded in 1/ms and printed in Hz; the regions rest near the 3 Hz of Deco et al. (2014).
    rate = 1e3 * saved["r_E"].values.mean()
    assert f"{rate:.2f} Hz" in printed
    assert 2.5 < rate < 4.5
    np.testing.assert_allclose(saved["weights"].values.sum(axis=1).mean(), 1.0, rtol=1e-5)
    assert f"{agreement:.3f}" in (demo.FOLDER / "report.html").read_text()
    assert len(list((demo.FOLDER / "figures").glob("*.png"))) == 7


def test_demo_falls_back_to_the_synthetic_brain(monkeypatch, capsys):
    def offline(name, **options):
        if name != "synthetic":
            raise datasets.Unavailable("no network; load 'synthetic'")
        return synthetic

    synthetic = datasets.load("synthetic", n=12)
    monkeypatch.setattr(demo.datasets, "load", offline)
    data = demo.load()
    assert data.name == "synthetic"
    assert not np.array_equal(data.fc, data.held_out)
    assert "generated, not measured" in capsys.readouterr().out
