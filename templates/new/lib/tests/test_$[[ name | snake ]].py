from datetime import date

from $[[ name | snake ]] import (
    every_day,
)


def test_both_ends_are_included() -> None:
    days = every_day(date(2026, 2, 28), date(2026, 3, 2))
    assert days == [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)]


def test_a_day_is_a_range_of_one() -> None:
    assert every_day(date(2026, 3, 2), date(2026, 3, 2)) == [date(2026, 3, 2)]


def test_nothing_lies_between_a_day_and_the_one_before() -> None:
    assert every_day(date(2026, 3, 2), date(2026, 3, 1)) == []
