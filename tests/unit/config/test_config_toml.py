"""TOML as we write it, read by Python's own reader."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brainmass.config.toml import changed, inline, value_of, written

keys = st.text(min_size=1, max_size=8)
plain = st.one_of(
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
)
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
)
tables = st.dictionaries(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8), values, max_size=4)


@given(tables)
def test_what_is_written_is_read_back_equal(table):
    assert tomllib.loads(written(table)) == table


def test_tables_lists_of_tables_and_choices_keep_their_form():
    table = {
        "simulation": {"dt": 0.1},
        "populations": {"cortex": {"model": "hopf", "noise": {"x": {"kind": "white", "sigma": 0.1}}}},
        "projections": [{"source": "a.x", "weights": [[1, 2]]}, {"source": "b.x"}],
    }
    text = written(table)
    assert tomllib.loads(text) == table
    assert '[populations.cortex.noise]\nx = {kind = "white", sigma = 0.1}' in text
    assert text.count("[[projections]]") == 2


@pytest.mark.parametrize("text", ["0.5", "3", "true", "[1, 2]", '{kind = "ou", tau = 1.0}', '"quoted"'])
def test_a_value_on_the_command_line_is_what_toml_makes_of_it(text):
    assert value_of(text) == tomllib.loads(f"x = {text}")["x"]


def test_what_is_no_toml_is_a_string():
    assert [value_of(text) for text in ("10 ms", "hopf", "a = 3", "")] == ["10 ms", "hopf", "a = 3", ""]


def test_a_change_makes_tables_on_its_way_and_leaves_the_original():
    data = {"network": {"model": "hopf"}, "projections": [{"k": 1}, {"k": 2}]}
    assert changed(data, "network.coupling.k", 3)["network"] == {"model": "hopf", "coupling": {"k": 3}}
    assert changed(data, "projections.1.k", 5)["projections"] == [{"k": 1}, {"k": 5}]
    assert data == {"network": {"model": "hopf"}, "projections": [{"k": 1}, {"k": 2}]}


def test_not_finite_numbers_are_written_as_toml_has_them():
    assert tomllib.loads(f"x = {inline([float('inf'), -float('inf')])}")["x"] == [float("inf"), -float("inf")]
