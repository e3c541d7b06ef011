"""Signing in with a real browser: a passkey from its set-up to its use, without a word of complaint."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page

from tests.admin.conftest import PASSWORD
from tests.needs import NODE_MODULES

pytestmark = pytest.mark.needs("chromium-headless-shell")

#: A key as a telephone has it: it knows its owner, and keeps the passkey (WebAuthn, 11.3).
TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def window(browser: Browser, live_server: Any, editor: User, settings: Any) -> Iterator[Page]:
    """A browser with a telephone’s authenticator, whose console is clean at the end."""
    settings.SECOND_FACTOR_REQUIRED = True
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    complaints: list[str] = []
    page = context.new_page()
    page.on(
        "console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": TELEPHONE})
    yield page
    context.close()
    assert complaints == []


def examined(page: Page) -> None:
    """Nothing that axe calls critical or serious, in light and in dark."""
    page.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished))")
        found = page.evaluate("axe.run()")["violations"]
        bad = [
            (one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("critical", "serious")
        ]
        assert bad == [], (page.url, scheme)
    page.emulate_media(color_scheme="light")


def test_a_passkey_is_set_up_and_then_signs_in_by_itself(window: Page) -> None:
    page = window
    page.goto("/admin/")
    examined(page)
    page.fill("#id_login", "ada")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector(".account-why")
    examined(page)
    page.goto("/admin/account/second-factor/totp/activate/")
    page.wait_for_selector("#authenticator_secret")
    examined(page)
    page.goto("/admin/account/second-factor/webauthn/add/")
    examined(page)
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    examined(page)
    page.goto("/admin/account/second-factor/webauthn/")
    examined(page)
    page.goto("/admin/account/second-factor/")
    page.get_by_role("button", name="Sign out everywhere").click()
    page.wait_for_selector("#passkey_login")
    page.click("#passkey_login")
    page.wait_for_selector("#user-tools >> text=Sign-in and security")
    assert page.url.endswith("/admin/")
