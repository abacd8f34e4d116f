"""What the imperative classes say to wrong names, shapes, units and values."""

import re

import brainstate
import brainunit as u
import jax
import jax.numpy as jnp
import numpy as np
import pytest

import brainmass

W = np.ones((3, 3)) - np.eye(3)


def hopf(**more):
    return brainmass.HopfOscillator(in_size=3, **more)


def with_noise(name="noise_x", noise=None):
    nodes = hopf()
    setattr(nodes, name, brainmass.OUProcess(3) if noise is None else noise)
    return nodes


def assign(face, name, value):
    setattr(face, name, value)


def overwritten():
    nodes = hopf()
    nodes.x.value = jnp.ones((3, 3))
    nodes.update()


def halved():
    nodes = hopf()
    nodes.y.value = jnp.ones(2)
    nodes.update()


def late_noise():
    nodes = hopf()
    nodes.init_all_states(batch_size=2)
    nodes.noise_x = brainmass.OUProcess(3)
    nodes.update()


def in_environment(dt):
    with brainstate.environ.context(dt=dt):
        hopf().update()


CASES = {
    # names
    "unknown argument": (
        lambda: hopf(omga=0.1),
        TypeError,
        "HopfOscillator: unknown argument 'omga'; did you mean 'omega'? known: in_size, a, omega, beta, dt, ",
    ),
    "no size": (
        lambda: brainmass.HopfOscillator(a=0.1),
        TypeError,
        "HopfOscillator: missing a required argument: 'in_size'",
    ),
    "parameter by position": (
        lambda: brainmass.HopfOscillator(3, 0.1),
        TypeError,
        "HopfOscillator: too many positional arguments; write Hopf",
    ),
    "unknown input": (
        lambda: hopf().update(x_in=1.0),
        TypeError,
        "HopfOscillator.update(): unknown input 'x_in'; did you mean 'x_inp'? known: x_inp, y_inp",
    ),
    "input of another model": (
        lambda: brainmass.WongWangModel(3).update(S_ext=1.0),
        TypeError,
        "WongWangModel.update(): unknown input 'S_ext'; did you mean 'S_I_ext'? known: S_E_ext, S_I_ext, I_ext",
    ),
    "unknown initial state": (
        lambda: hopf(initial={"z": 0.0}),
        KeyError,
        "HopfOscillator: unknown state in initial 'z'; known: x, y",
    ),
    "misspelt attribute": (
        lambda: assign(hopf(), "bata", 1.0),
        AttributeError,
        "unknown parameter 'bata'; did you mean 'beta'?",
    ),
    "misspelt quantity": (
        lambda: assign(hopf(), "omeg", 1.0 * u.Hz),
        AttributeError,
        "unknown parameter 'omeg'; did you mean 'omega'?",
    ),
    "state without value": (
        lambda: assign(hopf(), "x", jnp.ones(3)),
        AttributeError,
        "HopfOscillator: x is a state; write x.value = ... to give it a value",
    ),
    "noise on nothing": (
        lambda: with_noise("noise_E"),
        AttributeError,
        "hopf: unknown target of noise 'noise_E'; did you mean 'noise_y'? known: noise_x, noise_y, noise_x_inp,",
    ),
    "noise on two": (
        lambda: assign(brainmass.WongWangModel(3), "noise_S", brainmass.OUProcess(3)),
        AttributeError,
        "wong_wang: unknown target of noise 'noise_S'; did you mean 'noise_S_I'?",
    ),
    "noise that is none": (
        lambda: with_noise(noise=0.01),
        TypeError,
        "HopfOscillator: noise_x must be a noise such as brainmass.OUProcess(in_size=...), got 0.01",
    ),
    "noise of the functional kind": (
        lambda: with_noise(noise=brainmass.ou(0.1, 10.0)),
        TypeError,
        "noise_x must be a noise such as brainmass.OUProcess",
    ),
    "coupling's argument": (
        lambda: brainmass.DiffusiveCoupling(con=W),
        TypeError,
        "DiffusiveCoupling: unknown argument 'con'; did you mean 'conn'? known: conn, k",
    ),
    "noise's argument": (
        lambda: brainmass.OUProcess(3, sigmas=1.0),
        TypeError,
        "OUProcess: unknown argument 'sigmas'; did you mean 'sigma'?",
    ),
    "frequencies that are fixed": (
        lambda: assign(brainmass.KuramotoNetwork(3), "omega_mean", 11.0),
        AttributeError,
        "KuramotoNetwork: omega_mean is fixed when the object is made; make a new one",
    ),
    "colour that is fixed": (
        lambda: assign(brainmass.ColoredNoise(3), "beta", 0.5),
        AttributeError,
        "ColoredNoise: beta is fixed when",
    ),
    "parameter of BOLD": (
        lambda: brainmass.BOLDSignal(3, params={"kapa": 1.0}),
        KeyError,
        "bold: unknown parameter 'kapa'; did you mean 'kappa'?",
    ),
    # shapes
    "no regions": (lambda: brainmass.HopfOscillator(0), ValueError, "in_size must be a whole number of at least 1"),
    "half a region": (lambda: brainmass.OUProcess(2.5), ValueError, "OUProcess: in_size must be a whole number"),
    "empty size": (lambda: brainmass.HopfOscillator(()), ValueError, "in_size must have at least one number, got ()"),
    "parameter by region": (
        lambda: hopf(a=[0.1, 0.2]),
        ValueError,
        "HopfOscillator: a must be a number or have shape (3,), got shape (2,)",
    ),
    "parameter set later": (
        lambda: assign(hopf(), "omega", np.ones((3, 3))),
        ValueError,
        "HopfOscillator: omega must be a number or have shape (3,), got shape (3, 3)",
    ),
    "initial state's shape": (
        lambda: hopf(initial={"x": [0.1]}),
        ValueError,
        "HopfOscillator: x must be a number or have shape (3,), got shape (1,)",
    ),
    "input's shape": (
        lambda: hopf().update(x_inp=jnp.ones(4)),
        ValueError,
        "HopfOscillator: input x_inp must be a number or have shape (3,), got shape (4,)",
    ),
    "input of a batch": (
        lambda: hopf().update(x_inp=jnp.ones((2, 3))),
        ValueError,
        "must be a number or have shape (3,), got shape (2, 3)",
    ),
    "state of another shape": (
        overwritten,
        ValueError,
        "HopfOscillator: the states x and y have the shapes (3, 3) and (3,); a value",
    ),
    "state with too few": (
        halved,
        ValueError,
        "the state y has shape (2,), but must end in (3,); a value written into y.value",
    ),
    "noise of another size": (
        lambda: with_noise(noise=brainmass.OUProcess(4)),
        ValueError,
        "HopfOscillator: noise_x has in_size (4,), but the regions have (3,)",
    ),
    "noise without the batch": (
        late_noise,
        ValueError,
        "OUProcess was started for batches of shape (), the nodes have (2,): call init_all_states(batch_size=...)",
    ),
    "deviation by region": (
        lambda: brainmass.OUProcess(3, sigma=[0.1, 0.2]),
        ValueError,
        "OUProcess: sigma has shape (2,); give a number or one for each of in_size = (3,)",
    ),
    "batch of no size": (
        lambda: hopf().init_all_states(batch_size=0),
        ValueError,
        "batch_size must be a whole number of at least 1",
    ),
    "weights in a row": (
        lambda: brainmass.DiffusiveCoupling(np.ones(3)),
        ValueError,
        "DiffusiveCoupling: conn must be a matrix (targets x sources), square within a network, got shape (3,)",
    ),
    "Laplacian of a rectangle": (
        lambda: brainmass.LaplacianCoupling(np.ones((2, 3))),
        ValueError,
        "LaplacianCoupling: conn must be square to have a Laplacian, got shape (2, 3)",
    ),
    "rectangle within a network": (
        lambda: brainmass.DiffusiveCoupling(np.ones((2, 3)))(jnp.ones(3)),
        TypeError,
        "DiffusiveCoupling: the 2 targets are not the 3 sources; give coupling(source, target)",
    ),
    "source's shape": (
        lambda: brainmass.AdditiveCoupling(W)(jnp.ones(4)),
        ValueError,
        "AdditiveCoupling: source must have shape (..., 3), the number of sources in conn (targets x",
    ),
    "target's shape": (
        lambda: brainmass.DiffusiveCoupling(W)(jnp.ones(3), jnp.ones(2)),
        ValueError,
        "DiffusiveCoupling: target must have shape (..., 3), the number of targets in conn",
    ),
    "strength by region": (
        lambda: brainmass.DiffusiveCoupling(W, k=[0.1, 0.2]),
        ValueError,
        "DiffusiveCoupling: k must be a number or one for each of the 3 targets, got shape (2,)",
    ),
    "new weights": (
        lambda: assign(brainmass.DiffusiveCoupling(W), "conn", np.ones((4, 4))),
        ValueError,
        "DiffusiveCoupling: conn must keep its shape (3, 3), got (4, 4)",
    ),
    "activity's shape": (
        lambda: brainmass.BOLDSignal(3).update(z=jnp.ones(4)),
        ValueError,
        "BOLDSignal: z must be a number or have shape (3,), got shape (4,)",
    ),
    # units
    "parameter's unit": (
        lambda: hopf(omega=10 * u.ms),
        TypeError,
        "HopfOscillator: omega is in ms, which cannot be converted to 1/ms",
    ),
    "input's unit": (
        lambda: hopf().update(x_inp=1.0 * u.mV),
        TypeError,
        "HopfOscillator: input x_inp is in mV, which cannot be converted to 1/ms",
    ),
    "step's unit": (lambda: hopf(dt=1.0 * u.mV), TypeError, "dt is in mV, which cannot be converted to ms"),
    "step of the environment": (
        lambda: in_environment(1.0 * u.Hz),
        TypeError,
        "dt is in Hz, which cannot be converted to ms",
    ),
    "noise's unit": (
        lambda: with_noise(noise=brainmass.OUProcess(3, sigma=1.0 * u.mV)),
        TypeError,
        "HopfOscillator: noise_x is in mV, which cannot be converted to 1/ms",
    ),
    "mean's unit": (
        lambda: brainmass.OUProcess(3, sigma=1.0 * u.Hz, mean=1.0 * u.mV),
        TypeError,
        "OUProcess: mean is in mV, which cannot be converted to 1/ms",
    ),
    "memory's unit": (
        lambda: brainmass.OUProcess(3, tau=1.0 * u.mV),
        TypeError,
        "OUProcess: tau is in mV, which cannot be",
    ),
    "frequency's unit": (
        lambda: brainmass.KuramotoNetwork(3, omega_mean=10 * u.ms),
        TypeError,
        "KuramotoNetwork: omega_mean is in ms, which cannot be converted to Hz",
    ),
    "activity's unit": (
        lambda: brainmass.AdditiveCoupling(W)(np.ones(3) * u.mV),
        TypeError,
        "AdditiveCoupling: source is in mV, which cannot be converted to a plain number",
    ),
    # values
    "outside the domain": (
        lambda: hopf(beta=-1.0),
        ValueError,
        "hopf: parameter beta is -1 1/ms, outside its domain 0 to inf",
    ),
    "one region outside": (
        lambda: assign(hopf(), "beta", [1.0, -2.0, 1.0]),
        ValueError,
        "hopf: parameter beta[1] is -2 1/ms, outside its domain",
    ),
    "not finite": (lambda: hopf(a=np.nan), ValueError, "hopf: parameter a is nan: 1 of 1 values are not finite"),
    "no number": (
        lambda: hopf(a="0.1"),
        TypeError,
        "HopfOscillator: a must be a number in 1/ms or a quantity, got '0.1'",
    ),
    "gate outside": (
        lambda: brainmass.WongWangModel(3, initial={"S_E": 1.5}),
        ValueError,
        "wong_wang: initial S_E is 1.5 1, outside its domain",
    ),
    "weights not finite": (
        lambda: brainmass.DiffusiveCoupling(np.full((2, 2), np.inf)),
        ValueError,
        "DiffusiveCoupling: conn[0, 0] is inf: 4 of 4 values are not finite",
    ),
    "negative deviation": (lambda: brainmass.OUProcess(3, sigma=-0.1), ValueError, "OUProcess: sigma is negative"),
    "negative spread of frequencies": (
        lambda: brainmass.KuramotoNetwork(3, omega_std=-1.0),
        ValueError,
        "KuramotoNetwork: omega_std is negative",
    ),
    "no memory": (
        lambda: brainmass.OUProcess(3, tau=0.0),
        ValueError,
        "OUProcess: tau must be positive and finite, in ms",
    ),
    "division by 0": (
        lambda: brainmass.SigmoidalCoupling(W, sigma=0.0),
        ValueError,
        "SigmoidalCoupling: sigma must not be 0",
    ),
    "step of 0": (lambda: hopf(dt=0.0), ValueError, "dt must be positive, got 0 ms"),
    "method by name": (
        lambda: hopf(method="rk4"),
        TypeError,
        "method must be an integrator (euler, heun, rk4, exponential_euler of brainmass.integrate), got 'rk4'",
    ),
    "white noise on a drive": (
        lambda: with_noise("noise_x_inp", brainmass.GaussianNoise(3)),
        TypeError,
        "hopf: noise on x_inp: white noise enters a state, not a drive",
    ),
    "plain jit": (
        lambda: jax.jit(hopf().update)(),
        brainstate.TraceContextError,
        "HopfOscillator.update() keeps its states, which a plain JAX transformation cannot carry: write "
        "brainstate.transform.jit, .scan, .for_loop, .vmap or .grad",
    ),
}


@pytest.mark.parametrize("call, error, words", CASES.values(), ids=CASES)
def test_the_error_says_what_was_given_what_is_allowed_and_what_to_do(call, error, words):
    with pytest.raises(error, match=re.escape(words)):
        call()
