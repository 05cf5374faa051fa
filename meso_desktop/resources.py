"""Finds the resource files in a checkout, in an installed wheel and in a frozen build."""

import sys
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a resource, such as ``resource_path("knowledge", "rules.toml")``.

    A frozen build unpacks `resources/` beside the program's data, a wheel carries it inside the package,
    a checkout has it beside the package.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen, "resources", *parts)
    package = Path(__file__).resolve().parent
    carried = package / "resources"
    root = carried if carried.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)
