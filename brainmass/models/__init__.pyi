"""The catalogue. Made by `make stubs`: do not edit."""

from brainmass.spec import Model

catalogue: dict[str, Model]

def by_family() -> dict[str, list[Model]]: ...

aln: Model
canonical_microcircuit: Model
coombes_byrne: Model
coombes_byrne_2d: Model
damped_harmonic: Model
dumont_gutkin: Model
epileptor: Model
epileptor_2d: Model
epileptor_codim3: Model
epileptor_codim3_slow: Model
epileptor_resting_state: Model
fitzhugh_nagumo: Model
fitzhugh_nagumo_classic: Model
gast_schmidt_knoesche_sd: Model
gast_schmidt_knoesche_sf: Model
generic_2d_oscillator: Model
hindmarsh_rose: Model
hopf: Model
hopfield: Model
horn: Model
izhikevich_mean_field: Model
jansen_rit: Model
k_ion_exchange: Model
kuramoto: Model
larter_breakspear: Model
liley: Model
linear: Model
lorenz: Model
montbrio_pazo_roxin: Model
morris_lecar: Model
naskar: Model
reduced_set_fitzhugh_nagumo: Model
reduced_set_hindmarsh_rose: Model
reduced_wong_wang: Model
robinson: Model
stuart_landau: Model
thalamus: Model
threshold_linear: Model
van_der_pol: Model
vep: Model
wendling: Model
wilson_cowan: Model
wilson_cowan_adaptation: Model
wilson_cowan_divisive: Model
wilson_cowan_no_refractory: Model
wilson_cowan_three: Model
wong_wang: Model
wong_wang_balanced: Model
wong_wang_decision: Model
zerlaut_first_order: Model
zerlaut_second_order: Model
zetterberg_jansen: Model
