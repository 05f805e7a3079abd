/**
 * Where the arrows of the unfolded graph run: in the bands above and below the frames and in the gaps between them,
 * never through a node. Within a column they stand upright; from step to step they leave one column and arrive at
 * another, at an initial value, or in a fold.
 *
 * @import {Column} from "#app/types.js"
 * @import {Bundle} from "#app/layout/bundles.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {Point} from "#app/layout/paths.js"
 */

import { begins } from "#app/layout/axis.js";
import { bundles } from "#app/layout/bundles.js";
import { arrowAcross, arrowThrough } from "#app/layout/paths.js";
import { isActive } from "#app/state/phases.js";

const STUB = 15; // how far an arrow reaches into a fold

/** @typedef {{at: Point, folded: boolean}} Anchor */

/**
 * @param {Ground} ground
 * @param {Bundle} bundle
 * @param {Column} column
 * @returns {Point[] | null}
 */
export function uprightPoints({ band, frame }, { source, target, from, to, place, of }, { x, left }) {
  const aside = x + (place - (of - 1) / 2) * 11;
  const token = band.get("x");
  const goal = band.get(`row-${to}`);
  if (source === "x" && target === "inside" && token) {
    return [
      [aside, token.y - 1],
      [aside, frame.bottom + 1],
    ];
  }
  if (!goal || target !== "above") return null;
  const below = band.get(`row-${from}`);
  const start = source === "inside" ? frame.top - 1 : source === "above" && below ? below.y : token?.y;
  if (start === undefined) return null;
  if (source === "inside" || (below && Math.abs(below.y - goal.y - goal.height) < 40)) {
    return [
      [aside, start],
      [aside, goal.y + goal.height + (source === "inside" ? 6 : 4)],
    ];
  }
  const height = goal.y + goal.height / 2; // around the frame
  return [
    [x - 9, start],
    [x - 9, start - 8],
    [left - 8, start - 8],
    [left - 8, height],
    [left - 1, height],
  ];
}

/**
 * @param {Ground} ground
 * @param {Bundle} bundle
 * @param {Point} from
 * @param {Point} to
 * @param {number} width
 */
export function routed({ frame, band }, { shift, source, of, place }, from, to, width) {
  const way = Math.sign(to[0] - from[0]) || 1;
  if (source === "x" || source === "y") {
    const rise = source === "x" ? from[1] - 9 : from[1];
    const gap = to[0] - way * 11;
    return arrowThrough([from, [from[0], rise], [gap, rise], [gap, to[1]], to], width, 6);
  }
  if (Math.abs(shift) === 1) return arrowAcross(from, to, width);
  const bus = frame.bottom + 8 + 4 * (place % 3) * Number(of > 1); // under the columns it skips
  const depth = band.has("in") ? bus : frame.top - 8;
  return arrowThrough(
    [
      from,
      [from[0] + way * 6, from[1]],
      [from[0] + way * 6, depth],
      [to[0] - way * 11, depth],
      [to[0] - way * 11, to[1] + 6],
      [to[0], to[1] + 6],
    ],
    width,
    5,
  );
}

/**
 * Where an arrow leaves step s.
 *
 * @param {Ground} ground
 * @param {Bundle} bundle
 * @param {number} s
 * @returns {Anchor | null}
 */
export function leaving(ground, { from, source, shift, place, of }, s) {
  const way = -Math.sign(shift); // to the right for h[t-1]
  const place_ = ground.band.get(source === "x" ? "x" : source === "y" ? "target" : `row-${from}`);
  if (!place_) return null;
  const column = columnAt(ground, s);
  const aside = (place - (of - 1) / 2) * 8;
  const y = source === "x" ? place_.y : place_.y + place_.height / 2 + aside;
  if (column) {
    if (source === "x") return { at: [column.x + way * 11, y], folded: false };
    if (source === "y") return { at: [way > 0 ? column.right + 2 : column.left - 2, y], folded: false };
    return { at: [(way > 0 ? column.right : column.left) + way, y], folded: false };
  }
  return { at: [outside(ground, s, way), y], folded: s >= 1 && s <= ground.axis.T };
}

/**
 * Where an arrow arrives at step t: at the height it left, if both ends stand in the frame.
 *
 * @param {Ground} ground
 * @param {Bundle} bundle
 * @param {number} t
 * @returns {Anchor | null}
 */
export function arriving(ground, { from, to, source, target, shift, place, of }, t) {
  const way = -Math.sign(shift);
  const level = ground.band.get(`row-${source === "inside" && target === "inside" ? from : to}`);
  if (!level) return null;
  const column = columnAt(ground, t);
  const y = level.y + level.height / 2 + (place - (of - 1) / 2) * 8;
  if (column) return { at: [(way > 0 ? column.left : column.right) - way, y], folded: false };
  return { at: [outside(ground, t, -way), y], folded: true };
}

/**
 * Where the arrow that carries an edge of the plan ends at step t.
 *
 * @param {Ground} ground
 * @param {import("#app/types.js").PlanEdge} edge
 * @param {number} t
 */
export function arrivesAt(ground, edge, t) {
  const carries = (/** @type {Bundle} */ { from, shift, readers, parameters }) =>
    from === edge.from &&
    shift === edge.shift &&
    readers.includes(edge.to) &&
    edge.parameters.every((name) => parameters.includes(name));
  const bundle = bundles(ground.run.plan).find((one) => carries(one) && isActive(ground.run.plan, one, t));
  return (bundle && arriving(ground, bundle, t)?.at) ?? null;
}

/**
 * @param {Ground} ground
 * @param {number} t
 */
function columnAt({ axis, columns }, t) {
  return t >= axis.first && t <= axis.last ? columns[t - axis.first] : undefined;
}

/**
 * An end that is no column of the window: an initial value, or a step in a fold.
 *
 * @param {{axis: import("#app/types.js").Axis}} ground
 * @param {number} t
 * @param {number} side
 */
export function outside({ axis }, t, side) {
  const { T, first, last } = axis;
  if (t < 1) return first === 1 ? axis.start - 3 : begins(axis, first) - STUB;
  if (t > T) return last === T ? axis.end + 3 : begins(axis, last + 1) + STUB;
  return t < first || (t <= last && side > 0) ? begins(axis, first) - STUB : begins(axis, last + 1) + STUB;
}
