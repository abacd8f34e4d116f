"""A configuration to a file and back: the same run."""

import tomllib

import numpy as np
import pytest

from brainmass.config import config_of, prepare, read_config, resolved, run

TEXT = """
[network]
model = "hopf"
connectome = {file = "data/sc.csv"}
normalization = "row"
coupling = {kind = "diffusive", k = 0.2}
source = "x"
target = "x_inp"
speed = "6 m/s"
params = {omega = "10 Hz", a = [0.1, 0.2, 0.3]}
[network.noise]
x = {kind = "white", sigma = 0.01}
[simulation]
duration = "20 ms"
dt = "0.1 ms"
[observe]
x = {kind = "every", source = "x", period = "1 ms"}
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data").mkdir()
    np.savez(tmp_path / "data" / "sc.npz", weights=np.ones((3, 3)) - np.eye(3), lengths=60.0 * (1 - np.eye(3)))
    (tmp_path / "config.toml").write_text(TEXT.replace("sc.csv", "sc.npz"))
    return tmp_path


def test_the_resolved_copy_gives_the_same_numbers(project):
    config = read_config(project / "config.toml", {"simulation.seed": 7})
    folder = project / "results" / "here"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(resolved(config, folder))
    again = read_config(folder / "config.toml")
    first, second = run(prepare(config)), run(prepare(again))
    np.testing.assert_array_equal(first["x"], second["x"])
    assert again.output.folder == folder.as_posix()
    assert resolved(again, folder) == resolved(config, folder)


def test_the_resolved_copy_holds_numbers_defaults_and_relative_paths(project):
    table = tomllib.loads(resolved(read_config(project / "config.toml"), project / "results"))
    assert table["simulation"] == {"dt": 0.1, "duration": 20.0, "transient": 0.0, "seed": 0, "method": "heun"}
    assert table["network"]["connectome"] == {"file": "../data/sc.npz"}
    assert table["network"]["params"] == {"omega": 0.01, "a": [0.1, 0.2, 0.3]}
    assert table["network"]["speed"] == 6.0


def test_an_observer_within_an_observer_comes_back(project):
    of = '{kind = "bold", source = "x", tr = "2 ms", set = "tvb"}'
    changed = read_config(
        project / "config.toml", {"observe": {"fc": {"kind": "fc", "of": tomllib.loads(f"of = {of}")["of"]}}}
    )
    (project / "again.toml").write_text(resolved(changed, project))
    again = read_config(project / "again.toml")
    table = tomllib.loads((project / "again.toml").read_text())["observe"]["fc"]
    assert table == {"kind": "fc", "of": {"kind": "bold", "source": "x", "tr": 2.0, "set": "tvb"}}
    first, second = run(prepare(changed)), run(prepare(again))
    assert first["fc"].shape == (3, 3)
    np.testing.assert_array_equal(first["fc"], second["fc"])
    assert first.attributes["observers"]["fc"]["of"]["params"]["V0"] == 0.04


def test_delays_come_from_the_file_and_the_speed(project):
    network = prepare(read_config(project / "config.toml")).network
    (projection,) = network.projections
    np.testing.assert_array_equal(projection.lengths, 60.0 * (1 - np.eye(3)))
    np.testing.assert_array_equal(projection.weights, (1 - np.eye(3)) / 2)
    assert float(projection.speed) == 6.0


def test_lengths_and_labels_may_have_files_of_their_own(project):
    np.save(project / "data" / "w.npy", np.ones((3, 3)) - np.eye(3))
    np.savetxt(project / "data" / "l.csv", 80.0 * (1 - np.eye(3)), delimiter=",")
    (project / "data" / "names.txt").write_text("V1\nV2\nMT\n")
    source = '{file = "data/w.npy", lengths = "data/l.csv", labels = "data/names.txt"}'
    (project / "config.toml").write_text(TEXT.replace('{file = "data/sc.csv"}', source))
    config = read_config(project / "config.toml")
    connectome = prepare(config).connectome
    assert connectome.labels == ("V1", "V2", "MT")
    np.testing.assert_array_equal(connectome.lengths, 80.0 * (1 - np.eye(3)))
    table = tomllib.loads(resolved(config, project / "results"))["network"]["connectome"]
    assert table == {"file": "../data/w.npy", "lengths": "../data/l.csv", "labels": "../data/names.txt"}


def test_changes_take_the_place_of_what_is_written(project):
    config = read_config(project / "config.toml", {"network.coupling.k": 0.5, "simulation.dt": "0.2 ms"})
    assert config.network.coupling.arguments == {"k": 0.5}
    assert config.simulation.dt == 0.2


def test_a_data_set_by_name_and_with_arguments():
    text = TEXT.replace('{file = "data/sc.csv"}', '{dataset = "synthetic", n = 6, seed = 3}').replace(
        "[0.1, 0.2, 0.3]", "0.1"
    )
    job = prepare(config_of(tomllib.loads(text)))
    assert job.connectome.n == 6
    assert job.data.name == "synthetic"
    np.testing.assert_allclose(job.connectome.weights.sum(axis=1), 1.0)
