"""``brainmass models``: the catalogue, or one model in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brainmass.cli.console import add_row, out, plain_table

if TYPE_CHECKING:
    from brainmass.spec import Model


def models(name: Annotated[str | None, typer.Argument(help="A model; without it, all of them.")] = None) -> None:
    """List the models, or show one in full.

    In full: equations, states, parameters with unit, default and domain, inputs, outputs, presets, and the source.
    """
    from brainmass.models import catalogue

    if name is None:
        _list(catalogue)
    else:
        _show(_found(catalogue, name))


def _found(catalogue: dict[str, Model], name: str) -> Model:
    """A model by its name, or by that of its class."""
    from brainmass.errors import unknown

    by_class = {model.public: model for model in catalogue.values() if model.public}
    if name not in catalogue and name not in by_class:
        raise KeyError(unknown("model", name, catalogue))
    return catalogue.get(name) or by_class[name]


def _list(catalogue: dict[str, Model]) -> None:
    table = plain_table("name", "states", "what it is")
    for name, model in catalogue.items():
        add_row(table, name, ", ".join(model.states), model.doc.partition("\n")[0])
    out.print(table)
    out.print("\n`brainmass models NAME` shows one in full.")


def _show(model: Model) -> None:
    from brainmass.equations import printed

    out.print(f"{model.name}{f' (class {model.public})' if model.public else ''}\n", style="bold", markup=False)
    out.print(model.doc, markup=False, soft_wrap=True)
    out.print("\nequations", style="bold")
    for name, text in printed(model).items():
        left = f"d{name}/d{'t' if model.time.name == 'ms' else f't ({model.time})'}" if name in model.states else name
        out.print(f"  {left} = {text}", markup=False, soft_wrap=True)
    _quantities(model)
    for preset, values in model.presets.items():
        listed = ", ".join(f"{name} = {value:g}" for name, value in values.items())
        out.print(f"\npreset {preset}: {listed}", markup=False, soft_wrap=True)


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


def _interval(bounds: tuple[float, float] | None) -> str:
    return "" if bounds is None else f"{bounds[0]:g} to {bounds[1]:g}"
