/**
 * What an output remembers: under each input a bar, how much a small change of it would change the chosen output; of
 * one unit also which entries of the input, signed.
 *
 * @import {Box, Caption, Words} from "#app/types.js"
 * @import {LaidGround, LaidParts, Spot} from "#app/gradient.js"
 */

import { begins, middle } from "#app/layout/axis.js";
import { figure, signed } from "#app/layout/figures.js";
import { brief } from "#app/layout/gradient/brief.js";
import { choosingSpot, chosenBand } from "#app/layout/gradient/chosenstep.js";
import { fewRows } from "#app/layout/gradient/graph.js";
import { inputTable } from "#app/layout/gradient/inputtable.js";
import { logPlot } from "#app/layout/gradient/logplot.js";
import { pathBetween } from "#app/layout/gradient/path.js";
import { cut, shown } from "#app/layout/lettering.js";
import { roundSteps } from "#app/layout/stepnames.js";
import { symbolAt } from "#app/layout/symbols.js";
import { count } from "#app/words/count.js";
import { memoryWords as said } from "#app/words/gradient/memory.js";

const NAMES = 26;
const NUMBER = 20; // above a bar
const LETTERS = { usual: 14, presenting: 15 };
const NUMBERED = 34; // pixels a step from which every bar has its number
const ALONE = 52; // for the one number of the longest
const LEAST_BARS = 90;
const LEAST_TOKEN = 32;

/**
 * @typedef {object} Heard what is seen of the answer
 * @property {number} first
 * @property {number} last
 * @property {(k: number) => number} at signed where it is
 * @property {(k: number) => boolean} there whether a path leads from x_k
 * @property {(k: number) => boolean} present whether there is an input
 * @property {boolean} isSigned
 * @property {number} largest
 * @property {number | null} most the step with the largest
 */

/**
 * @param {LaidGround} ground
 * @returns {LaidParts}
 */
export function memoryParts(ground) {
  const { answer, axis, room, laid, place, plan } = ground;
  const { message } = answer;
  const heard = heardOf(ground);
  if (message.kind !== "memory" || !heard) return {};
  const table = inputTable(ground, { y: 0, height: room.height - NAMES - LEAST_BARS });
  const top = room.y;
  const height = room.height - NAMES - table.height;
  const isLog = laid.scale === "log";
  const drawn = isLog ? logPlot([lineOf(heard, message.node)], axis, { y: top, height }) : null;
  const bars = drawn ? { boxes: [], words: drawn.words } : barsOf(ground, heard, { y: top, height });
  const names = top + height + NAMES / 2;
  const lower = inputTable(ground, { y: names + NAMES / 2, height: table.height });
  const end = names + NAMES / 2 + lower.height;
  return {
    path: pathBetween(plan, { names: [message.node], t: message.t }, { names: ["x"], t: place.k }),
    curve: drawn?.curve ?? null,
    grids: lower.grids,
    boxes: [...chosenBand(ground, top, end), ...bars.boxes],
    words: [...bars.words, ...inputNames(ground, heard, names), ...lower.words],
    captions: [titleOf(ground, heard), ...lower.captions],
    spots: [...nodeSpots(ground), choosingSpot(ground, top, end)],
    leaves: names + NAMES / 2,
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
 * @param {Heard} heard
 * @param {string} node
 */
function lineOf({ first, last, at, there }, node) {
  const values = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => Math.abs(at(first + n)));
  return { key: "heard", node, tex: "", place: 0, first, values, isOpen: there };
}

/**
 * Signed ones from a line in the middle, up and down.
 *
 * @param {LaidGround} ground
 * @param {Heard} heard
 * @param {{y: number, height: number}} room
 * @returns {{boxes: Box[], words: Words[]}}
 */
function barsOf({ axis, presenting }, { first, last, at, there, present, isSigned, largest, most }, { y, height }) {
  /** @type {{boxes: Box[], words: Words[]}} */
  const found = { boxes: [], words: [] };
  const letters = presenting ? LETTERS.presenting : LETTERS.usual;
  const below = isSigned ? (height - 4) / 2 : 0;
  const base = y + height - 4 - below;
  const tall = (isSigned ? below : height - 4) - NUMBER;
  for (let k = first; k <= last; k += 1) {
    const key = `${k - axis.first}`;
    const [left, wide] = [begins(axis, k), begins(axis, k + 1) - begins(axis, k)];
    const value = at(k);
    const isBroken = !Number.isFinite(value);
    const size = isBroken ? tall : largest ? (Math.abs(value) / largest) * tall : 0;
    const isUp = !(value < 0);
    const side = Math.min(wide * 0.2, 14);
    if (there(k))
      found.boxes.push({
        key: `bar-${key}`,
        tone: `laid-bar-of${k === most ? " most" : ""}${isBroken ? " broken" : ""}${present(k) ? "" : " absent"}`,
        x: left + side,
        y: isUp ? base - Math.max(1, size) : base,
        width: Math.max(1, wide - 2 * side),
        height: Math.max(1, size),
        radius: Math.min(3, wide / 8),
      });
    const isFirstBroken = isBroken && Number.isFinite(at(k - 1));
    const room = wide >= NUMBERED ? wide - 2 : k === most || (isFirstBroken && most === null) ? ALONE : 0;
    const text = there(k) ? (room ? brief(value, room, letters, isSigned) : "") : wide >= 24 ? said.unreached : "";
    if (text)
      found.words.push({
        key: `bar-${key}`,
        tone: `laid-heard${k === most ? " most" : ""}`,
        x: middle(axis, k),
        y: isUp ? base - Math.max(1, size) - NUMBER / 2 : base + size + NUMBER / 2,
        text,
        anchor: "middle",
      });
  }
  found.boxes.push({ key: "base", tone: "laid-base", x: axis.start, y: base, width: Math.max(0, axis.end - axis.start), height: 1, radius: 0 }); // biome-ignore format: one line
  return found;
}

/**
 * Under the bars the inputs again: the tokens, or the steps where there are none.
 *
 * @param {LaidGround} ground
 * @param {Heard} heard
 * @param {number} y
 * @returns {Words[]}
 */
function inputNames({ axis, plan, place }, { first, last, present }, y) {
  const each = axis.edges ? 60 : axis.pitch;
  const every = each >= LEAST_TOKEN && plan.tokens ? 1 : roundSteps(44 / each);
  /** @type {Words[]} */
  const found = [];
  for (let k = first; k <= last; k += 1) {
    const isChosen = k === place.k;
    if (!isChosen && every > 1 && (k % every || Math.abs(k - place.k) * each < 44)) continue;
    const token = plan.tokens?.[k - 1];
    const text = every > 1 || !plan.tokens ? count(k) : token == null ? said.missing : cut(shown(token), 15, each - 2);
    found.push({ key: `of-${k - axis.first}`, tone: `laid-token${isChosen ? " current" : ""}${present(k) ? "" : " absent"}`, x: middle(axis, k), y, text, anchor: "middle" }); // biome-ignore format: one line
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
