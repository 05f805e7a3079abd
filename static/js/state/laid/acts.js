/**
 * Acting on the gradient laid open: another view, state, loss or copy is chosen, a link of an explaining text leads
 * somewhere, scissors cut between two steps.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Laid, LaidAnswer, Lead, Place} from "#app/gradient.js"
 * @import {Page} from "#app/state/page.js"
 */

import { KINDS } from "#app/state/laid/kinds.js";
import { edgesOf } from "#app/state/laid/ledger.js";
import { joined, snipped } from "#app/state/laid/scissors.js";
import { laidOf, placeOf, readsBackwards, shownOf } from "#app/state/laid.js";

/**
 * @param {Page} page
 * @param {Partial<Laid>} patch
 */
export function lay({ view }, patch) {
  view.value = { ...view.value, laid: { ...laidOf(view.peek()), ...patch } };
}

/**
 * Another state to look at; where it reads the other way, at its own first steps.
 *
 * @param {Page} page
 * @param {Plan} plan
 * @param {string} node
 * @param {Partial<Laid>} [more]
 */
export function layState(page, plan, node, more = {}) {
  const turns = readsBackwards(plan, node) !== readsBackwards(plan, laidOf(page.view.peek()).node);
  lay(page, { node, ...(turns ? { t: null, k: null } : {}), ...more });
}

/**
 * Goes to the next loss or copy.
 *
 * @param {Page} page
 * @param {{vertical?: number, horizontal?: number}} by
 * @returns {Place | null} where that is
 */
export function walkPlace(page, { vertical = 0, horizontal = 0 }) {
  const { plan, hasLoss } = page.run.peek() ?? {};
  if (!plan) return null;
  const laid = laidOf(page.view.peek());
  const moves = KINDS[laid.kind].moves ?? { vertical: "t", horizontal: "k" };
  const now = placeOf(plan, laid, hasLoss);
  const to = { ...now };
  to[moves.vertical] += vertical;
  to[moves.horizontal] += horizontal;
  const held = placeOf(plan, { ...laid, ...to });
  lay(page, { ...held });
  return held;
}

/**
 * Where a link of an explaining text leads.
 *
 * @param {Page} page
 * @param {Lead | ((shown: LaidAnswer, plan: Plan) => Lead)} to
 */
export function lead(page, to) {
  const [shown, run, course] = [shownOf(page), page.run.peek(), page.course.peek()];
  if (!run || !shown) return;
  const { laid = {}, view = {}, setup, snip, stop } = typeof to === "function" ? to(shown.answer, run.plan) : to;
  const steps = Object.fromEntries(
    Object.entries(laid).map(([key, value]) => [key, value === "first" ? 1 : value === "last" ? run.plan.T : value]),
  );
  page.view.value = { ...page.view.peek(), ...view, laid: { ...laidOf(page.view.peek()), ...steps } };
  if (setup) {
    page.landing.value = null;
    page.setup.value = { ...page.setup.peek(), .../** @type {any} */ (setup) };
  }
  if (snip === "middle") snipAt(page, Math.ceil(run.plan.T / 2) + 1);
  if (snip === "none") changeTo(page, joined(page.setup.peek().changes));
  if (stop === undefined || !course) return;
  const { stops } = course;
  const at =
    stop === "end" ? stops.length - 1 : stop === "loss" ? stops.findIndex(({ kind }) => kind === "loss") : stop;
  page.wanted.value = Math.max(0, Math.min(stops.length - 1, at));
}

/**
 * Cuts the delay edges that the scissors are for between two steps, or joins them again.
 *
 * @param {Page} page
 * @param {number} before the step after the boundary
 */
export function snipAt(page, before) {
  const plan = page.run.peek()?.plan;
  if (!plan || before < 2 || before > plan.T) return;
  changeTo(page, snipped(page.setup.peek().changes, plan, before, edgesOf(plan, laidOf(page.view.peek()))));
}

/**
 * @param {Page} page
 * @param {import("#app/state/changes.js").Change[]} changes
 */
function changeTo({ setup, landing }, changes) {
  landing.value = null;
  setup.value = { ...setup.peek(), changes };
}
