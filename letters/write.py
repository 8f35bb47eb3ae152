"""Records the letters that a decision causes, in the transaction of the decision."""

import datetime as dt

from sqlmodel import Session

from letters.compose import LetterPlan, letters_of
from registry.decisions import Decision
from registry.outbox import link_reply, put_letter, supersede
from validators import Case


def write_letters(  # everything a letter rests on, each from another hand
    session: Session, made: Decision, case: Case | None, number: str, plan: LetterPlan, at: dt.datetime
) -> None:
    """Record what a decision says to whom, and cancel what earlier ones on the document had to say.

    `number` is what the decision granted; nothing is written of pages that are no form of ours. A form that
    came back is linked with the letter it was sent with.
    """
    of = made.disposition
    if case is not None:
        if case.reading.document.reply_to:
            link_reply(session, of.fax, of.document, case.reading.document.reply_to, at)
        for letter in letters_of(session, made, case, number, plan):
            put_letter(session, letter, at)
    supersede(session, of.fax, of.document, made.revision, at)
