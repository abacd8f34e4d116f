"""Where exports are written, and the packages that some of them need."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import Any

from brainmass.io.place import placed


def needed(package: str, what: str) -> Any:
    """An optional package, or one line that says how to get it."""
    if find_spec(package) is None:
        said = f"{what}: {package} is not installed; pip install 'brainmass[{package}]'"
        raise ModuleNotFoundError(said, name=package)
    return import_module(package)


def free(path: str | PathLike[str], endings: Sequence[str], overwrite: bool) -> Path:
    """A path that may be written: its ending is allowed, and nothing is there unless it is to be overwritten."""
    path = Path(path)
    if not path.name.endswith(tuple(endings)):
        raise ValueError(f"{path.name}: the name must end in {' or '.join(endings)}")
    if path.exists() and not overwrite:
        raise FileExistsError(f"{path} exists; overwrite=True replaces it")
    return path


def save_image(image: Any, path: str | PathLike[str], *, overwrite: bool = False) -> Path:
    """Save an image of nibabel: whole, or not at all.

    Parameters
    ----------
    image : nibabel image
        What :func:`to_nifti`, :func:`to_ptseries`, :func:`to_pscalar`, :func:`to_pconn`, :func:`to_func_gifti` or
        :func:`to_label_gifti` gave.
    path : path
        Its ending must be of the image's kind: ``.nii`` and ``.nii.gz``, ``.ptseries.nii``, ``.pscalar.nii``,
        ``.pconn.nii``, ``.func.gii`` and ``.label.gii``.
    overwrite : bool
        Whether a file that is there may be replaced.

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        If the ending belongs to another kind of file.
    FileExistsError
        If the file is there, and is not to be replaced.
    """
    endings = endings_of(image)
    path = free(path, endings, overwrite)
    if ".nii.gz" in endings and path.name.endswith(tuple(CIFTI_INTENTS.values())):
        raise ValueError(f"{path.name}: this ending says CIFTI-2, but the image is a plain NIfTI")
    with placed(path) as temporary:
        image.to_filename(temporary)
    return path


# NIfTI intent codes of CIFTI-2 files, and the endings that belong to them.
CIFTI_INTENTS = {3004: ".ptseries.nii", 3008: ".pscalar.nii", 3003: ".pconn.nii"}


def endings_of(image: Any) -> tuple[str, ...]:
    """The endings that a file of this image may have."""
    nibabel = needed("nibabel", "to save an image")
    if isinstance(image, nibabel.Cifti2Image):
        code = int(image.nifti_header["intent_code"])
        return (CIFTI_INTENTS[code],) if code in CIFTI_INTENTS else (".nii",)
    if isinstance(image, nibabel.GiftiImage):
        labels = any(array.intent == nibabel.nifti1.intent_codes["NIFTI_INTENT_LABEL"] for array in image.darrays)
        return (".label.gii",) if labels else (".func.gii",)
    if isinstance(image, nibabel.Nifti1Image | nibabel.Nifti2Image):
        return (".nii.gz", ".nii")
    raise TypeError(f"an image of nibabel is saved, got {type(image).__name__}")


def samples_of(image: Any) -> int:
    """How many samples an image of a series has."""
    nibabel = needed("nibabel", "to save an image")
    if isinstance(image, nibabel.GiftiImage):
        return len(image.darrays)
    return image.shape[0] if isinstance(image, nibabel.Cifti2Image) else image.shape[-1]
