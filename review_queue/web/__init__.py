"""The review desk in the browser: pages made on the server, no build step."""

from review_queue.web.app import desk_app
from review_queue.web.tools import DeskTools

__all__ = ["DeskTools", "desk_app"]
