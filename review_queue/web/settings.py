"""The page of the settings that the program has not fixed; they are changed in the settings file alone."""

from litestar import get
from litestar.response import Template

from review_queue.web.tools import Tools


@get("/settings", name="settings", sync_to_thread=True)
def settings(tools: Tools) -> Template:
    """Each with its value or "not configured", and what follows from it."""
    return Template("settings.html", context={"title": "Settings", "settings": tools.program})


PAGES = (settings,)
