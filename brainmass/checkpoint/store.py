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

from brainmass.checkpoint.contents import ANEW, Arrays, read_samples, read_state, taken
from brainmass.checkpoint.files import STATE, Content, Damaged, locked, samples_file, sweep, write_whole
from brainmass.checkpoint.provenance import Identity, differences, identity, refuse_traced
from brainmass.pieces import with_matrices
from brainmass.result import Divergence, Final, Run


@dataclass
class Checkpoint:
    """A run that is kept on the disk as it goes. Made by :func:`opened`."""

    folder: Path
    identity: Identity
    whole: Run
    """The whole run, with the state that it begins with and no samples."""
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

    @property
    def due(self) -> int:
        """Steps until the next checkpoint, or until the end."""
        return min(self.saved + self.every, self.end) - self.final.step

    def add(self, piece: Run) -> None:
        """Take the samples and the state of the next piece; write them when it is time, and at the end of the run."""
        self._new.append({name: np.asarray(piece.data[name]) for name, *_ in self.whole.clocks})
        self.final = piece.final
        if self.due <= 0:
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
        made = with_matrices(replace(self.whole, final=final, clocks=()))  # for who looks at it: it is not read again
        state = {
            "identity": self.identity, "clocks": self.whole.clocks, "end": self.end, "every": self.every,
            "files": files, "kinds": self.kinds, "step": final.step, "origin": final.origin, "dt": final.dt,
            "observed": final.observed, "leaves": [path for path, _ in _leaves(final)], "matrices": made.clocks,
        }  # fmt: skip
        matrices = [made.data[name] for name, *_ in made.clocks]
        write_whole(self.folder / STATE, state, [*map(np.asarray, [leaf for _, leaf in _leaves(final)] + matrices)])
        self.files, self.saved, self._new = files, final.step, []

    def samples(self) -> Arrays:
        """All samples so far, from the disk."""
        return read_samples(self.folder, self.files, self.kinds, taken(self.whole.clocks, self.saved))

    def run(self) -> Run:
        """The run so far."""
        samples = self.samples()
        clocks = tuple((name, *when, len(samples[name])) for name, *when, _ in self.whole.clocks if name in samples)
        # One after the other, so that not all stand in memory twice.
        data = {name: jnp.asarray(samples.pop(name)) for name in list(samples)}
        return with_matrices(replace(self.whole, data=data, final=self.final, clocks=clocks))


@contextmanager
def opened(
    folder: str | Path, whole: Run, total: int, every: int | None, *, block: int, resumed: bool
) -> Iterator[Checkpoint]:
    """Begin a checkpoint, or go on with the one that is there.

    Parameters
    ----------
    folder : str or Path
        Made if it is not there.
    whole : Run
        The whole run, with the state that it begins with and no samples.
    total : int
        Its steps.
    every : int, optional
        Steps between checkpoints; as before, or else a tenth of the run.
    block, resumed
        As for :func:`brainmass.checkpoint.provenance.identity`.

    Raises
    ------
    Damaged
        If a file of the checkpoint is not what was written.
    ValueError
        If the checkpoint is of another run, with all that differs; or inside ``jit``, ``grad`` or ``vmap``.
    OSError
        If the folder cannot be written, or another process writes it.
    """
    if not isinstance(folder, str | Path):
        raise TypeError(f"checkpoint must be the path of a folder, got {folder!r}")
    refuse_traced(whole)
    folder, who = Path(folder), identity(whole, total, block, resumed=resumed)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"checkpoint must be a folder, and {folder} is a file")
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        store = Checkpoint(folder, who, whole, whole.first + total, every or -(-total // 10), whole.final)
        store.saved = whole.first
        if (folder / STATE).exists():
            _go_on(store, read_state(folder), every)
        sweep(folder, store.files)
        if store.saved == whole.first:
            store.save()  # what cannot be written is known before hours are spent
        try:
            yield store
        except OSError:
            raise
        except Divergence as error:
            raise _diverged(store, error) from None
        except BaseException:
            store.save()  # what is good so far: somebody stops the run
            raise


def _diverged(store: Checkpoint, error: Divergence) -> Divergence:
    """The error of a run that left the finite numbers, when all that was good before is kept."""
    rest = error.run
    if rest is not None and rest.first == store.final.step and _finite(rest.final):
        store.add(rest)
    store.save()
    if store.saved == store.whole.first:
        return error
    told = Divergence(
        f"{error} What came before is kept: brainmass.checkpoint.peek({str(store.folder)!r}) gives the samples up to "
        f"t = {store.final.time:g} ms."
    )
    told.run = store.run()
    return told


def _finite(final: Final) -> bool:
    leaves = [np.asarray(leaf) for leaf in jax.tree.leaves(final.carry)]
    return all(bool(np.isfinite(leaf).all()) for leaf in leaves if np.issubdtype(leaf.dtype, np.floating))


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
    leaves, structure = jax.tree.flatten(_parts(store.final))
    arrays = state.arrays[: len(told["leaves"])]
    fitting = [(path, *_kind(leaf)) for path, leaf in _leaves(store.final)]
    if [(p, x.dtype.name, x.shape) for p, x in zip(told["leaves"], arrays, strict=True)] != fitting:
        raise Damaged(f"the state in {folder} does not have the parts that this version of brainmass has; {ANEW}")
    restored = [_restored(array, leaf) for array, leaf in zip(arrays, leaves, strict=True)]
    carry, keys, folds = jax.tree.unflatten(structure, restored)
    store.final = replace(store.final, carry=carry, keys=keys, folds=folds, step=told["step"], origin=told["origin"])
    store.files, store.saved, store.kinds = told["files"], told["step"], told["kinds"]
    store.every = every or told["every"]
    store.samples()  # a missing file is better found now than after hours


def _parts(final: Final) -> tuple[Any, ...]:
    """What of a state is arrays."""
    return final.carry, final.keys, final.folds


def _leaves(final: Final) -> list[tuple[str, Any]]:
    """Every array of a state with its place in it; keys as their data."""
    found, _ = jax.tree_util.tree_flatten_with_path(_parts(final))
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
