/**
 * The bound: under the graph, for every k at the chosen t, how much of the state at k can be left at t and how much is,
 * on one log axis over the steps.
 *
 *     ‖∂h_t/∂h_k‖₂   and   (λ_W λ_φ)^(t−k)
 *
 * @import {Box, Edge} from "#app/types.js"
 * @import {LaidGround, LaidParts, Path} from "#app/gradient.js"
 * @import {Drawn, Plot} from "#app/layout/gradient/boundlines.js"
 */

import { middle } from "#app/layout/axis.js";
import { beyond, drawn, keyOf, leftOutWords } from "#app/layout/gradient/boundlines.js";
import { lineNames } from "#app/layout/gradient/boundnames.js";
import { powers } from "#app/layout/gradient/boundscale.js";
import { kindOf, linesOf, powerAt } from "#app/layout/gradient/boundseries.js";
import { normTexOf, powerTex, stateNames } from "#app/layout/gradient/boundtex.js";
import { stepNames, ticks, title } from "#app/layout/gradient/boundtitles.js";
import { pathBetween } from "#app/layout/gradient/path.js";
import { keyOn, longer, namedOn, sidesOf, texOn, titlesOf } from "#app/layout/gradient/sides.js";
import { widthOf } from "#app/layout/lettering.js";
import { boundWords as said } from "#app/words/gradient/bound.js";

const STEPS = { alone: 1.7, named: 3.3 }; // lines for the steps' numbers under the axis, and for what they are
const TOP = 12;
const LETTERS = { usual: 14, presenting: 18 };
const OUT = { usual: 14, presenting: 13 }; // of what is said of steps the axis leaves out
const FAR = 1_000; // steps of a path that is still lit

/**
 * @param {LaidGround} ground
 * @returns {LaidParts}
 */
export function boundParts(ground) {
  const { answer, laid, room, place, hover, presenting, compact } = ground;
  const { message } = answer;
  const { axis } = longer(ground);
  const lines = linesOn(ground);
  const letters = presenting ? LETTERS.presenting : LETTERS.usual;
  const plot = {
    left: room.left,
    right: axis.end,
    top: room.y + TOP,
    bottom: room.y + room.height - letters * (compact || presenting ? STEPS.alone : STEPS.named),
  };
  const { inner, rows } = beyond(lines, axis, plot, letters + 6);
  const fitted = laid.fit === "measured" ? lines.filter(({ name }) => name !== "bound") : lines;
  const scale = powers(fitted, axis, { ...inner, apart: presenting ? 34 : 24 });
  const all = lines.map((line) => drawn(line, axis, scale, rows));
  const here = { ...(hover ?? place), t: message.t };
  const hereOf = (/** @type {LaidGround} */ one) => ({ ...(hover ?? one.place), t: one.answer.message.t });
  const words = [
    ...leftOutWords(lines, axis, plot, rows, presenting ? OUT.presenting : OUT.usual),
    ...offAxis(lines, scale, axis, inner, letters),
  ];
  const taken = words.map(({ x, y, text }) => ({
    left: x,
    top: y - letters / 2,
    right: x + widthOf(text, letters),
    bottom: y + letters / 2,
  }));
  return {
    path: litPath(ground, here),
    boxes: [frameOf(plot), ...all.flatMap(({ boxes }) => boxes), ...marks(all, here.k, axis, scale)],
    edges: [...rules(scale, plot), ...guides(here, axis, plot), ...all.flatMap(({ edges }) => edges).toReversed()],
    words: [...words, ...ticks(scale, plot, presenting), ...stepNames({ ...ground, axis }, here, plot, letters)],
    captions: titlesOf(ground, (one) => title(one, hereOf(one))),
    notes: lineNames(named(all, ground, letters), plot, taken, upright(here, axis, plot)),
    leaves: plot.bottom, // the axis's name stands below
    spots: [{ x: plot.left, y: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top, to: {}, cells: { losses: [message.t], each: plot.bottom - plot.top, axis } }],
  }; // biome-ignore format: a table
}

/**
 * The lines of the run, or of both: then without those of the spectral radii, which bound nothing.
 *
 * @param {LaidGround} ground
 * @returns {import("#app/layout/gradient/boundseries.js").Line[]}
 */
function linesOn(ground) {
  return sidesOf(ground).flatMap(({ side, ground: { answer } }) =>
    linesOf(answer)
      .filter(({ name }) => !side || name !== "radius")
      .map((line) => ({ ...line, side })),
  );
}

/**
 * Where the bound lies above an axis that was fitted to what is measured.
 *
 * @param {import("#app/layout/gradient/boundseries.js").Line[]} lines
 * @param {import("#app/layout/gradient/boundscale.js").Powers} scale
 * @param {import("#app/types.js").Axis} axis
 * @param {Plot} plot
 * @param {number} letters
 * @returns {import("#app/types.js").Words[]}
 */
function offAxis(lines, { high }, axis, { left, right, top }, letters) {
  const isOff = (/** @type {number} */ power) => power > high && kindOf(power) === "fine";
  const off = lines.filter(({ name, log10 }) => name === "bound" && log10.some(isOff));
  return off.map(({ first, log10, side }, n) => {
    const [from, to] = [log10.findIndex(isOff), log10.findLastIndex(isOff)];
    const text = namedOn(side, said.offAxis(first + from, first + to));
    const room = middle(axis, first + to) - widthOf(text, letters) - 8;
    const x = Math.max(left + 8, Math.min(right - widthOf(text, letters) - 8, room));
    const y = top + letters * (0.8 + 1.3 * n);
    return { key: `bound-${keyOn(side, "off")}`, tone: "bound-out bound", x, y, text, anchor: "start" };
  });
}

/**
 * From the state at t back to the one at k.
 *
 * @param {LaidGround} ground
 * @param {{t: number, k: number}} place
 * @returns {Path | null}
 */
function litPath({ plan, answer }, { t, k }) {
  const names = stateNames(answer.message);
  if (Math.abs(t - k) > FAR || (t - k) * answer.message.state.direction < 0) return null;
  const path = pathBetween(plan, { names, t }, { names, t: k });
  return path.nodes.size ? path : null;
}

/** @param {Plot} plot @returns {Box} */
function frameOf({ left, right, top, bottom }) {
  return {
    key: "bound-frame",
    tone: "bound-frame",
    x: left,
    y: top,
    width: right - left,
    height: bottom - top,
    radius: 0,
  };
}

/**
 * @param {import("#app/layout/gradient/boundscale.js").Powers} scale
 * @param {Plot} plot
 * @returns {Edge[]}
 */
function rules({ ticks: all }, { left, right }) {
  return all.map(({ power, y }) => ({
    key: `bound-rule-${power}`,
    tone: `bound-rule${power === 0 ? " one" : ""}`,
    d: `M${left},${Math.round(y) + 0.5}H${right}`,
    head: "",
    names: "",
    width: 1,
    title: "",
  }));
}

/**
 * Upright lines at t and at k.
 *
 * @param {{t: number, k: number}} place
 * @param {import("#app/types.js").Axis} axis
 * @param {Plot} plot
 * @returns {Edge[]}
 */
function guides({ t, k }, axis, { top, bottom }) {
  return /** @type {const} */ ([
    ["k", k],
    ["t", t],
  ])
    .filter(([, step]) => step >= axis.first && step <= axis.last)
    .map(([name, step]) => {
      const x = Math.round(middle(axis, step)) + 0.5;
      return {
        key: `bound-${name}`,
        tone: `bound-guide ${name}`,
        d: `M${x},${top}V${bottom}`,
        head: "",
        names: "",
        width: 1.5,
        title: "",
      };
    });
}

/**
 * What the upright lines and the rings on them cover.
 *
 * @param {{t: number, k: number}} place
 * @param {import("#app/types.js").Axis} axis
 * @param {Plot} plot
 */
function upright({ t, k }, axis, { top, bottom }) {
  return [t, k].map((step) => ({ left: middle(axis, step) - 9, right: middle(axis, step) + 9, top, bottom }));
}

/**
 * A ring on every line at k.
 *
 * @param {Drawn[]} all
 * @param {number} k
 * @param {import("#app/types.js").Axis} axis
 * @param {import("#app/layout/gradient/boundscale.js").Powers} scale
 * @returns {Box[]}
 */
function marks(all, k, axis, scale) {
  if (k < axis.first || k > axis.last) return [];
  return all.flatMap(({ line }) => {
    const power = powerAt(line, k);
    if (power === undefined || kindOf(power) !== "fine" || line.name === "radius" || power > scale.high) return [];
    const box = { x: middle(axis, k) - 7, y: scale.y(power) - 7, width: 14, height: 14, radius: 7 };
    return [{ key: `bound-here-${keyOf(line)}`, tone: `bound-here ${line.name}`, ...box }];
  });
}

/**
 * @param {Drawn[]} all
 * @param {LaidGround} ground
 * @param {number} letters
 */
function named(all, ground, letters) {
  return all.map((one) => {
    const { name, side } = one.line;
    const { plan, answer } = side === "b" && ground.other ? ground.other : ground;
    const { message } = answer;
    const letter = side ? 1.6 * letters : 0;
    if (name === "measured") {
      const tex = texOn(side, normTexOf(plan, message, message.t, "k"));
      return { drawn: one, tex, width: 6.6 * letters + letter, height: 1.6 * letters };
    }
    const tex = texOn(side, powerTex(plan, message, name === "radius" ? String.raw`\rho` : undefined));
    const more = name === "radius" ? String.raw`\ \text{${said.noBound}}` : "";
    const width = (name === "radius" ? 12 : 7) * letters + letter;
    return { drawn: one, tex: tex + more, width, height: 2 * letters };
  });
}
