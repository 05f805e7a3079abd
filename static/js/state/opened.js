/**
 * The opened step: whether one is open, how far its operations have been revealed, and what the server says of it.
 *
 * @import {Cell, Itinerary, OpenedStep, Stop} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { sideShown } from "#app/state/beside.js";
import { openedGraph } from "#app/state/openedgraph.js";
import { veiledStep } from "#app/state/veilstep.js";
import { signal } from "#vendor/preact.js";

/**
 * @typedef {object} Opening
 * @property {"step" | "operation"} by what one press of "next" brings
 * @property {number} revealed operations of the current stop that are shown, where `by` is "operation"
 * @property {"values" | "norms" | "shapes"} show what stands beside the operations
 */

export function createOpening() {
  return {
    opening: signal(/** @type {Opening} */ ({ by: "step", revealed: 0, show: "values" })),
    stepsAwaited: signal(0), // how many steps the server is asked for
    openingRefused: signal(/** @type {string | null} */ (null)), // why the server could not open a step
    followed: signal(0), // the column of an open product that is followed, where nobody has chosen one
    steps: signal(/** @type {Map<string, OpenedStep>} */ (new Map())), // by spec_hash and t
  };
}

/** @param {Page} page */
export function isOpen({ view }) {
  return view.value.open === true;
}

/**
 * @param {Page} page
 * @param {boolean} open
 */
export function setOpen({ view }, open) {
  const { cell } = view.value;
  const within = open ? {} : { product: null, entry: null, cell: isOperation(cell) ? null : cell };
  view.value = { ...view.value, open, ...within };
}

/**
 * Whether a number stands on an operation that has no name ("o:36"): it is known only while its step is open.
 *
 * @param {Cell | null} cell
 */
export function isOperation(cell) {
  return cell?.node.startsWith("o:") ?? false;
}

/**
 * @param {Page} page
 * @param {Partial<Opening>} change
 */
export function setOpening({ opening }, change) {
  opening.value = { ...opening.value, ...change };
}

/**
 * The step that stands open at a stop: that of the stop; the last one at the loss, the first at the end.
 *
 * @param {Itinerary} itinerary
 * @param {Stop} stop
 */
export function openedAt({ T }, stop) {
  return stop.kind === "loss" ? T : stop.kind === "gradients" ? 1 : stop.t;
}

/**
 * Going to a neighbouring stop by operation: reveals the next one (or hides the last) instead, until there is none.
 *
 * @param {Page} page
 * @param {number} cursor where one wants to go
 * @returns {boolean} whether that was all
 */
export function withinStep(page, cursor) {
  const { opening } = page;
  const { plan, stop } = sideShown(page);
  const way = cursor - page.place.value;
  if (!isOpen(page) || opening.value.by !== "operation" || Math.abs(way) !== 1 || !plan.value) return false;
  const count = openedGraph(plan.value).order.length;
  const revealed = opening.value.revealed + way;
  const walks = stop.value?.kind === "forward" || stop.value?.kind === "backward";
  if (walks && revealed >= 0 && revealed <= count) {
    setOpening(page, { revealed });
    return true;
  }
  setOpening(page, { revealed: way > 0 ? 0 : count });
  return false;
}

/**
 * The unit whose numbers are printed.
 *
 * @param {Cell | null} cell
 */
export function chosenUnit(cell) {
  return cell?.unit ?? 0;
}

/**
 * What the server has said of a step of a run on the screen.
 *
 * @param {Page} page
 * @param {Pick<Page, "plan" | "veil">} [side] whose run
 */
export function openedSteps(page, side = page) {
  const [plan, veil] = [side.plan.peek(), side.veil.peek()];
  return (/** @type {number} */ t) => {
    const step = page.steps.peek().get(`${plan?.spec_hash} ${t}`) ?? null;
    return step && veil ? veiledStep(step, veil) : step;
  };
}
