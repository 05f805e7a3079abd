/**
 * The chosen place of a view of the gradient as a sentence, for those who do not see it.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { PANELS } from "#app/panels/laid/kinds.js";
import { laidOf, placeOf, shownOf } from "#app/state/laid.js";

/** @param {Page} page @returns {string} empty where the gradient is not laid open */
export function laidSentence(page) {
  if (page.view.value.show !== "gradient") return "";
  const [laid, shown] = [laidOf(page.view.value), shownOf(page)];
  const told = PANELS[laid.kind].told;
  if (!shown || !told) return "";
  return told({ shown, laid, place: placeOf(shown.run.plan, laid, shown.run.hasLoss) });
}
