"""``brainmass models``: the catalogue, or one model in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from brainmass.cli.console import add_row, out, plain_table

if TYPE_CHECKING:
    from brainmass.spec import Model


def models(name: Annotated[str | None, typer.Argument(help="A model; without it, all of them.")] = None) -> None:
    """List the models by family, or show one in full.

    In full: equations, states, parameters with unit, default and domain, inputs, outputs, what stands for firing rate
    and LFP, presets, and the sources as BibTeX.
    """
    from brainmass.models import by_family, catalogue

    if name is None:
        _list(by_family())
    else:
        _show(_found(catalogue, name))


def _found(catalogue: dict[str, Model], name: str) -> Model:
    """A model by its name, or by that of its class."""
    from brainmass.errors import unknown

    by_class = {model.public: model for model in catalogue.values() if model.public}
    if name not in catalogue and name not in by_class:
        raise KeyError(unknown("model", name, catalogue))
    return catalogue.get(name) or by_class[name]


def _list(families: dict[str, list[Model]]) -> None:
    width = max(len(model.name) for models in families.values() for model in models)
    for family, models in families.items():
        out.print(Text(family, style="bold"))
        for model in models:
            out.print(Text(f"  {model.name:{width}}  {model.doc.splitlines()[0]}"), soft_wrap=True)
        out.print()
    count = sum(map(len, families.values()))
    out.print(f"{count} models; `brainmass models NAME` shows one in full.")


def _show(model: Model) -> None:
    from brainmass.equations import printed, steps
    from brainmass.references import sources_in

    out.print(f"{model.name}{f' (class {model.public})' if model.public else ''}, {model.family}\n", style="bold",
              markup=False)  # fmt: skip
    text = model.doc[: model.doc.index("\nSource: ")] if sources_in(model.doc) else model.doc
    out.print(text.rstrip(), markup=False, soft_wrap=True)
    out.print("\nequations, as they are computed", style="bold")
    for name, right in steps(model).items():
        out.print(f"  {name} = {right}", markup=False, soft_wrap=True)
    for name, right in printed(model).items():
        left = f"d{name}/d{'t' if model.time.name == 'ms' else f't ({model.time})'}" if name in model.states else name
        out.print(f"  {left} = {right}", markup=False, soft_wrap=True)
    _quantities(model)
    _signals(model)
    for name, preset in model.presets.items():
        listed = ", ".join(f"{key} = {value:g}" for key, value in preset.items())
        out.print(f"\npreset {name}: {listed}\n  {preset.source}", markup=False, soft_wrap=True)
    out.print("\nsources", style="bold")
    for source in model.sources:
        out.print((f"% {source.note}\n" if source.note else "") + source.bibtex, markup=False, soft_wrap=True)


def _quantities(model: Model) -> None:
    states = plain_table("state", "unit", "starts at", "bounds", "meaning", title="\nstates")
    for name, state in model.states.items():
        start = f"{state.default:g}" + (f" ± {state.spread:g}" if state.spread else "")
        add_row(states, name, state.unit, start, _interval(state.bounds), state.doc)
    params = plain_table("parameter", "unit", "default", "domain", "meaning", title="\nparameters")
    for name, param in model.params.items():
        add_row(params, name, param.unit, f"{param.default:g}", _interval(param.domain), param.doc)
    out.print(states, params)
    for title, group in (("inputs", model.drives), ("outputs", model.outputs)):
        if group:
            table = plain_table("name", "unit", "meaning", title=f"\n{title}")
            for name, declared in group.items():
                add_row(table, name, declared.unit, declared.doc)
            out.print(table)


def _signals(model: Model) -> None:
    from brainmass.proxies import SIGNALS

    for kind, taken in model.proxies.items():
        out.print(f"\n{SIGNALS[kind]}: {taken.name}", markup=False)
        if taken.source:
            out.print(f"  {taken.source}", markup=False, soft_wrap=True)


def _interval(bounds: tuple[float, float] | None) -> str:
    return "" if bounds is None else f"{bounds[0]:g} to {bounds[1]:g}"
