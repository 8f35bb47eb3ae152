"""The review desk and the checks as servers: on this machine alone, or beyond it over TLS."""

import logging
import os
import secrets
from functools import partial
from pathlib import Path

import uvicorn
from litestar import Litestar

from documents import StoreFailed
from pipeline.api import ApiTools, api_app
from pipeline.brake import brake_states, braked, record_outcome
from pipeline.foresee import foresee
from pipeline.letter_pictures import PrintedPictures
from pipeline.program_settings import program_settings
from pipeline.settings import Settings
from pipeline.station import Station
from review_queue.audits import AuditWork
from review_queue.web import DeskTools, desk_app

KEY_FILE = "desk.key"
KEY_BYTES = 32
OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")


def desk_of(station: Station) -> Litestar:
    """The desk over an installation that is open."""
    return desk_app(tools_of(station))


def tools_of(station: Station) -> DeskTools:
    """What the pages of the desk work with."""
    tools, settings = station.tools, station.settings
    return DeskTools(
        engine=station.engine,
        blobs=tools.blobs,
        library=station.library,
        limits=lambda session: braked(session, tools.bench.limits),
        zone=tools.bench.zone,
        clock=tools.clock,
        hosts=hosts_of(settings, settings.desk_port),
        key=signing_key(settings.data_folder / KEY_FILE),
        audits=AuditWork(
            plan=station.audits,
            library=station.library,
            zone=tools.bench.zone,
            record_outcome=partial(record_outcome, target=settings.limits.ledger.target),
            enqueue=station.enqueue_again,
        ),
        brakes=brake_states,
        letters=PrintedPictures(tools.blobs, station.library),
        program=program_settings(settings),
        safety_hours=settings.safety_hours,
        foresee=lambda session, said: foresee(session, said, tools.bench, tools.clock()),
        enqueue=station.enqueue_again,
        read_anew=station.enqueue_assembly,
    )


def api_of(station: Station) -> Litestar:
    """The checks of pharmacies' systems over an installation that is open."""
    settings, tools = station.settings, station.tools
    return api_app(
        ApiTools(
            engine=station.engine,
            clock=tools.clock,
            view=tools.bench.view,
            hosts=hosts_of(settings, settings.api_port),
            per_minute=settings.api_per_minute,
        )
    )


def hosts_of(settings: Settings, port: int) -> tuple[str, ...]:
    """The names a server answers to, with its port and without."""
    names = (*OWN_NAMES, *settings.desk_names)
    return tuple(host for name in names for host in (name, f"{name}:{port}"))


def server_for(app: Litestar, settings: Settings, port: int) -> uvicorn.Server:
    """A server that is not running yet; it does not name itself and believes only the proxy it is told of."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.desk_host,
            port=port,
            ssl_certfile=settings.desk_certificate,
            ssl_keyfile=settings.desk_key,
            proxy_headers=settings.desk_proxy is not None,
            forwarded_allow_ips=settings.desk_proxy,
            server_header=False,
            access_log=False,
            log_config=None,
            log_level=logging.WARNING,
            ws="none",
            timeout_graceful_shutdown=10,
        )
    )


def address_of(settings: Settings, port: int) -> str:
    """Where a server is found."""
    scheme = "https" if settings.desk_certificate else "http"
    name = settings.desk_names[0] if settings.desk_names else settings.desk_host
    return f"{scheme}://{name}:{port}/"


def signing_key(file: Path) -> str:
    """The key that signs the tokens of forms, made at the first start and readable for its user alone."""
    try:
        return _made(file) or file.read_text(encoding="ascii")
    except OSError as failure:
        raise StoreFailed(f"{file}: {failure.strerror}") from failure


def _made(file: Path) -> str:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return ""
    key = secrets.token_hex(KEY_BYTES)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(key)
    return key
