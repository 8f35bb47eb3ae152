"""The twenty-five items of web security are twenty-five tests, each whole and named by its number."""

import re
from pathlib import Path

ITEMS = 25


def test_each_item_is_one_test() -> None:
    texts = [module.read_text(encoding="utf-8") for module in Path(__file__).parent.glob("test_item*.py")]
    numbers = re.findall(r"^def test_(\d\d)_", "".join(texts), re.MULTILINE)
    assert sorted(map(int, numbers)) == list(range(1, ITEMS + 1))
