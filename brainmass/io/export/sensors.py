"""Series to MNE-Python: what a ``Raw`` is made of, the ``Raw``, and its file.

All that is computed is in :func:`raw_parts`, which needs no MNE.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from brainmass.errors import require_finite, unknown
from brainmass.io.export.files import free, needed
from brainmass.io.export.series import Series, series_of
from brainmass.io.place import placed
from brainmass.units import mm, to_array

# Kinds of channels, and the unit in which MNE holds them; what is "misc" stays as it is.
KINDS: dict[str, str | None] = {
    **dict.fromkeys(("eeg", "seeg", "ecog", "dbs"), "V"),
    "mag": "T",
    "grad": "T/m",
    "misc": None,
}
ELECTRODES = ("eeg", "seeg", "ecog", "dbs")

# Powers of ten of prefixes. The Greek letter and the micro sign look alike.
PREFIXES = {"": 0, "f": -15, "p": -12, "n": -9, "u": -6, "µ": -6, "μ": -6, "m": -3, "c": -2, "k": 3}
_FIELD = re.compile(r"([fpnuµμmck]?)([VT])(?:/([fpnuµμmck]?)m)?$")

ENDINGS = ("raw.fif", "_meg.fif", "_eeg.fif", "_ieeg.fif", "raw.fif.gz", "_meg.fif.gz", "_eeg.fif.gz", "_ieeg.fif.gz")
LARGEST = 2**31 - 2**20
"""A FIF file holds 2 GB; MNE would cut a larger one into several, which cannot be moved into place as one."""


class RawParts(NamedTuple):
    """What a ``Raw`` is made of."""

    data: np.ndarray
    """Shape (n, time), V, T or T/m; misc in its own unit."""
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    frequency: float
    """Sampling frequency, Hz."""
    first: int
    """Number of the first sample, counted from time 0."""
    positions: dict[str, np.ndarray]
    """Positions of electrodes, m."""


def raw_parts(series: Any, kinds: Any = "misc", positions: Any = None) -> RawParts:
    """What :func:`to_mne_raw` hands to MNE: values in SI units, kinds, frequency, first sample, positions in m.

    Parameters
    ----------
    series, kinds, positions
        As for :func:`to_mne_raw`.

    Examples
    --------
    >>> eeg = Series(np.array([[1.0, -2.0], [3.0, 0.5]]), 0.004, ("Cz", "Oz"), "uV", 1.0)
    >>> parts = raw_parts(eeg, "eeg", positions={"Cz": [0.0, 0.0, 90.0]})
    >>> parts.data[0].tolist(), parts.frequency, parts.first, parts.positions["Cz"].tolist()
    ([1e-06, 3e-06], 250.0, 250, [0.0, 0.0, 0.09])
    """
    series = series_of(series)
    kinds = _kinds(kinds, series.names)
    data = np.array(series.values.T, dtype=float)
    for kind in set(kinds):
        rows = np.array([k == kind for k in kinds])
        power = _power(series.unit, kind)
        # A division by a power of ten is rounded once; 10.0**-6 is itself rounded.
        data[rows] = data[rows] / 10.0**-power if power < 0 else data[rows] * 10.0**power
    frequency = float(f"{1 / series.period:.12g}")
    first = round(series.start * frequency)
    return RawParts(data, series.names, kinds, frequency, first, _positions(positions, series, kinds))


def to_mne_raw(
    series: Any, kinds: str | Sequence[str] | Mapping[str, str] = "misc", positions: Any = None, *, frame: str = "head"
) -> Any:
    """A series as ``mne.io.RawArray``.

    Values are converted to V, T or T/m from the unit of the series. The first sample keeps its time, to the nearest
    sample. The filter settings are those of MNE for data that were not filtered: 0 and half the sampling frequency.

    Parameters
    ----------
    series : DataArray, (Run, name) or Series
        See :func:`series_of`.
    kinds : str, sequence of str, or mapping of name to str
        ``"eeg"``, ``"seeg"``, ``"ecog"``, ``"dbs"``, ``"mag"``, ``"grad"`` or ``"misc"`` for all channels or for each;
        what a mapping does not name is ``"misc"``. A misc channel keeps its unit: regions in 1/ms or without unit.
    positions : mapping of name to (x, y, z), or array of shape (n, 3), optional
        Positions of electrodes, mm.
    frame : str
        In which coordinates: ``"head"``, ``"mri"`` or another frame that ``mne.channels.make_dig_montage`` knows.

    Returns
    -------
    mne.io.RawArray

    Raises
    ------
    ModuleNotFoundError
        If MNE is not installed.
    ValueError
        If a kind or a name is not known, the unit is not one of voltage or magnetic field where the kind is, or a
        position is given for a channel that is no electrode.

    Notes
    -----
    A magnetometer is a position and an orientation and a coil, which a simulation does not know: for source
    reconstruction take the ``info`` that the lead field was computed with, ``mne.io.RawArray(raw.get_data(), info)``.
    """
    mne = needed("mne", "to make a Raw")
    parts = raw_parts(series, kinds, positions)
    info = mne.create_info(list(parts.names), parts.frequency, list(parts.kinds), verbose="error")
    raw = mne.io.RawArray(parts.data, info, first_samp=parts.first, verbose="error")
    if parts.positions:
        raw.set_montage(mne.channels.make_dig_montage(parts.positions, coord_frame=frame), on_missing="ignore")
    return raw


def save_fif(raw: Any, path: str | PathLike[str], *, precision: str = "single", overwrite: bool = False) -> Path:
    """Save a ``Raw`` as FIF: whole, or not at all.

    Parameters
    ----------
    raw : mne.io.Raw
    path : path
        Ends in ``raw.fif``, ``_eeg.fif``, ``_meg.fif`` or ``_ieeg.fif``, or in these with ``.gz``, as MNE wants it.
    precision : str
        ``"single"`` or ``"double"``: float32 or float64 in the file.
    overwrite : bool
        Whether a file that is there may be replaced.

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        If the ending is another, or the data take more than the 2 GB of one FIF file.
    FileExistsError
        If the file is there, and is not to be replaced.
    """
    path = free(path, ENDINGS, overwrite)
    with placed(path) as temporary:
        write_raw(raw, temporary, precision)
    return path


def write_raw(raw: Any, path: Path, precision: str = "single") -> None:
    """Write one FIF file, or say why there would be several."""
    if precision not in ("single", "double"):
        raise ValueError(unknown("precision", precision, ("single", "double")))
    size = len(raw.ch_names) * len(raw.times) * (4 if precision == "single" else 8)
    if size > LARGEST:
        raise ValueError(f"{path.name} would take {size:,} bytes, more than a FIF file holds; resample or cut the data")
    raw.save(path, fmt=precision, split_size="2GB", verbose="error")


def _kinds(kinds: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(kinds, str):
        given = (kinds,) * len(names)
    elif isinstance(kinds, Mapping):
        for name in kinds:
            if name not in names:
                raise ValueError(f"kinds: {unknown('channel', name, names)}")
        given = tuple(kinds.get(name, "misc") for name in names)
    else:
        given = tuple(kinds)
    if len(given) != len(names):
        raise ValueError(f"kinds must be one kind, or one for each of the {len(names)} channels; got {len(given)}")
    for kind in given:
        if kind not in KINDS:
            raise ValueError(unknown("kind of channel", kind, KINDS))
    return given


def _power(unit: str, kind: str) -> int:
    """The power of ten from ``unit`` to that of the kind."""
    wanted = KINDS[kind]
    if wanted is None:
        return 0
    match = _FIELD.match(unit)
    if match is None or match[2] + ("/m" if match[3] is not None else "") != wanted:
        raise ValueError(
            f"the unit of the series is '{unit}', but channels of kind '{kind}' are in {wanted}; declare the unit "
            f"(series.attrs['units'] = 'u{wanted}', say), or make them kind 'misc'"
        )
    return PREFIXES[match[1]] - PREFIXES[match[3] or ""]


def _positions(positions: Any, series: Series, kinds: tuple[str, ...]) -> dict[str, np.ndarray]:
    if positions is None:
        return {}
    if not isinstance(positions, Mapping):
        table = np.asarray(to_array(positions, mm, "positions"), float)
        if table.shape != (len(series.names), 3):
            raise ValueError(f"positions must have shape ({len(series.names)}, 3), in mm; got {table.shape}")
        positions = dict(zip(series.names, table, strict=True))
    placed_at = {}
    for name, place in positions.items():
        if name not in series.names:
            raise ValueError(f"positions: {unknown('channel', name, series.names)}")
        kind = kinds[series.names.index(name)]
        if kind not in ELECTRODES:
            raise ValueError(
                f"positions: '{name}' is of kind '{kind}'; only electrodes ({', '.join(ELECTRODES)}) are placed by a "
                "position, an MEG sensor has an orientation too"
            )
        where = np.asarray(to_array(place, mm, f"position of '{name}'"), float)
        if where.shape != (3,):
            raise ValueError(f"position of '{name}' must be x, y, z in mm; got shape {where.shape}")
        require_finite(f"position of '{name}'", where)
        placed_at[name] = where / 1000
    return placed_at
