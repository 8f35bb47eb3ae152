"""The same plans on other editions of the forms."""

import random

from documents import BadInput, FormRef
from forms.library import FormLibrary
from samples.plan import SamplePlan
from samples.scenarios import scenario


def in_editions(
    plans: tuple[SamplePlan, ...], editions: tuple[str, ...], library: FormLibrary
) -> tuple[SamplePlan, ...]:
    """The plans with each form in one of these editions, where it has any of them.

    A fax arrives as many years later as it takes until its edition is in use. A story that only makes sense
    for its own edition becomes a complete form. Without editions the plans stay as they are. BadInput when no
    form has one of the editions.
    """
    if not editions:
        return plans
    known = {form.ref.edition for form in library}
    for edition in editions:
        if edition not in known:
            raise BadInput(f"no form has an edition {edition}; there are {', '.join(sorted(known))}")
    return tuple(_in_edition(plan, editions, library) for plan in plans)


def _in_edition(plan: SamplePlan, editions: tuple[str, ...], library: FormLibrary) -> SamplePlan:
    printed = {form.ref for form in library if form.ref.form == plan.form.form}
    choice = [
        ref
        for ref in (FormRef(form=plan.form.form, edition=edition) for edition in editions)
        if ref in printed
    ]
    if not choice:
        return plan
    ref = random.Random(f"{plan.seed}:edition").choice(choice)
    if ref == plan.form:
        return plan
    story, begins = scenario(plan.form, plan.scenario), library.get(ref).current_from
    received_at = plan.received_at
    while received_at.date() < begins:
        received_at = received_at.replace(year=received_at.year + 1, day=min(received_at.day, 28))
    changed = {
        "form": ref,
        "scenario": "complete" if story.superseded else story.name,
        "received_at": received_at,
        "of": None if plan.of is None else _in_edition(plan.of, editions, library),
    }
    return plan.model_copy(update=changed)
