"""``train EXAMPLE``: makes a weight file again, as its recipe says."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("example", required=False)
@click.option("--out", type=click.Path(dir_okay=False, writable=True), help="Where to write (EXAMPLE.safetensors).")
def train(example: str | None, out: str | None) -> None:
    """Learn to name the year of a sentence, wherever it stands, and say what was achieved.

    Without EXAMPLE: list what can be trained. The same recipe gives the same weights, to the last bit on one machine.
    """
    from unspool.documents import weights
    from unspool.learning import recipes

    if example is None:
        for name, recipe in recipes.RECIPES.items():
            click.echo(f"{name}  {recipe.net}, {recipe.hidden} units, {recipe.epochs} epochs")
        return
    if example not in recipes.RECIPES:
        click.echo(f"unspool: there is no example {example!r}: there are {', '.join(recipes.RECIPES)}", err=True)
        sys.exit(2)
    found = recipes.learned(recipes.RECIPES[example], _tell)
    path = Path(out or f"{example}.safetensors")
    weights.write(path, found)
    right, asked = found.achieved["right"], found.achieved["asked"]
    click.echo(f"{right:,} of {asked:,} held-out sentences right ({right / asked:.2%}); by the position of the year:")
    for position, (good, of) in found.achieved["by_position"].items():
        click.echo(f"  {position:>3}   {good:,} of {of:,}")
    click.echo(f"written to {path}")


def _tell(epoch: int, loss: float) -> None:
    click.echo(f"epoch {epoch:>3}   mean loss {loss:.5f}", err=True)
