"""The edition that the walk by keyboard has published, as its visitors read it."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, Route, expect

from events.serving.delivery import watched_front
from tests.serving.sample import ask, django

#: Address (in each language) to what a visitor reads there; “_” stands for a no-break space.
READ: dict[str, dict[str, tuple[str, ...]]] = {
    "fr": {
        "forums/2031": (
            "Forum de Nulle Part 2031",
            "31e édition",
            "du 15 au 16 mai 2031",
            "Deux jours sur le «_vide_» !",
            "Le vide est plein.",
            "207,133_milliards de yuans",
            "«_Rien n’est “vide” !_»",
            "directrice du vide",
            "Institut du vide",
        ),
        "intervenants/lin-exemple": ("Lin Exemple", "directrice du vide"),
        "citations/lin-exemple-2031": ("Lin Exemple", "Discours imaginaire", "15 au 16 mai 2031", "Gazette"),
    },
    "en": {
        "forums/2031": (
            "Forum of Nowhere 2031",
            "31st edition",
            "15–16 May 2031",
            "Two days on the void.",
            "The void is full.",
            "207.133_billion yuan",
            "“Nothing is empty.”",
            "Director of the Void",
            "Institute of the Void",
        ),
        "speakers/lin-exemple": ("Lin Example", "Director of the Void"),
        "quotes/lin-exemple-2031": ("Lin Example", "Imaginary speech", "15–16 May 2031", "Gazette"),
    },
}
PICTURED = {"fr": "Une salle vide", "en": "An empty room"}

#: The colour of a picture at a part of its width, as red, green, blue.
COLOUR = """(picture, part) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    return [...context.getImageData(canvas.width * part, 1, 1, 1).data].slice(0, 3);
}"""


def visit(page: Page) -> None:
    """The pages as the server has them for visitors."""
    front, watcher = watched_front(django)
    watcher.check()
    assert watcher.failure == ""

    def answer(route: Route) -> None:
        given = ask(front, urlsplit(route.request.url).path)
        route.fulfill(status=given.status, headers=given.headers, body=given.body)

    page.route("https://forum.example/**", answer)
    for language, pages in READ.items():
        for address, words in pages.items():
            page.goto(f"https://forum.example/{language}/{address}/")
            for word in words:
                expect(page.locator("main")).to_contain_text(word.replace("_", "\u00a0"))
        page.goto(f"https://forum.example/{language}/{list(pages)[1]}/")
        picture = page.get_by_alt_text(PICTURED[language])
        expect(picture).to_be_visible()
        assert min(picture.evaluate(COLOUR, 0.4)) > 200, "the portrait is not cut around its focal point"
