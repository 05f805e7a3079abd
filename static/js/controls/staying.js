/**
 * Where one stays when a run gives way to another: at the moment most like the one before, looking at what the new net
 * also has.
 *
 * @import {Run} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { isOperation } from "#app/state/opened.js";
import { nearest } from "#app/state/stops.js";

/**
 * @param {Page} page
 * @returns {(run: Run) => void} for a run that has taken the place of another
 */
export function staying(page) {
  const settle = besideStaying(page);
  return (run) => {
    settle();
    page.view.value = fitting(page, run);
  };
}

/**
 * The moment alone: what one looks at is the first run's.
 *
 * @param {Page} page
 * @returns {() => void}
 */
export function besideStaying(page) {
  // where one wants to be: of a run that is still arriving, the playhead has not come so far
  const [before, T] = [page.course.value?.stops[page.wanted.value ?? -1], page.course.value?.T ?? 0];
  return () => {
    const course = page.course.value;
    if (!course) return;
    const { landing, wanted } = page;
    page.asked.value = null;
    if (landing.value) {
      const { stop } = landing.value;
      const isThere = hasBegun(page) && hasBegun(page.beside);
      wanted.value = stop === null || !isThere ? stop : Math.min(stop, course.stops.length - 1);
      if (isThere) landing.value = null;
    } else if (before && wanted.value !== null) wanted.value = nearest(course, before, T);
  };
}

/**
 * Whether the run that is wanted has begun to arrive.
 *
 * @param {import("#app/state/side.js").Side} side
 */
function hasBegun({ setup, ran }) {
  return setup.peek() === ran.peek();
}

/**
 * The view, with what the new net does not have left out.
 *
 * @param {Page} page
 * @param {Run} run
 */
function fitting({ view }, { plan }) {
  const names = new Set(plan.equations.map(({ name }) => name));
  const states = plan.equations.filter(({ delayed, role }) => delayed || role === "state").map(({ name }) => name);
  const usual = states.length ? states.slice(-2).reverse() : plan.equations.slice(0, 1).map(({ name }) => name);
  const { cell, curve } = view.value;
  if (plan.input) names.add("x");
  if (plan.target) names.add("y");
  const standing = isOperation(cell) && plan.nodes.some(({ id }) => cell?.node === `o:${id}`);
  const sound = cell && (standing || names.has(cell.node)) && cell.t <= plan.T;
  return {
    ...view.value,
    curve: curve.length && curve.every((name) => names.has(name)) ? curve : usual,
    cell: sound ? cell : null,
  };
}
