"""Compiling what runs once or twice, where the time to compile is all that counts."""

from functools import partial

import jax

QUICKLY = {"xla_backend_optimization_level": 0, "xla_cpu_use_fusion_emitters": False}
"""The least that XLA can do, with its older and quicker way to write loops."""

jit_quickly = partial(jax.jit, compiler_options=QUICKLY)
