"""The fields of a clinic and of a practitioner, as set-up and settings both ask them."""

from uuid import UUID

from msgspec.structs import replace
from PySide6.QtCore import QLocale

from meso_desktop.domain.ids import ClinicId, PractitionerId
from meso_desktop.domain.people import ClinicCard, Jurisdiction, Paper, PractitionerCard, Units
from meso_desktop.ui.form import Form, Option


class ClinicForm(Form):
    """The clinic's card; the jurisdiction has no default, because the rules follow from it."""

    def __init__(self) -> None:
        """Build the rows."""
        super().__init__()
        self.name = self.line(self.tr("Clinic name"), help_text=self.tr("As it stands on printed pages."), at_most=60)
        self._is_open = False
        self.jurisdiction = self.choice(
            self.tr("Whose law applies"),
            [
                Option(value=Jurisdiction.FR, text=self.tr("France")),
                Option(value=Jurisdiction.US, text=self.tr("United States")),
                Option(value=Jurisdiction.GB, text=self.tr("United Kingdom")),
                Option(value=Jurisdiction.EU, text=self.tr("European Union, another country")),
                Option(value=Jurisdiction.BR, text=self.tr("Brazil")),
                Option(value=Jurisdiction.OTHER, text=self.tr("Another country")),
            ],
            help_text=self.tr("Decides which products are allowed and how dates are typed."),
            is_list=True,
        )
        self.address = self.text(self.tr("Address"), rows=2)
        self.telephone = self.line(self.tr("Telephone"), at_most=40)
        self.urgent = self.line(self.tr("Urgent telephone"), help_text=self.tr("Printed beside “when to call”."), at_most=40)
        self.paper = self.choice(
            self.tr("Paper"), [Option(value=Paper.A4, text=self.tr("A4")), Option(value=Paper.LETTER, text=self.tr("Letter"))]
        )
        self.units = self.choice(
            self.tr("Units"), [Option(value=Units.METRIC, text=self.tr("kg, cm")), Option(value=Units.IMPERIAL, text=self.tr("lb, in"))]
        )
        self.row(self.name)
        self.row(self.jurisdiction)
        self.row(self.address)
        self.row(self.telephone, self.urgent)
        self.row(self.paper, self.units)
        is_imperial = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
        self._propose(is_imperial=is_imperial)
        self.jurisdiction.committed.connect(self._follow_law)

    def _propose(self, *, is_imperial: bool) -> None:
        self.paper.set_value(Paper.LETTER if is_imperial else Paper.A4)
        self.units.set_value(Units.IMPERIAL if is_imperial else Units.METRIC)

    def _follow_law(self) -> None:
        """Propose sheet and units of the country chosen for a new clinic; one that is open has its own."""
        law = self.jurisdiction.value()
        if not self._is_open and law not in (None, Jurisdiction.OTHER):
            self._propose(is_imperial=law is Jurisdiction.US)

    def show_card(self, card: ClinicCard) -> None:
        """Fill the fields."""
        self._is_open = True
        self.name.set_text(card.name)
        self.jurisdiction.set_value(card.jurisdiction)
        self.address.set_text(card.address)
        self.telephone.set_text(card.telephone)
        self.urgent.set_text(card.urgent_telephone)
        self.paper.set_value(card.paper)
        self.units.set_value(card.units)

    def new_card(self, clinic_id: UUID) -> ClinicCard | None:
        """Return the card of a new clinic, or None after saying what is missing."""
        jurisdiction = self._checked()
        if jurisdiction is None:
            return None
        return self._filled(ClinicCard(clinic_id=ClinicId(clinic_id), name=self.name.text, jurisdiction=jurisdiction))

    def changed_card(self, card: ClinicCard) -> ClinicCard | None:
        """Return `card` with what the fields say, or None after saying what is missing."""
        jurisdiction = self._checked()
        return None if jurisdiction is None else self._filled(replace(card, name=self.name.text, jurisdiction=jurisdiction))

    def _filled(self, card: ClinicCard) -> ClinicCard:
        return replace(
            card, address=self.address.text, telephone=self.telephone.text, urgent_telephone=self.urgent.text,
            paper=self.paper.value() or card.paper, units=self.units.value() or card.units,
        )

    def _checked(self) -> Jurisdiction | None:
        self.clear_errors()
        if not self.name.text:
            self.name.show_error(self.tr("The clinic has no name yet. It stands on every printed page: type it."))
        jurisdiction = self.jurisdiction.value()
        if jurisdiction is None:
            self.jurisdiction.show_error(self.tr("Nothing is chosen. Which products are allowed depends on it: choose one."))
        return None if self.focus_first_error() else jurisdiction


class PractitionerForm(Form):
    """The practitioner's card."""

    def __init__(self) -> None:
        """Build the rows."""
        super().__init__()
        self.title = self.line(self.tr("Title"), placeholder=self.tr("Dr"), at_most=20)
        self.name = self.line(self.tr("Name"), at_most=100)
        self.registration = self.line(self.tr("Registration number"), at_most=60)
        self.row(self.title, self.name, spans=(3, 9))
        self.row(self.registration)

    def show_card(self, card: PractitionerCard) -> None:
        """Fill the fields."""
        self.title.set_text(card.title)
        self.name.set_text(card.name)
        self.registration.set_text(card.registration_number)

    def card(self, practitioner_id: UUID) -> PractitionerCard | None:
        """Return the card, or None after saying what is missing."""
        self.clear_errors()
        if not self.name.text:
            self.name.show_error(self.tr("The name is empty. It stands under what you sign: type it."))
            self.name.focus()
            return None
        return PractitionerCard(
            practitioner_id=PractitionerId(practitioner_id), name=self.name.text, title=self.title.text,
            registration_number=self.registration.text,
        )
