from django.utils.translation import override

from events.pages.wording import Wording
from events.snapshot import Localized

FRENCH = Wording("fr", ("fr", "en"))


def test_name_and_its_number_stay_on_one_line() -> None:
    with override("fr"):
        assert FRENCH.said("La COVID-19", "fr").plain == "La COVID\u201119"
        assert FRENCH.said("Un avant-garde, 2020-21", "fr").plain == "Un avant-garde, 2020–21"


def test_addresses_and_tags_keep_their_hyphens() -> None:
    html = '<p><a href="https://example.org/COVID-19">COVID-19</a> https://example.org/COVID-19</p>'
    with override("fr"):
        told = str(FRENCH.body(Localized({"fr": html})).html)
    assert told.count("COVID\u201119") == 1
    assert told.count("org/COVID-19") == 2
