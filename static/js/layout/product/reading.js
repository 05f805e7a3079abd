/**
 * The numbers of one product W @ v at the playhead: matrix, vector, product; on the way back what comes to the product
 * and what goes on to the vector. Null is what has not been reached, or not yet been told by the server.
 *
 * @import {Tensor} from "#app/types.js"
 * @import {Glance} from "#app/layout/opened/values.js"
 * @import {Product} from "#app/state/products.js"
 */

import { isBack, isReached, standsOn } from "#app/layout/opened/values.js";
import { idleAt } from "#app/state/openedidle.js";
import { holds } from "#app/state/reach.js";
import { hasUnknown } from "#app/state/unknown.js";

/** @typedef {ArrayLike<number>} Numbers */

/**
 * @typedef {object} Reading
 * @property {Product} product
 * @property {number} t
 * @property {Tensor} matrix
 * @property {Numbers | null} operand
 * @property {Numbers | null} value of the product
 * @property {Numbers | null} delta ∂L/∂(W v)
 * @property {Numbers | null} back Wᵀ δ: what goes back to the operand along this product
 * @property {Numbers | null} gradient ∂L/∂W over all steps, row after row
 * @property {number} picked the column that a one-hot operand picks; −1 for any other operand
 * @property {boolean} idle whether it stands in the branch that its phase does not take
 * @property {boolean} waiting for the server
 */

/**
 * @param {Glance} glance
 * @param {Product} product
 * @returns {Reading}
 */
export function readingOf(glance, product) {
  const { run, reach, step } = glance;
  const { id, node, source, matrix, operand: ref } = product;
  const stand = glance.graph.stands.get(`o:${id}`);
  const reached = stand !== undefined && isReached(glance, stand);
  const back = stand !== undefined && isBack(glance, stand) && holds(reach.grads.get(node.equation ?? ""), glance.t);
  const operand = source ? (isReached(glance, source) ? operandOn(glance, product) : null) : stillOn(glance, ref.node);
  const known = step?.nodes.get(id);
  return {
    product,
    t: glance.t,
    matrix: /** @type {Tensor} */ (run.parameters.get(matrix.name)),
    operand: spread(operand, product.columns),
    value: reached ? spread(known?.value, product.rows) : null,
    delta: back ? spread(known?.grad, product.rows) : null,
    back: back ? (spread(step?.edges.get(`${id}:1`)?.grad, product.columns) ?? null) : null,
    gradient: reach.gradients ? (run.parameterGrads.get(matrix.name)?.values ?? null) : null,
    picked: operand ? oneHot(operand) : -1,
    idle: idleAt(run.plan, glance.graph, glance.t).has(`o:${id}`),
    waiting: step === null,
  };
}

/**
 * @param {Glance} glance
 * @param {Product} product
 */
function operandOn(glance, { source, columns }) {
  if (!source) return null;
  const found = standsOn(glance, source);
  if (found || source.kind !== "entry" || (source.name !== "x" && source.name !== "y")) return found;
  const k = source.shift < 0 ? -(glance.t + source.shift) : glance.t + source.shift - glance.run.plan.T - 1;
  const given = glance.run.initial.get(source.name);
  return given?.values.subarray(k * columns, (k + 1) * columns) ?? new Float64Array(columns); // else zero
}

/**
 * @param {Glance} glance
 * @param {number} id
 */
function stillOn({ run }, id) {
  const node = run.plan.nodes.find((one) => one.id === id);
  return run.parameters.get(node?.name ?? "")?.values ?? null;
}

/**
 * What is one number for all units, at each of them.
 *
 * @param {Numbers | null | undefined} numbers
 * @param {number} size
 */
function spread(numbers, size) {
  if (!numbers) return null;
  return numbers.length === 1 && size > 1 ? new Float64Array(size).fill(numbers[0]) : numbers;
}

/**
 * @param {Numbers} numbers
 * @returns {number} the place of the only 1 among zeros; −1 where it is not so
 */
function oneHot(numbers) {
  let found = -1;
  for (let k = 0; k < numbers.length; k += 1) {
    if (numbers[k] === 0) continue;
    if (numbers[k] !== 1 || found >= 0) return -1;
    found = k;
  }
  return numbers.length > 1 ? found : -1;
}

/**
 * @param {Reading} reading
 * @param {number} row
 * @param {number} column
 */
export function entryAt({ matrix, product }, row, column) {
  return matrix.values[row * product.columns + column];
}

/**
 * The parts that one row adds up, W[i,j] v[j] for every j.
 *
 * @param {Reading} reading
 * @param {number} row
 * @returns {Float64Array | null}
 */
export function rowParts(reading, row) {
  const { operand, product } = reading;
  if (!operand) return null;
  return Float64Array.from({ length: product.columns }, (_, j) => entryAt(reading, row, j) * operand[j]);
}

/**
 * The parts of what goes back through one column, W[i,j] δ[i] for every i.
 *
 * @param {Reading} reading
 * @param {number} column
 * @returns {Float64Array | null}
 */
export function columnParts(reading, column) {
  const { delta, product } = reading;
  if (!delta) return null;
  return Float64Array.from({ length: product.rows }, (_, i) => entryAt(reading, i, column) * delta[i]);
}

/**
 * Where the largest of some parts stands; those that are not finite count most.
 *
 * @param {Numbers | null} parts
 */
export function largestPart(parts) {
  let found = 0;
  for (let k = 1; parts && k < parts.length; k += 1) {
    if (weight(parts[k]) > weight(parts[found])) found = k;
  }
  return found;
}

/** @param {number} part */
function weight(part) {
  if (Number.isNaN(part) && hasUnknown.value) return -1; // hidden: nobody knows how large it is
  return Number.isNaN(part) ? Number.POSITIVE_INFINITY : Math.abs(part);
}
