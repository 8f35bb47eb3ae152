"""A change counts as worse only when drawing the writers anew hardly ever takes it away."""

from ocr.credit import paired_change


def test_the_groups_count_whatever_their_order() -> None:
    groups = {f"writer {number}": (number % 3 - 1, 10) for number in range(12)}
    assert paired_change(groups) == paired_change(dict(reversed(groups.items())))


def test_one_group_that_got_much_worse_is_chance_and_all_a_little_are_not() -> None:
    one = {f"writer {number}": (10 if number == 0 else 0, 10) for number in range(12)}
    every = {f"writer {number}": (1, 10) for number in range(12)}
    assert paired_change(one).word == "alike"
    assert paired_change(every).word == "worse"
