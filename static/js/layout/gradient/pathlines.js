/**
 * The lines over k of where a state's gradient goes: total, as a block, along the direct path, then other nets'. What
 * they are, and their names beside them, with a sample of each where they stand behind the lines.
 *
 * @import {Axis, CurveLine, Words} from "#app/types.js"
 * @import {LaidGround} from "#app/gradient.js"
 */

import { keyOn, namedOn, sidesOf } from "#app/layout/gradient/sides.js";
import { wayNumbers } from "#app/layout/gradient/waynumbers.js";
import { widthOf } from "#app/layout/lettering.js";
import { unitOf, WAYS } from "#app/state/laid/paths.js";
import { pathWords as said } from "#app/words/gradient/paths.js";

export const ROOMY = 100; // a gutter for ticks and names
const SAMPLE = { from: 3, to: 18, apart: 22, letters: 13 }; // behind the lines: of a line, then its name
const PLACES = { total: 0, block: 1, direct: 2 };

/**
 * @param {LaidGround} ground
 * @returns {import("#app/layout/gradient/logplot.js").PlotLine[]}
 */
export function linesOf(ground) {
  const own = sidesOf(ground).flatMap(({ side, ground: one }) => waysOf(one, side));
  return [...own, ...othersOf(ground)];
}

/**
 * The three ways of a run; of two that are compared, those that are the same at every step in one line.
 *
 * @param {LaidGround} ground
 * @param {import("#app/layout/gradient/sides.js").Side} side
 * @returns {import("#app/layout/gradient/logplot.js").PlotLine[]}
 */
function waysOf({ answer, laid }, side) {
  const { message, tensors } = answer;
  const { first, n, state } = message;
  const unit = unitOf(laid, n);
  const initial = message.start === null ? {} : wayNumbers(answer, message.start, unit);
  const startOf = (/** @type {string} */ key) =>
    initial[key] === undefined ? null : { t: message.start, value: Math.abs(initial[key]) };
  const isOpen = (/** @type {string} */ key) => {
    const open = tensors.get(key === "direct" ? "open/direct" : "open/total");
    return (/** @type {number} */ t) => Boolean(open?.values[t - first]);
  };
  const all = [...WAYS].reverse().flatMap((key) => {
    const values = unit === null ? tensors.get(`norm/${key}`)?.values : column(tensors.get(`units/${key}`), unit);
    const place = PLACES[key];
    return values ? [{ key, called: said.names[key], node: state, tex: key, place, first, values, isOpen: isOpen(key), start: startOf(key) }] : []; // biome-ignore format: one line
  });
  if (!side) return all;
  const [total, ...rest] = all;
  const isSame = (/** @type {typeof total} */ { values, start }) =>
    Array.from(values).every((value, k) => value === total.values[k]) && start?.value === total.start?.value;
  const same = rest.filter(isSame);
  const names = same.length === rest.length ? said.allWays : [total, ...same].map(({ called }) => called).join(" = ");
  return [{ ...total, called: names }, ...rest.filter((line) => !isSame(line))].map((line) => ({
    ...line,
    side,
    key: keyOn(side, line.key),
    called: namedOn(side, line.called),
  }));
}

/**
 * The same of other nets.
 *
 * @param {LaidGround} ground
 * @returns {import("#app/layout/gradient/logplot.js").PlotLine[]}
 */
function othersOf({ answer: { message, tensors }, laid }) {
  if (unitOf(laid, message.n) !== null) return [];
  return message.beside.map((/** @type {{name: string}} */ { name }, /** @type {number} */ at) => ({
    key: name,
    called: said.names[name] ?? said.besideNets[name] ?? name,
    node: name,
    tex: name,
    place: 3 + at,
    first: message.first,
    values: tensors.get(`beside/${at}/total`)?.values ?? [],
  }));
}

/**
 * The size of one unit's own derivative at each step.
 *
 * @param {import("#app/types.js").Tensor | undefined} tensor
 * @param {number} unit
 */
function column(tensor, unit) {
  if (!tensor) return null;
  const [rows, n] = tensor.shape;
  return Array.from({ length: rows }, (_, k) => Math.abs(tensor.values[k * n + unit]));
}

/**
 * In the gutter, each at the height where its line begins; where that is narrow behind the lines with a sample of each,
 * and where there is no room either, in front of them.
 *
 * @param {LaidGround} ground
 * @param {{key: string, called: string, place: number, y: number}[]} ends
 * @param {{y: number, height: number}} plot
 * @returns {Words[]}
 */
export function lineNames({ gutter, axis, room }, ends, { y, height }) {
  const widest = Math.max(0, ...ends.map(({ called }) => widthOf(called, SAMPLE.letters)));
  const isBehind = gutter < ROOMY && room.width - axis.end >= SAMPLE.apart + widest;
  const isInside = gutter < ROOMY && !isBehind;
  const apart = Math.min(19, (height - 8) / Math.max(1, ends.length));
  const sorted = [...ends].sort((a, b) => a.y - b.y);
  let free = y + 8;
  const heights = sorted.map((end) => {
    const at = Math.max(free, end.y);
    free = at + apart;
    return at;
  });
  let floor = y + height - 6;
  for (let k = heights.length - 1; k >= 0; k -= 1) {
    heights[k] = Math.min(heights[k], floor);
    floor = heights[k] - apart;
  }
  return sorted.map(({ key, called, place }, k) => {
    return {
      key: key.replace(/^laid-/u, "line-"),
      tone: `laid-line place-${place}`,
      x: isBehind ? axis.end + SAMPLE.apart : isInside ? axis.start + 4 : 14,
      y: heights[k] - (isInside ? 10 : 0),
      text: called,
      anchor: /** @type {const} */ ("start"),
    };
  });
}

/**
 * A piece of each line before its name, where the names stand behind the lines: colour alone would not do.
 *
 * @param {CurveLine[]} lines
 * @param {Words[]} named
 * @param {Axis} axis
 * @returns {CurveLine[]}
 */
export function samples(lines, named, { end }) {
  return lines.flatMap((line) => {
    const name = named.find(({ key }) => key === line.key.replace(/^laid-/u, "line-"));
    if (!name || name.x < end) return [];
    const d = `M${end + SAMPLE.from},${name.y}H${end + SAMPLE.to}`;
    return [{ ...line, key: `${line.key}-sample`, d, dots: [], label: null }];
  });
}
