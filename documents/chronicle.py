"""What befalls a small program over months, and the end it must come to, written down by its maker."""

import datetime as dt

from pydantic import Field

from documents.record import Record

CHRONICLE_FILE = "chronicle.json"


def called(first_name: str, last_name: str, birth_date: dt.date) -> str:
    """A patient in the end of a program: initials and year of birth."""
    return f"{first_name[0]}.{last_name[0]}. {birth_date.year}"


class Happening(Record):
    """A fax that arrives or tables that are imported, at a time; exactly one of both is named.

    `sample` is the folder of a sample, `tables` one of CSV tables, both below the batch. Happenings of one
    `thread` depend on each other and keep their distance; those of different threads do not. A fax was
    received so long before as it has `waited`.
    """

    at: dt.datetime
    thread: str
    sample: str = ""
    tables: str = ""
    waited: dt.timedelta = dt.timedelta()


class ProgramEnd(Record):
    """Where a program stands, by name.

    `standings` of participants by NPI, of patients as `called`; by sample: `decisions`, the
    outcome and its reasons; `authorizations`, whether open, void or ended; `letters`, kind and addressee of
    each in alphabetical order. Of several documents of a fax the first two are joined by `; ` in order.
    """

    standings: dict[str, str] = Field(default_factory=dict)
    decisions: dict[str, str] = Field(default_factory=dict)
    authorizations: dict[str, str] = Field(default_factory=dict)
    letters: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    def differences(self, other: "ProgramEnd") -> tuple[str, ...]:
        """A line for everything that is otherwise in the other."""
        return tuple(
            f"{part} of {name}: {ours.get(name, 'none')}, not {theirs.get(name, 'none')}"
            for part, ours, theirs in (
                ("standing", self.standings, other.standings),
                ("decision", self.decisions, other.decisions),
                ("authorization", self.authorizations, other.authorizations),
                ("letters", self.letters, other.letters),
            )
            for name in sorted(ours.keys() | theirs.keys())
            if ours.get(name) != theirs.get(name)
        )


class Chronicle(Record):
    """The happenings of a batch in order; any thread may come `delay_days` late without another end.

    `answer_key` are the right answers of the program's knowledge assessment; empty: it has none.
    """

    seed: int
    ends_at: dt.datetime
    delay_days: int
    answer_key: str = ""
    happenings: tuple[Happening, ...]
    end: ProgramEnd
