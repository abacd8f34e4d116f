"""What of every model stands for a firing rate and a local field potential."""

import pytest

from brainmass.models import aln, canonical_microcircuit, naskar, wong_wang, wong_wang_balanced
from brainmass.spec import Model
from brainmass.units import mV, mV_per_ms, nA, one, per_ms
from tests.catalog.cases import MODELS, every_model, inside

# Of a local field potential: potentials, currents (over a capacitance, too), a field of rates, or no unit at all.
POTENTIALS = (mV, nA, mV_per_ms, per_ms, one)

# Neither, for they are no populations: normal forms that stand for no signal in particular, and single neurons.
NONE = {
    "damped_harmonic", "fitzhugh_nagumo", "fitzhugh_nagumo_classic", "hindmarsh_rose", "horn", "kuramoto", "linear",
    "lorenz", "morris_lecar", "van_der_pol",
}  # fmt: skip


@every_model
def test_signals_are_quantities_with_a_source(model: Model):
    assert not (model.proxies and model.name in NONE)
    for signal, taken in model.proxies.items():
        assert taken.name in {**model.states, **model.outputs}
        units = (per_ms, one) if signal == "rate" else POTENTIALS
        assert any(model.unit_of(taken.name).same_as(unit) for unit in units)
        assert not taken.source or "doi:10." in taken.source or "(2018)" in taken.source or "SPM12" in taken.source


def test_populations_say_what_is_measured_of_them():
    assert len([model for model in MODELS if not model.proxies]) <= len(NONE) + 1


@pytest.mark.parametrize("model", [wong_wang, wong_wang_balanced, naskar], ids=lambda m: m.name)
def test_synaptic_currents_count_positive_whatever_they_do(model: Model):
    """Mazzoni et al. (2008): |excitatory| + |inhibitory|, while the input of the pool is their difference."""
    states, params, _ = inside(model, seed=1)
    values = model(states, params, {"S_E_ext": 0.3})
    inhibition = states.get("J", params.get("J_I")) * states["S_I"]
    assert values["lfp"] == pytest.approx(values["I_E"] - params["W_E"] * params["I_0"] + 2 * inhibition, rel=1e-12)


def test_synaptic_currents_of_aln():
    states, params, _ = inside(aln, seed=1)
    expected = abs(params["J_EE"] * states["s_EE"]) + abs(params["J_EI"] * states["s_EI"])
    assert float(aln(states, params)["lfp"]) == pytest.approx(expected, rel=1e-6)


def test_contributions_of_the_canonical_microcircuit():
    """SPM12, spm_L_priors, case CMC: J is 0.2, 0.8 and 0.2 for states 1, 3 and 7."""
    states = dict.fromkeys(canonical_microcircuit.states, 0.0) | {"x_ss": 1.0, "x_sp": 10.0, "x_ii": 100.0, "x_dp": 1e3}
    assert canonical_microcircuit(states, canonical_microcircuit.defaults())["lfp"] == pytest.approx(208.2)
