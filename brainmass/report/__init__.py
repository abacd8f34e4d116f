"""The report: one HTML page that holds all it shows, from one run."""

from brainmass.report.findings import Scan
from brainmass.report.page import write_report

__all__ = ["Scan", "write_report"]
