import pytest

from events.pages.words import appearance_part, institute_kind
from events.snapshot import Localized
from events.snapshot.kinds import AppearancePart, InstituteKind
from tests.pages.sample import changed, document, edition, numbered, snapshot, state, with_forum


def test_speaker_page_tells_who_in_which_role_and_what_was_said() -> None:
    page = document("/fr/intervenants/ada-example/").find("main")
    assert page.find("h1").text == "Ada Exemple"
    assert page.find("p", css="page-subtitle", lang="zh-hans").text == "例子"
    assert "maire de Nulle-Part" in page.find("section", aria_labelledby="appearances").text
    assert len(page.find_all("figure", css="quote")) == 1
    assert page.find_all("a", href="/fr/instituts/nowhere-association/")
    assert page.find("ul", css="links").find("a").text == "ada.example.org"


def test_a_biography_keeps_its_paragraphs() -> None:
    prose = document("/en/speakers/ada-example/").find("div", css="prose")
    assert [paragraph.text for paragraph in prose.find_all("p")] == ["Ada gives examples.", "Many of them."]


def test_a_speaker_at_two_editions_keeps_the_role_of_each() -> None:
    later = numbered(9)
    again = changed(
        later.forum.appearances[0],
        speaker=snapshot("full").speakers[0].uid,
        role=Localized({"en": "Former mayor"}),
    )
    both = changed(
        with_forum(later, appearances=(again,), quotes=()),
        speakers=(*later.speakers, *snapshot("full").speakers),
    )
    page = document("/en/speakers/ada-example/", state(edition(both), "full"))
    rows = page.find("section", aria_labelledby="appearances").find_all("li", css="row")
    assert [row.find("p", css="row-detail").text for row in rows] == ["Former mayor", "Mayor of Nowhere"]


def test_institute_page_tells_what_when_and_where() -> None:
    page = document("/en/institutes/example-institute/").find("main")
    facts = page.find("dl").text
    assert "Kind" not in facts  # the list it stands in says that it is an institute
    assert "1\u00a0May 2031" in facts
    assert page.find("dl").find("a")["href"] == "/en/forums/2031/"
    assert "Created at the forum" in page.find("section", aria_labelledby="involvements").text


def test_institute_page_lists_its_people_and_its_figures() -> None:
    members = document("/en/institutes/nowhere-association/").find("section", aria_labelledby="members")
    assert members.find("a")["href"] == "/en/speakers/ada-example/"
    figures = document("/en/institutes/office-of-figures/").find("section", aria_labelledby="figures")
    assert len(figures.find_all("li", css="statistic")) == 1


def test_institute_page_leads_to_its_website() -> None:
    page = document("/fr/instituts/nowhere-association/")
    assert page.find("dl").find("a", rel="external")["href"] == "https://na.example.org/"
    assert "ANP" in page.find("dl").text


def test_an_institute_founded_at_a_forum_that_is_not_live_names_none() -> None:
    full = snapshot("full")
    orphans = tuple(changed(value, founded_at=full.series.uid) for value in full.institutes)
    page = document("/en/institutes/example-institute/", state(edition(changed(full, institutes=orphans))))
    assert "Founded at" not in page.find("dl").text


def test_lists_of_names_lead_to_every_page() -> None:
    speakers = document("/en/speakers/").find("ul", css="people").find_all("a")
    assert [link["href"] for link in speakers] == ["/en/speakers/ada-example/", "/en/speakers/bo-sample/"]
    assert len(document("/fr/instituts/").find_all("p", css="person-name")) == 4


def test_a_speaker_who_was_only_quoted_is_listed_without_a_role() -> None:
    live = state(edition(with_forum(snapshot("full"), appearances=())))
    assert not document("/en/speakers/", live).find_all("p", css="person-role")
    assert document("/en/speakers/ada-example/", live).find("h1").text == "Ada Example"


@pytest.mark.parametrize("part", AppearancePart)
def test_every_part_of_a_speaker_has_a_word(part: AppearancePart) -> None:
    assert appearance_part(part)


@pytest.mark.parametrize("kind", InstituteKind)
def test_every_kind_of_institute_has_a_word(kind: InstituteKind) -> None:
    assert institute_kind(kind)


def test_a_speaker_without_a_name_in_letters_is_called_by_the_native_one() -> None:
    full = snapshot("full")
    first, *rest = full.speakers
    live = state(edition(changed(full, speakers=(changed(first, name=Localized({})), *rest))))
    assert document("/en/speakers/ada-example/", live).find("h1").text == "例子"
