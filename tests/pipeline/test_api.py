"""The checks over the network: with a key, counted, recorded, and never saying more than asked."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from litestar.testing import TestClient
from typer.testing import CliRunner

from documents import KnownPharmacy, KnownPrescriber, Standing
from pipeline.api import ApiTools, api_app
from pipeline.cli import app as command_line
from registry.api_keys import add_key, revoke
from registry.database import reading, writing
from registry.desk_events import events
from registry.participants import put_pharmacy, put_prescriber
from tests.registry.people import NOON, TODAY

NPI, PHARMACY_NPI = "1234567893", "1234567810"
CERTIFICATION, DISPENSE = "/v1/certification-check", "/v1/dispense-check"


@pytest.fixture
def tools(registry_engine: sa.Engine) -> ApiTools:
    with writing(registry_engine) as session:
        person = KnownPrescriber(
            npi=NPI, first_name="Ada", last_name="Brandt", standing=Standing.CERTIFIED, certified_on=TODAY
        )
        put_prescriber(session, person, "test")
        place = KnownPharmacy(
            npi=PHARMACY_NPI, name="Elm Street", standing=Standing.CERTIFIED, certified_on=TODAY
        )
        put_pharmacy(session, place, "test")
    return ApiTools(registry_engine, lambda: NOON, lambda moment: moment.date(), ("testserver.local",), 5)


@pytest.fixture
def key(tools: ApiTools) -> str:
    with writing(tools.engine) as session:
        return add_key(session, "elm", PHARMACY_NPI, NOON)


@pytest.fixture
def client(tools: ApiTools) -> Iterator[TestClient]:  # type: ignore[type-arg]  # of any application
    with TestClient(api_app(tools)) as client:
        yield client


def acts(tools: ApiTools) -> list[dict[str, object]]:
    with reading(tools.engine) as session:
        return [event.model_dump(mode="json") for _, event in events(session, 50)]


def test_a_key_is_told_who_is_certified_and_the_answer_is_an_event(
    client: TestClient,  # type: ignore[type-arg]
    tools: ApiTools,
    key: str,
) -> None:
    answer = client.post(CERTIFICATION, json={"npi": NPI}, headers={"X-API-Key": key})
    assert answer.json() == {
        "npi": NPI,
        "certified": True,
        "participant": "prescriber",
        "since": TODAY.isoformat(),
    }
    (event,) = acts(tools)
    assert (event["act"], event["by"], event["about"]) == ("check_answered", "elm", NPI)
    assert event["answer"] == "certified"


def test_a_denial_has_a_code_and_a_sentence(client: TestClient, tools: ApiTools, key: str) -> None:  # type: ignore[type-arg]
    answer = client.post(DISPENSE, json={"authorization": "A-0123456789"}, headers={"X-API-Key": key})
    assert (answer.status_code, answer.json()["allowed"], answer.json()["denied"]) == (200, False, "EC")
    assert acts(tools)[0]["answer"] == "EC"


def test_without_a_key_that_holds_nothing_is_answered_and_the_refusal_is_an_event(
    client: TestClient,  # type: ignore[type-arg]
    tools: ApiTools,
    key: str,
) -> None:
    with writing(tools.engine) as session:
        revoke(session, "elm", NOON)
    for headers in ({}, {"X-API-Key": "guess"}, {"X-API-Key": key}):
        answer = client.post(CERTIFICATION, json={"npi": NPI}, headers=headers)
        assert (answer.status_code, answer.json()["says"]) == (401, "A key that holds is needed.")
    assert [event["act"] for event in acts(tools)] == ["check_refused"] * 3


@pytest.mark.parametrize(
    ("path", "question"),
    [
        (CERTIFICATION, {"npi": "Minna Oakes"}),
        (CERTIFICATION, {"npi": NPI, "name": "Minna Oakes"}),
        (DISPENSE, {"authorization": "' OR 1=1 Minna Oakes"}),
        (DISPENSE, {}),
    ],
)
def test_another_question_is_refused_and_not_repeated(
    client: TestClient,  # type: ignore[type-arg]
    key: str,
    path: str,
    question: dict[str, str],
) -> None:
    answer = client.post(path, json=question, headers={"X-API-Key": key})
    assert answer.status_code == 400
    assert "Oakes" not in answer.text


def test_one_address_asks_only_so_often_a_minute(client: TestClient, key: str) -> None:  # type: ignore[type-arg]
    statuses = [
        client.post(CERTIFICATION, json={"npi": NPI}, headers={"X-API-Key": key}).status_code
        for _ in range(7)
    ]
    assert statuses == [200] * 5 + [429] * 2


def test_every_path_but_health_needs_a_key_and_openapi_tells_how(client: TestClient, key: str) -> None:  # type: ignore[type-arg]
    assert client.get("/v1/openapi.json").status_code == 401
    schema = client.get("/v1/openapi.json", headers={"X-API-Key": key}).json()
    assert set(schema["paths"]) == {CERTIFICATION, DISPENSE, "/v1/health"}
    assert schema["components"]["securitySchemes"]["key"]["name"] == "x-api-key"
    assert client.get("/v1/health").json() == {"status": "ok"}


def test_another_host_name_is_refused(tools: ApiTools, key: str) -> None:
    with TestClient(api_app(tools), base_url="http://elsewhere.example") as elsewhere:
        answer = elsewhere.post(CERTIFICATION, json={"npi": NPI}, headers={"X-API-Key": key})
    assert answer.status_code == 400


def test_keys_are_made_listed_and_revoked_by_command(tmp_path: Path) -> None:
    def say(*words: str) -> str:
        done = CliRunner().invoke(command_line, ["api", *words, "--data", str(tmp_path / "data")])
        assert done.exit_code == 0, done.output
        return done.output

    secret = say("add", "elm-street", "--npi", PHARMACY_NPI).split()[-1]
    assert len(secret) >= 43
    listed = json.loads(say("keys", "--json"))
    assert (listed["name"], listed["pharmacy_npi"], listed["revoked_at"]) == (
        "elm-street",
        PHARMACY_NPI,
        None,
    )
    assert secret not in say("keys")
    assert say("revoke", "elm-street") == "elm-street is revoked\n"
    assert f"revoked {dt.datetime.now(dt.UTC):%Y-%m-%d}" in say("keys")  # noqa: TID251  # of the command's clock
