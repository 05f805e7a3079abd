/**
 * Under the ledger, where two runs are compared: how much all losses together ask of each copy, of both, as two lines on
 * one log axis.
 *
 *     ‖Σ_t ∂E_t/∂W⁽ᵏ⁾‖ over k
 *
 * @import {LaidGround, LaidParts} from "#app/gradient.js"
 */

import { logPlot } from "#app/layout/gradient/logplot.js";
import { keyOn, longer, namedOn, sidesOf, texOn } from "#app/layout/gradient/sides.js";
import { labelOf, symbol } from "#app/layout/symbols.js";
import { ledgerWords as said } from "#app/words/gradient/ledger.js";

const TITLE = 26;
const LEAST = { plot: 70, ledger: 90 }; // pixels
const SHARE = { least: 0.4, most: 0.55 }; // of the room; more than the least where the ledger's rows can spare it
const ROW = 22; // pixels in which a row keeps its name and its bar
const SUMS = 56; // what stands under the rows

/**
 * What the plot takes of the room: nothing where there is one run, or no room.
 *
 * @param {LaidGround} ground
 */
export function normRoom({ other, room, axis }) {
  const rows = axis.last - axis.first + 1;
  const spare = Math.min(SHARE.most * room.height, room.height - rows * ROW - SUMS);
  const height = Math.min(Math.max(SHARE.least * room.height, spare), room.height - LEAST.ledger);
  return other && height >= TITLE + LEAST.plot ? Math.round(height) : 0;
}

/**
 * @param {LaidGround} ground
 * @param {{y: number, height: number}} room
 * @returns {Pick<LaidParts, "curve" | "words" | "captions">}
 */
export function normCurve(ground, { y, height }) {
  const lines = sidesOf(ground).map(({ side, ground: { plan, answer } }) => {
    const { parameter } = answer.message;
    const values = answer.tensors.get("column_norms")?.values ?? [];
    return { key: keyOn(side, "norms"), called: namedOn(side, labelOf(plan, parameter)), side, node: parameter, tex: symbol(plan, parameter), place: 0, first: 1, values }; // biome-ignore format: one line
  });
  const plot = { y: y + TITLE, height: height - TITLE };
  const { curve, words } = logPlot(lines, longer(ground).axis, plot);
  const pieces = lines.map(({ side, tex }, n) => ({
    tex: `${n ? String.raw`\quad ` : ""}${texOn(side, String.raw`\lVert\partial L/\partial ${tex}^{(k)}\rVert`)}`,
    word: n ? said.copyNorms : "",
  }));
  return { curve, words, captions: [{ key: "laid-norms", tone: "laid-under", x: 14, y: y + TITLE / 2, pieces }] };
}
