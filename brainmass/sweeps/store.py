"""A sweep on the disk: a zarr store that any xarray reads, with the plan that it belongs to.

A block of points is one chunk of every variable. zarr writes each to a temporary name and moves it into place; ``done``
is written last, when all others are on the disk. So at any moment the store holds whole blocks, and says which.
"""

from __future__ import annotations

import json
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from brainmass.checkpoint.files import locked
from brainmass.checkpoint.provenance import Identity, differences
from brainmass.io.attributes import decoded, encoded
from brainmass.io.place import is_zarr, placed
from brainmass.sweeps.blocks import Blocks
from brainmass.sweeps.layout import Layout
from brainmass.sweeps.work import Block

if TYPE_CHECKING:
    import xarray

PLAN = "plan"


class Store(NamedTuple):
    """An open store. Made by :func:`opened`."""

    path: Path
    blocks: Blocks
    group: Any

    @property
    def missing(self) -> list[int]:
        """The blocks that are not done."""
        done = np.asarray(self.group["done"][...])
        return [number for number in self.blocks if not done[self.blocks.part(number)].all()]

    @property
    def diverged(self) -> int:
        """How many of the points that are done left the finite numbers."""
        return int(np.isfinite(np.asarray(self.group["diverged_at"][...])).sum())

    def add(self, number: int, block: Block) -> None:
        """Write a block; when this returns it is on the disk."""
        part, place = self.blocks.part(number), self.blocks.place(number)
        for name, values in block.items():
            self.group[name][part] = values
            _sync(self._chunk(name, place, values.ndim))
        self.group["done"][part] = True
        _sync(self._chunk("done", place, len(place)))

    def _chunk(self, name: str, place: tuple[int, ...], ndim: int) -> Path:
        """The file of a block of one variable."""
        inner = (0,) * (ndim - len(place))
        return self.path.joinpath(name, "c", *map(str, (*place, *inner)))


def plan_in(path: Path) -> dict[str, Any] | None:
    """The plan of the store that is there; None where there is nothing.

    Raises
    ------
    ValueError
        If there is something else.
    """
    if not path.exists():
        return None
    _need_zarr()
    import zarr

    told = zarr.open_group(path, mode="r").attrs.get(PLAN) if is_zarr(path) else None
    if not isinstance(told, str):
        raise ValueError(f"{path} is there and is not the store of a sweep; give another path")
    return json.loads(told)


@contextmanager
def opened(path: Path, plan: Identity, layout: Layout, blocks: Blocks) -> Iterator[Store]:
    """Begin a store, or go on with the one that is there.

    Raises
    ------
    ValueError
        If the store is of another sweep, with all that differs.
    OSError
        If it cannot be written, or another process writes it.
    ModuleNotFoundError
        If zarr is not installed.
    """
    _need_zarr()
    import zarr

    there = plan_in(path)
    if there is None:
        _create(path, plan, layout, blocks)
    elif found := differences(there, json.loads(json.dumps(plan))):
        raise ValueError(
            f"the store {path} is of another sweep:\n  " + "\n  ".join(found) + "\nGive another path, or delete it to "
            "begin anew: brainmass.sweeps.discard(path), or --restart on the command line."
        )
    with locked(path):
        yield Store(path, blocks, zarr.open_group(path, mode="r+"))


def load(path: str | Path) -> xarray.Dataset:
    """The result in a store, finished or not; ``done`` says which points it holds.

    Any xarray reads it as well: ``xarray.open_zarr(path)``.

    Raises
    ------
    ValueError
        If there is no store of a sweep.
    """
    import xarray

    path = Path(path)
    if plan_in(path) is None:
        raise FileNotFoundError(f"there is no store in {path}")
    dataset = xarray.load_dataset(path, engine="zarr", decode_times=False, consolidated=False)
    dataset.attrs = {name: value for name, value in decoded(dataset.attrs).items() if name != PLAN}
    for name, variable in dataset.variables.items():
        variable.encoding = {}
        if variable.dtype.kind in "OT":  # text of variable length
            dataset[name] = dataset[name].copy(data=np.array(variable.values.tolist(), dtype=str))
    return dataset


def discard(path: str | Path) -> None:
    """Delete the store of a sweep.

    Raises
    ------
    ValueError
        If there is something else.

    Examples
    --------
    >>> discard("a store that is not there")
    """
    path = Path(path)
    if plan_in(path) is not None:
        shutil.rmtree(path)


def _create(path: Path, plan: Identity, layout: Layout, blocks: Blocks) -> None:
    """A store with all that is known before the first block; it appears whole."""
    import xarray
    import zarr

    attributes = encoded({**layout.attributes, PLAN: json.dumps(plan)})
    coordinates = {name: (dims, _storable(values), about) for name, (dims, values, about) in layout.coordinates.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    with placed(path) as temporary, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that one form of text, and metadata in one place, are zarr's own additions
        xarray.Dataset(coords=coordinates, attrs=attributes).to_zarr(temporary, mode="w", consolidated=False)
        group = zarr.open_group(temporary, mode="r+")
        for name, v in layout.variables.items():
            group.create_array(
                name,
                shape=(*layout.shape, *v.shape),
                chunks=(*blocks.chunk, *(max(1, size) for size in v.shape)),
                dtype=str if v.dtype is object else v.dtype,
                fill_value=v.fill,
                dimension_names=(*layout.dims, *v.dims),
                attributes=v.attributes,
            )
        zarr.consolidate_metadata(temporary)


def _storable(values: Any) -> Any:
    values = np.asarray(values)
    return values.astype(object) if values.dtype.kind == "U" else values


def _need_zarr() -> None:
    if find_spec("zarr") is None:
        raise ModuleNotFoundError("store= needs zarr, which is not installed; pip install 'brainmass[zarr]'")


def _sync(path: Path) -> None:
    """Make a file durable; one that holds nothing but what is missing anyway is not written."""
    if not path.exists():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
