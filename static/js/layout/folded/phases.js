/**
 * Labels of lines of the folded graph that phases choose among: what is read in each of them, one below the other.
 *
 *     W_e reading            W_e
 *     W_d not reading        reading    where it is narrow
 *
 * @import {When, Words} from "#app/types.js"
 * @import {Label, Room} from "#app/layout/folded/labels.js"
 * @import {Line, Routed} from "#app/layout/folded/routes.js"
 */

import { texWidth, widthOf } from "#app/layout/lettering.js";

const LETTERS = 15;
const WORD = 13;
const HIGH = 18;
const GAP = 4;
const WIDEST = 226; // of the panel, less its margins

/** @typedef {{name: string, tex: string, text: string, wide: number, long: number}} Row */

/**
 * @typedef {object} Site
 * @property {Room[]} rooms that are taken
 * @property {(name: string) => string} texOf a parameter
 * @property {(when: When[]) => string} nameOf phases
 * @property {(wishes: Room[]) => Room | undefined} settle
 * @property {(line: Line, routed: Routed, size: {width: number, height: number}) => Room[]} wishes
 */

/**
 * All of them in one form, the narrow one if that is needed for one of them; where there is no room for all, some.
 *
 * @param {Routed} routed
 * @param {Site} site
 * @returns {{labels: Label[], words: Words[]}[]}
 */
export function allBranched(routed, site) {
  const lines = routed.lines.filter(({ branches }) => branches.length);
  const begun = site.rooms.length;
  for (const isStacked of [false, true]) {
    site.rooms.length = begun;
    const found = lines.map((line) => branched(line, routed, site, isStacked));
    if (found.every((one) => one !== null)) return found;
  }
  site.rooms.length = begun;
  return lines.flatMap((line) => branched(line, routed, site, false) ?? branched(line, routed, site, true) ?? []);
}

/**
 * @param {Line} line
 * @param {Routed} routed
 * @param {Site} site
 * @param {boolean} isStacked
 */
function branched(line, routed, { rooms, texOf, nameOf, settle, wishes }, isStacked) {
  const rows = line.branches.map(({ when, parameters: [name = ""] }) => {
    const [tex, text] = [name && texOf(name), nameOf(when)];
    return { name, tex, text, wide: tex ? texWidth(tex, LETTERS) : 0, long: text ? widthOf(text, WORD) : 0 };
  });
  const left = Math.max(...rows.map(({ wide }) => wide));
  const long = Math.max(...rows.map((row) => row.long));
  const width = isStacked ? Math.max(left, long) : left + (left && GAP) + long;
  const height = (isStacked && left ? 2 : 1) * HIGH * rows.length;
  const all = wishes(line, routed, { width, height });
  const room = settle(all.filter(within(routed, rooms)));
  return room ? written(line, rows, room, left, isStacked && left > 0) : null;
}

/**
 * @param {Line} line
 * @param {Row[]} rows
 * @param {Room} room
 * @param {number} left how wide the widest matrix is
 * @param {boolean} isStacked
 * @returns {{labels: Label[], words: Words[]}}
 */
function written({ from, to, bundle, tone }, rows, room, left, isStacked) {
  const start = room.x - room.width / 2;
  const high = isStacked ? 2 * HIGH : HIGH;
  const levels = rows.map((row, k) => ({ ...row, y: room.y + high * (k - (rows.length - 1) / 2) }));
  const key = `${from} ${to} ${bundle}`;
  return {
    labels: levels
      .filter(({ tex }) => tex)
      .map(({ name, tex, wide, y }) => ({
        key: `${key} ${name}`,
        names: name,
        tex,
        tone,
        x: start + (isStacked ? wide : left) / 2,
        y: isStacked ? y - HIGH / 2 : y,
        width: wide,
        height: HIGH,
      })),
    words: levels
      .filter(({ text }) => text)
      .map(({ text, y }) => ({
        key: `${key} ${text}`,
        tone: "phase",
        x: isStacked ? start : start + left + (left && GAP),
        y: isStacked ? y + HIGH / 2 : y,
        text,
        anchor: "start",
      })),
  };
}

/**
 * Whether a room leaves the picture narrow enough for its panel.
 *
 * @param {Routed} routed
 * @param {Room[]} rooms
 * @returns {(wish: Room) => boolean}
 */
function within({ places, lines }, rooms) {
  const xs = [
    ...[...places.values()].map(({ x }) => x),
    ...lines.flatMap(({ points }) => points.map(({ x }) => x)),
    ...rooms.flatMap(({ x, width }) => [x - width / 2, x + width / 2]),
  ];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  return ({ x, width }) => Math.max(right, x + width / 2) - Math.min(left, x - width / 2) < WIDEST;
}
