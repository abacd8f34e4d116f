"""The look that all figures share, and the axes that they draw on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import floor, log10
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe and Ito's colours, which all common forms of colour vision tell apart (jfly.uni-koeln.de/color, 2008).
BLUE = "#0072B2"
VERMILLION = "#D55E00"
GREEN = "#009E73"
PURPLE = "#CC79A7"
ORANGE = "#E69F00"
INK = "#222222"
GREY = "#767676"
PALE = "#E4E4E4"
CYCLE = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, GREY)

# Even in lightness, the second on both sides of white: they survive colour blindness, and the first a grey printer.
SEQUENTIAL = "viridis"
DIVERGING = "RdBu_r"

_SETTINGS: Any = {
    "font.size": 8.5,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 7,
    "axes.labelsize": 8.5,
    "axes.labelcolor": INK,
    "axes.edgecolor": INK,
    "axes.linewidth": 0.7,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "xtick.major.width": 0.7,
    "ytick.major.width": 0.7,
    "xtick.minor.width": 0.5,
    "ytick.minor.width": 0.5,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.hashsalt": "brainmass",  # the same figure gives the same bytes
}


@contextmanager
def style() -> Iterator[None]:
    """The look of the report: small type and thin lines, as a paper has them.

    Draw and save inside the ``with``: Matplotlib reads some settings only then. Outside nothing has changed.

    Examples
    --------
    >>> import matplotlib
    >>> before = matplotlib.rcParams["font.size"]
    >>> with style():
    ...     inside = matplotlib.rcParams["font.size"]
    >>> inside, matplotlib.rcParams["font.size"] == before
    (8.5, True)
    """
    import matplotlib

    with matplotlib.rc_context(_SETTINGS):
        yield


def axes(ax: Axes | None, size: tuple[float, float] = (4.0, 3.2)) -> Axes:
    """The axes given, or those of a new figure of ``size`` inches."""
    if ax is None:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots(figsize=size, layout="compressed")
        return ax
    if not hasattr(ax, "imshow"):
        raise TypeError(f"ax must be a Matplotlib Axes (one, not an array of them), got {ax!r}")
    return ax


def open_frame(ax: Axes) -> None:
    """Leave only the two lines of a frame that carry numbers."""
    ax.spines[["top", "right"]].set_visible(False)


def colour_bar(
    image: Any, ax: Any, name: str = "", *, fraction: float = 0.046, pad: float = 0.03, **options: Any
) -> None:
    """A colour bar beside the axes, without a frame; ``ax`` may be several that share it.

    Very small and very large values are counted in a power of ten, which is written beside the name.
    """
    from matplotlib.colors import LogNorm

    first = ax if hasattr(ax, "figure") else ax[0]
    bar = first.figure.colorbar(image, ax=ax, fraction=fraction, pad=pad, **options)
    most = max(abs(limit) for limit in image.get_clim())
    if not isinstance(image.norm, LogNorm) and most > 0 and not 1e-3 <= most < 1e5:
        power = floor(log10(most))
        bar.formatter = lambda value, _: f"{value / 10.0**power:g}".replace("-", "−")
        bar.update_ticks()
        name = _times(power, name)
    bar.set_label(name)
    bar.outline.set_visible(False)


def shared_colour_bar(image: Any, drawn: Any, name: str = "") -> None:
    """One colour bar at the right of several axes."""
    colour_bar(image, list(drawn), name, fraction=0.025, pad=0.02, shrink=0.8)


def _times(power: int, name: str) -> str:
    """A name whose unit is so many powers of ten: ``field (10⁻¹⁴ T)``."""
    ten = "10" + str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    if name.endswith(")") and " (" in name:
        quantity, unit = name[:-1].rsplit(" (", 1)
        return f"{quantity} ({ten} {unit})"
    return f"{name} ({ten})".strip()
