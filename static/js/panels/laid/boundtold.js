/**
 * The chosen k of the bound as a sentence.
 *
 * @import {Told} from "#app/panels/laid/kinds.js"
 */

import { bigFigure, linesOf, powerAt } from "#app/layout/gradient/boundseries.js";
import { boundWords as said } from "#app/words/gradient/bound.js";

/** @param {Told} told */
export function boundTold({ shown: { answer }, place: { k } }) {
  const lines = new Map(linesOf(answer).map((line) => [line.name, line]));
  const { t, state } = answer.message;
  const [measured, most] = [powerAt(lines.get("measured"), k), powerAt(lines.get("bound"), k)];
  if (measured === undefined && most === undefined) return said.after(state.direction);
  return said.heard(t, k, bigFigure(measured), most === undefined ? null : bigFigure(most));
}
