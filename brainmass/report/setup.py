"""What was simulated: equations, parameters, noise, coupling, integration, versions."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
from markupsafe import Markup

from brainmass import coupling as couplings
from brainmass import functions
from brainmass.equations import printed
from brainmass.models import catalogue
from brainmass.observe import bold_sets
from brainmass.report.findings import Findings
from brainmass.report.reading import is_mean
from brainmass.report.section import Part, Section, Table
from brainmass.report.words import (
    at_bottom,
    derivative,
    duration,
    formula,
    number,
    response_name,
    symbol,
    unit_name,
    value_of,
    with_unit,
)
from brainmass.spec import Model

_COUPLINGS = (
    couplings.additive,
    couplings.diffusive,
    couplings.kuramoto,
    couplings.sigmoidal,
    couplings.hyperbolic_tangent,
    couplings.sigmoidal_jansen_rit,
    couplings.laplacian,
)
# Numbers of an array that stand in the page.
_MOST_READ = 150


def setup(found: Findings) -> Section | None:
    """The section, from the attributes that the run recorded; none where it recorded none."""
    attributes = found.result.attributes
    populations = attributes.get("populations", {})
    if not populations:
        return None
    several = len(populations) > 1
    parts = [_population(name, each, titled=several) for name, each in populations.items()]
    tables = (_projections(attributes.get("projections", [])), _observers(attributes), _integration(attributes))
    recorded = json.dumps(shortened(attributes), indent=1, ensure_ascii=False, default=str)
    recorded = re.sub(
        r"\[[^\[\]{}]*\]", lambda found: f"[{' '.join(found[0][1:-1].split())}]", recorded
    )  # a list on one line
    end = Part("Connections, recording and integration", tables=tuple(t for t in tables if t.rows), raw=recorded)
    return Section("setup", "What was simulated", (*parts, end))


def shortened(value: Any) -> Any:
    """What was recorded, with arrays of more numbers than one would read as their shape and range.

    Examples
    --------
    >>> shortened({"a": 1.0, "gain": np.eye(20).tolist()})
    {'a': 1.0, 'gain': 'array of 20 x 20, 0 to 1'}
    """
    if isinstance(value, Mapping):
        return {name: shortened(each) for name, each in value.items()}
    if not isinstance(value, list):
        return value
    try:
        array = np.asarray(value, float)
    except (TypeError, ValueError):
        return [shortened(each) for each in value]
    if array.size <= _MOST_READ:
        return value
    return f"array of {' x '.join(map(str, array.shape))}, {array.min():g} to {array.max():g}"


def model_of(population: Mapping[str, Any]) -> Model | None:
    """The model of the catalogue that a population names, if it has the parameters recorded."""
    model = catalogue.get(str(population.get("model")))
    if model is None or set(model.params) != set(population.get("params", {})):
        return None
    return model


def coupling_name(names: list[str]) -> tuple[str, str]:
    """Name and formula of a coupling, from the names of its functions; its formula is "" where it is the user's own.

    Examples
    --------
    >>> coupling_name(["brainmass.coupling._same_and_one", "brainmass.coupling._difference"])
    ('diffusive', 'c_i = k sum_j W_ij (x_j - x_i)')
    """
    for make in _COUPLINGS:
        known = make()
        if [_path(known.send), _path(known.receive)] == names[-2:]:
            first = (inspect.getdoc(make) or "").partition("\n")[0]
            return make.__name__, re.split(r"\.(?:\s|$)|\s*,| \(after", first)[0]
    return "own (" + ", ".join(name.rpartition(".")[2] for name in names) + ")", ""


def _path(function: Any) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _population(name: str, population: Mapping[str, Any], *, titled: bool) -> Part:
    model = model_of(population)
    title = f"{name}: " if titled else ""
    title += f"{population.get('n')} regions of {population.get('model')}"
    tables = [*_parameters(population, model), _noise(population, model), _given(population, model)]
    tables = tuple(table for table in tables if table.rows)
    if model is None:
        return Part(title, ("The model is not of this catalogue, so its equations are not known here.",), tables=tables)
    text, _, rest = model.doc.partition("\n")
    source = re.search(r"^Sources?:.*?(?=\n\s*\n|\Z)", rest, re.DOTALL | re.MULTILINE)
    notes = [" ".join(source[0].split())] if source else []
    lines = printed(model)
    used = [each for each in ("rectify", "sigmoid", "exprel") if any(f"{each}(" in line for line in lines.values())]
    notes[:0] = [
        f"{each}(x): {(inspect.getdoc(getattr(functions, each)) or '').partition(chr(10))[0]}" for each in used
    ]
    equations = tuple(
        Markup("{} = {}").format(derivative(left) if left in model.states else symbol(left), formula(right))
        for left, right in lines.items()
    )
    return Part(title, (text,), equations, tuple(notes), tables=tables)


def _parameters(population: Mapping[str, Any], model: Model | None) -> tuple[Table, ...]:
    """Parameters that differ from the default, and folded all others."""
    given = population.get("params", {})
    if model is None:
        rows = tuple((symbol(name), value_of(value)) for name, value in given.items())
        return (Table("Parameters", ("parameter", "value"), rows),)
    changed, kept = [], []
    for name, declared in model.params.items():
        unit = unit_name(declared.unit.name) if declared.unit.name != "1" else "–"
        # Runs in single precision recorded a default such as 0.31 as the nearest number of theirs.
        if np.allclose(given[name], declared.default, rtol=1e-6, atol=0):
            kept.append((symbol(name), number(declared.default, 6), unit, declared.doc))
        else:
            changed.append((symbol(name), value_of(given[name]), number(declared.default, 6), unit, declared.doc))
    none = "none of them differs" if not changed else "all others"
    differ = ("parameter", "value", "default", "unit", "meaning")
    return (
        Table("Parameters that differ from the default", differ, tuple(changed)),
        Table(f"Parameters at their default: {none} ({len(kept)})", differ[:2] + differ[3:], tuple(kept), folded=True),
    )


def _noise(population: Mapping[str, Any], model: Model | None) -> Table:
    rows = []
    for target, process in population.get("noise", {}).items():
        kind = str(process.get("process", ""))
        on_drive = model is not None and target in model.drives
        unit = "" if model is None else noise_unit(model.unit_of(target).name, kind, on_drive)
        units = {"sigma": unit, "tau": "ms", "mean": unit}
        settings = [
            Markup("{} = {}").format("mean" if key == "mean" else symbol(key), with_unit(value_of(process[key]), unit))
            for key, unit in units.items()
            if key in process
        ]
        to = "the drive" if on_drive else "the state" if kind == "White" else "the derivative"
        rows.append((symbol(target), to, _NOISES.get(kind, kind), Markup(", ").join(settings)))
    return Table("Noise (σ of a process with memory is its stationary deviation)", _NOISE_HEAD, tuple(rows))


_NOISE_HEAD = ("on", "added to", "process", "settings")
_NOISES = {"OU": "Ornstein-Uhlenbeck", "White": "white", "Coloured": "1/f^β"}


def noise_unit(unit: str, kind: str, on_drive: bool) -> str:
    """Unit of the strength of a noise on a quantity in ``unit``.

    Examples
    --------
    >>> noise_unit("mV", "White", on_drive=False), noise_unit("1", "OU", on_drive=False), noise_unit("nA", "OU", True)
    ('mV/√ms', '1/ms', 'nA')
    """
    return unit if on_drive else f"{unit}/√ms" if kind == "White" else f"{unit}/ms"


def _given(population: Mapping[str, Any], model: Model | None) -> Table:
    """Constant inputs and initial values that the user gave."""
    rows = [
        (symbol(name), what, with_unit(value_of(value), model.unit_of(name).name if model else ""))
        for what, key in (("constant input", "inputs"), ("initial value", "initial"))
        for name, value in population.get(key, {}).items()
    ]
    return Table("Inputs and initial values that were given", ("quantity", "is", "value"), tuple(rows))


def _projections(projections: list[Mapping[str, Any]]) -> Table:
    rows = []
    for projection in projections:
        name, equation = coupling_name(list(projection.get("coupling", [])))
        settings = Markup(", ").join(
            Markup("{} = {}").format(symbol(key), value_of(value))
            for key, value in projection.get("params", {}).items()
        )
        speed = projection.get("speed_mm_per_ms")
        shape = " × ".join(str(n) for n in projection.get("weights_shape", []))
        ends = f"{', '.join(projection.get('source', []))} → {projection.get('target', '')}"
        if projection.get("own"):
            late = f"{value_of(projection.get('own_delays_ms'))} ms"
            rows.append((ends, "each region with itself, as its model declares", "", "1", late))
            continue
        rows.append(
            (
                ends,
                Markup("{}<br>{}").format(name, formula(equation)) if equation else name,
                settings,
                f"{shape}, sum {number(projection.get('weights_sum', float('nan')), 4)}",
                "none" if speed is None else f"length / ({value_of(speed)} mm/ms)",
            )
        )
    return Table("Projections", ("from → to", "coupling", "settings", "weights used", "delays"), tuple(rows))


def _observers(attributes: Mapping[str, Any]) -> Table:
    rows = []
    for name, observer in attributes.get("observers", {}).items():
        source, period = at_bottom(observer, "source"), at_bottom(observer, "period")
        rows.append((name, str(source), _how(observer), duration(float(period)) if period else ""))
    return Table("Recorded", ("name", "of", "how", "every"), tuple(rows))


def _how(observer: Mapping[str, Any]) -> str:
    """In words what an observer does, and what it does it to."""
    kind = str(observer.get("kind", ""))
    if kind == "Bold":
        return f"Balloon-Windkessel BOLD, {_bold_set(observer.get('params', {}))}"
    if kind == "Convolved":
        return f"BOLD by convolution with a {response_name(observer.get('response', {}))} response"
    inner = f" of: {_how(observer['of'])}" if "of" in observer else ""
    if kind == "Linear":
        names = list(map(str, observer.get("names", ())))
        what = "means over regions" if is_mean(observer) else "weighted sums"
        return f"{what} ({', '.join(names if len(names) < 4 else [*names[:3], '...'])}){inner}"
    return _OBSERVERS.get(kind, kind) + inner


_OBSERVERS = {"Every": "as it is", "Average": "mean over the period", "Fc": "FC"}


def _bold_set(params: Mapping[str, Any]) -> str:
    """The named set that the parameters are, if they are one."""
    for name, known in bold_sets.items():
        if all(np.allclose(params.get(key, np.nan), value, rtol=1e-6) for key, value in known.items()):
            return f"parameter set {name}"
    return "parameters of its own"


def _integration(attributes: Mapping[str, Any]) -> Table:
    versions = attributes.get("versions", {})
    rows = [
        ("simulated", duration(attributes["duration_ms"]) if "duration_ms" in attributes else None),
        ("not recorded", f"the first {duration(skipped)}" if (skipped := attributes.get("transient_ms")) else None),
        ("continued a run of", duration(attributes["start_ms"]) if attributes.get("start_ms") else None),
        ("step dt", duration(attributes["dt_ms"]) if "dt_ms" in attributes else None),
        ("method", attributes.get("method")),
        ("seed", attributes.get("seed")),
        ("precision", attributes.get("precision")),
        ("versions", ", ".join(f"{name} {version}" for name, version in versions.items()) or None),
    ]
    return Table("Integration", ("", ""), tuple((name, str(value)) for name, value in rows if value is not None))
