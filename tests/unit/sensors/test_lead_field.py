"""A lead field as a value: columns by label, references, orientations, regions from vertices, units."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from brainmass.sensors import GAINS, LeadField, nA_m
from brainmass.sensors.gains import reading
from brainmass.units import mV, one

RNG = np.random.default_rng(4)
GAIN = RNG.standard_normal((4, 3))
EEG = LeadField(GAIN, ["Fz", "Cz", "Pz", "Oz"], ["a", "b", "c"], positions=90 * RNG.standard_normal((4, 3)))


def test_readings_are_the_product():
    activity = RNG.standard_normal((5, 2, 3))
    np.testing.assert_allclose(EEG(activity), activity @ GAIN.T, rtol=1e-5, atol=1e-6)
    free = LeadField(RNG.standard_normal((4, 6, 3)), EEG.sensors)
    moments = RNG.standard_normal((5, 6, 3))
    np.testing.assert_allclose(free(moments), np.einsum("srk,trk->ts", free.gain, moments), rtol=1e-4, atol=1e-5)


def test_readings_inside_jit_and_grad():
    slope = jax.jit(jax.grad(lambda activity: (EEG(activity) ** 2).sum()))(jnp.ones(3))
    np.testing.assert_allclose(slope, 2 * GAIN.T @ GAIN @ np.ones(3), rtol=1e-5)


def test_columns_by_label():
    np.testing.assert_array_equal(EEG.on(["c", "a"]).gain, GAIN[:, [2, 0]])
    assert EEG.on(["c", "a"]).regions == ("c", "a")
    seen = EEG.on(["c", "thalamus", "a"], unseen=True)
    np.testing.assert_array_equal(seen.gain, np.column_stack([GAIN[:, 2], np.zeros(4), GAIN[:, 0]]))


def test_references():
    average = EEG.referenced()
    np.testing.assert_allclose(average.gain, GAIN - GAIN.mean(axis=0), atol=1e-15)
    np.testing.assert_allclose(EEG.referenced("Cz").gain, GAIN - GAIN[1], atol=1e-15)
    np.testing.assert_allclose(EEG.referenced(["Fz", "Oz"]).gain, GAIN - (GAIN[0] + GAIN[3]) / 2, atol=1e-15)
    # Whatever reference came before is forgotten.
    np.testing.assert_allclose(EEG.referenced("Cz").referenced().gain, average.gain, atol=1e-15)
    np.testing.assert_array_equal(EEG.referenced().positions, EEG.positions)


def test_bipolar_channels():
    shaft = LeadField(GAIN, ["A'9", "A'10", "B1", "A'8"], kind="sEEG", positions=EEG.positions)
    pairs = shaft.bipolar()
    assert pairs.sensors == ("A'9-A'10", "A'8-A'9")
    np.testing.assert_allclose(pairs.gain, [GAIN[0] - GAIN[1], GAIN[3] - GAIN[0]])
    np.testing.assert_allclose(pairs.positions[0], shaft.positions[:2].mean(axis=0))
    np.testing.assert_allclose(shaft.bipolar([("B1", "A'8")]).gain, [GAIN[2] - GAIN[3]])


def test_without_sensors():
    kept = EEG.noisy([1.0, 2.0, 3.0, 4.0]).without(["Cz", "Fz"])
    assert kept.sensors == ("Pz", "Oz")
    np.testing.assert_array_equal(kept.gain, GAIN[2:])
    np.testing.assert_array_equal(kept.positions, EEG.positions[2:])
    np.testing.assert_array_equal(kept.noise, [3.0, 4.0])
    assert EEG.without("Oz").sensors == ("Fz", "Cz", "Pz")


def test_orientation_is_a_projection():
    free = LeadField(RNG.standard_normal((2, 4, 3)), ["A", "B"], ["a", "b", "c", "d"])
    normals = RNG.standard_normal((4, 3))
    units = normals / np.linalg.norm(normals, axis=1, keepdims=True)
    fixed = free.oriented(normals)
    np.testing.assert_allclose(fixed.gain, (free.gain * units).sum(axis=2), rtol=1e-12)
    assert (fixed.regions, fixed.free, free.free) == (free.regions, False, True)
    np.testing.assert_allclose(free.oriented([0, 0, 2.0]).gain, free.gain[:, :, 2])
    np.testing.assert_allclose(free.referenced().oriented(normals).gain, fixed.referenced().gain, atol=1e-15)


def test_from_vertices_to_regions():
    vertices = LeadField(RNG.standard_normal((2, 5)), ["A", "B"])
    mapping, areas = np.array([1, 0, 1, -1, 1]), np.array([1.0, 2.0, 3.0, 4.0, 0.5])
    mean = vertices.averaged(mapping, ["left", "right"])
    expected = np.column_stack([vertices.gain[:, 1], vertices.gain[:, [0, 2, 4]].mean(axis=1)])
    np.testing.assert_allclose(mean.gain, expected, rtol=1e-12)
    total = vertices.summed(mapping, ["left", "right"])
    np.testing.assert_allclose(total.gain, expected * [1, 3], rtol=1e-12)
    weighted = vertices.averaged(mapping, ["left", "right"], areas=areas).gain[:, 1]
    np.testing.assert_allclose(weighted, vertices.gain[:, [0, 2, 4]] @ [1, 3, 0.5] / 4.5, rtol=1e-12)
    by_area = vertices.summed(mapping, ["left", "right"], areas=areas)
    np.testing.assert_allclose(by_area.gain[:, 1], vertices.gain[:, [0, 2, 4]] @ [1, 3, 0.5], rtol=1e-12)
    names = np.array(["left", "right", ""])[[1, 0, 1, 2, 1]]
    np.testing.assert_allclose(vertices.averaged(names).gain, mean.gain)
    assert vertices.averaged(names).regions == mean.regions == ("left", "right")
    empty = vertices.averaged(mapping, ["left", "right", "thalamus"], unseen=True)
    assert not empty.gain[:, 2].any()


def test_averaging_and_orienting_commute_for_one_orientation():
    free = LeadField(RNG.standard_normal((2, 5, 3)), ["A", "B"])
    mapping = np.array([0, 0, 1, 1, 1])
    a = free.averaged(mapping, ["l", "r"]).oriented([1, 2, 3])
    b = free.oriented([1, 2, 3]).averaged(mapping, ["l", "r"])
    np.testing.assert_allclose(a.gain, b.gain, rtol=1e-12)


def test_units():
    lead = LeadField([[2.0]], ["Cz"], unit="V/(A m)")
    assert lead.in_unit("uV/(nA m)").gain[0, 0] == pytest.approx(2e-3)
    assert str(lead.in_unit("uV/(nA m)").reads(nA_m)) == "uV"
    assert LeadField([[2e-6]], ["A1"], kind="MEG", unit="T/(A m)").in_unit("fT/(nA m)").gain[0, 0] == pytest.approx(2.0)
    assert (str(reading(one, mV)), str(reading(GAINS["uV"], one))) == ("mV", "uV")
    assert EEG.reads(mV).same_as(mV)


def test_it_is_frozen_and_keeps_copies():
    gain = GAIN.copy()
    lead = LeadField(gain, EEG.sensors)
    gain[0, 0] = 99.0
    assert lead.gain[0, 0] == GAIN[0, 0]
    with pytest.raises(ValueError, match="read-only"):
        lead.gain[0, 0] = 1.0


def test_noise_is_kept_for_who_applies_it():
    np.testing.assert_array_equal(EEG.noisy(2.0).noise, [2.0] * 4)
    np.testing.assert_array_equal(EEG.referenced().noisy([1, 2, 3, 4.0]).noise, [1, 2, 3, 4])
    np.testing.assert_array_equal(EEG.noisy(2.0)(np.ones(3)), EEG(np.ones(3)))
    assert EEG.noise is None
