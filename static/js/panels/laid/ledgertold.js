/**
 * The chosen cell of the ledger as a sentence.
 *
 * @import {Told} from "#app/panels/laid/kinds.js"
 */

import { spoken } from "#app/layout/figures.js";
import { endOf } from "#app/layout/gradient/factors.js";
import { measureOf, reader, stagesOf } from "#app/layout/gradient/ledgerplaces.js";
import { labelOf } from "#app/layout/symbols.js";
import { ledgerWords as said } from "#app/words/gradient/ledger.js";
import { truncationWords } from "#app/words/gradient/truncation.js";

/** @param {Told} told */
export function ledgerTold({ shown: { answer, run }, laid, write = spoken, place: { t, k } }) {
  const { parameter, direction } = answer.message;
  const measure = measureOf(laid.measure, answer.tensors, direction);
  const read = reader(answer, measure);
  const value = read?.at(t, k) ?? null;
  const name = labelOf(run.plan, parameter);
  if (!run.hasLoss?.[t - 1]) return said.noLossAt(t);
  if (value === null) return said.empty(t, k, false);
  const end = endOf({ plan: run.plan, run }, parameter, { t, k }, stagesOf(answer));
  const what = read?.lost?.(t, k)
    ? truncationWords.lost(write(value), end, k < t)
    : said.told(measure, write(value), false);
  return said.heard(t, k, name, what);
}
