"""Reads everything the first paint does without, off the interface thread, while the person types the passphrase."""

# ruff: noqa: PLC0415  # the point of this module is to import late: SQLAlchemy and the like take longer than the first window

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PractitionerId
from meso_desktop.domain.people import ClinicCard, PractitionerCard
from meso_desktop.resources import resource_path
from meso_desktop.ui.shell import Words

if TYPE_CHECKING:
    from meso_desktop.knowledge.wording import Wording
    from meso_desktop.services.packs import Packs
    from meso_desktop.services.session import Clock, NewId, OpenClinic

SAMPLE_PASSPHRASE = "sample patients"  # noqa: S105  # invented patients are no secret; the strip on screen says it


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A clinic that is open; `recovery_key` only when it was made just now."""

    clinic: "OpenClinic"
    words: Words
    recovery_key: str = ""


class Library:
    """Loads what is needed on the task thread, once, and opens vaults there."""

    def __init__(self, *, clock: "Clock", new_id: "NewId", language: str, kept_packs: Path, shipped_packs: Path | None = None) -> None:
        """Load nothing yet; `kept_packs` is where the last good packs are kept, `shipped_packs` the resources unless others are named."""
        self._shipped_packs = shipped_packs or resource_path()
        self._kept_packs = kept_packs
        self._clock = clock
        self._new_id = new_id
        self._language = language
        self._wording: Wording | None = None
        self._words: Words | None = None

    def load(self) -> Words:
        """Import the slow libraries, read wording and knowledge; from the second time on return what was read."""
        if self._words is None:
            packs = self._load_packs()
            self._wording = packs.wording
            self._import_the_rest()
            self._words = Words(knowledge=packs.knowledge, wording=packs.wording, faults=packs.faults)
        return self._words

    def _load_packs(self) -> "Packs":
        from meso_desktop.knowledge.wording import Wording
        from meso_desktop.services.packs import load_packs

        try:
            return load_packs(self._shipped_packs, kept=self._kept_packs, language=self._language)
        except UserError:
            self._wording = Wording.load(self._shipped_packs / "wording", self._language)  # to say at least what is wrong
            raise

    def sentence(self, error: UserError) -> str:
        """Return the words of an error, its id when not even the wording could be read."""
        return error.message.id if self._wording is None else self._wording.text(error.message)

    def unlock(self, path: Path, *, practitioner_id: PractitionerId | None, passphrase: str) -> Opened:
        """Open a vault by passphrase."""
        words = self.load()
        from meso_desktop.services.vaults import open_clinic

        clinic = open_clinic(
            path, practitioner_id=practitioner_id, passphrase=passphrase, knowledge=words.knowledge, clock=self._clock, new_id=self._new_id
        )
        return self._opened(clinic, words)

    def recover(self, path: Path, *, practitioner_id: PractitionerId | None, recovery_key: str, new_passphrase: str) -> Opened:
        """Open a vault by recovery key and set a new passphrase."""
        words = self.load()
        from meso_desktop.services.vaults import open_with_recovery_key

        clinic = open_with_recovery_key(
            path, recovery_key=recovery_key, new_passphrase=new_passphrase, practitioner_id=practitioner_id,
            knowledge=words.knowledge, clock=self._clock, new_id=self._new_id,
        )
        return self._opened(clinic, words)

    def create(self, path: Path, *, clinic: ClinicCard, practitioner: PractitionerCard, passphrase: str) -> Opened:
        """Make a new vault and open it."""
        words = self.load()
        from meso_desktop.services.vaults import ClinicSetup, create_clinic

        made = create_clinic(
            path, setup=ClinicSetup(clinic=clinic, practitioner=practitioner), passphrase=passphrase,
            knowledge=words.knowledge, clock=self._clock, new_id=self._new_id,
        )
        return self._opened(made.clinic, words, recovery_key=made.recovery_key)

    def samples(self, path: Path, *, progress: Callable[[int, int], None]) -> Opened:
        """Open the vault of sample patients, made first when there is none.

        It is made aside under a name of its own, so that half a one is never opened and two programs started at once do not meet.
        """
        words = self.load()
        import secrets
        import shutil

        from meso_desktop.services.header import peek
        from meso_desktop.services.samples import create_sample_clinic

        if peek(path) is None:
            aside = path.with_name(f"{path.name}-unfinished-{secrets.token_hex(8)}")
            try:
                made = create_sample_clinic(
                    aside, knowledge=words.knowledge, clock=self._clock, new_id=self._new_id, passphrase=SAMPLE_PASSPHRASE,
                    progress=progress,
                )
                made.clinic.close()
                self._put(aside, path)
            finally:
                shutil.rmtree(aside, ignore_errors=True)  # nobody else knows its name; once renamed there is none
        return self.unlock(path, practitioner_id=None, passphrase=SAMPLE_PASSPHRASE)

    def _opened(self, clinic: "OpenClinic", words: Words, *, recovery_key: str = "") -> Opened:
        """Let the clinic know what the start found wrong with the packs, beside what is wrong with its own changes."""
        clinic.pack_faults = (*words.faults, *clinic.pack_faults)
        return Opened(clinic=clinic, words=words, recovery_key=recovery_key)

    def _put(self, aside: Path, path: Path) -> None:
        """Give the finished vault its name, unless another program was first: then its vault is the one to open."""
        from meso_desktop.services.header import peek

        try:
            aside.rename(path)
        except OSError:
            if peek(path) is None:
                raise

    def _import_the_rest(self) -> None:
        import meso_desktop.services.plans
        import meso_desktop.services.samples
        import meso_desktop.services.vaults
        import meso_desktop.ui.workspace  # noqa: F401  # loaded for those who need them next
        from meso_desktop.ui.body.body_drawing import drawing_of
        from meso_desktop.ui.consultation.areas.body_source import drawn_body

        for figure in drawn_body().figures:
            drawing_of(figure)  # built here, so that the step of the areas opens at once
