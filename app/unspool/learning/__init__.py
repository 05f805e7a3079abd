"""Nets that learn something: tasks, an optimiser, a training loop on the engine's own gradients."""
