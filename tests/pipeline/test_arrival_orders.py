"""Independent faxes and imports end in one registry, in whatever order they arrive and are decided again."""

import dataclasses
import datetime as dt
import shutil
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from intake.limits import DecodeLimits
from pipeline.decide_again import Again, decide_again
from pipeline.desk import DeskPlan
from pipeline.journal import PlainJournal
from pipeline.judge import Bench, judge
from pipeline.process import Tools
from pipeline.readers import Readers
from registry import papers
from registry.blobs import BlobStore
from registry.csv_import import import_tables
from registry.database import open_database, reading, writing
from registry.decision_tables import DispositionRow
from registry.faxes import FaxSink
from registry.history import Moment
from registry.participant_tables import AuthorizationRow, PatientRow, PharmacyRow, PrescriberRow
from registry.review_items import open_items
from tests.canaries import matter_of
from tests.pipeline.arrivals import END, EVENTS, FAXES, FOR_ONE, TABLES
from tests.registry.people import arrival_of, digest_of, fax_of
from tests.validators.builders import (
    WITH_KEY,
    library,
    perfect,
    with_values,
)

NOON = dt.datetime(2018, 3, 12, 16, tzinfo=dt.UTC)
NOW = Moment(at=NOON, on=NOON.date())


class World:
    """One registry, what arrives at it, and the queue of documents to be decided again."""

    def __init__(self, engine: sa.Engine, folder: Path) -> None:
        self.engine, self.folder = engine, folder
        self.queue: list[Again] = []
        self.asked: set[str] = set()
        self.tools = Tools(
            blobs=BlobStore(folder),
            readers=Readers(DeskPlan(blobs=folder, forms=folder, limits=DecodeLimits()), 1, 1),
            bench=Bench(library=library(), limits=WITH_KEY, zone=ZoneInfo("America/New_York")),
            clock=lambda: NOON,
            wake=self.wake,
            people=lambda read, view: (),
        )

    def wake(self, _session: Session, fax: str, document: int, revision: int) -> None:
        again = Again(fax=fax, document=document, revision=revision)
        if again.key not in self.asked:
            self.asked.add(again.key)
            self.queue.append(again)

    def arrive(self, event: str) -> None:
        if event in FAXES:
            self._fax(event)
            return
        folder = self.folder / event
        folder.mkdir()
        for name, text in TABLES[event].items():
            (folder / f"{name}.csv").write_text(text)
        import_tables(self.engine, (folder,), NOW, self.wake)

    def _fax(self, name: str) -> None:
        form, values = FAXES[name]
        fax = fax_of(name).model_copy(update={"received_at": NOON})
        FaxSink(self.engine, lambda session, digest: None).accept(fax, arrival_of(name))
        read = with_values(perfect(form), **values).reading
        document = read.document.model_copy(update={"fax": fax.digest})
        matter = matter_of(fax, read.model_copy(update={"document": document}))
        pictured = tuple(
            page.model_copy(update={"digest": digest_of(f"{name} {page.number}")})
            for page in matter.pages.pages
        )
        pages = matter.pages.model_copy(update={"pages": pictured})
        with writing(self.engine) as session:
            papers.save_pages(session, pages)
            papers.save_classified(session, fax.digest, matter.classified)
            papers.save_documents(session, fax.digest, (document,))
            judge(session, dataclasses.replace(matter, pages=pages), self.tools.bench, NOON, self.wake)

    def decide_again(self, *, newest_first: bool) -> None:
        while self.queue:
            decide_again(self.queue.pop(-1 if newest_first else 0), self.tools, PlainJournal(self.engine))

    def decisions(self) -> Mapping[str, list[DispositionRow]]:
        """Every decision on each fax, oldest first."""
        names = {digest_of(name): name for name in FAXES}
        made: dict[str, list[DispositionRow]] = {name: [] for name in FAXES}
        with reading(self.engine) as session:
            for row in session.exec(select(DispositionRow).order_by(col(DispositionRow.revision))):
                made[names[row.fax]].append(row)
        return made

    def end(self) -> Mapping[str, list[str]]:
        """The newest decisions, people with their days, authorizations with theirs."""
        last = {name: made[-1] for name, made in self.decisions().items()}
        ends = {name: [row.outcome, *row.record["reasons"]] for name, row in last.items()}
        with reading(self.engine) as session:
            assert open_items(session) == ()
            for who in (*session.exec(select(PrescriberRow)), *session.exec(select(PharmacyRow))):
                days = (who.certified_on, who.decertified_on)
                ends[who.npi] = [who.standing, *map(str, days), who.fax]
            ends["representative"] = [row.representative for row in session.exec(select(PharmacyRow))]
            for patient in session.exec(select(PatientRow)):
                enrolled = (patient.enrolled_on, patient.discontinued_on)
                ends[patient.first_name] = [patient.standing, *map(str, enrolled)]
            given = session.exec(select(AuthorizationRow))
            ends["authorizations"] = sorted(
                f"{one.prescriber_npi} until {one.voided_on or one.ends_on}" for one in given
            )
        return ends


def check(world: World, order: list[str], drained_after: set[str], *, newest_first: bool) -> None:
    for event in order:
        world.arrive(event)
        if event in drained_after:
            world.decide_again(newest_first=newest_first)
    world.decide_again(newest_first=newest_first)
    assert world.end() == END
    for name, made in world.decisions().items():
        for before, after in pairwise(made):
            assert before.facts != after.facts, name


@example(
    order=["prescriber", "results", "names", *(event for event in EVENTS if event not in FOR_ONE)],
    drained_after={"results"},
    newest_first=False,
)
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(EVENTS), drained_after=st.sets(st.sampled_from(EVENTS)), newest_first=st.booleans()
)
def test_any_order_of_arrival_ends_in_the_same_registry_and_nothing_is_decided_again_for_nothing(
    sqlite_template: Path, order: list[str], drained_after: set[str], *, newest_first: bool
) -> None:
    with TemporaryDirectory() as folder:
        copy = shutil.copy(sqlite_template, Path(folder) / "registry.sqlite")
        engine = open_database(f"sqlite:///{copy}")
        check(World(engine, Path(folder)), order, drained_after, newest_first=newest_first)
        engine.dispose()


@pytest.mark.parametrize("backwards", [False, True])
def test_both_databases_end_alike(registry_engine: sa.Engine, tmp_path: Path, *, backwards: bool) -> None:
    order = list(reversed(EVENTS)) if backwards else list(EVENTS)
    check(World(registry_engine, tmp_path), order, set(EVENTS), newest_first=False)
