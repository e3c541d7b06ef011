from events.snapshot import Localized
from tests.pages.sample import changed, document, edition, snapshot, state, with_forum

FRENCH, ENGLISH = "/fr/forums/2031/", "/en/forums/2031/"


def test_each_source_stands_once() -> None:
    sources = document(ENGLISH).find("ol", css="sources").find_all("li")
    assert [source.text for source in sources] == [
        "Nowhere Gazette",
        "Yearbook of Examples, February 2031",
        "Plan of Nowhere",
    ]
    assert sources[0].find("a")["href"] == "https://gazette.example.org/en"
    assert sources[2].find("cite").text == "Plan of Nowhere"


def test_sources_are_those_of_the_language() -> None:
    first = document(FRENCH).find("ol", css="sources").find_all("a")[0]
    assert (first["href"], first.text) == ("https://gazette.example.org/fr", "Gazette de Nulle-Part")


def test_the_list_of_sources_says_more_of_itself_after_a_section_called_so() -> None:
    first, *_ = snapshot("full").forum.sections
    named = changed(first, slug="sources", heading=Localized({"en": "Sources"}))
    page = document(ENGLISH, state(edition(with_forum(snapshot("full"), sections=(named,)))))
    assert (
        page.find("section", aria_labelledby="sources").find("h2").text == "Sources of the quotes and figures"
    )
    anchors = [element["id"] for element in page.descendants() if "id" in element.attributes]
    assert len(anchors) == len(set(anchors))
