"""The configuration that ``brainmass run`` reads: TOML, checked as a whole, and what is built from it."""

from brainmass.config.build import Job, prepare, run
from brainmass.config.perform import Outcome, Row, perform, report_on
from brainmass.config.problems import ConfigError
from brainmass.config.read import config_of, read_config, resolved
from brainmass.config.schema import Config
from brainmass.config.toml import value_of

__all__ = [
    "Config",
    "ConfigError",
    "Job",
    "Outcome",
    "Row",
    "config_of",
    "perform",
    "prepare",
    "read_config",
    "report_on",
    "resolved",
    "run",
    "value_of",
]
