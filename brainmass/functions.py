"""Functions that models share: finite value and finite gradient everywhere, in float32 too.

Each is jitted under its own name, so that the walk over a right-hand side can print it as ``sigmoid(...)``; what is
made with :func:`named` is printed as that name says.
"""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp


def named(text: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` under a name of its own: where a right-hand side calls it, the printed equation has ``text``.

    For what would be unreadable written out, such as the derivative of a long step. ``text`` is no Python name, by
    which it is told from other functions: it has a space, a bracket or a sign in it. Of a function with several results
    it has their names, with commas between them. Units are still checked inside.

    Examples
    --------
    >>> slope = named("∂F/∂x", jax.vmap(jax.grad(lambda x: x**3)))
    >>> [float(value) for value in slope(jnp.array([1.0, 2.0]))]
    [3.0, 12.0]
    """
    if text.isidentifier() or text.startswith("<"):
        what = "could be the name of any function; put a sign into it, as in '∂F/∂x'"
        raise ValueError(f"named: '{text}' {what}")

    def renamed(*arguments: Any) -> Any:
        return function(*arguments)

    renamed.__name__ = renamed.__qualname__ = text
    return jax.jit(renamed)


@jax.jit
def sigmoid(x: jax.Array) -> jax.Array:
    """The logistic function 1 / (1 + exp(-x)).

    Examples
    --------
    >>> float(sigmoid(0.0))
    0.5
    """
    return jax.nn.sigmoid(x)


@jax.jit
def rectify(x: jax.Array) -> jax.Array:
    """The smooth threshold-linear function x / (1 - exp(-x)), without the 0/0 at x = 0.

    The transfer function of Deco et al. (2013), ``(a I - b) / (1 - exp(-d (a I - b)))``, is
    ``rectify(d (a I - b)) / d``.
    At 0 the value is 1 and the slope 1/2. It equals ``1 / exprel(-x)`` with exprel(x) = (exp(x) - 1) / x.

    Examples
    --------
    >>> float(rectify(0.0)), float(rectify(-1e4)), float(rectify(50.0))
    (1.0, 0.0, 50.0)
    """
    # Away from 0 the quotient is accurate, but its derivative loses digits as 1/x^2: inside |x| < 0.1 the Taylor
    # series is used (error 8e-15), outside it the derivative keeps five digits in float32.
    near = jnp.abs(x) < 0.1
    small = jnp.where(near, x, 0.0)  # the powers of a large x would overflow, and make the slope 0 * inf
    x2 = small * small
    series = 1 + small / 2 + x2 * (1 / 12 + x2 * (-1 / 720 + x2 / 30240))
    # Below -80 the value is under 1e-32 and exp overflows float32: hold the argument, the value is 0 to rounding.
    far = jnp.where(near, 1.0, jnp.maximum(x, -80.0))
    value = jnp.where(near, series, far / -jnp.expm1(-far))
    return jnp.where(x < -80.0, 0.0, value)


@jax.jit
def exprel(x: jax.Array) -> jax.Array:
    """(exp(x) - 1) / x, which is 1 at x = 0.

    Examples
    --------
    >>> float(exprel(0.0))
    1.0
    """
    near = jnp.abs(x) < 0.1
    z = jnp.where(near, x, 0.0)
    series = 1 + z / 2 * (1 + z / 3 * (1 + z / 4 * (1 + z / 5 * (1 + z / 6 * (1 + z / 7 * (1 + z / 8))))))
    far = jnp.where(near, 1.0, x)
    return jnp.where(near, series, jnp.expm1(far) / far)
