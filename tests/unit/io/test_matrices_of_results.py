"""A matrix that a run took of samples it did not keep, in labelled files."""

import numpy as np
import pytest
import xarray as xr

import brainmass as bm
from tests.systems import leak

NOISE = {"noise": {"x": bm.white(0.1)}}
OBSERVE = {"fc": bm.fc(bm.every(2.0, "a.x")), "x": bm.every(1.0, "a.x")}


def net() -> bm.Network:
    return bm.Network(populations={"a": bm.Population(leak, 3, labels=["V1", "V2", "M1"], **NOISE)})


@pytest.mark.parametrize("kind", ["nc", "zarr"])
def test_it_comes_back_with_its_regions_and_the_samples_that_it_is_of(tmp_path, kind):
    run = bm.simulate(net(), 200.0, dt=0.5, transient=10.0, observe=OBSERVE)
    back = bm.io.load_result(bm.io.save_result(run, tmp_path / f"run.{kind}", matrices={"fc_empirical": np.eye(3)}))
    xr.testing.assert_identical(back, bm.io.to_dataset(run, matrices={"fc_empirical": np.eye(3)}))
    assert back["fc"].dims == back["fc_empirical"].dims == ("region", "region_source")
    np.testing.assert_array_equal(back["fc"], run["fc"])
    assert back["fc"].sel(region="V1", region_source="M1").item() == float(run["fc"][0, 2])
    assert back["fc"].attrs == {"units": "1", "samples": 100, "first_ms": 12.0, "last_ms": 210.0}
    assert back["x"].dims == ("time", "region")
    assert back.attrs["observers"]["fc"]["of"] == {"kind": "Every", "source": "a.x", "period": 2.0}


def test_populations_with_different_regions_have_dimensions_of_their_own():
    network = bm.Network(populations={"a": net().populations["a"], "b": bm.Population(leak, 2, **NOISE)})
    run = bm.simulate(network, 100.0, dt=0.5, observe={**OBSERVE, "other": bm.fc(bm.every(1.0, "b.x"))})
    data = bm.io.to_dataset(run)
    assert data["fc"].dims == ("region_fc", "region_source_fc")
    assert data["other"].dims == ("region_other", "region_source_other")
    assert data["x"].dims == ("time", "region_fc")
    np.testing.assert_array_equal(data["fc"], run["fc"])


def test_as_many_samples_as_regions_are_no_matrix():
    run = bm.simulate(net(), 3.0, dt=0.5, observe=OBSERVE | {"fc": bm.fc(bm.every(0.5, "a.x"))})
    assert bm.io.to_dataset(run)["x"].dims == ("time", "region")


def test_a_batch_and_a_name_that_is_taken_are_refused():
    import jax

    batch = jax.vmap(lambda seed: bm.simulate(net(), 10.0, dt=0.5, seed=seed, observe={"fc": OBSERVE["fc"]}))(
        np.arange(3)
    )
    with pytest.raises(ValueError, match=r"'fc' has shape \(3, 3, 3\), but 3 regions; a batch of runs is saved run by"):
        bm.io.to_dataset(batch)
    run = bm.simulate(net(), 10.0, dt=0.5, observe=OBSERVE)
    with pytest.raises(ValueError, match="the name 'fc' is taken"):
        bm.io.to_dataset(run, matrices={"fc": np.eye(3)})
