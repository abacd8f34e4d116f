"""Closed forms of lead fields: against other forms of the same physics, limits, and MNE-Python."""

import numpy as np
import pytest
from scipy.special import eval_legendre, lpmv

from brainmass.sensors import eeg_sphere, fitted_sphere, meg_sphere, seeg
from brainmass.sensors.shells import shell_factors

SARVAS = "Sarvas (1987) Phys. Med. Biol. 32:11, doi:10.1088/0031-9155/32/1/004"
MNE = "MNE-Python 1.13.2, make_forward_solution"

# Four dipoles, of which the last lies on the axis of the first sensor; electrodes on a sphere of 90 mm.
SOURCES = np.array([[20.0, 10, 60], [-30, 25, 40], [5, -50, 30], [0, 0, 75]])
MOMENTS = np.array([[1.0, 0, 0], [0, 1, 1], [1, -1, 0.5], [1, 2, 0]])
ELECTRODES = np.array([[0, 0, 1.0], [1, 0, 0], [0, -1, 1], [-1, 1, 1], [0.5, 0.2, -0.3]])
ELECTRODES = 90 * ELECTRODES / np.linalg.norm(ELECTRODES, axis=1, keepdims=True)
MAGNETOMETERS = np.array([[0, 0, 110.0], [80, 0, 80], [-70, 60, 60], [0, -100, 50], [60, 60, 80]])
COILS = np.array([[0, 0, 1.0], [1, 0, 1], [-1, 1, 0.5], [0.3, -1, 0.2], [0, 1, 1]])

# Of a sphere model in MNE-Python 1.13.2: make_sphere_model(r0=(0, 0, 0), head_radius=0.09, ...), a discrete source
# space of these dipoles, EEG channels and point magnetometers (coil type 2000) at these places, V/(A m) and T/(A m).
ONE_SPHERE = [  # relative_radii=(0.9, 1.0), sigmas=(0.33, 0.33)
    [-2.05381880e+02, 5.66694361e+01, -1.44356445e+01, 0.0],
    [7.12233656e+01, -1.41776761e+01, 1.72118773e+01, 2.23005643e+01],
    [-2.69880792e+01, -3.19062442e+01, 2.11132704e+02, -1.41509914e+02],
    [-8.58010682e+01, 3.25217818e+02, -4.52286983e+01, 3.66653336e+01],
    [3.10050636e+01, -1.71573767e+01, -8.37286346e+00, 2.04161875e+01],
]  # fmt: skip
FOUR_SHELLS = [  # relative_radii=(0.9, 0.92, 0.97, 1.0), sigmas=(0.33, 1.0, 0.004, 0.33)
    [-5.84709442e+01, 5.81874935e+01, 1.23745462e+00, 0.0],
    [6.92045108e+01, -1.10152616e+01, 2.28267471e+01, 2.29196851e+01],
    [-1.61694306e+01, -2.15174032e+01, 1.20869854e+02, -1.10491820e+02],
    [-6.98408538e+01, 1.56856890e+02, -4.05673457e+01, 3.21106824e+01],
    [3.29891731e+01, -1.44184394e+01, -5.03822671e+00, 2.14908799e+01],
]  # fmt: skip
FIELDS = [
    [-6.08580619e-06, -4.11904521e-06, 3.55802436e-06, 0.0],
    [-2.69345186e-06, -1.31232249e-06, 2.15213911e-06, -9.21046510e-06],
    [2.25406792e-06, 2.65808813e-06, 1.11796801e-06, 8.17366515e-06],
    [-4.00653628e-06, -1.44649945e-06, -5.22880316e-07, -1.98343084e-06],
    [5.07897734e-06, -7.96121363e-07, 1.10217455e-06, -4.61617774e-06],
]  # fmt: skip
SHELLS = {"shells": [0.9, 0.92, 0.97, 1.0], "conductivity": [0.33, 1.0, 0.004, 0.33]}


def largest(table) -> float:
    return float(np.abs(table).max())


def test_meg_equals_mne(check):
    ours = meg_sphere(MAGNETOMETERS, SOURCES, MOMENTS, coils=COILS).in_unit("T/(A m)").gain
    check.table("MEG of a sphere, T/(A m)", ours, FIELDS, abs=1e-8 * largest(FIELDS), source=MNE)


def test_eeg_of_one_sphere_equals_mne(check):
    """MNE fits image dipoles to the shells (Berg and Scherg 1994), here to a homogeneous sphere."""
    ours = eeg_sphere(ELECTRODES, SOURCES, MOMENTS).in_unit("V/(A m)").gain
    check.table("EEG of one sphere, V/(A m)", ours, ONE_SPHERE, abs=5e-6 * largest(ONE_SPHERE), source=MNE)


def test_eeg_of_four_shells_equals_mne(check):
    """To what the image dipoles of MNE are good for."""
    ours = eeg_sphere(ELECTRODES, SOURCES, MOMENTS, **SHELLS).in_unit("V/(A m)").gain
    check.table("EEG of four shells, V/(A m)", ours, FOUR_SHELLS, abs=2e-3 * largest(FOUR_SHELLS), source=MNE)


def test_one_sphere_is_the_legendre_series(check):
    """Sum over n of (2 n + 1) f^(n-1) (q_r P_n + q_t P_n^1 / n) / (4 pi sigma R^2), for a dipole on the z axis."""
    R, depth, sigma, n = 90.0, 55.0, 0.33, np.arange(1, 120)
    theta, phi = np.array([0.1, 0.9, 2.0, 3.0]), np.array([0.3, 1.0, -2.0, 0.0])
    points = R * np.column_stack([np.sin(theta) * np.cos(phi), np.sin(theta) * np.sin(phi), np.cos(theta)])
    x, power = np.cos(theta)[:, None], (2 * n + 1) * (depth / R) ** (n - 1)
    radial = (power * eval_legendre(n, x)).sum(axis=1)
    tangential = (power / n * -lpmv(1, n, x)).sum(axis=1) * np.cos(phi)  # without the sign of Condon and Shortley
    expected = 1e3 / (4 * np.pi * sigma * R**2) * np.column_stack([radial, tangential])
    ours = eeg_sphere(points, [[0, 0, depth]] * 2, [[0, 0, 1], [1, 0, 0]], conductivity=sigma).gain
    source = "Legendre series by SciPy, run in the test"
    check.table("EEG of one sphere: radial and tangential dipole", ours, expected, rel=1e-12, source=source)


def test_shells_solve_the_boundary_conditions(check):
    """Potential and current continuous at each boundary and no current at the outside, solved as one linear system for
    each order; the first order alone is a dipole at the centre."""
    radii, sigmas = np.array([0.87, 0.92, 1.0]), np.array([0.33, 0.0042, 0.33])
    expected = []
    for n in (1, 2, 5, 30):
        matrix, right = np.zeros((5, 5)), np.zeros(5)  # a_1, (a_2, b_2), (a_3, b_3); b_1 = 1 is the source
        for i in range(2):
            s, inner, outer = radii[i], [[0], [1, 2]][i], [[1, 2], [3, 4]][i]
            up, down = np.array([s**n, s ** (-n - 1.0)]), np.array([n * s ** (n - 1), -(n + 1) * s ** (-n - 2.0)])
            matrix[2 * i, inner], matrix[2 * i, outer] = up[: len(inner)], -up
            matrix[2 * i + 1, inner], matrix[2 * i + 1, outer] = sigmas[i] * down[: len(inner)], -sigmas[i + 1] * down
            if i == 0:
                right[:2] = -up[1], -sigmas[0] * down[1]
        matrix[4, 3:] = n, -(n + 1)
        solution = np.linalg.solve(matrix, right)
        expected.append(solution[3] + solution[4])
    ours = shell_factors(radii, sigmas, 30)[[0, 1, 4, 29]]
    check.table("three shells: factor of order 1, 2, 5, 30", ours, expected, rel=1e-9, source="linear system")


def test_shells_of_one_conductivity_are_one_sphere():
    one = eeg_sphere(ELECTRODES, SOURCES, MOMENTS).gain
    same = eeg_sphere(ELECTRODES, SOURCES, MOMENTS, shells=SHELLS["shells"], conductivity=[0.33] * 4).gain
    np.testing.assert_allclose(same, one, atol=1e-8 * largest(one))


def test_radial_dipoles_give_no_field(check):
    field = meg_sphere(MAGNETOMETERS, SOURCES, SOURCES, coils=COILS).gain
    check("MEG of radial dipoles", largest(field), 0.0, abs=1e-10, source=SARVAS, unit="fT/(nA m)")


def test_radial_field_is_that_of_the_primary_current(check):
    """Volume currents add nothing to the radial part of Biot and Savart: mu0 / 4 pi r . q x (r - r0) / (|r| a^3)."""
    a = np.linalg.norm(MAGNETOMETERS[:, None] - SOURCES, axis=2)
    q = MOMENTS / np.linalg.norm(MOMENTS, axis=1, keepdims=True)
    outwards = MAGNETOMETERS / np.linalg.norm(MAGNETOMETERS, axis=1, keepdims=True)
    expected = 1e5 * (outwards[:, None] * np.cross(q, MAGNETOMETERS[:, None] - SOURCES)).sum(axis=2) / a**3
    ours = meg_sphere(MAGNETOMETERS, SOURCES, MOMENTS).gain
    check.table(
        "radial field of a sphere", ours, expected, abs=1e-10 * largest(expected), source=f"{SARVAS}, Biot-Savart"
    )


def test_field_outside_has_no_curl():
    """There is no current outside, so B is a gradient: its Jacobian is symmetric, with a trace of 0."""
    point, h = np.array([50.0, -60.0, 90.0]), 1e-3

    def field(at):
        return meg_sphere([at] * 3, SOURCES[:1], MOMENTS[:1], coils=np.eye(3)).gain[:, 0]

    slopes = np.array([(field(point + step) - field(point - step)) / (2 * h) for step in h * np.eye(3)])
    np.testing.assert_allclose(slopes, slopes.T, atol=1e-8 * largest(slopes))
    assert abs(np.trace(slopes)) < 1e-8 * largest(slopes)


def test_a_gradiometer_is_the_difference_of_two_coils():
    near, far = (
        meg_sphere(MAGNETOMETERS + d * np.array([0, 0, 1.0]), SOURCES, MOMENTS, coils=[0, 0, 1.0]) for d in (0, 50)
    )
    both = meg_sphere(MAGNETOMETERS, SOURCES, MOMENTS, coils=[0, 0, 1.0], baseline=50.0)
    np.testing.assert_allclose(both.gain, near.gain - far.gain, rtol=1e-12, atol=1e-12)


def test_a_dipole_is_two_monopoles(check):
    """I and -I at a distance h: the dipole I h, to second order in h."""
    q, h, contacts = MOMENTS[2] / np.linalg.norm(MOMENTS[2]), 1e-2, [[10.0, 0, 0], [0, 20, 5]]
    pair = seeg(contacts, [h / 2 * q, -h / 2 * q], conductivity=0.5).gain @ [1.0, -1.0]
    dipole = seeg(contacts, [[0.0, 0, 0]], [q], conductivity=0.5).gain[:, 0] / 1e3 * h  # 1 nA m is 1000 nA mm
    check.table("dipole and two monopoles", dipole, pair, rel=1e-6, source=f"{SARVAS}, Eq. 12")


def test_a_ball_is_many_points():
    """Dipoles spread evenly in a ball of 4 mm, by Monte Carlo: the closed form within and outside."""
    rng = np.random.default_rng(0)
    points = rng.uniform(-4, 4, (200_000, 3))
    points = points[np.linalg.norm(points, axis=1) < 4]
    contacts = np.array([[0.0, 0, 9], [1, 5, 3]])
    outside = seeg(contacts, points, [0, 0, 1.0]).gain.mean(axis=1)
    np.testing.assert_allclose(seeg(contacts, [[0, 0, 0]], [0, 0, 1.0], radius=4.0).gain[:, 0], outside, rtol=5e-3)
    inside = seeg([[0.0, 0.0, 0.5], [1.0, 2.0, 2.0]], [[0, 0, 0]], radius=4.0).gain[:, 0]
    np.testing.assert_allclose(inside, seeg([[0.0, 0.0, 0.5], [1.0, 2.0, 2.0]], points).gain.mean(axis=1), rtol=5e-3)


def test_a_sphere_far_away_doubles_the_potential(check):
    """Just under an insulating plane a source and its image add up: twice that of an infinite medium."""
    R = 1e5
    electrodes, source = [[3.0, 0, R], [-5, 4, R]], [[0, 0, R - 10]]
    on_it = R * np.array(electrodes) / np.linalg.norm(electrodes, axis=1, keepdims=True)
    ours = eeg_sphere(on_it, source, [0.3, 0, 1.0], conductivity=0.3).gain
    expected = 2 * seeg(on_it, source, [0.3, 0, 1.0], conductivity=0.3).gain
    check.table("EEG under a plane", ours, expected, rel=2e-3, source="method of images")


def test_a_sphere_is_found():
    rng = np.random.default_rng(1)
    directions = rng.standard_normal((50, 3))
    points = [3, -4, 40] + 85 * directions / np.linalg.norm(directions, axis=1, keepdims=True)
    centre, radius = fitted_sphere(points + 1e-3 * rng.standard_normal((50, 3)))
    np.testing.assert_allclose([*centre, radius], [3, -4, 40, 85], atol=5e-3)
    with pytest.raises(ValueError, match="a sphere takes four points that do not lie in a plane, got 3"):
        fitted_sphere(points[:3])
