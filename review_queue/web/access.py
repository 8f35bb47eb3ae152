"""Who may ask for what: one table for every route; what is not in it is denied."""

from collections.abc import Mapping

from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.types import Guard

from documents import Account, Denied, Role
from registry.database import writing
from registry.desk_events import add_event
from review_queue.web.tools import Connection, DeskTools, address_of

ANYBODY: frozenset[Role] | None = None
"""A page for people who are not signed in; their handlers carry `OPEN_TO_ANYBODY`, too."""

OPEN_TO_ANYBODY: Mapping[str, bool] = {"exclude_from_auth": True}

_EVERYONE = frozenset(Role)
_WORKS = frozenset({Role.OPERATOR, Role.SECOND_REVIEWER, Role.SUPERVISOR})
_SEES_PAPER = _WORKS | {Role.AUDITOR}
_SUPERVISES = frozenset({Role.SUPERVISOR})
_ADMINISTERS = frozenset({Role.ADMINISTRATOR})

ACCESS: Mapping[str, frozenset[Role] | None] = {
    "static": ANYBODY,
    "static/head": ANYBODY,
    "sign_in_page": ANYBODY,
    "sign_in": ANYBODY,
    "join_page": ANYBODY,
    "join_begin": ANYBODY,
    "join_finish": ANYBODY,
    "home": _EVERYONE,
    "account": _EVERYONE,
    "change_password": _EVERYONE,
    "sign_out": _EVERYONE,
    "sign_out_everywhere": _EVERYONE,
    "queue": _SEES_PAPER,
    "search": _SEES_PAPER,
    "item": _SEES_PAPER,
    "page_picture": _SEES_PAPER,
    "crop": _SEES_PAPER,
    "pages": _SEES_PAPER,
    "fax_page": _SEES_PAPER,
    "small_page": _SEES_PAPER,
    "assemble": _WORKS,
    "claim_next": _WORKS,
    "claim": _WORKS,
    "renew": _WORKS,
    "release": _WORKS,
    "take_back": _SUPERVISES,
    "key_field": _WORKS,
    "undo": _WORKS,
    "set_aside": _WORKS,
    "complete": _WORKS,
    "leave": _WORKS,
    "pass_on": _WORKS,
    "recall": _WORKS,
    "grid": _WORKS,
    "grid_take": _WORKS,
    "grid_answer": _WORKS,
    "grid_undo": _WORKS,
    "grid_stop": _WORKS,
    "audits": _SEES_PAPER,
    "audit": _SEES_PAPER,
    "audit_next": _WORKS,
    "audit_task": _WORKS,
    "audit_crop": _WORKS,
    "audit_key": _WORKS,
    "audit_release": _WORKS,
    "letters": _SEES_PAPER,
    "letter": _SEES_PAPER,
    "letter_page": _SEES_PAPER,
    "letter_release": _WORKS,
    "letter_cancel": _SUPERVISES,
    "safety": _SEES_PAPER,
    "safety_report": _WORKS,
    "safety_hand_over": _WORKS,
    "safety_no_event": _SUPERVISES,
    "dashboard": _SUPERVISES | {Role.AUDITOR},
    "file": _SUPERVISES | {Role.AUDITOR},
    "export_queue": _SUPERVISES,
    "export_corrections": _SUPERVISES,
    "registry": _SEES_PAPER,
    "registry_search": _SEES_PAPER,
    "registry_entry": _SEES_PAPER,
    "registry_crop": _SEES_PAPER,
    "settings": _SUPERVISES | _ADMINISTERS | {Role.AUDITOR},
    "people": _ADMINISTERS,
    "invite": _ADMINISTERS,
    "change_role": _ADMINISTERS,
    "disable": _ADMINISTERS,
    "end_sign_ins": _ADMINISTERS,
    "events": _ADMINISTERS | {Role.AUDITOR},
}
"""The roles that may use a route, by the route's name."""


def may(role: Role, route: str) -> bool:
    """Whether a role may use a route."""
    roles = ACCESS.get(route, frozenset())
    return roles is None or role in roles


def only_those_allowed(tools: DeskTools) -> Guard:
    """The guard of every route: whom the table does not let in is refused, and the refusal is kept."""

    def check(connection: Connection, route: BaseRouteHandler) -> None:
        name = route.name or ""
        roles = ACCESS.get(name, frozenset())
        if roles is None:
            return
        person: Account | None = connection.scope.get("user")
        if person is None or person.role not in roles:
            if person is not None:
                _keep(tools, person, name, connection)
            raise PermissionDeniedException(name)

    return check


def _keep(tools: DeskTools, person: Account, route: str, connection: Connection) -> None:
    with writing(tools.engine) as session:
        event = Denied(at=tools.clock(), by=person.name, address=address_of(connection), route=route)
        add_event(session, event)
