"""What a measure is, and what labels its results."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, Protocol

import numpy as np

Better = Literal["larger", "smaller"] | None


class RunLike(Protocol):
    """What measures read of a run; :class:`brainmass.result.Run` has it."""

    def __getitem__(self, name: str) -> Any:
        """Samples of an observer, (time, n), or its matrix, (n, n)."""
        ...

    @property
    def observers(self) -> Mapping[str, Any]:
        """The observers by name."""
        ...

    @property
    def matrices(self) -> tuple[str, ...]:
        """The observers that have a matrix."""
        ...

    @property
    def t(self) -> Mapping[str, np.ndarray]:
        """Times of the samples in ms, by observer; known while tracing."""
        ...

    @property
    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """Region names, by observer."""
        ...

    @property
    def units(self) -> Mapping[str, str]:
        """Unit of the samples, by observer."""
        ...


@dataclass(frozen=True, eq=False)
class Measure:
    """A function of a run together with what labels its results.

    Attributes
    ----------
    function : callable
        From a run to a number or a small array. Where it is a function of a module, or a ``functools.partial`` of one,
        the measure can be pickled.
    about : str
        What is measured, in words.
    unit : str or None
        Of the result; None is the unit of the observer ``of``, as every run tells it.
    better : "larger", "smaller" or None
        Which results a fit should seek, if any.
    of : str, optional
        The observer that is measured.

    Raises
    ------
    ValueError
        If ``better`` is something else, or neither ``unit`` nor ``of`` is given.

    Examples
    --------
    >>> last = Measure(lambda run: run["x"][-1].mean(), about="last activity", unit=None, of="x")
    >>> last
    Measure(about='last activity', unit=None, better=None, of='x')
    """

    function: Callable[[Any], Any] = field(repr=False)
    about: str
    unit: str | None = "1"
    better: Better = None
    of: str | None = None

    def __post_init__(self) -> None:
        better_of(self)
        if self.unit is None and self.of is None:
            raise ValueError("unit None means that of an observer: say which one by of, or give the unit ('1' if none)")
        if self.of is not None and not isinstance(self.of, str):
            raise TypeError(f"of must be the name of an observer, such as 'bold', got {self.of!r}")

    def __call__(self, run: RunLike) -> Any:
        """The value for one run."""
        return self.function(run)


def unit_of(measure: Callable[[Any], Any], run: RunLike | None = None) -> str:
    """The unit of a measure's results; "1" for a function that says nothing of it.

    Parameters
    ----------
    measure : callable
        A measure, or any function of a run.
    run : Run, optional
        Needed by measures that have the unit of their observer (their ``unit`` is None).

    Raises
    ------
    ValueError
        If the unit is None, and no run was given or the measure names no observer.

    Examples
    --------
    >>> unit_of(lambda run: run["x"].max())
    '1'
    """
    unit = getattr(measure, "unit", "1")
    if unit is not None:
        return str(unit)
    of = getattr(measure, "of", None)
    if run is None or of is None:
        raise ValueError(
            f"{about_of(measure)}: unit None means that of its observer, which a run tells; give run, and name the "
            "observer by the attribute of"
        )
    return run.units[of]


def about_of(measure: Callable[[Any], Any]) -> str:
    """What is measured, in words: ``about``, else the first line of the docstring, else the name of the function.

    Examples
    --------
    >>> def largest(run):
    ...     "Largest activity."
    ...     return run["x"].max()
    >>> about_of(largest), about_of(partial(largest))
    ('Largest activity', 'Largest activity')
    """
    about = getattr(measure, "about", None)
    if about is not None:
        return str(about)
    if isinstance(measure, partial):
        return about_of(measure.func)
    first = (getattr(measure, "__doc__", None) or "").strip().split("\n")[0].rstrip(".")
    return first or getattr(measure, "__name__", type(measure).__name__)


def better_of(measure: Callable[[Any], Any]) -> Better:
    """Which results a fit should seek: "larger", "smaller", or None where it is not said.

    Raises
    ------
    ValueError
        If the attribute ``better`` of the measure is something else.

    Examples
    --------
    >>> print(better_of(lambda run: run["x"].max()))
    None
    """
    better = getattr(measure, "better", None)
    if better not in ("larger", "smaller", None):
        raise ValueError(f"better must be 'larger', 'smaller' or None, got {better!r}")
    return better
