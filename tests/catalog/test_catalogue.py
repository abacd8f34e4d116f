"""One suite over every model: whoever adds a file to ``brainmass/models`` is held to all of this."""

import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import brainmass.models
from brainmass.dimensions import check_dimensions
from brainmass.equations import WORD, printed, steps
from brainmass.models import catalogue
from brainmass.references import reference, sources_in
from brainmass.spec import Model
from tests.catalog.cases import MODELS, every_model, inside
from tests.compiling import jit_quickly

ROOT = Path(__file__).resolve().parents[2]


def test_every_file_is_a_model():
    files = {path.stem for path in Path(brainmass.models.__path__[0]).glob("*.py") if not path.stem.startswith("_")}
    assert set(catalogue) == files
    assert all(isinstance(model, Model) and model.name == name for name, model in catalogue.items())
    assert all(getattr(brainmass.models, name) is model for name, model in catalogue.items())


def test_the_models_of_the_first_issue_are_there():
    public = {model.public for model in MODELS}
    assert public >= {
        "HopfOscillator", "StuartLandauOscillator", "KuramotoModel", "LinearModel", "FitzHughNagumoModel",
        "WilsonCowanModel", "JansenRitModel", "WongWangModel", "ReducedWongWangModel", "WongWangDecisionModel",
        "MontbrioPazoRoxinModel",
    }  # fmt: skip
    assert None not in public, "a model without a class"
    assert len(public) == len(MODELS), "two models share a public name"


@every_model
def test_dimensions_hold(model: Model):
    check_dimensions(model)


@every_model
def test_source_is_named(model: Model):
    assert model.sources, "the docstring names no source"
    written = sources_in(model.doc)
    unread = [text for text in written if reference(text) is None]
    assert not unread, f"not of the form that references.reference reads: {unread}"
    assert len({source.doi for source in model.sources}) == len(written), "a source stands twice"
    assert all(preset.source.strip() for preset in model.presets.values())
    assert model.family != "other models", "every model belongs to a family"


@every_model
def test_every_quantity_is_documented(model: Model):
    for name, quantity in {**model.states, **model.params, **model.drives, **model.outputs}.items():
        assert quantity.doc.strip() not in ("", "input"), f"{name} has no meaning"


@every_model
def test_defaults_and_presets_lie_in_their_domain(model: Model):
    for values in (model.defaults(), *({**model.defaults(), **preset} for preset in model.presets.values())):
        for name, p in model.params.items():
            assert p.domain[0] <= values[name] <= p.domain[1], name
            assert isinstance(values[name], float)


@every_model
def test_states_start_within_their_bounds(model: Model):
    assert any(s.spread > 0 for s in model.states.values()), "a network would start, and stay, all alike"
    for name, s in model.states.items():
        assert s.bounds is not None, f"{name} has no bounds"
        assert np.isfinite(s.bounds).all(), f"{name}: its bounds are where it makes sense, so they are finite"
        assert s.bounds[0] <= s.default - s.spread <= s.default + s.spread <= s.bounds[1], name


@every_model
def test_printed_equations_mention_everything(model: Model):
    lines = printed(model)
    assert set(lines) == {*model.states, *model.outputs}
    words = set(re.findall(WORD, " ".join([*lines.values(), *steps(model).values()])))
    unused = [name for name in (*model.params, *model.drives) if name not in words]
    assert not unused, f"declared but in no equation: {unused}"


def corners_of(model: Model) -> np.ndarray:
    """Every corner of the bounds; of more than 4,096 a random choice."""
    bounds = np.array([s.bounds for s in model.states.values()], float)
    chosen = itertools.product((0, 1), repeat=len(bounds))
    if len(bounds) > 12:
        chosen = np.random.default_rng(0).integers(0, 2, (4096, len(bounds)))
    return np.take_along_axis(bounds[None], np.array(list(chosen))[..., None], axis=2)[..., 0]


@pytest.mark.parametrize("bits", [32, pytest.param(64, marks=pytest.mark.slow)])
@every_model
def test_finite_with_its_gradient_at_the_corners(model: Model, bits: int):
    """In float32, where more overflows; in float64 it is the same program, and its types are looked at below."""
    with jax.enable_x64(bits == 64):
        corners = corners_of(model)
        points = {name: jnp.asarray(column, float) for name, column in zip(model.states, corners.T, strict=True)}

        @jit_quickly
        def values_and_gradients(states, params, drives):
            values, pull = jax.vjp(model, states, params, drives)
            return values, pull(jax.tree.map(jnp.ones_like, values))

        for preset in ({}, *model.presets.values()):
            params = {name: jnp.asarray(v, float) for name, v in {**model.defaults(), **preset}.items()}
            drives = {name: jnp.zeros(len(corners)) for name in model.drives}
            for leaf in jax.tree.leaves(values_and_gradients(points, params, drives)):
                assert leaf.dtype == f"float{bits}"
                assert np.isfinite(leaf).all()


@pytest.mark.usefixtures("x64")
@every_model
def test_float64_stays_float64(model: Model):
    given = jax.tree.map(jnp.float64, inside(model, seed=3))
    values, pull = jax.eval_shape(lambda *point: jax.vjp(model, *point), *given)
    leaves = jax.tree.leaves((values, jax.eval_shape(lambda f, x: f(x), pull, values)))
    assert {leaf.dtype for leaf in leaves} == {jnp.dtype("float64")}


@pytest.mark.usefixtures("x64")
@every_model
def test_derivatives_equal_central_differences(model: Model):
    point = inside(model, seed=3)
    names = [(group, name) for group, values in enumerate(point) for name in values]
    start = jnp.array([point[group][name] for group, name in names])

    def traced(vector):
        groups = ({}, {}, {})
        for (group, name), value in zip(names, vector, strict=True):
            groups[group][name] = value
        return jnp.stack(list(model(*groups).values()))

    values = jit_quickly(traced)
    exact = np.asarray(jit_quickly(jax.jacfwd(traced))(start))
    step = 1e-6 * np.maximum(1e-3, np.abs(np.asarray(start)))
    for i, h in enumerate(step):
        high, low = start.at[i].add(h), start.at[i].add(-h)
        numeric = np.asarray(values(high) - values(low)) / float(high[i] - low[i])
        scale = np.maximum(np.abs(exact[:, i]), np.asarray(jnp.abs(values(start))) / max(abs(float(start[i])), 1e-3))
        assert np.all(np.abs(numeric - exact[:, i]) <= 1e-6 * scale + 1e-12), names[i]


@pytest.mark.usefixtures("x64")
@every_model
def test_elementwise(model: Model):
    """A row of regions gives what each region gives alone."""
    points = [inside(model, seed) for seed in range(4)]
    stacked = [{name: jnp.array([p[group][name] for p in points]) for name in points[0][group]} for group in range(3)]
    rows = model(*stacked)
    for i, point in enumerate(points):
        for name, value in model(*point).items():
            assert float(rows[name][i]) == pytest.approx(float(value), rel=1e-13, abs=1e-15)


@every_model
def test_float32_agrees_with_float64(model: Model):
    """At a point where the equations are not a small difference of large terms, to some units in the last place."""
    point = inside(model, seed=5)
    single = {name: float(value) for name, value in model(*jax.tree.map(jnp.float32, point)).items()}
    with jax.enable_x64(True):
        double = {name: float(value) for name, value in model(*jax.tree.map(jnp.float64, point)).items()}
    largest = max(abs(value) for value in double.values())
    for name, value in double.items():
        assert single[name] == pytest.approx(value, rel=1e-4, abs=2e-6 * largest)


MY_DECAY = '''
from brainmass.spec import drive, model, param, state
from brainmass.units import per_ms

@model(public="MyDecay", family="mine")
def my_decay(
    x=state(1.0, spread=0.1, bounds=(-10, 10), doc="activity"),
    rate=param(0.5, per_ms, domain=(0, 10), doc="decay rate"),
    x_inp=drive(per_ms, doc="input to x"),
):
    """A decay.

    dx/dt = -rate x + x_inp

    Source: Mine, A. (2026) "Decay", J. Mine 1:1, doi:10.1000/mine.
    """
    return {"x": -rate * x + x_inp}
'''


def test_adding_a_model_takes_one_file(tmp_path: Path):
    """A copy of the project with one more file: the model can be simulated, is listed, has a class, a page, and passes
    this suite."""
    for folder in ("brainmass", "tests", "tools"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "brainmass" / "models" / "my_decay.py").write_text(MY_DECAY)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "import brainmass\n"
        "from brainmass.cli import main\n"
        "from brainmass.models import catalogue, my_decay\n"
        "from tools.model_pages import model_page\n"
        "assert Path(brainmass.__file__).is_relative_to(Path.cwd()), brainmass.__file__\n"
        "assert brainmass.MyDecay(in_size=1).model is my_decay\n"
        "assert 'dx/dt = -rate x + x_inp' in model_page(my_decay, set())\n"
        "run = brainmass.simulate(brainmass.Network(my_decay, 1, initial={'x': 1.0}), 4.0, dt=0.01)\n"
        "print(len(catalogue), float(run['x'][-1, 0]))\n"
        "sys.argv = ['brainmass', 'models']\n"
        "main()\n"
    )

    def python(*arguments: str) -> str:
        done = subprocess.run([sys.executable, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    numbers, _, listed = python("-c", program).partition("\n")
    count, value = numbers.split()
    assert int(count) == len(catalogue) + 1
    assert float(value) == pytest.approx(np.exp(-2.0), rel=1e-4)
    assert "mine\n  my_decay" in listed
    suite = python("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/catalog", "-k", "my_decay")
    assert re.search(r"^\d+ passed", suite, re.MULTILINE), suite
