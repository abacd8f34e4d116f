"""What of a model stands for what experiments measure: its firing rate, and its local field potential."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from brainmass.errors import unknown

SIGNALS = {"rate": "firing rate", "lfp": "local field potential"}
"""What a quantity of a model may stand for; the local field potential is also what EEG and MEG see the dipole of."""

# Takings that several models share.
SYNAPTIC = (
    "sum of the absolute excitatory and inhibitory currents of the excitatory cells: Mazzoni et al. (2008) "
    "PLoS Comput. Biol. 4:e1000239, doi:10.1371/journal.pcbi.1000239"
)
POTENTIAL = (
    "mean membrane potential: Taher et al. (2020) PLoS Comput. Biol. 16:e1008533, doi:10.1371/journal.pcbi.1008533"
)
MEG = "signal of MEG: Deco et al. (2017) NeuroImage 152:538, doi:10.1016/j.neuroimage.2017.03.023"
SEEG = "source of sEEG: Hashemi et al. (2020) NeuroImage 217:116839, doi:10.1016/j.neuroimage.2020.116839"
EXCITATORY = (
    "excitatory activity as the source of MEG: Abeysuriya et al. (2018) PLoS Comput. Biol. 14:e1006007, "
    "doi:10.1371/journal.pcbi.1006007"
)


@dataclass(frozen=True)
class Proxy:
    """The state or output that stands for a signal, and who takes it so ("" for the model's own sources)."""

    name: str
    source: str = ""


def proxy(name: str, source: str) -> Proxy:
    """Declare what stands for a signal, for ``model(lfp=...)``: a state or output, and where it is taken so.

    Examples
    --------
    >>> proxy("V", "Taher et al. (2020) PLoS Comput. Biol. 16:e1008533, doi:10.1371/journal.pcbi.1008533").name
    'V'
    """
    if not isinstance(source, str) or not source.strip():
        raise ValueError(f"proxy: say where '{name}' is taken for the signal, got {source!r}")
    return Proxy(name, source)


def chosen(who: str, proxies: Mapping[str, Proxy], signal: str, quantities: Iterable[str]) -> str:
    """The name of what stands for a signal in the model ``who``.

    Raises
    ------
    LookupError
        If nothing does, with the quantities that there are.
    """
    if signal not in SIGNALS:
        raise LookupError(unknown("signal", signal, SIGNALS))
    if signal not in proxies:
        raise LookupError(
            f"{who} has nothing that stands for its {SIGNALS[signal]}; observe one of its quantities by name: "
            f"{', '.join(quantities)}"
        )
    return proxies[signal].name
