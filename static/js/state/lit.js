/**
 * What is lit: the names that are pointed at or have the focus, and the parameter that is pinned, so that a lecturer
 * can step while it stays lit. A pinned one stands in the address.
 *
 * @import {Run} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { parametersIn } from "#app/state/shares.js";

/**
 * Every name that is lit, between spaces.
 *
 * @param {Page} page
 * @returns {string | null}
 */
export function litNames(page) {
  const names = [page.lit.value, pinned(page).join(" ")].filter(Boolean).join(" ");
  return names || null;
}

/**
 * The parameters whose shares are shown: those pointed at before the pinned one.
 *
 * @param {Page} page
 */
export function litParameters(page) {
  const { value: plan } = page.plan;
  const pointed = plan ? parametersIn(plan, page.lit.value) : [];
  return pointed.length ? pointed : pinned(page);
}

/**
 * A link may name what this net does not have: then nothing is pinned.
 *
 * @param {Page} page
 */
export function pinned({ plan, view }) {
  return plan.value ? parametersIn(plan.value, view.value.parameter) : [];
}

/**
 * Pins the parameters among names; lets them go if they are the pinned ones.
 *
 * @param {Page} page
 * @param {string | null} names between spaces
 * @returns {boolean} whether there was a parameter among them
 */
export function togglePin(page, names) {
  const { value: plan } = page.plan;
  const those = plan ? parametersIn(plan, names).join(" ") : "";
  if (!those) return false;
  unpin(page, those === pinned(page).join(" ") ? null : those);
  return true;
}

/**
 * @param {Page} page
 * @param {string | null} [instead]
 */
export function unpin({ view }, instead = null) {
  view.value = { ...view.value, parameter: instead };
}

/**
 * What is lit, as far as B has it.
 *
 * @param {Page} page
 * @param {Run} run
 */
export function litBeside(page, { plan }) {
  const names = litNames(page);
  const known = new Set(plan.parameters.map(({ name }) => name));
  return { names, parameters: litParameters(page).filter((name) => known.has(name)) };
}
