"""Names, folders and sidecars of BIDS derivatives.

The grammar is that of BIDS 1.11 (doi:10.1038/sdata.2016.44; the order of entities is that of its schema). What the
released standard has no name for yet comes from proposals to it, and :data:`SUFFIXES` says from which.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from brainmass._version import __version__
from brainmass.errors import unknown
from brainmass.io.place import placed

BIDS_VERSION = "1.11.0"

# Arguments and the keys that they have in a name, in the order of the specification.
ENTITIES = {
    "subject": "sub",
    "session": "ses",
    "task": "task",
    "acquisition": "acq",
    "run": "run",
    "hemisphere": "hemi",
    "space": "space",
    "atlas": "atlas",
    "segmentation": "seg",
    "scale": "scale",
    "resolution": "res",
    "density": "den",
    "stat": "stat",
    "desc": "desc",
}
DATATYPES = ("func", "eeg", "meg", "ieeg", "anat")


class Suffix(NamedTuple):
    """What may follow the last underscore."""

    datatype: str
    """The folder, where no other is asked for."""
    released: tuple[str, ...]
    """Extensions that the released standard has."""
    proposed: tuple[str, ...]
    """Extensions that a proposal has."""
    proposal: str
    """Which."""


SUFFIXES = {
    "bold": Suffix("func", (".nii.gz", ".nii", ".json"), (".func.gii",), "BEP012"),
    "timeseries": Suffix("func", (), (".tsv", ".json", ".ptseries.nii", ".nii.gz", ".func.gii"), "BEP012"),
    "boldmap": Suffix("func", (), (".pconn.nii", ".pscalar.nii", ".nii.gz", ".func.gii", ".json"), "BEP012"),
    "relmat": Suffix("func", (), (".tsv", ".json", ".pconn.nii"), "BEP017"),
    "nodeindices": Suffix("func", (), (".tsv", ".json"), "BEP017"),
    "eeg": Suffix("eeg", (".json", ".edf", ".vhdr", ".set", ".bdf"), (), ""),
    "ieeg": Suffix("ieeg", (".json", ".edf", ".vhdr", ".set", ".nwb"), (), ""),
    "meg": Suffix("meg", (".fif", ".json"), (), ""),
    "channels": Suffix("eeg", (".tsv", ".json"), (), ""),
    "dseg": Suffix("anat", (".nii.gz", ".nii", ".label.gii", ".dlabel.nii", ".tsv", ".json"), (), ""),
}
# What validators of the released standard are to pass over.
IGNORED = """\
# Names that are proposed to BIDS and not yet in it: BEP012 (functional derivatives), BEP017 (relationship matrices).
*_timeseries.*
*_boldmap.*
*_relmat.*
*_nodeindices.*
*hemi-L*_bold.*
*hemi-R*_bold.*
"""
_LABEL = re.compile(r"[0-9a-zA-Z+]+")


def bids_path(
    root: str | PathLike[str],
    *,
    subject: str | int,
    session: str | int | None = None,
    task: str | None = None,
    acquisition: str | None = None,
    run: int | str | None = None,
    hemisphere: str | None = None,
    space: str | None = None,
    atlas: str | None = None,
    segmentation: str | None = None,
    scale: str | None = None,
    resolution: str | None = None,
    density: str | None = None,
    stat: str | None = None,
    desc: str | None = None,
    suffix: str = "timeseries",
    extension: str = ".tsv",
    datatype: str | None = None,
) -> Path:
    """The path of a file of a BIDS derivative; nothing is made on the disk.

    Parameters
    ----------
    root : path
        The folder of the derivative, which holds ``dataset_description.json``.
    subject, session, task, ..., desc : str, optional
        Entities: letters and digits, and ``+`` between labels. ``run`` is a number, ``hemisphere`` ``"L"`` or ``"R"``.
        ``stat`` is of a proposal (BEP012), the others are of the released standard. A task is needed for ``bold``,
        ``eeg``, ``meg`` and ``ieeg``.
    suffix : str
        ``timeseries``, ``bold``, ``boldmap``, ``relmat``, ``nodeindices``, ``eeg``, ``meg``, ``ieeg``, ``channels`` or
        ``dseg``; see :data:`SUFFIXES`.
    extension : str
        With its dot, and one that the suffix may have.
    datatype : str, optional
        The folder below the subject; that of the suffix by default. ``"eeg"`` for a time series of electrodes.

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        If an entity, a suffix, an extension or a folder is none of BIDS.

    Examples
    --------
    >>> path = bids_path("out", subject="01", task="rest", run=2, segmentation="Schaefer100", desc="hopf")
    >>> path.as_posix()
    'out/sub-01/func/sub-01_task-rest_run-2_seg-Schaefer100_desc-hopf_timeseries.tsv'
    """
    given = {name: value for name, value in locals().items() if name in ENTITIES and value is not None}
    labels = {name: _label(name, value) for name, value in given.items()}
    if suffix not in SUFFIXES:
        raise ValueError(unknown("suffix", suffix, SUFFIXES))
    allowed = (*SUFFIXES[suffix].released, *SUFFIXES[suffix].proposed)
    if extension not in allowed:
        raise ValueError(f"{suffix}: {unknown('extension', extension, allowed)}")
    if task is None and suffix in ("bold", "eeg", "meg", "ieeg"):
        raise ValueError(f"{suffix}: BIDS wants a task in the name; a simulation at rest is task='rest'")
    datatype = SUFFIXES[suffix].datatype if datatype is None else datatype
    if datatype not in DATATYPES:
        raise ValueError(unknown("datatype", datatype, DATATYPES))
    folder = Path(root) / f"sub-{labels['subject']}"
    folder = folder / f"ses-{labels['session']}" if "session" in labels else folder
    pairs = [f"{key}-{labels[name]}" for name, key in ENTITIES.items() if name in labels]
    return folder / datatype / ("_".join([*pairs, suffix]) + extension)


def describe_dataset(root: str | PathLike[str], name: str | None = None) -> Path:
    """Write ``dataset_description.json`` of a derivative, if the folder has none, and ``.bidsignore`` beside it.

    ``.bidsignore`` names what is proposed to BIDS and not yet in it, so that validators pass over it.

    Parameters
    ----------
    root : path
        The folder of the derivative; it is made where it does not exist.
    name : str, optional
        Name of the dataset, that of the folder by default.

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        If the folder is described already and is no derivative: raw data are not written into.
    """
    root = Path(root)
    path = root / "dataset_description.json"
    if path.exists():
        try:
            kind = json.loads(path.read_text(encoding="utf-8")).get("DatasetType", "raw")
        except (ValueError, AttributeError) as error:
            raise ValueError(f"{path} is not readable: {error}") from None
        if kind != "derivative":
            raise ValueError(f"{root} is a dataset of type '{kind}'; write into {root / 'derivatives' / 'brainmass'}")
        return path
    root.mkdir(parents=True, exist_ok=True)
    description = {
        "Name": name or root.resolve().name,
        "BIDSVersion": BIDS_VERSION,
        "DatasetType": "derivative",
        "GeneratedBy": [{"Name": "brainmass", "Version": __version__}],
    }
    ignored = root / ".bidsignore"
    for there, text in {ignored: IGNORED, path: as_json(description)}.items():
        if not there.exists():
            with placed(there) as temporary:
                temporary.write_text(text, encoding="utf-8")
    return path


def as_json(content: Mapping[str, Any]) -> str:
    """JSON as people read it; what is not finite is text, ``"inf"``, since JSON has no number for it."""
    return json.dumps(_worded(content), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _worded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _worded(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_worded(inner) for inner in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _label(name: str, value: Any) -> str:
    text = str(value)
    if name == "run" and not re.fullmatch(r"[0-9]+", text):
        raise ValueError(f"run must be a number, 0 or more, got {value!r}")
    if name == "hemisphere" and text not in ("L", "R"):
        raise ValueError(f"hemisphere must be 'L' or 'R', got {value!r}")
    if isinstance(value, bool) or not _LABEL.fullmatch(text):
        clean = re.sub(r"[^0-9a-zA-Z+]", "", text)
        hint = f"; '{clean}' would do" if clean and not isinstance(value, bool) else ""
        raise ValueError(f"{name} must be letters and digits, which BIDS wants between - and _, got {value!r}{hint}")
    return text
