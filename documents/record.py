"""The base of everything that crosses a package boundary: frozen, closed to extra keys, JSON-safe."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record; it refuses unknown keys and never quotes its input in a validation error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=True)
