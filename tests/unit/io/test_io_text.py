"""Text files, written by NumPy and pandas in the ways that people write them."""

import io

import numpy as np
import pandas as pd
import pytest

from brainmass.io import read_text

MATRIX = np.array([[0.0, 1.5, 2e-3], [0.25, 0.0, 7.0], [3.0, 1e5, 0.0]])
LABELS = ["V1 left", "M1", "4"]
FRAME = pd.DataFrame(MATRIX, LABELS, LABELS)


def read(text: str | bytes):
    return read_text(io.BytesIO(text if isinstance(text, bytes) else text.encode()))


@pytest.mark.parametrize("delimiter", [" ", ",", "\t", ";", "   "])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_numbers_alone(delimiter, newline):
    text = io.StringIO()
    np.savetxt(text, MATRIX, delimiter=delimiter, newline=newline)
    members = read(text.getvalue())
    assert list(members) == ["matrix"]
    np.testing.assert_array_equal(members["matrix"], MATRIX)


@pytest.mark.parametrize(
    "text",
    [
        FRAME.to_csv(),
        FRAME.to_csv(sep="\t"),
        FRAME.to_csv(sep=";"),
        FRAME.to_csv(index=False),
        FRAME.to_csv(header=False),
        FRAME.to_csv(index_label="region"),
        FRAME.reset_index(drop=True).to_csv(),  # named columns, counted rows
        FRAME.to_csv(quoting=1),
        "# written by somebody\n\n" + FRAME.to_csv(),
        "\ufeff" + FRAME.to_csv(),
        FRAME.to_csv().replace("\n", ",\n"),  # every line ends with a separator
        FRAME.to_csv()[1:],  # no corner cell, as R writes it
    ],
)
def test_names_around_the_numbers_are_found(text):
    members = read(text)
    assert members["labels"].tolist() == LABELS
    np.testing.assert_array_equal(members["matrix"], MATRIX)


def test_names_separated_by_white_space():
    members = read("   A  B  C\nA 0 1.5 2\nB 3 0 4\nC 5 6 0\n")
    assert members["labels"].tolist() == ["A", "B", "C"]
    assert members["matrix"].tolist() == [[0, 1.5, 2], [3, 0, 4], [5, 6, 0]]


@pytest.mark.parametrize("text", [pd.DataFrame(MATRIX).to_csv(), pd.DataFrame(MATRIX).to_csv(index=False)])
def test_a_count_is_not_a_name(text):
    members = read(text)
    assert list(members) == ["matrix"]
    np.testing.assert_array_equal(members["matrix"], MATRIX)


def test_a_region_may_be_called_na():
    members = read(pd.DataFrame(np.eye(2), ["NA", "CA"], ["NA", "CA"]).to_csv())
    assert members["labels"].tolist() == ["NA", "CA"]


def test_a_comment_is_not_a_header():
    text = io.StringIO()
    np.savetxt(text, MATRIX, header="A B C")
    assert list(read(text.getvalue())) == ["matrix"]
