"""The command line: starts the program, and does from a terminal what needs no window."""

import argparse
import codecs
import getpass
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from meso_desktop import __version__, display
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import Message, message
from meso_desktop.resources import resource_path

if TYPE_CHECKING:
    from meso_desktop.knowledge.wording import Wording
    from meso_desktop.services.session import OpenClinic

DONE: Final = 0
NOT_SO: Final = 1
REFUSED: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 the answer is no, 2 refused with a sentence."""
    _write_every_letter()
    parsed = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = parsed.command
    try:
        status = command(parsed)
        sys.stdout.flush()
    except UserError as error:
        _say(error.message, to_errors=True)
        return REFUSED
    except KeyboardInterrupt:
        return REFUSED
    except BrokenPipeError:
        # Whoever read the output has had enough of it; nothing is left to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    return status


def _write_every_letter() -> None:
    """Let any name be printed: a redirected stream on Windows knows the letters of one code page only."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="meso-desktop",
        description="Records a mesotherapy consultation and prints the treatment plan. Without a command: starts the program.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--clinic", type=Path, metavar="PATH", help="the clinic's folder, instead of the usual one")
    parser.set_defaults(command=_start)
    commands = parser.add_subparsers(metavar="COMMAND")
    _add_demo(commands)
    _add_assess(commands)
    _add_plan(commands)
    _add_verify(commands)
    return parser


def _add_demo(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser("demo", help="drive the windows through a consultation and keep the pictures")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new or empty folder for pictures, plan, document and vault")
    demo.add_argument("--script", type=Path, metavar="FILE.toml", help="what to enter, as docs/demo-script.md says")
    demo.set_defaults(command=_demo)


def _add_assess(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    assess = commands.add_parser("assess", help="print the assessment of a consultation document as JSON")
    assess.add_argument("document", type=Path, metavar="DOCUMENT.json")
    assess.add_argument("--today", required=True, metavar="DATE", help="the day to assess for, as 2026-01-31")
    assess.set_defaults(command=_assess)


def _add_plan(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    plan = commands.add_parser("plan", help="write the treatment plan of a record as PDF")
    plan.add_argument("--clinic", type=Path, required=True, metavar="PATH")
    plan.add_argument("--consultation", required=True, metavar="ID")
    plan.add_argument("--out", type=Path, required=True, metavar="FILE")
    plan.add_argument("--passphrase-file", type=Path, metavar="FILE")
    plan.set_defaults(command=_plan)


def _add_verify(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verify = commands.add_parser("verify", help="check every seal and the chain of seals")
    verify.add_argument("--clinic", type=Path, required=True, metavar="PATH")
    verify.add_argument("--passphrase-file", type=Path, metavar="FILE")
    verify.set_defaults(command=_verify)


def _start(parsed: argparse.Namespace) -> int:
    _refuse_without_window()
    from meso_desktop.app import run  # noqa: PLC0415  # loads Qt, which the other commands do without

    return run(sys.argv[:1], parsed.clinic)


def _demo(parsed: argparse.Namespace) -> int:
    if sys.platform == "linux" and not display.has_display(os.environ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _refuse_without_window()
    from meso_desktop.demo.run import run_demo  # noqa: PLC0415  # as in _start

    return run_demo(parsed.out, script=parsed.script, say=_say, progress=_show_progress)


def _assess(parsed: argparse.Namespace) -> int:
    today = _day(parsed.today)
    import msgspec  # noqa: PLC0415  # first paint needs none of these

    from meso_desktop.domain.assess import Context, assess  # noqa: PLC0415  # for this command alone
    from meso_desktop.domain.codec import decode_consultation  # noqa: PLC0415  # for this command alone
    from meso_desktop.knowledge.loader import load_knowledge  # noqa: PLC0415  # for this command alone

    data = _read(parsed.document)
    try:
        document = decode_consultation(data)
    except UserError as error:
        raise UserError(message("cli.in_file", file=str(parsed.document), fault=_wording().text(error.message))) from error
    assessment = assess(document, load_knowledge(resource_path("knowledge")), Context(today=today))
    print(msgspec.json.format(msgspec.json.encode(assessment), indent=2).decode())
    return DONE


def _plan(parsed: argparse.Namespace) -> int:
    try:
        wanted = UUID(parsed.consultation)
    except ValueError:
        raise UserError(message("cli.not_an_id", text=parsed.consultation)) from None
    from meso_desktop.domain.ids import ConsultationId  # noqa: PLC0415  # for this command alone
    from meso_desktop.services.plans import plan_by_id  # noqa: PLC0415  # for this command alone

    clinic = _open(parsed)
    try:
        pdf = plan_by_id(clinic, ConsultationId(wanted), _wording())
    finally:
        clinic.close()
    _write(parsed.out, pdf)
    _say(message("cli.plan_written", file=str(parsed.out)))
    return DONE


def _verify(parsed: argparse.Namespace) -> int:
    from meso_desktop.services.verification import verify_clinic  # noqa: PLC0415  # for this command alone

    clinic = _open(parsed)
    try:
        report = verify_clinic(clinic, progress=_show_progress)
    finally:
        clinic.close()
    if not report.faults:
        _say(message("cli.verified", count=report.records))
        return DONE
    _say(message("cli.not_verified", count=len(report.faults)), to_errors=True)
    for fault in report.faults:
        _say(fault, to_errors=True)
    return NOT_SO


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UserError(message("cli.not_a_date", text=text)) from None
    if day.isoformat() != text:
        raise UserError(message("cli.not_a_date", text=text))
    return day


def _open(parsed: argparse.Namespace) -> "OpenClinic":
    from uuid import uuid4  # noqa: PLC0415  # for this command alone

    from meso_desktop.knowledge.loader import load_knowledge  # noqa: PLC0415  # for this command alone
    from meso_desktop.services.session import SystemClock  # noqa: PLC0415  # for this command alone
    from meso_desktop.services.vaults import open_clinic  # noqa: PLC0415  # for this command alone

    return open_clinic(
        parsed.clinic,
        practitioner_id=None,
        passphrase=_passphrase(parsed.passphrase_file),
        knowledge=load_knowledge(resource_path("knowledge")),
        clock=SystemClock(),
        new_id=uuid4,
    )


def _passphrase(file: Path | None) -> str:
    if file is None:
        try:
            return getpass.getpass(_wording().text(message("cli.passphrase_prompt")))
        except EOFError:
            raise UserError(message("cli.no_terminal")) from None
    lines = _decoded(_read(file)).splitlines()
    if not lines or not lines[0]:
        raise UserError(message("cli.passphrase_empty", file=str(file)))
    return lines[0]


def _decoded(data: bytes) -> str:
    """Return a text file's text, UTF-8 unless it begins with a mark of UTF-16, as Windows PowerShell writes it."""
    is_utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if is_utf_16 else "utf-8-sig", errors="replace")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise UserError(message("cli.file_missing", file=str(file))) from None
    except OSError as error:
        raise UserError(message("cli.file_unreadable", file=str(file), reason=error.strerror or str(error))) from error


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UserError(message("cli.file_unwritable", file=str(file), reason=error.strerror or str(error))) from error


def _refuse_without_window() -> None:
    missing = display.why_no_window(os.environ)
    if missing is not None:
        raise UserError(missing)


def _wording() -> "Wording":
    from meso_desktop.knowledge.wording import Wording  # noqa: PLC0415  # for this command alone

    return Wording.load(resource_path("wording"), "en")


def _say(text: Message, *, to_errors: bool = False) -> None:
    print(_wording().text(text), file=sys.stderr if to_errors else sys.stdout, flush=True)


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        line = _wording().text(message("cli.progress", done=done, total=total))
        print(f"\r{line}", end="\n" if done == total else "", file=sys.stderr, flush=True)
