"""BOLD as a class: the Balloon-Windkessel model follows the activity that it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from brainmass.nn._brainstate import HiddenState, State, TraceContextError
from brainmass.nn.clock import current_dt, step_length
from brainmass.nn.door import batches, checked_size, common_shape, fitting
from brainmass.nn.face import REQUIRED, Face, bind, keep, parameter, plain_jax, signed
from brainmass.observe.balloon import balloon
from brainmass.observe.bold import Bold, at_rest, bold, followed, signal
from brainmass.units import one


class BOLDSignal(Face):
    """Balloon-Windkessel model of the BOLD signal: show it the neural activity of every step, read it at any time.

    Parameters
    ----------
    in_size : int or tuple of int
        Number of regions.
    params : mapping, optional
        ``brainmass.bold_sets["friston2003"]`` (the default), another named set, or values that differ from it.
    dt : float or quantity, optional
        Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.

    Attributes
    ----------
    params : State
        Every parameter by name; each is an attribute as well (``signal.kappa``), in seconds as in the literature.
    s, f, v, q : HiddenState
        Vasodilatory signal, flow, volume and deoxyhaemoglobin, as deviations from rest: 0 is rest for all of them.

    Notes
    -----
    At rest the signal is exactly 0. Equations and sources: ``brainmass.bold``; its parameter sets: ``bold_sets``.

    Examples
    --------
    >>> import brainmass
    >>> signal = brainmass.BOLDSignal(in_size=2, dt=1.0)
    >>> signal.bold().tolist()
    [0.0, 0.0]
    >>> for _ in range(2000):
    ...     y = signal.update(z=1.0)
    >>> bool((y > 0.005).all())
    True
    """

    __module__ = "brainmass"
    s: HiddenState
    f: HiddenState
    v: HiddenState
    q: HiddenState
    _dt: float | None
    dt = step_length
    signature = __signature__ = signed({"in_size": REQUIRED}, {"params": None, "dt": None})  # pyright: ignore[reportAssignmentType]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()
        given = bind(self, args, kwargs)
        self.in_size = self.out_size = checked_size(type(self).__name__, given["in_size"])
        self.dt = given["dt"]
        self.params = State({name: jnp.asarray(x, float) for name, x in _model(given["params"]).params.items()})
        self.init_state()

    def _convert(self, name: str, value: Any) -> Any:
        return jnp.asarray(_model({name: value}).params[name], float)

    def init_state(self, batch_size: Any = None, **_: Any) -> None:
        """Start at rest.

        Parameters
        ----------
        batch_size : int, optional
            So many copies: every value gets an axis in front of ``in_size``.
        """
        rest = jnp.zeros((*batches(batch_size), *self.in_size))
        for name, value in at_rest(rest).items():
            keep(self, name, value, HiddenState)

    reset_state = init_state

    def _memory(self) -> dict[str, Any]:
        return {name: vars(self)[name].value for name in balloon.states}

    def update(self, z: Any) -> jax.Array:
        """One step of length ``dt`` during which the neural activity is ``z``. Returns the signal after it."""
        memory = self._memory()
        shape = common_shape(type(self).__name__, memory, self.in_size)
        z = fitting(type(self).__name__, "z", z, one, shape)
        signal, after = _step(self.params.value, memory, z, current_dt(self._dt))
        try:
            for name, value in after.items():
                getattr(self, name).value = value
        except TraceContextError:
            raise plain_jax(type(self).__name__) from None
        return signal

    def bold(self) -> jax.Array:
        """The signal now, shape (..., *in_size): relative change, 0 at rest."""
        return _read(self.params.value, self._memory())


for _name, _declared in balloon.params.items():
    setattr(BOLDSignal, _name, parameter(_name, _declared.doc))


def _model(params: Mapping[str, Any] | None) -> Bold:
    # Source and period belong to an observer of a run; here the user shows and reads.
    return bold("z", 1.0, params)


@jax.jit
def _step(params: Mapping[str, Any], memory: Any, z: Any, dt: Any) -> tuple[jax.Array, Any]:
    after = followed(memory, z, params, dt * 1e-3)
    after = {name: jnp.broadcast_to(x, memory[name].shape).astype(memory[name].dtype) for name, x in after.items()}
    return signal(after, params), after


@jax.jit
def _read(params: Mapping[str, Any], memory: Any) -> jax.Array:
    return signal(memory, params)
