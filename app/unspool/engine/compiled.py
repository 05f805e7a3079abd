"""The compiled machine (for now: the plain one)."""

from unspool.engine.plain import PlainMachine as CompiledMachine

__all__ = ["CompiledMachine"]
