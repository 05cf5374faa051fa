"""Goes through a consultation up to a step in the real window, tells what the screen calls saved, and waits to be killed."""

import sys
from datetime import date
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from meso_desktop.app import make_application, make_shell, make_window
from meso_desktop.demo import hands
from meso_desktop.demo.album import Album
from meso_desktop.demo.decision import Decision
from meso_desktop.demo.run import DemoClock, DemoIds
from meso_desktop.demo.script import Clinic, load_script
from meso_desktop.domain.codec import encode_consultation
from meso_desktop.domain.consultation import Step
from meso_desktop.ui.dialogs import Dialogs
from meso_desktop.ui.editor import SaveState
from tests.services.opening import PASSPHRASE


class _NoAlbum(Album):
    """Takes no pictures."""

    def take(self, name: str) -> None:
        """Leave the screen as it is."""
        del name


def main(clinic: Path, script: Path, last: Step, told: Path) -> None:
    """Record up to the step `last`, write the document that the screen calls saved to `told`, and wait."""
    application = make_application(["meso-desktop"])
    clock = DemoClock(date(2026, 4, 8))
    shell = make_shell(application, clock=clock, new_id=DemoIds(), dialogs=Dialogs(application))
    window = make_window(shell, clinic_path=clinic)
    window.show()
    window.activateWindow()
    hands.type_text(window.gate.unlock_page.passphrase.line, PASSPHRASE)
    hands.click(window.gate.unlock_page.unlock)
    hands.wait_until(lambda: window.workspace is not None and shell.tasks.is_idle, what="the open clinic")
    workspace = hands.need(window.workspace, "the open clinic")
    workspace.start_consultation()
    hands.wait_until(lambda: workspace.consultation_page is not None and shell.tasks.is_idle, what="the consultation")
    page = hands.need(workspace.consultation_page, "the consultation")
    # A note is the last thing typed on each step, so that the step killed on has an edit that is not yet a second old.
    # The clinic is that of the vault, which decides how a day is typed.
    here = Clinic(jurisdiction=page.editor.document.clinic.jurisdiction)
    told_script = replace(load_script(script), notes=dict.fromkeys(Step, "Typed last."), clinic=here)
    visit = Decision(page, told_script, _NoAlbum(clinic, window))
    for step, act in zip(
        Step, (visit.patient, visit.history, visit.examination, visit.areas, visit.plan, visit.advice, visit.write_up), strict=True
    ):
        act()
        if step is last:
            break
    hands.wait_until(lambda: page.editor.save_state is SaveState.SAVED, what="Saved on the screen")
    told.with_suffix(".part").write_bytes(encode_consultation(page.editor.document))
    told.with_suffix(".part").replace(told)
    QApplication.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Step(sys.argv[3]), Path(sys.argv[4]))
