/**
 * Question marks where numbers are hidden: one over each stretch of hidden units of a vector, one a step over bars. Bars
 * stay as thin lines, so that they can be clicked.
 *
 * @import {Bar, Run, Scene, Vector, Words} from "#app/types.js"
 */

import { isCovered } from "#app/state/unknown.js";
import { isHidden } from "#app/state/veil.js";

const LETTERS = 15; // pixels
const BESIDE = 7; // of a vector, within its frame

/**
 * @template {Omit<Scene, "larger">} S
 * @param {S} scene
 * @param {Run} run
 * @returns {S}
 */
export function withHidden(scene, run) {
  const { veil } = run;
  if (!veil) return scene;
  const vectors = scene.vectors.map((vector) => marked(vector, run));
  const bars = scene.bars.map((bar) => (isHidden(veil, "value", bar.cell) ? lying(bar) : bar));
  const covered = new Set([...vectors.filter(({ hidden }) => hidden), ...bars.filter(isLying)].map(({ key }) => `broken-${key}`)); // biome-ignore format: one line
  const words = [
    ...scene.words.filter(({ key }) => !covered.has(key)),
    ...vectors.flatMap(signsOf),
    ...signsOver(bars.filter(isLying), scene.bars),
  ];
  return { ...scene, vectors, bars, words };
}

/**
 * @param {Vector} vector
 * @param {Run} run
 * @returns {Vector}
 */
function marked(vector, { veil }) {
  const { values, node, t } = vector;
  if (!values) return vector;
  const hidden = Array.from(values, (_, unit) => unit).filter(
    (unit) => isCovered(values, unit) || isHidden(veil, "value", { node, t, unit }),
  );
  return hidden.length ? { ...vector, hidden } : vector;
}

/**
 * @param {Vector} vector
 * @returns {Words[]}
 */
function signsOf({ key, values, hidden, x, y, width, height }) {
  if (!hidden || !values) return [];
  const each = height / values.length;
  const firsts = hidden.filter((unit) => !hidden.includes(unit - 1));
  return firsts.map((first) => {
    const last = hidden.find((unit) => unit >= first && !hidden.includes(unit + 1)) ?? first;
    const middle = y + ((first + last + 1) / 2) * each;
    const isThin = (last - first + 1) * each < LETTERS && width >= LETTERS; // there it would cover its neighbours
    const at = isThin ? x - BESIDE : x + width / 2;
    const tone = width < LETTERS ? "unknown small" : "unknown";
    return { key: `hidden-${key}-${first}`, tone, x: at, y: middle, text: "?", anchor: "middle" };
  });
}

/** @param {Bar} bar @returns {Bar} */
function lying(bar) {
  return { ...bar, tone: "hidden", y: bar.y + bar.height - 2, height: 2 };
}

/** @param {Bar} bar */
function isLying({ tone }) {
  return tone === "hidden";
}

/**
 * @param {Bar[]} bars that are hidden
 * @param {Bar[]} before as they would stand
 * @returns {Words[]}
 */
function signsOver(bars, before) {
  const all = new Map(before.map((bar) => [bar.key, bar]));
  const first = bars.filter(({ cell }, k) => bars[k - 1]?.cell.t !== cell.t || bars[k - 1]?.cell.node !== cell.node);
  return first.map((bar) => {
    const last = bars.findLast(({ cell }) => cell.t === bar.cell.t && cell.node === bar.cell.node) ?? bar;
    const tall = all.get(bar.key)?.height ?? 0;
    const x = (bar.x + last.x + last.width) / 2;
    return { key: `hidden-${bar.key}`, tone: "unknown", x, y: bar.y + 2 - tall / 2, text: "?", anchor: "middle" };
  });
}
