"""The packs, in the order in which they are offered."""

from unspool.recurrence.notation import drawings, goodfellow, lecture, pytorch

PACKS = (lecture.PACK, goodfellow.PACK, pytorch.PACK, drawings.PACK)
