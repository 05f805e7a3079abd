/**
 * Where there is room in the folded graph, its matrices are written beside their lines, and beside each square how
 * many steps it waits, if it is not one.
 *
 * @import {When, Words} from "#app/types.js"
 * @import {Line, Point, Routed} from "#app/layout/folded/routes.js"
 */

import { allBranched } from "#app/layout/folded/phases.js";
import { SQUARE } from "#app/layout/folded/routes.js";
import { texWidth, widthOf } from "#app/layout/lettering.js";
import { withoutShape } from "#app/layout/shapes.js";
import { starred } from "#app/layout/symbols.js";

const LETTERS = 15;
const HIGH = 18;
const WORD = 13;

/** @typedef {{x: number, y: number, width: number, height: number}} Room around its middle */
/** @typedef {{key: string, names: string, tex: string, tone: string} & Room} Label */

/**
 * @param {Routed} routed
 * @param {number} radius
 * @param {(name: string) => string} texOf a parameter
 * @param {(when: When[]) => string} nameOf phases
 * @returns {{labels: Label[], words: Words[]}}
 */
export function lettered(routed, radius, texOf, nameOf) {
  const taken = obstacles(routed, radius);
  /** @type {Room[]} */
  const rooms = [];
  const settle = (/** @type {Room[]} */ wishes) => {
    const room = wishes.find((wish) => taken(wish) && !rooms.some((other) => overlap(wish, other)));
    if (room) rooms.push(room);
    return room;
  };
  const words = routed.squares.filter(({ shift }) => shift !== -1).map((square) => wordsBeside(square, settle));
  /** @type {Label[]} */
  const labels = [];
  for (const found of allBranched(routed, { rooms, texOf, nameOf, settle, wishes })) {
    labels.push(...found.labels);
    words.push(...found.words);
  }
  for (const group of groups(routed.lines)) {
    const begun = rooms.length;
    const found = group.flatMap((line) => {
      const [name] = line.parameters;
      const tex = texOf(name);
      const room = settle(wishes(line, routed, { width: texWidth(tex, LETTERS), height: HIGH }));
      return room
        ? [{ key: `${line.from} ${line.to} ${line.bundle} ${name}`, names: name, tex, tone: line.tone, ...room }]
        : [];
    });
    if (found.length === group.length || group.length < 3) labels.push(...found);
    else {
      rooms.length = begun; // some of a fan would puzzle: all, or one for all
      labels.push(...together(group, routed, texOf, settle));
    }
  }
  return { labels, words };
}

/**
 * A fan has one label where its matrices differ in one index alone.
 *
 * @param {Line[]} group
 * @param {Routed} routed
 * @param {(name: string) => string} texOf
 * @param {(wishes: Room[]) => Room | undefined} settle
 * @returns {Label[]}
 */
function together(group, routed, texOf, settle) {
  const tex = starred(group.map(({ parameters }) => texOf(parameters[0])));
  if (!tex) return [];
  const square = routed.squares.find(({ key }) => key === group[0].bundle);
  const names = group.flatMap(({ parameters }) => parameters).join(" ");
  const [name, shape] = withoutShape(tex);
  for (const rows of [[name, shape.replace("\\,", "")].filter(Boolean), [name]]) {
    const [width, height] = [Math.max(...rows.map((row) => texWidth(row, LETTERS))), HIGH * rows.length];
    const wishes = square
      ? aside(square, width, height)
      : group.flatMap(({ points }) => beside(points.slice(0, 2), width, height));
    const room = settle(wishes);
    if (!room) continue;
    const key = `${group[0].from} ${group[0].bundle} all`;
    return rows.map((row, k) => ({ key: k ? `${key} shape` : key, names, tex: row, tone: group[0].tone, x: room.x, y: room.y + HIGH * (k + 0.5 - rows.length / 2), width, height: HIGH })); // biome-ignore format: one line
  }
  return [];
}

/**
 * Beside a square, above or below it.
 *
 * @param {Routed["squares"][0]} square
 * @param {number} width
 * @param {number} height
 * @returns {Room[]}
 */
function aside({ x, y, side }, width, height) {
  return [1, -1].flatMap((way) =>
    [0, -height, height].map((dy) => ({ x: x + way * side * (SQUARE / 2 + 4 + width / 2), y: y + dy, width, height })),
  );
}

/**
 * Lines that leave one name, each with its matrix: those are written together.
 *
 * @param {Line[]} lines
 * @returns {Line[][]}
 */
function groups(lines) {
  /** @type {Map<string, Line[]>} */
  const found = new Map();
  const isWritten = (/** @type {Line} */ { parameters, arrow, bundle, key }) =>
    parameters.length > 0 && (!bundle || arrow || key === "");
  for (const line of lines.filter((one) => isWritten(one) && !one.branches.length)) {
    const key = `${line.from} ${line.bundle}`;
    found.set(key, [...(found.get(key) ?? []), line]);
  }
  return [...found.values()].sort((a, b) => a.length - b.length);
}

/**
 * @param {Routed["squares"][0]} square
 * @param {(wishes: Room[]) => Room | undefined} settle
 * @returns {Words}
 */
function wordsBeside({ key, x, y, side, shift }, settle) {
  const text = shift < 0 ? `t − ${-shift}` : `t + ${shift}`;
  const width = widthOf(text, WORD);
  const beside = x + side * (SQUARE / 2 + 5 + width / 2);
  const room = settle([
    { x: beside, y, width, height: WORD + 2 },
    { x: beside, y: y + 12, width, height: WORD + 2 },
    { x: beside, y: y - 12, width, height: WORD + 2 },
    { x: x - side * (SQUARE / 2 + 5 + width / 2), y, width, height: WORD + 2 },
    { x, y: y + 20, width, height: WORD + 2 },
    { x, y: y - 20, width, height: WORD + 2 },
  ]);
  return { key, tone: "delay", x: room?.x ?? beside, y: room?.y ?? y, text, anchor: "middle" };
}

/**
 * @param {Line} line
 * @param {Routed} routed
 * @param {{width: number, height: number}} size
 * @returns {Room[]}
 */
function wishes(line, { squares, lines }, { width, height }) {
  const alone = lines.filter(({ bundle, arrow }) => arrow && bundle === line.bundle).length === 1;
  const square = squares.find(({ key }) => key === line.bundle);
  if (!square) return beside(line.points, width, height);
  if (!alone) return beside(line.points.slice(-3), width, height);
  const near = aside(square, width, height).slice(0, 3);
  return [...near, ...beside(line.points, width, height)];
}

/**
 * Right and left of a line, nearest to its middle first.
 *
 * @param {Point[]} points
 * @param {number} width
 * @param {number} height
 * @returns {Room[]}
 */
function beside(points, width, height) {
  return points.slice(1).flatMap((to, k) => {
    const from = points[k];
    return [0.5, 0.4, 0.6, 0.3, 0.7].flatMap((u) =>
      [4, 7, 11, 15].flatMap((gap) =>
        [1, -1].map((way) => ({
          x: from.x + u * (to.x - from.x) + way * (gap + width / 2),
          y: from.y + u * (to.y - from.y),
          width,
          height,
        })),
      ),
    );
  });
}

/**
 * @param {Routed} routed
 * @param {number} radius
 * @returns {(room: Room) => boolean} whether nothing stands there
 */
function obstacles({ places, squares, lines }, radius) {
  const points = lines.flatMap(({ points: corners }) =>
    corners.slice(1).flatMap((to, k) => {
      const from = corners[k];
      const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4));
      return Array.from({ length: steps + 1 }, (_, i) => ({
        x: from.x + (i / steps) * (to.x - from.x),
        y: from.y + (i / steps) * (to.y - from.y),
      }));
    }),
  );
  const solid = [
    ...[...places.values()].map(({ x, y }) => ({ x, y, reach: radius + 1 })),
    ...squares.map(({ x, y }) => ({ x, y, reach: SQUARE / 2 + 1 })),
    ...points.map(({ x, y }) => ({ x, y, reach: 2 })),
  ];
  return ({ x, y, width, height }) =>
    solid.every((one) => {
      const dx = Math.max(0, Math.abs(one.x - x) - width / 2);
      const dy = Math.max(0, Math.abs(one.y - y) - height / 2);
      return Math.hypot(dx, dy) > one.reach;
    });
}

/**
 * @param {Room} a
 * @param {Room} b
 */
export function overlap(a, b) {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 + 1 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
}
