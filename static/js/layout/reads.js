/**
 * Frames around what reads a lit parameter that no arrow carries (a bias): the vectors of its equations, in every column.
 *
 * @import {Box, Column, Plan} from "#app/types.js"
 * @import {Ground} from "#app/layout/columns.js"
 */

import { rowsOf } from "#app/layout/bands.js";
import { vectorWidth } from "#app/layout/columns.js";
import { usersOf } from "#app/state/shares.js";

/**
 * The same on the graph: rings around the circles that read it.
 *
 * @param {Plan} plan
 * @param {Set<string>} lit
 * @param {{node: string, t: number, x: number, y: number, radius: number}[]} spots
 * @returns {Box[]}
 */
export function ringsOf(plan, lit, spots) {
  const carried = new Set(plan.edges.flatMap(({ parameters }) => parameters));
  return plan.parameters
    .filter(({ name }) => lit.has(name) && !carried.has(name))
    .flatMap(({ name, role }) => {
      const users = new Set(usersOf(plan, [name]));
      return spots.filter(({ node }) => users.has(node)).map((spot) => ring(spot, name, role));
    });
}

/**
 * @param {{node: string, t: number, x: number, y: number, radius: number}} spot
 * @param {string} name
 * @param {string} role
 * @returns {Box}
 */
function ring({ node, t, x, y, radius }, name, role) {
  const r = radius + 4;
  const around = { x: x - r, y: y - r, width: 2 * r, height: 2 * r, radius: r };
  return { key: `reads-${name}-${node}-${t}`, tone: `reads role-${role}`, ...around, names: name };
}

/**
 * The whole step, where the row that reads it has no room.
 *
 * @param {Column} column
 * @param {{top: number, bottom: number}} frame
 * @param {string} name
 * @param {string} role
 * @returns {Box}
 */
function around({ key, left, right }, { top, bottom }, name, role) {
  return {
    key: `reads-${name}-${key}`,
    tone: `reads role-${role}`,
    x: left - 4,
    y: top - 4,
    width: right - left + 8,
    height: bottom - top + 8,
    radius: 12,
    names: name,
  };
}

/**
 * @param {Ground} ground
 * @param {Column} column
 * @param {string} name
 * @param {string} role
 * @param {string} user
 * @returns {Box[]}
 */
export function frameAround({ band, axis, run, frame }, column, name, role, user) {
  const isVector = rowsOf(run.plan).inside.some((equation) => equation.name === user);
  const place = band.get(user === "loss" ? "loss" : `row-${user}`);
  if (!place) return isVector ? [around(column, frame, name, role)] : [];
  const pad = isVector ? 3 : 0; // above an output stands its loss
  const wide = user === "loss" ? axis.pitch - 8 : isVector ? vectorWidth(column) : column.right - column.left;
  return [
    {
      key: `reads-${name}-${user}-${column.key}`,
      tone: `reads role-${role}`,
      x: column.x - wide / 2 - 4,
      y: place.y - pad,
      width: wide + 8,
      height: place.height + 3 + pad,
      radius: 4,
      names: name,
    },
  ];
}
