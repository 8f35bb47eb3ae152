"""A batch is replayed with the registry of its own time."""

import datetime as dt
from pathlib import Path

import pytest

from documents import BadRow, SampleTruth
from pipeline.replay import import_registry
from pipeline.settings import load_settings
from pipeline.station import open_station
from registry.as_of import View, known_prescriber
from registry.database import reading

NPI = "1234567893"
LAST_FAX = dt.datetime(2031, 5, 7, 14, tzinfo=dt.UTC)


def batch_with(folder: Path, certified_on: dt.date) -> Path:
    """A batch of one sample that arrives at `LAST_FAX`, with one prescriber in its registry."""
    sample = folder / "0001-junk"
    sample.mkdir()
    truth = SampleTruth(
        sample=sample.name,
        file="fax.pdf",
        seed=1,
        story="junk",
        received_on=f"{LAST_FAX:%Y-%m-%dT%H:%M:%SZ}",
        end="routed",
    )
    (sample / "truth.json").write_text(truth.model_dump_json(), encoding="utf-8")
    tables = folder / "registry"
    tables.mkdir()
    (tables / "prescribers.csv").write_text(
        f"npi,first_name,last_name,standing,certified_on\n{NPI},Ada,Brandt,certified,{certified_on}\n",
        encoding="utf-8",
    )
    return folder


def test_a_batch_of_days_to_come_has_the_registry_of_the_day_of_its_last_fax(tmp_path: Path) -> None:
    certified_on = LAST_FAX.date() - dt.timedelta(days=30)
    batch = batch_with(tmp_path, certified_on)
    with open_station(load_settings(data_folder=tmp_path / "data")) as station:
        import_registry(station, batch)
        with reading(station.engine) as session:
            known = known_prescriber(session, NPI, View(on=LAST_FAX.date()))
    assert known is not None
    assert known.certified_on == certified_on


def test_a_table_with_a_day_after_the_last_fax_is_refused(tmp_path: Path) -> None:
    batch = batch_with(tmp_path, LAST_FAX.date() + dt.timedelta(days=1))
    with open_station(load_settings(data_folder=tmp_path / "data")) as station, pytest.raises(BadRow):
        import_registry(station, batch)
