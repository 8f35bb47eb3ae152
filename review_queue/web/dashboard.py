"""The page of the dashboard, and the same as one file that needs nothing beside it."""

from pathlib import Path

from jinja2 import Environment
from litestar import get
from litestar.response import Template

from registry.database import reading
from review_queue.dashboard import Dashboard, Sources, dashboard
from review_queue.web.tools import DeskTools, Tools

STYLE = Path(__file__).parent / "static" / "desk.css"


@get("/dashboard", name="dashboard", sync_to_thread=True)
def show(tools: Tools) -> Template:
    """How the desk, the fax line and the audits stand."""
    return Template("dashboard.html", context={"title": "Dashboard", "board": board_of(tools)})


def board_of(tools: DeskTools) -> Dashboard:
    """The dashboard of an installation, now."""
    sources = Sources(
        library=tools.library, brakes=tools.brakes, local=tools.local, safety_hours=tools.safety_hours
    )
    with reading(tools.engine) as session:
        return dashboard(session, tools.clock(), sources)


def report(tools: DeskTools, pages: Environment) -> str:
    """The dashboard as one HTML file with its style in it; `pages` are those of the desk."""
    style = STYLE.read_text(encoding="utf-8")
    return pages.get_template("report.html").render(board=board_of(tools), style=style)


PAGES = (show,)
