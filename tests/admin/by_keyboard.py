"""An editor who has a keyboard alone: goes from field to field, and sees where they are."""

from typing import Any

from playwright.sync_api import Page, expect

#: What has the focus: its name (Accessible Name and Description Computation, as far as the desk needs it),
#: and what hinders an editor from seeing it (WCAG 2.2, 2.4.7 Focus Visible and 2.4.11 Focus Not Obscured).
FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return { name: "", fault: "" };
    const text = (from) => from.textContent.replace(/\\s+/g, " ").trim();
    const own = (from) => from.getAttribute("aria-label") || text(from);
    const ids = (one.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
    const name = ids.map((id) => own(document.getElementById(id))).join(" ") || one.getAttribute("aria-label")
        || [...(one.labels || [])].map(text).join(" ")
        || (one.matches("input") ? one.matches("[type=submit]") && one.value : text(one))
        || one.title || one.querySelector("img")?.alt || "";
    const ringed = one.matches(".ProseMirror") ? one.closest(".prose-editor") : one;
    const { outlineStyle, outlineWidth } = getComputedStyle(ringed);
    const ring = outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
    const { left, width, top, height } = one.getBoundingClientRect();
    const at = (x, y) => document.elementFromPoint(left + width * x, top + height * y);
    const places = [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) => at(x, y)));
    const box = getComputedStyle(one).pointerEvents === "none" ? one.parentElement : one;
    const shown = places.some((place) => place && (box.contains(place) || place.contains(box)));
    return { name, fault: ring ? (shown ? "" : "is covered") : "has no ring" };
}"""


class Keyboard:
    """Types, and goes by Tab to what it is told to find."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def find(self, name: str, *, back: bool = False, bound: int = 60) -> None:
        """Presses Tab until what has the focus is named so (or begins so, with “…”).

        AssertionError: it is not among the next ``bound``, or the focus is not to be seen on the way.
        """
        passed = []
        for _step in range(bound):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            focused: dict[str, Any] = self.page.evaluate(FOCUSED)
            passed.append(focused["name"])
            assert not focused["fault"], f"“{focused['name']}” {focused['fault']}; passed: {passed}"
            if focused["name"] == name or (name.endswith("…") and focused["name"].startswith(name[:-1])):
                return
        raise AssertionError(f"“{name}” is not reached; passed: {passed}")

    def press(self, *keys: str) -> None:
        """Presses each of ``keys``."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Types ``text`` where the focus is."""
        self.page.keyboard.type(text)

    def fill(self, **fields: str) -> None:
        """Types into each field, found by the words of its label: ``Name_fr="Forum"``."""
        for label, text in fields.items():
            stem, _, language = label.rpartition("_")
            name = {"fr": f"{stem} · French", "en": f"{stem} · English"}.get(language, label)
            self.find(f"{name.replace('_', ' ')}…")
            self.type(text)

    def choose(self, name: str, text: str, offer: str) -> None:
        """Finds a list of choices, types ``text`` into it and takes ``offer``."""
        self.find(f"{name}…")
        self.take(text, offer)

    def take(self, text: str, offer: str) -> None:
        """Opens the list of choices that has the focus, types ``text`` into it and takes ``offer``."""
        self.press("Enter")
        expect(self.page.locator(".select2-dropdown .select2-search__field")).to_be_focused()
        self.type(text)
        option = self.page.locator(".select2-results__option--highlighted", has_text=offer)
        expect(option).to_be_visible()
        self.press("Enter")

    def go(self, words: str, option: str) -> None:
        """Opens the command palette, types ``words``, takes ``option`` and waits for another page."""
        self.press("Control+k")
        self.type(words)
        expect(self.page.locator("#desk-palette [aria-selected=true]")).to_contain_text(option)
        with self.page.expect_navigation():
            self.press("Enter")

    def into_content(self) -> None:
        """Takes the link past the navigation."""
        self.find("Skip to main content", bound=1)
        self.press("Enter")

    def save(self) -> None:
        """Saves with Ctrl S and waits for the desk to say so, and to listen to keys again."""
        with self.page.expect_event("load"):
            self.press("Control+s")
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def next_part(self, part: str, following: str) -> None:
        """Goes back to the tab of ``part`` and on to the ``following`` one."""
        self.find(part, back=True)
        self.press("ArrowRight")
        expect(self.page.locator("[role=tab]:focus")).to_contain_text(following)

    def add(self, kind: str) -> None:
        """Adds a row to the list; what has the focus then is its first field."""
        self.find(f"Add another {kind}")
        self.press("Enter")
