/**
 * Where the graph stands: the rows of the stage with as many lanes as have room, the cell at its height among them, and
 * the place of the folded one.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Wish} from "#app/layout/bands.js"
 * @import {Cell} from "#app/layout/unfolded/places.js"
 * @import {Room} from "#app/layout/unfolded/room.js"
 */

import { widthOf } from "#app/layout/lettering.js";
import { cellLabels } from "#app/layout/unfolded/labels.js";
import { outmost } from "#app/layout/unfolded/places.js";
import { cellIn } from "#app/layout/unfolded/room.js";
import { WORD } from "#app/layout/unfolded/words.js";
import { rowsAt } from "#app/layout/unfolded/written.js";
import { shelf } from "#app/state/once.js";
import { delayWords } from "#app/words/folding.js";

const LARGEST = 2; // times, folded

/**
 * What stands on the stage from top to bottom: of lanes and curve as much as has room.
 *
 * @param {Plan} plan
 * @param {Room} room
 * @param {number} bar
 * @param {number} height
 * @param {boolean} [presenting]
 * @returns {Wish[]}
 */
export function wishesFor(plan, room, bar, height, presenting) {
  const { radius } = room.size;
  const ranks = room.graph.order.length + 1;
  const gap = (/** @type {string} */ key, /** @type {number} */ high) => ({ kind: /** @type {const} */ ("gap"), key, least: high, most: high }); // biome-ignore format: one line
  const lane = (/** @type {string} */ name) => ({ kind: /** @type {const} */ ("lane"), key: `lane-${name}`, node: name, least: 18, most: 34, weight: 1 }); // biome-ignore format: one line
  const states = plan.equations
    .filter(({ delayed }) => delayed)
    .flatMap(({ name }) => [lane(name), gap(`under-${name}`, 4)]);
  const lanes = [gap("lanes", 8), ...(plan.loss ? [lane("loss"), gap("under-loss", 4)] : []), ...states];
  const curve = plan.loss ? [gap("gap-curve", 8), { kind: /** @type {const} */ ("curve"), key: "curve", least: 74, most: 130, weight: 1.5 }] : []; // biome-ignore format: one line
  /** @type {(more: Wish[]) => Wish[]} */
  const whole = (more) => [
    gap("bar", bar),
    { kind: "gap", key: "graph", least: room.least, most: room.least + ranks * 2.4 * radius, weight: 4 },
    ...more,
    { kind: "steps", key: "steps", least: 26, most: 30, weight: 0.2 },
  ];
  const total = (/** @type {Wish[]} */ wishes) => wishes.reduce((sum, { least }) => sum + least, 0);
  const spacious = height - 0.7 * radius * (ranks - 2); // a graph that can breathe comes before its lanes
  const choices = presenting ? [[]] : [[...lanes, ...curve], lanes, []];
  return whole(choices.find((more) => total(whole(more)) <= spacious) ?? []);
}

/** @type {import("#app/state/once.js").Shelf<Plan, {cell: Cell, labels: ReturnType<typeof cellLabels>}>} */
const kept = shelf(20);

/**
 * The cell with its labels: the same as long as there is the same room.
 *
 * @param {Plan} plan
 * @param {Room} room
 * @param {number} height
 * @param {number} pitch
 */
export function furnished(plan, room, height, pitch) {
  const { radius, beside } = room.size;
  const key = [height, pitch, radius, beside].join(" ");
  return kept(plan, key, () => {
    const cell = cellIn(room, height);
    const labels = cellLabels(cell, pitch, (reader, form) => rowsAt(plan, reader, form), lettersIn(plan, cell, pitch));
    return { cell, labels };
  });
}

/**
 * Where tokens, targets and losses are written: labels keep clear of them.
 *
 * @param {Plan} plan
 * @param {Cell} cell
 * @param {number} pitch
 */
function lettersIn(plan, { at, radius, graph }, pitch) {
  const [x, y, loss] = ["x", "y", "loss"].map((name) => at.get(name));
  const wide = pitch - 8;
  const beside = graph.aside && y && loss && y.y === loss.y;
  const rooms = [];
  if (x && plan.tokens) rooms.push({ x: x.x, y: x.y + radius + 13, width: wide, height: 18 });
  if (y && plan.target_tokens)
    rooms.push({ x: y.x, y: y.y - radius - 12, width: beside ? 2 * radius : wide, height: 18 });
  if (loss && beside) rooms.push({ x: loss.x, y: loss.y - radius - 12, width: 2 * radius, height: 18 });
  else if (loss) rooms.push({ x: loss.x + 25, y: loss.y - radius - 11, width: 38, height: 18 });
  return rooms;
}

/**
 * Where the folded graph stands: in the middle, as large as there is room.
 *
 * @param {Cell} cell
 * @param {number} width
 * @param {number} top
 * @param {number} height
 */
export function folded(cell, width, top, height) {
  const loops = cell.graph.delays.flatMap(({ key, from, way, readers }) => {
    const x = cell.at.get(from)?.x ?? 0;
    const own = readers.some(({ to }) => to === from)
      ? [x + way * (outmost(cell.radius, cell.nest.get(key) ?? 0) + 4)]
      : [];
    const track = cell.track.get(key);
    return [...own, ...(track ? [way * track.folded + 4 * way] : [])];
  });
  const right = Math.max(cell.right, ...loops);
  const left = Math.min(cell.left, ...loops);
  const said = (/** @type {number} */ way) =>
    Math.max(0, ...cell.graph.delays.filter((one) => one.way === way).map(({ lag }) => widthOf(delayWords(lag, /** @type {1 | -1} */ (way)), WORD) + 22)); // biome-ignore format: one line
  const [after, before] = [said(1), said(-1)];
  const scale = Math.max(0.7, Math.min(LARGEST, (width - 32 - after - before) / (right - left), (height - top - 20) / (cell.bottom - cell.top + 12))); // biome-ignore format: one line
  const x = (width - after + before) / 2 - (scale * (left + right)) / 2;
  const y = top + (height - top) / 2 - (scale * (cell.top + cell.bottom)) / 2;
  return { scale, x, y };
}
