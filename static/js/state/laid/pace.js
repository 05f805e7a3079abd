/**
 * A hand moves a slider more often than pictures can follow: what it asks for waits until the last answer has come, and
 * only the newest wish is kept. So the last place of the hand is always drawn, and nothing is set up that nobody sees.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { effect } from "#vendor/preact.js";

/** @type {WeakMap<Page, {act: () => void}>} */
const WAITING = new WeakMap();

/**
 * @param {Page} page
 * @param {() => void} act
 */
export function whenAnswered(page, act) {
  const wish = WAITING.get(page);
  if (wish) {
    wish.act = act;
    return;
  }
  if (!page.laidAwaited.peek()) return act();
  const newest = { act };
  WAITING.set(page, newest);
  const stop = effect(() => {
    if (page.laidAwaited.value) return;
    queueMicrotask(() => {
      stop();
      if (WAITING.get(page) !== newest) return; // forgotten meanwhile
      WAITING.delete(page);
      newest.act();
    });
  });
}

/**
 * What waits is done no more: something else has been decided.
 *
 * @param {Page} page
 */
export function forget(page) {
  WAITING.delete(page);
}
