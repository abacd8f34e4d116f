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

_FIRST = (
    "phase and normal forms", "rate models", "NMDA models", "exact mean fields", "AdEx mean fields", "epilepsy",
    "conductance and ions", "reduced sets",
)  # fmt: skip


def by_family() -> dict[str, list[Model]]:
    """Every model under the heading of its family; a family of your own comes after those that are known.

    Examples
    --------
    >>> [model.name for model in by_family()["AdEx mean fields"]]
    ['aln', 'zerlaut_first_order', 'zerlaut_second_order']
    """
    found = {model.family for model in catalogue.values()}
    order = [*(name for name in _FIRST if name in found), *sorted(found - set(_FIRST))]
    return {name: [model for model in catalogue.values() if model.family == name] for name in order}


# The import system has bound each name to its module; the value is what a user means.
globals().update(catalogue)

__all__ = ["by_family", "catalogue", *catalogue]  # pyright: ignore[reportUnsupportedDunderAll]
