"""The parts that a page is made of: plain text, which the template escapes, unless it is Markup."""

from __future__ import annotations

from typing import NamedTuple

from brainmass.report.figures import Image


class Table(NamedTuple):
    """A table: what it holds, the names of its columns, and its rows; the first cell names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    folded: bool = False
    """Whether only the caption is seen at first."""


class Part(NamedTuple):
    """Text, equations, figures and tables, in this order, under a title of their own if they have one."""

    title: str = ""
    text: tuple[str, ...] = ()
    equations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    figures: tuple[Image, ...] = ()
    tables: tuple[Table, ...] = ()
    raw: str = ""
    """Text to be shown as it is, folded."""


class Section(NamedTuple):
    """A section of the page; ``key`` is its address within it."""

    key: str
    title: str
    parts: tuple[Part, ...]


class Tile(NamedTuple):
    """A number that is seen first."""

    value: str
    name: str
