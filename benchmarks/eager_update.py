"""What one eager call costs: ``update()`` of the imperative classes, outside any compiled loop.

Run it alone on one core: ``taskset -c 0 python benchmarks/eager_update.py``. Each figure is the smallest of the medians
of several repeats: what the machine does besides can only add to it.
"""

import argparse
import time
from collections.abc import Callable
from statistics import median

import jax.numpy as jnp

import brainmass

CALLS = 500


def cost(call: Callable[[], object], repeats: int) -> tuple[float, float]:
    """Microseconds per call: the smallest and the middle one of the medians over repeats."""
    for _ in range(CALLS):
        call()
    medians = []
    for _ in range(repeats):
        times = []
        for _ in range(CALLS):
            begin = time.perf_counter()
            call()
            times.append(time.perf_counter() - begin)
        medians.append(1e6 * median(times))
    return min(medians), median(medians)


def cases(n: int) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    hopf = brainmass.HopfOscillator(in_size=n, a=0.1)
    regional = brainmass.HopfOscillator(in_size=n, a=jnp.full(n, 0.1))
    cowan = brainmass.WilsonCowanModel(in_size=n)
    quiet, noisy = brainmass.WongWangModel(in_size=n), brainmass.WongWangModel(in_size=n)
    noisy.noise_E = brainmass.OUProcess(in_size=n, sigma=1e-5, tau=100.0)
    coupling = brainmass.DiffusiveCoupling(conn=jnp.ones((n, n)) / n, k=0.2)
    network = brainmass.KuramotoNetwork(in_size=n)
    signal = brainmass.BOLDSignal(in_size=n)
    x = jnp.full(n, 0.1)
    return {
        "HopfOscillator.update()": hopf.update,
        "HopfOscillator.update(x_inp=x)": lambda: hopf.update(x_inp=x),
        "HopfOscillator.update(), a per region": regional.update,
        "WilsonCowanModel.update(rE_inp=x)": lambda: cowan.update(rE_inp=x),
        "WongWangModel.update(S_E_ext=x)": lambda: quiet.update(S_E_ext=x),
        "WongWangModel.update(S_E_ext=x), OU noise": lambda: noisy.update(S_E_ext=x),
        "KuramotoNetwork.update()": network.update,
        "DiffusiveCoupling(x, x)": lambda: coupling(x, x),
        "BOLDSignal.update(z=x)": lambda: signal.update(z=x),
        "BOLDSignal.bold()": signal.bold,
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regions", type=int, default=90)
    parser.add_argument("--repeats", type=int, default=15)
    chosen = parser.parse_args()
    print(f"{'N = ' + str(chosen.regions):44}{'best us':>10}{'middle us':>11}")
    for name, call in cases(chosen.regions).items():
        best, middle = cost(call, chosen.repeats)
        print(f"{name:44}{best:10.1f}{middle:11.1f}")


if __name__ == "__main__":
    main()
