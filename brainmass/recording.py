"""What a run records: names, periods and regions checked, and everything known of them before the first step."""

from __future__ import annotations

from collections.abc import Mapping

from brainmass.network import Network
from brainmass.observe import Folding, Observer, Sampler, every, kind_of
from brainmass.observe.stage import Stage, chain, settled
from brainmass.result import Observed
from brainmass.steps import steps_of


def observers_of(
    network: Network, observe: Mapping[str, Observer] | None, dt: float, count: int, *, resumed: bool
) -> dict[str, Observer]:
    """What to record, with names and periods checked; every state at every step by default."""
    if observe is None:
        several = len(network.populations) > 1
        observe = {
            f"{name}.{state}" if several else state: every(dt, f"{name}.{state}")
            for name, population in network.populations.items()
            for state in population.model.states
        }
        size = count * 4 * sum(p.n * len(p.model.states) for p in network.populations.values())
        if size > 4e9:
            raise ValueError(
                f"recording every state at every step would take {size / 1e9:.0f} GB; say what to keep with observe=, "
                "such as {'x': every(1.0, 'x')}"
            )
    if not isinstance(observe, Mapping):
        raise TypeError(f"observe must be a dict such as {{'x': every(1.0, 'x')}}, got {observe!r}")
    made: dict[str, Observer] = {}
    for name, observer in observe.items():
        if not isinstance(observer, Observer):
            raise TypeError(f"observe['{name}'] must be an observer such as every(1.0, 'x'), got {observer!r}")
        labels = network.populations[network.followed(observer.source)[0]].labels
        period = steps_of(observer.period, dt, f"the period of observe['{name}']")
        if period > count and not resumed:  # a resumed run may end a period that an earlier one began
            raise ValueError(
                f"observe['{name}']: its period of {observer.period:g} ms is longer than the {count * dt:g} ms recorded"
            )
        made[name] = _settled(name, observer, dt, labels)
    return dict(sorted(made.items()))  # JAX sorts the names of a dict; clocks and samples must follow


def _settled(name: str, observer: Observer, dt: float, labels: tuple[str, ...]) -> Observer:
    """An observer for this step and these regions, every link of it checked."""
    observer = settled(observer, dt, labels)
    sampler, *stages = chain(observer)
    if not isinstance(sampler, Sampler):
        raise TypeError(f"observe['{name}'] must be an observer such as every(1.0, 'x'), got {observer!r}")
    inner = sampler.period
    for link in stages:
        period = steps_of(link.period, dt, f"the period of observe['{name}']")
        if not isinstance(link, Stage | Folding):
            raise TypeError(f"observe['{name}']: {link!r} makes nothing of the samples of another observer")
        if period % steps_of(inner, dt, f"the period of what observe['{name}'] follows"):
            raise ValueError(
                f"observe['{name}'] gives a sample every {link.period:g} ms, which is no whole number of the "
                f"{inner:g} ms that it follows"
            )
        inner = link.period
    return observer


def observed(observers: dict[str, Observer]) -> tuple[Observed, ...]:
    """What observers are known by when a run is continued."""
    return tuple(Observed(name, kind_of(o), o.source, o.period) for name, o in observers.items())
