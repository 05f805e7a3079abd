/**
 * A hand moves a slider more often than pictures can follow: what it asks for waits until the last answer has come, and
 * only the newest wish is kept. So the last place of the hand is always drawn, and nothing is set up that nobody sees.
 * Where something else is set up meanwhile (undo, another net), nothing waits any more.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { effect } from "#vendor/preact.js";

/** @typedef {{act: () => void, setup: unknown}} Wish with the set-up of which it was one */

/** @type {WeakMap<Page, Wish>} */
const WAITING = new WeakMap();

/**
 * @param {Page} page
 * @param {() => void} act
 */
export function whenAnswered(page, act) {
  const wish = { act, setup: page.setup.peek() };
  const isFirst = !WAITING.has(page);
  if (isFirst && !page.laidAwaited.peek()) return act();
  WAITING.set(page, wish);
  if (!isFirst) return;
  const stop = effect(() => {
    if (page.laidAwaited.value) return;
    queueMicrotask(() => {
      stop();
      const newest = WAITING.get(page);
      WAITING.delete(page);
      if (newest?.setup === page.setup.peek()) newest.act();
    });
  });
}
