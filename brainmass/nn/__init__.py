"""The imperative classes of the tutorials, on brainstate: faces that hold state and no mathematics.

Each is made when it is first asked for; only then is brainstate imported. ``make_class`` makes one of a model of your
own.
"""

from importlib import import_module as _import_module
from typing import Any

from brainmass.nn import names as _names


def __getattr__(name: str) -> Any:
    home = "nodes" if name == "make_class" else _names.homes().get(name)
    if home is None:
        from brainmass.errors import unknown

        raise AttributeError(f"module 'brainmass.nn' has no attribute '{name}'; {unknown('class', name, __dir__())}")
    value = getattr(_import_module(f"brainmass.nn.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return ["make_class", *_names.public_names()]
