"""NumPy files, ``.npy`` and ``.npz``, without pickles."""

from __future__ import annotations

import numpy as np

from brainmass.io.members import Members, Unreadable
from brainmass.io.source import Source, damage_named, opened, opened_zip

PICKLED = (
    "holds Python objects, which run code when they are read, so they are not; save it as numbers, or as text with "
    "array.astype(str)"
)


def read_npy(source: Source) -> Members:
    """The array of a ``.npy`` file, as ``{"matrix": array}``.

    Parameters
    ----------
    source : path or binary file

    Raises
    ------
    ValueError
        If the file is damaged, or holds Python objects.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO()
    >>> np.save(file, np.eye(2)); _ = file.seek(0)
    >>> read_npy(file)
    {'matrix': array([[1., 0.], [0., 1.]])}
    """
    with opened(source) as stream, damage_named(".npy file"):
        return {"matrix": _without_pickles(lambda: np.lib.format.read_array(stream, allow_pickle=False))}


def read_npz(source: Source) -> Members:
    """The arrays of a ``.npz`` file by name; one that holds Python objects is listed but not read.

    Parameters
    ----------
    source : path or binary file

    Raises
    ------
    ValueError
        If the file is damaged, or would take more than 2 GiB unpacked.
    """
    with opened(source) as stream:
        with opened_zip(stream, ".npz file"):
            pass  # only the sizes
        stream.seek(0)
        with damage_named(".npz file"), np.load(stream, allow_pickle=False) as archive:
            return {name: _without_pickles(lambda name=name: archive[name]) for name in archive.files}


def _without_pickles(read):
    try:
        return read()
    except ValueError as error:
        if "allow_pickle" in str(error):
            return Unreadable(PICKLED)
        raise
