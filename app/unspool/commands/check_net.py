"""``check-net SPEC.json``: every gradient of a spec against complex step and central differences, as a table."""

from __future__ import annotations

import sys

import click

from unspool.commands.trace import read_file, refuse


@click.command("check-net")
@click.argument("spec", metavar="SPEC.json")
def check_net(spec: str) -> None:
    """Check every gradient of the spec in a file ("-": standard input), entry by entry.

    Complex step is exact to about 1e-15; a central difference knows only gradients above its own noise.
    Exit 1 where a check disagrees, 2 for a spec that cannot be run.
    """
    from unspool.documents import SpecError, read_json, read_spec, start
    from unspool.gradients.check import check

    try:
        read = read_spec(read_json(read_file(spec)))
        start(read).close()
    except SpecError as refused:
        refuse(refused.message)
    except OSError as error:
        refuse(f"{spec}: {error.strerror or error}")
    if read.case.net.loss is None:
        refuse("this net has no loss line: there is no gradient to check")
    click.echo(f"{'∂L/∂':<16}{'shape':<12}{'largest':>10}   {'complex step':>13}   {'central difference':>18}")
    failed = []
    for row in check(read.case):
        shape = " × ".join(map(str, row.shape)) or "number"
        near = "–" if row.near is None else f"{row.near:.1e}"
        small = f"  ({row.too_small} too small for it)" if row.too_small and row.kind != "nodes" else ""
        name = row.name + {"initial": " (initial)", "nodes": " (every t)"}.get(row.kind, "")
        wrong = "" if row.agrees else "  ✗"
        click.echo(f"{name:<16}{shape:<12}{row.largest:>10.2e}   {row.exact:>13.1e}   {near:>18}{small}{wrong}")
        failed += [name] if not row.agrees else []
    if failed:
        click.echo(f"unspool: the checks disagree with the backward pass at {', '.join(failed)}", err=True)
        sys.exit(1)
