/**
 * An opened step without what is hidden: its named vectors, their gradients, and the operations without a name that
 * would tell them.
 *
 * @import {OpenedStep} from "#app/types.js"
 * @import {Of, Veil} from "#app/state/veil.js"
 */

import { onceOfTwo } from "#app/state/once.js";
import { covered } from "#app/state/unknown.js";
import { anyUnit } from "#app/state/veil.js";
import { tellsOf } from "#app/state/veiltells.js";

export const veiledStep = onceOfTwo(without);

/**
 * @param {OpenedStep} step
 * @param {Veil} veil
 * @returns {OpenedStep}
 */
function without(step, veil) {
  const tells = tellsOf(veil);
  const users = new Map(veil.plan.nodes.map((node) => [node.id, node]));
  const hidesOf = (/** @type {number} */ id, /** @type {Of} */ of) => (/** @type {number} */ unit) =>
    tells.node(id, of, step.t, unit);
  const nodes = [...step.nodes].map(([id, { value, grad, norm }]) => {
    const hides = hidesOf(id, "gradient");
    const kept = { value: covered(value, hidesOf(id, "value")), grad: grad && covered(grad, hides) };
    return /** @type {const} */ ([id, { ...kept, norm: grad && anyUnit(grad.length, hides) ? Number.NaN : norm }]);
  });
  const edges = [...step.edges].map(([key, { grad, norm }]) => {
    const [id, position] = key.split(":").map(Number);
    const user = users.get(id);
    const hides = (/** @type {number} */ unit) => user !== undefined && tells.edge(user, position, step.t, unit);
    return /** @type {const} */ ([
      key,
      { grad: covered(grad, hides), norm: anyUnit(grad.length, hides) ? Number.NaN : norm },
    ]);
  });
  return {
    ...step,
    nodes: new Map(nodes),
    edges: new Map(edges),
    backward: new Map([...step.backward].map(([id, numbers]) => [id, covered(numbers, hidesOf(id, "value"))])),
    slopes: new Map([...step.slopes].map(([id, numbers]) => [id, covered(numbers, hidesOf(id, "value"))])),
  };
}
