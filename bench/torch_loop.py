"""The same in PyTorch, as someone writes it who knows PyTorch and wants every gate and every gradient.

The inputs' products are one matrix product before the loop, the four gates are one product in it, the output layer is
one product after it. `retain_grad` on h, c, every gate and ŷ of every step, `backward`, then all values and gradients
are read out as arrays. float64, one thread. It starts from tensors: nothing has to be read or checked.
"""

import numpy as np
import torch

from bench.lstm import GATES, Array, Lstm, by_gate

torch.set_num_threads(1)


class TorchLoop:
    def __init__(self, net: Lstm) -> None:
        self.T, self.H = net.T, net.H
        self.x, self.y = torch.from_numpy(net.inputs), torch.from_numpy(net.targets)
        kinds = {"W_x": net.stacked("W_x"), "W_h": net.stacked("W_h"), "b_": net.stacked("b_")}
        arrays = kinds | {"V": net.parameters["V"], "d": net.parameters["d"]}
        self.parameters = {name: torch.from_numpy(array).requires_grad_() for name, array in arrays.items()}

    def __call__(self) -> tuple[dict[str, Array], dict[str, Array], dict[str, Array]]:
        """(values, grads, parameter_grads)"""
        for parameter in self.parameters.values():
            parameter.grad = None
        nodes, loss = self.forward()
        for steps in nodes.values():
            for node in steps:
                node.retain_grad()
        loss.backward()
        values = {name: torch.stack(steps).detach().numpy() for name, steps in nodes.items()}
        grads = {name: torch.stack([step.grad for step in steps]).numpy() for name, steps in nodes.items()}
        values["yhat"], grads["yhat"] = values["yhat"][0], grads["yhat"][0]
        return values, grads, self.parameter_grads()

    def forward(self) -> tuple[dict[str, list[torch.Tensor]], torch.Tensor]:
        W_h, H = self.parameters["W_h"], self.H
        nodes: dict[str, list[torch.Tensor]] = {name: [] for name in (*GATES, "c", "h")}
        h = c = torch.zeros(H, dtype=torch.float64)
        for from_x in torch.addmm(self.parameters["b_"], self.x, self.parameters["W_x"].T).unbind():
            z = torch.addmv(from_x, W_h, h)
            i, f, o = z[: 3 * H].sigmoid().chunk(3)
            g = z[3 * H :].tanh()
            c = f * c + i * g
            h = o * c.tanh()
            for name, node in zip(nodes, (i, f, o, g, c, h), strict=True):
                nodes[name].append(node)
        yhat = torch.softmax(torch.addmm(self.parameters["d"], torch.stack(nodes["h"]), self.parameters["V"].T), 1)
        nodes["yhat"] = [yhat]  # all steps at once
        return nodes, -(self.y * yhat.log()).sum()

    def parameter_grads(self) -> dict[str, Array]:
        arrays = {name: np.array(parameter.grad) for name, parameter in self.parameters.items()}
        return {name: arrays[name] for name in "Vd"} | {
            name: part for kind in ("W_x", "W_h", "b_") for name, part in by_gate(kind, arrays[kind]).items()
        }
