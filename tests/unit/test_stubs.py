"""The stub that editors and type checkers read."""

import ast
import inspect
from pathlib import Path

import pytest
from brainstate import HiddenState

import brainmass
from brainmass.nn.names import public_names
from tools.make_stubs import FOLDER, stubs

TREE = ast.parse((FOLDER / "__init__.pyi").read_text(encoding="utf-8"))
CLASSES = {node.name: node for node in TREE.body if isinstance(node, ast.ClassDef)}


@pytest.mark.parametrize("path", stubs(), ids=lambda path: path.parent.name)
def test_the_stub_is_current(path: Path):
    assert path.read_text(encoding="utf-8") == stubs()[path], "run `make stubs`"


def test_the_stub_of_the_models_names_them_all():
    tree = ast.parse((FOLDER / "models" / "__init__.pyi").read_text(encoding="utf-8"))
    named = {
        ast.unparse(node.target): ast.unparse(node.annotation) for node in tree.body if isinstance(node, ast.AnnAssign)
    }
    files = {path.stem for path in (FOLDER / "models").glob("[!_]*.py")}
    assert named == {"catalogue": "dict[str, Model]", **dict.fromkeys(files, "Model")}


def test_it_has_every_public_name():
    imported = {alias.asname for node in TREE.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert set(dir(brainmass)) <= imported | set(CLASSES)


def taken(node: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]][1:]


def test_constructors_and_steps_take_what_the_classes_take():
    for name in public_names():
        cls = getattr(brainmass, name)
        functions = {node.name: node for node in CLASSES[name].body if isinstance(node, ast.FunctionDef)}
        assert taken(functions["__init__"]) == list(inspect.signature(cls).parameters)
        if "update" in vars(cls):  # a noise inherits it, from a class that needs no stub
            assert taken(functions["update"]) == list(inspect.signature(cls.update).parameters)[1:]


def test_every_number_and_state_of_an_object_is_an_attribute_in_it():
    for name in public_names():
        cls = getattr(brainmass, name)
        given = {"conn": [[0.0]]} if "conn" in inspect.signature(cls).parameters else {"in_size": 1}
        if "initial" in inspect.signature(cls).parameters:  # else it is drawn, and what draws it compiled for each
            given["initial"] = {state: declared.default for state, declared in cls.model.states.items()}
        face = cls(**given)
        known = {node.target.id for node in CLASSES[name].body if isinstance(node, ast.AnnAssign)}
        settable = {number for number in face.params.value if hasattr(type(face), number)}
        assert settable | {path[0] for path in face.states(HiddenState)} - {"key", "x"} <= known | {"x"}
