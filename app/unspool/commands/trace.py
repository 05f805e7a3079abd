"""``trace SPEC.json``: the trace as JSON on standard output, and nothing else there."""

from __future__ import annotations

import sys
from typing import NoReturn

import click


@click.command()
@click.argument("spec", metavar="SPEC.json")
@click.option("--safetensors", "out", metavar="OUT", help="Write every number to this file instead, bit for bit.")
def trace(spec: str, out: str | None) -> None:
    """Compute the spec in a file ("-": standard input) and print its trace as JSON.

    A spec that cannot be run: exit 2, and the reason on standard error.
    """
    from unspool.documents import SpecError, read_json, run, trace_json

    if out is not None:
        _write(spec, out)
        return
    try:
        pieces = trace_json(run(read_json(read_file(spec))))
    except SpecError as refused:
        refuse(refused.message)
    except OSError as error:
        refuse(f"{spec}: {error.strerror or error}")
    for piece in pieces:  # a reader such as head may have enough: click ends quietly then
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()


def _write(spec: str, out: str) -> None:
    from unspool.documents import SpecError, read_json, read_spec, start, tensor_file

    try:
        read = read_spec(read_json(read_file(spec)))
        with start(read) as started:
            content = tensor_file(read, started)
        with open(out, "wb") as file:
            file.write(content)
    except SpecError as refused:
        refuse(refused.message)
    except OSError as error:
        refuse(f"{error.filename}: {error.strerror or error}")


def read_file(path: str) -> bytes:
    """A file's bytes, or those of standard input for "-"."""
    if path == "-":
        return sys.stdin.buffer.read()
    with open(path, "rb") as file:
        return file.read()


def refuse(words: str) -> NoReturn:
    """Say why on standard error, and exit with 2."""
    click.echo(f"unspool: {words}", err=True)
    sys.exit(2)
