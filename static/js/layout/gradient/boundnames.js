/**
 * The names of the bound's lines beside them: each where it covers no line and no other name, and stands nearer to its
 * own line than to any other.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Drawn} from "#app/layout/gradient/boundlines.js"
 */

import { keyOf } from "#app/layout/gradient/boundlines.js";

const ALONG = Array.from({ length: 24 }, (_, n) => 0.04 * (n + 1)); // where a name may begin, of the width
const AIR = 4; // least pixels to another line
const AWAY = [6, 14, 26, 40]; // pixels from its line

/** @typedef {{left: number, top: number, right: number, bottom: number}} Area */

/**
 * @param {{drawn: Drawn, tex: string, width: number, height: number}[]} wanted
 * @param {Area} room
 * @param {Area[]} taken by words
 * @param {Area[]} guides that a name covers only where there is no other place
 * @returns {NonNullable<Scene["notes"]>}
 */
export function lineNames(wanted, room, taken, guides) {
  const areas = [...taken];
  const all = wanted.map(({ drawn }) => drawn.points);
  return wanted.flatMap(({ drawn, tex, width, height }) => {
    const free = [[...areas, ...guides], areas].map((used) =>
      placeFor(drawn.points, all, { width, height }, room, used),
    );
    const found = free[0] ?? free[1];
    if (!found) return []; // no name is better than one at another line
    areas.push(found);
    const { name } = drawn.line;
    return [
      {
        key: `bound-name-${keyOf(drawn.line)}`,
        tex,
        x: found.left,
        y: (found.top + found.bottom) / 2,
        tone: `bound-name ${name}`,
      },
    ];
  });
}

/**
 * @param {[number, number][]} own
 * @param {[number, number][][]} all
 * @param {{width: number, height: number}} size
 * @param {Area} room
 * @param {Area[]} taken
 * @returns {Area | null}
 */
function placeFor(own, all, { width, height }, room, taken) {
  for (const away of AWAY) {
    for (const along of ALONG) {
      const left = room.left + along * (room.right - room.left);
      const right = left + width;
      const under = own[0][0] <= left && own[own.length - 1][0] >= right ? heights(own, left, right) : null;
      if (!under || right > room.right) continue;
      for (const top of [under.high - away - height, under.low + away]) {
        const area = { left, top, right, bottom: top + height };
        const isInside = top >= room.top && area.bottom <= room.bottom;
        const isFree = isInside && !taken.some((other) => meets(other, area));
        const near = apart(own, area) - 1; // lines that lie on each other are as near
        if (
          isFree &&
          all.every((points) => points === own || (gap(points, area) >= AIR && apart(points, area) >= near))
        )
          return area;
      }
    }
  }
  return null;
}

/**
 * Between which heights a line runs over a stretch, y down; null where it has no point there.
 *
 * @param {[number, number][]} points
 * @param {number} left
 * @param {number} right
 */
function heights(points, left, right) {
  let [high, low] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let n = 0; n + 1 < points.length; n += 1) {
    const [[x0, y0], [x1, y1]] = [points[n], points[n + 1]];
    if (x1 < left || x0 > right) continue;
    const at = (/** @type {number} */ x) => (x1 === x0 ? y0 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0));
    const [a, b] = [at(Math.max(left, x0)), at(Math.min(right, x1))];
    high = Math.min(high, a, b);
    low = Math.max(low, a, b);
  }
  return high <= low ? { high, low } : null;
}

/**
 * Pixels from the middle of an area up or down to a line.
 *
 * @param {[number, number][]} points
 * @param {Area} area
 */
function apart(points, { left, top, right, bottom }) {
  const line = heights(points, (left + right) / 2, (left + right) / 2);
  return line ? Math.abs(line.low - (top + bottom) / 2) : Number.POSITIVE_INFINITY;
}

/**
 * Pixels from an area up or down to a line; below zero where the line runs through it.
 *
 * @param {[number, number][]} points
 * @param {Area} area
 */
function gap(points, { left, top, right, bottom }) {
  const line = heights(points, left, right);
  if (!line) return Number.POSITIVE_INFINITY;
  return Math.max(top - line.low, line.high - bottom);
}

/** @param {Area} a @param {Area} b */
function meets(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
