"""A population: one model, n regions, and every number that belongs to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.dimensions import check_dimensions
from brainmass.errors import require_finite, unknown, where_first
from brainmass.heterogeneity import Mapped
from brainmass.labels import checked, numbered, spread_out
from brainmass.noise import Noise, misfitting
from brainmass.plasticity import Rule
from brainmass.spec import Interval, Model
from brainmass.stimulus import Stimulus
from brainmass.units import Unit, is_traced, ms, to_array

Leaves = Mapping[str, Any]


@jax.tree_util.register_pytree_with_keys_class
class Population:
    """Regions that share a model.

    Parameters
    ----------
    model : Model
        From ``brainmass.models``, or your own.
    regions : int or sequence of str
        The regions by their labels, such as ``sc.regions("*Thalamus*")``; or only their number.
    params : dict, optional
        Parameters that differ from the model's defaults: numbers, arrays of shape (n,), or quantities; a dict of label
        (or pattern) to value, where the other regions keep the default; or
        :func:`brainmass.heterogeneity.mapped`, which follows a map.
    noise : dict, optional
        A process for a state (``{"x": white(0.01)}``) or a drive (``{"x_inp": ou(...)}``).
    initial : dict, optional
        Initial values of states; what is not given is drawn from the model's default plus or minus its spread. By label
        too.
    inputs : dict, optional
        Constant input to drives. By label too: then other regions have none.
    delays : dict, optional
        Delay, ms, of drives that receive a state of the region itself (``drive(own=...)``), where it differs from the
        declared one: a number, an array of shape (n,), or a quantity. ``{"name": None}`` joins nothing to that drive.
        They are fixed here; what a network makes of them is the ``lengths`` of its own :class:`Projection`.
    stimuli : dict, optional
        What drives receive as a function of time: ``{"x_inp": stimulus.step(100.0, 0.5).on("V1")}``.
    plasticity : dict, optional
        Rules by which parameters learn while a simulation runs, from their value on: ``{"J_I": deco2014()}``.
    labels : sequence of str, optional
        Region names, where ``regions`` is their number.

    Attributes
    ----------
    placed : bool
        Whether the labels were given, so that projections can be cut from a connectome by them.
    drawn : dict of str to tuple of bool
        For states whose initial values were given by label: which regions are drawn all the same.

    Raises
    ------
    KeyError
        For an unknown name, listing the known ones.
    ValueError
        For a value of the wrong shape, not finite, or outside its domain, with its index.
    TypeError
        For a quantity of the wrong dimension, or a white noise on a drive.

    Examples
    --------
    >>> from brainmass.models import hopf
    >>> Population(hopf, 3, params={"a": [0.1, 0.2, 0.3]})
    <Population of 3 hopf>
    >>> Population(hopf, ["L.Thalamus", "R.Thalamus"]).labels
    ('L.Thalamus', 'R.Thalamus')
    """

    def __init__(
        self,
        model: Model,
        regions: int | Sequence[str],
        *,
        params: Leaves | None = None,
        noise: Mapping[str, Noise] | None = None,
        initial: Leaves | None = None,
        inputs: Leaves | None = None,
        delays: Leaves | None = None,
        stimuli: Mapping[str, Stimulus] | None = None,
        plasticity: Mapping[str, Rule] | None = None,
        labels: Sequence[str] | None = None,
    ) -> None:
        if not isinstance(model, Model):
            raise TypeError(f"model must be a Model such as brainmass.models.hopf, got {model!r}")
        check_dimensions(model)
        if not model.time.same_as(ms):
            raise ValueError(
                f"{model.name} has its derivatives per {model.time}; time in a network is in ms, so its rates must be "
                "declared in 1/ms"
            )
        self.model = model
        self.labels, self.placed = _regions(regions, labels)
        self.n = len(self.labels)
        given = dict(params or {})
        self._known("parameter", given, model.params)
        self.params = {
            name: self._value(f"parameter {name}", given.get(name, p.default), p.unit, p.domain, p.default)
            for name, p in model.params.items()
        }
        self._known("state in initial", initial or {}, model.states)
        self.drawn = {
            name: tuple(i not in spread_out(x, self.labels, f"{model.name}: initial {name}") for i in range(self.n))
            for name, x in (initial or {}).items()
            if isinstance(x, Mapping)
        }
        self.initial = {name: self._start(name, value) for name, value in (initial or {}).items()}
        self._known("drive in inputs", inputs or {}, model.drives)
        self.inputs = {
            name: self._value(f"input {name}", value, model.drives[name].unit) for name, value in (inputs or {}).items()
        }
        self._known("drive that receives a state of its own region", delays or {}, model.own_drives)
        self.delays = {
            name: self._delay(name, (delays or {}).get(name, declared.delay))
            for name, declared in model.own_drives.items()
        }
        self._known("drive in stimuli", stimuli or {}, model.drives)
        self.stimuli = {name: self._stimulus(name, value) for name, value in (stimuli or {}).items()}
        self._known("parameter in plasticity", plasticity or {}, model.params)
        self.plasticity = {name: self._rule(name, given) for name, given in (plasticity or {}).items()}
        self._known("target of noise", noise or {}, {**model.states, **model.drives})
        self.noise = {name: self._noise(name, process) for name, process in (noise or {}).items()}

    def _known(self, what: str, given: Mapping[str, Any], allowed: Mapping[str, Any]) -> None:
        for name in given:
            if name not in allowed:
                raise KeyError(f"{self.model.name}: {unknown(what, name, allowed)}")

    def _value(self, what: str, value: Any, unit: Unit, domain: Interval | None = None, default: float = 0.0) -> Any:
        """A number, or one for each region, or what makes it, checked; where a dict says nothing it is ``default``."""
        if isinstance(value, Mapped):
            value = value.fitted(self.labels, unit, default, f"{self.model.name}: {what}")
            self._value(what, value.value, unit, domain)
            return jax.tree.map(lambda leaf: leaf if is_traced(leaf) else jnp.asarray(leaf, float), value)
        what = f"{self.model.name}: {what}"
        array = (
            self._by_label(what, value, unit, default) if isinstance(value, Mapping) else to_array(value, unit, what)
        )
        if np.ndim(array) > 1 or (np.ndim(array) == 1 and np.shape(array)[0] != self.n):
            raise ValueError(f"{what} must be a number or have shape ({self.n},), got shape {np.shape(array)}")
        if is_traced(array):
            return array
        numbers = np.asarray(array)
        require_finite(what, numbers)
        if domain is not None:
            bad = (numbers < domain[0]) | (numbers > domain[1])
            if bad.any():
                first = numbers[tuple(np.argwhere(bad)[0])]
                raise ValueError(
                    f"{what}{where_first(bad)} is {first:.6g} {unit}, outside its domain {domain[0]:g} to {domain[1]:g}"
                )
        return jnp.asarray(array, float)

    def _by_label(self, what: str, given: Mapping[str, Any], unit: Unit, default: float) -> Any:
        """One value for each region, from those of some."""
        values: list[Any] = [np.float64(default)] * self.n
        for i, value in spread_out(given, self.labels, what).items():
            values[i] = to_array(value, unit, f"{what} of {self.labels[i]}")
            if np.ndim(values[i]):
                raise ValueError(f"{what} of {self.labels[i]} must be a number, got shape {np.shape(values[i])}")
        return jnp.stack(values) if any(map(is_traced, values)) else np.array(values, float)

    def _delay(self, name: str, value: Any) -> float | tuple[float, ...] | None:
        """A delay in ms, as plain numbers in float64: it is rounded to steps before a run, whatever its precision."""
        if value is None:
            return None
        what = f"delay of {name}"
        if is_traced(array := to_array(value, ms, f"{self.model.name}: {what}")):
            raise TypeError(
                f"{self.model.name}: {what} is traced (inside jit, grad or vmap), so its steps are unknown; give "
                f'delays={{"{name}": None}} and a Projection of your own, with max_delay='
            )
        self._value(what, array, ms, (0.0, float("inf")))
        numbers = np.asarray(array, float).tolist()
        return tuple(numbers) if isinstance(numbers, list) else numbers

    def _start(self, name: str, value: Any) -> Any:
        declared = self.model.states[name]
        bounds = declared.bounds if declared.clip else None
        return self._value(f"initial {name}", value, declared.unit, bounds, declared.default)

    def _stimulus(self, name: str, stimulus: Stimulus) -> Stimulus:
        what = f"{self.model.name}: stimulus on {name}"
        if not isinstance(stimulus, Stimulus):
            raise TypeError(f"{what} must be one of brainmass.stimulus, such as step(100.0, 0.5), got {stimulus!r}")
        return stimulus.fitted(self.labels, self.model.drives[name].unit, what)

    def _rule(self, name: str, rule: Rule) -> Rule:
        what = f"{self.model.name}: plasticity of {name}"
        if not isinstance(rule, Rule):
            raise TypeError(f"{what} must be one of brainmass.plasticity, such as deco2014(), got {rule!r}")
        known = {**self.model.states, **self.model.outputs, **self.model.params}
        followed = dict.fromkeys(rule.follows)
        self._known(f"state, output or parameter, followed by the plasticity of {name},", followed, known)
        return rule.fitted(self.model.params[name], self.n, what)

    def _noise(self, name: str, process: Noise) -> Noise:
        what = f"{self.model.name}: noise on {name}"
        if not all(hasattr(process, attribute) for attribute in ("channels", "increment", "in_units", "init", "step")):
            raise TypeError(f"{what} must be a noise process such as white(0.01) or ou(0.01, 10.0), got {process!r}")
        on_state = name in self.model.states
        if process.increment and not on_state:
            raise TypeError(f"{what}: white noise enters a state, not a drive; use ou(sigma, tau) on a drive")
        unit = self.model.unit_of(name)
        target = unit if process.increment or not on_state else unit / self.model.time
        try:
            process = process.in_units(target)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{what}: {error}") from None
        misfit = misfitting(process, self.n)
        if misfit is not None:
            raise ValueError(f"{what}: {misfit}; give a number or one for each of the {self.n} regions")
        return jax.tree.map(lambda leaf: leaf if is_traced(leaf) else jnp.asarray(leaf, float), process)

    @property
    def values(self) -> dict[str, Any]:
        """Every parameter as a number or an array of shape (n,), whatever makes it."""
        return {name: p.value if isinstance(p, Mapped) else p for name, p in self.params.items()}

    @property
    def drives_with_noise(self) -> tuple[str, ...]:
        """Names of the drives that a noise process adds to."""
        return tuple(name for name in self.noise if name in self.model.drives)

    def start(self, key: jax.Array) -> dict[str, jax.Array]:
        """Initial states, shape (n,): as given, or the default plus a uniform draw within the spread."""
        states = {}
        for i, (name, declared) in enumerate(self.model.states.items()):
            value = jnp.asarray(self.initial.get(name, declared.default), float)
            if name not in self.initial or name in self.drawn:
                draw = jax.random.uniform(jax.random.fold_in(key, i), (self.n,), float, -1.0, 1.0)
                value = value + declared.spread * draw * np.array(self.drawn.get(name, True))
            states[name] = jnp.broadcast_to(value, (self.n,))
        return states

    def seen(self, quantity: str, states: Mapping[str, Any], drives: Mapping[str, Any]) -> Any:
        """A state, an output, a parameter that learns, or all that arrives at a drive, shape (n,)."""
        if quantity in self.plasticity:
            return jnp.broadcast_to(jnp.asarray(self.values[quantity], float), (self.n,))
        if quantity in self.model.drives:
            return jnp.broadcast_to(jnp.asarray(drives.get(quantity, 0.0), float), (self.n,))
        return self.model.observe(quantity, states, self.values, drives)

    def tree_flatten_with_keys(self):
        """Leaves for JAX: every number; the model, the size, the names and the delays are structure."""
        names = ("params", "noise", "initial", "inputs", "stimuli", "plasticity")
        leaves = [(jax.tree_util.GetAttrKey(name), getattr(self, name)) for name in names]
        names = (self.labels, self.placed, tuple(self.delays.items()), tuple(self.drawn.items()))
        return leaves, (self.model, self.n, *names)

    @classmethod
    def tree_unflatten(cls, static, leaves) -> Population:
        """Rebuild without checks: leaves may be tracers or placeholders."""
        self = object.__new__(cls)
        self.model, self.n, self.labels, self.placed, delays, drawn = static
        self.delays, self.drawn = dict(delays), dict(drawn)
        self.params, self.noise, self.initial, self.inputs, self.stimuli, self.plasticity = leaves
        return self

    def __repr__(self) -> str:
        return f"<Population of {self.n} {self.model.name}>"


def _regions(regions: Any, labels: Any) -> tuple[tuple[str, ...], bool]:
    """Labels, and whether they were given."""
    regions = regions.tolist() if isinstance(regions, np.ndarray) and regions.ndim == 1 else regions
    if isinstance(regions, str):
        raise TypeError(f"regions must be a number or a sequence of labels; for one region write ['{regions}']")
    if isinstance(regions, Sequence):
        if labels is not None:
            raise TypeError("the regions are given by their labels already; leave labels= out")
        if not regions or not all(isinstance(region, str) for region in regions):
            raise ValueError(f"regions must be a number, or the labels of at least one region, got {regions!r}")
        return checked(regions), True
    if isinstance(regions, bool) or not isinstance(regions, int | np.integer) or regions < 1:
        raise ValueError(
            f"n must be a whole number of at least 1 region, got {regions!r}; or give the labels of the regions"
        )
    if labels is None:
        return numbered(int(regions)), False
    if len(labels) != regions:
        raise ValueError(f"labels must have one entry for each of the {regions} regions, got {len(labels)}")
    return checked(labels), True


def bounded(model: Model, states: Mapping[str, Any]) -> dict[str, Any]:
    """States after a step: gating variables held in their bounds, phases folded into theirs, where the model asks.

    Examples
    --------
    >>> from brainmass.models import kuramoto
    >>> round(float(bounded(kuramoto, {"theta": 2 * np.pi + 0.5})["theta"]), 3)
    0.5
    """
    result = {}
    for name, declared in model.states.items():
        x = states[name]
        if declared.clip and declared.bounds is not None:
            # Times 0: nothing for every finite number, and NaN for the infinity that a bound would hide.
            x = jnp.clip(x, *declared.bounds) + x * 0
        elif declared.wrap and declared.bounds is not None:
            low, high = declared.bounds
            x = low + jnp.mod(x - low, high - low)
        result[name] = x
    return result
