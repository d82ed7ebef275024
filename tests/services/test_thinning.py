"""Backups are thinned by journal length; a wrong clock never costs the longest journal."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fosdesk.services.thinning import DAILY, MONTHLY, WEEKLY, Backup, to_keep

DAY = date(2026, 11, 1)


def backup(changes: int, day: date) -> Backup:
    return Backup(f"{changes:08d}-{day}", changes, f"CODE{changes:04d}", day.isoformat())


def daily(count: int, a_day: int = 1) -> list[Backup]:
    """`count` days with `a_day` backups each, the journal growing all the time."""
    days = [DAY + timedelta(days=n) for n in range(count)]
    return [backup(10 * n + part, day) for n, day in enumerate(days) for part in range(a_day)]


def test_all_backups_of_the_last_two_days_are_kept() -> None:
    made = daily(5, a_day=4)
    assert {one.name for one in made[-8:]} <= to_keep(made)


def test_older_days_keep_their_longest_journal() -> None:
    made = daily(5, a_day=4)
    kept = to_keep(made)
    assert made[11].name in kept
    assert made[8].name not in kept


def test_two_years_come_down_to_days_weeks_and_months() -> None:
    kept = to_keep(daily(730))
    assert len(kept) == 2 + DAILY + WEEKLY + MONTHLY


def test_a_clock_that_jumps_back_does_not_cost_the_longest_journal() -> None:
    made = [*daily(40), backup(9_999, date(1970, 1, 1)), backup(9_998, date(2099, 1, 1))]
    assert {"00009999-1970-01-01", "00009998-2099-01-01"} <= to_keep(made)


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 2_000)), min_size=1, max_size=60, unique=True)
)
def test_the_longest_is_always_kept_and_nothing_is_invented(shape: list[tuple[int, int]]) -> None:
    made = [backup(changes, DAY + timedelta(days=offset)) for changes, offset in shape]
    kept = to_keep(made)
    longest = max(one.changes for one in made)
    assert kept <= {one.name for one in made}
    assert any(one.name in kept for one in made if one.changes == longest)


def test_thinning_twice_changes_nothing() -> None:
    made = daily(200, a_day=2)
    kept = to_keep(made)
    assert to_keep([one for one in made if one.name in kept]) == kept
