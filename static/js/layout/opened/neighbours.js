/**
 * Arrows between an opened step and its neighbours: from their columns to where a value comes in, and from where one
 * goes out.
 *
 * @import {Edge} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {Standing, OpenedFrame} from "#app/layout/opened/frame.js"
 * @import {Glance} from "#app/layout/opened/values.js"
 * @import {Point} from "#app/layout/paths.js"
 */

import { bundles } from "#app/layout/bundles.js";
import { widthOf } from "#app/layout/opened/arrows.js";
import { flowOf, isReached, normOf } from "#app/layout/opened/values.js";
import { arrowAcross, arrowThrough } from "#app/layout/paths.js";
import { isActive } from "#app/state/phases.js";

const LINE = 2;

/**
 * @param {Glance} glance
 * @param {OpenedFrame} frame
 * @param {Ground} ground
 * @param {number} left
 * @param {{low: number, high: number}} limits
 * @returns {Edge[]}
 */
export function neighbourArrows(glance, frame, ground, left, limits) {
  const { plan } = glance.run;
  const all = bundles(plan);
  const roleOf = (/** @type {string} */ name, /** @type {number} */ by, /** @type {number} */ reader) =>
    all.find((one) => one.from === name && one.shift === by && isActive(plan, one, reader))?.role;
  return [...frame.standing.values()].flatMap((one) => {
    const { stand } = one;
    const { name, shift, kind } = stand;
    if (kind === "entry") {
      const role = roleOf(name, shift, glance.t);
      return role ? arrow(glance, ground, left, limits, one, shift, role) : [];
    }
    if (kind !== "exit") return [];
    const isOnward = (/** @type {import("#app/types.js").PlanEdge} */ edge) =>
      edge.from === name && Math.sign(edge.shift) === shift && isActive(plan, edge, glance.t - edge.shift);
    const shifts = new Set(plan.edges.filter(isOnward).map((edge) => edge.shift));
    return [...shifts].flatMap((by) =>
      arrow(glance, ground, left, limits, one, -by, roleOf(name, by, glance.t - by) ?? "plain"),
    );
  });
}

/**
 * @param {Glance} glance
 * @param {Ground} ground
 * @param {number} left
 * @param {{low: number, high: number}} limits
 * @param {Standing} one
 * @param {number} away steps to the other column
 * @param {string} role
 * @returns {Edge[]}
 */
function arrow(glance, ground, left, limits, one, away, role) {
  const { stand } = one;
  const other = glance.t + away;
  const isEntry = stand.kind === "entry";
  if (!isEntry && (other < 1 || other > glance.run.plan.T)) return [];
  const way = Math.sign(away); // to the right of the frame or to its left
  const here = /** @type {Point} */ ([left + one.x + way, one.y]);
  const there = anchorAt(ground, stand.name, other, way);
  if (!there) return [];
  const key = `beside ${stand.key} ${away}`;
  const tone = `${role}${isReached(glance, stand) ? "" : " unreached"}`;
  const ends = isEntry ? [there, here] : [here, there];
  const edges = [{ key, tone, ...drawn(ground, ends[0], ends[1], away, LINE), width: LINE, title: stand.name }];
  const flow = flowOf(
    glance,
    glance.graph.links.filter(({ from, to }) => (isEntry ? from : to) === stand.key),
  );
  const width = flow ? widthOf(normOf(flow), limits) : 0;
  if (width && Math.abs(away) === 1) {
    const [from, to] = [ends[1], ends[0]].map(([x, y]) => /** @type {Point} */ ([x, y + 7]));
    edges.push({
      key: `${key} back`,
      tone: "backward",
      ...drawn(ground, from, to, away, width),
      width,
      title: stand.name,
    });
  }
  return edges;
}

/**
 * @param {Ground} ground
 * @param {string} name
 * @param {number} t
 * @param {number} way
 * @returns {Point | null}
 */
function anchorAt({ axis, columns, band, run }, name, t, way) {
  const place = band.get(name === "x" ? "x" : name === "y" ? "target" : `row-${name}`);
  if (!place) return null;
  const y = place.y + place.height / 2;
  const column = columns.find((one) => one.t === t);
  if (column) return [way < 0 ? column.right + 1 : column.left - 1, y];
  if (t < 1) return [axis.first === 1 ? axis.start - 3 : (axis.edges?.[0] ?? axis.start), y];
  if (t > run.plan.T) return [axis.end + 3, y];
  return [way < 0 ? (axis.edges?.[0] ?? axis.start) - 4 : (axis.edges?.at(-1) ?? axis.end) + 4, y];
}

/**
 * Straight between neighbours, under the frames where it skips one.
 *
 * @param {Ground} ground
 * @param {Point} from
 * @param {Point} to
 * @param {number} away
 * @param {number} width
 */
function drawn({ frame }, from, to, away, width) {
  if (Math.abs(away) === 1) return arrowAcross(from, to, width);
  const way = Math.sign(to[0] - from[0]) || 1;
  const depth = frame.bottom + 8;
  return arrowThrough(
    [
      from,
      [from[0] + way * 5, from[1]],
      [from[0] + way * 5, depth],
      [to[0] - way * 9, depth],
      [to[0] - way * 9, to[1]],
      to,
    ],
    width,
    4,
  );
}
