"""The Balloon-Windkessel model: from neural activity to blood flow, volume and deoxyhaemoglobin.

Time is in seconds here, as in the haemodynamic literature.
"""

import jax.numpy as jnp

from brainmass.spec import drive, model, output, param, state
from brainmass.units import one, per_second, second

inf = float("inf")
per_second2 = (per_second * per_second).named("1/s^2")


@model(time=second, outputs={"signal": output(one, doc="BOLD signal, relative change")})
def balloon(
    s=state(0.0, per_second, doc="vasodilatory signal"),
    f=state(1.0, doc="blood flow, relative to rest"),
    v=state(1.0, doc="blood volume, relative to rest"),
    q=state(1.0, doc="deoxyhaemoglobin, relative to rest"),
    epsilon=param(1.0, per_second2, domain=(0, inf), doc="efficacy of neural activity"),
    kappa=param(0.65, per_second, domain=(0, inf), doc="decay rate of the vasodilatory signal"),
    gamma=param(0.41, per_second2, domain=(1e-6, inf), doc="flow-dependent elimination"),
    tau=param(0.98, second, domain=(1e-6, inf), doc="haemodynamic transit time"),
    alpha=param(0.32, domain=(1e-6, 1), doc="stiffness of the vessels (Grubb's exponent)"),
    rho=param(0.34, domain=(1e-6, 1 - 1e-6), doc="resting oxygen extraction fraction"),
    V0=param(0.02, domain=(0, inf), doc="resting blood volume fraction"),
    k1=param(2.38, domain=(-inf, inf), doc="weight of deoxyhaemoglobin"),
    k2=param(2.0, domain=(-inf, inf), doc="weight of its concentration"),
    k3=param(0.48, domain=(-inf, inf), doc="weight of volume"),
    z=drive(doc="neural activity"),
):
    """Haemodynamic response to neural activity z.

    ds/dt = epsilon z - kappa s - gamma (f - 1)
    df/dt = s
    tau dv/dt = f - v^(1/alpha)
    tau dq/dt = f (1 - (1 - rho)^(1/f)) / rho - v^(1/alpha - 1) q
    y = V0 (k1 (1 - q) + k2 (1 - q / v) + k3 (1 - v))

    At rest (z = 0) the signal is exactly 0; for a constant input f = 1 + epsilon z / gamma and v = f^alpha.

    Source: Friston, Harrison, Penny (2003) NeuroImage 19:1273, doi:10.1016/S1053-8119(03)00202-7; Buxton, Wong, Frank
    (1998) Magn. Reson. Med. 39:855, doi:10.1002/mrm.1910390602.
    """
    # 1 - (1 - rho)^(1/f) by expm1 and log1p, over its own value at rest: exactly 1 at f = 1, whatever the precision.
    extinction = jnp.log1p(-rho)
    extraction = jnp.expm1(extinction / f) / jnp.expm1(extinction)
    outflow = v ** (1 / alpha)
    return {
        "s": epsilon * z - kappa * s - gamma * (f - 1),
        "f": s,
        "v": (f - outflow) / tau,
        "q": (f * extraction - q * outflow / v) / tau,
        "signal": V0 * (k1 * (1 - q) + k2 * (1 - q / v) + k3 * (1 - v)),
    }
