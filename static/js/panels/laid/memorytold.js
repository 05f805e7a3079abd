/**
 * How much the chosen output hears of the chosen input, as a sentence.
 *
 * @import {Told} from "#app/panels/laid/kinds.js"
 */

import { spoken } from "#app/layout/figures.js";
import { labelOf } from "#app/layout/symbols.js";
import { memoryWords as said } from "#app/words/gradient/memory.js";

/** @param {Told} told */
export function memoryTold({ shown: { answer, run }, write = spoken, place: { k } }) {
  const { node, t, first, last } = answer.message;
  const at = k - first;
  const isThere = Boolean(answer.tensors.get("there")?.values[at]);
  const value = write(answer.tensors.get("norm")?.values[at]);
  const token = run.plan.tokens?.[k - 1];
  const none = k < first || k > last ? said.elsewhere : said.noPath;
  return said.told(labelOf(run.plan, node), t, k, token ?? "", isThere ? value : none);
}
