/**
 * Asks the server why the chosen number is what it is: at once, or, where choices follow each other quickly, once the
 * choice has rested for a moment. What the page knows by itself stands there before the answer comes.
 *
 * @import {Pin} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { pinsOf } from "#app/state/pins.js";
import { pinQuestion } from "#app/state/pinwalk.js";
import { specOf } from "#app/state/setup.js";
import { isAskable, keyOf, question, readWhy } from "#app/state/why.js";
import { askWhy } from "#app/wire/doors.js";
import { effect, signal } from "#vendor/preact.js";

const REST = 120; // ms: whoever walks along with a held key, or drags a slider, asks for the last number alone
const MOST = 200; // answers that are kept

/** @type {Set<string>} keys of questions for which the server was away: they are asked again when they are chosen again */
const unanswered = new Set();

/** @param {Page} page */
export function keepAsking(page) {
  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  let cell = page.view.peek().cell;
  const under = /** @type {Set<string>} */ (new Set()); // questions that are under way
  let latest = Number.NEGATIVE_INFINITY; // when something new was last to be asked
  effect(() => {
    if (page.view.value.cell !== cell) page.entry.value = null; // another number was chosen
    cell = page.view.value.cell;
    const { plan, complete } = page.run.value ?? { plan: null, complete: false };
    clearTimeout(timer);
    const asked = plan && complete ? question(plan, cell, page.entry.value) : null;
    if (!plan || !asked) return;
    const key = keyOf(plan, asked);
    if ((page.answers.peek().has(key) && !unanswered.has(key)) || under.has(key)) return;
    const go = () => {
      under.add(key);
      ask(page, asked).finally(() => under.delete(key));
    };
    const [now, before] = [performance.now(), latest];
    latest = now;
    if (now - before > REST) go();
    else timer = setTimeout(go, REST);
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
  if (!plan || !setup || !isAskable(plan, asked)) return;
  let spec;
  try {
    spec = specOf(setup);
  } catch {
    return; // the set-up is being written; the picture stays
  }
  const { why, error, isAway } = await askWhy({ spec, ...asked, ...(check ? { check } : {}) });
  if (why && why.spec_hash !== plan.spec_hash) return; // of another run by now
  const [key, known] = [keyOf(plan, asked), page.answers.peek()];
  if (isAway && typeof known.get(key) === "object") return; // the answer that stands there is still true
  if (isAway) unanswered.add(key);
  else unanswered.delete(key);
  page.answers.value = new Map([...[...known].slice(-MOST), [key, error ?? readWhy(why)]]);
}
