"""The ledger of W_hf in PyTorch with `torch.autograd`: δ of every (loss, copy), and no matrix for a cell.

Both ways keep the graph and ask every loss for the gates' sums z_1 … z_T: `one_by_one` with T calls of
`torch.autograd.grad`, `batched` with one of all losses (`is_grads_batched`, which maps the backward pass over them).
Then norms as ‖δ‖ ‖h‖, ∂E_t/∂W as δᵀ h, and projections on G, as ours.
"""

import numpy as np
import torch

from bench.lstm import Array, Lstm
from bench.torch_loop import StepByStep

torch.set_num_threads(1)


class Ledger(StepByStep):
    """(along, norms, ‖∂E_t/∂W‖): losses × copies, and losses."""

    def __init__(self, net: Lstm, is_batched: bool) -> None:
        super().__init__(net)
        self.is_batched = is_batched

    def __call__(self) -> tuple[Array, Array, Array]:
        W, b, V, d = (self.parameters[name] for name in ("W", "b_", "V", "d"))
        h = c = torch.zeros(self.H, dtype=torch.float64)
        sums, states, losses = [], [], []
        for x, y in zip(self.x, self.y, strict=True):
            states.append(h.detach())
            z = torch.addmv(b, W, torch.cat((x, h)))
            i, f, o, g = z.chunk(4)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh()
            h = o.sigmoid() * c.tanh()
            losses.append(-(y * torch.log_softmax(torch.addmv(d, V, h), 0)).sum())
            sums.append(z)
        return self.cells(self.batched(losses, sums) if self.is_batched else self.one_by_one(losses, sums), states)

    def one_by_one(self, losses: list[torch.Tensor], sums: list[torch.Tensor]) -> torch.Tensor:
        found = torch.zeros((self.T, self.T, 4 * self.H), dtype=torch.float64)
        for t, loss in enumerate(losses):
            found[t, : t + 1] = torch.stack(torch.autograd.grad(loss, sums[: t + 1], retain_graph=True))
        return found

    def batched(self, losses: list[torch.Tensor], sums: list[torch.Tensor]) -> torch.Tensor:
        seeds = torch.eye(self.T, dtype=torch.float64)
        found = torch.autograd.grad(torch.stack(losses), sums, seeds, is_grads_batched=True)
        return torch.stack(found, 1)

    def cells(self, back: torch.Tensor, states: list[torch.Tensor]) -> tuple[Array, Array, Array]:
        back, operand = back[..., self.H : 2 * self.H], torch.stack(states)
        each = torch.einsum("tkm,kn->tmn", back, operand)
        grad = each.sum(0)
        along = torch.einsum("tkm,km->tk", back, operand @ (grad / grad.norm()).T)
        norms = back.norm(dim=-1) * operand.norm(dim=-1)
        return tuple(np.asarray(one) for one in (along, norms, each.flatten(1).norm(dim=1)))  # type: ignore[return-value]
