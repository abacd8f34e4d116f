"""The page of checks: the numbers that the tests hold to a source, as the last full run computed it.

``python tools/checks_page.py RUN.json`` writes ``docs/checks.md`` from what ``pytest --checks RUN.json`` wrote. With
``--current`` it writes nothing, and fails if the page does not list what the run checked.
"""

import importlib
import json
import sys
from collections.abc import Iterable
from html import escape
from itertools import count, groupby
from math import ceil, floor, inf, log10
from pathlib import Path
from typing import Any

from brainmass.models import by_family, catalogue

PAGE = Path(__file__).resolve().parents[1] / "docs" / "checks.md"

INTRO = """# Checks

The numbers that the test suite holds to something that we did not write: a closed form, a paper, a high-accuracy
solver, another simulator. Each was computed by the code of this version when `make checks` wrote this page; a number
outside its tolerance fails the suite. {count} rows.

Where a row compares many numbers with as many others, it has the largest deviation among them: of the number itself
("of it", or in percent) or as a difference. Of two tolerances the larger counts. Time is in ms and rates are in 1/ms
where nothing else is said; the sources say what was computed in the test itself.
"""

# The files of tests by topic, in the order of the page: those of models come first, by family; what is not named here
# comes last.
TOPICS = {
    "Models against other solvers and simulators": {
        "derivative_table": "Derivatives at 30 % of the range of every state",
        "derivatives": "Derivatives at one point",
        "reduced_sets": "Reduced sets of Stefanescu and Jirsa",
        "trajectories": "Trajectories of every model against SciPy",
        "tvb_endpoints": "Ends of Euler runs from the middle of the range of every state",
    },
    "Analysis": {
        "fixed_points": "Fixed points",
        "continuation": "Continuation",
        "lyapunov": "Lyapunov exponents",
        "linear_noise": "Linear-noise theory",
    },
    "Networks": {
        "network": "Orientation, symmetries, couplings",
        "delays": "Delays",
    },
    "Integration": {
        "orders": "Orders of the integrators",
        "engine": "The engine against one step after another",
        "gradients": "Gradients against central differences",
    },
    "Noise": {
        "noise": "Variances, correlations and spectra",
        "noise_realization": "One seed is one realization",
        "normal": "Normal numbers",
        "threefry": "Random bits",
    },
    "Signals and graphs": {"analysis": "Analysis"},
    "Haemodynamics": {"balloon": "Balloon-Windkessel model"},
}

Row = dict[str, Any]


def page(rows: list[Row]) -> str:
    """Markdown: a heading for each topic, a table for each file of tests."""
    placed = sorted(rows, key=lambda row: (_section(row["where"])[0], row["place"]))
    parts = [INTRO.format(count=len(rows)).strip()]
    for topic, in_topic in groupby(placed, key=lambda row: _section(row["where"])[1]):
        parts.append(f"## {topic}")
        for where, group in groupby(in_topic, key=lambda row: row["where"].partition("::")[0]):
            lines = ["| quantity | expected | ours | tolerance | source |", "| --- | --- | --- | --- | --- |"]
            lines += [f"| {' | '.join(cells(row))} |" for row in group]
            parts += [f"### {_section(where)[2]}", _about(where), "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def _section(where: str) -> tuple[tuple[int, int, str], str, str]:
    """Place on the page, topic and title of a file of tests: its own, or of what it is a part of (a_b is of a)."""
    stem = _stem(where)
    for name, (i, j, topic, title) in _SECTIONS.items():
        if stem == name or stem.startswith(f"{name}_"):
            part = stem.removeprefix(name).replace("_", " ").strip()
            return (i, j, stem), topic, f"{title}: {part}" if part else title
    return (len(_SECTIONS), 0, stem), "Further checks", _capital(stem.replace("_", " "))


def _sections() -> dict[str, tuple[int, int, str, str]]:
    """Place of the topic, place in it, topic and title, by name; a long name before those that it begins with."""
    topics = {_capital(family): {m.name: _headline(m.name) for m in models} for family, models in by_family().items()}
    found = {
        name: (i, j, topic, title)
        for i, (topic, titles) in enumerate((topics | TOPICS).items())
        for j, (name, title) in enumerate(titles.items())
    }
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _headline(model: str) -> str:
    doc = importlib.import_module(f"brainmass.models.{model}").__doc__ or model
    return doc.strip().splitlines()[0].rstrip(".")


def _stem(where: str) -> str:
    return Path(where.partition("::")[0]).stem.removeprefix("test_")


def _about(where: str) -> str:
    file, model = where.partition("::")[0], _stem(where)
    return f"[`{model}`](models/{model}.md), checked in `{file}`." if model in catalogue else f"Checked in `{file}`."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_SECTIONS = _sections()


# ---------------------------------------------------------------------------------------------------------------------
# A row


def cells(row: Row) -> tuple[str, str, str, str, str]:
    """Quantity, expected, ours, tolerance and source as they are printed."""
    unit = f" {row['unit']}" if row["unit"] else ""
    if "count" in row:
        held_to = _deviation(row, unit)
    elif "low" in row:
        held_to = f"{row['low']:.12g} to {row['high']:.12g}{unit}", f"{row['ours']:.6g}{unit}", "in this range"
    else:
        tolerance = row["abs"] if row["rel"] is None else row["rel"] * abs(row["expected"])
        expected, ours = (f"{_number(row[name], tolerance)}{unit}" for name in ("expected", "ours"))
        held_to = expected, ours, f"{_short(row['abs'])}{unit}" if row["rel"] is None else _share(row["rel"])
    return _escaped(row["quantity"]), *held_to, _escaped(row["source"])


def _deviation(row: Row, unit: str) -> tuple[str, str, str]:
    """Expected, ours and tolerance of many numbers at once."""
    several = "1 number" if row["count"] == 1 else f"{row['count']:,} numbers"
    of_it, near_zero = row["rel"], row["abs"]
    if of_it is None:
        worst, tolerance = f"{_short(row['ours'])}{unit}", f"{_short(near_zero)}{unit}" if near_zero else "exact"
    else:
        worst = _share(row["ours"])
        tolerance = _share(of_it) + (f", or {_short(near_zero)}{unit}" if near_zero else "")
    return several, f"off by {worst}" if row["ours"] else "equal", tolerance


def _number(value: float, tolerance: float) -> str:
    """To a hundredth of what is tolerated: what a reader can compare, and no noise."""
    if not 0 < tolerance < inf or value == 0:
        return f"{value + 0.0:.12g}"
    digits = floor(log10(abs(value))) + 1 + ceil(2 - log10(tolerance))
    return _short(value, min(max(digits, 1), 15))


def _share(rel: float) -> str:
    return f"{_short(100 * rel)} %" if rel >= 1e-4 else f"{_short(rel)} of it"


def _short(value: float, digits: int = 2) -> str:
    mantissa, e, exponent = f"{value:.{digits}g}".partition("e")
    return f"{mantissa}e{int(exponent)}" if e else mantissa


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")


# ---------------------------------------------------------------------------------------------------------------------
# Is the page of this run?

Listed = dict[tuple[str, str, int], tuple[str, str, str]]


def listed(text: str) -> Listed:
    """Expected number, tolerance and source by section and quantity (the first, the second of that name): what of a
    page is the same on every machine."""
    found: Listed = {}
    section = ""
    for line in text.splitlines():
        if line.startswith("### "):
            section = line.removeprefix("### ")
        row = line.removeprefix("| ").removesuffix(" |").split(" | ")
        if line.startswith("| ") and len(row) == 5 and row[0] not in ("quantity", "---"):
            place = next(i for i in count(1) if (section, row[0], i) not in found)
            found[section, row[0], place] = row[1], row[3], row[4]
    return found


def differences(ours: Listed, page: Listed) -> list[str]:
    """What is on one page only, or held to something else there."""
    differ = sorted({*ours, *page}, key=lambda key: (key not in page, key))
    return [
        f"{' / '.join(key[:2])}: {' | '.join(ours.get(key, ('not checked',)))}; on the page "
        + " | ".join(page.get(key, ("not listed",)))
        for key in differ
        if key not in ours or key not in page or not _same(ours[key], page[key])
    ]


def _same(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    """Expected numbers that a solver makes in the test may differ in the last digits from machine to machine."""
    if one == other:
        return True
    (number, *unit), (number_there, *unit_there) = one[0].split(" "), other[0].split(" ")
    if one[1:] != other[1:] or unit != unit_there:
        return False
    tolerance, *of = one[1].split(" ")
    try:
        allowed = float(tolerance) * {"%": 0.01 * abs(float(number)), "of": abs(float(number))}.get(" ".join(of[:1]), 1)
        return abs(float(number) - float(number_there)) <= 0.05 * allowed
    except ValueError:  # a range, a count of numbers
        return False


def outside(rows: list[Row]) -> list[str]:
    """Numbers outside their tolerance: they have no place on a page."""
    return [f"outside its tolerance: {' | '.join(cells(row))}" for row in rows if not row["passed"]]


def main(arguments: Iterable[str]) -> int:
    """Write the page, or say whether it is current."""
    options = set(arguments)
    (file,) = options - {"--current"}
    rows = json.loads(Path(file).read_text(encoding="utf-8"))
    wrong = outside(rows)
    if not wrong and "--current" not in options:
        PAGE.write_text(page(rows), encoding="utf-8")
        print(f"{len(rows)} checks in {PAGE.name}")
        return 0
    wrong = wrong or differences(listed(page(rows)), listed(PAGE.read_text(encoding="utf-8")))
    print("\n".join(wrong[:10]))
    print(f"docs/checks.md: {f'{len(wrong)} rows differ; run `make checks`' if wrong else 'current'}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
