"""The public names of the imperative classes, known without importing JAX or brainstate."""

import ast
from functools import cache
from pathlib import Path

MODELS = Path(__file__).parents[1] / "models"

# Class to the function of ``brainmass.coupling`` that it is a face of.
COUPLINGS = {
    "AdditiveCoupling": "additive",
    "DiffusiveCoupling": "diffusive",
    "HyperbolicTangentCoupling": "hyperbolic_tangent",
    "KuramotoCoupling": "kuramoto",
    "LaplacianCoupling": "laplacian",
    "SigmoidalCoupling": "sigmoidal",
    "SigmoidalJansenRitCoupling": "sigmoidal_jansen_rit",
}
NOISES = ("BrownianNoise", "ColoredNoise", "GaussianNoise", "OUProcess", "PinkNoise")


@cache
def model_classes() -> dict[str, str]:
    """Class to the model of the catalogue that it is a face of, as the sources declare it."""
    found = {}
    for path in sorted(MODELS.glob("[!_]*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name == path.stem:
                found.update(dict.fromkeys(_public(node), path.stem))
    return found


@cache
def homes() -> dict[str, str]:
    """The module of ``brainmass.nn`` in which each class is found."""
    return {
        **dict.fromkeys(model_classes(), "nodes"),
        **dict.fromkeys(COUPLINGS, "couplings"),
        **dict.fromkeys(NOISES, "noises"),
        "BOLDSignal": "bold",
        "KuramotoNetwork": "kuramoto",
    }


def public_names() -> list[str]:
    """Every class that ``brainmass`` offers beside its functions.

    Examples
    --------
    >>> [name for name in public_names() if name.endswith("Process")]
    ['OUProcess']
    """
    return sorted(homes())


def _public(function: ast.FunctionDef) -> list[str]:
    """``public=`` of the decorator."""
    return [
        keyword.value.value
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call)
        for keyword in decorator.keywords
        if keyword.arg == "public" and isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)
    ]
