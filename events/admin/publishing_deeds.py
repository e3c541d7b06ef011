"""The verbs of the desk: what each asks, what it does, and what it says when it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.admin import publishing_forms as forms
from events.models import Forum, Release, Review
from events.publishing import (
    Act,
    PublicationError,
    Verb,
    approve,
    move,
    publish,
    remove,
    restore,
    roll_back,
    send_back,
    submit,
    unschedule,
    withdraw,
)

type Said = dict[str, Any]


@dataclass(frozen=True)
class Deed:
    """What a button does: its name in addresses, its verb, the form of its words, what it says when done.

    A deed that ``asks`` is confirmed on a page of its own first. ``has_words`` are those whose form shows
    its faults beside what was typed; the others are a button alone.
    """

    name: str
    verb: Verb
    form: type[forms.VerbForm]
    run: Callable[[Forum, Said, Act], object]
    done: str | Promise
    asks: bool = False
    has_words: bool = True

    @property
    def path(self) -> str:
        """The last part of the deed’s address."""
        return self.name.replace("_", "-")


def _publish(forum: Forum, said: Said, act: Act) -> object:
    number = said.get("release")
    return publish(
        forum,
        act,
        release=_release(forum, int(number)) if number else None,
        languages=tuple(said["languages"]),
        alone=said["alone"],
        note=said["note"],
        at=said["at"],
        until=said["until"],
        reason=said["reason"],
    )


def _withdraw(forum: Forum, said: Said, act: Act) -> object:
    languages = tuple(said["languages"])
    return withdraw(forum, act, reason=said["reason"], languages=languages, at=said["at"])


def _approve(forum: Forum, said: Said, act: Act) -> object:
    return approve(_review(forum, said["review"]), act, answer=said["answer"])


def _send_back(forum: Forum, said: Said, act: Act) -> object:
    return send_back(_review(forum, said["review"]), act, answer=said["answer"])


def _restore(forum: Forum, said: Said, act: Act) -> object:
    return restore(forum, act, release=_release(forum, said["number"]))


def _release(forum: Forum, number: int) -> Release:
    release = forum.releases.filter(number=number).first()
    if release is None:
        raise PublicationError(_("There is no such earlier release."))
    return release


def _review(forum: Forum, pk: int) -> Review:
    review = forum.reviews.filter(pk=pk).first()
    if review is None:
        raise PublicationError(_("There is no such submission."))
    return review


DEEDS: tuple[Deed, ...] = (
    Deed(
        "submit",
        Verb.SUBMIT,
        forms.SubmitForm,
        lambda forum, said, act: submit(forum, act, note=said["note"]),
        gettext_lazy("Submitted for review."),
    ),
    Deed(
        "approve",
        Verb.REVIEW,
        forms.ApproveForm,
        _approve,
        gettext_lazy("Approved. It is not live yet: publish it when its time has come."),
    ),
    Deed("send_back", Verb.REVIEW, forms.SendBackForm, _send_back, gettext_lazy("Sent back.")),
    Deed("publish", Verb.PUBLISH, forms.PublishForm, _publish, gettext_lazy("Published.")),
    Deed("withdraw", Verb.WITHDRAW, forms.WithdrawForm, _withdraw, gettext_lazy("Withdrawn."), asks=True),
    Deed(
        "roll_back",
        Verb.ROLL_BACK,
        forms.RollBackForm,
        lambda forum, said, act: roll_back(forum, act, number=said["number"]),
        gettext_lazy("Rolled back: this release is live again."),
        asks=True,
        has_words=False,
    ),
    Deed(
        "unschedule",
        Verb.SCHEDULE,
        forms.UnscheduleForm,
        lambda forum, said, act: unschedule(forum, act, publication=said["publication"]),
        gettext_lazy("Cancelled: this is not due any more."),
        has_words=False,
    ),
    Deed(
        "move",
        Verb.MOVE,
        forms.MoveForm,
        lambda forum, said, act: move(forum, act, to=said["path"]),
        gettext_lazy("Moved: visitors are sent to the new path."),
        asks=True,
    ),
    Deed(
        "remove",
        Verb.REMOVE,
        forms.RemoveForm,
        lambda forum, said, act: remove(forum, act, reason=said["reason"]),
        gettext_lazy("Removed: its pages say that they are gone."),
        asks=True,
    ),
    Deed(
        "restore",
        Verb.RESTORE,
        forms.RestoreForm,
        _restore,
        gettext_lazy("Restored: the working copy is that release again. What is live did not change."),
        asks=True,
        has_words=False,
    ),
)
