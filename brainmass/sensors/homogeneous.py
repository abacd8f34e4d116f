"""Sources in an infinite homogeneous medium: what a contact within the brain reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.spatial.distance import cdist

from brainmass.sensors.door import directions, points, positive
from brainmass.sensors.gains import gain_unit
from brainmass.sensors.lead_field import LeadField
from brainmass.units import mm, to_float

SIGMA = 0.3
"""Of grey matter, S/m: barrel cortex of the rat, Goto et al. (2010) J. Neurophysiol., doi:10.1152/jn.00122.2010."""


def seeg(
    positions: Any,
    centres: Any,
    orientations: Any = None,
    *,
    conductivity: float = SIGMA,
    radius: Any = 0.0,
    sensors: Sequence[str] = (),
    regions: Sequence[str] = (),
) -> LeadField:
    """The lead field of contacts within the brain, in an infinite homogeneous medium of conductivity σ.

    A current dipole q at r0 gives V(r) = q · d / (4 π σ d³) with d = r − r0, and a monopole I / (4 π σ d). Spread
    evenly over a ball of radius R, both are the same outside of it, and finite within: q · d / (4 π σ R³), and
    I (3 R² − d²) / (8 π σ R³).

    Parameters
    ----------
    positions : array, shape (contacts, 3)
        mm.
    centres : array, shape (regions, 3)
        mm, in the same frame: region centres, or vertices.
    orientations : array, shape (regions, 3) or (3,), optional
        Directions of the dipoles. Without them the sources are monopoles: the activity is then a current in nA, of
        which a brain as a whole gives none.
    conductivity : float
        S/m.
    radius : float or quantity
        Of the source, mm.
    sensors, regions : sequence of str
        Names and labels; ``c0``, ``c1``, ... by default, and none.

    Returns
    -------
    LeadField
        Of kind sEEG, in uV/(nA m), or uV/nA of monopoles.

    Raises
    ------
    ValueError
        If a contact lies in a point source, where its potential is infinite.

    Notes
    -----
    Source: Sarvas, J. (1987) "Basic mathematical and electromagnetic concepts of the biomagnetic inverse problem",
    Phys. Med. Biol. 32:11, doi:10.1088/0031-9155/32/1/004, Eq. 12.

    Examples
    --------
    One µV is read 5.15 mm before a dipole of 0.1 nA m:

    >>> lead = seeg([[0.0, 0.0, 5.15]], [[0.0, 0.0, 0.0]], [0.0, 0.0, 1.0])
    >>> round(0.1 * float(lead.gain[0, 0]), 3), str(lead.unit)
    (1.0, 'uV/(nA m)')
    """
    contacts, sources = points(positions, "positions"), points(centres, "centres")
    size = to_float(radius, mm, "radius")
    if size < 0:
        raise ValueError(f"radius must be 0 or more, got {size:g} mm")
    distance = cdist(contacts, sources)
    if not size and not distance.all():
        i, j = np.argwhere(distance == 0)[0]
        raise ValueError(f"contact {i} lies in source {j}, which is a point; give a radius for it")
    # 1 nA / (S/m mm) is 1 uV, and 1 nA m / (S/m mm²) is 1000 uV.
    scale = 1 / (4 * np.pi * positive(conductivity, "conductivity"))
    if orientations is None:
        within = (3 * size**2 - distance**2) / (2 * size**3) if size else 0.0
        gain = scale * np.where(distance < size, within, 1 / np.maximum(distance, size or 1e-300))
        unit = gain_unit("uV/nA")
    else:
        q = directions(orientations, "orientations", len(sources))
        along = contacts @ q.T - (sources * q).sum(axis=1)
        far = np.maximum(distance, size)
        gain, unit = 1e3 * scale * along / (far * far * far), gain_unit("uV/(nA m)")
    return LeadField(gain, named(sensors, len(contacts), "c"), tuple(regions), "sEEG", contacts, unit, "homogeneous")


def named(sensors: Sequence[str], n: int, letter: str) -> tuple[str, ...]:
    """The names, or ``c0``, ``c1``, ..."""
    return tuple(sensors) or tuple(f"{letter}{i}" for i in range(n))
