"""Docstrings and signatures of the classes, written from what models and functions declare."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature, getdoc
from textwrap import fill
from typing import Any

from brainmass.spec import Model
from brainmass.units import Unit

NODES = """\
{doc}

Parameters
----------
in_size : int or tuple of int
    Number of regions.
{params}
dt : float or quantity, optional
    Step, ms; by default that of ``brainstate.environ`` when ``update()`` is called, else 1 ms.
method : Method
    An integrator of ``brainmass.integrate``; ``rk4`` by default.
initial : dict, optional
    Initial values of states; what is not given is drawn by ``brainstate.random``.
{delays}
Attributes
----------
{states}
params : State
    Every parameter by name.

Raises
------
TypeError, KeyError, ValueError
    For an unknown name, a quantity of the wrong dimension, a wrong shape, a value outside its domain.

Notes
-----
A noise acts on the state or drive that its name ends in: ``nodes.noise_{state} = brainmass.OUProcess(in_size=...)``.

Examples
--------
>>> import brainmass
>>> nodes = brainmass.{name}(in_size=3)
>>> nodes.update().shape
(3,)
"""

UPDATE = """\
One step of length ``dt``; inputs hold over the step.

Parameters
----------
{drives}

Returns
-------
array, shape (..., *in_size)
    The state {state} after the step.
"""

NOISE = """\
{words}

As a class: attached to nodes (``nodes.noise_x = {name}(...)``) it acts at every step; alone, ``update()``
returns one value after another. It starts in its stationary distribution, seeded by ``brainstate.random``.
{sections}

Other Parameters
----------------
in_size : int or tuple of int
    Number of regions.
dt : float or quantity, optional
    Step of ``update()``, ms; by default that of ``brainstate.environ``, else 1 ms. Attached, that of the nodes.

Examples
--------
>>> import brainmass
>>> brainmass.{name}(in_size=3, sigma=0.1).update().shape
(3,)
"""

DELAYS = """\
delays : dict, optional
    Delay, ms, of what regions receive of themselves, where it differs from the declared one:
    {known}.
"""

COUPLING = """\
{doc}

As a class: the weights are given first, as ``conn[i, j]`` from j to i, and an object of it is called with the
activity of the sources{local}. There are no delays, and no states: it can stand inside ``jax.jit``.

Examples
--------
>>> import brainmass
>>> import jax.numpy as jnp
>>> coupling = brainmass.{name}(conn=jnp.ones((3, 3)), k=0.5)
>>> coupling({example}).shape
(3,)
"""


def class_doc(model: Model, name: str) -> str:
    """NumPy-style docstring of the class of a model."""
    params = [
        _entry(p, "float, array of shape in_size, or quantity", f"{_upper(d.doc)}{_in(d.unit)}. Allowed: "
               f"{d.domain[0]:g} to {d.domain[1]:g}; default {d.default:g}.")
        for p, d in model.params.items()
    ]  # fmt: skip
    states = [_entry(s, "HiddenState", f"{_upper(d.doc)}{_in(d.unit)}.") for s, d in model.states.items()]
    first = next(iter(model.states))
    own = model.own_drives
    states += [_entry(f"past_{n}", "HiddenState", f"{d.own} in the last steps, for {n}.") for n, d in own.items()]
    delays = DELAYS.format(known=", ".join(f"{n} = {d.delay:g}" for n, d in own.items())) if own else ""
    return NODES.format(
        doc=model.doc, params="\n".join(params), states="\n".join(states), state=first, name=name, delays=delays
    )


def update_doc(model: Model) -> str:
    """Docstring of ``update`` of the class of a model."""
    drives = [
        _entry(n, "float, array or quantity", f"{_upper(d.doc)}{_in(d.unit)}; 0 by default.")
        for n, d in model.drives.items()
    ]
    return UPDATE.format(drives="\n".join(drives) or "None: the model has no input.", state=next(iter(model.states)))


def update_signature(model: Model) -> Signature:
    """Signature of ``update`` of the class of a model."""
    drives = [Parameter(name, Parameter.KEYWORD_ONLY, default=0.0) for name in model.drives]
    return Signature([Parameter("self", Parameter.POSITIONAL_OR_KEYWORD), *drives])


def noise_doc(name: str, make: Callable[..., Any]) -> str:
    """Docstring of the class of a noise process."""
    doc = (getdoc(make) or "").split("\nExamples\n")[0].rstrip()
    words, heading, rest = doc.partition("\n\nParameters\n")
    return NOISE.format(words=words, sections=heading.removeprefix("\n") + rest, name=name)


def coupling_doc(name: str, make: Callable[..., Any], local: bool, sources: int) -> str:
    """Docstring of the class of a coupling."""
    doc = (getdoc(make) or "").split("\nExamples\n")[0].rstrip()
    example = ", ".join(["jnp.ones(3)"] * (sources + local))
    return COUPLING.format(doc=doc, name=name, local=" and of the targets" if local else "", example=example)


def _entry(name: str, kind: str, text: str) -> str:
    return f"{name} : {kind}\n{fill(text, 110, initial_indent='    ', subsequent_indent='    ')}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in(unit: Unit) -> str:
    return "" if unit.name == "1" else f", in {unit}"
