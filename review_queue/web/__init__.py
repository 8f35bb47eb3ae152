"""The review desk in the browser: pages made on the server, no build step."""

from review_queue.web.app import desk_app, pages_of
from review_queue.web.dashboard import report
from review_queue.web.tools import DeskTools

__all__ = ["DeskTools", "desk_app", "pages_of", "report"]
