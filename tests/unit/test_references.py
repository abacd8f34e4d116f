"""Sources as they stand in docstrings: read, cited, and as BibTeX."""

import pytest

from brainmass.references import reference, sources_in
from brainmass.spec import model, state

JANSEN = (
    'Jansen, B. H. and Rit, V. G. (1995) "Electroencephalogram and evoked potentials", Biol. Cybern. 73:357, '
    "doi:10.1007/BF00199471, Eq. 6, in mV."
)


def test_an_article():
    source = reference(JANSEN)
    assert source is not None
    assert source.citation == "Jansen and Rit (1995) Biol. Cybern. 73:357, doi:10.1007/BF00199471"
    assert (source.note, source.key) == ("Eq. 6, in mV", "jansen1995")
    assert source.bibtex == (
        "@article{jansen1995,\n"
        "  author = {Jansen, B. H. and Rit, V. G.},\n"
        "  title = {{Electroencephalogram and evoked potentials}},\n"
        "  year = {1995},\n"
        "  journal = {Biol. Cybern.},\n"
        "  volume = {73},\n"
        "  pages = {357},\n"
        "  doi = {10.1007/BF00199471}\n}"
    )


def test_a_book_and_a_doi_with_brackets():
    book = reference('Éluard, P. (1984) "Waves", Springer, doi:10.1016/S0006-3495(72)86068-5.')
    assert book is not None
    assert (book.key, book.doi) == ("eluard1984", "10.1016/S0006-3495(72)86068-5")
    assert book.bibtex.startswith("@book{eluard1984,")
    assert "publisher = {Springer}" in book.bibtex


@pytest.mark.parametrize(
    ("authors", "cited"),
    [
        ("One, A.", "One"),
        ("One, A. and Two, B.", "One and Two"),
        ("One, A. and Two, B. and Three, C.", "One, Two and Three"),
        ("One, A. and Two, B. and Three, C. and Four, D.", "One et al."),
    ],
)
def test_authors_as_they_are_cited(authors: str, cited: str):
    source = reference(f'{authors} (2001) "T", J. 1:2, doi:10.1000/x.')
    assert source is not None
    assert source.citation == f"{cited} (2001) J. 1:2, doi:10.1000/x"


@pytest.mark.parametrize(
    "text",
    [
        JANSEN.replace("doi:10.1007/BF00199471", "a report"),
        JANSEN.replace('"', ""),
        JANSEN.replace("Jansen, B. H.", "B. H. Jansen"),
        JANSEN.replace("(1995)", ""),
    ],
)
def test_what_cannot_be_read_is_none(text: str):
    assert reference(text) is None


def test_a_model_has_the_sources_of_its_docstring():
    @model()
    def rest(x=state(0.0, doc="x")):
        return {"x": 0 * x}

    @model()
    def decay(x=state(0.0, doc="x")):
        """Decay.

        Source: Jansen, B. H. and Rit, V. G. (1995) "Electroencephalogram and
        evoked potentials", Biol. Cybern. 73:357, doi:10.1007/BF00199471, Eq. 6.
        Source: my thesis.

        Other text.
        """
        return {"x": -x}

    assert rest.sources == ()
    assert [source.key for source in decay.sources] == ["jansen1995"]
    assert sources_in(decay.doc)[1] == "my thesis."
