"""Functional connectivity, streamed: correlations between regions from sums over samples that are not kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.observe.fold import Folding
from brainmass.observe.sample import Observer

GROUP = 64
"""Samples that enter the sums together, as one product of matrices: 16 times faster than one after the other. Groups
lie at fixed places in the sequence of samples, so that the sums do not depend on where a run was split."""


class Sums(NamedTuple):
    """Sums over the groups that are full."""

    mean: jax.Array
    """(n,)"""
    products: jax.Array
    """(n, n): of deviations from the mean."""
    lost: jax.Array
    """(n, n): what rounding added to the products (Kahan's sum): else a million samples would leave four digits."""


class Moments(NamedTuple):
    """All that is known of the samples so far."""

    samples: jax.Array
    """How many."""
    first: jax.Array
    """(n,): the first of them. All others count from it: in float32 there are no digits for 1000 plus 0.00001."""
    waiting: jax.Array
    """(GROUP, n): the samples of the group that is not full yet, then zeros."""
    sums: Sums


@partial(jax.tree_util.register_dataclass, data_fields=["of"], meta_fields=[])
@dataclass(frozen=True)
class Fc:
    """Functional connectivity of the samples of another observer. Made by :func:`fc`."""

    of: Observer
    unit = "1"
    least = 2

    @property
    def source(self) -> str:
        return self.of.source

    @property
    def period(self) -> float:
        return self.of.period

    def begin(self, sample: Any) -> Moments:
        (n,), kind = sample.shape, sample.dtype
        square = jnp.zeros((n, n), kind)
        return Moments(
            jnp.int32(0), jnp.zeros(n, kind), jnp.zeros((GROUP, n), kind), Sums(jnp.zeros(n, kind), square, square)
        )

    def fold(self, memory: Moments, samples: jax.Array, count: Any) -> Moments:
        if not len(samples):
            return memory
        # Adding a constant to a signal does not change its correlations: the derivative with respect to it is 0.
        begins = (memory.samples == 0) & (count > 0)
        first = jnp.where(begins, jax.lax.stop_gradient(samples[0]), memory.first)
        filled = memory.samples % GROUP
        most, full, rest = (GROUP - 1 + len(samples)) // GROUP, (filled + count) // GROUP, (filled + count) % GROUP
        room = jnp.zeros(((most + 1) * GROUP, samples.shape[1]), samples.dtype).at[:GROUP].set(memory.waiting)
        groups = jax.lax.dynamic_update_slice_in_dim(room, samples, filled, 0).reshape(most + 1, GROUP, -1)

        def more(i: Any, sums: Sums, group: jax.Array) -> Sums:
            return _merged(sums, memory.samples - filled + i * GROUP, group - first, GROUP)

        if isinstance(count, int):  # a loop of known length has a gradient

            def step(sums: Sums, each: tuple[Any, jax.Array]) -> tuple[Sums, None]:
                return jax.tree.map(partial(jnp.where, each[0] < full), more(each[0], sums, each[1]), sums), None

            sums, _ = jax.lax.scan(step, memory.sums, (jnp.arange(most), groups[:-1]))
        else:
            sums = jax.lax.fori_loop(0, full, lambda i, sums: more(i, sums, groups[i]), memory.sums)
        waiting = jnp.where(jnp.arange(GROUP)[:, None] < rest, groups[full], 0)
        return Moments(memory.samples + count, first, waiting, sums)

    def result(self, memory: Moments) -> jax.Array:
        filled = memory.samples % GROUP
        sums = _merged(memory.sums, memory.samples - filled, memory.waiting - memory.first, filled)
        products = (sums.products + sums.products.T) / 2
        scale = 1 / jnp.sqrt(jnp.diag(products))
        return jnp.where(jnp.eye(len(scale), dtype=bool), 1, products * (scale[:, None] * scale))


def _merged(sums: Sums, before: Any, group: jax.Array, size: Any) -> Sums:
    """Sums over ``before`` samples, with the first ``size`` rows of a group (Chan, Golub & LeVeque 1983)."""
    counted = jnp.arange(len(group))[:, None] < size
    total = jnp.maximum(before + size, 1).astype(group.dtype)
    mean = jnp.where(counted, group, 0).sum(axis=0) / jnp.maximum(size, 1)
    centred = jnp.where(counted, group - mean, 0)
    gap = mean - sums.mean
    within = jnp.matmul(centred.T, centred, precision=jax.lax.Precision.HIGHEST)
    added = within + before * (size / total) * (gap[:, None] * gap) - sums.lost
    products = sums.products + added
    return Sums(sums.mean + gap * (size / total), products, (products - sums.products) - added)


def fc(of: Observer) -> Fc:
    """Functional connectivity of what another observer samples, without keeping the samples.

    The Pearson correlation of every pair of regions, as :func:`brainmass.analysis.fc` gives it for the samples: ten
    minutes at 1 ms are one matrix and not 600,000 rows. It is the same to the last bit however the run was split.

    Parameters
    ----------
    of : observer
        What is correlated: ``bold("S_E", tr=2000.0)``, ``average(10.0, "rE")``, ``every(1.0, "x")``.

    Returns
    -------
    Fc
        Under its name a run has one array of shape (n, n), exactly symmetric, with a diagonal of exactly 1; ``run.t``
        has the times of the samples that it is of. A region that never changed has NaN in its row and column. Inside
        ``jit``, ``grad`` and ``vmap`` it is differentiable.

    Raises
    ------
    TypeError
        If ``of`` is no observer, or itself gives no samples.

    Notes
    -----
    A run that is continued (``resume=``) goes on with the matrix of the earlier one; with a ``transient``, or under
    another name, it begins anew.

    Examples
    --------
    >>> import numpy as np
    >>> from brainmass import Network, diffusive, models, simulate, white
    >>> from brainmass.observe import every
    >>> net = Network(models.hopf, np.ones((4, 4)), coupling=diffusive(0.1), source="x", target="x_inp",
    ...               noise={"x": white(0.1)})
    >>> run = simulate(net, 1000.0, dt=0.5, observe={"fc": fc(every(1.0, "x"))})
    >>> run["fc"].shape, len(run.t["fc"])
    ((4, 4), 1000)
    """
    if isinstance(of, Folding) or not isinstance(of, Observer):
        raise TypeError(f"fc needs an observer that gives samples, such as bold('S_E', tr=2000.0), got {of!r}")
    return Fc(of)
