"""What stands first on the page of a sweep."""

from __future__ import annotations

from brainmass.report.section import Tile
from brainmass.report.summary import with_what
from brainmass.report.sweeps.comparison import verdicts
from brainmass.report.sweeps.findings import Sweep, span
from brainmass.report.words import duration, listed
from brainmass.swept import SEED, Parameter

_MOST_BEST = 2


def sentence(sweep: Sweep) -> str:
    """What was swept, in some sentences."""
    return " ".join(
        part for part in (f"A sweep of {_network(sweep)} over {_axes(sweep)}.", _runs(sweep), noise(sweep)) if part
    )


def _network(sweep: Sweep) -> str:
    populations = sweep.attributes.get("populations", {}).values()
    if not populations:
        return "a network"
    text = "a network of " + listed([f"{each.get('n')} {each.get('model')} regions" for each in populations])
    more = with_what(sweep.attributes)
    return f"{text}, with {listed(more)}," if more else text


def _axes(sweep: Sweep) -> str:
    words = []
    for dim in dict.fromkeys(p.dim for p in sweep.parameters.values()):
        along = [p for p in sweep.parameters.values() if p.dim == dim]
        if dim == SEED:
            words.append(f"{sweep.seeds} seed{'s' * (sweep.seeds != 1)}")
        elif along[0].of_design:
            words.append(f"{sweep.dataset.sizes[dim]} points of {listed([f'{p.name} ({_range(p)})' for p in along])}")
        else:
            words.append(f"{len(along[0].values)} values of {dim} ({_range(along[0])})")
    return listed(words) if len(words) < 3 else f"{'; '.join(words[:-1])}; and {words[-1]}"


def _range(parameter: Parameter) -> str:
    return span(parameter, parameter.values) + (", logarithmic" if parameter.logarithmic else "")


def _runs(sweep: Sweep) -> str:
    text = f"{sweep.runs} run{'s' * (sweep.runs != 1)}"
    if "duration_ms" in sweep.attributes:
        text += f" of {duration(float(sweep.attributes['duration_ms']))} each"
    if skipped := float(sweep.attributes.get("transient_ms", 0.0)):
        text += f", the first {duration(skipped)} not recorded"
    done = f"; {sweep.done or 'none'} of them {'is' if sweep.done < 2 else 'are'} done"
    return text + ("" if sweep.done == sweep.runs else done) + "."


def noise(sweep: Sweep) -> str:
    """Which noise the points had."""
    told = str(sweep.attributes.get("noise", ""))
    kind, _, rest = told.partition(": ")
    return f"Noise is {kind}: {rest}." if rest else told


def tiles(sweep: Sweep) -> list[Tile]:
    """The numbers that are seen first."""
    found = [
        Tile(each.said(each.best.value), f"{each.title}{sweep.at(each.best.at, ', at ')}")
        for each in sweep.measures
        if each.best is not None
    ][:_MOST_BEST]
    done = str(sweep.done) if sweep.done == sweep.runs else f"{sweep.done} of {sweep.runs}"
    return [*found, Tile(done, "runs done"), Tile(str(sweep.diverged), "of them diverged")]


def verdict(sweep: Sweep) -> str:
    """How the best points stand beside what they are compared with."""
    sentences = [text for each in sweep.measures for text in verdicts(sweep, each)]
    missing = sweep.runs - sweep.done
    return " ".join(
        [f"{missing} of {sweep.runs} runs are not done: this is what is known so far."] * bool(missing) + sentences
    )
