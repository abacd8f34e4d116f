"""The catalogue: one file, one model, found by being here.

``from brainmass.models import hopf`` gives the :class:`~brainmass.spec.Model` itself. To add a model is to add a file
whose function has the file's name; nothing else is edited.
"""

from importlib import import_module
from pkgutil import iter_modules

from brainmass.spec import Model

catalogue: dict[str, Model] = {
    name: getattr(import_module(f"{__name__}.{name}"), name)
    for name in sorted(info.name for info in iter_modules(__path__) if not info.name.startswith("_"))
}
"""Every model by name."""

# The import system has bound each name to its module; the value is what a user means.
globals().update(catalogue)

__all__ = ["catalogue", *catalogue]  # pyright: ignore[reportUnsupportedDunderAll]
