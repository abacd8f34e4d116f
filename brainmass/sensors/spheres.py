"""A head that is a sphere: closed forms for who has no head model."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from brainmass.sensors.door import directions, points, positive
from brainmass.sensors.gains import gain_unit
from brainmass.sensors.homogeneous import named
from brainmass.sensors.lead_field import LeadField
from brainmass.sensors.shells import shell_potential
from brainmass.units import mm

ORIGIN = (0.0, 0.0, 0.0)


def eeg_sphere(
    positions: Any,
    centres: Any,
    orientations: Any,
    *,
    conductivity: float | Sequence[float] = 0.33,
    shells: Sequence[float] = (),
    centre: Any = ORIGIN,
    radius: Any = None,
    sensors: Sequence[str] = (),
    regions: Sequence[str] = (),
) -> LeadField:
    """The lead field of electrodes on a conducting sphere, homogeneous or of shells.

    On one sphere, with r the electrode, |r| = R, and d = r − r0, a dipole q at r0 gives

    V = q · [2 d / d³ + (r + R d / d) / (R (R² − r · r0 + R d))] / (4 π σ)

    which is what the potential of a point source, 2 / d − ln(R² − r · r0 + R d) / R, changes by when it moves. There is
    no skull in it: potentials are several times larger and sharper than on a head. With ``shells`` (brain, fluid,
    skull, scalp) the potential is a series of Legendre polynomials, summed to nine digits.

    Parameters
    ----------
    positions : array, shape (electrodes, 3)
        mm; moved along their radius onto the sphere.
    centres : array, shape (regions, 3)
        mm, in the same frame, within the sphere.
    orientations : array, shape (regions, 3) or (3,)
        Directions of the dipoles.
    conductivity : float or sequence of float
        S/m; of shells one for each, from the inside.
    shells : sequence of float
        Outer radius of each shell as a share of that of the head, from the inside; the last is 1.
    centre, radius : array (3,), float
        Of the sphere, mm; by default the origin, and the mean distance of the electrodes from it. See
        :func:`fitted_sphere`.
    sensors, regions : sequence of str
        Names and labels; ``e0``, ``e1``, ... by default, and none.

    Returns
    -------
    LeadField
        Of kind EEG, in uV/(nA m). Its reference is the mean over the whole sphere: see :meth:`LeadField.referenced`.

    Raises
    ------
    ValueError
        If a source does not lie within the sphere (the innermost one), or an electrode at its centre.

    Notes
    -----
    Source: Mosher, J. C. and Leahy, R. M. and Lewis, P. S. (1999) "EEG and MEG: forward solutions for inverse methods",
    IEEE Trans. Biomed. Eng. 46:245, doi:10.1109/10.748978.

    Examples
    --------
    A dipole at the centre gives 3 cos θ / (4 π σ R²), three times what it gives without a boundary:

    >>> lead = eeg_sphere([[0.0, 0.0, 90.0]], [[0.0, 0.0, 0.0]], [0.0, 0.0, 1.0])
    >>> round(float(lead.gain[0, 0]), 6), round(3e3 / (4 * np.pi * 0.33 * 90**2), 6)
    (0.089313, 0.089313)

    Through a skull of 0.0042 S/m:

    >>> head = {"shells": [0.87, 0.92, 1.0], "conductivity": [0.33, 0.0042, 0.33]}
    >>> lead = eeg_sphere([[0.0, 0.0, 90.0]], [[0.0, 0.0, 0.0]], [0.0, 0.0, 1.0], **head)
    >>> round(float(lead.gain[0, 0]), 6)
    0.059454
    """
    middle = points([centre], "centre", 1)
    electrodes, sources = points(positions, "positions") - middle, points(centres, "centres") - middle
    q = directions(orientations, "orientations", len(sources))
    far = np.linalg.norm(electrodes, axis=1, keepdims=True)
    if not far.all():
        raise ValueError(f"electrode {int(np.argmin(far))} lies at the centre of the sphere")
    R = positive(far.mean() if radius is None else radius, "radius", mm)
    radii, sigmas = _layers(shells, conductivity, R)
    _inside(sources, radii[0])
    r = electrodes * (R / far)
    gain = shell_potential(r, sources, q, radii, sigmas) if len(radii) > 1 else _one_sphere(r, sources, q, sigmas[0])
    labels = named(sensors, len(r), "e")
    what = "one sphere" if len(radii) == 1 else f"{len(radii)} shells"
    # 1 nA m / (S/m mm²) is 1000 uV.
    return LeadField(1e3 * gain, labels, tuple(regions), "EEG", r + middle, gain_unit("uV/(nA m)"), what)


def _layers(
    shells: Sequence[float], conductivity: float | Sequence[float], R: float
) -> tuple[list[float], list[float]]:
    """Radius and conductivity of each shell."""
    given = list(shells) or [1.0]
    sigmas = list(conductivity) if isinstance(conductivity, Sequence | np.ndarray) else [conductivity]
    if given[-1] != 1.0 or any(a >= b for a, b in pairwise([0.0, *given])):
        raise ValueError(f"shells: give outer radii that grow, as shares of the head's up to 1; got {given}")
    if len(sigmas) != len(given):
        raise ValueError(
            f"conductivity: {len(sigmas)} are given for {len(given)} shells (shells= are their outer radii)"
        )
    return [R * share for share in given], [positive(sigma, "conductivity") for sigma in sigmas]


def _one_sphere(r: np.ndarray, sources: np.ndarray, q: np.ndarray, sigma: float) -> np.ndarray:
    """Potential at r on the surface of a homogeneous sphere: (electrodes, sources)."""
    R = np.linalg.norm(r, axis=1)[:, None]
    away = r[:, None, :] - sources[None, :, :]
    d = np.linalg.norm(away, axis=2)
    bound = R * (R**2 - r @ sources.T + R * d)
    along, radial = np.einsum("srk,rk->sr", away, q), r @ q.T
    return (2 * along / d**3 + (radial + R * along / d) / bound) / (4 * np.pi * sigma)


def meg_sphere(
    positions: Any,
    centres: Any,
    orientations: Any,
    *,
    coils: Any = None,
    baseline: Any = None,
    centre: Any = ORIGIN,
    sensors: Sequence[str] = (),
    regions: Sequence[str] = (),
) -> LeadField:
    """The lead field of magnetometers, or of axial gradiometers, outside a conductor with spherical symmetry.

    With a = r − r0, F = a (r a + r² − r0 · r) and ∇F = (a² / r + a · r / a + 2 a + 2 r) r − (a + 2 r + a · r / a) r0,

    B = μ0 / (4 π F²) (F q × r0 − (q × r0 · r) ∇F)

    whatever the conductivity at each radius. A radial dipole gives no field, and neither does one at the centre.

    Parameters
    ----------
    positions : array, shape (sensors, 3)
        mm.
    centres : array, shape (regions, 3)
        mm, in the same frame.
    orientations : array, shape (regions, 3) or (3,)
        Directions of the dipoles.
    coils : array, shape (sensors, 3) or (3,), optional
        The direction in which each sensor measures the field; by default away from the centre.
    baseline : float or quantity, optional
        Of axial gradiometers, mm: a second coil at this distance along ``coils`` is subtracted.
    centre : array, shape (3,)
        Of the sphere, mm; see :func:`fitted_sphere`.
    sensors, regions : sequence of str
        Names and labels; ``m0``, ``m1``, ... by default, and none.

    Returns
    -------
    LeadField
        Of kind MEG, in fT/(nA m), with its sign.

    Raises
    ------
    ValueError
        If a source is not nearer to the centre than every sensor.

    Notes
    -----
    Source: Sarvas, J. (1987) "Basic mathematical and electromagnetic concepts of the biomagnetic inverse problem",
    Phys. Med. Biol. 32:11, doi:10.1088/0031-9155/32/1/004, Eq. 25.

    Examples
    --------
    >>> lead = meg_sphere([[60.0, 0.0, 90.0]], [[0.0, 0.0, 60.0]] * 2, [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    >>> lead.gain.round(3).tolist()
    [[-11.025, 0.0]]
    """
    middle = points([centre], "centre", 1)
    r, sources = points(positions, "positions") - middle, points(centres, "centres") - middle
    q = directions(orientations, "orientations", len(sources))
    _inside(sources, float(np.linalg.norm(r, axis=1).min()))
    n = directions(r if coils is None else coils, "coils", len(r))
    gain = _field(r, n, sources, q)
    if baseline is not None:
        gain -= _field(r + positive(baseline, "baseline", mm) * n, n, sources, q)
    labels = named(sensors, len(r), "m")
    return LeadField(gain, labels, tuple(regions), "MEG", r + middle, gain_unit("fT/(nA m)"), "sphere")


def _field(r: np.ndarray, n: np.ndarray, r0: np.ndarray, q: np.ndarray) -> np.ndarray:
    """The field along n at r, for dipoles q at r0: (sensors, sources), in fT for 1 nA m."""
    a_ = r[:, None, :] - r0[None, :, :]
    a, R = np.linalg.norm(a_, axis=2), np.linalg.norm(r, axis=1)[:, None]
    a_r = np.einsum("srk,sk->sr", a_, r)
    F = a * (R * a + R**2 - r @ r0.T)
    along_r, along_r0 = a**2 / R + a_r / a + 2 * a + 2 * R, a + 2 * R + a_r / a
    slope = along_r * (n * r).sum(axis=1)[:, None] - along_r0 * (n @ r0.T)  # of F, along n
    turned = np.cross(q, r0)
    # μ0 / 4π is 1e-7 T m/A; 1 nA m and lengths in mm make 1e5 fT of it.
    return 1e5 * (F * (n @ turned.T) - (r @ turned.T) * slope) / F**2


def fitted_sphere(positions: Any) -> tuple[np.ndarray, float]:
    """Centre and radius, mm, of the sphere nearest to some points, by linear least squares.

    |p|² = 2 p · c + (R² − |c|²) is linear in the centre c and in the term in brackets.

    Examples
    --------
    >>> points = [[90.0, 0, 40], [-90, 0, 40], [0, 90, 40], [0, 0, 130]]
    >>> centre, radius = fitted_sphere(points)
    >>> [round(float(x)) for x in centre], round(radius, 6)
    ([0, 0, 40], 90.0)
    """
    p = points(positions, "positions")
    matrix = np.column_stack([2 * p, np.ones(len(p))])
    solution, _, rank, _ = np.linalg.lstsq(matrix, (p**2).sum(axis=1), rcond=None)
    if rank < 4:
        raise ValueError(f"positions: a sphere takes four points that do not lie in a plane, got {len(p)}")
    c = solution[:3]
    return c, float(np.sqrt(solution[3] + c @ c))


def _inside(sources: np.ndarray, radius: float) -> None:
    depth = np.linalg.norm(sources, axis=1)
    if depth.max() >= radius:
        i = int(np.argmax(depth))
        raise ValueError(
            f"source {i} lies {depth[i]:.4g} mm from the centre of the sphere, and must lie within {radius:.4g}; give "
            "centre= (and radius=), or scale the positions"
        )
