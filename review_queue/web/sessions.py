"""Being signed in: Litestar's server-side sessions in our database, with an end when idle and a last end."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from litestar.concurrency import sync_to_thread
from litestar.middleware.session.server_side import ServerSideSessionBackend, ServerSideSessionConfig
from litestar.security.session_auth import SessionAuth
from litestar.stores.base import Store
from litestar.types import Empty, Message, ScopeSession
from sqlmodel import Session

from documents import Account
from registry import sign_ins
from registry.accounts import account, has_account
from registry.database import reading, writing
from review_queue.web.access import OPEN_TO_ANYBODY
from review_queue.web.tools import Connection, DeskTools, Visit

IDLE = dt.timedelta(minutes=15)
LONGEST = dt.timedelta(hours=12)
NOTED_AFTER = dt.timedelta(seconds=30)
COOKIE = "__Host-faxdesk"
PASSIVE = "x-passive"
"""The header of requests an open page makes by itself: they keep nobody signed in."""

_FRESH = "fresh_sign_in"


def enter(request: Visit, person: Account, now: dt.datetime) -> None:
    """Sign a person in: a new session under a new cookie, whatever the browser had before."""
    request.set_session(
        {
            "account": person.name,
            "generation": person.generation,
            "since": now.isoformat(),
            "acted": now.isoformat(),
        }
    )
    request.scope["state"][_FRESH] = True


def signed_in(kept: dict[str, Any], connection: Connection, tools: DeskTools) -> Account | None:
    """Whose session this is; None when it has ended. Notes that the person acted, unless the page did."""
    now = tools.clock()
    since, acted = (dt.datetime.fromisoformat(kept[key]) for key in ("since", "acted"))
    if now - since >= LONGEST or now - acted >= IDLE:
        return None
    with reading(tools.engine) as session:
        found = account(session, kept["account"]) if has_account(session, kept["account"]) else None
    if found is None or not found.active or found.generation != kept["generation"]:
        return None
    if PASSIVE not in connection.headers and now - acted >= NOTED_AFTER:
        kept["acted"] = now.isoformat()
    return found


class SignInStore(Store):
    """Litestar's session store over the registry."""

    def __init__(self, tools: DeskTools) -> None:
        self._tools = tools

    async def set(self, key: str, value: str | bytes, expires_in: int | dt.timedelta | None = None) -> None:
        """Keep a new session until its last end."""

        def keep(session: Session, now: dt.datetime) -> None:
            sign_ins.remove_expired(session, now)
            sign_ins.put(session, key, _bytes(value), now + LONGEST)

        await self._write(keep)

    async def renew(self, key: str, value: bytes) -> None:
        """Keep what changed in a session, unless it has been forgotten since."""
        if await self.get(key) not in (None, value):
            await self._write(lambda session, now: sign_ins.change(session, key, value))

    async def get(self, key: str, renew_for: int | dt.timedelta | None = None) -> bytes | None:
        """A session that has not come to its last end."""

        def find() -> bytes | None:
            with reading(self._tools.engine) as session:
                return sign_ins.find(session, key, self._tools.clock())

        return await sync_to_thread(find)

    async def delete(self, key: str) -> None:
        """Forget a session."""
        await self._write(lambda session, now: sign_ins.remove(session, key))

    async def delete_all(self) -> None:
        """Forget every session."""
        await self._write(lambda session, now: sign_ins.remove_all(session))

    async def exists(self, key: str) -> bool:
        """Whether a session is kept and has not come to its last end."""
        return await self.get(key) is not None

    async def expires_in(self, key: str) -> int | None:
        """Not told: nothing of the desk asks."""
        return None

    async def _write(self, change: Callable[[Session, dt.datetime], None]) -> None:
        def write() -> None:
            with writing(self._tools.engine) as session:
                change(session, self._tools.clock())

        await sync_to_thread(write)


class SignInBackend(ServerSideSessionBackend):
    """Litestar's sessions, with a new cookie for each sign-in and nothing kept for visitors."""

    def get_session_id(self, connection: Connection) -> str:
        """What the cookie says; for a fresh sign-in something new, never what the browser sent."""
        if connection.scope["state"].get(_FRESH):
            return self.generate_session_id()
        return super().get_session_id(connection)

    async def store_in_message(
        self, scope_session: ScopeSession, message: Message, connection: Connection
    ) -> None:
        """Keep a fresh session with its cookie, forget one that ended, note changes of any other."""
        cookie = connection.cookies.get(COOKIE)
        store = self.config.get_store_from_app(connection.scope["litestar_app"])
        if connection.scope["state"].get(_FRESH) or (scope_session is Empty and cookie):
            if cookie:
                await store.delete(cookie)
            await super().store_in_message(scope_session, message, connection)
        elif scope_session and cookie and isinstance(store, SignInStore):
            await store.renew(cookie, self.serialize_data(scope_session, connection.scope))


@dataclass
class SignInConfig(ServerSideSessionConfig):
    """Cookies that no script reads, no other site sends and no plain connection carries."""

    _backend_class = SignInBackend

    key: str = COOKIE
    max_age: int = int(LONGEST.total_seconds())
    secure: bool = True
    samesite: Literal["lax", "strict", "none"] = "strict"


def session_auth(tools: DeskTools) -> SessionAuth[Account, ServerSideSessionBackend]:
    """What asks everybody who they are, except on pages that are open to anybody."""

    async def find(kept: dict[str, Any], connection: Connection) -> Account | None:
        return await sync_to_thread(signed_in, kept, connection, tools)

    return SessionAuth[Account, ServerSideSessionBackend](
        retrieve_user_handler=find,
        session_backend_config=SignInConfig(),
        exclude_opt_key=next(iter(OPEN_TO_ANYBODY)),
    )


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value
