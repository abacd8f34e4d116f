"""What is wrong or suspicious in tract lengths, and which delays they make."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from brainmass.check.finding import Finding, error, note, warning
from brainmass.delays import delay_steps

LONGEST = 400.0
"""mm. Tracts of a human brain reach about 250 mm along their curves; beyond this they are suspicious."""


def check_lengths(lengths: np.ndarray, weights: np.ndarray, centres: np.ndarray | None) -> list[Finding]:
    """Signs, units, missing lengths and symmetry of finite lengths in the shape of the weights."""
    if lengths.shape != weights.shape:
        shapes = f"shape {lengths.shape}, but the weights have {weights.shape}"
        return [error("lengths", shapes, "Every connection needs its length.", "Do both come from one parcellation?")]
    negative = lengths < 0
    if negative.any():
        i, j = np.argwhere(negative)[0]
        seen = f"negative: {int(negative.sum())} of {negative.size}; the first is lengths[{i}, {j}] = {lengths[i, j]:g}"
        return [error("lengths", seen, "A signal cannot arrive before it was sent.", "Set them to their length in mm.")]
    return [
        *_units(lengths),
        *_zeros(lengths, weights),
        *_symmetry(lengths, weights),
        *_straight(lengths, weights, centres),
    ]


def check_delays(lengths: np.ndarray, weights: np.ndarray, speed: float, dt: float) -> list[Finding]:
    """Delays of the connections in ms and in steps."""
    edges = weights != 0
    if not edges.any():
        return []
    delays = lengths[edges] / speed
    steps = delay_steps(lengths[edges], speed, dt)
    seen = (
        f"at {speed:g} mm/ms: {delays.min():.2f} to {delays.max():.2f} ms, median {np.median(delays):.2f} ms; "
        f"at dt = {dt:g} ms that is {steps.min()} to {steps.max()} steps, median {int(np.median(steps))}"
    )
    history = f"The simulation keeps {steps.max() + 1} steps of history for each region."
    findings = [note("delays", seen, history)]
    lost = (steps == 0) & (lengths[edges] > 0)
    if lost.any():
        findings.append(
            warning(
                "delays",
                f"0 steps at dt = {dt:g} ms in spite of a length: {int(lost.sum())} of {edges.sum()} connections",
                "They act at once, as if they had no length.",
                f"With dt = {_step_for(delays[delays > 0].min()):g} ms every tract has its delay; or accept it.",
            )
        )
    return findings


def _units(lengths: np.ndarray) -> Iterator[Finding]:
    longest = float(lengths.max())
    meaning = f"The longest tract would be {longest:g} mm; those of a human brain reach 150 to 250 mm."
    advice = 'Lengths are read in mm; give length_unit = "{}" when reading the file.'
    if longest == 0:
        yield warning(
            "lengths", "all are 0", "There are no delays, whatever the speed.", "Leave out speed and lengths."
        )
    elif longest < 1:
        yield warning("lengths", f"at most {longest:g}: they look like metres", meaning, advice.format("m"))
    elif longest < 40:
        yield warning("lengths", f"at most {longest:g}: they look like centimetres", meaning, advice.format("cm"))
    elif longest > LONGEST:
        yield warning(
            "lengths", f"up to {longest:g}: too long for mm", meaning, "Are they in another unit, or in voxels?"
        )
    else:
        yield note("lengths", f"up to {longest:.4g} mm", "As expected of a human brain in mm.")


def _zeros(lengths: np.ndarray, weights: np.ndarray) -> Iterator[Finding]:
    missing = (lengths == 0) & (weights != 0) & ~np.eye(len(weights), dtype=bool)
    if missing.any() and lengths.any():
        i, j = np.argwhere(missing)[0]
        yield warning(
            "lengths",
            f"zero: {int(missing.sum())} of those with a weight; the first is lengths[{i}, {j}]",
            "They act without delay, unlike all others.",
            "Fill them in, such as with the distance between the centres of their regions.",
        )


def _symmetry(lengths: np.ndarray, weights: np.ndarray) -> Iterator[Finding]:
    both = (weights != 0) & (weights != 0).T
    difference = np.abs(lengths - lengths.T)[both]
    if both.any() and difference.max() > 1e-3 * max(lengths.max(), 1e-12):
        yield warning(
            "lengths",
            f"the two directions of a tract differ by up to {difference.max():.3g} mm",
            "A tract is as long one way as the other.",
            "Connectome.symmetrized() takes the mean of both (of the weights too).",
        )


def _straight(lengths: np.ndarray, weights: np.ndarray, centres: np.ndarray | None) -> Iterator[Finding]:
    if centres is None or centres.shape != (len(weights), 3):
        return
    distance = np.linalg.norm(centres[:, None] - centres[None, :], axis=-1)
    # A tract starts at the edge of a region, not at its centre: some shortfall is normal.
    short = (lengths < 0.5 * distance) & (weights != 0) & (lengths > 0)
    if short.sum() > 0.05 * (weights != 0).sum():
        yield warning(
            "lengths",
            f"shorter than half the straight line between the centres of their regions: {int(short.sum())}",
            "Lengths and centres are in different units, or in a different order of regions.",
            "Check both against the source of the data.",
        )


def _step_for(delay: float) -> float:
    """The largest step of the form 1, 2 or 5 times a power of ten that is no longer than ``delay``."""
    power = 10.0 ** np.floor(np.log10(delay))
    return float(max(step * power for step in (1, 2, 5) if step * power <= delay * (1 + 1e-9)))
