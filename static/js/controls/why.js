/**
 * Asks the server why the chosen number is what it is, once the choice has rested for a moment.
 *
 * @import {Pin} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { pinsOf } from "#app/state/pins.js";
import { pinQuestion } from "#app/state/pinwalk.js";
import { specOf } from "#app/state/setup.js";
import { keyOf, question, readWhy } from "#app/state/why.js";
import { askWhy } from "#app/wire/doors.js";
import { effect, signal } from "#vendor/preact.js";

const REST = 120; // ms: whoever walks along with a held key asks once
const MOST = 200; // answers that are kept

/** @param {Page} page */
export function keepAsking(page) {
  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  let cell = page.view.peek().cell;
  effect(() => {
    if (page.view.value.cell !== cell) page.entry.value = null; // another number was chosen
    cell = page.view.value.cell;
    const { plan, complete } = page.run.value ?? { plan: null, complete: false };
    clearTimeout(timer);
    const asked = plan && complete ? question(plan, cell, page.entry.value) : null;
    if (!plan || !asked || page.answers.peek().has(keyOf(plan, asked))) return;
    timer = setTimeout(() => ask(page, asked), REST);
  });
}

/**
 * The pinned answers too: one after the other, and only those that show what they are made of.
 *
 * @param {Page} page
 */
export function keepPinsAsked(page) {
  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  const isAsking = signal(false);
  effect(() => {
    const { plan, complete } = page.run.value ?? { plan: null, complete: false };
    const known = page.answers.value;
    const isTold = (/** @type {Pin} */ pin) => page.view.value.pinsOpen === true || "label" in pin;
    const asked = pinsOf(page)
      .filter(isTold)
      .map((pin) => pinQuestion(page, pin))
      .find((one) => plan && one && !known.has(keyOf(plan, one)));
    clearTimeout(timer);
    if (!complete || !asked || isAsking.value) return;
    timer = setTimeout(async () => {
      isAsking.value = true;
      await ask(page, asked).finally(() => {
        isAsking.value = false;
      });
    }, REST);
  });
}

/**
 * @param {Page} page
 * @param {Record<string, unknown>} asked
 * @param {boolean} [check] complex step and central difference too
 */
export async function ask(page, asked, check = false) {
  const [plan, setup] = [page.plan.peek(), page.ran.peek()]; // not the set-up that may be waiting for its run
  if (!plan || !setup) return;
  let spec;
  try {
    spec = specOf(setup);
  } catch {
    return; // the set-up is being written; the picture stays
  }
  const { why, error } = await askWhy({ spec, ...asked, ...(check ? { check } : {}) });
  if (why && why.spec_hash !== plan.spec_hash) return; // of another run by now
  const kept = [...page.answers.peek()].slice(-MOST);
  page.answers.value = new Map([...kept, [keyOf(plan, asked), error ?? readWhy(why)]]);
}
