"""What importing costs in settings and packages. Each case is a process of its own."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).resolve().parents[3]

SETTINGS = """
    import sys
    import jax
    def settings():
        return {name: getattr(jax.config, name, None) for name in sorted(jax.config.values)}
"""


def answer(code: str) -> list[str]:
    """What a fresh interpreter prints, line by line."""
    done = subprocess.run(
        [sys.executable, "-c", dedent(SETTINGS) + dedent(code)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_import_brainmass_is_light_and_silent():
    lines = answer("""
        before, loaded = settings(), set(sys.modules)
        import brainmass
        print(settings() == before)
        heavy = {"brainstate", "brainunit", "saiunit", "matplotlib", "xarray", "pandas", "scipy", "h5py"}
        print(sorted(heavy & (set(sys.modules) - loaded)))
        """)
    assert lines == ["True", "[]"]


def test_the_names_are_listed_without_jax_or_brainstate():
    code = """
        import sys
        import brainmass
        names = dir(brainmass)
        print("HopfOscillator" in names, "OUProcess" in names, "simulate" in names)
        print(sorted({"jax", "brainstate"} & set(sys.modules)))
        """
    done = subprocess.run([sys.executable, "-c", dedent(code)], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines() == ["True True True", "[]"]


def test_an_unknown_name_imports_no_brainstate():
    lines = answer("""
        import brainmass
        try:
            brainmass.HopfOscilator
        except AttributeError as error:
            print(error)
        print("brainstate" in sys.modules)
        """)
    assert lines[0].startswith("module 'brainmass' has no attribute 'HopfOscilator'; ")
    assert "did you mean 'HopfOscillator'?" in lines[0]
    assert lines[1] == "False"


@pytest.mark.parametrize("x64", [True, False])
def test_touching_a_class_changes_no_setting_of_jax(x64: bool):
    lines = answer(f"""
        jax.config.update("jax_enable_x64", {x64})
        before = settings()
        import brainmass
        nodes = brainmass.HopfOscillator(in_size=2)
        print("brainstate" in sys.modules, settings() == before, nodes.update().dtype)
        """)
    assert lines == [f"True True {'float64' if x64 else 'float32'}"]


@pytest.mark.parametrize("outside, inside", [(True, False), (False, True)])
def test_a_precision_around_the_first_use_ends_with_its_context(outside: bool, inside: bool):
    lines = answer(f"""
        jax.config.update("jax_enable_x64", {outside})
        import brainmass
        with jax.enable_x64({inside}):
            nodes = brainmass.HopfOscillator(in_size=2)
            print(jax.config.jax_enable_x64, nodes.update().dtype)
        print(jax.config.jax_enable_x64)
        """)
    assert lines == [f"{inside} {'float64' if inside else 'float32'}", f"{outside}"]
