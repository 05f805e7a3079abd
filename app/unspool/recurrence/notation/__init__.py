"""Notation packs: how a lecture, a book, a library or a drawing writes the same net. Adding a pack is adding a file."""
