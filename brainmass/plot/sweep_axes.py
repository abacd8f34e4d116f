"""What pictures of sweeps share: parameters as axes, values as they are printed, marks and the legend below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from brainmass.errors import require_finite, unknown
from brainmass.plot.labelled import quantity, unit_of
from brainmass.plot.look import CYCLE, GREY, INK
from brainmass.plot.ticks import name_places
from brainmass.swept import SEED, Means, Parameter, axes, parameters

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# So few values are the ticks of their axis.
_FEW = 12
_LONG_NAME = 36
# Letters of a line of the legend, and of one across the figure.
_LINE, _NOTE = 46, 60
# Width of a letter, height of a line, and width of a mark with what is about it, in sizes of the type.
_LETTER, _HIGH, _MARK = 0.58, 1.6, 5.0
_JOINED = "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"
DASHES: tuple[Any, ...] = ("--", ":", "-.", (0, (1, 3)), (0, (6, 3)))


class Along(NamedTuple):
    """The values of a parameter as places on an axis, in rising order; labels stand one beside the other."""

    parameter: Parameter
    order: np.ndarray
    places: np.ndarray

    @classmethod
    def of(cls, parameter: Parameter) -> Along:
        """The places of a parameter's values."""
        if parameter.labelled:
            names = list(dict.fromkeys(parameter.values.tolist()))
            places = np.array([names.index(name) for name in parameter.values.tolist()], float)
            return cls(parameter, np.arange(len(places)), places)
        order = np.argsort(parameter.values, kind="stable")
        return cls(parameter, order, np.asarray(parameter.values, float)[order])

    @property
    def edges(self) -> np.ndarray:
        """Edges of cells about the places: half way to the next, on the axis as it is drawn."""
        drawn = np.log10(self.places) if self.parameter.logarithmic else self.places
        if len(drawn) == 1:
            edges = np.array([drawn[0] - 0.5, drawn[0] + 0.5])
        else:
            half = np.diff(drawn) / 2
            edges = np.concatenate([[drawn[0] - half[0]], drawn[:-1] + half, [drawn[-1] + half[-1]]])
        return 10.0**edges if self.parameter.logarithmic else edges

    def draw(self, ax: Axes, which: str, *, cells: bool = False) -> None:
        """Scale, ticks and name of the axis; with ``cells`` every value has its tick where there is room."""
        axis = getattr(ax, f"{which}axis")
        if self.parameter.logarithmic:
            getattr(ax, f"set_{which}scale")("log")
        self.tick(axis, cells=cells)
        if self.parameter.labelled:
            getattr(ax, f"set_{which}lim")(-0.5, self.places.max() + 0.5)
        elif len(self.places) == 1:
            getattr(ax, f"set_{which}lim")(*self.edges)
        axis.set_label_text(self.title)

    @property
    def title(self) -> str:
        """Name and unit."""
        return quantity(self.parameter.name, unit_of(None, self.parameter.unit))

    def tick(self, axis: Any, *, cells: bool = False) -> None:
        """Ticks of an axis, or of that of a colour bar, which has its scale already."""
        from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

        few = cells and len(self.places) <= _FEW and all(f"{x:.2g}" == f"{x:.6g}" for x in self.places)
        if self.parameter.labelled or few:
            texts = [printed(value, "") for value in self.parameter.values[self.order]]
            named = dict(zip(self.places.tolist(), texts, strict=True))
            name_places(axis, list(named), list(named.values()))
            axis.set_minor_locator(NullLocator())
        elif self.parameter.logarithmic:
            decades = np.log10(self.places[-1] / self.places[0])
            axis.set_major_locator(LogLocator(subs=(1, 2, 5) if decades < 2.5 else (1,)))
            axis.set_major_formatter("{x:g}")
            axis.set_minor_locator(NullLocator())
        else:
            whole = self.parameter.values.dtype.kind in "iu"
            axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10], integer=whole))


def grid_axis(dataset: Any, name: str, what: str) -> Parameter:
    """The axis of this name; what is none is refused."""
    known = parameters(dataset)
    grid = [each for each, parameter in known.items() if not parameter.of_design]
    if name in known and name not in grid:
        raise ValueError(
            f"{what}='{name}' is no axis: other parameters change along with it; use plot.sweep_scatter for designs"
        )
    if name not in grid:
        raise ValueError(f"{what}: {unknown('axis', name, grid)}")
    return known[name]


def grid_axes(dataset: Any, but: Sequence[str] = ()) -> list[str]:
    """Names of all axes of a grid, the seed last."""
    names = [name for name, p in parameters(dataset).items() if not p.of_design and name not in but]
    return sorted(names, key=lambda name: name == SEED)


def printed(value: Any, unit: str) -> str:
    """A value and its unit: ``6 mm/ms``, ``0.1 /ms``; a label as it is."""
    number = isinstance(value, int | float | np.number)
    text = f"{value:{'.3g' if abs(value) < 1000 else 'g'}}".replace("-", "−") if number else str(value)
    unit = unit_of(None, unit)
    return f"{text} {unit[1:] if unit.startswith('1/') else unit}".strip()


def said(dataset: Any, at: Mapping[str, Any]) -> str:
    """Values of parameters: ``coupling.k = 0.5, speed = 6 mm/ms``."""
    known = parameters(dataset)
    return ", ".join(f"{name} = {printed(value, known[name].unit)}" for name, value in at.items())


def measured(dataset: Any, measure: str) -> str:
    """A measure as the name of an axis: what it says of itself where that is short, with its unit."""
    told = dataset[measure].attrs
    name = str(told.get("long_name", measure))
    return quantity(name if len(name) <= _LONG_NAME else measure, unit_of(dataset[measure], ""))


def note(dataset: Any, seen: Means, *, spread: bool = False) -> str:
    """Over what the means are, and the values of parameters that had been selected."""
    parts = []
    if seen.runs > 1:
        parts.append(f"mean {'± SD ' if spread else ''}over {over(dataset, seen.over)}")
    for name, coordinate in dataset.coords.items():
        if not coordinate.dims and "scale" in coordinate.attrs:
            parts.append(f"{name} = {printed(coordinate.values.item(), str(coordinate.attrs.get('units', '1')))}")
    return _wrapped(", ".join(parts), _NOTE)


def _wrapped(text: str, letters: int) -> str:
    """Lines of a legend, with a name and its value on one."""
    return "\n".join(wrap(text.replace(" = ", _JOINED), letters)).replace(_JOINED, " = ")


def over(dataset: Any, dims: Sequence[str]) -> str:
    """Dimensions in words: ``5 seeds and 3 values of speed``."""
    words = []
    for dim in dims:
        count = dataset.sizes[dim]
        plain = dim == SEED or dim not in dataset.coords
        words.append(f"{count} {dim}{'s' * (count != 1)}" if plain else f"{count} values of {dim}")
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def levels(baselines: Mapping[str, float] | None, empirical: float | None) -> dict[str, tuple[float, Any, Any]]:
    """The values to compare with, by name: value, colour and dashes."""
    found: dict[str, tuple[float, Any, Any]] = {}
    if empirical is not None:
        found["empirical"] = (float(empirical), INK, "-")
    for i, (name, value) in enumerate((baselines or {}).items()):
        found[str(name)] = (float(value), CYCLE[1 + i % (len(CYCLE) - 2)], DASHES[i % len(DASHES)])
    for name, (value, _, _) in found.items():
        require_finite(name if name == "empirical" else f"baselines['{name}']", np.asarray(value))
    return found


def lines_across(ax: Axes, across: Mapping[str, tuple[float, Any, Any]]) -> None:
    """The values to compare with as horizontal lines."""
    for name, (value, colour, dashes) in across.items():
        width = 1.4 if name == "empirical" else 1.0
        ax.axhline(
            value, color=colour, linestyle=dashes, linewidth=width, zorder=1.5, label=f"{name}: {printed3(value)}"
        )


def printed3(value: float) -> str:
    """A number with three digits."""
    return f"{value:.3g}".replace("-", "−")


def best_label(dataset: Any, measure: str, value: float, at: Mapping[str, Any]) -> str:
    """The best point in words; several parameters have lines of their own."""
    first = f"best: {measure} = {printed3(value)} at"
    if len(at) == 1:
        return f"{first} {said(dataset, at)}"
    return f"{first}\n{_wrapped(said(dataset, at), _LINE)}"


def rug(ax: Axes, places: Any, marker: str, label: str, **look: Any) -> None:
    """Marks along the bottom of the axes."""
    if len(places):
        low = np.full(len(places), 0.035)
        ax.plot(places, low, marker, transform=ax.get_xaxis_transform(), label=label, zorder=3, **look)


def fate_rugs(ax: Axes, places: np.ndarray, diverged: np.ndarray, missing: np.ndarray) -> None:
    """Crosses below what diverged, and open circles below what is not done."""
    if diverged.any() or missing.any():
        ax.margins(y=0.1)
    size = {"markersize": 5, "markeredgewidth": 1.1, "color": INK}
    rug(ax, places[diverged > 0], "x", f"diverged: {counted(diverged)}", **size)
    hollow = {"markersize": 5, "markeredgewidth": 0.9, "markerfacecolor": "none", "color": GREY}
    rug(ax, places[missing > 0], "o", f"not done: {counted(missing)}", **hollow)


def counted(runs: np.ndarray) -> str:
    """How many runs: ``1 run``, ``12 runs``."""
    count = int(runs.sum())
    return f"{count} run{'s' * (count != 1)}"


def legend_below(ax: Axes, handles: Sequence[Any] | None = None, text: str = "", *, grow: bool) -> None:
    """A legend under the axes, where it covers nothing; ``text`` is a line of its own.

    With ``grow`` the figure becomes higher by what a long legend takes: right where nobody else has a say in its size.
    """
    import matplotlib
    from matplotlib.font_manager import FontProperties
    from matplotlib.lines import Line2D
    from matplotlib.transforms import ScaledTranslation

    entries = list(ax.get_legend_handles_labels()[0] if handles is None else handles)
    if text:
        entries.append(Line2D([], [], linestyle="none", label=text))
    if not entries:
        return
    lines = [line for entry in entries for line in str(entry.get_label()).splitlines()]
    figure: Any = ax.get_figure(root=True)
    settings: Any = matplotlib.rcParams
    size = FontProperties(size=settings["legend.fontsize"]).get_size_in_points() / 72
    column = size * (_LETTER * max(map(len, lines)) + _MARK)
    beside = len(entries) > 5 and 2 * column < figure.get_figwidth() * ax.get_position().width
    if grow and not beside:
        figure.set_figheight(figure.get_figheight() + _HIGH * size * max(0, len(lines) - 5))
    below = ax.transAxes + ScaledTranslation(0, -0.48, figure.dpi_scale_trans)
    ax.legend(
        handles=entries, loc="upper left", bbox_to_anchor=(0, 0), bbox_transform=below, borderaxespad=0,
        frameon=False, ncols=2 if beside else 1,
    )  # fmt: skip


def require_parameters(dataset: Any) -> None:
    """Refuse a result without any axis."""
    if not axes(dataset):
        raise ValueError("dataset has no axis left: nothing was swept, or one point was selected")
