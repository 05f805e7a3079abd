/**
 * The delays of the graph between its copies: each is drawn for the gap that it spans, as far as that gap is open, and
 * depends on nothing else. Out of the first copy's past come initial values, or steps that have no column.
 *
 * @import {Edge, Unfolded} from "#app/types.js"
 * @import {Flow} from "#app/layout/unfolded/flow.js"
 * @import {Delay} from "#app/layout/unfolded/graph.js"
 * @import {MovingLabel} from "#app/layout/unfolded/labels.js"
 * @import {Cell} from "#app/layout/unfolded/places.js"
 * @import {Unfolding} from "#app/layout/unfolded/unfolding.js"
 * @import {Row} from "#app/layout/unfolded/written.js"
 * @import {Point} from "#app/layout/ways.js"
 */

import { BACK } from "#app/layout/unfolded/labels.js";
import { mix, smooth } from "#app/layout/unfolded/unfolding.js";
import { delayWay } from "#app/layout/unfolded/ways.js";
import { HIGH } from "#app/layout/unfolded/written.js";
import { arrowAlong, beside, beyond, upTo } from "#app/layout/ways.js";

export const SQUARE = 13; // of a delay
const INITIAL = 11; // the same, where it is a value before the first step
const STUB = 13; // how far a way reaches into a fold
const LINE = 2.25;

/**
 * @typedef {object} Between
 * @property {Cell} cell
 * @property {Unfolding} motion
 * @property {{first: number, last: number, T: number, pitch: number, shift: number}} axis shift: of each copy from the middle of its column
 * @property {number} scale
 * @property {number} base y of the lowest rank
 * @property {Flow} flow
 *
 * @typedef {object} Span one delay in one place
 * @property {Delay} delay
 * @property {Delay["readers"][0]} reader
 * @property {number} source the copy that gives
 * @property {number} target the copy that reads
 * @property {number} open
 * @property {"whole" | "initial" | "from fold" | "to fold" | "leaving"} part
 */

/**
 * @param {Between} between
 * @returns {Span[]}
 */
export function spansOf({ cell, motion, axis }) {
  const { count, lead, opened } = motion;
  const [isStart, isEnd] = [axis.first === 1, axis.last === axis.T];
  return cell.graph.delays.flatMap((delay) =>
    Array.from({ length: count + 2 * delay.lag }, (_, k) => k + 1 - delay.lag).flatMap((target) => {
      const source = target - delay.way * delay.lag;
      if (Math.max(source, target) > lead + delay.lag) return [];
      const gaps = Array.from(
        { length: delay.lag },
        (_, k) => opened[Math.max(1, Math.min(count + 1, Math.min(source, target) + 1 + k))],
      );
      const open = gaps.reduce((sum, one) => sum + one, 0) / delay.lag;
      const [isGiven, isRead] = [source >= 1 && source <= count, target >= 1 && target <= count];
      const isBefore = delay.way > 0 ? isStart : isEnd; // whether nothing stands where it comes from
      const isBehind = delay.way > 0 ? isEnd : isStart;
      if (!isGiven && !isRead) return [];
      if (isRead && !isGiven && !isBefore && motion.p < 0.6) return []; // out of a fold that is not there yet
      const part = isGiven && isRead ? "whole" : isRead ? (isBefore ? "initial" : "from fold") : isBehind ? "leaving" : "to fold"; // biome-ignore format: one line
      return delay.readers.map((reader) => ({ delay, reader, source, target, open, part: /** @type {Span["part"]} */ (part) })); // biome-ignore format: one line
    }),
  );
}

/**
 * @param {Between} between
 * @param {Span} span
 * @returns {{points: Point[], square: Point | null}}
 */
export function wayOf({ cell, motion, axis, scale, base }, { delay, reader, source, target, open, part }) {
  const last = motion.count + 1;
  const x = (/** @type {number} */ k) => {
    if (k < 0) return (motion.x[0] + k * axis.pitch * motion.opened[1]) / scale;
    if (k > last) return (motion.x[last] + (k - last) * axis.pitch * motion.opened[last]) / scale;
    return motion.x[k] / scale;
  };
  const way = delayWay(cell, delay, reader, {
    source: x(source),
    before: x(target - delay.way),
    target: x(target),
    edge:
      (delay.way > 0
        ? motion.x[1] - axis.shift - axis.pitch / 2
        : motion.x[motion.count] - axis.shift + axis.pitch / 2) / scale,
    open,
    lane: ((target % delay.lag) + delay.lag) % delay.lag,
    initial: part === "initial",
  });
  const put = (/** @type {Point} */ point) => ({ x: point.x * scale, y: base + point.y * scale });
  const whole = way.points.map(put);
  const points = cutTo(part, delay.way, whole, motion, axis.pitch, open);
  return { points, square: way.square && put(way.square) };
}

/**
 * @param {Span["part"]} part
 * @param {1 | -1} way
 * @param {Point[]} points
 * @param {Unfolding} motion
 * @param {number} pitch
 * @param {number} open
 */
function cutTo(part, way, points, motion, pitch, open) {
  if (part === "leaving") return open > 0.9 ? [] : upTo(points, 1 - smooth(open / 0.9));
  if (part === "whole" || part === "initial" || open < 0.35) return points;
  const [low, high] = [motion.x[1] - pitch / 2 - STUB, motion.x[motion.count] + pitch / 2 + STUB];
  const isLow = (part === "from fold") === way > 0;
  return beyond(points, isLow ? low : high, isLow ? 1 : -1);
}

/**
 * @param {Between} between
 * @param {Map<string, MovingLabel>} labels by delay and reader
 * @param {(t: number) => boolean} isLabelled
 * @returns {Pick<Unfolded, "ways" | "squares" | "notes">}
 */
export function gapsOf(between, labels, isLabelled) {
  const { motion, scale, axis, flow } = between;
  /** @type {Pick<Unfolded, "ways" | "squares" | "notes">} */
  const found = { ways: [], squares: [], notes: [] };
  /** @type {Set<string>} */
  const seen = new Set();
  for (const span of spansOf(between)) {
    const { delay, reader, source, target, open, part } = span;
    const t = axis.first - 1 + target;
    const isOpen = open > 0.98;
    if (isOpen && !flow.isRead(reader, t)) continue;
    const { points, square } = wayOf(between, span);
    const key = `${delay.key} ${reader.to} k${target}`;
    const dealing = isCovered(between, span) ? "dealing" : "";
    if (points.length > 1) {
      const isFolded = isOpen && (part === "from fold" || part === "to fold");
      const over = Math.max(1, Math.min(motion.lead, Math.max(source, target)));
      const edges = edgesOf(flow, span, key, points, t, isFolded, scale);
      found.ways.push(
        ...edges.map((edge) => ({ ...edge, tone: `${edge.tone} ${dealing}`.trim(), over: `c${over - 1}` })),
      );
    }
    const spot = `${delay.key} k${target}`;
    if (square && !seen.has(spot)) {
      const width = scale * (part === "initial" ? mix(SQUARE, INITIAL, open) : SQUARE * (1 - smooth((open - 0.45) / 0.5))); // biome-ignore format: one line
      const isGone = width < 1 || (part === "leaving" && open > 0.5) || (part.includes("fold") && open > 0.9);
      if (!isGone) {
        seen.add(spot);
        found.squares.push({
          key: spot,
          names: delay.from,
          x: square.x,
          y: square.y,
          width,
          lag: part === "initial" ? 1 : delay.lag,
          tone: dealing,
        });
      }
    }
    const label = labels.get(`${delay.key} ${reader.to}`);
    const isWhole = part === "whole" || (part === "leaving" && delay.way > 0 && open < 0.02) || (part === "initial" && (reader.manner === "loop" || reader.manner === "over") && motion.lead > 1 && target === (delay.way > 0 ? 1 : motion.count)); // biome-ignore format: one line
    if (label && isWhole && isLabelled(t))
      found.notes.push(...labelAt(between, span, label, key, flow.rowsAt(reader, t, open > 0.5)));
  }
  return found;
}

/**
 * Whether the name that a delay comes out of still lies under the copy that is being dealt.
 *
 * @param {Between} between
 * @param {Span} span
 */
function isCovered({ cell, motion, scale }, { delay, source, open }) {
  if (source < 1 || source >= motion.lead || open < 0.05 || motion.opened[source + 1] > 0.98) return false;
  const place = /** @type {Point} */ (cell.at.get(delay.from));
  return motion.x[source] + scale * (place.x + cell.radius) > motion.x[source + 1] + scale * cell.left;
}

/**
 * A label rides from its place at the loop to its place between the columns.
 *
 * @param {Between} between
 * @param {Span} span
 * @param {MovingLabel} label
 * @param {string} key
 * @param {Row[]} rows
 * @returns {Unfolded["notes"]}
 */
function labelAt({ motion, scale, base }, { open, part, source }, label, key, rows) {
  const { folded, unfolded } = label;
  const [start, end] = [folded ?? (open > 0.5 ? unfolded : null), unfolded ?? (open < 0.5 ? folded : null)];
  const isSplit = open > 0.02 && open < 0.4; // two loops still lie on one another: one label is enough
  if (!start || !end || isSplit || (part === "initial" && open < 0.9)) return [];
  const from = source < 1 ? motion.x[0] : (motion.x[source] ?? motion.x[motion.count + 1]);
  const u = smooth(open);
  const x = from + scale * mix(start.x, end.x, u);
  const y = base + scale * mix(start.y, end.y, u);
  const tone = `on-line ${label.tone}`;
  return rows.map((row, k) => ({ key: `${key} ${k}`, ...row, tone, x, y: y + scale * HIGH * (k + 0.5 - rows.length / 2), scale })); // biome-ignore format: one line
}

/**
 * @param {Flow} flow
 * @param {Span} span
 * @param {string} key
 * @param {Point[]} points
 * @param {number} t the step that reads
 * @param {boolean} isFolded
 * @param {number} scale
 * @returns {Edge[]}
 */
function edgesOf(flow, { delay, reader, part, open }, key, points, t, isFolded, scale) {
  const isOpen = open > 0.98;
  const { from, way, lag } = delay;
  const s = t - way * lag;
  const tone = [reader.tone, isFolded ? "folded" : "", isOpen && !flow.isPassed(reader.to, t) ? "unreached" : ""];
  const { parameters } = reader;
  const width = LINE * scale;
  const isHeadless = isFolded && part === "to fold";
  const line = arrowAlong(points, width);
  /** @type {Edge[]} */
  const edges = [
    {
      key,
      tone: tone.filter(Boolean).join(" "),
      ...line,
      head: isHeadless || (part === "leaving" && open > 0.05) ? "" : line.head,
      width,
      title: `${from} → ${reader.to}  ${parameters.join(" ")}`.trim(),
      names: [from, ...parameters].join(" "),
    },
  ];
  const back = isOpen ? flow.back(from, s, reader.to, t) : null;
  if (back) {
    const beam = beside([...points].reverse(), BACK);
    edges.push({ key: `${key} back`, tone: `backward ${isFolded ? "folded" : ""}`.trim(), ...arrowAlong(beam, back.width), width: back.width, title: back.title, names: from }); // biome-ignore format: one line
  }
  return edges;
}
