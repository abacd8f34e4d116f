"""Classes made from models: steps, the step's length, initial states, parameters, copies."""

import copy
import doctest
import inspect
import pickle

import brainstate
import brainunit as u
import jax
import jax.numpy as jnp
import numpy as np
import pytest

import brainmass
from brainmass.integrate import euler, exponential_euler, heun, rk4
from brainmass.models import catalogue
from brainmass.nn import make_class
from brainmass.spec import model, param, state

PUBLIC = sorted(m.public for m in catalogue.values() if m.public)


def hopf(x, y, a, omega, x_inp=0.0):
    """The Hopf normal form, written out with NumPy."""
    growth = a - (x**2 + y**2)
    return np.array([growth * x - omega * y + x_inp, growth * y + omega * x])


def numpy_step(method, z, dt, **p):
    """One step as the textbook has it."""
    k1 = hopf(*z, **p)
    if method is euler:
        return z + dt * k1
    if method is heun:
        return z + dt / 2 * (k1 + hopf(*(z + dt * k1), **p))
    k2 = hopf(*(z + dt / 2 * k1), **p)
    k3 = hopf(*(z + dt / 2 * k2), **p)
    return z + dt / 6 * (k1 + 2 * k2 + 2 * k3 + hopf(*(z + dt * k3), **p))


@pytest.mark.parametrize("method", [euler, heun, rk4], ids=lambda m: m.name)
def test_a_step_is_that_of_the_textbook(method, x64):
    a, x_inp = np.array([0.1, -0.2, 0.3]), np.array([0.0, 0.01, -0.02])
    start = np.array([[0.3, -0.1, 0.2], [0.0, 0.4, -0.5]])
    nodes = brainmass.HopfOscillator(3, a=a, omega=0.06, method=method, initial={"x": start[0], "y": start[1]}, dt=0.7)
    z = start
    for _ in range(5):
        z = numpy_step(method, z, 0.7, a=a, omega=0.06, x_inp=x_inp)
        out = nodes.update(x_inp=x_inp)
        np.testing.assert_allclose(out, z[0], rtol=1e-12)
    np.testing.assert_allclose(nodes.y.value, z[1], rtol=1e-12)


def test_exponential_euler_is_exact_for_a_linear_decay(x64):
    nodes = brainmass.LinearModel(2, gamma=-0.5, method=exponential_euler, initial={"x": [1.0, 2.0]}, dt=3.0)
    np.testing.assert_allclose(nodes.update(), np.exp(-1.5) * np.array([1.0, 2.0]), rtol=1e-12)


def test_update_gives_one_plain_array_and_keeps_it_as_the_first_state():
    nodes = brainmass.WongWangModel(in_size=4)
    out = nodes.update()
    assert isinstance(out, jax.Array)
    assert out.dtype == jnp.float32
    np.testing.assert_array_equal(out, nodes.S_E.value)


def decayed(nodes) -> float:
    """The step that a linear decay shows: x(dt) / x(0) = exp(-0.1 dt) to fourth order."""
    nodes.x.value = jnp.ones(1)
    return -10 * np.log(float(nodes.update()[0]))


def test_the_step_is_the_objects_own_else_that_of_the_environment_else_one():
    own, free = brainmass.LinearModel(1, dt=0.5 * u.ms), brainmass.LinearModel(1)
    assert decayed(free) == pytest.approx(1.0, rel=1e-4)
    with brainstate.environ.context(dt=2.0 * u.ms):
        assert decayed(own) == pytest.approx(0.5, rel=1e-4)
        assert decayed(free) == pytest.approx(2.0, rel=1e-4)
    with brainstate.environ.context(dt=4.0):
        assert decayed(free) == pytest.approx(4.0, rel=1e-3)
    assert decayed(free) == pytest.approx(1.0, rel=1e-4)
    own.dt = 0.001 * u.second
    assert decayed(own) == pytest.approx(1.0, rel=1e-4)


def test_the_environment_is_never_written():
    before = dict(brainstate.environ.all())
    nodes = brainmass.HopfOscillator(2, dt=0.25)
    nodes.init_all_states()
    nodes.update()
    assert dict(brainstate.environ.all()) == before


def test_initial_states_lie_within_the_spread_and_differ_between_regions():
    nodes = brainmass.HopfOscillator(in_size=200)
    spread = catalogue["hopf"].states["x"].spread
    x = np.asarray(nodes.x.value)
    assert np.abs(x).max() <= spread
    assert len(np.unique(x)) == 200


def test_initial_states_are_seeded_by_brainstate():
    nodes = brainmass.WongWangModel(in_size=5)
    nodes.noise_E = brainmass.OUProcess(in_size=5, sigma=0.001, tau=50.0)
    runs = []
    for seed in (3, 3, 4):
        brainstate.random.seed(seed)
        nodes.init_all_states()
        runs.append(np.stack([nodes.update() for _ in range(4)]))
    np.testing.assert_array_equal(runs[0], runs[1])
    assert np.abs(runs[0] - runs[2]).max() > 1e-4


def test_init_all_states_reaches_noise_that_was_attached_later_with_its_batch():
    nodes = brainmass.WilsonCowanModel(in_size=4)
    nodes.noise_E = brainmass.OUProcess(in_size=4, sigma=0.1, tau=5.0)
    nodes.init_all_states(batch_size=3)
    assert nodes.rE.value.shape == (3, 4)
    assert nodes.noise_E.x.value.shape == (3, 4)
    out = np.asarray(nodes.update(rI_inp=jnp.zeros(4)))
    assert out.shape == (3, 4)
    assert np.abs(out[0] - out[1]).min() > 0
    nodes.init_all_states()
    assert nodes.update().shape == (4,)


def test_members_of_a_batch_are_what_they_would_be_alone(x64):
    start = np.random.default_rng(0).normal(size=(3, 2))
    nodes = brainmass.HopfOscillator(2, a=[0.1, 0.2], initial={"y": [0.1, 0.2]})
    nodes.init_all_states(batch_size=3)
    nodes.x.value = jnp.asarray(start)
    together = nodes.update(x_inp=jnp.array([[0.1], [0.2], [0.3]]))
    for row, x, x_inp in zip(together, start, (0.1, 0.2, 0.3), strict=True):
        alone = brainmass.HopfOscillator(2, a=[0.1, 0.2], initial={"x": x, "y": [0.1, 0.2]})
        np.testing.assert_allclose(row, alone.update(x_inp=x_inp), rtol=1e-13)


def test_a_size_of_several_numbers_is_a_shape_of_the_same_regions(x64):
    a, start = np.linspace(-0.1, 0.3, 6), np.linspace(0.1, 0.6, 6)
    flat = brainmass.HopfOscillator(6, a=a, initial={"x": start, "y": 0.0})
    grid = brainmass.HopfOscillator((2, 3), a=a.reshape(2, 3), initial={"x": start.reshape(2, 3), "y": 0.0})
    grid.noise_y = brainmass.OUProcess((2, 3), sigma=0.0, tau=10.0)
    for _ in range(3):
        expected = flat.update(x_inp=start)
        np.testing.assert_allclose(grid.update(x_inp=start.reshape(2, 3)), expected.reshape(2, 3), rtol=1e-14)
    grid.init_all_states(batch_size=4)
    assert grid.update().shape == (4, 2, 3)


def test_parameters_are_converted_once_and_read_in_the_units_of_the_library():
    nodes = brainmass.HopfOscillator(3, a=100 * u.Hz, omega=2 * np.pi * np.array([8.0, 10.0, 12.0]) * u.Hz)
    assert float(nodes.a) == pytest.approx(0.1)
    np.testing.assert_allclose(nodes.omega, 2 * np.pi * np.array([0.008, 0.010, 0.012]), rtol=1e-6)
    assert float(nodes.beta) == catalogue["hopf"].params["beta"].default
    nodes.a = -0.2 / u.ms
    assert float(nodes.a) == pytest.approx(-0.2)


def test_setting_a_parameter_takes_effect_in_functions_that_are_compiled_already(x64):
    nodes = brainmass.LinearModel(1, gamma=-0.1)

    @brainstate.transform.jit
    def compiled():
        nodes.x.value = jnp.ones(1)
        return nodes.update()[0]

    for gamma in (-0.1, -0.4, -0.2):
        nodes.gamma = gamma
        # RK4 of a linear decay is the Taylor series to fourth order.
        expected = 1 + gamma + gamma**2 / 2 + gamma**3 / 6 + gamma**4 / 24
        assert float(compiled()) == pytest.approx(expected, rel=1e-12)
        nodes.x.value = jnp.ones(1)
        assert float(nodes.update()[0]) == pytest.approx(expected, rel=1e-12)


def test_the_method_can_be_changed(x64):
    nodes = brainmass.LinearModel(1, gamma=-0.5, initial={"x": 1.0})
    nodes.update()
    nodes.method = euler
    nodes.x.value = jnp.ones(1)
    assert float(nodes.update()[0]) == 0.5


def test_a_gating_variable_stays_in_its_bounds_and_a_phase_on_its_circle():
    gates = brainmass.WongWangModel(3)
    for _ in range(50):
        s = gates.update(I_ext=jnp.array([-100.0, 0.0, 100.0]))
    assert float(s.min()) >= 0
    assert float(s.max()) <= 1
    phases = brainmass.KuramotoModel(2, omega=1.0, initial={"theta": [0.0, 6.0]})
    seen = np.array([phases.update() for _ in range(20)])
    assert ((seen >= 0) & (seen < 2 * np.pi)).all()
    expected = (np.array([0.0, 6.0]) + np.arange(1, 21)[:, None]) % (2 * np.pi)
    np.testing.assert_allclose(np.exp(1j * seen), np.exp(1j * expected), atol=1e-5)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_model_has_a_class_that_says_what_it_takes(name: str):
    """That it steps, as ``simulate`` does, is among the tests of the catalogue."""
    cls = getattr(brainmass, name)
    declared = cls.model
    assert cls is getattr(brainmass, name)
    assert (cls.__module__, cls.__qualname__) == ("brainmass", name)
    assert pickle.loads(pickle.dumps(cls)) is cls
    own = ["delays"] if declared.own_drives else []
    assert list(inspect.signature(cls).parameters) == ["in_size", *declared.params, "dt", "method", "initial", *own]
    assert list(inspect.signature(cls.update).parameters) == ["self", *declared.drives]
    for quantity in (*declared.params, *declared.states):
        assert f"\n{quantity} : " in cls.__doc__
    assert "doi:" in cls.__doc__


# The example is the same for every model but for the name: the first three, and one with delays of its own.
EXAMPLES = [*PUBLIC[:3], "RobinsonModel", "OUProcess", "PinkNoise", "DiffusiveCoupling", "SigmoidalJansenRitCoupling"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_in_the_docstring_of_a_class_runs(name: str):
    doc = getattr(brainmass, name).__doc__
    example = doctest.DocTestParser().get_doctest(doc, {}, name, None, None)
    assert example.examples
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example).failed == 0


def copies(nodes):
    yield "deepcopy", copy.deepcopy(nodes)
    yield "pickle", pickle.loads(pickle.dumps(nodes))
    yield "clone", brainstate.graph.clone(nodes)
    yield "copy", copy.copy(nodes)


def test_a_copy_goes_on_alike_and_apart():
    nodes = brainmass.WongWangModel(in_size=3, w_p=[1.2, 1.3, 1.4], initial={"S_I": 0.1}, method=heun, dt=0.5)
    nodes.noise_E = brainmass.OUProcess(in_size=3, sigma=0.01 * u.Hz, tau=20.0)
    nodes.update()
    others = dict(copies(nodes))
    expected = np.stack([nodes.update() for _ in range(3)])
    for how, other in others.items():
        got = np.stack([other.update() for _ in range(3)])
        np.testing.assert_array_equal(got, expected, err_msg=how)
        assert (other.method, other.dt, other.noise_E.unit) == (heun, 0.5, nodes.noise_E.unit)


def test_a_subclass_with_a_constructor_of_its_own():
    class Resting(brainmass.HopfOscillator):
        def __init__(self, n: int):
            super().__init__(in_size=n, a=-0.1)
            self.coupling = brainmass.DiffusiveCoupling(conn=jnp.ones((n, n)), k=0.1)

    nodes = Resting(4)
    nodes.init_all_states()
    assert nodes.update(x_inp=nodes.coupling(nodes.x.value)).shape == (4,)


def test_a_model_of_ones_own_becomes_a_class():
    @model()
    def slow_leak(
        x=state(1.0, doc="activity"), rate=param(0.1, domain=(0, 1), unit=brainmass.units.per_ms, doc="rate")
    ):
        """dx/dt = -rate x. doi:none"""
        return {"x": -rate * x}

    cls = make_class(slow_leak)
    assert cls.__name__ == "SlowLeak"
    assert cls is make_class(slow_leak)
    np.testing.assert_allclose(cls(in_size=2, rate=0.2).update(), np.exp(-0.2), rtol=1e-5)


def test_a_quantity_that_would_hide_a_part_of_the_class_is_refused():
    @model()
    def clash(x=state(1.0, doc="activity"), method=param(0.1, domain=(0, 1), unit=brainmass.units.per_ms, doc="rate")):
        """dx/dt = -method x."""
        return {"x": -method * x}

    with pytest.raises(TypeError, match="clash: 'method' cannot be the name of a quantity of a class; rename it"):
        make_class(clash)
