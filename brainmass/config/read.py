"""A configuration from its file, and back to a file."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from brainmass.config.arrays import ArrayChoice
from brainmass.config.kinds import Choice
from brainmass.config.problems import ConfigError, problems_of
from brainmass.config.schema import Config
from brainmass.config.toml import changed, written


def read_config(path: str | Path, changes: Mapping[str, Any] | None = None) -> Config:
    """Read and check a configuration.

    Parameters
    ----------
    path : str or Path
        A TOML file. Paths in it are relative to its folder.
    changes : mapping, optional
        Values by dotted key that take the place of those in the file: ``{"network.coupling.k": 0.5}``.

    Raises
    ------
    ConfigError
        If anything is wrong with it: all problems at once, each with its key, the value and what is allowed.
    """
    path = Path(path)
    data: dict[str, Any] = parsed(path)
    try:
        for key, value in (changes or {}).items():
            data = changed(data, key, value)
    except ValueError as error:
        raise ConfigError(path.name, (str(error),)) from None
    return config_of(data, path.parent, path.name)


def config_of(data: Mapping[str, Any], folder: Path = Path(), name: str = "configuration") -> Config:
    """Check a configuration that is already a dict; paths in it are relative to ``folder``."""
    try:
        return Config.model_validate(data, context={"folder": folder})
    except ValidationError as error:
        raise ConfigError(name, tuple(problem.line for problem in problems_of(error))) from None


def parsed(path: Path) -> dict[str, Any]:
    """The tables of a TOML file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path.name, (f"is not valid TOML: {error}",)) from None
    except UnicodeDecodeError:
        raise ConfigError(path.name, ("is not a text file in UTF-8",)) from None
    except FileNotFoundError:
        raise ConfigError(str(path), ("there is no such file",)) from None
    except OSError as error:
        raise ConfigError(str(path), (f"cannot be read: {error.strerror}",)) from None


def resolved(config: Config, folder: Path) -> str:
    """The whole configuration as TOML, with its defaults, to lie in ``folder`` and to write there again."""
    here = config.output.model_copy(update={"folder": folder.as_posix()})
    return written(_plain(config.model_copy(update={"output": here}), folder))


def _plain(value: Any, folder: Path) -> Any:
    """Sections and choices to tables, paths relative to ``folder``; what is not set is left out."""
    if isinstance(value, Path):
        return Path(os.path.relpath(value, folder)).as_posix()
    if isinstance(value, Choice | ArrayChoice):
        return _plain(value.plain(), folder)
    if isinstance(value, BaseModel):
        return _plain({name: getattr(value, name) for name in type(value).model_fields}, folder)
    if isinstance(value, Mapping):
        inner = {name: _plain(each, folder) for name, each in value.items()}
        return {name: each for name, each in inner.items() if each is not None and each not in ({}, [])}
    return [_plain(each, folder) for each in value] if isinstance(value, list | tuple) else value
