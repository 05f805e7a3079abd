"""``serve``: start the server, say where it is, open the browser when it answers."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from typing import NoReturn

import click

PORT = 8000
TRIES = 20  # ports after it, where nobody asked for a certain one


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), help=f"The port, by default {PORT} or the next free one.")
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser.")
def serve(host: str, port: int | None, browser: bool) -> None:
    """Start Unspool and open it in the browser."""
    from unspool.web import free_port, serve_forever

    try:
        bound = free_port(host, PORT if port is None else port, TRIES if port is None else 1)
    except OSError as error:
        _stop(host, port, error)
    taken = bound.getsockname()[1]
    if port is None and taken != PORT:
        click.echo(f"unspool: port {PORT} is taken, so this is port {taken}", err=True)
    address = f"http://{_shown(host)}:{taken}/"

    def ready() -> None:
        click.echo(f"Unspool is at {address} (Ctrl-C stops it)")
        sys.stdout.flush()
        if browser and _has_screen():
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    try:
        serve_forever(bound, host, ready)
    except KeyboardInterrupt:
        click.echo("unspool: stopped", err=True)


def _stop(host: str, port: int | None, error: OSError) -> NoReturn:
    if port is None:
        words = f"ports {PORT} to {PORT + TRIES - 1} cannot be used on {host}"
    else:
        words = f"port {port} cannot be used on {host}"
    reason = error.strerror or str(error)
    click.echo(f"unspool: {words} ({reason}); give another with --port, or --port 0 for any free one", err=True)
    sys.exit(1)


def _shown(host: str) -> str:
    """The host as a browser on this machine can open it."""
    if host in ("0.0.0.0", "::", ""):
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _has_screen() -> bool:
    """Without one, webbrowser may start a text browser in this very terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
