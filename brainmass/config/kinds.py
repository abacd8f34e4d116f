"""What a name in a configuration stands for. This is the only place where a string selects a value."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from brainmass import connectome, coupling, graphs, integrate, noise, observe, stimulus
from brainmass.config import forms
from brainmass.config.arrays import ArrayChoice, array_of
from brainmass.config.problems import NOTHING, Problem, problems_of, refuse, said, sentence_of, unknown_keys
from brainmass.config.values import numbers
from brainmass.errors import unknown
from brainmass.observe import hrf
from brainmass.units import Unit, hertz, mm, ms, one, per_second, second

Table = Mapping[str, Callable[..., Any]]

LAPLACIANS: Table = {
    "plain": connectome.laplacian,
    "symmetric": connectome.symmetric_laplacian,
    "random_walk": connectome.random_walk_laplacian,
}


def laplacian(k: Any = 1.0, of: str = "plain") -> coupling.Coupling:
    """The Laplacian coupling with the kind of Laplacian by name."""
    return coupling.laplacian(k, named(LAPLACIANS, of, "laplacian"))


def bold(source: str, tr: float, set: str = "friston2003", params: Mapping[str, Any] | None = None) -> observe.Bold:
    """BOLD with its parameter set by name, and values that differ from it."""
    return observe.bold(source, tr, {**named(observe.bold_sets, set, "set"), **(params or {})})


COUPLINGS: Table = {
    "additive": coupling.additive,
    "diffusive": coupling.diffusive,
    "kuramoto": coupling.kuramoto,
    "sigmoidal": coupling.sigmoidal,
    "hyperbolic_tangent": coupling.hyperbolic_tangent,
    "sigmoidal_jansen_rit": coupling.sigmoidal_jansen_rit,
    "laplacian": laplacian,
}
NOISES: Table = {"white": noise.white, "ou": noise.ou, "coloured": noise.coloured}
SAMPLERS: Table = {
    "every": observe.every,
    "average": observe.average,
    "bold": bold,
    "convolved": observe.convolved,
    "means": forms.means,
    "weighted": forms.weighted,
}
OBSERVERS: Table = {**SAMPLERS, "fc": observe.fc}
RESPONSES: Table = {
    "double_gamma": hrf.double_gamma,
    "gamma": hrf.gamma,
    "mixture_of_gammas": hrf.mixture_of_gammas,
    "double_exponential": hrf.double_exponential,
    "volterra": hrf.volterra,
    "measured": forms.measured,
}
STIMULI: Table = {
    "step": forms.placed(stimulus.step),
    "pulse_train": forms.placed(stimulus.pulse_train),
    "sinusoid": forms.placed(stimulus.sinusoid),
    "chirp": forms.placed(stimulus.chirp),
    "ramp": forms.placed(stimulus.ramp),
    "gaussian": forms.placed(stimulus.gaussian),
    "alpha": forms.placed(stimulus.alpha),
    "recorded": forms.placed(forms.recorded),
    "ou": forms.placed(stimulus.ou),
}
RULES: Table = {"deco2014": forms.deco2014, "naskar2021": forms.naskar2021}
GRAPHS: Table = {
    "random": graphs.random,
    "ring": graphs.ring,
    "small_world": graphs.small_world,
    "hub": graphs.hub,
    "modular": graphs.modular,
    "distance_decay": graphs.distance_decay,
}
NORMALIZATIONS: Table = {
    "row": connectome.row_normalize,
    "column": connectome.column_normalize,
    "max": connectome.max_normalize,
    "spectral": connectome.spectral_normalize,
    "none": lambda weights: weights,
}
FORMATS: Mapping[str, str] = {"nc": "result.nc", "zarr": "result.zarr"}
METHODS: Mapping[str, integrate.Method] = integrate.methods

UNITS: Mapping[str, Unit] = {
    "period": ms,
    "tr": ms,
    "tau": ms,
    "f_min": hertz,
    "f_max": hertz,
    "decay": mm,
    "radius": mm,
}
"""Units of the arguments that have one, whatever takes them; all others are plain."""
TIMES: Mapping[str, Unit] = {
    **dict.fromkeys(("onset", "stop", "period", "width", "duration", "centre", "tau"), ms),
    **dict.fromkeys(("frequency", "start", "end"), hertz),
}
"""Units of the arguments of a stimulus, besides those in the unit of its drive."""
LEARNING: Mapping[str, Unit] = dict.fromkeys(("window", "settle", "average", "until"), ms)
"""Units of the arguments of a rule of plasticity, besides those in units of what it follows and changes."""
SECONDS: Mapping[str, Unit] = {
    **dict.fromkeys(("tau", "tau_1", "tau_2", "tau_s", "tau_f", "duration"), second),
    **dict.fromkeys(("f_1", "f_2"), hertz),
    "rate": per_second,
    "period": ms,
}
"""Units of the arguments of a haemodynamic response."""


@dataclass(frozen=True)
class Choice:
    """A choice from a table with its arguments, such as ``{kind = "diffusive", k = 0.2}``."""

    kind: str | Path
    arguments: Mapping[str, Any]
    function: Callable[..., Any]
    key: str = "kind"

    def make(self, **more: Any) -> Any:
        """The value that was chosen."""
        return self.function(**self._each("make"), **more)

    def for_one_region(self) -> Any:
        """The value with one number in place of every list: to try it before it is known how many regions there are."""
        return self.function(**{name: v[0] if isinstance(v, list) else v for name, v in self.arguments.items()})

    def plain(self) -> dict[str, Any]:
        """As it would stand in a configuration."""
        return {self.key: self.kind, **self._each("plain")}

    def _each(self, what: str) -> dict[str, Any]:
        """The arguments, with what is to be done to a choice among them."""
        return {
            name: getattr(v, what)() if isinstance(v, Choice | ArrayChoice) else v for name, v in self.arguments.items()
        }


def named(table: Mapping[str, Any], name: object, what: str) -> Any:
    """The entry of a table, or an error that lists what there is."""
    if not isinstance(name, str) or name not in table:
        raise ValueError(unknown(what, name, table))
    return table[name]


def choice(
    value: Any,
    table: Table,
    what: str,
    *,
    key: str = "kind",
    units: Mapping[str, Unit] = UNITS,
    folder: Path = Path(),
) -> Choice:
    """A table with a ``kind`` and arguments, checked against the function that the kind stands for, and tried."""
    if not isinstance(value, Mapping):
        refuse(
            [
                Problem(
                    (),
                    value,
                    f'must be a table such as {{{key} = "{next(iter(table))}", ...}}; known: {", ".join(table)}',
                )
            ]
        )
    given = dict(value)
    if key not in given:
        refuse([Problem((), value, f"needs {key} = ...; known: {', '.join(table)}")])
    kind = given.pop(key)
    if not isinstance(kind, str) or kind not in table:
        refuse([Problem((key,), kind, unknown(what, kind, table))])
    arguments = called_with(table[kind], given, kind, units, folder)
    made = Choice(kind, arguments, table[kind], key)
    if (sentence := sentence_of(made.make)) is not None:
        refuse([Problem((), value, sentence)])
    return made


def called_with(
    function: Callable[..., Any],
    given: Mapping[str, Any],
    name: str,
    units: Mapping[str, Unit],
    folder: Path = Path(),
) -> dict[str, Any]:
    """Arguments for ``function``: their names checked against its signature, numbers and quantities read."""
    known = inspect.signature(function).parameters
    problems, arguments = wrong_names(function, given, name), {}
    for argument, value in given.items():
        if argument not in known:
            continue
        try:
            arguments[argument] = _argument(value, argument, units, str(known[argument].annotation), folder)
        except ValidationError as error:  # of a choice in a choice
            problems += [problem.below(argument) for problem in problems_of(error)]
        except (TypeError, ValueError) as error:
            problems.append(Problem((argument,), value, said(error)))
    refuse(problems)
    return arguments


def wrong_names(function: Callable[..., Any], given: Mapping[str, Any], name: str) -> list[Problem]:
    """Arguments that ``function`` does not know, and those that it needs and does not get."""
    known = inspect.signature(function).parameters
    missing = [key for key, each in known.items() if each.default is inspect.Parameter.empty and key not in given]
    return [
        *unknown_keys(given, known, f"argument of {name}"),
        *(Problem((), NOTHING, f"{name} needs {argument} = ...") for argument in missing),
    ]


def _argument(value: Any, name: str, units: Mapping[str, Unit], annotation: str, folder: Path) -> Any:
    """Quantities become numbers, what has a kind is chosen, arrays are found; whole numbers, switches, names and tables
    stay what they are."""
    annotation = annotation.removesuffix(" | None")
    if annotation in _CHOSEN:
        table, what, its_units = _CHOSEN[annotation]
        return choice(value, table, what, units=its_units, folder=folder)
    if annotation == "Array":
        return array_of(value, folder)
    if annotation in _FORMS:
        fits, wanted = _FORMS[annotation]
        if not fits(value):
            raise TypeError(f"must be {wanted}")
        return value
    if annotation == "str" and not isinstance(value, str):
        raise TypeError("must be a name")
    if name in units or isinstance(value, float) or (isinstance(value, str) and "str" not in annotation):
        return numbers(value, units.get(name, one), name)
    return value


def _are(value: Any, kinds: Any) -> bool:
    """Whether it is a list of such, and not empty."""
    some = isinstance(value, list) and bool(value)
    return some and all(isinstance(x, kinds) and not isinstance(x, bool) for x in value)


def _is_place(value: Any) -> bool:
    if isinstance(value, Mapping):
        return _are(list(value.values()), int | float)
    return _are(value if isinstance(value, list) else [value], str | int)


def _is_grouping(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and all(_are(regions, str | int) for regions in value.values())


_CHOSEN: Mapping[str, tuple[Table, str, Mapping[str, Unit]]] = {
    "Observer": (SAMPLERS, "observer that gives samples", UNITS),
    "Response": (RESPONSES, "response function", SECONDS),
}
_FORMS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "Names": (lambda value: _are(value, str), "a list of names"),
    "Patterns": (
        lambda value: _are(value if isinstance(value, list) else [value], str),
        "a label or pattern, or a list of them",
    ),
    "Regions": (_is_place, 'labels or indices of regions, such as ["V1", 17], or weights by label: {V1 = 1, V2 = 0.3}'),
    "Groups": (_is_grouping, 'a table of lists of regions, such as {left = ["L.V1", "L.M1"], right = ["R.V1"]}'),
}
"""What stays as it is in the file, and what it has to be."""
