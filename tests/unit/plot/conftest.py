"""No test leaves a figure, or another look, behind."""

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest


@pytest.fixture(autouse=True)
def _nothing_stays() -> Iterator[None]:
    before = dict(plt.rcParams)
    yield
    plt.close("all")
    after = dict(plt.rcParams)
    changed = [name for name in before if before[name] != after[name]]
    assert changed == []
