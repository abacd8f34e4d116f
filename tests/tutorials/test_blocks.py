"""Every code block of the two tutorials runs as printed, apart from the replacements that ``index.json`` lists."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

BLOCKS = 23
Names = dict[str, Any]


def weights(n: int) -> np.ndarray:
    drawn = np.random.default_rng(0).random((n, n)) * (1 - np.eye(n))
    return (drawn + drawn.T) / 2


MATRICES = {
    "sc": weights,
    "scnorm": lambda n: weights(n) / weights(n).sum(axis=1, keepdims=True),
    "dist": lambda n: 100 * weights(n) + 20 * (1 - np.eye(n)),
    "tril": lambda n: np.tril(weights(n)),
    "triu": lambda n: np.triu(weights(n)),
}


def index(seeds: Path) -> dict[str, dict[str, Any]]:
    return json.loads((seeds / "blocks" / "index.json").read_text(encoding="utf-8"))


def block_name(seeds: Path, number: int) -> str:
    return sorted(index(seeds))[number - 1]


def source(seeds: Path, name: str, *, replaced: bool = True) -> str:
    """The block as printed, with the lines that no library can make run replaced."""
    text = (seeds / "blocks" / name).read_text(encoding="utf-8")
    for old, new in index(seeds)[name]["replace"] if replaced else ():
        assert old in text
        text = text.replace(old, new)
    return text


def pieces(seeds: Path, name: str, *, replaced: bool = True) -> list[tuple[str, str]]:
    """What is run: the blocks that it builds on, what the page leaves to its reader, and the block itself."""
    entry = index(seeds)[name]
    before = [piece for other in entry["after"] for piece in pieces(seeds, other)]
    return [*before, ("context", "\n".join(entry["context"])), (name, source(seeds, name, replaced=replaced))]


def make_files(seeds: Path, name: str) -> None:
    for each in [*index(seeds)[name]["after"], name]:
        for line in index(seeds)[each]["reads"]:
            file, kind, size = line.replace("=", " ").split()
            np.save(file, MATRICES[kind](int(size)))


def run(seeds: Path, name: str, *, replaced: bool = True) -> Names:
    """The names that a block leaves, run in the working directory."""
    make_files(seeds, name)
    names: Names = {"__name__": "__main__"}
    for title, text in pieces(seeds, name, replaced=replaced):
        exec(compile(text, title, "exec"), names)
    return names


def moved(activity: Any, shape: tuple[int, ...]) -> None:
    """An activity of the right shape that stays finite and does not stand still."""
    array = np.asarray(activity)
    assert array.shape == shape
    assert np.isfinite(array).all()
    assert array.std(axis=0).min() > 0


def simple_network(names: Names) -> None:
    moved(names["network_activity"], (1000, 10))


def loading(names: Names) -> None:
    np.testing.assert_allclose(np.asarray(names["SC_norm"]).sum(axis=1), 1, rtol=1e-5)


def anatomical(names: Names) -> None:
    assert names["nodes"].in_size == (90,)
    np.testing.assert_allclose(names["coupling"].conn, weights(90), rtol=1e-6)


def heterogeneous(names: Names) -> None:
    thalamus, cortex = names["thalamus"], names["cortex"]
    assert thalamus.omega == pytest.approx(2 * np.pi * 0.04, rel=1e-6)
    out = names["hetero_network_step"](0)
    np.testing.assert_array_equal(out, cortex.rE.value)
    many = names["brainstate"].transform.for_loop(names["hetero_network_step"], jnp.arange(50))
    moved(many, (50, 80))


def functional_connectivity(names: Names) -> None:
    activity = np.asarray(names["activity"], float)
    moved(activity, (10_000, 10))
    np.testing.assert_allclose(names["FC"], np.corrcoef(activity.T), atol=1e-3)


def synchrony(names: Names) -> None:
    order = np.asarray(names["order_params"])
    assert order.shape == (1000,)
    assert (order >= 0).all()
    assert (order <= 1).all()
    assert np.ptp(order) > 0.01


def resting_state(names: Names) -> None:
    moved(names["neural_activity"], (4000, 90))
    assert names["bold_ts"].shape == (4000, 90)
    assert names["bold_downsampled"].shape == (2, 90)
    assert names["FC_sim"].shape == (90, 90)


def diffusive(names: Names) -> None:
    x, target, W = (np.asarray(names[n]) for n in ("source_activity", "target_activity", "W"))
    expected = [0.5 * sum(W[i, j] * (x[j] - target[i]) for j in range(10)) for i in range(10)]
    np.testing.assert_allclose(names["coupled_input"], expected, rtol=1e-5, atol=1e-6)


def additive(names: Names) -> None:
    x, W = np.asarray(names["source_activity"]), np.asarray(names["W"])
    expected = [0.3 * sum(W[i, j] * x[j] for j in range(10)) for i in range(10)]
    np.testing.assert_allclose(names["coupled_input"], expected, rtol=1e-5)


def strengths(names: Names) -> None:
    x = jnp.linspace(0.0, 1.0, 10)
    weak, strong = names["coupling_weak"](x, x), names["coupling_strong"](x, x)
    np.testing.assert_allclose(100 * weak, strong, rtol=1e-4, atol=1e-6)


def multi_modal(names: Names) -> None:
    nodes = names["nodes"]
    before = nodes.rE.value, nodes.rI.value
    names["multi_modal_step"](0)
    assert not np.allclose(before[0], nodes.rE.value)
    assert not np.allclose(before[1], nodes.rI.value)


def laplacian(names: Names) -> None:
    x, W = np.asarray(names["activity"]), np.asarray(names["W"])
    np.testing.assert_allclose(names["L"], np.diag(W.sum(axis=1)) - W, atol=1e-6)
    np.testing.assert_allclose(names["coupled"], 0.5 * (W @ x - W.sum(axis=1) * x), atol=1e-6)


def normalized_laplacian(names: Names) -> None:
    values = np.linalg.eigvalsh(np.asarray(names["L_norm"], float))
    # Those of a complete graph of n regions: 0 once, and n / (n - 1).
    np.testing.assert_allclose(values, [0] + 9 * [10 / 9], atol=1e-6)


def delayed(names: Names) -> None:
    moved(names["outputs"], (1000, 90))
    np.testing.assert_array_equal(names["final_buffer"], names["outputs"][-10:])


def stepping(name: str) -> Any:
    """A step function that the page defines moves its nodes."""

    def check(names: Names) -> None:
        nodes = names["nodes"]
        values = [nodes.x.value]
        for i in range(3):
            names[name](i)
            values.append(nodes.x.value)
        moved(jnp.stack(values), (4, 10))

    return check


def compiled(names: Names) -> None:
    x = jnp.linspace(0.0, 1.0, 10)
    for state in names["fast_network_step"](x, x):
        np.testing.assert_array_equal(state, np.zeros(10))
    coupling = names["coupling"]
    np.testing.assert_allclose(jax.jit(lambda x: coupling(x, x))(x), coupling(x, x), rtol=1e-6)


def square(name: str, n: int) -> Any:
    def check(names: Names) -> None:
        matrix = np.asarray(names[name])
        assert matrix.shape == (n, n)
        assert (np.diag(matrix) == 0).all()
        assert matrix.max() > 0

    return check


def region_parameters(names: Names) -> None:
    nodes = names["brainmass"].HopfOscillator(in_size=90, a=names["a_values"])
    np.testing.assert_array_equal(nodes.a, names["a_values"])


def distances(names: Names) -> None:
    assert names["history"].shape == (int((100 * weights(10).max() + 20) / 6.0), 10)


CHECKS = {
    1: simple_network, 2: loading, 3: square("W_random", 90), 4: square("W", 90), 5: square("W", 90), 6: anatomical,
    7: distances, 8: heterogeneous, 9: region_parameters, 10: functional_connectivity, 11: synchrony,
    12: resting_state, 13: diffusive, 14: additive, 15: strengths, 16: multi_modal, 17: laplacian,
    18: normalized_laplacian, 19: delayed, 20: stepping("custom_network_step"), 21: stepping("directional_step"),
    22: compiled, 23: square("W_sparse", 10),
}  # fmt: skip


def test_there_are_as_many_blocks_as_are_run(seeds: Path):
    files = sorted(path.name for path in (seeds / "blocks").glob("*.py"))
    assert files == sorted(index(seeds))
    assert len(files) == BLOCKS == len(CHECKS)


@pytest.mark.parametrize("number", range(1, BLOCKS + 1))
def test_block_runs(number: int, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    CHECKS[number](run(seeds, block_name(seeds, number)))


@pytest.mark.parametrize("number", [1, 19])
def test_block_runs_in_a_fresh_process(number: int, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    name = block_name(seeds, number)
    make_files(seeds, name)
    text = "\n".join(text for _, text in pieces(seeds, name))
    last = "network_activity" if number == 1 else "outputs"
    Path("block.py").write_text(f"{text}\nprint({last}.shape)\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "block.py"], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == {1: "(1000, 10)\n", 19: "(1000, 90)\n"}[number]


def test_a_plain_scan_around_states_says_what_to_write_instead(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    name = block_name(seeds, 19)
    assert "jax.lax.scan" in source(seeds, name, replaced=False)
    with pytest.raises(
        Exception, match=r"HopfOscillator\.update\(\).*write brainstate\.transform\.jit, \.scan"
    ) as caught:
        run(seeds, name, replaced=False)
    assert type(caught.value).__name__ == "TraceContextError"


def test_a_ratio_of_quantities_is_a_plain_number(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AttributeError, match="magnitude"):
        run(seeds, block_name(seeds, 12), replaced=False)


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
