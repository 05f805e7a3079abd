"""A message as bytes: the safetensors layout, with the message itself as its one piece of metadata.

8 bytes length of the header (little endian), the header as JSON (name → dtype, shape, offsets; ``__metadata__``
→ ``{"message": …}``), then the numbers. A dozen lines of JavaScript read it, without copying a number.
"""

from __future__ import annotations

import numpy as np
from safetensors.numpy import save

from unspool.documents.encode import text
from unspool.documents.messages import Message


def tensor_bytes(message: Message) -> bytes:
    """The same message is the same bytes in every process."""
    tensors = {name: np.ascontiguousarray(array) for name, array in message.tensors.items()}
    return save(tensors, metadata={"message": text(message.head)})
