"""On the day a change takes effect the line decides again what waits for it, once, whatever stood still."""

import datetime as dt
import threading
from pathlib import Path

from sqlmodel import col, select

from documents import Standing
from pipeline.new_day import Days, turn_day
from pipeline.settings import load_settings
from pipeline.station import open_station, working
from registry.database import reading, writing
from registry.decision_tables import DispositionRow
from registry.history import note_change
from registry.participants import place
from tests.letters.outgoing import DAY, EARLIER, MOMENT, decide
from tests.validators.builders import APPLICANT, PRESCRIPTION_AUTHORIZATION, perfect, with_facts


def test_an_order_is_decided_again_once_though_the_line_stood_still_on_the_day(tmp_path: Path) -> None:
    now, ended = MOMENT, threading.Event()
    order = with_facts(perfect(PRESCRIPTION_AUTHORIZATION), prescribers=(APPLICANT,))
    with open_station(load_settings(data_folder=tmp_path / "data"), lambda: now) as station:
        decide(station.engine, order)
        with writing(station.engine) as session:
            entry = ("prescriber", APPLICANT.npi)
            note_change(session, entry, Standing.CERTIFIED, DAY + dt.timedelta(days=2), EARLIER)
            place(session, entry, EARLIER)
        assert turn_day(station) == 0
        now = MOMENT + dt.timedelta(days=4)
        assert turn_day(station) == 1
        Days(station).look()
        with working(station, lambda _fax: ended.set()):
            assert ended.wait(60)
        assert turn_day(station) == 0
        with reading(station.engine) as session:
            row = DispositionRow
            made = session.exec(select(row.revision, row.as_of).order_by(col(row.revision))).all()
    assert made == [(0, MOMENT), (1, now)]
