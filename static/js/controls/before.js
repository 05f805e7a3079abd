/**
 * Keeps the run before the last change, and leads back to it: each step of the address's history is a set-up, and the
 * run that stood there is what the next one is compared with.
 *
 * @import {Run} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { effect } from "#vendor/preact.js";

/** @param {Page} page */
export function keepBefore(page) {
  let standing = { told: page.entered.peek(), run: /** @type {Run | null} */ (null) };
  effect(() => {
    const told = page.entered.value;
    const run = page.received.value;
    const now = JSON.stringify(page.setup.value);
    if (told !== standing.told) {
      page.before.value = standing.run ?? page.before.peek();
      standing = { told, run: null };
    }
    if (now === told) {
      if (run?.complete) standing.run = run;
    } else if (standing.run) page.before.value = standing.run; // while a slider moves
  });
}

/** @param {KeyboardEvent} event @returns {-1 | 1 | 0} back, forward, or another key */
export function undoKey({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (!(ctrlKey || metaKey) || altKey) return 0;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? 1 : -1;
  return letter === "y" && !shiftKey ? 1 : 0;
}

/**
 * Ctrl+Z and Ctrl+Y (⌘Z, ⇧⌘Z) go through the set-ups, but not in a field, which undoes its own typing.
 *
 * @param {Page} page
 */
export function listenToUndo(page) {
  addEventListener("keydown", (event) => {
    const way = undoKey(event);
    const isTyping =
      event.target instanceof Element && event.target.closest("textarea, input:not([type=range])") !== null;
    if (!way || isTyping || event.defaultPrevented) return;
    event.preventDefault();
    page.playing.value = false;
    page.undoing.value = true;
    history.go(way);
  });
}
