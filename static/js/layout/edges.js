/**
 * The arrows of the unfolded graph. Forward ones have their parameters' colour; where the backward pass has come by, a
 * second one beside it runs the other way, the wider the larger the gradient. Where they run is in routes.js.
 *
 * @import {Column, Edge} from "#app/types.js"
 * @import {Bundle} from "#app/layout/bundles.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {Point} from "#app/layout/paths.js"
 */

import { bundles } from "#app/layout/bundles.js";
import { figure } from "#app/layout/figures.js";
import { logScale } from "#app/layout/logscale.js";
import { arrowThrough } from "#app/layout/paths.js";
import { arriving, leaving, routed, uprightPoints } from "#app/layout/routes.js";
import { isActive } from "#app/state/phases.js";
import { holds } from "#app/state/reach.js";
import { at } from "#app/state/series.js";

const LINE = 2;
const BESIDE = 9; // from a forward arrow to the gradient's

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
