"""A message as a line of JSON, with its tensors as nested lists: for curl, and for eyes."""

from __future__ import annotations

from unspool.documents.encode import plain, text
from unspool.documents.messages import Message


def line(message: Message) -> str:
    """One line, its newline included; non-finite numbers are texts."""
    return text({**message.head, "tensors": {name: plain(array) for name, array in message.tensors.items()}}) + "\n"
