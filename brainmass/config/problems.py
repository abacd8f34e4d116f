"""What is wrong with a configuration, in sentences: each with its key, the value and what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from brainmass.config.toml import inline
from brainmass.errors import unknown

Place = tuple[str | int, ...]


NOTHING = None
"""The value of a key that is not there; TOML has no null that it could be taken for."""


class Problem(NamedTuple):
    """One thing that is wrong: where (below the key that is looked at), what stands there, and a sentence."""

    place: Place
    value: Any
    sentence: str

    def below(self, key: str | int) -> Problem:
        """The same problem seen from one level up."""
        return self._replace(place=(key, *self.place))

    @property
    def line(self) -> str:
        """``network.coupling.k = "x": must be a plain number``."""
        return f"{path(self.place)}{'' if self.value is NOTHING else f' = {shown(self.value)}'}: {self.sentence}"


class ConfigError(ValueError):
    """A configuration that cannot be run. ``problems`` holds one line for each thing that is wrong with it."""

    def __init__(self, where: str, problems: tuple[str, ...]) -> None:
        self.where, self.problems = where, problems
        several = f"{len(problems)} problems\n" + "\n".join(f"  {line}" for line in problems)
        super().__init__(f"{where}: {problems[0] if len(problems) == 1 else several}")


def refuse(problems: list[Problem]) -> None:
    """Hand problems to pydantic, which puts the keys above in front of them and goes on with the other keys."""
    if problems:
        details = [
            InitErrorDetails(type=_error(problem.sentence), loc=problem.place, input=problem.value)
            for problem in problems
        ]
        raise ValidationError.from_exception_data("configuration", details)


def sentence_of(call: Callable[[], Any]) -> str | None:
    """What ``call`` complains about, or None where it has no complaint."""
    try:
        call()
    except (ValueError, TypeError, LookupError, OSError) as error:
        return said(error)
    return None


def problems_in(read: Callable[[], Any]) -> Any:
    """What ``read`` gives, or the list of problems that it refuses."""
    try:
        return read()
    except ValidationError as error:
        return problems_of(error)


def said(error: BaseException) -> str:
    """The sentence of an exception, without the quotes that a KeyError puts around it."""
    return str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)


def unknown_keys(given: Mapping[str, Any], allowed: Any, what: str = "key") -> list[Problem]:
    """A problem for every key that does not exist."""
    return [Problem((key,), value, unknown(what, key, allowed)) for key, value in given.items() if key not in allowed]


def problems_of(error: ValidationError) -> list[Problem]:
    """What pydantic found, in the order of the configuration and in our words."""
    return [
        Problem(detail["loc"], NOTHING if detail["type"] == "missing" else detail["input"], _spoken(detail))
        for detail in error.errors()
    ]


def path(place: Place) -> str:
    """A key as it would be written: ``network.params.a``, ``projections[0].source``, ``sweep.axes."coupling.k"``."""
    text = "".join(
        f"[{step}]" if isinstance(step, int) else f'."{step}"' if "." in step else f".{step}" for step in place
    )
    return text.lstrip(".") or "the file"


def shown(value: Any) -> str:
    """A value as it would stand in the file, shortened where it is long."""
    text = inline(value)
    return text if len(text) <= 60 else text[:57] + "..."


_SENTENCES = {
    "missing": "is missing and has no default",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "string_type": "must be a string",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
}


def _spoken(detail: Any) -> str:
    kind, context = str(detail["type"]), detail.get("ctx", {})
    if kind == "value_error":
        return said(context["error"])
    if kind == "greater_than_equal":
        return f"must be at least {context['ge']}"
    return _SENTENCES.get(kind) or detail["msg"]


def _error(sentence: str) -> PydanticCustomError:
    # The sentence goes in as a value: in a template its braces would be taken for places to fill.
    return PydanticCustomError("refused", "{sentence}", {"sentence": sentence})
