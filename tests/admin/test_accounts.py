"""Who gets in: two factors, one answer for every name, limits that no spelling evades, and the way out."""

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from events.exchange.one_time_link import THREAD
from tests.admin.conftest import PASSWORD
from tests.admin.counting_hasher import CountingHasher

SIGN_IN = "/admin/account/sign-in/"
SECRET = "JBSWY3DPEHPK3PXP"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _factor_required(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def account(name: str, role: str = "", **facts: Any) -> User:
    user = User.objects.create_user(
        name, f"{name}@example.org", PASSWORD, **{"is_staff": True, "is_superuser": not role, **facts}
    )
    user.groups.set(Group.objects.filter(name=role))
    return user


def sign_in(name: str, password: str = PASSWORD, client: Client | None = None, **options: Any) -> Any:
    client = client or Client(headers={"accept-language": "en"})
    answer = client.post(SIGN_IN, {"login": name, "password": password}, **options)
    answer.browser = client
    return answer


def code_of_now() -> str:
    return str(format_hotp_value(hotp_value(SECRET, list(yield_hotp_counters_from_time())[1])))


# Two factors


@pytest.mark.parametrize(
    ("role", "asked"),
    [("Translator", False), ("Editor", False), ("Publisher", True), ("Administrator", True), ("", True)],
)
def test_whoever_can_publish_sets_up_a_second_factor_before_anything_else(role: str, asked: bool) -> None:
    account("ada", role)
    client = sign_in("ada").browser
    for path in ("/admin/", reverse("admin:events_forum_changelist"), reverse("corrections")):
        answer = client.get(path)
        assert (getattr(answer, "url", "") == reverse("mfa_index")) is asked, path
    assert "QR code" in client.get(reverse("mfa_activate_totp"), follow=True).text
    assert client.get(reverse("admin:password_change")).status_code == 200


def test_an_authenticator_app_opens_the_desk_and_is_asked_for_from_then_on() -> None:
    account("ada")
    client = sign_in("ada").browser
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    counter = list(yield_hotp_counters_from_time())[1]
    done = client.post(page.request["PATH_INFO"], {"code": format_hotp_value(hotp_value(secret, counter))})
    assert done.url == reverse("mfa_view_recovery_codes")
    assert client.get("/admin/").status_code == 200
    answer = sign_in("ada")
    assert answer.url == reverse("mfa_authenticate")
    assert answer.browser.get("/admin/").status_code == 302


def test_a_recovery_code_opens_the_desk_once() -> None:
    user = account("ada")
    TOTP.activate(user, SECRET)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    opened = []
    for _attempt in range(2):
        client = sign_in("ada").browser
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        opened.append(client.get("/admin/").status_code)
    assert opened == [200, 302]


def test_guesses_of_the_code_come_to_an_end() -> None:
    user = account("ada")
    TOTP.activate(user, SECRET)
    client = sign_in("ada").browser
    said = [client.post(reverse("mfa_authenticate"), {"code": "000000"}).text for _attempt in range(6)]
    assert "Incorrect code" in said[0]
    assert "Too many failed" in said[5]
    assert client.post(reverse("mfa_authenticate"), {"code": code_of_now()}).status_code == 200


def test_the_way_in_of_the_admin_takes_no_password_by_itself() -> None:
    account("ada", "Editor")
    TOTP.activate(account("boss"), SECRET)
    words = {"username": "boss", "password": PASSWORD, "login": "boss"}
    assert Client().post("/admin/login/", words).url.startswith(SIGN_IN)
    client = sign_in("ada").browser
    assert client.post("/admin/login/", words).url == "/admin/"
    assert client.get("/admin/").context["user"].username == "ada"


def test_a_passkey_is_offered_and_the_browser_is_told_what_it_must_know() -> None:
    account("ada")
    assert "Sign in with a passkey" in Client(headers={"accept-language": "en"}).get(SIGN_IN).text
    options = Client().get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["userVerification"] == "required"
    client = sign_in("ada").browser
    assert "mfa/js/webauthn.js" in client.get(reverse("mfa_add_webauthn")).text


def test_nobody_signs_up() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


# The same answer


def _states() -> dict[str, Callable[[], object]]:
    return {
        "wrong": lambda: account("ada"),
        "unknown": lambda: None,
        "disabled": lambda: account("ada", is_active=False),
        "invited": lambda: User.objects.create_user("ada"),
    }


def test_known_and_unknown_names_get_the_same_answer_for_the_same_work(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["tests.admin.counting_hasher.CountingHasher"]
    answers: dict[str, tuple[int, str, int]] = {}
    for state, make in _states().items():
        User.objects.all().delete()
        make()
        before = CountingHasher.count
        # The right password of the disabled account, and a wrong one of all others
        page = sign_in(
            "ada", PASSWORD if state == "disabled" else "a wrong word", REMOTE_ADDR=f"192.0.2.{len(answers)}"
        )
        words = re.sub(r'(nonce|value|csrf)[="\w-]+', "", page.text)
        answers[state] = (page.status_code, words, CountingHasher.count - before)
        cache.clear()
    assert len(set(answers.values())) == 1, {state: answer[::2] for state, answer in answers.items()}


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_password_is_answered_alike_and_brings_a_link_that_works_once() -> None:
    account("ada", "Editor")
    account("off", is_active=False)
    User.objects.create_user("guest", "guest@example.org")
    for address in ("ADA@example.org", "off@example.org", "guest@example.org", "nobody@example.org"):
        answer = Client().post(reverse("forgotten_password"), {"email": address})
        assert (answer.status_code, answer.url) == (302, reverse("password_link_sent"))
        for thread in threading.enumerate():
            if thread.name == THREAD:
                thread.join(20)
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    path = re.search(r"http://[^/]+(/admin/password/\S+)", str(mail.outbox[0].body))
    assert path
    client = Client()
    form = client.get(path[1], follow=True).redirect_chain[-1][0]
    words = {"new_password1": "another long word", "new_password2": "another long word"}
    assert client.post(form, words).url == SIGN_IN
    assert Client().get(path[1]).context["validlink"] is False


# Limits

SPELLINGS = ["ada", "ADA", "Ada", "ａｄａ", "Àda", "A\u0300da", "ad\u200ba", " ada "]


def test_no_spelling_of_a_name_starts_a_new_count() -> None:
    account("ada")
    for number, name in enumerate(SPELLINGS[:5]):
        sign_in(name, "a wrong word", REMOTE_ADDR=f"192.0.2.{number}")
    for number, name in enumerate(SPELLINGS):
        page = sign_in(name, REMOTE_ADDR=f"198.51.100.{number}")
        assert "Too many failed" in page.text, name


def test_a_forged_address_starts_no_new_count() -> None:
    for number in range(10):
        sign_in(
            f"name-{number}",
            "a wrong word",
            HTTP_X_FORWARDED_FOR=f"192.0.2.{number}",
            REMOTE_ADDR="203.0.113.9",
        )
    account("ada")
    page = sign_in("ada", HTTP_X_FORWARDED_FOR="192.0.2.200", REMOTE_ADDR="203.0.113.9")
    assert "Too many failed" in page.text
    assert sign_in("ada", REMOTE_ADDR="203.0.113.10").status_code == 302


# The way out


def test_sessions_end_when_the_account_is_disabled_and_stay_ended() -> None:
    user = account("ada", "Editor")
    client = sign_in("ada").browser
    assert client.get("/admin/").status_code == 200
    user.is_active = False
    user.save()
    assert client.get("/admin/").status_code == 302
    user.is_active = True
    user.save()
    assert client.get("/admin/").status_code == 302


def test_sessions_end_with_the_password_but_for_the_browser_that_changed_it() -> None:
    account("ada", "Editor")
    here, elsewhere = sign_in("ada").browser, sign_in("ada").browser
    words = {
        "old_password": PASSWORD,
        "new_password1": "another long word",
        "new_password2": "another long word",
    }
    assert here.post(reverse("admin:password_change"), words).status_code == 302
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


def test_one_signs_out_everywhere_with_one_button() -> None:
    account("ada", "Editor")
    account("bob", "Editor")
    here, elsewhere, other = (sign_in(name).browser for name in ("ada", "ada", "bob"))
    assert "Sign out everywhere" in here.get(reverse("mfa_index")).text
    assert here.get(reverse("sign_out_everywhere")).status_code == 405
    assert here.post(reverse("sign_out_everywhere")).url == SIGN_IN
    assert [client.get("/admin/").status_code for client in (here, elsewhere, other)] == [302, 302, 200]


# The accounts of others


def test_an_invitation_brings_a_link_and_the_role(desk: Client, editor: User) -> None:
    TOTP.activate(editor, SECRET)
    group = Group.objects.get(name="Editor")
    said = {
        "username": "guest",
        "email": "guest@example.org",
        "groups": [group.pk],
        "first_name": "",
        "last_name": "",
    }
    assert desk.post(reverse("admin:auth_user_add"), said).status_code == 302
    user = User.objects.get(username="guest")
    assert (user.is_staff, user.has_usable_password(), list(user.groups.all())) == (True, False, [group])
    assert [message.to for message in mail.outbox] == [["guest@example.org"]]
    assert "/admin/password/" in mail.outbox[0].body
    again = desk.post(reverse("admin:auth_user_add"), {**said, "username": "ＧＵＥＳＴ"})
    assert "There is an account with this user name." in again.text


def test_an_administrator_signs_others_out_and_removes_a_lost_factor(desk: Client, editor: User) -> None:
    TOTP.activate(editor, SECRET)
    user = account("bob", "Publisher")
    TOTP.activate(user, SECRET)
    client = Client()
    client.force_login(user)
    for action in ("sign_out", "remove_second_factors", "send_links"):
        said = {"action": action, "_selected_action": [user.pk]}
        assert desk.post(reverse("admin:auth_user_changelist"), said).status_code == 302
    assert client.get("/admin/").status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert len(mail.outbox) == 1


def test_an_administrator_makes_no_superuser_and_touches_none() -> None:
    boss, client = account("boss"), Client()
    administrator = account("ada", "Administrator")
    TOTP.activate(administrator, SECRET)
    client.force_login(administrator)
    own = reverse("admin:auth_user_change", args=[administrator.pk])
    client.post(
        own, {"username": "ada", "is_active": "on", "is_staff": "on", "is_superuser": "on", "groups": []}
    )
    administrator.refresh_from_db()
    assert not administrator.is_superuser
    for page in ("change", "delete"):
        assert (
            client.post(reverse(f"admin:auth_user_{page}", args=[boss.pk]), {"post": "yes"}).status_code
            == 403
        )
    assert client.post(reverse("admin:auth_user_password_change", args=[boss.pk])).status_code == 403
    client.post(reverse("admin:auth_user_changelist"), {"action": "sign_out", "_selected_action": [boss.pk]})
    assert User.objects.get(pk=boss.pk).is_superuser
    assert Session.objects.count() == 1
