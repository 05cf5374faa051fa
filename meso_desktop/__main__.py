"""Starts the command line with ``python -m meso_desktop``."""

import sys

from meso_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
