"""The look before Qt: what is missing for a window is named, and nothing aborts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from meso_desktop.display import DEBIAN_PACKAGES, why_no_window

_WITH_DISPLAY = {"DISPLAY": ":0"}


def _values(environment: dict[str, str], *, absent: str, platform: str = "linux") -> dict[str, str]:
    found = why_no_window(environment, platform=platform, loads=lambda library: library != absent)
    return {} if found is None else {"id": found.id} | {v.name: v.value for v in found.values}


def test_nothing_missing_opens_the_window() -> None:
    assert _values(_WITH_DISPLAY, absent="") == {}


def test_a_missing_library_is_named_with_its_package() -> None:
    assert _values(_WITH_DISPLAY, absent="libxcb-cursor.so.0") == {
        "id": "display.libraries_missing", "libraries": "libxcb-cursor.so.0", "packages": "libxcb-cursor0",
    }


def test_no_display_is_said_when_no_platform_is_chosen() -> None:
    assert _values({}, absent="")["id"] == "display.none"
    assert _values({"QT_QPA_PLATFORM": "offscreen"}, absent="") == {}


def test_offscreen_needs_no_x11_libraries() -> None:
    assert _values({"QT_QPA_PLATFORM": "offscreen"}, absent="libxcb-cursor.so.0") == {}
    assert _values({"QT_QPA_PLATFORM": "offscreen"}, absent="libEGL.so.1")["packages"] == "libegl1"


def test_wayland_alone_asks_for_wayland_not_x11() -> None:
    wayland = {"WAYLAND_DISPLAY": "wayland-0"}
    assert _values(wayland, absent="libxcb-cursor.so.0") == {}
    assert _values(wayland, absent="libwayland-client.so.0")["packages"] == "libwayland-client0"


def test_other_systems_need_nothing() -> None:
    assert _values({}, absent="libEGL.so.1", platform="win32") == {}
    assert _values({}, absent="libEGL.so.1", platform="darwin") == {}


def test_the_readme_names_the_same_packages() -> None:
    readme = Path(__file__).parent.parent.joinpath("README.md").read_text(encoding="utf-8")
    named = next(line for line in readme.splitlines() if line.startswith("sudo apt-get install ")).split()[3:]
    assert tuple(sorted(named)) == DEBIAN_PACKAGES


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux starts without a display")
def test_starting_without_a_display_is_one_sentence_and_status_2() -> None:
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    run = subprocess.run([sys.executable, "-m", "meso_desktop"], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
    assert "Traceback" not in run.stderr
