"""The page of the models, made from their declarations: nothing on it is written twice."""

import re
from collections.abc import Iterable
from html import escape

from brainmass.equations import printed
from brainmass.models import catalogue
from brainmass.spec import Model

INTRO = """# Models

Every model, with its equations as they are read off the code that runs, and all that it declares. Time is in ms.
"""


def catalogue_page() -> str:
    """Markdown with every model of the catalogue: equations, quantities, text and source."""
    return "\n\n".join([INTRO, *(model_section(model) for model in catalogue.values())])


def model_section(model: Model) -> str:
    """One model."""
    names = f"`brainmass.models.{model.name}`" + (f", as a class `brainmass.{model.public}`" if model.public else "")
    states = ((name, f"{s.default:g}", s.unit.name, _interval(s.bounds), s.doc) for name, s in model.states.items())
    params = ((name, f"{p.default:g}", p.unit.name, _interval(p.domain), p.doc) for name, p in model.params.items())
    drives = ((name, d.unit.name, d.doc) for name, d in model.drives.items())
    outputs = ((name, o.unit.name, o.doc) for name, o in model.outputs.items())
    title, _, text = model.doc.partition("\n")
    parts = [
        f"## {model.name}",
        _prose(title),
        names,
        _equations(model),
        _table(("state", "start", "unit", "range", "meaning"), states),
        _table(("parameter", "default", "unit", "allowed", "meaning"), params),
        _table(("input", "unit", "meaning"), drives),
        _table(("output", "unit", "meaning"), outputs),
        *(_prose(paragraph) for paragraph in re.split(r"\n\s*\n", text.strip())),
    ]
    return "\n\n".join(part for part in parts if part)


def _equations(model: Model) -> str:
    lines = [
        f"d{name}/dt = {text}" if name in model.states else f"{name} = {text}" for name, text in printed(model).items()
    ]
    return _preformatted("\n".join(lines))


def _interval(bounds: tuple[float, float] | None) -> str:
    return "" if bounds is None else f"{bounds[0]:g} to {bounds[1]:g}".replace("inf", "∞").replace("-", "−")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    body = [[f"`{name}`", *map(_plain, cells)] for name, *cells in rows]
    lines = ["| " + " | ".join(cells) + " |" for cells in [list(head), ["---"] * len(head), *body]]
    return "\n".join(lines) if body else ""


def _prose(paragraph: str) -> str:
    """A paragraph of a docstring; one that is all equations, and no sentence, stays as it was set."""
    if all(" = " in line for line in paragraph.splitlines()) and not paragraph.endswith("."):
        return _preformatted(paragraph)
    return re.sub(
        r"doi:(10\.(?:\([^\s()]*\)|[^\s,;()])+?)(?=[\s,;)]|\.?$)", r"[doi:\1](https://doi.org/\1)", _plain(paragraph)
    )


def _preformatted(text: str) -> str:
    return f"```text\n{text}\n```"


def _plain(text: str) -> str:
    """Text in which no character is taken for Markdown."""
    return re.sub(r"([*_^`|\\\[\]])", r"\\\1", escape(text, quote=False))
