/**
 * The second run: opened as a copy of the first, set up by itself, swapped with it, closed.
 *
 * @import {Cell, Setup} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { changed } from "#app/state/setup.js";
import { batch } from "#vendor/preact.js";

/** @param {Page} page */
export function isComparing({ beside }) {
  return beside.setup.value !== null;
}

/**
 * Whether both stand on the stage: where one run is written out or opened, it stands alone.
 *
 * @param {Page} page
 */
export function isTogether(page) {
  const { show = "columns", open } = page.view.value;
  return isComparing(page) && !open && (show === "columns" || show === "graph");
}

/**
 * The side that stands where one run stands alone, on the board or as an opened step: B where that is looked at.
 *
 * @param {Page} page
 */
export function sideShown(page) {
  const { show = "columns", open, side } = page.view.value;
  const isAlone = show === "board" || Boolean(open && show !== "gradient");
  return side === "b" && isAlone && page.beside.run.value ? page.beside : page;
}

/**
 * A product stands written out for A alone, and closes.
 *
 * @param {Page} page
 * @param {"a" | "b"} side
 */
export function lookAt({ view }, side) {
  view.value = { ...view.value, side, product: null, entry: null };
}

/** @param {Page} page */
export function toggleBeside(page) {
  const { setup, beside, landing } = page;
  landing.value = null;
  beside.setup.value = beside.setup.peek() ? null : { ...setup.peek() };
}

/**
 * @param {Page} page
 * @param {Partial<Setup>} change
 */
export function setUpBeside({ beside, landing }, change) {
  const setup = beside.setup.peek();
  if (!setup) return;
  landing.value = null;
  beside.setup.value = changed(setup, change);
}

/**
 * The first run as it was before its last change.
 *
 * @param {Page} page
 */
export function setBefore({ beside, landing, previous }) {
  if (!beside.setup.peek() || !previous.peek()) return;
  landing.value = null;
  beside.setup.value = previous.peek();
}

/** @param {Page} page */
export function swap({ setup, beside, landing }) {
  const [ours, theirs] = [setup.peek(), beside.setup.peek()];
  if (!theirs) return;
  batch(() => {
    landing.value = null;
    setup.value = theirs;
    beside.setup.value = ours;
  });
}

/**
 * A number of B is asked about in both; one that A does not have is shown in the table alone.
 *
 * @param {Page} page
 * @param {Cell} cell
 */
export function askBeside(page, cell) {
  const plan = page.plan.peek();
  const size = cell.node === "x" ? plan?.input?.size : plan?.equations.find(({ name }) => name === cell.node)?.size;
  const isOurs = plan && size !== undefined && cell.unit < size && cell.t <= plan.T;
  page.asked.value = isOurs ? null : cell;
  if (isOurs) page.view.value = { ...page.view.peek(), cell };
}
