"""When a field is settled by what people say of it, and who must speak next."""

from collections.abc import Sequence

import pytest

from documents import FieldReading, Keying, Override, ReadState, Writing
from forms.definition import FieldKind
from review_queue.keyings import Stage, set_aside_stage, settlement
from tests.registry.people import NOON, digest_of, field_of
from tests.review_queue.items import field

READ = field_of("npi", "111")
UNREAD = READ.model_copy(update={"state": ReadState.ILLEGIBLE, "value": "", "writing": Writing.HANDWRITTEN})


def keyed(by: str, value: str, *, withdrawn: bool = False, decides: bool = False) -> Keying:
    """A keying; the empty value says that nobody can read it."""
    return Keying(
        fax=digest_of("one"),
        document=1,
        revision=0,
        field="npi",
        by=by,
        at=NOON,
        state=ReadState.READ if value else ReadState.ILLEGIBLE,
        value=value,
        withdrawn=withdrawn,
        decides=decides,
    )


@pytest.mark.parametrize(
    ("read", "said", "stage", "value"),
    [
        (READ, [], Stage.OPEN, None),
        (READ, [keyed("ada", "111")], Stage.SETTLED, "111"),
        (READ, [keyed("ada", "222")], Stage.ANOTHER, None),
        (READ, [keyed("ada", "222"), keyed("bo", "2 2 2")], Stage.SUPERVISOR, None),
        (READ, [keyed("ada", "222"), keyed("bo", "111")], Stage.SETTLED, "111"),
        (READ, [keyed("ada", "222"), keyed("bo", "333")], Stage.SUPERVISOR, None),
        (
            READ,
            [keyed("ada", "222"), keyed("bo", ""), keyed("sue", "444", decides=True)],
            Stage.SETTLED,
            "444",
        ),
        (READ, [keyed("ada", "222"), keyed("ada", "222", withdrawn=True)], Stage.OPEN, None),
        (READ, [keyed("ada", "222"), keyed("ada", "222")], Stage.ANOTHER, None),
        (UNREAD, [keyed("ada", "")], Stage.ANOTHER, None),
        (UNREAD, [keyed("ada", ""), keyed("bo", "")], Stage.SETTLED, ""),
        (None, [keyed("ada", "111")], Stage.ANOTHER, None),
    ],
)
def test_a_critical_field_is_settled_when_two_agree_or_a_supervisor_decides(
    read: FieldReading | None, said: Sequence[Keying], stage: Stage, value: str | None
) -> None:
    found = settlement(field("npi", FieldKind.NPI, critical=True), read, said)
    assert (found.stage, found.keying and found.keying.value) == (stage, value)


def test_two_people_agree_on_a_name_whatever_its_case_and_spaces() -> None:
    said = [keyed("ada", "de la  Cruz"), keyed("bo", "De La Cruz")]
    found = settlement(field("npi", FieldKind.NAME, critical=True), READ, said)
    assert (found.stage, found.witnesses) == (Stage.SETTLED, ("ada", "bo"))


def test_one_persons_last_word_settles_any_other_field() -> None:
    said = [keyed("ada", "222"), keyed("bo", "333"), keyed("bo", "333", withdrawn=True)]
    plain = field("npi", FieldKind.NPI)
    assert [settlement(plain, READ, said[:count]).stage for count in range(3)] == [
        "open",
        "settled",
        "settled",
    ]
    settled = [settlement(plain, READ, said[:count]).keying for count in (1, 2, 3)]
    assert [one.value for one in settled if one] == ["222", "333", "222"]


def test_a_finding_of_an_authorization_is_set_aside_by_two_people_alone() -> None:
    def put(by: str, *, withdrawn: bool = False) -> Override:
        said = keyed(by, "1").model_dump(include={"fax", "document", "revision", "by", "at"})
        return Override(**said, code="MARGIN_NOTE", withdrawn=withdrawn)

    twice = [put("ada"), put("ada")]
    assert set_aside_stage("MARGIN_NOTE", twice, needs_two=True) is Stage.ANOTHER
    assert set_aside_stage("MARGIN_NOTE", twice, needs_two=False) is Stage.SETTLED
    assert set_aside_stage("MARGIN_NOTE", [*twice, put("bo")], needs_two=True) is Stage.SETTLED
    assert (
        set_aside_stage("MARGIN_NOTE", [put("ada"), put("bo", withdrawn=True)], needs_two=True) is Stage.OPEN
    )
    assert set_aside_stage("REUSED_IMAGE", twice, needs_two=False) is Stage.OPEN
