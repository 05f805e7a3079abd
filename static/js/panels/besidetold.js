/**
 * The second run at this moment, for those who hear the page.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { spoken } from "#app/layout/figures.js";
import { isTogether } from "#app/state/beside.js";
import { figuresOf } from "#app/state/figures.js";
import { lengthSentence, toldBeside, waitSentence } from "#app/words/beside.js";

/** @param {Page} page */
export function besideSentence(page) {
  const { beside } = page;
  const [run, itinerary, cursor] = [beside.run.peek(), beside.itinerary.peek(), beside.cursor.peek()];
  const [plan, together, moment] = [page.plan.peek(), page.together.peek(), page.moment.peek()];
  if (!isTogether(page) || !run || !itinerary || !together || !plan || !moment || cursor < 0) return "";
  const { output, loss } = figuresOf(run, itinerary, cursor);
  const waits = together.waits[1][page.place.peek()];
  const where = waits ? waitSentence("B", moment, itinerary.stops[cursor], Boolean(run.plan.loss)) : "";
  const words = { word: output?.word ?? null, loss: loss === null ? null : spoken(loss) };
  return [where, toldBeside(words), moment.kind === "loss" ? lengthSentence(plan.T, run.plan.T) : ""]
    .filter(Boolean)
    .join(" ");
}
