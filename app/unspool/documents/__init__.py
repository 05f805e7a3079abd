"""Everything that enters or leaves: spec, trace, messages, and the words in which a spec is refused."""

from unspool.documents.asking import Asking, node_asked, parameter_asked, read_asking
from unspool.documents.canonical import canonical, spec_hash
from unspool.documents.lines import line
from unspool.documents.messages import Message, messages
from unspool.documents.opened import read_opening, step_document
from unspool.documents.reading import read_json
from unspool.documents.refusal import SpecError
from unspool.documents.running import passes, run, start
from unspool.documents.spec import Spec, read_spec
from unspool.documents.tensorfile import tensor_file
from unspool.documents.tensors import tensor_bytes
from unspool.documents.trace import trace_json
from unspool.engine import Trace

__all__ = [
    "Asking",
    "Message",
    "Spec",
    "SpecError",
    "Trace",
    "canonical",
    "line",
    "messages",
    "node_asked",
    "parameter_asked",
    "passes",
    "read_asking",
    "read_json",
    "read_opening",
    "read_spec",
    "run",
    "spec_hash",
    "start",
    "step_document",
    "tensor_bytes",
    "tensor_file",
    "trace_json",
]
