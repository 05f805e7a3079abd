/**
 * The graph from far away: strips of the loss, the state and the input, with a frame around the steps between the
 * chosen loss and the chosen copy.
 *
 * @import {Box, Lane} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {Path} from "#app/gradient.js"
 * @import {Above} from "#app/layout/gradient/standing.js"
 */

import { begins } from "#app/layout/axis.js";
import { lanesOf } from "#app/layout/lanes.js";
import { foldedSides } from "#app/layout/stepnames.js";
import { count } from "#app/words/count.js";

/**
 * @param {Ground} ground
 * @param {Path | null} path
 * @returns {Above}
 */
export function strips(ground, path) {
  const { axis, band, frame } = ground;
  /** @type {Lane[]} */
  const lanes = lanesOf(ground, { curve: [], cell: null, lanes: "values" });
  const folds = foldedSides(axis);
  return {
    vectors: [],
    boxes: path?.nodes.size ? spansOf(ground, path) : [],
    edges: [],
    words: folds.map(({ key, steps, x: at }) => ({
      key: `fold-${key}`,
      tone: "fold",
      x: at,
      y: (band.get("lane-loss")?.y ?? frame.top) - 10,
      text: `⋯ ${count(steps)}`,
      anchor: /** @type {const} */ ("middle"),
    })),
    notes: [],
    lanes,
    labels: null,
    initialNames: [],
    spots: [],
  };
}

/**
 * A frame around the steps of the path; of what truncation took, one that is broken.
 *
 * @param {Ground} ground
 * @param {Path} path
 * @returns {Box[]}
 */
function spansOf({ axis, frame }, { first, last, gone }) {
  const span = (/** @type {string} */ key, /** @type {number} */ from, /** @type {number} */ to) => {
    const x = begins(axis, from);
    const size = { width: Math.max(3, begins(axis, to + 1) - x), height: frame.bottom - frame.top + 6 };
    return { key, tone: `laid-span${key === "span" ? "" : " gone"}`, x, y: frame.top - 3, ...size, radius: 3 };
  };
  const steps = [...(gone?.nodes ?? [])].map((one) => Number(one.slice(one.lastIndexOf("@") + 1)));
  const far = { first: Math.min(first, ...steps), last: Math.max(last, ...steps) };
  return [
    ...(far.first < first ? [span("span-before", far.first, first - 1)] : []),
    span("span", first, last),
    ...(far.last > last ? [span("span-after", last + 1, far.last)] : []),
  ];
}
