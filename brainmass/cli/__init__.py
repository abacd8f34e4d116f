"""The command line: parse, call one function, print. What a command needs is imported when it runs."""

from brainmass.cli.app import app, main

__all__ = ["app", "main"]
