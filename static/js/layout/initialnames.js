/**
 * Where the names of the initial values stand: above their dashed box or below it, and only where both are taken
 * beside it; then the word of the row is cut to make room.
 *
 * @import {Box, RowLabel, Scene} from "#app/types.js"
 */

import { cut, texWidth, widthOf } from "#app/layout/lettering.js";

const LETTERS = 16;
const ROW = { x: 14, letters: 21, gap: 9, word: 13 }; // as the rows' names are set (stage.css)

/** @typedef {{left: number, right: number, top: number, bottom: number}} Room */
/** @typedef {{key: string, node: string, tex: string, side: "before" | "after", box: Room}} Wish */

/**
 * @param {Wish[]} wishes
 * @param {Box[]} boxes that are drawn dashed
 * @param {RowLabel[]} labels of the rows
 * @param {number} width of the stage
 * @param {Room[]} [more] that is taken
 * @returns {{names: Scene["initialNames"], labels: RowLabel[]}}
 */
export function placeNames(wishes, boxes, labels, width, more = []) {
  const before = wishes.filter(({ side }) => side === "before");
  const end = (/** @type {RowLabel} */ label) =>
    Math.min(...before.filter(({ node }) => label.key === `row-${node}`).map(({ box }) => box.left - 5));
  const shorter = labels.map((label) => shortened(label, end(label)));
  /** @type {Room[]} */
  const taken = [...boxes.map(around), ...shorter.map(roomOf), ...more];
  /** @type {Map<string, number>} */
  const ends = new Map();
  const names = wishes.map(({ key, node, tex, side, box }) => {
    const rooms = [above(tex, side, box), below(tex, side, box), beside(tex, side, box)];
    const free = rooms.findIndex(
      (room) => room.left >= 2 && room.right <= width - 2 && !taken.some((other) => overlap(room, other)),
    );
    const room = rooms[free < 0 ? 2 : free];
    if (room === rooms[2] && side === "before") ends.set(`row-${node}`, room.left - 5);
    taken.push(room);
    return { key, tex, side, x: side === "before" ? room.right : room.left, y: (room.top + room.bottom) / 2 };
  });
  return { names, labels: shorter.map((label) => shortened(label, ends.get(label.key) ?? Infinity)) };
}

/**
 * @param {RowLabel} label
 * @param {number} end where its word must end
 * @returns {RowLabel}
 */
function shortened(label, end) {
  const room = end - ROW.x - texWidth(label.tex, ROW.letters) - ROW.gap;
  return label.word && room < Infinity ? { ...label, word: cut(label.word, ROW.word, room) } : label;
}

/**
 * @param {RowLabel} label
 * @returns {Room}
 */
export function roomOf({ tex, word, y }) {
  const right = ROW.x + texWidth(tex, ROW.letters) + (word ? ROW.gap + widthOf(word, ROW.word) : 0);
  return { left: ROW.x, right, top: y - 11, bottom: y + 9 };
}

/**
 * @param {string} tex of an initial value's name
 * @returns {{width: number, height: number}}
 */
export function sizeOf(tex) {
  return { width: texWidth(tex, LETTERS), height: tex.includes("^") ? 28 : 18 };
}

/**
 * @param {string} tex
 * @param {Wish["side"]} side
 * @param {Room} box
 * @returns {Room}
 */
function above(tex, side, box) {
  return { ...along(tex, side, box), top: box.top - sizeOf(tex).height, bottom: box.top };
}

/**
 * @param {string} tex
 * @param {Wish["side"]} side
 * @param {Room} box
 * @returns {Room}
 */
function below(tex, side, box) {
  return { ...along(tex, side, box), top: box.bottom, bottom: box.bottom + sizeOf(tex).height };
}

/**
 * Away from the columns.
 *
 * @param {string} tex
 * @param {Wish["side"]} side
 * @param {Room} box
 */
function along(tex, side, { left, right }) {
  const { width } = sizeOf(tex);
  return side === "before" ? { left: right - width, right } : { left, right: left + width };
}

/**
 * @param {string} tex
 * @param {Wish["side"]} side
 * @param {Room} box
 * @returns {Room}
 */
function beside(tex, side, { left, right, top, bottom }) {
  const { width, height } = sizeOf(tex);
  const middle = (top + bottom) / 2;
  const across =
    side === "before" ? { left: left - 4 - width, right: left - 4 } : { left: right + 4, right: right + 4 + width };
  return { ...across, top: middle - height / 2, bottom: middle + height / 2 };
}

/**
 * @param {Box} box
 * @returns {Room}
 */
function around({ x, y, width, height }) {
  return { left: x, right: x + width, top: y, bottom: y + height };
}

/**
 * @param {Room} a
 * @param {Room} b
 */
function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
