"""``python -m unspool``: ``serve`` (which is the default), ``trace``, ``check-net`` and ``train``."""

from __future__ import annotations

from unspool.commands import program


def main() -> None:
    """Run the command line."""
    program(prog_name="unspool")


if __name__ == "__main__":
    main()
