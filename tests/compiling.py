"""Compiling what runs once or twice, where the time to compile is all that counts."""

from functools import partial

import jax


def _known(options: dict) -> dict:
    """Options, if this version of XLA has them: they are none of its interface."""
    try:
        jax.jit(lambda x: x, compiler_options=options)(0.0)
    except (RuntimeError, ValueError, TypeError):
        return {}
    return options


QUICKLY = _known({"xla_backend_optimization_level": 0, "xla_cpu_use_fusion_emitters": False})
"""The least that XLA can do, with its older and quicker way to write loops."""

jit_quickly = partial(jax.jit, compiler_options=QUICKLY)
