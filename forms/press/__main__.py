"""Rewrites the blank of every form edition that has a `[print]` table: `python -m forms.press`."""

import sys

from documents import FaxdeskError
from forms.check import check_form_file
from forms.form_file import FORM_FILE, read_form_file
from forms.geometry import BLANK_FILE
from forms.library import FORMS_FOLDER, load_form
from forms.press import press


def main() -> int:
    """Print every blank anew and load it again; 2 and one line when a form file is wrong."""
    try:
        for path in sorted(FORMS_FOLDER.glob(f"*/{FORM_FILE}")):
            folder = path.parent
            written = read_form_file(folder)
            check_form_file(folder, written)
            if written.print is not None:
                (folder / BLANK_FILE).write_bytes(press(written))
            load_form(folder)
    except FaxdeskError as trouble:
        sys.stderr.write(f"faxdesk: {trouble}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
