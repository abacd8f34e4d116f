"""All of brainstate that is used here, and the only place that imports it.

Importing brainstate sets ``jax_enable_x64`` to its own default. That is the user's setting: it is put back.
"""

from threading import Thread

import jax


def _global_x64() -> bool:
    """The setting itself, not an ``enable_x64`` context around this import: such a context ends where a thread ends."""
    found: list[bool] = []
    reader = Thread(target=lambda: found.append(jax.config.jax_enable_x64))  # pyright: ignore
    reader.start()
    reader.join()
    return found[0]


_before = _global_x64()
try:
    import brainstate
    from brainstate import HiddenState, State, TraceContextError, environ, random, transform
    from brainstate.nn import Module
finally:
    if _global_x64() != _before:
        jax.config.update("jax_enable_x64", _before)

__all__ = ["HiddenState", "Module", "State", "TraceContextError", "brainstate", "environ", "random", "transform"]
