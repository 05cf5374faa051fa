"""The fields of a patient's card, on the card's own page and in a consultation alike."""

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PatientId
from meso_desktop.domain.people import Language, PatientCard, Sex
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.fields import Field, LineField, TextField
from meso_desktop.ui.form import Form, Option
from meso_desktop.ui.language_names import LANGUAGE_NAMES
from meso_desktop.ui.typed_day import DayOrder


class PatientForm(Form):
    """The fields of a card, in the order a doctor asks them."""

    def __init__(self, wording: Wording, *, day_order: DayOrder) -> None:
        """Build the rows."""
        super().__init__()
        self._wording = wording
        self.family_name = self.line(self.tr("Family name"))
        self.given_name = self.line(self.tr("Given name"))
        self.former_name = self.line(self.tr("Former name"))
        self.birth_on = self.day(self.tr("Birth date"), order=day_order)
        self.sex = self.choice(
            self.tr("Sex for formulas"),
            [
                Option(value=Sex.FEMALE, text=self.tr("Female")), Option(value=Sex.MALE, text=self.tr("Male")),
                Option(value=Sex.NOT_STATED, text=self.tr("Not stated")),
            ],
        )
        self.telephone = self.line(self.tr("Telephone"), at_most=40)
        self.email = self.line(self.tr("E-mail"))
        self.file_number = self.line(self.tr("File number"), at_most=40)
        self.address = self.text(self.tr("Address"), rows=2)
        self.note = self.text(self.tr("Note"), rows=2)
        self.language = self.choice(
            self.tr("Language of printed pages"),
            [Option(value=language, text=name) for language, name in LANGUAGE_NAMES.items()],
        )
        self.family_doctor = self.line(self.tr("Family doctor"))
        self.row(self.family_name, self.given_name, self.former_name)
        self.row(self.birth_on, self.sex, spans=(4, 8))
        self.row(self.telephone, self.email, self.file_number)
        self.row(self.address, self.note)
        self.row(self.language, self.family_doctor, spans=(7, 5))
        self.sex.set_value(Sex.NOT_STATED)
        self.language.set_value(Language.ENGLISH)

    def show_card(self, card: PatientCard) -> None:
        """Fill the fields."""
        for field in ("family_name", "given_name", "former_name", "telephone", "email", "address", "file_number", "family_doctor", "note"):
            getattr(self, field).set_text(getattr(card, field))
        self.birth_on.set_day(card.birth_on)
        self.sex.set_value(card.sex)
        self.language.set_value(card.language)

    def typed(self) -> tuple[object, ...]:
        """Return what stands in the fields, to tell whether anything was changed."""
        texts = (field.text for field in self.fields if isinstance(field, LineField | TextField))
        return (*texts, self.sex.value(), self.language.value())

    def read(self, patient_id: PatientId, *, is_silent: bool = False) -> PatientCard | None:
        """Return the card that the fields make, or None; says what is missing unless `is_silent`."""
        if not is_silent:
            self.clear_errors()
        try:
            birth_on = self.birth_on.day()
        except UserError as error:
            birth_on = None
            if not is_silent:
                self.birth_on.show_error(self._wording.text(error.message))
        if not is_silent:
            self._say_missing(is_born=birth_on is not None)
            if self.focus_first_error():
                return None
        if birth_on is None or not self.family_name.text:
            return None
        return PatientCard(
            patient_id=patient_id, family_name=self.family_name.text, given_name=self.given_name.text, former_name=self.former_name.text,
            birth_on=birth_on, sex=self.sex.value() or Sex.NOT_STATED, telephone=self.telephone.text, email=self.email.text,
            address=self.address.text, language=self.language.value() or Language.ENGLISH, file_number=self.file_number.text,
            family_doctor=self.family_doctor.text, note=self.note.text,
        )

    def refuse(self, error: UserError) -> None:
        """Say a refusal of the vault under the field that it names, under the first one otherwise."""
        named = next((value.value for value in error.message.values if value.name == "field"), "family_name")
        field = getattr(self, named, self.family_name)
        if isinstance(field, Field):
            field.show_error(self._wording.text(error.message))
            field.focus()

    def _say_missing(self, *, is_born: bool) -> None:
        if not self.family_name.text:
            self.family_name.show_error(self.tr("The family name is empty. The patient is found by it: type it."))
        if not is_born and not self.birth_on.fault:
            self.birth_on.show_error(self.tr("The birth date is empty. Age and limits depend on it: type it."))
