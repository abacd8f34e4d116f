"""What is wrong or suspicious in a connectome or a configuration: pure functions that return findings."""

from __future__ import annotations

from pathlib import Path

from brainmass.check.config import check_config
from brainmass.check.connectome import SPEED, STEPS, Arrays, arrays_in, check_connectome
from brainmass.check.finding import Finding, error, worst_first
from brainmass.units import mm_per_ms, ms, parse

__all__ = ["Arrays", "Finding", "arrays_in", "check_config", "check_connectome", "check_file"]


def check_file(
    path: Path,
    *,
    dt: str | float | None = None,
    speed: str | float | None = None,
    weights: str | None = None,
    lengths: str | None = None,
) -> list[Finding]:
    """Check a configuration (``.toml``) or a connectome (any other file), worst findings first.

    Parameters
    ----------
    path : Path
        The file.
    dt, speed : str or float, optional
        Step and conduction speed for the delays of a connectome, by default 0.1 and 1 ms, and 6 mm/ms; a configuration
        has its own.
    weights, lengths : str, optional
        Their names in a file that holds several arrays.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If ``dt`` or ``speed`` is no time and no speed.
    """
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path}")
    if path.suffix.lower() == ".toml":
        return worst_first(check_config(path))
    steps = STEPS if dt is None else (_positive(parse(dt, ms, "dt"), "dt"),)
    fast = SPEED if speed is None else _positive(parse(speed, mm_per_ms, "speed"), "speed")
    try:
        arrays = arrays_in(path, weights=weights, lengths=lengths)
    except ValueError as problem:
        advice = "Mend the file, or say what is what with --weights and --lengths."
        return [error("file", str(problem), "It cannot be read as a connectome.", advice)]
    return worst_first(check_connectome(arrays, steps=steps, speed=fast))


def _positive(value: float, name: str) -> float:
    if value <= 0:
        raise ValueError(f"{name} must be positive, got {value:g}")
    return value
