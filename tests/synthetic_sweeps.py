"""Results of sweeps that were never made: of the layout that ``brainmass.sweeps.sweep`` gives, with known numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import xarray

AXES: dict[str, tuple[Any, str, str]] = {
    "coupling.k": (np.geomspace(0.01, 1.0, 9), "1", "logarithmic"),
    "speed": (np.array([3.0, 6.0, 12.0]), "mm/ms", "linear"),
    "params.a": (np.linspace(-0.02, 0.02, 5), "1/ms", "linear"),
    "seed": (np.arange(4), "1", "linear"),
    "coupling.kind": (np.array(["additive", "diffusive"]), "1", "linear"),
}
ATTRIBUTES: dict[str, Any] = {
    "populations": {
        "hopf": {
            "model": "hopf", "n": 8, "params": {"a": -0.02, "omega": 0.06, "beta": 1.0}, "noise": {}, "inputs": {},
            "initial": {}, "stimuli": {}, "delays_ms": {}, "plasticity": {},
        }
    },
    "projections": [
        {
            "source": ["hopf.x"], "target": "hopf.x_inp", "local": False, "pairwise": False, "params": {"k": 0.01},
            "coupling": ["brainmass.coupling._same_and_one", "brainmass.coupling._difference"],
            "weights_shape": [8, 8], "pooled": [], "weights_sum": 8.0, "speed_mm_per_ms": 3.0, "own": False,
            "own_delays_ms": None,
        }
    ],
    "observers": {"x": {"kind": "Every", "source": "x", "period": 5.0}},
    "dt_ms": 0.5, "start_ms": 0.0, "duration_ms": 60_000.0, "transient_ms": 2000.0, "method": "heun",
    "precision": "float32", "versions": {"brainmass": "0.0", "jax": "0.0", "python": "3.12"},
    "noise": "common: every point has the noise of its seed",
}  # fmt: skip


def hump(k: Any = 0.1, speed: Any = 6.0, seed: Any = 0, **others: Any) -> Any:
    """Largest at k = 0.1 and speed = 6, a little different for every seed."""
    rest = others.get("params.a", 0.0)
    wide = np.exp(-(np.log10(k / 0.1) ** 2)) * np.exp(-((np.log2(speed / 6.0) / 2) ** 2))
    return 0.5 * wide - 100 * rest**2 + 0.01 * np.asarray(seed, float) * (1 + np.log10(k))


def grid(*names: str, axes: Mapping[str, tuple[Any, str, str]] | None = None) -> xarray.Dataset:
    """A grid over some of ``AXES``, on which all runs went well."""
    known = {**AXES, **(axes or {})}
    coordinates = {name: (name, known[name][0], {"units": known[name][1], "scale": known[name][2]}) for name in names}
    numbers = [v if v.dtype.kind in "if" else np.arange(len(v)) for v in (np.asarray(known[n][0]) for n in names)]
    return _finished(names, dict(zip(names, np.meshgrid(*numbers, indexing="ij"), strict=True)), coordinates)


def design(points: int = 40, seeds: int = 0, names: tuple[str, ...] = ("coupling.k", "speed")) -> xarray.Dataset:
    """Points that are no grid, over one parameter or several, each with some seeds."""
    drawn = np.random.default_rng(0).random((points, 3))
    given = {
        "coupling.k": ("point", 10 ** (2 * drawn[:, 0] - 2), {"units": "1", "scale": "logarithmic"}),
        "speed": ("point", 3 + 9 * drawn[:, 1], {"units": "mm/ms", "scale": "linear"}),
        "params.a": ("point", 0.04 * drawn[:, 2] - 0.02, {"units": "1/ms", "scale": "linear"}),
    }
    coordinates: dict[str, Any] = {name: given[name] for name in names}
    dims, values = ("point",), {name: given[name][1] for name in names}
    if seeds:
        coordinates["seed"] = ("seed", np.arange(seeds), {"scale": "linear"})
        dims = ("point", "seed")
        values = {name: np.repeat(each[:, None], seeds, axis=1) for name, each in values.items()}
        values["seed"] = np.broadcast_to(np.arange(seeds), (points, seeds))
    return _finished(dims, values, coordinates)


def _finished(dims: tuple[str, ...], values: Mapping[str, np.ndarray], coordinates: Any) -> xarray.Dataset:
    shape = next(iter(values.values())).shape
    by_name = {name.rpartition(".")[2] if name == "coupling.k" else name: each for name, each in values.items()}
    r = np.broadcast_to(hump(**by_name), shape)
    told = {"units": "1", "long_name": "correlation with the empirical FC", "better": "larger"}
    return xarray.Dataset(
        {
            "r": (dims, r.copy(), told),
            "distance": (dims, 1 - r, {"units": "1", "long_name": "KS distance of FCD", "better": "smaller"}),
            "metastability": (dims, 0.3 - 0.4 * r, {"units": "1", "long_name": "metastability"}),
            "fc": ((*dims, "region", "region_source"), np.zeros((*shape, 2, 2)), {"units": "1"}),
            "noise_seed": (dims, np.broadcast_to(values.get("seed", 0), shape).copy()),
            "diverged_at": (dims, np.full(shape, np.nan), {"units": "ms"}),
            "diverged_in": (dims, np.full(shape, "", dtype="<U40")),
            "done": (dims, np.ones(shape, bool)),
        },
        {**coordinates, "region": ["V1", "V2"], "region_source": ["V1", "V2"]},
        ATTRIBUTES,
    )


def failing(dataset: xarray.Dataset, where: Callable[[xarray.Dataset], Any] | None = None) -> xarray.Dataset:
    """The same with runs that diverged where ``where`` says so; everywhere by default."""
    lost = np.broadcast_to(True if where is None else _like(dataset, where(dataset)), dataset["done"].shape)
    count = np.arange(lost.size).reshape(lost.shape)
    dataset = _without(dataset, lost)
    dataset["diverged_at"].values[lost] = 100.0 + 10.0 * count[lost]
    dataset["diverged_in"].values[lost] = np.where(count % 3 == 0, "hopf: L.V1 (x)", "hopf: R.V2 (x)")[lost]
    return dataset


def unfinished(dataset: xarray.Dataset, where: Callable[[xarray.Dataset], Any]) -> xarray.Dataset:
    """The same with runs that are not done where ``where`` says so."""
    missing = np.broadcast_to(_like(dataset, where(dataset)), dataset["done"].shape)
    dataset = _without(dataset, missing)
    dataset["done"].values[missing] = False
    dataset["diverged_at"].values[missing] = np.nan
    dataset["diverged_in"].values[missing] = ""
    dataset["noise_seed"].values[missing] = -1
    return dataset


def _like(dataset: xarray.Dataset, where: Any) -> np.ndarray:
    return np.asarray((where & xarray.ones_like(dataset["done"])).transpose(*dataset["done"].dims))


def _without(dataset: xarray.Dataset, lost: np.ndarray) -> xarray.Dataset:
    dataset = dataset.copy(deep=True)
    for name in {"r", "distance", "metastability", "fc"} & set(dataset):
        dataset[name].values[lost] = np.nan
    return dataset
