"""What a configuration may hold. Every section is checked to its end, names against the catalogue included.

A validator sees the keys above its own: the order of the keys in a section is the order in which they are understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    field_validator,
    model_validator,
)

from brainmass.config.arrays import MatrixChoice, folder_of, matrix_of
from brainmass.config.axes import found_in, read_axes
from brainmass.config.kinds import COUPLINGS, FORMATS, METHODS, NORMALIZATIONS, Choice, choice, named
from brainmass.config.measuring import check_measures
from brainmass.config.names import (
    check_noise,
    check_observers,
    check_plasticity,
    check_projections,
    check_stimuli,
    check_values,
    fit_of,
    skeleton,
)
from brainmass.config.problems import NOTHING, Problem, problems_of, refuse, unknown_keys
from brainmass.config.single import single
from brainmass.config.sources import connectome_of
from brainmass.config.sweep import bytes_of, check_design, check_kept, check_noise_of_points
from brainmass.config.values import quantity
from brainmass.models import catalogue
from brainmass.spec import Model
from brainmass.steps import steps_of
from brainmass.units import mm_per_ms, ms


class Section(BaseModel):
    """A table whose keys are all known."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, validate_default=True
    )

    @model_validator(mode="wrap")
    @classmethod
    def _all_problems(cls, data: Any, handler: Any) -> Any:
        """Problems in our own words, unknown keys beside all others."""
        if not isinstance(data, Mapping):
            return handler(data)
        problems = unknown_keys(data, cls.model_fields)
        try:
            made = handler({key: value for key, value in data.items() if key in cls.model_fields})
        except ValidationError as error:
            problems = [*problems_of(error), *problems]
            made = None
        refuse(problems)
        return made


def _known_in(table: Mapping[str, Any], what: str) -> AfterValidator:
    def known(name: str) -> str:
        named(table, name, what)
        return name

    return AfterValidator(known)


def _names(value: Any) -> list[str]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise ValueError("must be a name, or a list of names")
    return names


def _raise(sentence: str | None) -> None:
    if sentence is not None:
        raise ValueError(sentence)


Names = Annotated[list[str], BeforeValidator(_names)]
Normalization = Annotated[str, _known_in(NORMALIZATIONS, "normalization")]
Coupled = Annotated[Choice, PlainValidator(lambda value: choice(value, COUPLINGS, "coupling"))]
FromConnectome = Annotated[Choice, PlainValidator(connectome_of)]
FromMatrix = Annotated[MatrixChoice, PlainValidator(matrix_of)]
Speed = Annotated[float, quantity(mm_per_ms)]
Time = Annotated[float, quantity(ms)]
_EXAMPLE = 'coupling = {kind = "diffusive", k = 0.1}'


class Dynamics(Section):
    """A model with the numbers that differ from its defaults."""

    model: Annotated[str, _known_in(catalogue, "model")]
    preset: str | None = None
    params: dict[str, Any] = {}
    noise: dict[str, Any] = {}
    inputs: dict[str, Any] = {}
    initial: dict[str, Any] = {}
    delays: dict[str, Any] = {}
    stimuli: dict[str, Any] = {}
    plasticity: dict[str, Any] = {}

    @property
    def declared(self) -> Model:
        """The model itself."""
        return catalogue[self.model]

    @property
    def values(self) -> dict[str, Any]:
        """Parameters: those of the preset, and what is given besides."""
        return {**(self.declared.presets[self.preset] if self.preset else {}), **self.params}

    @field_validator("preset")
    @classmethod
    def _preset(cls, value: str | None, info: Any) -> str | None:
        if value is not None and "model" in info.data:
            named(catalogue[info.data["model"]].presets, value, f"preset of {info.data['model']}")
        return value

    @field_validator("params", "inputs", "initial", "delays")
    @classmethod
    def _numbers(cls, given: dict[str, Any], info: Any) -> dict[str, Any]:
        return check_values(catalogue[info.data["model"]], info.field_name, given) if "model" in info.data else given

    @field_validator("noise")
    @classmethod
    def _noise(cls, given: dict[str, Any], info: Any) -> dict[str, Any]:
        return check_noise(catalogue[info.data["model"]], given) if "model" in info.data else given

    @field_validator("stimuli")
    @classmethod
    def _stimuli(cls, given: dict[str, Any], info: Any) -> dict[str, Any]:
        return check_stimuli(catalogue[info.data["model"]], given, folder_of(info)) if "model" in info.data else given

    @field_validator("plasticity")
    @classmethod
    def _plasticity(cls, given: dict[str, Any], info: Any) -> dict[str, Any]:
        return check_plasticity(catalogue[info.data["model"]], given) if "model" in info.data else given


class NetworkSection(Dynamics):
    """``[network]``: one model on one connectome."""

    connectome: FromConnectome
    normalization: Normalization = "none"
    coupling: Coupled | None = None
    source: Names | None = None
    target: str | None = None
    speed: Speed | None = None

    @field_validator("source", "target")
    @classmethod
    def _coupled(cls, value: Any, info: Any) -> Any:
        if "model" not in info.data:
            return value
        model, coupling = catalogue[info.data["model"]], info.data.get("coupling")
        known = [*model.states, *model.outputs] if info.field_name == "source" else model.drives
        if value is None and coupling is not None:
            refuse([Problem((), NOTHING, f"a coupling needs it; known for {model.name}: {', '.join(known)}")])
        if value is not None and info.data.get("coupling", value) is None:
            raise ValueError(f"there is no coupling that it could belong to; write {_EXAMPLE}")
        if value is not None:
            network = skeleton({model.name: model})
            _raise(fit_of(network, **{info.field_name: value}))
            if info.field_name == "target" and coupling is not None and "source" in info.data:
                _raise(fit_of(network, info.data["source"], value, coupling.for_one_region()))
        return value

    @field_validator("speed")
    @classmethod
    def _speed(cls, value: float | None, info: Any) -> float | None:
        if value is not None and info.data.get("coupling", value) is None:
            raise ValueError(f"there is no coupling that it could belong to; write {_EXAMPLE}")
        return value


class PopulationSection(Dynamics):
    """``[populations.NAME]``: a model in ``n`` regions, or on ``regions`` by label."""

    n: Annotated[int, Field(ge=1)] | None = None
    regions: Names | None = None

    @field_validator("regions")
    @classmethod
    def _one_of_both(cls, value: list[str] | None, info: Any) -> list[str] | None:
        if "n" in info.data and (value is None) == (info.data["n"] is None):
            raise ValueError(
                'give either n = ..., a number of regions, or regions = ["L.*"], labels of a connectome or patterns'
            )
        return value


class ProjectionSection(Section):
    """``[[projections]]``: connections from one population's states to a drive."""

    source: Names
    target: str
    weights: FromMatrix | None = None
    lengths: FromMatrix | None = None
    connectome: FromConnectome | None = None
    normalization: Normalization = "none"
    coupling: Coupled | None = None
    local: str | None = None
    speed: Speed | None = None

    @field_validator("speed")
    @classmethod
    def _lengths_need_it(cls, value: float | None, info: Any) -> float | None:
        if value is None and info.data.get("lengths") is not None:
            refuse(
                [
                    Problem(
                        (), NOTHING, 'lengths make delays only with a speed; give speed = "6 m/s", or leave lengths out'
                    )
                ]
            )
        return value

    @field_validator("connectome")
    @classmethod
    def _weights_or_connectome(cls, value: Any, info: Any) -> Any:
        if "weights" in info.data and (value is None) == (info.data["weights"] is None):
            raise ValueError("give either weights = ... or connectome = ... to a projection")
        return value


class SimulationSection(Section):
    """``[simulation]``: how long and how."""

    dt: Time
    duration: Time
    transient: Annotated[float, quantity(ms, exclusive=False)] = 0.0
    seed: Annotated[int, Field(ge=0)] = 0
    method: Annotated[str, _known_in(METHODS, "method")] = "heun"
    checkpoint_every: Time | None = None

    @field_validator("duration", "transient", "checkpoint_every")
    @classmethod
    def _whole_steps(cls, value: float | None, info: Any) -> float | None:
        if value is not None and "dt" in info.data:
            steps_of(value, info.data["dt"], info.field_name, least=int(info.field_name != "transient"))
        return value


class OutputSection(Section):
    """``[output]``: what is written, and where."""

    folder: str | None = None
    formats: list[Annotated[str, _known_in(FORMATS, "format")]] = ["nc"]
    report: bool = True

    @field_validator("formats")
    @classmethod
    def _installed(cls, value: list[str]) -> list[str]:
        if not value:
            raise ValueError(f"names no format; known: {', '.join(FORMATS)}")
        if "zarr" in value and find_spec("zarr") is None:
            raise ValueError("zarr is not installed; pip install 'brainmass[zarr]', or write nc alone")
        return value


class SweepSection(Section):
    """``[sweep]``: what changes, what is measured of every run, and how it is done.

    Axes and design stay as they are written: their units are those of the whole network.
    """

    noise: Annotated[Any, BeforeValidator(check_noise_of_points)] = None
    axes: dict[str, Any] = {}
    design: Any = None
    keep: list[str] = []
    measures: dict[str, Any] = {}
    workers: Annotated[int, Field(ge=1)] | None = None
    lanes: Annotated[int, Field(ge=1)] | None = None
    memory: Annotated[float, Field(gt=0), BeforeValidator(bytes_of)] | None = None

    @field_validator("axes")
    @classmethod
    def _axes(cls, given: dict[str, Any], info: Any) -> dict[str, Any]:
        read_axes(given, found_in(info.context["network"], whole=False))
        return given

    @field_validator("design")
    @classmethod
    def _design(cls, given: Any, info: Any) -> Any:
        check_design(given, found_in(info.context["network"], whole=False), info.data.get("axes"))
        return given

    @field_validator("keep")
    @classmethod
    def _keep(cls, given: list[str], info: Any) -> list[str]:
        check_kept(given, info.context["observers"])
        return given

    @field_validator("measures")
    @classmethod
    def _measures(cls, given: dict[str, Any], info: Any) -> dict[str, Choice]:
        return check_measures(given, info.data.get("keep"), **info.context)


class Config(Section):
    """A whole configuration: what to simulate, how, what to observe and what to write."""

    network: NetworkSection | None = None
    populations: dict[str, PopulationSection] = {}
    projections: list[ProjectionSection] = []
    simulation: SimulationSection
    observe: dict[str, Any] = {}
    sweep: Any = None
    output: OutputSection = OutputSection()

    @property
    def models(self) -> dict[str, Model]:
        """The model of every population."""
        return _models(self.network, self.populations)

    @field_validator("populations")
    @classmethod
    def _one_form(cls, value: dict[str, PopulationSection], info: Any) -> dict[str, PopulationSection]:
        problems = [
            Problem((name,), NOTHING, "the name of a population must be an identifier: letters, digits and _")
            for name in value
            if not name.isidentifier()
        ]
        if "network" in info.data and bool(value) == (info.data["network"] is not None):
            form = "[network], or [populations.NAME] with [[projections]]"
            problems.append(Problem((), NOTHING, f"give either {form}; {'both are' if value else 'neither is'} there"))
        refuse(problems)
        return value

    @field_validator("projections")
    @classmethod
    def _projections(cls, value: list[ProjectionSection], info: Any) -> list[ProjectionSection]:
        if info.data.get("network") is not None and value:
            raise ValueError(
                "[[projections]] join [populations.NAME]; with [network] write coupling, source and target there"
            )
        if info.data.get("populations"):
            check_projections(skeleton(_models(None, info.data["populations"])), value)
        return value

    @field_validator("observe")
    @classmethod
    def _observers(cls, given: dict[str, Any], info: Any) -> dict[str, Choice]:
        network, populations = info.data.get("network"), info.data.get("populations", {})
        sections = populations if network is None else {network.model: network}
        learning = {name: section.plasticity for name, section in sections.items()}
        known = skeleton(_models(network, populations), learning) if sections else None
        return check_observers(known, info.data.get("simulation"), given, folder_of(info))

    @field_validator("sweep", mode="plain")
    @classmethod
    def _sweep(cls, given: Any, info: Any) -> SweepSection | None:
        if given is None:
            return None
        known, network = info.data, info.data.get("network")
        parts = (network, known.get("populations"), known.get("projections"))
        context = {
            "folder": folder_of(info),
            "network": None if None in parts[1:] else single(*parts),
            "observers": known.get("observe"),
            "of_dataset": network is not None and network.connectome.key == "dataset",
        }
        return SweepSection.model_validate(given, context=context)


def _models(network: NetworkSection | None, populations: Mapping[str, PopulationSection]) -> dict[str, Model]:
    if network is not None:
        return {network.model: network.declared}
    return {name: population.declared for name, population in populations.items()}
