/**
 * The names of the bound's lines beside them: each where it covers no line and no other name.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Drawn} from "#app/layout/gradient/boundlines.js"
 */

import { keyOf } from "#app/layout/gradient/boundlines.js";

const ALONG = [0.04, 0.12, 0.2, 0.28, 0.36, 0.44, 0.52, 0.6, 0.68, 0.74, 0.8]; // where a name may begin, of the width
const AWAY = [8, 22, 40]; // pixels from its line

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
    if (!found) return [];
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
      const under = own.filter(([x]) => x >= left && x <= left + width).map(([, y]) => y);
      if (!under.length || left + width > room.right) continue;
      for (const top of [Math.min(...under) - away - height, Math.max(...under) + away]) {
        const area = { left, top, right: left + width, bottom: top + height };
        const isInside = top >= room.top && area.bottom <= room.bottom;
        if (isInside && !taken.some((other) => meets(other, area)) && !all.some((points) => crosses(points, area)))
          return area;
      }
    }
  }
  return null;
}

/** @param {Area} a @param {Area} b */
function meets(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * Whether a line runs through an area, with a little air around it.
 *
 * @param {[number, number][]} points
 * @param {Area} area
 */
function crosses(points, { left, top, right, bottom }) {
  for (let n = 0; n + 1 < points.length; n += 1) {
    const [[x0, y0], [x1, y1]] = [points[n], points[n + 1]];
    if (x1 < left || x0 > right) continue;
    const at = (/** @type {number} */ x) => (x1 === x0 ? y0 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0));
    const [a, b] = [at(Math.max(left, x0)), at(Math.min(right, x1))];
    if (Math.max(a, b) > top - 3 && Math.min(a, b) < bottom + 3) return true;
  }
  return false;
}
