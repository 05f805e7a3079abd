"""What ``python -m unspool`` does. Each command imports what it needs when it runs: ``trace`` never loads the web."""

from __future__ import annotations

import click

from unspool import __version__
from unspool.commands.check_net import check_net
from unspool.commands.serve import serve
from unspool.commands.trace import trace
from unspool.commands.train import train


class _ServeByDefault(click.Group):
    """Without a command's name the words belong to ``serve``."""

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        """Put ``serve`` in front of options that are not the program's own."""
        if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("--help", "--version")):
            arguments = ["serve", *arguments]
        return super().parse_args(context, arguments)


@click.group(cls=_ServeByDefault)
@click.version_option(__version__, message="unspool %(version)s")
def program() -> None:
    """Unspool: recurrent nets, unrolled and computed, forwards and backwards through time."""


program.add_command(serve)
program.add_command(trace)
program.add_command(check_net)
program.add_command(train)
