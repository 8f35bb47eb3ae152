"""A desk for tests: its own clock, people who can sign in, items with real pictures."""

import datetime as dt
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import cv2
import httpx
import numpy as np
import pyotp
import sqlalchemy as sa
from litestar.testing import TestClient

from documents import Account, Doubt, FieldReading, Role
from pipeline.brake import brake_states
from pipeline.foresee import foresee
from pipeline.judge import Bench
from pipeline.letter_pictures import PrintedPictures
from pipeline.program_settings import program_settings
from pipeline.settings import Settings
from registry.accounts import Secrets, save_account, save_secrets
from registry.blobs import BlobStore
from registry.database import writing
from review_queue.passwords import hashed
from review_queue.second_factor import STEP_SECONDS, new_secret
from review_queue.web import DeskTools, desk_app
from tests.registry.people import NOON, ORDER, pages_of, reading_of
from tests.review_queue.audits import audit_work, audited, decided
from tests.review_queue.items import Queue, in_review
from tests.validators.builders import library
from validators import Limits

PASSWORD = "slate heron canal ember"  # noqa: S105  # of people who do not exist
HASHED = hashed(PASSWORD)
HOSTILE = "Oaks<script>alert(1)</script>"
"""A value as an engine might read it from hostile paper."""
SITE = "https://desk.test"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, at: dt.datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at

    def pass_by(self, **length: float) -> None:
        self.at += dt.timedelta(**length)


class Desk:
    """The application over a registry, with a helper for each thing a browser does."""

    def __init__(self, engine: sa.Engine, folder: Path, hosts: tuple[str, ...] = ("desk.test",)) -> None:
        self.clock = Clock()
        self.engine = engine
        self.blobs = BlobStore(folder / "blobs")
        self.queue = Queue()
        self.assemblies: list[tuple[str, int]] = []
        self.bench = Bench(library(), Limits(), ZoneInfo("America/New_York"))
        self.tools = DeskTools(
            engine=engine,
            blobs=self.blobs,
            library=library(),
            limits=lambda _: Limits(),
            zone=ZoneInfo("America/New_York"),
            clock=self.clock,
            hosts=hosts,
            key="0" * 64,
            foresee=lambda session, said: foresee(session, said, self.bench, self.clock()),
            enqueue=self.queue,
            read_anew=lambda _, fax, assembly: self.assemblies.append((fax, assembly)),
            audits=audit_work(self.queue),
            brakes=brake_states,
            program=program_settings(Settings()),
            letters=PrintedPictures(self.blobs, library()),
        )
        self.app = desk_app(self.tools)
        self.secrets: dict[str, str] = {}

    def add(self, name: str, role: Role) -> str:
        """An account that has joined."""
        self.secrets[name] = new_secret()
        with writing(self.engine) as session:
            save_account(session, Account(name=name, full_name=name.title(), role=role, joined=True))
            save_secrets(session, name, Secrets(password=HASHED, secret=self.secrets[name]))
        return name

    def code(self, name: str) -> str:
        """What the authenticator of an account shows; half a minute later, so that it is a new one."""
        self.clock.pass_by(seconds=STEP_SECONDS)
        return pyotp.TOTP(self.secrets[name]).at(self.clock.at)

    def item(self, name: str) -> str:
        """An open item with a page and a crop that can be looked at; the address of its page."""
        page = pages_of(name)
        png = self.blobs.put(picture(1728, 1100))
        page = page.model_copy(update={"pages": (page.pages[0].model_copy(update={"digest": png}),)})
        crop = self.blobs.put(picture(300, 60))
        seen = reading_of(name, ORDER, {"patient_last_name": HOSTILE, "quantity": "4", "refills": ""})
        readings = tuple(_with_crop(reading, crop) for reading in seen.readings)
        seen = seen.model_copy(update={"readings": readings})
        item = in_review(self.engine, name, pages=page, seen=seen)
        return f"/items/{item.fax}/{item.document}"

    def audit(self, name: str, **values: str) -> str:
        """A document that was decided without a person and is audited; the address of its audit."""
        made = decided(name, **values)
        assert made.reading is not None
        crop = self.blobs.put(picture(300, 60))
        readings = tuple(_with_crop(one, crop) for one in made.reading.readings)
        reading = made.reading.model_copy(update={"readings": readings})
        found = audited(self.engine, name, made.model_copy(update={"reading": reading}))
        return f"/audits/{found.fax}/{found.document}"

    def browser(self, address: str = "10.0.0.1") -> "Browser":
        """A browser that is not signed in."""
        return Browser(self, address)

    def signed_in(self, name: str, address: str = "10.0.0.1") -> "Browser":
        """A browser in which somebody has signed in."""
        browser = self.browser(address)
        answer = browser.sign_in(name)
        assert answer.status_code == 303, answer.text
        return browser


class Browser:
    """Keeps cookies, sends the token of the last page with every form, follows nothing."""

    def __init__(self, desk: Desk, address: str) -> None:
        self.desk = desk

        async def from_address(scope: Any, receive: Any, send: Any) -> None:
            scope["client"] = (address, 40000)
            await desk.app(scope, receive, send)

        self.client = TestClient(from_address, base_url=SITE, raise_server_exceptions=False)
        self.client.follow_redirects = False

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, **more)

    def post(self, path: str, form: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        """Send a form as a browser does from a page of the desk."""
        headers = {"Origin": SITE, "Sec-Fetch-Site": "same-origin", **more.pop("headers", {})}
        return self.client.post(
            path, data={"_csrf_token": self.token(), **(form or {})}, headers=headers, **more
        )

    def token(self) -> str:
        """The token that pages of the desk put into their forms."""
        if "__Host-faxdesk-token" not in self.client.cookies:
            self.get("/sign-in")
        return self.client.cookies["__Host-faxdesk-token"]

    def sign_in(self, name: str, **changes: str) -> httpx.Response:
        code = changes.pop("code", "") or self.desk.code(name)
        return self.post("/sign-in", {"name": name, "password": PASSWORD, "code": code, **changes})


def _with_crop(reading: FieldReading, crop: str) -> FieldReading:
    evidence = reading.evidence.model_copy(update={"crop": crop})
    return reading.model_copy(update={"evidence": evidence, "doubts": (Doubt.ENGINES_DISAGREE,)})


def picture(width: int, height: int) -> bytes:
    """A white PNG with a black bar."""
    pixels = np.full((height, width), 255, np.uint8)
    pixels[height // 3 : height // 3 + 4] = 0
    return bytes(cv2.imencode(".png", pixels)[1])


def text_of(answer: httpx.Response) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))
