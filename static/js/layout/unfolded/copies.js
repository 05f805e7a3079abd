/**
 * What each copy of the cell holds: names in circles, with their numbers where the playhead has passed; the edges of
 * its step, with the gradient that comes back along them; the token, the target and the loss of its step.
 *
 * @import {Copy, CopyNode, CopyNote, Edge, Run, Vector} from "#app/types.js"
 * @import {Flow} from "#app/layout/unfolded/flow.js"
 * @import {Label} from "#app/layout/unfolded/labels.js"
 * @import {Cell} from "#app/layout/unfolded/places.js"
 * @import {Point} from "#app/layout/ways.js"
 */

import { texWidth } from "#app/layout/lettering.js";
import { rampOf } from "#app/layout/ramp.js";
import { symbol, symbolAt } from "#app/layout/symbols.js";
import { isAbsent } from "#app/layout/unfolded/absent.js";
import { BACK } from "#app/layout/unfolded/labels.js";
import { NAME, NUMBERED } from "#app/layout/unfolded/room.js";
import { shortly, wordsOf } from "#app/layout/unfolded/texts.js";
import { directWays } from "#app/layout/unfolded/ways.js";
import { rowAtStep, sizeOf } from "#app/layout/unfolded/written.js";
import { arrowAlong, beside, circlePath } from "#app/layout/ways.js";
import { once } from "#app/state/once.js";
import { row } from "#app/state/series.js";

const LINE = 2.25;
const LEAST = 12; // letters of a name with its step
const ROOMY = 17; // radius of a circle that has room for name and numbers

/**
 * @typedef {object} Shelf what all copies share
 * @property {Run} run
 * @property {Cell} cell
 * @property {Flow} flow
 * @property {Label[]} labels
 * @property {(t: number) => boolean} isLabelled
 * @property {Map<string, Lettering>} letters by name
 * @property {number} last step of the window: its name is the longest
 * @property {number} pitch
 */

/** @typedef {{letters: number, timed: boolean}} Lettering timed: whether the step has room in the name */
/** @typedef {{key: string, t: number, x: number, y: number, scale: number, dealt: number, isCurrent: boolean, free: number}} Where free: as far right as no later copy covers it */

/**
 * @param {Shelf} shelf
 * @param {Where} where
 * @returns {Copy}
 */
export function copyOf(shelf, where) {
  const { isCurrent, free, ...place } = where;
  const { left, right, top, bottom, radius } = shelf.cell;
  return {
    ...place,
    nodes: [...shelf.cell.at].map(([name, at]) => ({
      ...nodeOf(shelf, where, name, at),
      hidden: at.x + 0.5 * radius > free,
    })),
    edges: edgesOf(shelf, where),
    words: wordsOf(shelf, where).filter(({ x }) => x + 0.7 * radius < free),
    notes: notesOf(shelf, where).filter(({ x }) => x + 8 < free),
    card: { x: left - 5, y: top - 6, width: right - left + 10, height: bottom - top + 12, radius: 14 },
  };
}

/**
 * @param {Run} run
 * @param {string} name
 * @param {number} t
 * @returns {Float64Array | null} its numbers, where they are shown in its circle
 */
function numbersOf(run, name, t) {
  if (name === "x") return run.plan.tokens ? null : row(run.inputs, t);
  if (name === "y") return run.plan.target_tokens ? null : row(run.targets, t);
  return name === "loss" ? null : row(run.values.get(name), t);
}

/**
 * @param {Shelf} shelf
 * @param {{key: string, t: number, dealt: number, isCurrent: boolean}} where
 * @param {string} name
 * @param {Point} at
 * @returns {CopyNode}
 */
function nodeOf({ run, cell, flow, letters }, { t, dealt, isCurrent }, name, at) {
  const { plan } = run;
  const { radius } = cell;
  const isIn = dealt > 0.98;
  const equation = plan.equations.find((one) => one.name === name);
  const absent = isAbsent(run, name, t);
  const passed = flow.isPassed(name, t) && !absent;
  const tone = [equation?.role ?? "given", isIn && !passed ? "unreached" : "", absent ? "absent" : "", isIn && isCurrent ? "current" : ""]; // biome-ignore format: one line
  const numbers = isIn && passed ? numbersOf(run, name, t) : null;
  const hasStrip = numbers !== null && numbers.length > 1;
  const lettering = /** @type {Lettering} */ (letters.get(name));
  const isNumbered = radius >= NUMBERED && numbers?.length === 1;
  const opening = hasStrip ? openingPath(stripIn(at, radius)) : "";
  return {
    key: name,
    name,
    tex: dealt > 0.5 && lettering.timed ? symbolAt(plan, name, t) : symbol(plan, name),
    ...at,
    d: circlePath({ ...at, radius }),
    opening,
    tone: tone.filter(Boolean).join(" "),
    hidden: false,
    letters: lettering.letters,
    at: {
      x: at.x + (hasStrip ? (radius < ROOMY ? -0.2 : -0.27) * radius : 0),
      y: at.y - (isNumbered ? 0.34 * radius : 0),
    },
    number: isNumbered ? shortly(numbers[0], 14, 1.7 * radius) : "",
  };
}

/**
 * Letters that fit into the circle, with the longest step that is shown.
 *
 * @param {Run} run
 * @param {Cell} cell
 * @param {number} last
 * @returns {Map<string, Lettering>}
 */
export function letteringOf(run, cell, last) {
  return new Map(
    [...cell.at.keys()].map((name) => {
      const tex = symbolAt(run.plan, name, last);
      const hasStrip = (numbersOf(run, name, 1)?.length ?? 2) > 1 && name !== "loss";
      const room = (hasStrip ? (cell.radius < ROOMY ? 1.45 : 1.22) : 1.7) * cell.radius;
      const sizes = [cell.radius > 20 ? 20 : NAME, NAME, 16, 15, 14, 13, 12, 11, 10];
      const fit = (/** @type {string} */ written) => sizes.find((size) => texWidth(written, size) <= room);
      const timed = fit(tex) ?? 9;
      const plain = fit(symbol(run.plan, name)) ?? 9; // the step stands under its column as well
      return [
        name,
        timed < LEAST && plain > timed ? { letters: plain, timed: false } : { letters: timed, timed: true },
      ];
    }),
  );
}

/**
 * Where a node's numbers show: units from top to bottom.
 *
 * @param {Point} at
 * @param {number} radius
 */
function stripIn({ x, y }, radius) {
  if (radius < ROOMY)
    return { x: x + 0.56 * radius, y: y - 0.54 * radius, width: 0.27 * radius, height: 1.08 * radius };
  return { x: x + 0.38 * radius, y: y - 0.62 * radius, width: 0.36 * radius, height: 1.24 * radius };
}

/** @param {{x: number, y: number, width: number, height: number}} room */
function openingPath({ x, y, width, height }) {
  const n = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  return `M${n(x)},${n(y)}L${n(x)},${n(y + height)}L${n(x + width)},${n(y + height)}L${n(x + width)},${n(y)}Z`;
}

/**
 * The numbers behind those windows.
 *
 * @param {Shelf} shelf
 * @param {Copy} copy
 * @returns {Vector[]}
 */
export function stripsOf({ run, cell, flow }, { key, t, x, y, scale, dealt }) {
  if (dealt <= 0.98) return [];
  return [...cell.at].flatMap(([name, at]) => {
    const values = flow.isPassed(name, t) && !isAbsent(run, name, t) ? numbersOf(run, name, t) : null;
    if (!values || values.length < 2) return [];
    const strip = stripIn(at, cell.radius);
    const equation = run.plan.equations.find((one) => one.name === name);
    const series = name === "x" ? run.inputs : name === "y" ? run.targets : run.values.get(name);
    return [
      {
        key: `${name}-${key}`,
        node: name,
        t,
        x: x + scale * strip.x,
        y: y + scale * strip.y,
        width: scale * strip.width,
        height: scale * strip.height,
        values,
        ...rampOf(equation, series),
      },
    ];
  });
}

/**
 * @param {Shelf} shelf
 * @param {{t: number, dealt: number}} where
 * @returns {Edge[]}
 */
function edgesOf({ run, cell, flow }, { t, dealt }) {
  const isIn = dealt > 0.98;
  const ways = drawn(cell);
  return cell.graph.direct.flatMap(({ from, to, tone, parameters, branches }, k) => {
    const absent =
      isAbsent(run, from, t) || isAbsent(run, to, t) || !flow.isRead({ to, tone, parameters, branches }, t);
    const passed = flow.isPassed(to, t);
    const tones = [tone, isIn && !passed ? "unreached" : "", absent ? "absent" : ""];
    const key = `${from} ${to}`;
    /** @type {Edge[]} */
    const edges = [
      {
        key,
        tone: tones.filter(Boolean).join(" "),
        ...ways[k].line,
        width: LINE,
        title: `${from} → ${to}  ${parameters.join(" ")}`.trim(),
        names: [from, ...parameters].join(" "),
      },
    ];
    const back = isIn && !absent ? flow.back(from, t, to, t) : null;
    if (back) {
      edges.push({
        key: `${key} back`,
        tone: "backward",
        ...arrowAlong(ways[k].beam, back.width),
        ...back,
        names: from,
      });
    }
    return edges;
  });
}

/** The edges within a step, the same in every copy: drawn once. */
const drawn = once((/** @type {Cell} */ cell) =>
  directWays(cell).map((way) => ({ line: arrowAlong(way, LINE), beam: beside([...way].reverse(), BACK) })),
);

/**
 * @param {Shelf} shelf
 * @param {{t: number, dealt: number}} where
 * @returns {CopyNote[]}
 */
function notesOf({ run, labels, isLabelled }, { t, dealt }) {
  if (!isLabelled(t)) return [];
  return labels.flatMap(({ key, rows, reader, tone, x, y, width, height, side = 0 }) => {
    const one = reader && dealt > 0.5 ? [rowAtStep(run.plan, reader, t)] : rows;
    const near = reader?.branches.length && dealt > 0.5 ? width - sizeOf(one.filter((row) => row !== null)).width : 0; // as near to its edge
    return one.flatMap((row, k) => (row ? [{ key: `${key} ${k}`, ...row, tone: `on-line ${tone}`, x: x - (side * near) / 2, y: y + height * ((k + 0.5) / one.length - 0.5) }] : [])); // biome-ignore format: one line
  });
}
