"""Log lines for operators: one JSON object a line, identifiers only."""

import json
import logging
import sys
import time

STANDARD_KEYS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object: time (UTC), level, logger, message, then its extra keys."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """One line; of an exception only its type, for its text may quote what it met."""
        line: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in STANDARD_KEYS}
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
        return json.dumps(line, default=str)


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send the log of this process to stderr, replacing what was set up before."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    dbos = logging.getLogger("dbos")  # writes in a format of its own unless it has a handler
    dbos.handlers, dbos.propagate = [handler], False
    for chatty in ("dbos", "alembic", "pikepdf"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
