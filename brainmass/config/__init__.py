"""The configuration that ``brainmass run`` reads: TOML, checked as a whole, and what is built from it.

A number is in the house units (ms, mm, mm/ms, 1/ms, mV, nA) or a string with its unit, such as ``"10 min"``. Where a
number may differ by region, a list gives one for each. Paths are relative to the file, the output folder to where one
works.

``[network]``, one model on one connectome:

- ``model``: a model of ``brainmass models``; ``preset``: a published parameter set of it.
- ``params``: parameters that differ from the defaults, ``params = {a = 0.1}`` or a table ``[network.params]``; by label
  or pattern too, ``a = {"L.*" = 0.1, "R.V1" = 0.2}``, where other regions keep the default.
- ``noise``: by state or drive, ``{kind = "white", sigma}``, ``{kind = "ou", sigma, tau, mean}``,
  ``{kind = "coloured", sigma, beta, f_min, f_max}``.
- ``inputs``: constant input to drives; ``initial``: initial values of states, drawn where they are not given;
  ``delays``: those of drives that receive a state of the region itself, where they differ from the model's.
- ``stimuli``: by drive, ``x_inp = {kind = "step", onset = "100 ms", stop = "300 ms", amplitude = 0.5, on = ["L.V1"]}``;
  also pulse_train, sinusoid, chirp, ramp, gaussian, alpha, ou, with the arguments that they have in
  ``brainmass.stimulus``, and ``{kind = "recorded", values, period}`` with numbers or a file (.npy, .txt, .csv, .tsv).
  ``on``: labels, indices, or a table of weights by label; all regions without it. A list of such tables acts together.
- ``plasticity``: rules by which parameters learn, ``J_I = {kind = "deco2014", until = "5 min"}``; also naskar2021.
- ``connectome``: a data set of ``brainmass datasets``; a file; ``{graph = "small_world", n = 90}``;
  ``{dataset = "synthetic", n = 90}``; ``{file = "sc.mat", weights = "SC", transpose = true}``.
- ``normalization``: ``"none"`` (as it is), ``"row"``, ``"column"``, ``"max"``, ``"spectral"``.
- ``coupling``: ``{kind = "diffusive", k = 0.2}``; also additive, kuramoto, sigmoidal, hyperbolic_tangent,
  sigmoidal_jansen_rit, laplacian, with the arguments that they have in ``brainmass.coupling``.
- ``source``: the state that is sent, or a list of states where the coupling takes several; ``target``: the drive.
- ``speed``: conduction speed; without it there are no delays.

In place of it the general form: ``[populations.NAME]`` with ``model``, ``n`` or ``regions``, and what is above from
``preset`` to ``plasticity``; and ``[[projections]]`` with ``source = "NAME.state"``, ``target = "NAME.drive"``,
``connectome`` or ``weights`` (a number for all, rows of numbers, targets x sources, or a file), ``lengths``, ``speed``,
``normalization``, ``coupling``, ``local``. ``regions = ["*", "!*Thalamus*"]`` are labels and patterns (with ``!`` what
is left out) of the connectome of the first projection that begins or ends there; from a connectome every projection
takes the connections between the regions of its two populations, after normalization.

``[simulation]``: ``dt`` and ``duration``; ``transient`` (0), ``seed`` (0), ``method`` (``"heun"``; euler, rk4,
exponential_euler); ``checkpoint_every``: simulated time after which a long run is kept on the disk, again and again.

``[observe.NAME]``, of a state, an output, a drive (all that arrives there) or a parameter that learns as ``source``;
without any, every state at every step:

- ``{kind = "every", source, period}``, ``{kind = "average", source, period}``.
- ``{kind = "bold", source, tr}`` with ``set`` (``"friston2003"``) and ``params``.
- ``{kind = "convolved", source, tr, response = {kind = "gamma", tau = 1.2}}``: BOLD by convolution; the response, in
  seconds, is double_gamma without it, or gamma, mixture_of_gammas, double_exponential, volterra, or
  ``{kind = "measured", values, period}``.
- ``{kind = "means", of = {...}, groups = {left = ["L.V1", "L.M1"], right = [...]}}``: means over regions of what
  another observer gives; over all without groups.
- ``{kind = "weighted", of = {...}, weights = "gain.npy", names = [...]}`` with ``regions`` (labels of the columns),
  ``noise`` and ``unit``: what sensors see.
- ``{kind = "fc", of = {...}}``: the functional connectivity of any of these, without its samples.

``[sweep]``, for ``brainmass sweep`` (``brainmass run`` does the one simulation): ``noise``, which has no default,
``"common"`` (all points have the same noise) or ``"independent"`` (each has its own), both from ``[simulation] seed``;
``keep``, observers of which samples or matrices are kept; ``workers``, ``lanes`` (points simulated together) and
``memory`` (``"2 GB"``).

- ``[sweep.axes]``, by the name of a number of the network, in quotes where it has dots, values or a range:
  ``"coupling.k" = {from = 0, to = 1, points = 11}``, ``speed = ["3 m/s", "6 m/s"]``, ``seed = [0, 1, 2]``,
  ``"noise.x.sigma" = {from = 0.001, to = 0.1, points = 9, scale = "log"}``, ``"params.a[L.*]" = [0.1, 0.2]``; also
  values with names, ``"params.a" = {up = [0.1, 0.2, 0.3], down = [0.3, 0.2, 0.1]}``.
- ``[sweep.design]``, several numbers at once: ``kind = "latin_hypercube"`` or ``"sobol"`` with ``points``, ``seed`` and
  ``ranges`` (``"coupling.k" = {from = 0, to = 1}``), or ``kind = "zipped"`` with ``values``; ``name`` of its dimension.
  Beside axes, all combinations.
- ``[sweep.measures.NAME]``: ``{kind = "fc_agreement", of = "fc"}`` with ``empirical`` (rows of numbers or a file;
  without it that of the connectome's data set); also fc_error, fcd_distance and fcd_wasserstein (``window``, ``step``,
  ``disjoint``), metastability and synchrony (``band = [8, 12]``), peak_frequency (``band``, ``window``), mean,
  deviation, mean_rate (``regions``), with the arguments that they have in ``brainmass.measures``.

``[output]``: ``folder``, ``formats`` (``["nc"]``; zarr), ``report`` (``true``).
"""

from brainmass.config.build import Job, prepare, run
from brainmass.config.perform import CHECKPOINT, Outcome, Row, perform, report_on
from brainmass.config.problems import ConfigError
from brainmass.config.read import config_of, read_config, resolved
from brainmass.config.schema import Config
from brainmass.config.sweeping import (
    STORE,
    SweepJob,
    SweepOutcome,
    is_sweep,
    perform_sweep,
    points_kept,
    prepare_sweep,
    report_on_sweep,
)
from brainmass.config.toml import value_of

__all__ = [
    "CHECKPOINT",
    "STORE",
    "Config",
    "ConfigError",
    "Job",
    "Outcome",
    "Row",
    "SweepJob",
    "SweepOutcome",
    "config_of",
    "is_sweep",
    "perform",
    "perform_sweep",
    "points_kept",
    "prepare",
    "prepare_sweep",
    "read_config",
    "report_on",
    "report_on_sweep",
    "resolved",
    "run",
    "value_of",
]
