"""Whether the step suits the time scales of the models, and the recording suits what is observed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from brainmass.check.finding import Finding, error, note, warning
from brainmass.observe import Bold
from brainmass.population import Population

STABLE = {"euler": 2.0, "heun": 2.0, "rk4": 2.785, "exponential_euler": np.inf}
"""How far each method reaches on the negative real axis: decay is stable while dt times its rate is below this."""

BALLOON = 20_000.0
"""ms that the balloon model takes to settle."""

VOLUMES = 100
"""With fewer BOLD volumes an FC is mostly noise: the standard error of a correlation near 0 is 1 / sqrt(volumes)."""


def check_step(name: str, population: Population, dt: float, method: str) -> list[Finding]:
    """The step against the fastest time scale of a model, linearised where its regions start, and against its noise."""
    return [*_rates(name, population, dt, method), *_noise(name, population, dt)]


def fastest(population: Population) -> complex:
    """The largest eigenvalue (1/ms) of the model's own Jacobian where its regions start, over all regions."""
    model = population.model
    states = {name: jnp.full(population.n, declared.default) for name, declared in model.states.items()}
    states.update(
        {name: jnp.broadcast_to(jnp.asarray(value), population.n) for name, value in population.initial.items()}
    )
    params = {name: jnp.broadcast_to(jnp.asarray(value), population.n) for name, value in population.values.items()}
    drives = {name: jnp.broadcast_to(jnp.asarray(value), population.n) for name, value in population.inputs.items()}

    def one(states: Mapping[str, Any], params: Mapping[str, Any], drives: Mapping[str, Any]) -> Any:
        held = model.with_own(states, params, drives)
        return jax.jacfwd(lambda y: model.rhs(y, params, held))(states)

    jacobian = jax.vmap(one)(states, params, drives)
    matrix = np.array([[np.asarray(jacobian[row][column]) for column in states] for row in states])
    values = np.linalg.eigvals(np.nan_to_num(np.moveaxis(matrix, -1, 0))).ravel()
    return complex(values[np.abs(values).argmax()])


def check_bold(name: str, observer: Bold, duration: float, transient: float) -> list[Finding]:
    """Enough volumes, and the balloon settled before they are taken."""
    findings = []
    volumes = int(duration // observer.period)
    if volumes < VOLUMES:
        seen = f"{volumes} volumes ({duration / 1000:g} s at a TR of {observer.period / 1000:g} s)"
        meaning = f"Correlations of {volumes} volumes scatter by about {1 / np.sqrt(max(volumes, 1)):.2f} by chance."
        findings.append(
            warning(f"observe.{name}", seen, meaning, "Simulate longer: ten minutes are usual for resting state.")
        )
    if transient < BALLOON:
        findings.append(
            warning(
                f"observe.{name}",
                f"recording starts {transient / 1000:g} s after the start",
                "The response takes 20 s to settle: a rise that all regions share, and that correlates them.",
                'Write transient = "20 s" into [simulation].',
            )
        )
    return findings


def _rates(name: str, population: Population, dt: float, method: str) -> Iterator[Finding]:
    value = fastest(population)
    rate = abs(value)
    if rate == 0:
        return
    seen = f"the fastest time scale of {population.model.name} is {1 / rate:.3g} ms (at its start); dt = {dt:g} ms"
    if dt * rate > STABLE[method] and value.real < 0:
        meaning = f"{method} is unstable for decay faster than {dt / STABLE[method]:.3g} ms: the run would blow up."
        yield error(
            f"dt of {name}", seen, meaning, f'Use dt = {_rounded(0.1 / rate)} ms, or method = "exponential_euler".'
        )
    elif dt * rate > 0.5:
        meaning = "Fewer than two steps on the fastest time scale: the result depends on dt."
        yield warning(f"dt of {name}", seen, meaning, f"Try dt = {_rounded(0.1 / rate)} ms and compare.")
    else:
        yield note(f"dt of {name}", seen, f"{1 / (rate * dt):.3g} steps on the fastest time scale.")


def _noise(name: str, population: Population, dt: float) -> Iterator[Finding]:
    for target, process in population.noise.items():
        tau = float(np.min(getattr(process, "tau", np.inf)))  # only Ornstein-Uhlenbeck noise has one
        if tau < dt:
            yield warning(
                f"noise on {name}.{target}",
                f"its correlation time of {tau:g} ms is below dt = {dt:g} ms",
                "It is drawn anew at every step and held during it: its strength then depends on dt.",
                "Use white noise, or a smaller dt.",
            )


def _rounded(value: float) -> str:
    return f"{float(f'{value:.1g}'):g}"
