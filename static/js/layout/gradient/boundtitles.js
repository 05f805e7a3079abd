/**
 * What stands around the bound's plot: powers of ten at its left, steps below, and over it what is chosen.
 *
 * @import {Caption, Words} from "#app/types.js"
 * @import {LaidGround} from "#app/gradient.js"
 * @import {Plot} from "#app/layout/gradient/boundlines.js"
 * @import {Powers} from "#app/layout/gradient/boundscale.js"
 */

import { middle } from "#app/layout/axis.js";
import { bigFigure, linesOf, powerAt } from "#app/layout/gradient/boundseries.js";
import { isWhole, normTexOf, wholeTex } from "#app/layout/gradient/boundtex.js";
import { chosenName } from "#app/layout/gradient/chosenstep.js";
import { widthOf } from "#app/layout/lettering.js";
import { roundSteps } from "#app/layout/stepnames.js";
import { count } from "#app/words/count.js";
import { boundWords as said } from "#app/words/gradient/bound.js";

/**
 * @param {Powers} scale
 * @param {Plot} plot
 * @param {boolean} presenting
 * @returns {Words[]}
 */
export function ticks({ ticks: all }, { left, top, bottom }, presenting) {
  const found = all.map(({ power, y, text }) => ({
    key: `bound-tick-${power}`,
    tone: "bound-tick",
    x: left - 7,
    y: Math.round(y),
    text,
    anchor: /** @type {const} */ ("end"),
  }));
  if (presenting || left < 120) return found;
  return [
    ...found,
    { key: "bound-axis", tone: "bound-axis", x: 14, y: (top + bottom) / 2, text: said.norm, anchor: "start" },
  ];
}

/**
 * The steps' numbers under the axis, with k and t by name.
 *
 * @param {LaidGround} ground
 * @param {{t: number, k: number}} place
 * @param {Plot} plot
 * @param {number} letters
 * @returns {Words[]}
 */
export function stepNames({ axis, compact, presenting }, { t, k }, { bottom, left, right }, letters) {
  const every = roundSteps((widthOf(count(axis.last), letters) + 14) / axis.pitch);
  const y = bottom + letters;
  const named = new Map([
    [t, `t = ${count(t)}`],
    [k, k === t ? `k = t = ${count(t)}` : chosenName(k, axis.pitch, letters)],
  ]);
  /** @type {{x: number, wide: number}[]} */
  const taken = [];
  /** @type {Words[]} */
  const found = [];
  const put = (/** @type {number} */ step, /** @type {string} */ text, /** @type {string} */ tone) => {
    const wide = widthOf(text, letters) + 8;
    const x = Math.max(left + wide / 2 - 8, Math.min(right - wide / 2 + 8, middle(axis, step)));
    if (taken.some((other) => Math.abs(other.x - x) < (other.wide + wide) / 2)) return;
    taken.push({ x, wide });
    found.push({ key: `bound-step-${tone}-${step - axis.first}`, tone, x, y, text, anchor: "middle" });
  };
  for (const [step, text] of [...named].toReversed())
    if (step >= axis.first && step <= axis.last) put(step, text, step === k ? "step laid-k" : "step bound-t");
  for (let step = axis.first; step <= axis.last; step += 1) if (step % every === 0) put(step, count(step), "step");
  if (compact || presenting) return found;
  return [
    ...found,
    {
      key: "bound-steps",
      tone: "bound-axis",
      x: (left + right) / 2,
      y: y + letters + 4,
      text: said.steps,
      anchor: "middle",
    },
  ];
}

/**
 * What is chosen: ‖∂h₂₀/∂h₃‖, measured and at most.
 *
 * @param {LaidGround} ground
 * @param {{t: number, k: number}} place
 * @returns {Caption}
 */
export function title({ plan, answer, title: at, compact }, { t, k }) {
  const { message } = answer;
  const lines = new Map(linesOf(answer).map((line) => [line.name, line]));
  const [measured, most] = [powerAt(lines.get("measured"), k), powerAt(lines.get("bound"), k)];
  const isAfter = (t - k) * message.state.direction < 0;
  const known = {
    measured: measured === undefined ? null : bigFigure(measured),
    most: most === undefined ? null : bigFigure(most),
  };
  const word = isAfter ? said.after(message.state.direction) : said.chosen(known, message.bound.exists, compact);
  const whole = isWhole(message) && !compact ? [{ tex: wholeTex(plan, message), word: "" }] : [];
  return {
    key: "laid-title",
    tone: "laid-title",
    x: at.x,
    y: at.y,
    pieces: [{ tex: normTexOf(plan, message, t, k), word }, ...whole],
  };
}
