from datetime import date

import pytest
from trade_aggregates.windows import Window, each_day


@pytest.mark.parametrize(
    ("as_of", "first"),
    [
        (date(2026, 10, 31), date(2023, 11, 1)),
        (date(2026, 2, 28), date(2023, 3, 1)),
        (date(2028, 2, 29), date(2025, 3, 1)),
        (date(2027, 2, 28), date(2024, 2, 29)),
    ],
)
def test_a_window_is_three_years_up_to_and_with_its_day(as_of: date, first: date) -> None:
    assert (Window(as_of).first, (Window(as_of).end - as_of).days) == (first, 1)


def test_windows_that_end_on_neighbouring_days_lose_and_win_a_day() -> None:
    for day in each_day(date(2024, 1, 1), date(2028, 12, 31)):
        assert Window(day).first <= Window(Window(day).end).first


def test_the_months_are_those_that_the_window_touches() -> None:
    months = Window(date(2026, 10, 30)).months()
    assert (months[0], months[-1], len(months)) == ("2023-10", "2026-10", 37)
    assert len(Window(date(2026, 10, 31)).months()) == 36
