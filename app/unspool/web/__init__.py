"""The web door: a page, an API and streams. It carries what the other rooms compute and computes nothing itself."""

from unspool.web.app import create_app
from unspool.web.server import free_port, serve_forever

__all__ = ["create_app", "free_port", "serve_forever"]
