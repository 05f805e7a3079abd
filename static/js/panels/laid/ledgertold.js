/**
 * The chosen cell of the ledger as a sentence.
 *
 * @import {Told} from "#app/panels/laid/kinds.js"
 */

import { spoken } from "#app/layout/figures.js";
import { measureOf, reader } from "#app/layout/gradient/ledgerplaces.js";
import { labelOf } from "#app/layout/symbols.js";
import { ledgerWords as said } from "#app/words/gradient/ledger.js";

/** @param {Told} told */
export function ledgerTold({ shown: { answer, run }, laid, place: { t, k } }) {
  const { parameter, direction } = answer.message;
  const measure = measureOf(laid.measure, answer.tensors, direction);
  const value = reader(answer, measure)?.at(t, k) ?? null;
  const name = labelOf(run.plan, parameter);
  if (!run.hasLoss?.[t - 1]) return said.noLossAt(t);
  return value === null ? said.empty(t, k, false) : said.heard(t, k, name, said.told(measure, spoken(value), false));
}
