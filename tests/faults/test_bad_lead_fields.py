"""Lead fields that cannot be meant: what is said."""

import numpy as np
import pytest

from brainmass.sensors import LeadField, eeg_sphere, meg_sphere, seeg

EEG = LeadField(np.eye(3), ["Fz", "Cz", "Pz"], ["a", "b", "c"], name="cap")
MEG = LeadField(np.eye(3), ["A1", "A2", "A3"], kind="MEG")
FREE = LeadField(np.ones((2, 4, 3)), ["A1", "A2"])
HEAD = [[0.0, 0.0, 90.0], [90.0, 0.0, 0.0]]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: LeadField(np.ones(3), ["a"]), ValueError, r"gain must have shape \(sensors, regions\).* got \(3,\)"),
        (lambda: LeadField(np.ones((2, 3, 2)), ["a", "b"]), ValueError, "gain must have shape"),
        (lambda: LeadField([[1.0, np.nan]], ["a"]), ValueError, r"gain\[0, 1\] is nan: 1 of 2 values are not finite"),
        (lambda: LeadField([["x"]], ["a"]), TypeError, "gain must hold real numbers"),
        (lambda: LeadField(np.eye(2), ["a"]), ValueError, "the gain has 2 rows, and 1 names are given"),
        (lambda: LeadField(np.eye(2), "ab"), TypeError, "give a sequence of names, got the one string 'ab'"),
        (lambda: LeadField(np.eye(2), ["a", "a"]), ValueError, "sensors: 'a' is given twice"),
        (lambda: LeadField(np.eye(2), ["a", "b"], ["x"]), ValueError, "the gain has 2 columns, and 1 labels are given"),
        (
            lambda: LeadField(np.eye(1), ["a"], kind="ECoG"),
            ValueError,
            "unknown kind of sensor 'ECoG'.*known: EEG, MEG",
        ),
        (lambda: LeadField(np.eye(1), ["a"], unit="V/Am"), ValueError, r"unknown unit of a gain 'V/Am'; did you mean"),
        (lambda: LeadField(np.eye(1), ["a"], positions=[[1, 2]]), ValueError, r"positions must have shape \(1, 3\)"),
        (lambda: EEG.on(["a", "x"]), KeyError, r"cap: unknown region 'x'.*1 of 2 labels are missing \(unseen=True"),
        (lambda: EEG.on(["x", "y"], unseen=True), KeyError, "it has none of the 2 labels; the first is 'x'"),
        (lambda: FREE.on(["a"]), ValueError, "its 4 columns have no labels"),
        (lambda: EEG.referenced("Oz"), KeyError, "cap: unknown sensor 'Oz'; known: Fz, Cz, Pz"),
        (lambda: EEG.referenced([]), ValueError, "give 'average', a sensor, or several"),
        (lambda: MEG.referenced(), ValueError, "MEG has no reference"),
        (lambda: MEG.bipolar(), ValueError, "MEG has no bipolar channels"),
        (lambda: EEG.bipolar(), ValueError, "no two sensors have names such as A1 and A2; give the pairs"),
        (lambda: EEG.without(["Fz", "Cz", "Pz"]), ValueError, "no sensor would be left"),
        (lambda: EEG.noisy(1.0).referenced(), ValueError, r"choose the reference first, then noisy\(\)"),
        (lambda: EEG.noisy(-1.0), ValueError, "a standard deviation is 0 or more, got -1"),
        (lambda: EEG.noisy([1.0, 2.0]), ValueError, "or one for each of the 3 sensors"),
        (lambda: EEG.oriented([0, 0, 1]), ValueError, "orientations are fixed already"),
        (lambda: FREE.oriented(np.zeros((4, 3))), ValueError, r"normals\[0\] is 0 and has no direction"),
        (lambda: FREE.oriented(np.ones((3, 3))), ValueError, r"normals must have shape \(4, 3\), got \(3, 3\)"),
        (lambda: FREE.averaged([0, 1], ["l", "r"]), ValueError, "one region for each of the 4 sources of the gain"),
        (lambda: FREE.averaged([0, 1, 2, 0], ["l", "r"]), ValueError, "indices go from 0 to 1, or are -1"),
        (lambda: FREE.averaged([0, 0, 0, 0], ["l", "r"]), ValueError, "no vertex belongs to 'r'"),
        (lambda: FREE.averaged([0, 0, 0, 0]), ValueError, "by index it needs labels"),
        (lambda: FREE.averaged([0.5] * 4, ["l"]), TypeError, "by its index or its label, got an array of float64"),
        (lambda: FREE.averaged(["l", "m", "l", "l"], ["l"]), ValueError, "unknown region 'm'"),
        (lambda: FREE.averaged([0] * 4, ["l"], areas=[1, 1, 1]), ValueError, "one for each of the 4 vertices"),
        (lambda: FREE.averaged([0] * 4, ["l"], areas=[1, 1, 1, -1]), ValueError, "an area is 0 or more, got -1"),
        (lambda: EEG.in_unit("fT/(nA m)"), ValueError, "a gain in 1 cannot be converted to fT"),
        (lambda: seeg([[0, 0, 0]], [[0, 0, 0]]), ValueError, "contact 0 lies in source 0, which is a point"),
        (lambda: seeg([[0, 0, 1]], [[0, 0, 0]], radius=-1), ValueError, "radius must be 0 or more, got -1 mm"),
        (lambda: seeg([[0, 0, 1]], [[0, 0, 0]], conductivity=0), ValueError, "conductivity must be positive, got 0"),
        (lambda: seeg([[0, 0]], [[0, 0, 0]]), ValueError, r"positions must have shape \(n, 3\), got \(1, 2\)"),
        (lambda: eeg_sphere(HEAD, [[0, 0, 95.0]], [0, 0, 1]), ValueError, "source 0 lies 95 mm from the centre .* 90"),
        (lambda: eeg_sphere([[0, 0, 0]], HEAD, [0, 0, 1]), ValueError, "electrode 0 lies at the centre"),
        (lambda: eeg_sphere(HEAD, [[0, 0, 1.0]], [0, 0, 1], shells=[0.9, 0.8, 1]), ValueError, "outer radii that grow"),
        (lambda: eeg_sphere(HEAD, [[0, 0, 1.0]], [0, 0, 1], shells=[0.9, 1]), ValueError, "1 are given for 2 shells"),
        (lambda: meg_sphere(HEAD, [[0, 0, 95.0]], [0, 1, 0]), ValueError, "must lie within 90"),
        (lambda: meg_sphere(HEAD, [[0, 0, 5.0]], [0, 1, 0], baseline=0), ValueError, "baseline must be positive"),
    ],
)
def test_what_is_said(call, error, message):
    with pytest.raises(error, match=message):
        call()
