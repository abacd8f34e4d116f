"""Units of a gain: what a sensor reads for one unit of activity."""

from __future__ import annotations

from brainmass.errors import unknown
from brainmass.units import NAMED, Unit, mV, nA, one

_m, _V, _A = NAMED["m"], NAMED["V"], NAMED["A"]
nA_m = (nA * _m).named("nA m")
A_m = (_A * _m).named("A m")
tesla = (_V * NAMED["s"] / (_m * _m)).named("T")
fT = Unit("fT", tesla.dims, 1e-15)
fT_per_cm = (fT / NAMED["cm"]).named("fT/cm")
uV, _nV = NAMED["uV"], Unit("nV", _V.dims, 1e-9)

READINGS = (_nV, uV, mV, _V, fT, tesla, fT_per_cm, (tesla / _m).named("T/m"))
"""What sensors are read in."""

MOMENTS = (nA_m, A_m, nA)
"""What activity is, where it is a source of current: a dipole moment, or a current that leaves."""


def _over(reading: Unit, moment: Unit) -> Unit:
    """``uV/(nA m)``, ``uV/nA``, ``(fT/cm)/(nA m)``."""
    above = f"({reading.name})" if "/" in reading.name else reading.name
    below = f"({moment.name})" if " " in moment.name else moment.name
    return (reading / moment).named(f"{above}/{below}")


GAINS: dict[str, Unit] = {
    "1": one,
    **{r.name: r for r in READINGS},
    **{(unit := _over(r, m)).name: unit for r in READINGS for m in MOMENTS},
}
"""Units of a gain by name; that of a reading alone is for activity which is a plain number."""


def gain_unit(given: Unit | str) -> Unit:
    """The unit of a gain that a name means.

    Examples
    --------
    >>> gain_unit("uV/(nA m)").same_as(gain_unit("uV/nA"))
    False
    """
    if isinstance(given, Unit):
        return given
    if given not in GAINS:
        raise ValueError(f"unit: {unknown('unit of a gain', given, GAINS)}")
    return GAINS[given]


def reading(gain: Unit, activity: Unit) -> Unit:
    """What sensors read, for activity in its unit, under a short name where there is one.

    Examples
    --------
    >>> str(reading(gain_unit("uV/(nA m)"), nA_m)), str(reading(gain_unit("V/(A m)"), nA_m)), str(reading(one, mV))
    ('uV', 'nV', 'mV')
    """
    product = gain * activity
    return next((unit for unit in READINGS if unit.same_as(product)), product)
