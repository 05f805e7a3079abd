/**
 * The graph from far away: strips of the loss, the state and the input, with a frame around the steps between the
 * chosen loss and the chosen copy.
 *
 * @import {Lane} from "#app/types.js"
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
  const x = path?.nodes.size ? begins(axis, path.first) : 0;
  const wide = path?.nodes.size ? Math.max(3, begins(axis, path.last + 1) - x) : 0;
  const folds = foldedSides(axis);
  return {
    vectors: [],
    boxes: wide
      ? [
          {
            key: "span",
            tone: "laid-span",
            x,
            y: frame.top - 3,
            width: wide,
            height: frame.bottom - frame.top + 6,
            radius: 3,
          },
        ]
      : [],
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
