"""Series and matrices written as BIDS derivatives: the file, its sidecar and the description of the dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from brainmass._version import __version__
from brainmass.errors import unknown
from brainmass.io.attributes import plain
from brainmass.io.export.bids import as_json, bids_path, describe_dataset
from brainmass.io.export.files import endings_of, samples_of
from brainmass.io.export.sensors import write_raw
from brainmass.io.export.series import matrix_of, series_of
from brainmass.io.export.volume import region_numbers
from brainmass.io.place import placed

# Entities that BIDS wants explained in the sidecar.
EXPLAINED = {"resolution": "Resolution", "density": "Density"}


def save_bids(
    series: Any,
    root: str | PathLike[str],
    *,
    subject: str | int,
    task: str,
    image: Any = None,
    suffix: str | None = None,
    extension: str | None = None,
    metadata: Mapping[str, Any] | None = None,
    sources: Sequence[str] = (),
    overwrite: bool = False,
    **entities: Any,
) -> Path:
    """Save a series as a file of a BIDS derivative, with its sidecar, and describe the dataset if it is new.

    By default it is a table, ``_timeseries.tsv``, a column for every region; numbers in it are as exact as they were.
    With ``image=`` the image is written instead, and the sidecar is that of the series.

    Parameters
    ----------
    series : DataArray, (Run, name) or Series
        See :func:`series_of`. Of a run, everything that reproduces it goes into the sidecar, as ``Simulation``.
    root : path
        The folder of the derivative.
    subject, task : str
    image : nibabel image or mne.io.Raw, optional
        What :func:`to_nifti`, :func:`to_ptseries`, :func:`to_func_gifti` or :func:`to_mne_raw` made of the series.
    suffix, extension : str, optional
        ``timeseries`` and ``.tsv`` for the table; for an image what belongs to its kind: ``bold`` and ``.nii.gz`` or
        ``.func.gii``, ``timeseries`` and ``.ptseries.nii``, ``meg`` and ``.fif``.
    metadata : mapping, optional
        More for the sidecar, or instead of what it would say.
    sources : sequence of str
        Files that it was made from, as BIDS names them: ``"bids:raw:sub-01/dwi/sub-01_dwi.nii.gz"``.
    overwrite : bool
        Whether files that are there may be replaced.
    **entities
        ``session``, ``run``, ``space``, ``atlas``, ``segmentation``, ``desc``, ... and ``datatype``, as for
        :func:`bids_path`.

    Returns
    -------
    Path
        Of the file; its sidecar has the same name with ``.json``.

    Raises
    ------
    FileExistsError
        If the file or its sidecar is there, and is not to be replaced.
    ValueError
        If the name is none of BIDS, or an entity lacks its explanation in ``metadata``.

    Examples
    --------
    >>> import tempfile, xarray
    >>> bold = xarray.DataArray(np.eye(2), {"time": [720.0, 1440.0], "region": ["V1", "V2"]})
    >>> save_bids(bold, tempfile.mkdtemp(), subject="01", task="rest", desc="hopf").name
    'sub-01_task-rest_desc-hopf_timeseries.tsv'
    """
    checked = series_of(series)
    kind, endings, samples = ("timeseries", (".tsv",), len(checked.values)) if image is None else _of_image(image)
    if samples != len(checked.values):
        raise ValueError(
            f"the image has {samples} samples, but the series has {len(checked.values)}; make it of this one"
        )
    suffix = kind if suffix is None else suffix
    extension = endings[0] if extension is None else extension
    if extension not in endings:
        raise ValueError(unknown("extension", extension, endings))
    names = {"subject": subject, "task": task, "suffix": suffix, **entities}
    path, sidecar = _free(root, names, extension, overwrite)
    about = {
        "Description": f"Series of {len(checked.names)} regions or sensors, exported by brainmass {__version__}",
        "TaskName": task,
        "SamplingFrequency": float(f"{1 / checked.period:.12g}"),
        "StartTime": checked.start,
    }
    if suffix == "bold":
        about["RepetitionTime"] = checked.period
    if extension in (".nii", ".nii.gz"):
        about["SkullStripped"] = True  # there is nothing outside of the regions
    about |= _about(series, entities, metadata, sources)
    if image is None:
        taken = next((name for name in checked.names if name in about), None)
        if taken is not None:
            raise ValueError(f"a column cannot be called '{taken}': the sidecar says something else under this name")
        about |= {name: {"Description": f"region or sensor {name}", "Units": checked.unit} for name in checked.names}
    else:
        about = {"Units": checked.unit, **about}
    _write(root, sidecar, about, {path: _table(checked.names, checked.values) if image is None else image})
    return path


def save_bids_matrix(
    matrix: Any,
    root: str | PathLike[str],
    *,
    subject: str | int,
    measure: str,
    names: Sequence[str] | None = None,
    numbers: Sequence[int] | Mapping[str, int] | None = None,
    metadata: Mapping[str, Any] | None = None,
    sources: Sequence[str] = (),
    overwrite: bool = False,
    **entities: Any,
) -> Path:
    """Save a matrix between regions as ``_relmat.tsv`` of a BIDS derivative, with its sidecar and the index of regions.

    Rows are targets and columns sources, under a row of region names. ``_nodeindices.tsv`` says which row is which
    region: ``matrix_index`` from 0, ``node_file``, ``node_index`` and ``name``. All these names are of a proposal to
    BIDS (BEP017).

    Parameters
    ----------
    matrix : DataArray, (Run, name) or array, shape (n, n)
        See :func:`matrix_of`.
    root : path
        The folder of the derivative.
    subject : str
    measure : str
        What the numbers are: ``"Pearson correlation"``.
    names : sequence of str, optional
        The regions, for a plain array.
    numbers : sequence of int, or mapping of name to int, optional
        Number of each region in an atlas: ``node_index``, which is ``n/a`` by default. The atlas itself is
        ``metadata={"NodeFiles": [...]}``.
    metadata, sources, overwrite, **entities
        As for :func:`save_bids`.

    Returns
    -------
    Path
        Of the matrix.
    """
    checked = matrix_of(matrix, names)
    names_of = {"subject": subject, **entities}
    path, sidecar = _free(root, {**names_of, "suffix": "relmat"}, ".tsv", overwrite)
    index, _ = _free(root, {**names_of, "suffix": "nodeindices"}, ".tsv", overwrite, alone=True)
    values = checked.values
    nodes = ["n/a"] * len(values) if numbers is None else region_numbers(checked.names, numbers)
    metadata = dict(metadata or {})
    files = metadata.get("NodeFiles", ["n/a"])
    file = files if isinstance(files, str) else files[0]
    listed = enumerate(zip(nodes, checked.names, strict=True))
    rows = [f"{row}\t{file}\t{node}\t{name}\n" for row, (node, name) in listed]
    about = {
        "RelationshipMeasure": measure,
        "MeasureUnits": checked.unit,
        "Weighted": not set(np.unique(values)) <= {0.0, 1.0},
        "Directed": not np.allclose(values, values.T, rtol=1e-5, atol=1e-6 * np.abs(values).max()),
        "ValidDiagonal": bool(np.diag(values).any()),
        "NonNegative": bool((values >= 0).all()),
        "Software": f"brainmass {__version__}",
        "NodeIndicesFile": index.name,
        "Description": "Rows are targets, columns are sources, in the order of the header",
        **_about(matrix, entities, metadata, sources),
    }
    listing = "".join(["matrix_index\tnode_file\tnode_index\tname\n", *rows])
    _write(root, sidecar, about, {index: listing, path: _table(checked.names, values)})
    return path


def _of_image(image: Any) -> tuple[str, tuple[str, ...], int]:
    """Suffix, extensions and number of samples of an image or a Raw."""
    if not hasattr(image, "ch_names"):
        endings = endings_of(image)
        return "timeseries" if endings == (".ptseries.nii",) else "bold", endings, samples_of(image)
    if not {"mag", "grad"} & set(image.get_channel_types()):
        raise ValueError(
            "BIDS has FIF for MEG only, and this Raw has none; for electrodes save the table, without image= and with "
            "datatype='eeg' or 'ieeg', or raw.export(...) as EDF or BrainVision"
        )
    return "meg", (".fif",), len(image.times)


def _free(
    root: Any, names: Mapping[str, Any], extension: str, overwrite: bool, alone: bool = False
) -> tuple[Path, Path]:
    """Path of a file and of its sidecar, where nothing is unless it is to be overwritten."""
    path = bids_path(root, extension=extension, **names)
    sidecar = path.with_name(path.name.removesuffix(extension) + ".json")
    for there in (path, *(() if alone else (sidecar,))):
        if there.exists() and not overwrite:
            raise FileExistsError(f"{there} exists; overwrite=True replaces it, run= or desc= gives another name")
    return path, sidecar


def _about(
    given: Any, entities: Mapping[str, Any], metadata: Mapping[str, Any] | None, sources: Sequence[str]
) -> dict[str, Any]:
    """What every sidecar has: sources, what reproduces a run, and what the user says."""
    about: dict[str, Any] = {"Sources": list(sources)} if sources else {}
    run = given[0] if isinstance(given, tuple) and hasattr(given[0], "attributes") else None
    if run is not None:
        about["Simulation"] = {name: plain(value, name) for name, value in run.attributes.items()}
    about |= metadata or {}
    for entity, field in EXPLAINED.items():
        if entities.get(entity) is not None and field not in about:
            raise ValueError(f"{entity}: BIDS wants it explained; give metadata={{'{field}': '...'}}")
    return about


def _table(names: Sequence[str], values: np.ndarray) -> str:
    """A header and rows with as many digits as make the same numbers again: 9 for float32, 17 for float64."""
    digits = "%.9g" if values.dtype == np.float32 else "%.17g"
    line = "\t".join([digits] * values.shape[1]) + "\n"
    return "\t".join(names) + "\n" + "".join(line % tuple(row) for row in values.tolist())


def _write(root: Any, sidecar: Path, about: Mapping[str, Any], files: Mapping[Path, Any]) -> None:
    """All files to temporary names first, then all into place, the sidecar before what it describes."""
    text = as_json(about)
    describe_dataset(root)
    sidecar.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        for path, content in {**files, sidecar: text}.items():
            temporary = stack.enter_context(placed(path))
            if isinstance(content, str):
                temporary.write_text(content, encoding="utf-8")
            elif hasattr(content, "ch_names"):
                write_raw(content, temporary)
            else:
                content.to_filename(temporary)
