"""The live preview, as a browser test handles it."""

from typing import Any

from playwright.sync_api import Page, expect

from events import models
from tests.admin.desk_window import form_of

#: Typed to shown, in the browser; the pause of 200 ms is part of it.
MEASURE = """async ([selector, text]) => {
    const field = document.querySelector(selector);
    const shown = new Promise((done) => {
        document.getElementById("live-preview").addEventListener("preview:shown", done, { once: true });
    });
    field.value = text;
    const began = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await shown;
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    return performance.now() - began;
}"""


def forget_pictures() -> None:
    """Takes every picture off its row."""
    fields = {models.Speaker: "portrait", models.Institute: "logo", models.Series: "logo"}
    for model, field in {**fields, models.Forum: "hero_image"}.items():
        model._default_manager.update(**{field: None})


def frame(page: Page, language: str) -> Any:
    return page.frame_locator(f'.live-preview-frame[data-language="{language}"] iframe')


def inside(page: Page, language: str, expression: str) -> Any:
    """The value of a JavaScript expression in which ``shown`` is the document of the preview."""
    selector = f'.live-preview-frame[data-language="{language}"] iframe'
    return page.eval_on_selector(selector, f"frame => (shown => {expression})(frame.contentDocument)")


def opened(page: Page, forum: Any) -> Page:
    page.goto(form_of(forum))
    page.click(".live-preview-toggle")
    expect(frame(page, "fr").locator("h1")).to_be_visible()
    expect(frame(page, "en").locator("h1")).to_be_visible()
    return page
