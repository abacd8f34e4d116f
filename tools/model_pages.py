"""The pages of the models, made from their declarations: nothing on them is written twice."""

import re
from collections.abc import Iterable
from html import escape

from brainmass.equations import printed, steps
from brainmass.models import by_family, catalogue
from brainmass.proxies import SIGNALS
from brainmass.spec import Model
from tools.gallery import pictures_of_all

INTRO = """# Models

{count} models, each with its equations as they are read off the code that runs, what it does, and where it comes from.
Time is in ms. The small pictures are of one region with its defaults: what an electrode would see, or the first state.
"""


def model_files() -> dict[str, str | bytes]:
    """Path and content of every page and picture."""
    drawn = pictures_of_all()
    pages: dict[str, str | bytes] = {"models/index.md": gallery_page()}
    for name, model in catalogue.items():
        pages[f"models/{name}.md"] = model_page(model, set(drawn[name]))
        pages |= {f"models/{name}-{kind}.png": image for kind, image in drawn[name].items()}
    return pages


def gallery_page() -> str:
    """The index: every model by family, with its small picture."""
    parts = [INTRO.format(count=len(catalogue))]
    for family, models in by_family().items():
        rows = [_row(model) for model in models]
        parts += [f"## {family[0].upper()}{family[1:]}", "\n".join(["| | model | |", "| --- | --- | --- |", *rows])]
    return "\n\n".join(parts) + "\n"


def _row(model: Model) -> str:
    """One line of the index."""
    name = model.name
    return f"| [![{name}]({name}-small.png)]({name}.md) | [{name}]({name}.md) | {_plain(model.doc.splitlines()[0])} |"


def model_page(model: Model, drawn: set[str]) -> str:
    """One model."""
    names = f"`brainmass.models.{model.name}`" + (f", as a class `brainmass.{model.public}`" if model.public else "")
    title, *paragraphs = re.split(r"\n\s*\n", re.split(r"\n+Source: ", model.doc)[0].strip())
    plane = [f"![phase plane of {model.name}]({model.name}-plane.png)"] if "plane" in drawn else []
    parts = [
        f"# {model.name}",
        _prose(title),
        f"{names}. Family: {model.family}.",
        *(_prose(paragraph) for paragraph in paragraphs),
        f"![{model.name} over time]({model.name}-time.png)",
        *plane,
        "## Equations",
        "As they are computed:",
        _equations(model),
        *_quantities(model),
        _signals(model),
        *_presets(model),
        *_sources(model),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _equations(model: Model) -> str:
    lines = [f"{name} = {text}" for name, text in steps(model).items()]
    for name, text in printed(model).items():
        lines.append(f"d{name}/dt = {text}" if name in model.states else f"{name} = {text}")
    return _preformatted("\n".join(lines))


def _quantities(model: Model) -> list[str]:
    states = ((name, f"{s.default:g}", s.unit.name, _interval(s.bounds), s.doc) for name, s in model.states.items())
    params = ((name, f"{p.default:g}", p.unit.name, _interval(p.domain), p.doc) for name, p in model.params.items())
    drives = ((name, d.unit.name, d.doc) for name, d in model.drives.items())
    outputs = ((name, o.unit.name, o.doc) for name, o in model.outputs.items())
    return [
        "## Quantities",
        _table(("state", "start", "unit", "range", "meaning"), states),
        _table(("parameter", "default", "unit", "allowed", "meaning"), params),
        _table(("input", "unit", "meaning"), drives),
        _table(("output", "unit", "meaning"), outputs),
    ]


def _signals(model: Model) -> str:
    """What stands for the firing rate and the local field potential."""
    rows = ((p.name, SIGNALS[kind], p.source or "the sources of the model") for kind, p in model.proxies.items())
    table = _table(("quantity", "stands for", "taken so by"), rows)
    return f"As experiments measure it:\n\n{table}" if table else "Nothing in it stands for a firing rate or an LFP."


def _presets(model: Model) -> list[str]:
    """Published sets: a number that is the model's default is left out."""
    if not model.presets:
        return []
    rows = []
    for name, preset in model.presets.items():
        listed = ", ".join(f"{key} = {value:g}" for key, value in preset.items() if value != model.params[key].default)
        rows.append((name, listed or "the defaults", preset.source))
    return [
        "## Published parameter sets",
        f"`models.{model.name}.presets[...]`; what is not listed is the default.",
        _table(("preset", "values", "source"), rows),
    ]


def _sources(model: Model) -> list[str]:
    cited = [
        f"- {_linked(source.citation)}{f', {_plain(source.note)}' if source.note else ''}" for source in model.sources
    ]
    entries = "\n".join(source.bibtex for source in model.sources)
    return ["## Sources", "\n".join(cited), f"```bibtex\n{entries}\n```"] if cited else []


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
    return _linked(paragraph)


def _linked(text: str) -> str:
    """Text in which a DOI can be followed."""
    doi = r"doi:(10\.(?:\([^\s()]*\)|[^\s,;()])+?)(?=[\s,;)]|\.?$)"
    return re.sub(doi, r"[doi:\1](https://doi.org/\1)", _plain(text))


def _preformatted(text: str) -> str:
    return f"```text\n{text}\n```"


def _plain(text: str) -> str:
    """Text in which no character is taken for Markdown."""
    return re.sub(r"([*_^`|\\\[\]])", r"\\\1", escape(text, quote=False))
