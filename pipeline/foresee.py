"""What the decision on a document would be if a correction were made now; recorded nowhere."""

import datetime as dt
from dataclasses import replace

from sqlmodel import Session

from documents import Correction, Disposition
from pipeline.brake import braked
from pipeline.judge import Bench, Matter, judged, known_facts
from registry import faxes, papers
from registry.audits import standing_errors
from review_queue import corrected


def foresee(session: Session, correction: Correction, bench: Bench, now: dt.datetime) -> Disposition:
    """The disposition that the rules would give, from the corrected reading and the registry as it is."""
    fax, number = correction.fax, correction.document
    seen, said = papers.reading(session, fax, number), {one.field for one in correction.readings}
    matter = Matter(
        fax=faxes.received(session, fax),
        document=papers.document(session, fax, number),
        reading=corrected(seen, correction.readings) if seen else None,
        pages=papers.pages(session, fax),
        classified=papers.classified_pages(session, fax),
        revision=correction.revision,
        correction=correction,
        seen_by_person=True,
        audit_errors=tuple(name for name in standing_errors(session, fax, number) if name not in said),
    )
    bench = replace(bench, limits=braked(session, bench.limits))
    return judged(matter, known_facts(session, matter, bench.view(now)), bench, now)
