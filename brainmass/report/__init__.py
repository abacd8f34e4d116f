"""The report: one HTML page that holds all it shows, from one run or from a sweep."""

from brainmass.report.findings import Scan
from brainmass.report.page import write_report
from brainmass.report.sweeps.page import write_sweep_report

__all__ = ["Scan", "write_report", "write_sweep_report"]
