/**
 * What is left of the state at k, step by step, on the time axis under the graph: the largest singular value of the
 * product so far, on a log scale with a line at 1.
 *
 * @import {Box, Words} from "#app/types.js"
 * @import {LaidGround, Spot} from "#app/gradient.js"
 * @import {Link} from "#app/layout/gradient/chainread.js"
 * @import {Look, Rows} from "#app/layout/gradient/chainplaces.js"
 */

import { begins, middle } from "#app/layout/axis.js";
import { log10Of, powerFigure } from "#app/layout/gradient/chainread.js";
import { chainWords } from "#app/words/gradient/chain.js";

const HEIGHT = 32;
const NARROW = 0.3; // powers of ten that are shown at least
const MARK = { most: 22, least: 1 };
const LEFT = 14;
const LINE = 14; // pixels between two numbers of the scale

/**
 * @param {LaidGround} ground
 * @param {Link} link
 * @param {Look} look
 * @param {Rows} rows
 * @returns {{boxes: Box[], words: Words[], spots: Spot[]}}
 */
export function soFarParts({ axis, gutter, compact }, link, look, rows) {
  /** @type {{boxes: Box[], words: Words[], spots: Spot[]}} */
  const found = { boxes: [], words: [], spots: [] };
  if (!rows.soFar) return found;
  const which = look.isWrong ? "wrong" : "product";
  const powers = link.steps.map((_, at) => link.singular(which, at)[0] ?? [Number.NaN, 0]);
  const logs = powers.map(log10Of);
  const finite = logs.filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...finite), Math.max(0, ...finite)];
  const y = (/** @type {number} */ log) => rows.soFar + HEIGHT * (1 - (log - low) / Math.max(NARROW, high - low));
  const one = y(0);
  const [left, right] = [begins(axis, axis.first), begins(axis, axis.last + 1)];
  found.boxes.push({
    key: "so-far-one",
    tone: "chain-one",
    x: left,
    y: one - 0.5,
    width: right - left,
    height: 1,
    radius: 0,
  });
  for (const [at, i] of link.steps.entries()) {
    if (i < axis.first || i > axis.last) continue;
    const width = Math.max(MARK.least, Math.min(MARK.most, axis.pitch * 0.5));
    const x = middle(axis, i) - width / 2;
    const log = logs[at];
    const isLooked = at === look.at;
    if (Number.isFinite(log)) {
      const top = Math.min(one, y(log));
      const height = Math.max(1.5, Math.abs(y(log) - one));
      found.boxes.push({
        key: `so-far-${i}`,
        tone: `chain-so-far${isLooked ? " looked" : ""}`,
        x,
        y: top,
        width,
        height,
        radius: 0,
      });
    }
    found.spots.push({
      x: begins(axis, i),
      y: rows.soFar - 2,
      width: axis.pitch,
      height: HEIGHT + 4,
      to: { step: i, matrix: "product" },
    });
  }
  if (!compact) {
    const label = (/** @type {string} */ key, /** @type {number} */ at, /** @type {string} */ text) =>
      found.words.push({ key: `so-far-${key}`, tone: "chain-scale", x: gutter - 6, y: at, text, anchor: "end" });
    found.words.push({
      key: "so-far-what",
      tone: "chain-scale",
      x: LEFT,
      y: rows.soFar + HEIGHT / 2,
      text: `${chainWords.sigma} ${chainWords.soFar}`,
      anchor: "start",
    });
    label("one", one, "1");
    for (const [key, log] of /** @type {[string, number][]} */ ([
      ["low", low],
      ["high", high],
    ])) {
      const power = powers[logs.indexOf(log)];
      if (power && Math.abs(y(log) - one) > LINE) label(key, y(log), powerFigure(power));
    }
  }
  return found;
}
