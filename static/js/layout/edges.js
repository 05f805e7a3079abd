/**
 * The arrows of the unfolded graph. They run in the bands above and below the frames and in the gaps between
 * them, never through a node. Forward ones have their parameters' colour; where the backward pass has come by,
 * a second one beside it runs the other way, the wider the larger the gradient.
 *
 * @import {Column, Edge} from "#app/types.js"
 * @import {Bundle} from "#app/layout/bundles.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {Point} from "#app/layout/paths.js"
 */

import { begins } from "#app/layout/axis.js";
import { bundles } from "#app/layout/bundles.js";
import { figure } from "#app/layout/figures.js";
import { logScale } from "#app/layout/logscale.js";
import { arrowAcross, arrowThrough } from "#app/layout/paths.js";
import { isActive } from "#app/state/phases.js";
import { holds } from "#app/state/reach.js";
import { at } from "#app/state/series.js";

const LINE = 2;
const BESIDE = 9; // from a forward arrow to the gradient's
const STUB = 15; // how far an arrow reaches into a fold

/**
 * @param {Ground} ground
 * @returns {Edge[]}
 */
export function edgesOf(ground) {
  const all = bundles(ground.run.plan);
  const thickness = gradientWidth(ground, all);
  return all.flatMap((bundle) => {
    const isRead = (/** @type {number} */ t) => isActive(ground.run.plan, bundle, t);
    if (bundle.shift === 0) {
      const columns = ground.columns.filter(({ t }) => isRead(t));
      return columns.flatMap((column) => upright(ground, bundle, column, thickness));
    }
    return targetsOf(ground, bundle)
      .filter(isRead)
      .flatMap((t) => delayed(ground, bundle, t, thickness));
  });
}

/**
 * Widths from 2 to 7 pixels on the log scale of the gradients that run along the arrows.
 *
 * @param {Ground} ground
 * @param {Bundle[]} all
 * @returns {(node: string, t: number) => number | null} null where no gradient is to be shown
 */
function gradientWidth({ run, reach }, all) {
  const scale = logScale(
    all.map(({ from }) => run.norms.get(from)),
    0,
    1,
  );
  return (node, t) => {
    const norm = at(run.norms.get(node), t);
    if (norm === undefined || !holds(reach.grads.get(node), t)) return null;
    return norm > 0 ? 7 - 5 * scale.y(norm) : Number.isNaN(norm) ? 2 : 0;
  };
}

/**
 * @param {Ground} ground
 * @param {Bundle} bundle
 * @param {Column} column
 * @param {ReturnType<typeof gradientWidth>} thickness
 * @returns {Edge[]}
 */
function upright(ground, bundle, column, thickness) {
  const points = uprightPoints(ground, bundle, column);
  if (!points) return [];
  const { role, parameters, from, readers } = bundle;
  const passed = readers.some((name) => holds(ground.reach.values.get(name), column.t));
  const key = `${bundle.key} ${column.key}`;
  const title = `${from} → ${readers.join(", ")}  ${parameters.join(" ")}`.trim();
  const names = [from, ...parameters].join(" ");
  const edges = [{ key, tone: tone(role, passed), ...arrowThrough(points, LINE), width: LINE, title, names }];
  const width = bundle.target === "above" && bundle.bearsGradient ? thickness(bundle.to, column.t) : null;
  if (width) {
    const thin = Math.min(3, width); // little room between frame and outputs
    const back = points.map(([x, y]) => /** @type {Point} */ ([x + BESIDE, y])).reverse();
    edges.push({
      key: `${key} back`,
      tone: "backward",
      ...arrowThrough(back, thin),
      width: thin,
      title: flow(ground, bundle.to, column.t),
      names: bundle.to,
    });
  }
  return edges;
}

/**
 * @param {Ground} ground
 * @param {Bundle} bundle
 * @param {Column} column
 * @returns {Point[] | null}
 */
function uprightPoints({ band, frame }, { source, target, from, to, place, of }, { x, left }) {
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
 * The steps whose reading of an earlier (or later) one is seen: those in the window, and those that read out of it.
 *
 * @param {Ground} ground
 * @param {Bundle} bundle
 */
function targetsOf({ axis }, { shift }) {
  const from = Math.max(1, axis.first - Math.max(0, shift));
  const to = Math.min(axis.T, axis.last + Math.max(0, -shift));
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}

/**
 * @param {Ground} ground
 * @param {Bundle} bundle
 * @param {number} t the step that reads
 * @param {ReturnType<typeof gradientWidth>} thickness
 * @returns {Edge[]}
 */
function delayed(ground, bundle, t, thickness) {
  const { shift, from, role, readers, parameters } = bundle;
  const s = t + shift;
  const [start, end] = [leaving(ground, bundle, s), arriving(ground, bundle, t)];
  if (!start || !end || (start.folded && end.folded)) return [];
  const passed = readers.some((name) => holds(ground.reach.values.get(name), t));
  const key = `${bundle.key} c${t - ground.axis.first}`;
  const title = `${from} → ${readers.join(", ")}  ${parameters.join(" ")}`.trim();
  const names = [from, ...parameters].join(" ");
  const folded = start.folded || end.folded ? "folded" : "";
  const route = routed(ground, bundle, start.at, end.at, LINE);
  const edges = [{ key, tone: `${tone(role, passed)} ${folded}`.trim(), ...route, width: LINE, title, names }];
  const width = thickness(from, s);
  if (bundle.bearsGradient && width && readers.some((name) => holds(ground.reach.grads.get(name), t))) {
    const beside = /** @type {Point[]} */ ([end.at, start.at].map(([x, y]) => [x, y + BESIDE]));
    const back = routed(ground, bundle, beside[0], beside[1], width);
    edges.push({
      key: `${key} back`,
      tone: `backward ${folded}`.trim(),
      ...back,
      width,
      title: flow(ground, from, s),
      names: from,
    });
  }
  return edges;
}

/**
 * @param {Ground} ground
 * @param {Bundle} bundle
 * @param {Point} from
 * @param {Point} to
 * @param {number} width
 */
function routed({ frame, band }, { shift, source, of, place }, from, to, width) {
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

/** @typedef {{at: Point, folded: boolean}} Anchor */

/**
 * Where an arrow leaves step s.
 *
 * @param {Ground} ground
 * @param {Bundle} bundle
 * @param {number} s
 * @returns {Anchor | null}
 */
function leaving(ground, { from, source, shift, place, of }, s) {
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
function arriving(ground, { from, to, source, target, shift, place, of }, t) {
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

/**
 * @param {string} role
 * @param {boolean} passed
 */
function tone(role, passed) {
  return passed ? role : `${role} unreached`;
}

/**
 * @param {Ground} ground
 * @param {string} node
 * @param {number} t
 */
function flow({ run }, node, t) {
  return `‖∂L/∂${node}‖ (t = ${t}) = ${figure(at(run.norms.get(node), t))}`;
}
