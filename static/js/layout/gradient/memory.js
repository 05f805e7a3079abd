/**
 * What an output remembers: under each input a bar, how much a small change of it would change the chosen output; of
 * one unit also which entries of the input, signed.
 *
 * @import {Caption, Words} from "#app/types.js"
 * @import {Heard, Hearing} from "#app/layout/gradient/memorybars.js"
 * @import {LaidGround, LaidParts, Spot} from "#app/gradient.js"
 */

import { middle } from "#app/layout/axis.js";
import { figure, signed } from "#app/layout/figures.js";
import { choosingSpot, chosenBand } from "#app/layout/gradient/chosenstep.js";
import { fewRows } from "#app/layout/gradient/graph.js";
import { inputTable } from "#app/layout/gradient/inputtable.js";
import { logPlot } from "#app/layout/gradient/logplot.js";
import { barsOf } from "#app/layout/gradient/memorybars.js";
import { pathBetween } from "#app/layout/gradient/path.js";
import { keyOn, longer, sidesOf, titlesOf } from "#app/layout/gradient/sides.js";
import { cut, shown } from "#app/layout/lettering.js";
import { roundSteps } from "#app/layout/stepnames.js";
import { symbolAt } from "#app/layout/symbols.js";
import { besideWords } from "#app/words/beside.js";
import { count } from "#app/words/count.js";
import { memoryWords as said } from "#app/words/gradient/memory.js";

const NAMES = 26;
const LETTERS = 14;
const LEAST_BARS = 90;
const LEAST_TOKEN = 32;

/**
 * @param {LaidGround} ground
 * @returns {LaidParts}
 */
export function memoryParts(ground) {
  const { answer, room, laid, place, plan } = ground;
  const { message } = answer;
  const all = sidesOf(ground).flatMap((one) => {
    const heard = heardOf(one.ground);
    return heard ? [{ ...one, heard }] : [];
  });
  if (message.kind !== "memory" || all[0]?.ground !== ground) return {};
  const rows = tokenRows(all);
  const under = NAMES * rows.length;
  const table = inputTable(ground, { y: 0, height: room.height - under - LEAST_BARS });
  const top = room.y;
  const height = room.height - under - table.height;
  const { axis } = longer(ground);
  const drawn = laid.scale === "log" ? logPlot(all.map(lineOf), axis, { y: top, height }) : null;
  const bars = drawn ? { boxes: [], words: drawn.words } : barsOf(all, axis, { y: top, height });
  const names = rows.flatMap((row, n) => inputNames(row, top + height + NAMES * (n + 0.5), rows.length > 1));
  const lower = inputTable(ground, { y: top + height + under, height: table.height });
  const end = top + height + under + lower.height;
  return {
    path: pathBetween(plan, { names: [message.node], t: message.t }, { names: ["x"], t: place.k }),
    curve: drawn?.curve ?? null,
    grids: lower.grids,
    boxes: [...chosenBand(ground, top, end), ...bars.boxes],
    words: [...bars.words, ...(drawn ? lineNames(drawn.ends) : []), ...names, ...lower.words],
    captions: [...titlesOf(ground, (one) => titleOf(one, /** @type {Heard} */ (heardOf(one)))), ...lower.captions],
    spots: [...nodeSpots(ground), choosingSpot(ground, top, end)],
    leaves: top + height + under,
    bottom: end,
  };
}

/**
 * @param {LaidGround} ground
 * @returns {Heard | null}
 */
function heardOf({ answer, axis, laid }) {
  const { message, tensors } = answer;
  const isAlong = laid.heard === "along";
  const isSigned = isAlong && message.unit !== null;
  const name = isAlong ? (isSigned ? "along" : "along_norm") : "norm";
  const [values, there, present] = [name, "there", "present"].map((key) => tensors.get(key)?.values);
  if (!values || !there || !present) return null;
  const first = Math.max(message.first, axis.first);
  const last = Math.min(message.last, axis.last);
  const at = (/** @type {number} */ k) => Number(values[k - message.first]);
  let [largest, most] = [0, /** @type {number | null} */ (null)];
  for (let k = first; k <= last; k += 1) {
    const size = Math.abs(at(k));
    if (Number.isFinite(size) && size > largest) [largest, most] = [size, k];
  }
  return {
    first,
    last,
    at,
    there: (k) => Boolean(there[k - message.first]),
    present: (k) => Boolean(present[k - message.first]),
    isSigned,
    largest,
    most,
  };
}

/**
 * The inputs once, where both runs read the same.
 *
 * @param {Hearing[]} all
 */
function tokenRows(all) {
  const read = all.map(({ ground: { plan } }) => JSON.stringify([plan.T, plan.tokens ?? null]));
  return all.filter((_, n) => read.indexOf(read[n]) === n);
}

/**
 * @param {Hearing} hearing
 * @returns {import("#app/layout/gradient/logplot.js").PlotLine}
 */
function lineOf({ side, ground, heard: { first, last, at, there } }) {
  const { node } = ground.answer.message;
  const values = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => Math.abs(at(first + n)));
  const called = side ? besideWords[side] : undefined;
  return { key: keyOn(side, "heard"), called, side, node, tex: "", place: 0, first, values, isOpen: there };
}

/**
 * The letters of two lines, each at its line's end.
 *
 * @param {{key: string, called: string, x: number, y: number}[]} ends
 * @returns {Words[]}
 */
function lineNames(ends) {
  if (ends.length < 2) return [];
  const [a, b] = ends;
  const isClose = Math.abs(a.y - b.y) < LETTERS;
  return ends.map(({ key, called, x, y }, n) => ({
    key: `line-${key}`,
    tone: "laid-line place-0",
    x: x - 12,
    y: isClose ? y + (n === (a.y < b.y ? 0 : 1) ? -LETTERS / 2 : LETTERS / 2) : y,
    text: called,
    anchor: /** @type {const} */ ("end"),
  }));
}

/**
 * Under the bars the inputs again: the tokens, or the steps where there are none.
 *
 * @param {Hearing} hearing
 * @param {number} y
 * @param {boolean} isNamed there is another run's row
 * @returns {Words[]}
 */
function inputNames({ side, ground, heard: { first, last, present } }, y, isNamed) {
  const { axis, plan, place } = ground;
  const each = axis.edges ? 60 : axis.pitch;
  const every = each >= LEAST_TOKEN && plan.tokens ? 1 : roundSteps(44 / each);
  /** @type {Words[]} */
  const found = [];
  if (isNamed && side) found.push({ key: keyOn(side, "of"), tone: "laid-token", x: 14, y, text: besideWords[side], anchor: "start" }); // biome-ignore format: one line
  for (let k = first; k <= last; k += 1) {
    const isChosen = k === place.k;
    if (!isChosen && every > 1 && (k % every || Math.abs(k - place.k) * each < 44)) continue;
    const token = plan.tokens?.[k - 1];
    const text = every > 1 || !plan.tokens ? count(k) : token == null ? said.missing : cut(shown(token), 15, each - 2);
    found.push({ key: keyOn(side, `of-${k - axis.first}`), tone: `laid-token${isChosen ? " current" : ""}${present(k) ? "" : " absent"}`, x: middle(axis, k), y, text, anchor: "middle" }); // biome-ignore format: one line
  }
  return found;
}

/**
 * @param {LaidGround} ground
 * @param {Heard} heard
 * @returns {Caption}
 */
function titleOf({ plan, answer, title, place, laid }, { first, last, at, there, isSigned }) {
  const { node, t, unit } = answer.message;
  const k = Math.max(first, Math.min(last, place.k));
  const of = symbolAt(plan, node, t, unit === null ? "" : `,${unit + 1}`);
  const ratio = String.raw`\partial ${of}/\partial ${symbolAt(plan, "x", k)}`;
  const inner = laid.heard === "along" ? String.raw`${ratio}\cdot ${symbolAt(plan, "x", k)}` : ratio;
  const tex = isSigned ? inner : String.raw`\lVert ${inner}\rVert`;
  const value = at(k);
  const word = !there(k) ? said.noPath : `= ${isSigned ? signed(value) : figure(value)}${value === 0 ? said.tiny : ""}`;
  return { key: "laid-title", tone: "share laid-title", x: title.x, y: title.y, pieces: [{ tex, word }] };
}

/**
 * A click on a state above asks what that one remembers.
 *
 * @param {LaidGround} ground
 * @returns {Spot[]}
 */
function nodeSpots({ plan, band, columns }) {
  return fewRows(plan).rows.flatMap(({ name }) => {
    const row = band.get(`row-${name}`);
    if (!row) return [];
    return columns.map(({ t, x }) => ({
      x: x - 14,
      y: row.y,
      width: 28,
      height: row.height,
      to: { node: name, t, output: null },
    }));
  });
}
