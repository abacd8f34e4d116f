"""Functions that models share: finite value and finite gradient everywhere, in float32 too.

Each is jitted under its own name, so that the walk over a right-hand side can print it as ``sigmoid(...)``; what is
made with :func:`named` is printed as that name says.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from brainmass.units import Unit


class Axis(NamedTuple):
    """An argument of a :func:`table`: its values lie evenly from ``low`` to ``high``."""

    low: float
    high: float
    unit: Unit


class Table(NamedTuple):
    """What the dimension check knows of a :func:`table`."""

    axes: tuple[Axis, Axis]
    unit: Unit


tables: dict[str, Table] = {}
"""Every table by the name under which it is jitted."""


def table(name: str, read: Callable[[], Any], x: Axis, y: Axis, unit: Unit) -> Callable[[Any, Any], jax.Array]:
    """A function of two quantities that is given by numbers: bilinear between them, beyond the edges as at the edge.

    Parameters
    ----------
    name : str
        How it is printed, and known to the dimension check.
    read : callable
        Gives the numbers, (values of x, values of y); called when the function is first used.
    x, y : Axis
        Where the rows and columns lie.
    unit : Unit
        Of the result.

    Examples
    --------
    >>> from brainmass.units import ms, mV
    >>> read = lambda: jnp.outer(jnp.arange(3.0), jnp.arange(4.0))
    >>> area = table("area", read, Axis(0, 2, mV), Axis(0, 3, ms), mV * ms)
    >>> float(area(1.5, 2.5)), float(area(1.5, 9.0))
    (3.75, 4.5)
    """
    if tables.setdefault(name, Table((x, y), unit)) != Table((x, y), unit):
        raise ValueError(f"there is a table '{name}' already, of other arguments; give this one another name")

    def looked_up(at_x: Any, at_y: Any) -> jax.Array:
        numbers = jnp.asarray(read(), jnp.result_type(at_x, at_y, 0.0))
        (i, u), (j, v) = (_place(at, axis, n) for at, axis, n in zip((at_x, at_y), (x, y), numbers.shape, strict=True))
        corner = i * numbers.shape[1] + j

        def number(steps: int) -> jax.Array:
            return numbers.reshape(-1).at[corner + steps].get(mode="promise_in_bounds")

        below, above = (number(k) + v * (number(k + 1) - number(k)) for k in (0, numbers.shape[1]))
        return below + u * (above - below)

    looked_up.__name__ = looked_up.__qualname__ = name
    return jax.jit(looked_up)


def _place(at: Any, axis: Axis, count: int) -> tuple[jax.Array, jax.Array]:
    """The cell in which a value lies, and where in it."""
    steps = jnp.clip((at - axis.low) * ((count - 1) / (axis.high - axis.low)), 0, count - 1)
    cell = jnp.clip(steps.astype("int32"), 0, count - 2)  # a NaN is in the first cell, and stays one
    return cell, steps - cell


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


@jax.jit
def length(x: jax.Array, y: jax.Array) -> jax.Array:
    """sqrt(x^2 + y^2), with the slope 0 at the origin (where the value is 1e-15).

    Examples
    --------
    >>> float(length(3.0, 4.0)), float(jax.grad(length)(0.0, 0.0))
    (5.0, 0.0)
    """
    return jnp.sqrt(jnp.maximum(x**2 + y**2, 1e-30))


@jax.jit
def upper_root(p: jax.Array, q: jax.Array) -> jax.Array:
    """The largest real part of the three roots of x^3 = p x + q.

    Continuous everywhere: where the largest real root meets the middle one and both turn complex, it goes on as their
    real part. Its slope is infinite at that fold, on the side of the real roots, and finite a rounding away from it.

    Examples
    --------
    >>> float(upper_root(7.0, 6.0)), float(upper_root(7.0, -6.0)), float(upper_root(0.0, -8.0))
    (3.0, 2.0, 1.0)
    """
    # With |q| there is exactly one positive root r. Newton's method from above comes down to it without a detour, and
    # every iterate is a quotient of positive terms: exact to rounding, in its derivatives too.
    size = jnp.where(q < 0, -q, q)
    fixed_p, fixed_size = jax.lax.stop_gradient(p), jax.lax.stop_gradient(size)
    cube = jnp.cbrt(fixed_size)
    line = fixed_size / jnp.maximum(-fixed_p, 1e-15)
    r = jnp.where(fixed_p > 0, jnp.sqrt(jnp.maximum(fixed_p, 0) + cube**2), jnp.minimum(cube, line))
    for _ in range(5):
        r = (2 * r**3 + size) / (3 * r**2 - p + 1e-15)
    # Mirrored (q < 0), -r is the lowest root, and the other two are r/2 +- sqrt(p - 3/4 r^2).
    return jnp.where(q < 0, r / 2 + jnp.sqrt(jnp.maximum(p - 0.75 * r**2, 1e-30)), r)


@jax.jit
def great_arc(
    angle: jax.Array, a1: jax.Array, a2: jax.Array, a3: jax.Array, b1: jax.Array, b2: jax.Array, b3: jax.Array
) -> jax.Array:
    """The first component of the unit vector that lies ``angle`` away from the vector a, on the great circle from a
    to b; with both vectors turned about, (2, 3, 1) and (3, 1, 2), the second and the third.

    Examples
    --------
    >>> round(float(great_arc(jnp.pi / 6, 2.0, 0.0, 0.0, 3.0, 1.0, 0.0)), 4)  # the y axis: 30 degrees up from x
    0.866
    """
    aa = jnp.maximum(a1**2 + a2**2 + a3**2, 1e-15)
    along = (a1 * b1 + a2 * b2 + a3 * b3) / aa
    n1, n2, n3 = b1 - along * a1, b2 - along * a2, b3 - along * a3
    nn = jnp.maximum(n1**2 + n2**2 + n3**2, 1e-15)
    return jnp.cos(angle) * a1 / jnp.sqrt(aa) + jnp.sin(angle) * n1 / jnp.sqrt(nn)
