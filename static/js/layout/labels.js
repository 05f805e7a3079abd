/**
 * The names of the rows in the gutter, left of the time axis.
 *
 * @import {Band, Equation, Plan, RowLabel} from "#app/types.js"
 */

import { sizeOf } from "#app/layout/shapes.js";
import { symbol, symbolAt, symbolOf } from "#app/layout/symbols.js";
import { words } from "#app/words/page.js";

/**
 * @param {Plan} plan
 * @param {Band[]} bands
 * @param {boolean} compact no room for words
 * @param {boolean} [shapes] in the words' places
 * @returns {RowLabel[]}
 */
export function labelsOf(plan, bands, compact, shapes = false) {
  return bands.flatMap((band) => {
    const named = nameOf(plan, band);
    if (!named) return [];
    return [
      {
        key: band.key,
        names: named.names,
        tex: named.tex,
        word: compact ? "" : shapes ? words.units(sizeOf(plan, named.names)) : named.word,
        y: band.y + band.height / 2,
      },
    ];
  });
}

/**
 * @param {Plan} plan
 * @param {Band} band
 * @returns {{tex: string, word: string, names: string} | null}
 */
function nameOf(plan, { kind, node }) {
  if (kind === "target") return { tex: symbol(plan, "y"), word: words.target, names: "y" };
  if (kind === "loss" || (kind === "lane" && node === "loss"))
    return { tex: symbolAt(plan, "loss", "t"), word: words.loss, names: "loss" }; // each step's own, not their sum
  if (kind === "token") return { tex: symbol(plan, "x"), word: words.input, names: "x" };
  if (kind === "lane" && node === "x") return { tex: symbol(plan, "x"), word: words.input, names: "x" };
  if (kind !== "output" && kind !== "vector" && kind !== "lane") return null;
  const equation = /** @type {Equation} */ (plan.equations.find(({ name }) => name === node));
  return { tex: symbolOf(equation), word: equation.word ?? words.roles[equation.role], names: equation.name };
}
