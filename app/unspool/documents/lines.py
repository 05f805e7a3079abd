"""A message as a line of JSON, with its tensors as nested lists: for curl, and for eyes."""

from __future__ import annotations

from collections.abc import Iterable

from unspool.documents.encode import array_pieces, object_pieces, text
from unspool.documents.messages import Message


def line(message: Message) -> str:
    """One line, its newline included; non-finite numbers are texts."""
    members: dict[str, Iterable[str]] = {key: [text(value)] for key, value in message.head.items()}
    members["tensors"] = object_pieces({name: array_pieces(array) for name, array in message.tensors.items()})
    return "".join(object_pieces(members)) + "\n"
