"""Series to MNE: what is handed over is tested without it, the object and its file where it is installed."""

import re
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType, SimpleNamespace

import brainunit as u
import numpy as np
import pytest

from brainmass.io.export import Series, raw_parts, save_fif, to_mne_raw
from brainmass.io.export.sensors import ELECTRODES, KINDS

VALUES = np.random.default_rng(3).standard_normal((40, 4)).astype("float32")
NAMES = ("Cz", "Oz", "MEG 0111", "rate")


def series(unit="uV", period=0.004, start=1.0):
    return Series(VALUES, period, NAMES, unit, start)


@pytest.mark.parametrize(
    ("unit", "kind", "factor"),
    [
        ("V", "eeg", 1.0),
        ("mV", "seeg", 1e-3),
        ("uV", "eeg", 1e-6),
        ("µV", "ecog", 1e-6),
        ("nV", "dbs", 1e-9),
        ("fT", "mag", 1e-15),
        ("pT", "mag", 1e-12),
        ("T/m", "grad", 1.0),
        ("fT/cm", "grad", 1e-13),
        ("pT/mm", "grad", 1e-9),
        ("1/ms", "misc", 1.0),
    ],
)
def test_values_are_in_si_units(unit, kind, factor):
    """Factors of the SI prefixes; MNE's units are those of its documentation: V, T, T/m."""
    data = raw_parts(series(unit), kind).data
    np.testing.assert_allclose(data, VALUES.T.astype(float) * factor, rtol=3e-16, atol=0)


def test_kinds_frequency_first_sample_and_positions():
    parts = raw_parts(series("mV"), {"Cz": "eeg", "Oz": "seeg"}, {"Cz": [0, 0, 90], "Oz": np.array([0, -9, 1]) * u.cm})
    assert parts.kinds == ("eeg", "seeg", "misc", "misc")
    assert (parts.frequency, parts.first) == (250.0, 250)
    np.testing.assert_array_equal(parts.data[2:], VALUES.T[2:])  # misc as it was
    assert {name: place.tolist() for name, place in parts.positions.items()} == {
        "Cz": [0, 0, 0.09],
        "Oz": [0, -0.09, 0.01],
    }
    assert raw_parts(series(period=0.0003)).frequency == 3333.33333333
    assert list(raw_parts(series(), "eeg", np.ones((4, 3))).positions) == list(NAMES)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: raw_parts(series("1"), "eeg"), "the unit of the series is '1', but channels of kind 'eeg' are in V"),
        (lambda: raw_parts(series("uV"), "mag"), "channels of kind 'mag' are in T"),
        (lambda: raw_parts(series("fT"), "grad"), "channels of kind 'grad' are in T/m"),
        (lambda: raw_parts(series(), "egg"), "unknown kind of channel 'egg'; did you mean 'eeg'?"),
        (lambda: raw_parts(series(), ["eeg"] * 3), "one for each of the 4 channels; got 3"),
        (lambda: raw_parts(series(), {"Fz": "eeg"}), "kinds: unknown channel 'Fz'"),
        (lambda: raw_parts(series(), "eeg", {"Fz": [0, 0, 0]}), "positions: unknown channel 'Fz'"),
        (lambda: raw_parts(series(), "eeg", np.ones((3, 3))), "positions must have shape (4, 3), in mm; got (3, 3)"),
        (lambda: raw_parts(series(), "eeg", {"Cz": [0, np.nan, 0]}), "position of 'Cz'[1] is nan"),
        (lambda: raw_parts(series(), "eeg", {"Cz": [0, 0]}), "position of 'Cz' must be x, y, z in mm"),
        (lambda: raw_parts(series(), "misc", {"Cz": [0, 0, 0]}), "'Cz' is of kind 'misc'; only electrodes"),
        (lambda: save_fif(None, "a.fif"), "the name must end in raw.fif"),
    ],
)
def test_what_is_said(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


def test_what_mne_is_asked_for(monkeypatch):
    """The calls themselves, with a stand-in in the place of MNE."""
    asked = {}
    raw = SimpleNamespace(set_montage=lambda montage, **how: asked.update(montage=montage, how=how))
    mne = ModuleType("mne")
    mne.__spec__ = ModuleSpec("mne", None)
    mne.create_info = lambda *what, verbose: what
    mne.io = SimpleNamespace(RawArray=lambda data, info, first_samp, verbose: asked.update(
        data=data, info=info, first=first_samp) or raw)  # fmt: skip
    mne.channels = SimpleNamespace(make_dig_montage=lambda places, coord_frame: (places, coord_frame))
    monkeypatch.setitem(sys.modules, "mne", mne)
    assert to_mne_raw(series(), "eeg", {"Oz": [0, -90, 0]}, frame="mri") is raw
    assert asked["info"] == (list(NAMES), 250.0, ["eeg"] * 4)
    np.testing.assert_allclose(asked["data"], VALUES.T * 1e-6, rtol=1e-6)
    places, frame = asked["montage"]
    assert (list(places), places["Oz"].tolist(), frame, asked["first"]) == (["Oz"], [0, -0.09, 0], "mri", 250)


def test_without_mne_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr("brainmass.io.export.files.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match=r"a Raw: mne is not installed; pip install 'brainmass\[mne\]'"):
        to_mne_raw(series())


def test_more_than_one_file_of_2_gb_is_refused(tmp_path):
    raw = SimpleNamespace(ch_names=["a"] * 300, times=range(2_000_000))
    with pytest.raises(ValueError, match=r"long_raw\.fif would take 2,400,000,000 bytes, more than a FIF file holds"):
        save_fif(raw, tmp_path / "long_raw.fif")
    with pytest.raises(ValueError, match="unknown precision 'half'"):
        save_fif(raw, tmp_path / "long_raw.fif", precision="half")
    assert not list(tmp_path.iterdir())


def test_a_raw_and_its_file(tmp_path):
    """With MNE itself: kinds and units as MNE has them, and the same samples from the file."""
    mne = pytest.importorskip("mne")
    kinds = ["eeg", "seeg", "eeg", "misc"]
    raw = to_mne_raw(series(), kinds, {"Cz": [0, 0, 90]})
    assert raw.get_channel_types() == kinds
    assert (raw.info["sfreq"], raw.info["highpass"], raw.info["lowpass"], raw.first_time) == (250, 0, 125, 1.0)
    units = {"V": "FIFF_UNIT_V", "T": "FIFF_UNIT_T", "T/m": "FIFF_UNIT_T_M", None: "FIFF_UNIT_NONE"}
    for kind, unit in KINDS.items():
        assert mne.create_info(1, 1.0, kind)["chs"][0]["unit"] == getattr(mne.io.constants.FIFF, units[unit]), kind
    np.testing.assert_allclose(raw.info["chs"][0]["loc"][:3], [0, 0, 0.09], atol=1e-7)
    assert list(raw.get_montage().get_positions()["ch_pos"]) == ["Cz", "Oz", "MEG 0111"]
    for precision, rel in (("single", 1e-7), ("double", 1e-15)):
        path = save_fif(raw, tmp_path / f"{precision}_raw.fif", precision=precision)
        back = mne.io.read_raw_fif(path, verbose="error")
        np.testing.assert_allclose(back.get_data(), raw.get_data(), rtol=rel)
        assert (back.ch_names, back.info["sfreq"], back.first_samp) == (list(NAMES), 250.0, 250)
    with pytest.raises(FileExistsError, match="overwrite=True"):
        save_fif(raw, path)
    assert save_fif(raw, path, overwrite=True) == path
    assert len(list(tmp_path.iterdir())) == 2
    assert set(ELECTRODES) < set(KINDS)
