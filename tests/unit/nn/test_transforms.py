"""Classes inside the transformations of brainstate, and what plain ones of JAX say."""

import brainstate
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from brainstate import transform

import brainmass

N = 3
START = {"x": [0.3, -0.1, 0.2], "y": [0.0, 0.4, -0.5]}


def oscillators(**more):
    return brainmass.HopfOscillator(N, a=0.1, omega=0.3, initial=START, **more)


def looped(nodes, inputs) -> np.ndarray:
    return np.stack([nodes.update(x_inp=x) for x in inputs])


@pytest.fixture
def inputs() -> jax.Array:
    return jnp.asarray(np.random.default_rng(0).normal(0, 0.1, (6, N)))


def test_for_loop_scan_and_jit_are_the_python_loop(inputs):
    expected = looped(oscillators(), inputs)
    nodes = oscillators()
    np.testing.assert_allclose(transform.for_loop(lambda x: nodes.update(x_inp=x), inputs), expected, rtol=1e-6)
    np.testing.assert_allclose(nodes.x.value, expected[-1], rtol=1e-6)
    nodes.init_all_states()
    total, scanned = transform.scan(lambda c, x: (c + 1, nodes.update(x_inp=x)), 0, inputs)
    assert int(total) == len(inputs)
    np.testing.assert_allclose(scanned, expected, rtol=1e-6)
    nodes.init_all_states()
    step = transform.jit(lambda x: nodes.update(x_inp=x))
    np.testing.assert_allclose(np.stack([step(x) for x in inputs]), expected, rtol=1e-6)


def test_a_compiled_function_goes_on_with_states_that_were_started_anew():
    nodes = oscillators()
    step = transform.jit(nodes.update)
    first = [step(), step()]
    nodes.init_all_states()
    again = [step(), step()]
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(nodes.x.value, again[-1])


def test_noise_goes_on_inside_a_compiled_loop():
    def noisy():
        brainstate.random.seed(0)
        nodes = brainmass.LinearModel(N, initial={"x": 0.0})
        nodes.noise_x = brainmass.OUProcess(N, sigma=0.1, tau=5.0)
        return nodes

    nodes, other = noisy(), noisy()
    expected = np.stack([nodes.update() for _ in range(8)])
    np.testing.assert_allclose(transform.for_loop(lambda i: other.update(), jnp.arange(8)), expected, rtol=1e-5)
    np.testing.assert_allclose(other.noise_x.x.value, nodes.noise_x.x.value, rtol=1e-5)
    np.testing.assert_array_equal(other.noise_x.key.value, nodes.noise_x.key.value)


def central(loss, at: float, h: float = 1e-6) -> float:
    return (float(loss(at + h)) - float(loss(at - h))) / (2 * h)


def test_the_gradient_by_a_parameter_is_the_central_difference(x64):
    nodes = oscillators()

    def loss(a):
        nodes.a = a
        nodes.x.value, nodes.y.value = jnp.array(START["x"]), jnp.array(START["y"])
        return (transform.for_loop(lambda i: nodes.update(), jnp.arange(20)) ** 2).sum()

    assert float(transform.grad(loss)(0.1)) == pytest.approx(central(loss, 0.1), rel=1e-7)
    nodes.a = 0.1
    gradients = transform.grad(lambda: loss(nodes.a), nodes.params)()
    assert float(gradients["a"]) == pytest.approx(central(loss, 0.1), rel=1e-7)
    assert set(gradients) == {"a", "omega", "beta"}


def test_the_gradient_by_a_state_and_by_an_input_is_the_central_difference(x64):
    nodes = oscillators()

    def last(x, x_inp):
        nodes.x.value, nodes.y.value = jnp.array([x, 0.1, 0.2]), jnp.array(START["y"])
        return transform.for_loop(lambda i: nodes.update(x_inp=x_inp), jnp.arange(10))[-1, 0]

    by_both = transform.grad(last, argnums=(0, 1))(0.3, 0.05)
    assert float(by_both[0]) == pytest.approx(central(lambda x: last(x, 0.05), 0.3), rel=1e-7)
    assert float(by_both[1]) == pytest.approx(central(lambda x_inp: last(0.3, x_inp), 0.05), rel=1e-7)


def test_the_gradient_by_the_step_of_the_environment(x64):
    nodes = brainmass.LinearModel(1, gamma=-0.5)

    def stepped(dt):
        nodes.x.value = jnp.ones(1)
        with brainstate.environ.context(dt=dt):
            return nodes.update()[0]

    # RK4 of a decay is 1 + z + z^2/2 + z^3/6 + z^4/24 with z = -dt/2.
    z = -0.1
    assert float(transform.grad(stepped)(0.2)) == pytest.approx(-0.5 * (1 + z + z**2 / 2 + z**3 / 6), rel=1e-12)
    assert float(stepped(0.2)) == pytest.approx(1 + z + z**2 / 2 + z**3 / 6 + z**4 / 24, rel=1e-12)


def test_vmap_over_inputs(inputs):
    nodes = oscillators()
    expected = np.stack([looped(oscillators(), x[None])[0] for x in inputs])
    mapped = transform.vmap(lambda x: nodes.update(x_inp=x), out_states={0: [nodes.x, nodes.y]})
    np.testing.assert_allclose(mapped(inputs), expected, rtol=1e-6)
    np.testing.assert_allclose(nodes.x.value, expected, rtol=1e-6)


def test_vmap_over_states_that_brainstate_made_for_a_batch():
    nodes = brainmass.WongWangModel(N)
    nodes.noise_E = brainmass.OUProcess(N, sigma=0.001, tau=10.0)
    brainstate.nn.vmap_init_all_states(nodes, axis_size=4)
    hidden = nodes.states(brainstate.HiddenState)
    assert {state.value.shape[0] for state in hidden.values()} == {4}
    before = np.asarray(nodes.S_E.value)
    assert before.shape == (4, N)
    out = transform.vmap(nodes.update, in_states={0: hidden}, out_states={0: hidden}, axis_size=4)()
    assert out.shape == (4, N)
    assert np.abs(np.asarray(out) - before).min() > 0
    assert len(np.unique(nodes.noise_E.x.value)) == 4 * N


def test_a_coupling_and_bold_inside_transformations(inputs):
    coupling = brainmass.DiffusiveCoupling(np.random.default_rng(1).random((N, N)), k=0.3)
    signal, other = brainmass.BOLDSignal(N, dt=10.0), brainmass.BOLDSignal(N, dt=10.0)
    nodes, alike = oscillators(), oscillators()
    expected = [other.update(z=alike.update(x_inp=coupling(alike.x.value))) for _ in range(30)]

    def step(i):
        return signal.update(z=nodes.update(x_inp=coupling(nodes.x.value)))

    np.testing.assert_allclose(transform.for_loop(step, jnp.arange(30)), expected, rtol=1e-4, atol=1e-8)
    compiled = jax.jit(lambda x: coupling(x, 2 * x))
    np.testing.assert_allclose(compiled(inputs[0]), coupling(inputs[0], 2 * inputs[0]), rtol=1e-6)
    np.testing.assert_allclose(jax.vmap(coupling)(inputs), coupling(inputs), rtol=1e-5, atol=1e-7)


PLAIN = {
    "jit": lambda step: jax.jit(step)(jnp.zeros(N)),
    "scan": lambda step: jax.lax.scan(lambda c, x: (c, step(x)), 0, jnp.zeros((2, N))),
    "fori_loop": lambda step: jax.lax.fori_loop(0, 2, lambda i, x: step(x), jnp.zeros(N)),
    "vmap": lambda step: jax.vmap(step)(jnp.zeros((2, N))),
    "grad": lambda step: jax.grad(lambda x: step(x).sum())(jnp.zeros(N)),
}


@pytest.mark.parametrize("plain", PLAIN.values(), ids=PLAIN)
@pytest.mark.parametrize("kind", ["nodes", "noise", "bold"])
def test_a_plain_transformation_is_refused_and_leaves_the_states_alone(plain, kind):
    noise, signal, nodes = brainmass.OUProcess(N), brainmass.BOLDSignal(N), oscillators()
    face, step = {
        "nodes": (nodes, lambda x: nodes.update(x_inp=x)),
        "noise": (noise, lambda x: x + noise.update()),
        "bold": (signal, lambda x: signal.update(z=x)),
    }[kind]
    before = {path: np.asarray(s.value) for path, s in face.states(brainstate.HiddenState).items()}
    if kind == "noise" and plain in (PLAIN["vmap"], PLAIN["grad"]):
        plain(step)  # nothing that is mapped or differentiated reaches the noise
        return
    with pytest.raises(
        brainstate.TraceContextError, match=rf"{type(face).__name__}\.update\(\).*write brainstate\.trans"
    ):
        plain(step)
    for path, state in face.states(brainstate.HiddenState).items():
        np.testing.assert_array_equal(state.value, before[path])
