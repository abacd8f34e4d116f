"""One small run that has everything, and a page read as a browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest

from brainmass.connectome import Connectome
from brainmass.coupling import diffusive
from brainmass.graphs import distance_decay
from brainmass.models import wong_wang
from brainmass.network import Network
from brainmass.noise import ou
from brainmass.observe import average, bold
from brainmass.result import Run
from brainmass.simulation import simulate

VOID = {"meta", "link", "img", "br", "hr", "input"}


@dataclass
class Page(HTMLParser):
    """Tags, attributes and texts of a page; every tag that is opened must be closed."""

    text: str
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in ("th", "td"):
            self.rows[-1][-1] = " ".join(self.rows[-1][-1].split())

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append((self.open[-1], " ".join(data.split())))
        if {"th", "td"} & set(self.open):
            self.rows[-1][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]

    def texts(self, tag: str) -> list[str]:
        """The texts directly within such tags."""
        return [text for name, text in self.words if name == tag]

    @property
    def seen(self) -> str:
        """All that can be read."""
        return " ".join(text for tag, text in self.words if tag != "style")


@pytest.fixture(scope="session")
def sc() -> Connectome:
    return distance_decay(8, seed=3)


@pytest.fixture(scope="session")
def run(sc: Connectome) -> Run:
    """Five minutes of eight regions, with BOLD long enough for its dynamics."""
    net = Network(
        wong_wang,
        sc.row_normalized(),
        coupling=diffusive(3.0),
        source="S_E",
        target="S_E_ext",
        speed=6.0,
        params={"w_p": 1.3, "J_I": np.linspace(0.9, 1.1, 8)},
        noise={"S_E": ou(0.001, 10.0)},
        inputs={"I_ext": 0.01},
    )
    observe = {"bold": bold("S_E", tr=1000.0), "S_E": average(100.0, "S_E"), "rate": average(500.0, "r_E")}
    return simulate(net, 300_000.0, dt=1.0, seed=7, observe=observe, transient=20_000.0)


@pytest.fixture(scope="session")
def empirical() -> np.ndarray:
    rng = np.random.default_rng(5)
    return np.corrcoef(rng.normal(size=(40, 8)) + rng.normal(size=(40, 1)), rowvar=False)
