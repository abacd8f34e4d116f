"""The catalogue. Made by `make stubs`: do not edit."""

from brainmass.spec import Model

catalogue: dict[str, Model]

def by_family() -> dict[str, list[Model]]: ...

fitzhugh_nagumo: Model
hopf: Model
jansen_rit: Model
kuramoto: Model
linear: Model
montbrio_pazo_roxin: Model
reduced_wong_wang: Model
stuart_landau: Model
wilson_cowan: Model
wong_wang: Model
wong_wang_decision: Model
