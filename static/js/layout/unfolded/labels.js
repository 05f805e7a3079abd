/**
 * The names of the parameters beside the edges of a cell: once for each edge, at the same place in every copy, folded
 * or not. What is placed keeps clear of everything in its own copy and in the copies beside it.
 *
 * @import {ParameterRole} from "#app/types.js"
 * @import {Ground} from "#app/layout/unfolded/clear.js"
 * @import {Delay} from "#app/layout/unfolded/graph.js"
 * @import {Cell} from "#app/layout/unfolded/places.js"
 * @import {Form, Read, Row} from "#app/layout/unfolded/written.js"
 * @import {Point} from "#app/layout/ways.js"
 */

import { withoutShape } from "#app/layout/shapes.js";
import { isClear, solidOf } from "#app/layout/unfolded/clear.js";
import { delayWay, directWays, portAside } from "#app/layout/unfolded/ways.js";
import { HIGH, sizeOf } from "#app/layout/unfolded/written.js";
import { along, apart, beside } from "#app/layout/ways.js";

export const BACK = 8; // where a gradient runs beside an edge

/**
 * @typedef {object} Room around its middle
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {number} [side] of its edge on which it stands
 *
 * @typedef {Room & {key: string, rows: Row[], reader: Read | null, tone: ParameterRole | "plain"}} Label reader: whose rows they are, null: of several
 *
 * @typedef {object} MovingLabel at a delay that opens: it rides along
 * @property {string} key of the delay
 * @property {string} to
 * @property {Row[]} rows
 * @property {string} tone
 * @property {Room | null} folded from the middle of the copy that gives
 * @property {Room | null} unfolded the same, among the columns
 */

/**
 * @param {Cell} cell
 * @param {number} pitch between two columns
 * @param {(reader: Read, form?: Form) => Row[]} rowsOf
 * @param {Room[]} taken by other letters of a copy
 * @returns {{fixed: Label[], moving: MovingLabel[]}}
 */
export function cellLabels(cell, pitch, rowsOf, taken) {
  const ways = waysOf(cell, pitch);
  const one = { solid: solidOf(cell, [...ways.direct, ...ways.folded]), rooms: [...taken], pitch: 0 };
  const among = { solid: solidOf(cell, [...ways.direct, ...ways.unfolded]), rooms: [...taken], pitch };
  const isFree = (/** @type {Room} */ room) => isClear(one, room) && isClear(among, room);
  const settle = (/** @type {Room[]} */ wishes) => {
    const room = wishes.find(isFree);
    if (room) for (const ground of [one, among]) ground.rooms.push(room);
    return room;
  };

  const moving = movingLabels(ways, rowsOf, [one, among], ({ reader }) => reader.manner !== "bus");
  /** @type {Label[]} */
  const fixed = [];
  const isShaped = (/** @type {Wish[]} */ fan) => fan.some(({ reader }) => withoutShape(rowsOf(reader)[0]?.tex ?? "")[1]); // biome-ignore format: one line
  const fans = fansOf(cell, ways);
  if (fans.some(isShaped)) fans.sort((a, b) => Number(b[0].isBus ?? false) - Number(a[0].isBus ?? false)); // they have the fewest places
  for (const fan of fans) {
    const begun = [one.rooms.length, among.rooms.length];
    const found = fan.flatMap(({ key, reader, tone, wishes }) => {
      for (const form of formsOf(reader)) {
        const rows = rowsOf(reader, form);
        const room = rows.length ? settle(wishes(sizeOf(rows))) : undefined;
        if (room) return [{ key, rows, reader, tone, ...room }];
      }
      return [];
    });
    if (found.length === fan.length || fan.length < 3) fixed.push(...found);
    else {
      [one.rooms.length, among.rooms.length] = begun; // some of a fan would puzzle: all, or one for all
      fixed.push(...together(fan, rowsOf, settle));
    }
  }
  const told = new Set(fixed.flatMap(({ rows }) => rows.flatMap(({ names }) => names.split(" "))));
  const isLost = (/** @type {Run} */ { reader }) =>
    reader.manner === "bus" && !reader.parameters.some((name) => told.has(name));
  return { fixed, moving: [...moving, ...movingLabels(ways, rowsOf, [one, among], isLost)] };
}

/**
 * @param {Read} reader
 * @returns {Form[]} that are tried, the clearest first
 */
function formsOf({ branches }) {
  return branches.length ? ["beside", "below", "bare"] : ["beside"];
}

/**
 * @typedef {{delay: Delay, reader: Delay["readers"][0], points: Point[]}} Run
 * @typedef {{direct: Point[][], folded: Point[][], unfolded: Point[][], loops: Run[], arches: Run[]}} Ways
 */

/**
 * All ways of one copy at both ends of the motion: those that come in from the copy before it, and those that leave.
 *
 * @param {Cell} cell
 * @param {number} pitch
 * @returns {Ways}
 */
function waysOf(cell, pitch) {
  const direct = directWays(cell);
  const readers = cell.graph.delays.flatMap((delay) => delay.readers.map((reader) => ({ delay, reader })));
  const gap = { edge: 0, lane: 0, initial: false };
  const loops = readers.map(({ delay, reader }) => {
    const { points } = delayWay(cell, delay, reader, { ...gap, source: 0, before: 0, target: 0, open: 0 });
    return { delay, reader, points };
  });
  const arches = readers.map(({ delay, reader }) => {
    const source = -delay.way * delay.lag * pitch;
    const before = -delay.way * pitch;
    const { points } = delayWay(cell, delay, reader, { ...gap, source, before, target: 0, open: 1 });
    return { delay, reader, points };
  });
  const isBack = (/** @type {Point[]} */ way) => (way.length > 1 ? [way, beside([...way].reverse(), BACK)] : []);
  return {
    direct: direct.flatMap(isBack),
    folded: loops.map(({ points }) => points),
    unfolded: arches.flatMap(({ points }) => isBack(points)),
    loops,
    arches,
  };
}

/**
 * Parameters of loops and of what comes in at a side: one place beside the loop, one on the way between two columns.
 *
 * @param {Ways} ways
 * @param {(reader: Read, form?: Form) => Row[]} rowsOf
 * @param {Ground[]} grounds folded, unfolded
 * @param {(run: Run) => boolean} isMeant
 * @returns {MovingLabel[]}
 */
function movingLabels({ loops, arches }, rowsOf, [one, among], isMeant) {
  return loops.flatMap(({ delay, reader, points }, k) => {
    const rows = rowsOf(reader);
    if (!isMeant({ delay, reader, points }) || !rows.length) return [];
    const size = sizeOf(rows);
    const single = { ...sizeOf(rowsOf(reader, "bare")), height: HIGH };
    const folded = around(points, size, delay.way).find((room) => isClear(one, room)) ?? null;
    const shift = delay.way * delay.lag * among.pitch; // arches come in: seen from the copy that gives, they go out
    const unfolded = onTop(arches[k].points, single).find((room) => isClear(among, room)) ?? null;
    if (folded) one.rooms.push(folded);
    if (unfolded) among.rooms.push(unfolded);
    const moved = unfolded && { ...unfolded, x: unfolded.x + shift };
    return [{ key: delay.key, to: reader.to, rows, tone: reader.tone, folded, unfolded: moved }];
  });
}

/**
 * Outside of a loop.
 *
 * @param {Point[]} way
 * @param {{width: number, height: number}} size
 * @param {1 | -1} side
 * @returns {Room[]}
 */
function around(way, { width, height }, side) {
  const within = { x: way.reduce((sum, { x }) => sum + x, 0) / way.length, y: way.reduce((sum, { y }) => sum + y, 0) / way.length }; // biome-ignore format: one line
  const outside = [0.36, 0.3, 0.42, 0.25, 0.64, 0.7, 0.2].flatMap((u) => {
    const { x, y } = along(way, u);
    const up = u < 0.5 ? -1 : 1;
    return [5, 9, 14].flatMap((gap) => [
      { x: x + side * 4, y: y + up * (gap + height / 2), width, height },
      { x: x + side * (gap + width / 2), y, width, height },
    ]);
  });
  const inside = [0, 2, -2, 4, -4, 6, -6].map((by) => ({ x: within.x + by, y: within.y, width, height: height - 2 }));
  return [...outside, ...inside];
}

/**
 * Above a line that runs across, else beside it.
 *
 * @param {Point[]} way
 * @param {{width: number, height: number}} size
 * @returns {Room[]}
 */
function onTop(way, { width, height }) {
  const above = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65].flatMap((u) => {
    const { x, y } = along(way, u);
    return [3, 6, 11, 15].map((gap) => ({ x, y: y - gap - height / 2, width, height }));
  });
  const below = above.map((room, k) => ({ ...room, y: room.y + height + 2 * [3, 6, 11, 15][k % 4] }));
  return [...above, ...below, ...besides(way, { width, height })];
}

/**
 * Right and left of a line, nearest to its middle first.
 *
 * @param {Point[]} way
 * @param {{width: number, height: number}} size
 * @returns {Room[]}
 */
function besides(way, { width, height }) {
  return [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82].flatMap((u) => {
    const { x, y } = along(way, u);
    return [4, 7, 10, 14].flatMap((gap) =>
      [1, -1].map((side) => ({ x: x + side * (gap + width / 2), y, width, height, side })),
    );
  });
}

/**
 * @typedef {object} Wish
 * @property {string} key
 * @property {Read} reader
 * @property {ParameterRole | "plain"} tone
 * @property {boolean} [isBus] along a line that several share
 * @property {(size: {width: number, height: number}) => Room[]} wishes
 * @property {(size: {width: number, height: number}) => Room[]} shared for one that stands for all of a fan
 */

/**
 * Edges that leave one name, each with its matrix: those are written together.
 *
 * @param {Cell} cell
 * @param {Ways} ways
 * @returns {Wish[][]}
 */
function fansOf(cell, ways) {
  /** @type {Map<string, Wish[]>} */
  const fans = new Map();
  const add = (/** @type {string} */ fan, /** @type {Wish} */ wish) => fans.set(fan, [...(fans.get(fan) ?? []), wish]);
  const direct = directWays(cell);
  cell.graph.direct.forEach(({ from, to, parameters, branches, tone }, k) => {
    if (!parameters.length && !branches.length) return;
    const wishes = (/** @type {{width: number, height: number}} */ size) => besides(direct[k], size);
    add(from, { key: `${from} ${to}`, reader: { parameters, branches }, tone, wishes, shared: wishes });
  });
  for (const { delay, reader } of ways.arches) {
    const { to, parameters, branches, tone, manner } = reader;
    if (manner !== "bus" || (!parameters.length && !branches.length)) continue;
    const place = /** @type {Point} */ (cell.at.get(to));
    const x = place.x + portAside(cell, delay, reader);
    const y = cell.level.get(`${delay.key} ${cell.graph.rank.get(to)}`) ?? 0;
    const riser = [{ x, y: y - 2 }, { x, y: place.y + cell.radius }]; // biome-ignore format: one line
    const ports = delay.readers
      .filter((other) => other.manner === "bus" && cell.at.get(other.to)?.y === place.y)
      .map((other) => (cell.at.get(other.to)?.x ?? 0) + portAside(cell, delay, other))
      .sort((a, b) => a - b);
    const bus = [{ x: ports[0], y }, { x: ports[ports.length - 1], y }]; // biome-ignore format: one line
    const shared = (/** @type {{width: number, height: number}} */ size) => underOf(bus, size);
    const wishes = (/** @type {{width: number, height: number}} */ size) => [...besides(riser, size), ...shared(size)];
    add(`${delay.key} bus`, { key: `${delay.key} ${to}`, reader, tone, wishes, shared, isBus: true });
  }
  return [...fans.values()].sort((a, b) => a.length - b.length);
}

/**
 * Under a line that runs across, at its ends first.
 *
 * @param {Point[]} bus
 * @param {{width: number, height: number}} size
 * @returns {Room[]}
 */
function underOf([start, end], { width, height }) {
  const long = apart(start, end);
  const xs = [0, 0.12, 0.88, 1, 0.25, 0.75, 0.5].map((u) => start.x + u * long);
  return xs.flatMap((x) => [4, 8].flatMap((gap) => [1, -1].map((side) => ({ x, y: start.y + side * (gap + height / 2), width, height })))); // biome-ignore format: one line
}

/**
 * A fan has one label where its matrices differ in their last letter alone: W_xi, W_xf, W_xo, W_xg → W_x∗
 *
 * @param {Wish[]} fan
 * @param {(reader: Read, form?: Form) => Row[]} rowsOf
 * @param {(wishes: Room[]) => Room | undefined} settle
 * @returns {Label[]}
 */
function together(fan, rowsOf, settle) {
  const all = fan.map(({ reader }) => withoutShape(rowsOf(reader)[0].tex));
  const parts = all.map(([name]) => name.match(/^(.*_\{.+).\}$/u)?.[1]);
  const isOne = all.every(
    ([name, shape]) => shape === all[0][1] && (parts[0] || (!name && shape) || name === all[0][0]),
  );
  if (!isOne || parts.some((part) => part !== parts[0])) return [];
  const [name, shape] = parts[0] ? [`${parts[0]}\\ast}`, all[0][1]] : all[0];
  const names = fan.flatMap(({ reader }) => reader.parameters).join(" ");
  const forms = [[name, shape.replace("\\,", "")], [name + shape], [name]].map((texs) => texs.filter(Boolean));
  for (const texs of shape ? forms : forms.slice(2)) {
    const rows = texs.map((tex) => ({ tex, names }));
    const room = settle(fan.flatMap(({ shared }) => shared(sizeOf(rows))));
    if (room) return [{ key: `${fan[0].key} all`, rows, reader: null, tone: fan[0].tone, ...room }];
  }
  return [];
}
