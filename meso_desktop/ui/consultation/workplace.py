"""What every part of the consultation window is given to work with."""

from dataclasses import dataclass

from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.dialogs import Dialogs
from meso_desktop.ui.editor import ConsultationEditor
from meso_desktop.ui.tasks import TaskRunner


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """The editor, and what surrounds it: the clinic, the words, the tasks, the dialogs."""

    editor: ConsultationEditor
    clinic: OpenClinic
    wording: Wording
    tasks: TaskRunner
    dialogs: Dialogs
