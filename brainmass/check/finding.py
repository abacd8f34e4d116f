"""A finding: what was seen, what it means, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong (error), suspicious (warning) or worth knowing (note)."""

    severity: Severity
    subject: str
    seen: str
    meaning: str
    advice: str = ""


def error(subject: str, seen: str, meaning: str, advice: str) -> Finding:
    """It cannot be used like this."""
    return Finding("error", subject, seen, meaning, advice)


def warning(subject: str, seen: str, meaning: str, advice: str) -> Finding:
    """It can be used, but is probably not what was meant."""
    return Finding("warning", subject, seen, meaning, advice)


def note(subject: str, seen: str, meaning: str, advice: str = "") -> Finding:
    """Nothing is wrong; good to know."""
    return Finding("note", subject, seen, meaning, advice)


def worst_first(findings: list[Finding]) -> list[Finding]:
    """Errors, then warnings, then notes; in each the order of the checks."""
    return sorted(findings, key=lambda finding: ("error", "warning", "note").index(finding.severity))
