"""A run on the disk: the samples of every piece in a file of their own, and the state that goes on from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.checkpoint.contents import ANEW, Arrays, Clocks, read_samples, read_state, taken
from brainmass.checkpoint.files import STATE, Content, Damaged, locked, samples_file, sweep, write_whole
from brainmass.checkpoint.provenance import Identity, differences
from brainmass.result import Divergence, Final, Run


@dataclass
class Checkpoint:
    """A run that is kept on the disk as it goes. Made by :func:`opened`."""

    folder: Path
    identity: Identity
    clocks: Clocks
    """Those of the whole run: name, first sample's step, steps between samples, number of samples."""
    end: int
    """The step at which the run ends."""
    every: int
    """Steps from one checkpoint to the next."""
    final: Final
    """Where the run stands: to go on from."""
    kinds: dict[str, tuple[str, list[int]]] = field(default_factory=dict)
    """Type and shape of one sample, by observer."""
    files: int = 0
    saved: int = 0
    """The step of the last checkpoint."""
    _new: list[Arrays] = field(default_factory=list)

    def add(self, piece: Run) -> None:
        """Take the samples and the state of the next piece; write them when it is time, and at the end of the run."""
        self._new.append({name: np.asarray(values) for name, values in piece.data.items()})
        self.final = piece.final
        if self.final.step - self.saved >= self.every or self.final.step >= self.end:
            self.save()

    def save(self) -> None:
        """Write what is new: first the samples, then the state that knows of them.

        Raises
        ------
        OSError
            If that fails. What was written before is whole.
        """
        try:
            self._save()
        except OSError as error:
            raise type(error)(
                f"the checkpoint {self.folder} cannot be written ({error.strerror}); it stays at t = "
                f"{self.saved * self.final.dt:g} ms, and the same call goes on from there"
            ) from error

    def _save(self) -> None:
        files = self.files
        if self._new:
            joined = {name: np.concatenate([piece[name] for piece in self._new]) for name in self._new[0]}
            self.kinds = {name: (values.dtype.name, list(values.shape[1:])) for name, values in joined.items()}
            if any(map(len, joined.values())):
                header = {"number": files, "begin": self.saved, "end": self.final.step}
                write_whole(samples_file(self.folder, files), header, list(joined.values()))
                files += 1
        final = self.final
        state = {
            "identity": self.identity, "clocks": self.clocks, "end": self.end, "every": self.every, "files": files,
            "kinds": self.kinds, "step": final.step, "origin": final.origin, "dt": final.dt,
            "observed": final.observed, "leaves": [path for path, _ in _leaves(final)],
        }  # fmt: skip
        write_whole(self.folder / STATE, state, [np.asarray(leaf) for _, leaf in _leaves(final)])
        self.files, self.saved, self._new = files, final.step, []

    def samples(self) -> Arrays:
        """All samples so far, from the disk."""
        return read_samples(self.folder, self.files, self.kinds, taken(self.clocks, self.saved))


@contextmanager
def opened(
    folder: str | Path, identity: Identity, clocks: Clocks, start: Final, end: int, every: int | None
) -> Iterator[Checkpoint]:
    """Begin a checkpoint, or go on with the one that is there.

    Parameters
    ----------
    folder : str or Path
        Made if it is not there.
    identity : dict
        What the run is. Another one that lies there is refused.
    clocks : tuple
        When samples are taken, over the whole run.
    start : Final
        The state that the whole run begins with.
    end : int
        The step at which it ends.
    every : int, optional
        Steps between checkpoints; as before, or else a tenth of the run.

    Raises
    ------
    Damaged
        If a file of the checkpoint is not what was written.
    ValueError
        If the checkpoint is of another run, with all that differs.
    OSError
        If the folder cannot be written, or another process writes it.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"checkpoint must be a folder, and {folder} is a file")
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        store = Checkpoint(
            folder, identity, clocks, end, every or -(-(end - start.step) // 10), start, saved=start.step
        )
        if (folder / STATE).exists():
            _go_on(store, read_state(folder), every)
        sweep(folder, store.files)
        if store.saved == start.step:
            store.save()  # what cannot be written is known before hours are spent
        try:
            yield store
        except OSError:
            raise
        except BaseException as error:
            store.save()  # what is good so far, also where somebody stops the run
            if isinstance(error, Divergence) and store.saved > start.step:
                raise Divergence(
                    f"{error} What came before is kept: brainmass.checkpoint.peek({str(folder)!r}) gives the samples "
                    f"up to t = {store.final.time:g} ms."
                ) from None
            raise


def _go_on(store: Checkpoint, state: Content, every: int | None) -> None:
    """Put a new checkpoint where the one on the disk stands."""
    told, folder = state.header, store.folder
    if found := differences(told["identity"], store.identity):
        raise ValueError(
            f"the checkpoint {folder} is of another run:\n  "
            + "\n  ".join(found)
            + "\nGive another path, or delete it "
            "to begin anew: brainmass.checkpoint.discard(path), or --restart on the command line."
        )
    leaves, structure = jax.tree.flatten((store.final.carry, store.final.keys))
    fitting = [(path, *_kind(leaf)) for path, leaf in _leaves(store.final)]
    if [(p, x.dtype.name, x.shape) for p, x in zip(told["leaves"], state.arrays, strict=True)] != fitting:
        raise Damaged(f"the state in {folder} does not have the parts that this version of brainmass has; {ANEW}")
    restored = [_restored(array, leaf) for array, leaf in zip(state.arrays, leaves, strict=True)]
    carry, keys = jax.tree.unflatten(structure, restored)
    store.final = replace(store.final, carry=carry, keys=keys, step=told["step"], origin=told["origin"])
    store.files, store.saved, store.kinds = told["files"], told["step"], told["kinds"]
    store.every = every or told["every"]
    store.samples()  # a missing file is better found now than after hours


def _leaves(final: Final) -> list[tuple[str, Any]]:
    """Every array of a state with its place in it; keys as their data."""
    found, _ = jax.tree_util.tree_flatten_with_path((final.carry, final.keys))
    return [(jax.tree_util.keystr(path), _data(leaf)) for path, leaf in found]


def _data(leaf: Any) -> Any:
    return jax.random.key_data(leaf) if _is_key(leaf) else leaf


def _is_key(leaf: Any) -> bool:
    return isinstance(leaf, jax.Array) and jnp.issubdtype(leaf.dtype, jax.dtypes.prng_key)


def _kind(leaf: Any) -> tuple[str, tuple[int, ...]]:
    data = np.asarray(_data(leaf))
    return data.dtype.name, data.shape


def _restored(array: np.ndarray, like: Any) -> Any:
    if _is_key(like):
        return jax.random.wrap_key_data(jnp.array(array), impl=jax.random.key_impl(like))
    return jnp.array(array)
