/**
 * What runs inside a column and is not drawn there, drawn while it is lit: from the frame's edge, or from another row,
 * to the row that reads it. A parameter that no arrow carries (a bias) frames the vectors that read it instead.
 * Nothing moves for it: the ways lead through the margins beside the vectors.
 *
 * @import {Box, Column, Edge, PlanEdge} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 * @import {Point} from "#app/layout/paths.js"
 */

import { rowsOf } from "#app/layout/bands.js";
import { vectorWidth } from "#app/layout/columns.js";
import { arrowThrough, rounded } from "#app/layout/paths.js";
import { frameAround } from "#app/layout/reads.js";
import { arrivesAt } from "#app/layout/routes.js";
import { isActive } from "#app/state/phases.js";
import { holds } from "#app/state/reach.js";
import { usersOf } from "#app/state/shares.js";

const LINE = 2;

/**
 * @param {Ground} ground
 * @param {Set<string>} lit
 * @returns {{edges: Edge[], boxes: Box[]}}
 */
export function withinColumns(ground, lit) {
  const { band, run } = ground;
  const { plan } = run;
  const edges = plan.edges.filter((edge) => lit.has(edge.from) || edge.parameters.some((name) => lit.has(name)));
  const inside = new Set(rowsOf(plan).inside.map(({ name }) => name));
  const isSeen = (/** @type {PlanEdge} */ { from, to, shift }) =>
    shift !== 0 || !inside.has(from) || !inside.has(to) || band.has(`row-${to}`);
  const carried = new Set(plan.edges.filter(isSeen).flatMap(({ parameters }) => parameters));
  const silent = plan.parameters.filter(({ name }) => lit.has(name) && !carried.has(name));
  return {
    edges: ground.columns.flatMap((column) => edges.flatMap((edge) => within(ground, edge, column))),
    boxes: ground.columns.flatMap((column) =>
      silent.flatMap(({ name, role }) =>
        usersOf(plan, [name]).flatMap((user) => frameAround(ground, column, name, role, user)),
      ),
    ),
  };
}

/**
 * @param {Ground} ground
 * @param {PlanEdge} edge
 * @param {Column} column
 * @returns {Edge[]}
 */
function within(ground, edge, column) {
  const { plan } = ground.run;
  const { from, to, shift, parameters } = edge;
  if (!isActive(plan, edge, column.t)) return [];
  const points = wayOf(ground, edge, column);
  if (!points) return [];
  const role = plan.parameters.find(({ name }) => parameters.includes(name))?.role ?? "plain";
  const passed = holds(ground.reach.values.get(to), column.t);
  const isOut = rowsOf(plan).above.some(({ name }) => name === to);
  const line = isOut ? { d: rounded(points, 4), head: "" } : arrowThrough(points, LINE, 4);
  return [
    {
      key: `within ${from} ${to} ${shift} ${parameters.join(" ")} ${column.key}`,
      tone: `within ${role}${passed ? "" : " unreached"}`,
      ...line,
      width: LINE,
      title: "",
      names: [from, ...parameters].join(" "),
    },
  ];
}

/**
 * @param {Ground} ground
 * @param {PlanEdge} edge
 * @param {Column} column
 * @returns {Point[] | null}
 */
function wayOf(ground, edge, column) {
  const { above, inside } = rowsOf(ground.run.plan);
  const { from, to, shift } = edge;
  const isInside = (/** @type {string} */ name) => inside.some((equation) => equation.name === name);
  const goal = ground.band.get(`row-${to}`);
  if (!goal) return null;
  if (above.some(({ name }) => name === to)) return shift || !isInside(from) ? null : outwards(ground, from, column);
  if (shift) return delayed(ground, edge, column);
  if (from === "x") return upwards(ground, goal, column);
  return isInside(from) ? beside(ground, from, goal, column) : null;
}

/**
 * From the frame's edge, where the delayed arrow ends, through the margin on that side.
 *
 * @param {Ground} ground
 * @param {PlanEdge} edge
 * @param {Column} column
 * @returns {Point[] | null}
 */
function delayed(ground, edge, column) {
  const start = arrivesAt(ground, edge, column.t);
  const goal = ground.band.get(`row-${edge.to}`);
  if (!start || !goal) return null;
  const way = edge.shift < 0 ? 1 : -1;
  const side = sideOf(column, way);
  const y = goal.y + goal.height / 2;
  const at = [side.frame, start[1]];
  const points =
    Math.abs(start[1] - y) < 6
      ? []
      : [
          [side.margin, start[1]],
          [side.margin, y],
        ];
  const height = points.length ? y : start[1];
  return /** @type {Point[]} */ ([at, ...points, [side.vector, height]]);
}

/**
 * From the token's arrow, which ends below the frame.
 *
 * @param {Ground} ground
 * @param {import("#app/types.js").Band} goal
 * @param {Column} column
 * @returns {Point[]}
 */
function upwards({ frame, run }, goal, column) {
  const { inside } = rowsOf(run.plan);
  const y = goal.y + goal.height / 2;
  if (inside.at(-1)?.name === goal.node) {
    return [
      [column.x, frame.bottom + 1],
      [column.x, goal.y + goal.height + 1],
    ];
  }
  const side = sideOf(column, 1);
  return [
    [column.x, frame.bottom + 1],
    [column.x, frame.bottom - 3],
    [side.margin, frame.bottom - 3],
    [side.margin, y],
    [side.vector, y],
  ];
}

/**
 * From row to row, through the right margin.
 *
 * @param {Ground} ground
 * @param {string} from
 * @param {import("#app/types.js").Band} goal
 * @param {Column} column
 * @returns {Point[] | null}
 */
function beside({ band }, from, goal, column) {
  const start = band.get(`row-${from}`);
  if (!start) return null;
  const side = sideOf(column, -1);
  const [y, end] = [start.y + start.height / 2, goal.y + goal.height / 2];
  return [
    [side.vector, y],
    [side.margin, y],
    [side.margin, end],
    [side.vector, end],
  ];
}

/**
 * From a row to the arrow that leaves the frame above.
 *
 * @param {Ground} ground
 * @param {string} from
 * @param {Column} column
 * @returns {Point[] | null}
 */
function outwards({ band, frame, run }, from, column) {
  const start = band.get(`row-${from}`);
  if (!start) return null;
  if (rowsOf(run.plan).inside.find(({ name }) => band.has(`row-${name}`))?.name === from) {
    return [
      [column.x, start.y],
      [column.x, frame.top],
    ];
  }
  const side = sideOf(column, -1);
  const y = start.y + start.height / 2;
  return [
    [side.vector, y],
    [side.margin, y],
    [side.margin, frame.top + 3],
    [column.x, frame.top + 3],
    [column.x, frame.top - 1],
  ];
}

/**
 * The margin of a column: its frame's edge, its middle, the vector's edge.
 *
 * @param {Column} column
 * @param {number} way 1: the left one
 */
function sideOf(column, way) {
  const half = vectorWidth(column) / 2;
  const frame = way > 0 ? column.left : column.right;
  const vector = column.x - way * (half + 1);
  return { frame, vector, margin: (frame + vector) / 2 };
}
