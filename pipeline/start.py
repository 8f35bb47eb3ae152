"""Where the command begins. Reading processes load it too, so the commands are loaded only as one runs."""

import sys

from documents import BadInput, FaxdeskError, OurMistake
from pipeline.log import log_to_stderr


def main() -> None:
    """Run the command line; an error is one line, exit code 2 where input or our file is wrong, else 1."""
    log_to_stderr()
    from pipeline.cli import app

    try:
        app()
    except (BadInput, OurMistake) as wrong:
        _say(wrong)
        sys.exit(2)
    except FaxdeskError as wrong:
        _say(wrong)
        sys.exit(1)


def _say(wrong: FaxdeskError) -> None:
    sys.stderr.write(f"faxdesk: {wrong}\n")
