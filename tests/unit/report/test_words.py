"""Numbers, names and formulas in print."""

import re

import pytest

from brainmass import coupling
from brainmass.equations import printed
from brainmass.models import catalogue
from brainmass.report.setup import coupling_name, noise_unit
from brainmass.report.words import derivative, duration, formula, number, symbol, value_of, with_unit


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (1.0, "1"), (-0.5, "−0.5"), (0.12345, "0.123"), (123456.0, "123000"), (1e6, "1 × 10⁶"),
        (-1.5e-9, "−1.5 × 10⁻⁹"), (0.9999, "1"), (float("inf"), "∞"), (float("-inf"), "−∞"),
        (float("nan"), "not a number"),
    ],
)  # fmt: skip
def test_numbers(value, text):
    assert number(value) == text


def test_durations_and_units_do_not_break_over_a_line():
    assert duration(90_000.0) == "90\N{NO-BREAK SPACE}s"
    assert with_unit("0.1", "1/ms^2") == "0.1\N{NO-BREAK SPACE}/ms²"
    assert with_unit("0.1", "1") == "0.1"


def test_parameters():
    assert value_of(0.3100000023841858) == "0.31"
    assert value_of([2.0, 1.0, 3.0]) == "1 to 3, mean 2 (3 values)"
    assert value_of("text") == "text"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x", "<i>x</i>"), ("omega", "<i>ω</i>"), ("Delta", "<i>Δ</i>"), ("x_inp", "<i>x</i><sub>inp</sub>"),
        ("S_E_ext", "<i>S</i><sub>E,ext</sub>"), ("y1_j", "<i>y</i><sub>1,j</sub>"), ("sum_j", "∑<sub>j</sub>"),
        ("<b>", "<i>&lt;b&gt;</i>"),
    ],
)  # fmt: skip
def test_symbols(name, text):
    assert symbol(name) == text


def test_a_power_stands_outside_the_index():
    assert formula("r_E² / 2") == "<i>r</i><sub>E</sub>² / 2"


def test_a_derivative():
    assert derivative("x") == "d<i>x</i>/d<i>t</i>"


@pytest.mark.parametrize("name", catalogue)
def test_every_equation_says_the_same_as_its_printed_text(name):
    for text in printed(catalogue[name]).values():
        bare = re.sub(r"<[^>]*>", "", formula(text)).replace("&lt;", "<").replace("&gt;", ">").replace("−", "-")
        assert re.sub(r"[\w,.]", "", bare) == re.sub(r"[\w,.]", "", text)


def test_every_public_coupling_is_known_by_name_with_a_balanced_formula():
    makers = [coupling.additive, coupling.diffusive, coupling.kuramoto, coupling.sigmoidal, coupling.laplacian]
    for make in [*makers, coupling.hyperbolic_tangent, coupling.sigmoidal_jansen_rit]:
        made = make()
        functions = [f for f in (made.prepare, made.send, made.receive) if f]
        name, text = coupling_name([f"{f.__module__}.{getattr(f, '__qualname__', '')}" for f in functions])
        assert name == make.__name__
        assert re.match(r"c(_i)? = ", text)
        assert text.count("(") == text.count(")")


def test_two_couplings_never_share_their_functions():
    makers = [coupling.additive, coupling.diffusive, coupling.kuramoto, coupling.sigmoidal, coupling.laplacian]
    makers += [coupling.hyperbolic_tangent, coupling.sigmoidal_jansen_rit]
    assert len({(made.send, made.receive) for made in (make() for make in makers)}) == len(makers)


@pytest.mark.parametrize(
    ("unit", "kind", "on_drive", "text"),
    [("mV", "White", False, "mV/√ms"), ("1", "OU", False, "1/ms"), ("nA", "Coloured", True, "nA")],
)
def test_units_of_noise(unit, kind, on_drive, text):
    assert noise_unit(unit, kind, on_drive) == text
