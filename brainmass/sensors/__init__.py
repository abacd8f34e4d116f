"""What sensors read of the brain: lead fields of EEG, MEG and sEEG, and closed forms for who has no head model."""

from brainmass.sensors.gains import GAINS, nA_m
from brainmass.sensors.homogeneous import seeg
from brainmass.sensors.lead_field import LeadField
from brainmass.sensors.spheres import eeg_sphere, fitted_sphere, meg_sphere

__all__ = ["GAINS", "LeadField", "eeg_sphere", "fitted_sphere", "meg_sphere", "nA_m", "seeg"]
