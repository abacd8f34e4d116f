"""Observers that keep no samples, but what is made of them."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

import jax

from brainmass.observe.sample import Observer
from brainmass.observe.stage import chain


@runtime_checkable
class Folding(Observer, Protocol):
    """An observer whose samples are folded into a memory, piece by piece of a run, and dropped.

    A run gives one matrix of shape (n, n) for it, between the regions of its source, to from.
    """

    @property
    def of(self) -> Observer:
        """The observer whose samples they are."""
        ...

    @property
    def least(self) -> int:
        """Samples without which there is no result."""
        ...

    def begin(self, sample: Any) -> Any:
        """Memory before the first sample, for samples with the shape and type of ``sample``."""
        ...

    def fold(self, memory: Any, samples: jax.Array, count: Any) -> Any:
        """Memory after the first ``count`` rows of ``samples``.

        It depends on the samples alone, to the last bit, and not on how they were dealt out to calls. Rows after
        ``count`` may hold anything. Where it is an int, the memory is differentiable.
        """
        ...

    def result(self, memory: Any) -> jax.Array:
        """What the samples so far give."""
        ...


def kind_of(observer: Observer) -> str:
    """The kind of an observer: the name of its class, and of what it folds.

    Examples
    --------
    >>> from brainmass.observe import every, fc
    >>> kind_of(every(1.0, "x")), kind_of(fc(every(1.0, "x")))
    ('Every', 'Fc of Every')
    """
    return " of ".join(type(link).__name__ for link in reversed(chain(observer)))
