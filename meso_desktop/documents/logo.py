"""Reads a clinic's logo, and tells a picture that paper can show from bytes that only begin like one."""

from io import BytesIO
from typing import Final

from reportlab.lib.utils import ImageReader

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_END: Final = b"IEND\xaeB`\x82"
_JPEG: Final = b"\xff\xd8\xff"
_MOST_PIXELS: Final = 40_000_000


def picture(data: bytes | None) -> ImageReader | None:
    """Return the decoded PNG or JPEG, None when there is none or it cannot be shown."""
    if not data or not (data.startswith(_JPEG) or (data.startswith(_PNG) and data.endswith(_PNG_END))):
        return None
    try:
        reader = ImageReader(BytesIO(data))
        width, height = reader.getSize()
        if not 0 < width * height <= _MOST_PIXELS:
            return None
        reader.getRGBData()
        reader.getTransparent()
    except Exception:  # noqa: BLE001  # decoders fail in many ways, and each of them means that this is no picture
        return None
    return reader
