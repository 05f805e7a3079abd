/**
 * Room for the numbers of an opened step: beside what they belong to, where nothing else stands. Each label has a few
 * places it may take and takes the first free one.
 *
 * @import {OpenedGraph} from "#app/state/openedgraph.js"
 * @import {Standing} from "#app/layout/opened/frame.js"
 * @import {Rect} from "#app/layout/opened/lattice.js"
 * @import {Point} from "#app/layout/paths.js"
 */

import { texWidth } from "#app/layout/lettering.js";

export const LINE = 17; // height of one line
const VALUE = 48; // pixels of a value
const BACK = 70; // of a gradient, which may need a power of ten
const BESIDE = 46; // of a parameter next to an operation; wider where its name is
const BETWEEN = [21, 29]; // pixels left and right of a middle that two arrows come to, from both sides
const NEXT = 60; // pixels between two that stand next to each other

/** @typedef {Rect & {anchor: "start" | "end"}} Room */

/**
 * @param {OpenedGraph} graph
 * @param {Map<string, Standing>} standing its rooms are filled in
 * @param {number} width
 * @param {{top: number, bottom: number}} frame
 */
export function label(graph, standing, width, frame) {
  const all = [...standing.values()];
  /** @type {Rect[]} */
  const taken = [...all.filter((one) => one.width).map(rectOf), ...straights(graph, standing)];
  const place = (/** @type {Room[][]} */ choices) => {
    const isFree = (/** @type {Room} */ room) => inside(room, width) && taken.every((other) => apart(room, other));
    const chosen = choices.find((rooms) => rooms.every(isFree)) ?? choices[0];
    taken.push(...chosen);
    return chosen;
  };
  for (const one of all.filter(({ stand }) => stand.kind === "entry")) {
    [one.upper, one.lower] = place(atEntry(one, frame));
  }
  for (const one of all.filter(({ stand }) => !["entry", "exit", "token"].includes(stand.kind))) {
    const { kind, glyph, key } = one.stand;
    const users = graph.links.filter(({ from }) => from === key);
    const named = kind === "operation" && users.some(({ to }) => to.startsWith("v:"));
    const sides = operandSides(graph, standing, one);
    if (glyph?.shape === "product") {
      const added = users.every(({ to }) => graph.stands.get(to)?.glyph?.word === "add");
      if (!added && !named) [one.lower] = place(besideProduct(one));
    } else if (!named) [one.upper, one.lower] = place(choicesOf(one, sides.right));
    const beside = glyph?.beside ?? [];
    const wide = Math.max(BESIDE, ...beside.map(({ tex }) => Math.ceil(texWidth(tex, lettersOf(tex)))));
    const isBetween = sides.left && sides.right && sides.count < 3 && wide <= BETWEEN[0] + BETWEEN[1] + 2;
    if (beside.length) one.beside = place(besideChoices(one, beside.length, wide, isBetween));
  }
}

/**
 * A parameter beside an operation stands in smaller letters where its name is long.
 *
 * @param {string} tex
 */
export function lettersOf(tex) {
  return texWidth(tex, 17) > BESIDE ? 14 : 17;
}

/**
 * @param {Standing} one
 * @param {{top: number, bottom: number}} frame
 * @returns {Room[][]}
 */
function atEntry({ x, y, named }, frame) {
  const wide = named + VALUE;
  const left = x === 0;
  const at = (/** @type {number} */ from, /** @type {number} */ top, /** @type {number} */ size) =>
    text(left ? 5 + from : x - 5 - from - size, top, size);
  const apart = [at(0, y - 24, wide), at(0, y + 13, BACK)];
  const under = [at(0, y + 13, wide), at(wide + 4, y + 13, BACK)];
  const over = [at(0, y - 32, wide), at(0, y + 13, BACK)]; // past the top of a circle
  return frame.bottom - y < 60 ? [under, apart, over] : [apart, under, over];
}

/**
 * @param {Standing} one
 * @returns {Room[][]}
 */
function besideProduct({ x, y, width }) {
  const aside = width / 2 + 5;
  const [right, left] = [x + aside, x - aside - BACK];
  return [[text(right, y + 11, BACK)], [text(left, y + 11, BACK, "end")], [text(right, y - 28, BACK)]];
}

/**
 * Above and below an arrow that leaves to the right; higher where one comes from there.
 *
 * @param {Standing} one
 * @param {boolean} crowded something comes from the right
 * @returns {Room[][]}
 */
function choicesOf({ stand, x, y, width, named }, crowded) {
  const wide = named + VALUE;
  if (stand.kind === "bars")
    return [[text(x - 32 - VALUE, y - 18, VALUE, "end"), text(x - 32 - BACK, y + 2, BACK, "end")]];
  const aside = stand.kind === "vector" ? 8 : 5;
  const right = x + width / 2 + aside;
  const left = (/** @type {number} */ size) => x - width / 2 - aside - size;
  const corridor = [text(right, y - 23, wide), text(right, y + 13, BACK)];
  const raised = [text(right + 5, y - 40, wide), text(right + 5, y - 22, BACK)];
  const over = [text(right, y - 33, wide), text(right, y + 13, BACK)]; // past the top of a circle
  const sunk = [text(right, y + 13, wide), text(right, y + 13 + LINE, BACK)];
  const mirrored = [text(left(wide), y - 23, wide, "end"), text(left(BACK), y + 13, BACK, "end")];
  return crowded ? [raised, corridor, over, mirrored] : [corridor, raised, sunk, over, mirrored];
}

/**
 * @param {Standing} one
 * @param {number} count
 * @param {number} wide pixels that they need
 * @param {boolean} isBetween operands come from both sides: the parameters stand between them
 * @returns {Room[][]}
 */
function besideChoices({ x, y, width }, count, wide, isBetween) {
  const tall = 2 * LINE * count;
  const stacked = (/** @type {number} */ left, /** @type {number} */ top, /** @type {"start" | "end"} */ anchor) =>
    Array.from({ length: count }, (_, k) => {
      return { x: left, y: top + 2 * LINE * k, width: wide, height: 2 * LINE, anchor };
    });
  const under = stacked(x - (wide > BESIDE ? BETWEEN[0] : 18), y + 15, "start").map((room) => ({
    ...room,
    width: Math.min(wide, BETWEEN[0] + BETWEEN[1]),
  }));
  const left = stacked(x - width / 2 - 5 - wide, y - 6 - tall, "end");
  const right = stacked(x + width / 2 + 6, y - 23 - tall, "start");
  const low = stacked(x - width / 2 - 5 - wide, y + 14, "end");
  const above = stacked(x + width / 2 + 10, y - 40 - tall, "start");
  const aloft = stacked(x - 24 - wide, y - 40 - tall, "end");
  return isBetween ? [under, left, right] : [left, right, above, aloft, low];
}

/**
 * @param {OpenedGraph} graph
 * @param {Map<string, Standing>} standing
 * @param {Standing} one
 */
function operandSides({ links }, standing, one) {
  const others = links.filter(({ to }) => to === one.stand.key).map(({ from }) => standing.get(from)?.x ?? one.x);
  return { left: others.some((x) => x < one.x), right: others.some((x) => x > one.x), count: others.length };
}

/**
 * The short arrows between neighbours, which no label may cover.
 *
 * @param {OpenedGraph} graph
 * @param {Map<string, Standing>} standing
 * @returns {Rect[]}
 */
function straights({ links }, standing) {
  return links.flatMap(({ from, to }) => {
    const [a, b] = [standing.get(from), standing.get(to)];
    const points = a && b && direct(a, b);
    if (!points) return [];
    const [[x0, y0], [x1, y1]] = points;
    const [x, y] = [Math.min(x0, x1), Math.min(y0, y1)];
    return [{ x: x - 2, y: y - 2, width: Math.abs(x1 - x0) + 13, height: Math.abs(y1 - y0) + 13 }];
  });
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {"start" | "end"} [anchor]
 * @returns {Room}
 */
function text(x, y, width, anchor = "start") {
  return { x, y, width, height: LINE, anchor };
}

/**
 * @param {Rect} room
 * @param {number} width
 */
function inside({ x, width: wide }, width) {
  return x >= 0 && x + wide <= width;
}

/**
 * @param {Rect} a
 * @param {Rect} b
 */
function apart(a, b) {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
}

/**
 * Between two that stand next to each other there is one way.
 *
 * @param {Standing} a
 * @param {Standing} b
 * @returns {Point[] | null}
 */
export function direct(a, b) {
  const [apartX, apartY] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
  const gap = apartX ? apartX - (a.width + b.width) / 2 : apartY - (a.height + b.height) / 2;
  if ((apartX && apartY) || !a.width || !b.width || gap > NEXT) return null;
  const [wayX, wayY] = [Math.sign(b.x - a.x), Math.sign(b.y - a.y)];
  return [
    [a.x + (wayX * a.width) / 2, a.y + (wayY * a.height) / 2],
    [b.x - (wayX * b.width) / 2, b.y - (wayY * b.height) / 2],
  ];
}

/** @param {Standing} standing */
export function rectOf({ x, y, width, height }) {
  return { x: x - width / 2, y: y - height / 2, width, height };
}
