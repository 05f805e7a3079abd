"""The same in PyTorch, as someone writes it who wants every gate and every gradient; twice.

`StepByStep` is the loop of the equations with fused gates: one product a step for the four gates. `Hoisted` is the same
with what can be taken out of the loop taken out: the inputs' products before it, the output layer after it, the three
sigmoids as one call. Both: float64, one thread, `retain_grad` on i, f, o, g, c, h and ŷ of every step, `backward`, then
all values and gradients read out as arrays. They start from tensors: nothing has to be read or checked.
"""

import numpy as np
import torch

from bench.lstm import GATES, NODES, Array, Lstm, by_gate

torch.set_num_threads(1)


class Hoisted:
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
        if len(nodes["yhat"]) == 1:  # all steps at once
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
        nodes["yhat"] = [yhat]
        return nodes, -(self.y * yhat.log()).sum()

    def parameter_grads(self) -> dict[str, Array]:
        arrays = {name: parameter.grad.numpy() for name, parameter in self.parameters.items()}
        return {name: arrays[name] for name in "Vd"} | {
            name: part for kind in ("W_x", "W_h", "b_") for name, part in by_gate(kind, arrays[kind]).items()
        }


class StepByStep(Hoisted):
    def __init__(self, net: Lstm) -> None:
        super().__init__(net)
        kinds = [self.parameters.pop(kind).detach() for kind in ("W_x", "W_h")]
        self.parameters["W"] = torch.cat(kinds, 1).requires_grad_()

    def forward(self) -> tuple[dict[str, list[torch.Tensor]], torch.Tensor]:
        W, b, V, d = (self.parameters[name] for name in ("W", "b_", "V", "d"))
        nodes: dict[str, list[torch.Tensor]] = {name: [] for name in NODES}
        h = c = torch.zeros(self.H, dtype=torch.float64)
        loss = torch.zeros((), dtype=torch.float64)
        for x, y in zip(self.x, self.y, strict=True):
            i, f, o, g = torch.addmv(b, W, torch.cat((x, h))).chunk(4)
            i, f, o, g = i.sigmoid(), f.sigmoid(), o.sigmoid(), g.tanh()
            c = f * c + i * g
            h = o * c.tanh()
            yhat = torch.softmax(torch.addmv(d, V, h), 0)
            loss = loss - (y * yhat.log()).sum()
            for name, node in zip(NODES, (i, f, o, g, c, h, yhat), strict=True):
                nodes[name].append(node)
        return nodes, loss

    def parameter_grads(self) -> dict[str, Array]:
        arrays = {name: parameter.grad.numpy() for name, parameter in self.parameters.items()}
        W_x, W_h = np.split(arrays["W"], 2, axis=1)
        return {name: arrays[name] for name in "Vd"} | {
            name: part
            for kind, rows in (("W_x", W_x), ("W_h", W_h), ("b_", arrays["b_"]))
            for name, part in by_gate(kind, rows).items()
        }
