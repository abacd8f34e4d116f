"""What the programs of the comparison say, and the fastest setting of a peer put beside ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.processes import lines_of
from benchmarks.rows import Row

Said = list[dict[str, Any]]


def said_by(program: str, *given: str | Path, **how: Any) -> Said:
    """What a program prints, without what the library that it runs has to say."""
    lines = lines_of([program, *map(str, given)], **how)
    return [json.loads(line) for line in lines if line.startswith("{")]


def put_beside(row: Row, ours: Said, theirs: Said) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fill a row with the fastest setting of a peer beside ours, and give both."""
    about_it, settings = theirs[0], [line for line in theirs[1:] if "us" in line]
    row.details = {"cannot": about_it["cannot"], "settings": theirs[1:], "ours": ours[1:]}
    if not settings:
        raise RuntimeError(theirs[-1].get("error", "no setting worked"))
    fastest, own = min(settings, key=lambda line: line["us"]), ours[-1]
    row.ours, row.reference = own["us"], fastest["us"]
    row.against = f"{row.group} {about_it['version']}, {fastest['setting']}"
    return own, fastest
