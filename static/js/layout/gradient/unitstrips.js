/**
 * Every unit by itself, three times: |∂c_t,i/∂c_k,i| along the direct path, as a block, in total, as heat over k on one
 * log scale.
 *
 * @import {Tensor} from "#app/types.js"
 * @import {Grid, LaidGround} from "#app/gradient.js"
 * @import {Lower} from "#app/layout/gradient/paths.js"
 */

import { begins } from "#app/layout/axis.js";
import { figure } from "#app/layout/figures.js";
import { WAYS } from "#app/state/laid/paths.js";
import { pathWords as said } from "#app/words/gradient/paths.js";

const CAPTION = 24;
const GAP = 10;
const BETWEEN = 5;
const MOST_UNIT = 12; // pixels
const LEAST = 12; // of a strip
const DECADES = 6; // of the ramp, at most

/**
 * @param {LaidGround} ground
 * @param {{y: number, height: number}} room
 * @returns {Lower}
 */
export function unitStrips({ answer, axis, compact }, { y, height }) {
  const { message, tensors } = answer;
  const strips = WAYS.flatMap((key) => ({ key, tensor: tensors.get(`units/${key}`) }));
  const first = Math.max(message.first, axis.first);
  const last = Math.min(message.last, axis.last);
  const each = Math.min(MOST_UNIT * message.n, (height - GAP - CAPTION - 2 * BETWEEN) / 3);
  if (each < LEAST || last < first) return { height: 0, grids: [], words: [], captions: [], notes: [] };
  const top = y + GAP + CAPTION;
  const { n } = message;
  const { low, high } = extent(strips.map(({ tensor }) => tensor));
  const grids = strips.flatMap(({ key, tensor }, row) =>
    tensor
      ? [
          strip(
            key,
            tensor,
            { low, high },
            {
              top: top + row * (each + BETWEEN),
              each,
              first,
              last,
              from: message.first,
              n,
              axis,
            },
          ),
        ]
      : [],
  );
  return {
    height: GAP + CAPTION + 3 * each + 2 * BETWEEN,
    grids,
    words: strips.map(({ key }, row) => ({
      key: `strip-${key}`,
      tone: "laid-part",
      x: compact ? 4 : 14,
      y: top + row * (each + BETWEEN) + each / 2,
      text: said.names[key],
      anchor: /** @type {const} */ ("start"),
    })),
    captions: [{ key: "laid-under", tone: "laid-under", x: 14, y: y + GAP + 10, pieces: [{ tex: "", word: `${said.units}: ${said.unitsAbout(figure(10 ** low), figure(10 ** high))}` }] }], // biome-ignore format: one line
    notes: [],
  };
}

/**
 * @param {string} key
 * @param {Tensor} tensor
 * @param {{low: number, high: number}} ends of the ramp, as powers
 * @param {{top: number, each: number, first: number, last: number, from: number, n: number, axis: LaidGround["axis"]}} at
 * @returns {Grid}
 */
function strip(key, { values }, { low, high }, { top, each, first, last, from, n, axis }) {
  const wide = last - first + 1;
  const heat = new Float64Array(n * wide);
  const reached = new Uint8Array(n * wide);
  for (let unit = 0; unit < n; unit += 1) {
    for (let k = first; k <= last; k += 1) {
      const size = Math.abs(values[(k - from) * n + unit]);
      const at = unit * wide + k - first;
      heat[at] = Number.isFinite(size) ? Math.max(0, (Math.log10(size) - low) / (high - low)) : size;
      reached[at] = size === 0 ? 0 : 1;
    }
  }
  return {
    key: `units-${key}`,
    across: Array.from({ length: wide + 1 }, (_, m) => begins(axis, first + m)),
    down: Array.from({ length: n + 1 }, (_, m) => top + (m * each) / n),
    values: heat,
    reached,
    ramp: "magnitude",
    limit: 1,
    gap: 0,
  };
}

/**
 * The least and the largest of them as powers of ten, at most so many decades apart.
 *
 * @param {(Tensor | undefined)[]} tensors
 */
function extent(tensors) {
  let [low, high] = [Infinity, -Infinity];
  for (const tensor of tensors)
    for (const value of tensor?.values ?? []) {
      const power = Math.log10(Math.abs(value));
      if (!Number.isFinite(power)) continue;
      low = Math.min(low, power);
      high = Math.max(high, power);
    }
  if (low > high) return { low: -1, high: 0 };
  return { low: Math.min(high - 0.05, Math.max(low, high - DECADES)), high };
}
