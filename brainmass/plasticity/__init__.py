"""Parameters that learn while a simulation runs: rules of plasticity, as processes inside the loop.

``Network(wong_wang, ..., plasticity={"J_I": deco2014(until=300_000.0)})``
"""

from brainmass.plasticity.rule import Rule, Slope, rule
from brainmass.plasticity.rules import Search, deco2014, herzog, naskar2021

__all__ = ["Rule", "Search", "Slope", "deco2014", "herzog", "naskar2021", "rule"]
