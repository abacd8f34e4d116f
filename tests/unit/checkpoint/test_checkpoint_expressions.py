"""Functions known by what they compute."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.checkpoint.expressions import computed


def digest(function, *args):
    return computed(jax.make_jaxpr(function)(*args))


X = jnp.arange(3.0)
TABLE = np.array([1.0, 2.0, 3.0], np.float32)


def original(x, y):
    """What the others are compared with."""
    return jnp.where(x > y, jnp.tanh(x) ** 2, x @ y), TABLE * x


def written_otherwise(first, second):
    greater = first > second
    squared = jax.jit(lambda z: jnp.tanh(z) ** 2)(first)
    product = first @ second
    return jnp.where(greater, squared, product), TABLE * first


CHANGED = {
    "a number": lambda x, y: (jnp.where(x > y, jnp.tanh(x) ** 3, x @ y), TABLE * x),
    "an operation": lambda x, y: (jnp.where(x < y, jnp.tanh(x) ** 2, x @ y), TABLE * x),
    "the order of operands": lambda x, y: (jnp.where(y > x, jnp.tanh(x) ** 2, x @ y), TABLE * x),
    "an operand": lambda x, y: (jnp.where(x > y, jnp.tanh(y) ** 2, x @ y), TABLE * x),
    "a table": lambda x, y: (jnp.where(x > y, jnp.tanh(x) ** 2, x @ y), (TABLE + 1) * x),
    "the order of results": lambda x, y: original(x, y)[::-1],
    "a result less": lambda x, y: original(x, y)[0],
}


def test_another_way_to_write_it_changes_nothing():
    assert digest(original, X, X) == digest(written_otherwise, X, X)


@pytest.mark.parametrize("what", CHANGED)
def test_another_thing_to_compute_does(what):
    assert digest(original, X, X) != digest(CHANGED[what], X, X)


def test_shape_and_type_count():
    assert len({digest(jnp.sin, x) for x in (X, X[:2], X.astype(jnp.bfloat16))}) == 3


def test_what_stands_inside_a_loop_counts():
    def summed(step):
        return digest(lambda x: jax.lax.scan(lambda c, v: (step(c, v), c), 0.0, x), X)

    assert summed(lambda c, v: c + v) == summed(lambda a, b: jax.jit(jnp.add)(a, b))
    assert summed(lambda c, v: c + v) != summed(lambda c, v: c - v)


def test_rules_for_gradients_have_no_address_in_it():
    @jax.custom_jvp
    def one(x):
        return jnp.sin(x)

    @jax.custom_jvp
    def other(x):
        return jnp.sin(x)

    for each in (one, other):
        each.defjvp(lambda p, t: (jnp.sin(*p), jnp.cos(*p) * t[0]))
    assert digest(one, X) == digest(other, X)
