"""Who may open and change what: a row for each address that Django answers.

Four letters a row, for Translator, Editor, Publisher and Administrator: ``-`` closed, ``r`` reads,
``w`` reads and writes. Strangers and disabled accounts are led to the way in. It says for addresses what
docs/roles.md says for verbs; a new address gets its row here, or the tests fail.
"""

from collections.abc import Mapping

NOBODY, READ, WRITE = "----", "rrrr", "wwww"
EDITORS, PUBLISHERS, ADMINISTRATORS = "-www", "--ww", "---w"

#: The pages of a list, in the order of the letters below: list, add, history, delete, change.
PAGES = ("", "add/", "<path:object_id>/history/", "<path:object_id>/delete/", "<path:object_id>/change/")
_CONTENT = ("rwww", EDITORS, "rwww", EDITORS, WRITE)
_RECORD = (READ, NOBODY, READ, NOBODY, READ)
_MODELS: Mapping[str, tuple[str, ...]] = {
    "events/forum": _CONTENT,
    "events/section": _CONTENT,
    "events/quote": _CONTENT,
    "events/statistic": _CONTENT,
    "events/speaker": _CONTENT,
    "events/institute": _CONTENT,
    "events/image": _CONTENT,
    "events/series": (READ, NOBODY, "rwww", NOBODY, WRITE),  # there is one, for ever
    "events/release": _RECORD,
    "events/publication": _RECORD,
    "events/review": (NOBODY,) * 5,  # superusers see the rows; others the page of their edition
    "events/notice": ("--rw", NOBODY, "--rr", NOBODY, "--rr"),
    "events/trash": (EDITORS, NOBODY, "-rrr", NOBODY, "-rrr"),
    "events/redirect": ("rrww", PUBLISHERS, READ, PUBLISHERS, "rrww"),
    "events/preference": (READ, WRITE, READ, READ, READ),  # the row of someone else is as if it were not
    "events/webhook": (ADMINISTRATORS,) * 5,
    "auth/user": (ADMINISTRATORS,) * 5,
    "auth/group": (ADMINISTRATORS,) * 5,
}
_FORUM = "admin/events/forum/<int:pk>/"
_FACTOR = "admin/account/second-factor/"
_OTHERS: Mapping[str, str] = {
    "admin/": READ,
    r"admin/^(?P<app_label>auth|events)/$": READ,
    r"admin/(?P<url>.*)$": READ,
    "admin/autocomplete/": READ,
    "admin/find/": READ,
    "admin/jsi18n/": READ,
    "admin/login/": READ,
    "admin/r/<path:content_type_id>/<path:object_id>/": READ,
    "admin/password_change/": WRITE,
    "admin/password_change/done/": READ,
    "admin/auth/user/<id>/password/": ADMINISTRATORS,
    "admin/guide/": READ,
    "admin/events/activity/": READ,
    "admin/events/comments/": READ,
    "admin/events/comment/": WRITE,
    "admin/events/comment/resolve/": WRITE,
    "admin/events/saved-filters/<slug:model>/": WRITE,
    "admin/events/saved-filters/<slug:model>/delete/": WRITE,
    "admin/events/checks/": READ,
    "admin/events/checks/<slug:kind>/<int:pk>/": READ,
    "admin/events/corrections/": "rrww",
    "admin/events/form-language/": WRITE,
    "admin/events/still-right/": WRITE,
    "admin/events/image/check/": WRITE,
    "admin/events/institute/create/": EDITORS,
    "admin/events/speaker/create/": EDITORS,
    "admin/events/trash/<int:number>/restore/": EDITORS,
    "admin/events/trash/<int:number>/erase/": PUBLISHERS,
    "admin/preview/form/": EDITORS,
    "admin/preview/form/<int:pk>/": WRITE,
    "admin/preview/<int:pk>/links/": "rwww",
    "admin/preview/<int:pk>/links/<int:link>/revoke/": EDITORS,
    "admin/preview/<int:pk>/<str:which>/": READ,
    "admin/preview/<int:pk>/<str:which>/<path:path>": READ,
    f"{_FORUM}new-edition/": EDITORS,
    f"{_FORUM}texts/": READ,
    f"{_FORUM}row/<str:prefix>/<int:key>/": READ,
    f"{_FORUM}publishing/": READ,
    f"{_FORUM}review/": READ,
    f"{_FORUM}releases/": READ,
    f"{_FORUM}publishing/submit/": WRITE,
    f"{_FORUM}publishing/restore/": EDITORS,
    **{
        f"{_FORUM}publishing/{verb}/": PUBLISHERS
        for verb in (
            "approve", "send-back", "publish", "withdraw", "roll-back", "unschedule", "move", "remove",
        )
    },
    "admin/account/confirm/": WRITE,
    "admin/account/sign-out-everywhere/": WRITE,
    **{
        _FACTOR + page: WRITE
        for page in (
            "", "reauthenticate/", "totp/activate/", "totp/deactivate/", "recovery-codes/",
            "recovery-codes/generate/", "recovery-codes/download/", "webauthn/", "webauthn/add/",
            "webauthn/reauthenticate/", "webauthn/keys/<int:pk>/remove/", "webauthn/keys/<int:pk>/edit/",
        )
    },
}  # fmt: skip
#: Address → letters, for all that needs an account.
RIGHTS: Mapping[str, str] = {
    **{
        f"admin/{model}/{page}": letters
        for model, rights in _MODELS.items()
        for page, letters in zip(PAGES, rights, strict=True)
    },
    **{f"admin/{model}/<path:object_id>/": READ for model in _MODELS},  # leads to “change”, which asks
    **_OTHERS,
}
#: What answers strangers: the way in and out, what a mail leads to, and share links.
OPEN = frozenset(
    {
        "admin/account/sign-in/",
        "admin/account/sign-out/",
        "admin/account/inactive/",
        "admin/account/forgotten/",
        "admin/account/forgotten/sent/",
        "admin/language/setlang/",
        "admin/logout/",
        "admin/password/<uidb64>/<token>/",
        "preview/assets/<str:name>",
        "preview/<str:token>/",
        "preview/<str:token>/<path:path>",
        f"{_FACTOR}authenticate/",
        f"{_FACTOR}webauthn/login/",
    }
)
