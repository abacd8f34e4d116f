"""Ticks with names, of which only those are shown that have room: decided when the figure is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.ticker import FixedLocator, FuncFormatter

# Height of a line of text, and mean width of a letter, in sizes of the type.
_LINE, _LETTER = 1.2, 0.65


class Fitting(FixedLocator):
    """Of the places given those that leave each other room, the most important ones first.

    Parameters
    ----------
    places : sequence of float
        Where names would stand.
    importance : sequence of float
        Of two that are too near, the one with less is left out; of equals the later one.
    points : float
        How far apart two names must be, in points.
    """

    def __init__(self, places: Sequence[float], importance: Sequence[float], points: float) -> None:
        super().__init__(places)
        self.places, self.importance = np.asarray(places, float), np.asarray(importance, float)
        self.points = points

    def tick_values(self, vmin: Any, vmax: Any) -> Any:
        """The places that are shown at the present size of the axes."""
        axis: Any = self.axis
        places = self.places
        along = 1 if axis.axis_name == "y" else 0
        points = np.zeros((len(places), 2))
        points[:, along] = places
        pixels = axis.axes.transData.transform(points)[:, along]
        apart = self.points * axis.get_figure(root=True).dpi / 72
        chosen: list[int] = []
        for i in np.argsort(-self.importance, kind="stable"):
            if all(abs(pixels[i] - pixels[j]) >= apart for j in chosen):
                chosen.append(int(i))
        return places[sorted(chosen)]


def name_places(
    axis: Any,
    places: Sequence[float],
    texts: Sequence[str],
    *,
    importance: Sequence[float] | None = None,
    size: str | None = None,
    rotated: bool = False,
) -> None:
    """Names at places of an axis, as many as fit."""
    settings: Any = matplotlib.rcParams
    type_size = size or settings[f"{axis.axis_name}tick.labelsize"]
    points = FontProperties(size=type_size).get_size_in_points()
    longest = max(map(len, texts))
    sideways = axis.axis_name == "x" and not rotated
    need = points * (max(_LETTER * (longest + 1), _LINE) if sideways else _LINE)
    ranks = np.zeros(len(places)) if importance is None else importance
    # A dollar sign in a name is a dollar sign, not the beginning of a formula.
    names = {float(x): text.replace("$", r"\$") for x, text in zip(places, texts, strict=True)}
    axis.set_major_locator(Fitting([float(x) for x in places], np.asarray(ranks, float).tolist(), need))
    axis.set_major_formatter(FuncFormatter(lambda x, _: names.get(float(x), "")))
    axis.set_tick_params(labelsize=type_size, rotation=90 if rotated else 0, length=0)
