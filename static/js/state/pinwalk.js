/**
 * From a pinned answer on to its own, so that one can come back; and what the server has said of it.
 *
 * @import {Pin} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { isOperation } from "#app/state/opened.js";
import { openAt } from "#app/state/page.js";
import { standing } from "#app/state/pins.js";
import { veiledWhy } from "#app/state/veilwhy.js";
import { keyOf, question, remember } from "#app/state/why.js";

/**
 * @param {Page} page
 * @param {Pin} pin one that the run has
 */
export function walkTo(page, pin) {
  const plan = page.plan.peek();
  if (!plan) return;
  const { cell, entry } = standing(plan, pin);
  remember(page);
  if (entry) page.entry.value = entry;
  else if (cell) {
    if (isOperation(cell)) openAt(page, cell.t); // it is seen in its opened step alone
    page.view.value = { ...page.view.value, cell };
  }
}

/**
 * @param {Page} page
 * @param {Pin} pin
 */
export function askedPin(page, pin) {
  const plan = page.plan.value;
  const asked = plan && pinQuestion(page, pin);
  const found = plan && asked ? page.answers.value.get(keyOf(plan, asked)) : undefined;
  return typeof found === "object" && page.veil.value ? veiledWhy(found, page.veil.value) : found;
}

/**
 * @param {Page} page
 * @param {Pin} pin
 * @returns {Record<string, unknown> | null} null where the run has no such number, or nothing made it
 */
export function pinQuestion(page, pin) {
  const plan = page.plan.value;
  if (!plan) return null;
  const { cell, entry, missing } = standing(plan, pin);
  return missing ? null : question(plan, cell, entry);
}
