"""A file that an editor sends becomes a picture of the library, or an error that says why not."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.admin.content_form import ContentForm
from events.admin.kept_upload import keep, kept_by, told, upload_of
from events.admin.opened import OpenedField
from events.admin.picture_preview import shown_unsaved
from events.images import MESSAGES, ImageRefused, Upload, accept
from events.images.sandbox.limits import MAX_BYTES
from events.models import Image, KeptUpload


class ImageForm(ContentForm):
    """Takes the file of a picture; another one for a known picture leaves the former, which releases name."""

    kept_upload = OpenedField(required=False)
    upload: Upload | None = None
    user: Any = None
    #: The address of the picture that is kept while another field is mended.
    shown = ""
    _kept_file: KeptUpload | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "file" in self.fields:
            self._recall()
            field: Any = self.fields["file"]
            field.widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
            field.help_text = _("JPEG, PNG or WebP, at most 25 MB.")
            field.max_length = None  # its name is not kept
            if self.instance.pk is not None:
                field.required, field.label = False, _("Another file in its place")
                field.help_text = _("Every use shows it from then on; what is published keeps the old.")

    def _recall(self) -> None:
        """Finds the picture that was accepted before another field was refused."""
        token = str(self["kept_upload"].data or "") if self.is_bound else ""
        self._kept_file = kept_by(token, self.user) if token and self.user else None
        if self._kept_file is not None:
            self.fields["file"].required = False

    def _store(self) -> None:
        """Before the row is written: no row names a file that is nowhere."""
        try:
            if self.upload is not None and not self.errors:
                store(self.upload)
        except OSError:
            self.add_error(None, gettext("The picture could not be stored. Nothing is lost: save again."))

    def full_clean(self) -> None:
        """Stores a picture that is accepted; keeps it where the form is shown again."""
        super().full_clean()
        self._store()
        if self.upload is None or not self.errors or "file" in self.errors or self.user is None:
            return
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # what was sent is a QueryDict
        sent = self.files.get(self.add_prefix("file"))
        name: str = sent.name or "" if sent else self._kept_file.name if self._kept_file else self.upload.name
        data[self.add_prefix("kept_upload")] = keep(self.upload, name, self.user)
        self.data = data
        self.fields["file"].required = False
        self["file"].help_text = told(name, self.upload)
        self.shown = shown_unsaved(self.upload)

    def clean_file(self) -> Any:
        """The name of the picture in the media store; the file is written when the row is saved."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            self.upload = accepted(file)
        elif self._kept_file is not None:
            self.upload = upload_of(self._kept_file)
        else:
            return file
        twin = Image.objects.filter(digest=self.upload.digest).exclude(pk=self.instance.pk).first()
        if twin is not None:
            raise ValidationError(_already_there(twin), code="duplicate")
        return self.upload.name

    def _post_clean(self) -> None:
        """Writes what the picture says of itself before the model is validated."""
        if self.upload is not None:
            self.instance.digest = self.upload.digest
            self.instance.media_type = self.upload.media_type
            self.instance.width, self.instance.height = self.upload.width, self.upload.height
            self.instance.size = len(self.upload.content)
        form: Any = super()  # Django documents no way to write into a row before its validation
        form._post_clean()


def accepted(file: "UploadedFile[Any]") -> Upload:
    """The clean picture in ``file``; raises ValidationError, which says why it is none."""
    try:
        return accept(file.read(MAX_BYTES + 1))
    except ImageRefused as refusal:
        raise ValidationError(gettext(MESSAGES[refusal.reason]), code=refusal.reason.value) from refusal


def store(upload: Upload) -> None:
    """Writes the file unless it is there: its name is its content, so there is nothing to overwrite."""
    if default_storage.exists(upload.name):
        return
    written = default_storage.save(upload.name, ContentFile(upload.content))
    if written != upload.name:  # another process wrote the same picture in the meantime
        default_storage.delete(written)


def _already_there(twin: Image) -> str:
    address = reverse("admin:events_image_change", args=[twin.pk])
    sentence = gettext("This picture is already in the library:")
    return format_html('{} <a href="{}">{}</a>', sentence, address, twin)
