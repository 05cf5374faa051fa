"""Looks, before Qt is loaded, whether this computer can show a window: Qt aborts the process when it cannot.

POSIX only in its findings: on Windows and macOS there is nothing to look for.
"""

import ctypes
import sys
from collections.abc import Callable, Mapping
from typing import Final

from meso_desktop.domain.message import Message, message

_ALWAYS: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_FOR_X11: Final = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_FOR_WAYLAND: Final = {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}
DEBIAN_PACKAGES: Final = tuple(sorted({*_ALWAYS.values(), *_FOR_X11.values()}))
"""What a Debian or Ubuntu needs for the window; the README names the same."""


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def why_no_window(
    environment: Mapping[str, str], *, platform: str = sys.platform, loads: Callable[[str], bool] = _loads
) -> Message | None:
    """Return the sentence that says what is missing for a window, or None when nothing is.

    `loads` tells whether the system has a shared library.
    """
    if platform != "linux":
        return None
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    missing = _missing(_needed(environment, chosen), loads)
    if missing:
        return message("display.libraries_missing", libraries=", ".join(missing), packages=" ".join(missing.values()))
    if not chosen and not has_display(environment):
        return message("display.none")
    return None


def has_display(environment: Mapping[str, str]) -> bool:
    """Tell whether a display server is named in the environment."""
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def missing_packages() -> tuple[str, ...]:
    """Return the Debian packages that this Linux lacks for a window on X11; nothing elsewhere."""
    return tuple(_missing(_ALWAYS | _FOR_X11, _loads).values()) if sys.platform == "linux" else ()


def _needed(environment: Mapping[str, str], chosen: str) -> dict[str, str]:
    if chosen == "wayland" or (not chosen and environment.get("WAYLAND_DISPLAY") and not environment.get("DISPLAY")):
        return _ALWAYS | _FOR_WAYLAND
    if chosen in {"", "xcb"}:
        return _ALWAYS | _FOR_X11
    return dict(_ALWAYS)


def _missing(needed: Mapping[str, str], loads: Callable[[str], bool]) -> dict[str, str]:
    return {library: package for library, package in needed.items() if not loads(library)}


if __name__ == "__main__":
    sys.stdout.write(" ".join(missing_packages()))
