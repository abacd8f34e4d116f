"""brainmass: whole-brain networks of neural mass models, on JAX.

Build a network, simulate it, observe it, analyse it::

    import brainmass as bm

    sc = bm.datasets.load("hcp-schaefer100").connectome
    net = bm.Network(bm.models.hopf, sc.row_normalized(), coupling=bm.diffusive(k=0.2), source="x", target="x_inp",
                     noise={"x": bm.white(0.01)})
    run = bm.simulate(net, 60_000.0, dt=0.5, observe={"bold": bm.bold("x", tr=2000.0)})

Names are imported when they are first used.
"""

from importlib import import_module as _import_module

from brainmass._version import __version__ as __version__

_HOME = {
    "connectome": ["Connectome", "laplacian_connectivity"],
    "coupling": [
        "Coupling",
        "additive",
        "diffusive",
        "hyperbolic_tangent",
        "pairwise",
        "sigmoidal",
        "sigmoidal_jansen_rit",
    ],
    "noise": ["coloured", "ou", "white"],
    "integrate": ["euler", "exponential_euler", "heun", "rk4"],
    "observe": ["average", "bold", "bold_sets", "convolved", "every", "fc", "means", "sensed", "weighted"],
    "population": ["Population"],
    "network": ["Network", "Projection"],
    "simulation": ["simulate"],
    "lanes": ["batch"],
    "sweeps": ["sweep"],
    "result": ["Divergence", "Run"],
    "spec": ["Model", "drive", "model", "output", "param", "preset", "proxy", "state"],
    "heterogeneity": ["mapped"],
}
_ROOMS = [
    "analysis", "checkpoint", "connectome", "coupling", "datasets", "dynamics", "graphs", "integrate", "io", "models",
    "heterogeneity", "measures", "network", "nn", "noise", "observe", "plasticity", "plot", "report", "sensors", "spec",
    "stimulus", "surface", "sweeps", "units",
]  # fmt: skip
_NAMES = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str):
    if name in _NAMES:
        value = getattr(_import_module(f"brainmass.{_NAMES[name]}"), name)
    elif name in _ROOMS:
        return _import_module(f"brainmass.{name}")
    elif name[:1].isupper() and hasattr(nn := _import_module("brainmass.nn"), name):
        value = getattr(nn, name)  # the imperative classes: HopfOscillator, DiffusiveCoupling, OUProcess, ...
    else:
        from brainmass.errors import unknown

        raise AttributeError(f"module 'brainmass' has no attribute '{name}'; {unknown('name', name, __dir__())}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({"__version__", *_NAMES, *_ROOMS, *_import_module("brainmass.nn.names").public_names()})
