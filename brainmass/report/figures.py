"""Figures as text that stands in the page: PNG at twice the size, or SVG where there are few lines."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from brainmass.plot import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# CSS pixels per inch.
_PIXELS = 96
# Widths in inches: one, two or three figures beside each other fill the page.
FULL, HALF, THIRD = 10.4, 5.1, 3.35


class Image(NamedTuple):
    """A figure of the page: its data, what it shows for those who do not see it, and its caption."""

    source: str
    alt: str
    caption: str
    width: int
    height: int

    @property
    def share(self) -> str:
        """The share of the page that it takes where there is room."""
        shares = {"third": THIRD, "half": HALF}
        return next((name for name, inches in shares.items() if self.width <= round(inches * _PIXELS)), "full")


def drawn(
    draw: Callable[[Axes], Any], size: tuple[float, float], *, alt: str, caption: str, vector: bool = False
) -> Image:
    """Let ``draw`` fill the axes of a figure of ``size`` inches."""
    from matplotlib.figure import Figure

    stream = BytesIO()
    with style():
        figure = Figure(figsize=size, layout="compressed")
        draw(figure.add_subplot())
        if vector:
            figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
        else:
            figure.savefig(stream, format="png", dpi=2 * _PIXELS, metadata={"Software": None})
    data = short(stream.getvalue().decode()).encode() if vector else stream.getvalue()
    source = f"data:image/{'svg+xml' if vector else 'png'};base64,{b64encode(data).decode()}"
    return Image(source, alt, caption, round(size[0] * _PIXELS), round(size[1] * _PIXELS))


def short(svg: str) -> str:
    """An SVG whose lines are given to a hundredth of a point, where Matplotlib writes six decimals.

    Examples
    --------
    >>> short('<path d="M 1.234567 2.5 L 3.999999 4" x="1.234567"/>')
    '<path d="M 1.23 2.5 L 3.99 4" x="1.234567"/>'
    """
    return re.sub(r' d="[^"]*"', lambda path: re.sub(r"(\.\d\d)\d+", r"\1", path[0]), svg)
