/**
 * One node's rows over time, as far as they have arrived. Blocks are kept sorted by step and are never
 * written again, so a run that was drawn stays as it was drawn.
 *
 * @import {Block, Series, Tensor} from "#app/types.js"
 */

/** @type {Float64Array} */
const NOTHING = new Float64Array(0);

/**
 * @param {Series | undefined} series
 * @param {number} first the step of the tensor's first row
 * @param {Tensor} tensor (rows, width), or (rows,) for one number a step
 * @returns {Series}
 */
export function append(series, first, tensor) {
  const width = tensor.shape.length > 1 ? tensor.shape[1] : 1;
  const rows = tensor.shape[0];
  const values = /** @type {Float64Array} */ (tensor.values);
  const block = { first, last: first + rows - 1, values };
  const blocks = series ? insert(series.blocks, block) : [block];
  const [largest, smallest] = magnitudes(values, series?.largest ?? 0, series?.smallest ?? Number.POSITIVE_INFINITY);
  return { width, blocks, largest, smallest };
}

/**
 * @param {Block[]} blocks
 * @param {Block} block
 */
function insert(blocks, block) {
  let place = blocks.length;
  while (place > 0 && blocks[place - 1].first > block.first) place -= 1;
  return [...blocks.slice(0, place), block, ...blocks.slice(place)];
}

/**
 * The largest and the smallest positive magnitude, infinite ones left out: the ends of colour ramps and axes.
 *
 * @param {Float64Array} values
 * @param {number} largest
 * @param {number} smallest
 * @returns {[number, number]}
 */
function magnitudes(values, largest, smallest) {
  let high = largest;
  let low = smallest;
  for (let k = 0; k < values.length; k += 1) {
    const size = Math.abs(values[k]);
    if (size > high && size < Number.POSITIVE_INFINITY) high = size;
    if (size > 0 && size < low) low = size;
  }
  return [high, low];
}

/**
 * The row of step t, a view that must not be written; null if it has not arrived.
 *
 * @param {Series | null | undefined} series
 * @param {number} t
 * @returns {Float64Array | null}
 */
export function row(series, t) {
  if (!series) return null;
  const block = blockAt(series.blocks, t);
  if (!block) return null;
  const start = (t - block.first) * series.width;
  return series.width ? block.values.subarray(start, start + series.width) : NOTHING;
}

/**
 * @param {Block[]} blocks
 * @param {number} t
 * @returns {Block | null}
 */
function blockAt(blocks, t) {
  let low = 0;
  let high = blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (t < block.first) high = middle - 1;
    else if (t > block.last) low = middle + 1;
    else return block;
  }
  return null;
}

/**
 * One number, or undefined where it has not arrived.
 *
 * @param {Series | null | undefined} series
 * @param {number} t
 * @param {number} [unit]
 * @returns {number | undefined}
 */
export function at(series, t, unit = 0) {
  return row(series, t)?.[unit];
}
