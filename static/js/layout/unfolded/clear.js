/**
 * What labels keep clear of: names, lines, and other labels, in a copy of the cell and in those beside it.
 *
 * @import {Room} from "#app/layout/unfolded/labels.js"
 * @import {Cell} from "#app/layout/unfolded/places.js"
 * @import {Point} from "#app/layout/ways.js"
 */

import { overlap } from "#app/layout/folded/labels.js";
import { along, lengthOf } from "#app/layout/ways.js";

/**
 * @typedef {object} Ground what labels keep clear of, in one copy
 * @property {(Point & {reach: number})[]} solid
 * @property {Room[]} rooms
 * @property {number} pitch
 */

/**
 * @param {Cell} cell
 * @param {Point[][]} ways
 */
export function solidOf({ at, radius }, ways) {
  const points = ways.flatMap((way) => {
    const count = Math.max(1, Math.ceil(lengthOf(way) / 4));
    return Array.from({ length: count + 1 }, (_, k) => ({ ...along(way, k / count), reach: 2 }));
  });
  return [...[...at.values()].map(({ x, y }) => ({ x, y, reach: radius + 2 })), ...points];
}

/**
 * @param {Ground} ground
 * @param {Room} room
 */
export function isClear({ solid, rooms, pitch }, room) {
  for (const shift of pitch ? [0, pitch, -pitch, 2 * pitch, -2 * pitch] : [0]) {
    const moved = { ...room, x: room.x + shift };
    if (rooms.some((other) => overlap(moved, other))) return false;
    for (const one of solid) {
      const dx = Math.max(0, Math.abs(one.x - moved.x) - room.width / 2);
      const dy = Math.max(0, Math.abs(one.y - moved.y) - room.height / 2);
      if (dx * dx + dy * dy <= one.reach * one.reach) return false;
    }
  }
  return !(pitch && [pitch, -pitch].some((shift) => overlap({ ...room, x: room.x + shift }, room)));
}
