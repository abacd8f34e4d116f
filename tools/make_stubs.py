"""Write ``__init__.pyi`` of brainmass and of its models: what editors cannot see, as it is made when first used."""

from collections.abc import Iterable
from inspect import Parameter, Signature, getdoc, isfunction, signature
from pathlib import Path
from textwrap import indent
from typing import Any

import brainmass
from brainmass.models import catalogue
from brainmass.nn.names import homes, public_names

FOLDER = Path(brainmass.__file__).parent

HEAD = '''\
"""Whole-brain networks of neural mass models, on JAX. Made by `make stubs`: do not edit."""

# pyright: reportIncompatibleMethodOverride=false, reportIncompatibleVariableOverride=false

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from brainstate import HiddenState
from brainunit import Quantity, Unit
from jax import Array
from jax.typing import ArrayLike

'''

MODELS = '''\
"""The catalogue. Made by `make stubs`: do not edit."""

from brainmass.spec import Model

catalogue: dict[str, Model]

def by_family() -> dict[str, list[Model]]: ...

'''

# What a number may be given as: plain, by region, or with a unit.
TYPES = """
_Number = ArrayLike | Sequence[float] | Quantity | Unit
_Size = int | tuple[int, ...]

class _Parameter:
    def __get__(self, face: Any, kind: Any = None) -> Array: ...
    def __set__(self, face: Any, value: _Number) -> None: ...
"""

BASES = {
    "nodes": "nodes.Nodes", "kuramoto": "nodes.Nodes", "noises": "noises.NoiseFace",
    "couplings": "couplings.CouplingFace", "bold": "face.Face",
}  # fmt: skip
KINDS = {
    "in_size": "_Size",
    "dt": "_Number | None",
    "method": "_integrate.Method",
    "initial": "Mapping[str, _Number] | None",
    "delays": "Mapping[str, _Number | None] | None",
    "params": "Mapping[str, Any] | None",
    "of": "Callable[[Any], Any]",
}


def stubs() -> dict[Path, str]:
    """The text of every stub."""
    return {FOLDER / "__init__.pyi": package_stub(), FOLDER / "models" / "__init__.pyi": models_stub()}


def models_stub() -> str:
    """Every model by name: a value, where a type checker would see the module that it is written in."""
    lines = [f"{name}: Model" for name in sorted(catalogue)]
    return MODELS + "\n".join(lines) + "\n"


def package_stub() -> str:
    """The public names, with the classes written out."""
    rooms = sorted(brainmass._ROOMS)
    bases = sorted({base.split(".")[0] for base in BASES.values()})
    imports = [
        *(f"from brainmass import {room} as {room}" for room in rooms),
        "from brainmass import integrate as _integrate",
        "from brainmass._version import __version__ as __version__",
        *(
            f"from brainmass.{home} import {name} as {name}"
            for home, names in brainmass._HOME.items()
            for name in names
        ),
        *(f"from brainmass.nn import {module} as _{module}" for module in bases),
    ]
    classes = [_class(name) for name in public_names()]
    return HEAD + "\n".join(sorted(imports)) + "\n" + TYPES + "\n" + "\n\n".join(classes) + "\n"


def _class(name: str) -> str:
    cls = getattr(brainmass, name)
    lines = [*_states(cls), *_parameters(cls), *_function("__init__", _arguments(cls.signature), "None")]
    for method in ("update", "bold"):
        if isfunction(value := _all(cls).get(method)):
            given = _arguments(signature(value))[1:]
            lines += _function(method, given, "Array")
            if method == "update" and homes()[name] == "couplings":
                lines += _function("__call__", given, "Array")
    return f"class {name}(_{BASES[homes()[name]]}):\n" + indent("\n".join([_quoted(cls), "", *lines]), "    ")


def _parameters(cls: type) -> list[str]:
    """Attributes that can be read as arrays and set to numbers."""
    shared = dir(brainmass.nn.face.Face)
    named = [name for name, value in _all(cls).items() if isinstance(value, property) and name not in shared]
    return [f"{name}: _Parameter" for name in named if name != "dt"]


def _all(cls: type) -> dict[str, Any]:
    """The attributes of a class and of the classes of ours that it is built on."""
    return {name: value for base in reversed(cls.__mro__) if _ours(base) for name, value in vars(base).items()}


def _ours(cls: type) -> bool:
    return cls.__module__.startswith("brainmass") and cls.__name__ not in ("Nodes", "Face", "CouplingFace", "NoiseFace")


def _states(cls: Any) -> list[str]:
    """Attributes that hold states, and those under which a noise may be attached."""
    if not hasattr(cls, "model"):
        return [f"{name}: HiddenState" for name in ("s", "f", "v", "q")] if cls.__name__ == "BOLDSignal" else []
    states = list(cls.model.states)
    targets = dict.fromkeys([*states, *cls.model.drives, *(_ending(state, states) for state in states)])
    kept = [*states, *(f"past_{drive}" for drive in cls.model.own_drives)]
    return [f"{name}: HiddenState" for name in kept] + [f"noise_{name}: _noises.NoiseFace" for name in targets]


def _ending(state: str, states: list[str]) -> str:
    """The shortest end of a name that no other state has, or the name."""
    ends = (state[-length:] for length in range(1, len(state) + 1))
    return next((end for end in ends if sum(other.endswith(end) for other in states) == 1), state)


def _arguments(given: Signature) -> list[str]:
    return [_argument(p) for p in given.parameters.values()]


def _argument(given: Parameter) -> str:
    star = "*, " if given.kind is Parameter.KEYWORD_ONLY else ""
    kind = KINDS.get(given.name, "_Number")
    if given.default is Parameter.empty:
        return f"{star}{given.name}: {kind}"
    default = repr(given.default) if isinstance(given.default, int | float) or given.default is None else "..."
    optional = " | None" if given.default is None and "None" not in kind else ""
    return f"{star}{given.name}: {kind}{optional} = {default}"


def _function(name: str, arguments: Iterable[str], result: str) -> list[str]:
    listed = ["self"]
    for argument in arguments:
        if argument.startswith("*, ") and "*" not in listed:
            listed.append("*")
        listed.append(argument.removeprefix("*, "))
    line = f"def {name}({', '.join(listed)}) -> {result}: ..."
    return [line] if len(line) <= 116 else [f"def {name}(", *(f"    {a}," for a in listed), f") -> {result}: ..."]


def _quoted(cls: type) -> str:
    text = (getdoc(cls) or "").strip()
    return f'"""{text}\n"""'


if __name__ == "__main__":
    for path, text in stubs().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(FOLDER.parent))
