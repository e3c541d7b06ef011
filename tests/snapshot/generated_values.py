"""Generated values of a snapshot, as odd as the schema allows."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from events.snapshot import PartialDate, Precision

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=12)
slugs = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
addresses = slugs.map(lambda slug: f"https://nowhere.example/{slug}")
#: As the sanitiser leaves it: a row keeps nothing else.
bodies = st.sampled_from(["<p>Le vide est plein.</p>", "<p>a &amp; b</p>", "<p>«\u00a0Rien\u00a0»</p>"])
figures = st.builds(
    lambda digits, places: Decimal(digits).scaleb(places),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(-6, 9),
)
percentages = st.integers(-(10**12) + 1, 10**12 - 1).map(lambda digits: Decimal(digits).scaleb(-4))
moments = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def partial_date(day: date, precision: Precision) -> PartialDate:
    """``day`` as far as ``precision`` knows it."""
    month = 1 if precision is Precision.YEAR else day.month
    return PartialDate(
        date=day.replace(month=month, day=day.day if precision is Precision.DAY else 1), precision=precision
    )


partial_dates = st.builds(partial_date, st.dates(), st.sampled_from(Precision))
