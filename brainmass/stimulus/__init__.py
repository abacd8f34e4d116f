"""Stimuli: functions of time into any drive, on any regions, composed by ``+`` and ``*``, differentiable.

``Network(..., stimuli={"I_ext": stimulus.step(500.0, 0.02 * u.nA, stop=1500.0).on("V1")})``
"""

from brainmass.stimulus.shapes import alpha, chirp, gaussian, ou, pulse_train, ramp, recorded, sinusoid, step
from brainmass.stimulus.signal import Stimulus, wave

__all__ = [
    "Stimulus",
    "alpha",
    "chirp",
    "gaussian",
    "ou",
    "pulse_train",
    "ramp",
    "recorded",
    "sinusoid",
    "step",
    "wave",
]
