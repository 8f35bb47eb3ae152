"""`python -m samples`: makes the committed batch anew, after a change of the maker or of a form."""

import shutil
import sys

from forms.library import load_forms
from samples.batch import FIXED_BATCH, make_fixed_batch


def main() -> None:
    """Replace `samples/batch` with a fresh one."""
    fresh = FIXED_BATCH.with_name("batch.new")
    shutil.rmtree(fresh, ignore_errors=True)
    made = make_fixed_batch(fresh, load_forms(), lambda _done, _total: None)
    shutil.rmtree(FIXED_BATCH, ignore_errors=True)
    fresh.rename(FIXED_BATCH)
    sys.stdout.write(f"{made.count} faxes in {FIXED_BATCH}\n")


if __name__ == "__main__":
    main()
