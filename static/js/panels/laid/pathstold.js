/**
 * The three ways at the chosen step as a sentence.
 *
 * @import {Told} from "#app/panels/laid/kinds.js"
 */

import { spoken } from "#app/layout/figures.js";
import { wayNumbers } from "#app/layout/gradient/waynumbers.js";
import { labelOf } from "#app/layout/symbols.js";
import { WAYS } from "#app/state/laid/paths.js";
import { pathWords as said } from "#app/words/gradient/paths.js";

/** @param {Told} told */
export function pathsTold({ shown: { answer, run }, write = spoken, place: { k } }) {
  const { state, t } = answer.message;
  const numbers = wayNumbers(answer, k, null);
  const told = WAYS.map((way) => `${said.names[way]} ${write(numbers[way])}`).join(", ");
  return said.told(labelOf(run.plan, state), t, k, told);
}
