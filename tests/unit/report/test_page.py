"""The page stands alone, can be read by all, and has the numbers that can be computed without it."""

import re
from pathlib import Path

import numpy as np
import pytest
from scipy.linalg import solve_continuous_lyapunov
from scipy.stats import spearmanr

from brainmass import io
from brainmass.report import Scan, write_report

from .conftest import Page

SECTIONS = [
    "Connectome", "What was simulated", "Time series", "Power spectra", "BOLD", "Functional connectivity",
    "Functional connectivity dynamics", "Scan", "Measures", "Numbers",
]  # fmt: skip
PAIRS = np.triu_indices(8, 1)


@pytest.fixture(scope="module")
def text(run, sc, empirical, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    scan = Scan([1.0, 3.0, 9.0], [0.11, 0.23, 0.17], chosen=3.0)
    tables = {"Speed": [{"what": "steps per second", "value": 123456.0}]}
    assert (
        write_report(run, path, connectome=sc, empirical_fc=empirical, scan=scan, tables=tables, title="Rest") == path
    )
    assert [file.name for file in path.parent.iterdir()] == ["report.html"]
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text) -> Page:
    return Page(text)


def test_it_is_whole_and_has_every_section_in_order(page):
    assert page.texts("h1") == ["Rest"]
    assert page.texts("h2") == SECTIONS
    assert page.texts("title") == ["Rest"]
    assert page.all("html") == [{"lang": "en"}]


def test_it_loads_nothing(text, page):
    assert page.all("script") == page.all("link") == page.all("iframe") == []
    for _, attributes in page.tags:
        assert str(attributes.get("src") or "data:").startswith("data:image/") is ("src" in attributes)
        assert str(attributes.get("href") or "#").startswith("#")
    assert "url(" not in text
    assert "@import" not in text


def test_every_link_leads_somewhere_and_no_address_is_given_twice(page):
    addresses = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(addresses) == len(set(addresses))
    assert {link["href"] for link in page.all("a")} <= {f"#{address}" for address in addresses}
    assert len(page.all("a")) == len(SECTIONS) + 1


def test_those_who_do_not_see_it_can_read_it(page):
    images = page.all("img")
    assert len(images) == 18
    for image in images:
        assert len(image["alt"]) > 20
        assert int(image["width"]) > 0
        assert int(image["height"]) > 0
    assert len(page.all("figcaption")) == len(images)
    assert len(page.all("caption")) == len(page.all("table")) > 5
    assert {cell["scope"] for cell in page.all("th")} == {"row", "col"}
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert max(np.diff(levels)) == 1


def test_agreement_and_baselines(run, sc, empirical, page):
    bold = np.asarray(run["bold"], float)
    expected = {
        "this simulation": np.corrcoef(np.corrcoef(bold, rowvar=False)[PAIRS], empirical[PAIRS])[0, 1],
        "connectome itself": np.corrcoef(sc.weights[PAIRS], empirical[PAIRS])[0, 1],
        "best linear network, additive": best_additive(sc.weights, empirical),
    }
    for name, r in expected.items():
        assert [name, printed(r)] in page.rows
        assert [f"{name}: correlation with the empirical FC", printed(r)] in page.rows
    assert f"correlate at r = {printed(expected['this simulation'])} over 28 pairs" in page.seen


def printed(r: float) -> str:
    return f"{r:.3f}".replace("-", "−")


def best_additive(weights: np.ndarray, empirical: np.ndarray) -> float:
    """The best of -I + g W by SciPy's solution of the Lyapunov equation."""
    weights = weights / np.abs(np.linalg.eigvals(weights)).max()
    found = []
    for gain in np.linspace(0.01, 0.99, 99):
        covariance = solve_continuous_lyapunov(gain * weights - np.eye(8), -np.eye(8))
        deviation = np.sqrt(np.diag(covariance))
        found.append(np.corrcoef((covariance / np.outer(deviation, deviation))[PAIRS], empirical[PAIRS])[0, 1])
    return max(found)


def test_the_numbers_of_the_signals(run, page):
    rates = 1000 * np.asarray(run["rate"], float)
    means = rates.mean(axis=0)
    assert f"{rates.mean():.3g} Hz" in page.texts("dd")
    span, deviation = f"{means.min():.4g} to {means.max():.4g}", f"{rates.std(axis=0).mean():.3g}"
    assert ["rate", f"{rates.mean():.4g}", span, deviation, "Hz", "none"] in page.rows


def test_the_numbers_of_the_dynamics(run, page):
    bold = np.asarray(run["bold"], float)
    edges = [np.corrcoef(bold[start : start + 60], rowvar=False)[PAIRS] for start in range(0, 241, 2)]
    apart = np.corrcoef(edges)[np.triu_indices(121, 30)]
    assert (
        f"121 windows. The distribution counts pairs of windows that share no volume: median {np.median(apart):.3f}"
        in page.seen
    )
    assert f"{apart.mean():.3f} ± {apart.std():.3f}" in page.texts("td")


def test_measures_of_the_fc_and_its_dynamics(run, sc, page):
    bold = np.asarray(run["bold"], float)
    fc = np.corrcoef(bold, rowvar=False)
    edges = [np.corrcoef(bold[start : start + 60], rowvar=False)[PAIRS] for start in range(0, 241, 2)]
    strength = (np.maximum(fc, 0) - np.eye(8)).sum(axis=1)
    expected = {
        "FCD variance": f"{np.corrcoef(edges)[np.triu_indices(121, 30)].var():.3g}",
        "structure-function coupling of bold": printed(spearmanr(sc.weights[PAIRS], fc[PAIRS]).statistic),
        "strength of FC of bold": f"{strength.mean():.3g} ± {strength.std():.3g}",
    }
    found = {row[0]: row[1] for row in page.rows if row}
    assert {name: found[name] for name in expected} == expected


def test_delays_and_the_connectome(sc, page):
    between = sc.weights != 0
    assert f"median {np.median(sc.lengths[between] / 6.0):.3g} ms" in page.seen
    assert f"8 regions, {between.sum()} connections (100% of all pairs), symmetric." in page.seen


def test_what_was_simulated(page):
    seen = page.seen
    assert "d S E /d t = − S E / τ E + (1 − S E ) γ r E" in seen
    assert "doi:10.1523/JNEUROSCI.5068-13.2014" in seen
    assert ["wp", "1.3", "1.4", "–", "local excitatory recurrence"] in page.rows
    assert "Parameters at their default: all others (14)" in page.texts("summary")
    assert ["SE", "the derivative", "Ornstein-Uhlenbeck", "σ = 0.001 /ms, τ = 10 ms, mean = 0 /ms"] in page.rows
    assert ["Iext", "constant input", "0.01 nA"] in page.rows
    assert ["bold", "S_E", "Balloon-Windkessel BOLD, parameter set friston2003", "1 s"] in page.rows
    cells = {cell for row in page.rows for cell in row}
    assert {"0.9 to 1.1, mean 1 (8 values)", "length / (6 mm/ms)", "8 × 8, sum 8"} <= cells
    integration = {"simulated": "5.33 min", "not recorded": "the first 20 s", "step dt": "1 ms", "method": "heun"}
    for row in (*integration.items(), ("seed", "7"), ("precision", "float32")):
        assert list(row) in page.rows


def test_the_scan_and_the_given_table(page):
    assert "3 values of the coupling strength k were simulated. The agreement is largest, r = 0.230, at 3." in page.seen
    assert "Speed" in page.texts("caption")
    assert ["steps per second", "123500"] in page.rows


def test_the_page_of_a_saved_result_says_the_same(run, sc, empirical, text, tmp_path):
    matrices = {"weights": sc.weights, "lengths": sc.lengths, "fc_empirical": empirical}
    saved = io.save_result(run, tmp_path / "run.nc", matrices=matrices)
    again = Page(write_report(saved, tmp_path / "again.html", title="Rest").read_text(encoding="utf-8"))
    page = Page(text)
    assert again.texts("h2") == [title for title in SECTIONS if title != "Scan"]
    verdict = next(text for text in page.texts("p") if text.startswith("Simulated and empirical"))
    assert verdict in again.texts("p")
    for value in ("0.9 to 1.1, mean 1 (8 values)", "length / (6 mm/ms)"):
        assert value in again.texts("td")
    # Matrices may be single precision on their way, figures may not differ for that.
    assert [image["alt"] for image in again.all("img")] == [image["alt"] for image in page.all("img")[:-1]]
    assert Path(saved).exists()


def test_given_baselines_take_the_place_of_the_computed(run, sc, empirical, tmp_path):
    path = write_report(
        run, tmp_path / "r.html", connectome=sc, empirical_fc=empirical, baselines={"last year": -1.0, "goal": 1.0}
    )
    page = Page(path.read_text(encoding="utf-8"))
    assert "That is above last year (−1.000), and not above goal (1.000)." in page.seen
    assert "best linear" not in page.seen
    assert "best baseline: goal" in page.texts("dt")
