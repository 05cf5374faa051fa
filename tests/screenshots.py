"""Makes the pictures of the README anew from the demo; run with ``python -m tests.screenshots``."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copyfile

TOP = Path(__file__).resolve().parent.parent
PICTURES = {"plan": TOP / "docs" / "screenshots" / "plan.png"}
"""The demo's picture by name, and where the README shows it."""


def picture(out: Path, name: str) -> Path:
    """Return a demo's picture by its name without the number."""
    return next(file for file in sorted(out.glob("*.png")) if file.stem[3:] == name)


def main() -> int:
    """Run the demo and put its pictures in place."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}
        subprocess.run([sys.executable, "-m", "meso_desktop", "demo", "--out", str(out)], cwd=TOP, env=environment, check=True)
        for name, shown in PICTURES.items():
            shown.parent.mkdir(parents=True, exist_ok=True)
            copyfile(picture(out, name), shown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
