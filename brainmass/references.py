"""Where an equation or a number was published: read from a docstring, given as one line or as BibTeX."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SOURCE = re.compile(
    r"(?P<authors>[^\"]+?) \((?P<year>\d{4})\) \"(?P<title>[^\"]+)\", (?P<where>.+?), "
    r"doi:(?P<doi>10\.\d{4,}/[^\s,]*[^\s,.])(?:, (?P<note>.+?))?\.?"
)
_JOURNAL = re.compile(r"(?P<journal>.+?) (?P<volume>[\w()-]+):(?P<pages>\S+)")


@dataclass(frozen=True)
class Reference:
    """A publication.

    Attributes
    ----------
    authors : str
        ``"Jansen, B. H. and Rit, V. G."``, as BibTeX wants them.
    year, title, doi
        As printed.
    where : str
        Journal, volume and first page, ``"Biol. Cybern. 73:357"``; of a book the publisher.
    note : str
        What of it: the equations, the table, and what is named otherwise there.
    """

    authors: str
    year: int
    title: str
    where: str
    doi: str
    note: str = ""

    @property
    def citation(self) -> str:
        """One line, as in a text: ``Jansen and Rit (1995) Biol. Cybern. 73:357, doi:10.1007/BF00199471``."""
        names = [author.split(",")[0].strip() for author in self.authors.split(" and ")]
        who = f"{names[0]} et al." if len(names) > 3 else ", ".join([*names[:-2], " and ".join(names[-2:])])
        return f"{who} ({self.year}) {self.where}, doi:{self.doi}"

    @property
    def key(self) -> str:
        """First author and year in plain letters: ``jansen1995``."""
        first = unicodedata.normalize("NFKD", self.authors.split(",")[0])
        return re.sub(r"[^a-z]", "", first.encode("ascii", "ignore").decode().lower()) + str(self.year)

    @property
    def bibtex(self) -> str:
        """The entry for a list of references."""
        journal = _JOURNAL.fullmatch(self.where)
        kind, place = ("article", journal.groupdict()) if journal else ("book", {"publisher": self.where})
        fields = {
            "author": self.authors,
            "title": f"{{{self.title}}}",
            "year": str(self.year),
            **place,
            "doi": self.doi,
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@{kind}{{{self.key},\n{lines}\n}}"


def sources_in(doc: str) -> list[str]:
    """Every ``Source:`` of a docstring as one line, in order.

    Examples
    --------
    >>> sources_in("Text.\\n\\nSource: One,\\n2001.\\nSource: Two, 2002.")
    ['One, 2001.', 'Two, 2002.']
    """
    _, *parts = re.split(r"^Source: ", doc, flags=re.MULTILINE)
    return [" ".join(part.split("\n\n")[0].split()) for part in parts]


def reference(text: str) -> Reference | None:
    """Read ``Last, F. M. and Last, F. (year) "Title", Journal volume:page, doi:10.x/y, note.``, or None.

    Examples
    --------
    >>> r = reference('Kuramoto, Y. (1984) "Chemical Oscillations", Springer, doi:10.1007/978-3-642-69689-3, ch. 2.')
    >>> r.citation, r.note
    ('Kuramoto (1984) Springer, doi:10.1007/978-3-642-69689-3', 'ch. 2')
    >>> reference("Private communication.") is None
    True
    """
    found = _SOURCE.fullmatch(text)
    if found is None or not all("," in author for author in found["authors"].split(" and ")):
        return None
    fields = {**found.groupdict(), "year": int(found["year"]), "note": found["note"] or ""}
    return Reference(**fields)
