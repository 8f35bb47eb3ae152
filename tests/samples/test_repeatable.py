"""Filled pages depend on their seed alone."""

import os
import subprocess
import sys

DIGEST = """
import hashlib, random, datetime as dt
from forms import load_forms
from samples.draw import draw_page
from samples.fill import fill_form
from samples.paper import pick_conditions, to_fax
from samples.people import make_cast
from samples.story import Occasion
from samples.style import pick_style
rng, on, library = random.Random(20), dt.date(2018, 3, 5), load_forms()
form = library.newest("prescription_authorization")
made = fill_form(form, make_cast(rng, on), Occasion(signed_on=on), pick_style("mixed", rng), rng)
page = draw_page(made, form, library.blank_path(form.ref), 1)
raster = to_fax(page, "standard", pick_conditions("worn", rng), rng)
print(hashlib.sha256(made.model_dump_json().encode() + page.tobytes() + raster.tobytes()).hexdigest())
"""


def test_the_same_seed_makes_the_same_page_in_any_process() -> None:
    digests = set()
    for hash_seed in ("0", "1234"):
        ran = subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(ran.stdout.strip())
    assert len(digests) == 1
