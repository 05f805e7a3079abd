/**
 * Asks the server for the step that stands open and for its neighbours, whose gradients come back into it; on the
 * board, for the steps that are written there.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { stepsOnBoard } from "#app/layout/board/board.js";
import { sideShown } from "#app/state/beside.js";
import { isOpen, openedAt } from "#app/state/opened.js";
import { specOf } from "#app/state/setup.js";
import { askStep } from "#app/wire/doors.js";
import { readStep } from "#app/wire/openedstep.js";
import { effect } from "#vendor/preact.js";

/** @typedef {Pick<Page, "run" | "ran" | "plan" | "itinerary" | "stop" | "cursor">} Shown a side */

const MOST = 64; // steps that are kept

/** @type {Set<string>} */
const asked = new Set();

/** @param {Page} page */
export function keepOpened(page) {
  effect(() => {
    document.body.classList.toggle("step-open", isOpen(page));
    const side = sideShown(page);
    const { plan, itinerary, cursor } = side;
    if (page.view.value.show === "board" && plan.value && itinerary.value) {
      ask(page, side, stepsOnBoard(plan.value, itinerary.value, cursor.value));
    } else if (isOpen(page)) askAround(page, side);
  });
}

/**
 * The step at the playhead and its neighbours, unless they are known.
 *
 * @param {Page} page
 * @param {Shown} [side]
 */
export function askAround(page, side = page) {
  const [itinerary, stop] = [side.itinerary.value, side.stop.value];
  if (!itinerary || !stop) return;
  const t = openedAt(itinerary, stop);
  ask(page, side, [t, t + 1, t - 1]);
}

/**
 * @param {Page} page
 * @param {Shown} side
 * @param {number[]} steps the most wanted first; those that are known are not asked for again
 */
function ask(page, side, steps) {
  const run = side.run.value;
  if (!run) return;
  const { spec_hash: hash, T } = run.plan;
  for (const step of steps) {
    const key = `${hash} ${step}`;
    if (step < 1 || step > T || asked.has(key) || page.steps.peek().has(key)) continue;
    asked.add(key);
    page.stepsAwaited.value = asked.size;
    fetchStep(page, side, hash, step).finally(() => {
      asked.delete(key);
      page.stepsAwaited.value = asked.size;
    });
  }
}

/**
 * @param {Page} page
 * @param {Shown} side
 * @param {string} hash of the run on the screen; what belongs to another one is dropped
 * @param {number} t
 */
async function fetchStep(page, side, hash, t) {
  const setup = side.ran.peek(); // not the one that may be waiting for its run
  if (!setup) return;
  const { step, error } = await askStep(specOf(setup), t);
  if (error) page.openingRefused.value = error;
  if (!step || step.spec_hash !== hash) return;
  page.openingRefused.value = null;
  const kept = [...page.steps.peek()].slice(-MOST);
  page.steps.value = new Map([...kept, [`${hash} ${t}`, readStep(step)]]);
}
