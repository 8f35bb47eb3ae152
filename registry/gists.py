"""The gist of a reading, kept beside it: the little of it by which papers of one person are compared."""

from collections.abc import Mapping

from pydantic import Field

from documents import FormReading, Record


class Gist(Record):
    """The values of the fields that were read, and the prints of the signatures, each by field."""

    values: Mapping[str, str] = Field(default={}, repr=False)
    inks: Mapping[str, str] = Field(default={}, repr=False)


def gist_of(reading: FormReading) -> Gist:
    """What is kept beside this reading."""
    return Gist(
        values={one.field: one.value for one in reading.readings if one.value},
        inks={one.field: ink for one in reading.readings if (ink := one.evidence.strokes)},
    )
