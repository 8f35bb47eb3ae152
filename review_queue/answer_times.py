"""When a document should have been looked at: working hours after its receipt, by what its form can grant."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from documents import BadSetting, Outcome
from forms.definition import FormDefinition
from forms.library import FormLibrary
from review_queue.business_hours import ALWAYS, BusinessHours

SHIPPED_HOURS = Path(__file__).parent / "business_hours.toml"

NO_FORM = "no_form"
"""What pages of no form of ours are called where hours are given for forms."""

HOURS: Mapping[Outcome | None, float] = {
    Outcome.AUTHORIZE: 4,
    None: 4,
    Outcome.RECORD: 4,
    Outcome.ENROLL: 12,
    Outcome.CERTIFY: 24,
}
"""Working hours to answer, unless others are set: a patient waits for a prescription; any page may be one,
and until a notice is on record the drug may still be dispensed."""


@dataclass(frozen=True)
class AnswerTimes:
    """The working hours of a center, and what it allows itself for some forms instead of `HOURS`."""

    business: BusinessHours
    zone: ZoneInfo
    hours: Mapping[str, float] = field(default_factory=dict)

    def due_at(self, received_at: dt.datetime, form: FormDefinition | None) -> dt.datetime:
        """When a document received then is due, in UTC; `form` is None for pages of no form of ours."""
        name, grants = (form.ref.form, form.grants) if form else (NO_FORM, None)
        hours = self.hours.get(name, HOURS.get(grants, max(HOURS.values())))
        return self.business.after(received_at, dt.timedelta(hours=hours), self.zone)


AROUND_THE_CLOCK = AnswerTimes(ALWAYS, ZoneInfo("UTC"))
"""Every hour counts, day and night."""


def check_forms_known(hours: Mapping[str, float], library: FormLibrary, setting: str) -> None:
    """BadSetting names the first form of a setting that the library does not have."""
    known = {NO_FORM, *(form.ref.form for form in library)}
    for name in hours:
        if name not in known:
            raise BadSetting(f"{setting}.{name}: there is no such form")


def load_business_hours(path: Path = SHIPPED_HOURS) -> BusinessHours:
    """The working hours in a TOML file; BadSetting names the file and the key that is wrong."""
    try:
        return BusinessHours.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as failed:
        raise BadSetting(f"{path}: {failed.strerror}") from failed
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise BadSetting(f"{path}: not TOML: {broken}") from broken
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        key = ".".join(map(str, first["loc"])) or "file"
        raise BadSetting(f"{path}: {key}: {first['msg']}") from None
