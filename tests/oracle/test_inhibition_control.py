"""A whole brain whose inhibition learns: mean rates between G = 0.5 and 3.5, beside those of the analytic rule."""

import pytest

from benchmarks.inhibition_control import CUBNM, GAINS, WINDOW, brain, closed_form, rates, search, weights
from brainmass.plasticity import herzog, naskar2021

SOURCE = "window of Deco et al. (2014)"


@pytest.mark.slow
@pytest.mark.parametrize(("G", "theirs"), list(zip(GAINS, CUBNM, strict=True)))
def test_rates_stay_in_the_window(G, theirs, check):
    W = weights()
    found, _ = rates(brain(W, G, closed_form(W, G)), 5000.0)
    analytic = f"cubnm, analytic rule, hcp-schaefer100, sigma 0.01, dt 0.5 ms, G = {G}"
    check(f"mean rate with J_I in closed form, G = {G}", found.mean(), theirs, rel=0.02, unit="Hz", source=analytic)
    plastic, _ = rates(brain(W, G, 1.0, naskar2021(gamma=300.0, rho=0.0032, average=50.0)), 60_000.0)
    what = f"inhibitory plasticity, G = {G}, from J_I = 1:"
    for name, value in (("mean", plastic.mean()), ("lowest", plastic.min()), ("highest", plastic.max())):
        check.between(f"{what} {name} rate of the regions", value, *WINDOW, unit="Hz", source=SOURCE)
    searched, _ = rates(brain(W, G, 1.0, search(herzog(G, W))), 60_000.0)
    check.between(f"search by the rate, G = {G}: mean rate", searched.mean(), *WINDOW, unit="Hz", source=SOURCE)
