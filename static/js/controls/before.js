/**
 * Keeps the run before the last change, and the set-ups one can go back to: whatever has stood long enough to come to
 * the address. Going back leaves the playhead and what one looks at where they are.
 *
 * @import {Run, Setup} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { setBoth, told } from "#app/state/side.js";
import { effect } from "#vendor/preact.js";

const MOST = 200; // set-ups that one can go back to

/**
 * @param {Page} page
 * @returns {(way: -1 | 1) => void} goes back (−1) or forward again, as far as there is something
 */
export function keepBefore(page) {
  const standingAt = (/** @type {string} */ entered, /** @type {Run | null} */ run) => {
    const setup = /** @type {Setup} */ (JSON.parse(entered)[0]);
    return { told: entered, setup, ours: JSON.stringify(setup), run };
  };
  let standing = standingAt(page.entered.peek(), null);
  /** @type {string[]} */
  let past = [];
  /** @type {string[]} */
  let future = [];
  let isGoing = false; // this change is a step of ours, not a new one

  let example = page.view.peek().example;

  const keep = () => {
    const opened = page.view.peek().example;
    const isFresh = Boolean(opened) && opened !== example; // an example is no change of what stood before it
    page.stood.value = isFresh ? null : (standing.run ?? page.stood.peek());
    page.previous.value = standing.setup;
  };

  effect(() => {
    const entered = page.entered.value;
    const run = page.received.value;
    const now = JSON.stringify(page.setup.value);
    if (entered !== standing.told) {
      const next = standingAt(entered, null);
      if (next.ours === standing.ours)
        next.run = standing.run; // what changed is the run beside it
      else keep();
      example = page.view.peek().example;
      if (!isGoing) [past, future] = [[...past.slice(1 - MOST), standing.told], []];
      isGoing = false;
      standing = next;
    }
    if (now === standing.ours) {
      if (run?.complete) standing.run = run;
    } else if (standing.run) keep(); // while a slider moves
  });

  return (way) => {
    const now = told(page);
    const isPending = now !== standing.told; // changed a moment ago: the address does not know it yet
    const to = isPending && way < 0 ? standing.told : (way < 0 ? past : future).at(-1);
    if (to === undefined) return;
    if (isPending && way < 0) future = [now];
    else if (way < 0) [past, future] = [past.slice(0, -1), [...future, now]];
    else [past, future] = [[...past, now], future.slice(0, -1)];
    isGoing = to !== standing.told;
    page.playing.value = false;
    setBoth(page, JSON.parse(to));
  };
}

/** @param {KeyboardEvent} event @returns {-1 | 1 | 0} back, forward, or another key */
export function undoKey({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (!(ctrlKey || metaKey) || altKey) return 0;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? 1 : -1;
  return letter === "y" && !shiftKey ? 1 : 0;
}

/**
 * Ctrl+Z and Ctrl+Y (⌘Z, ⇧⌘Z), but not in a field, which undoes its own typing.
 *
 * @param {(way: -1 | 1) => void} go
 */
export function listenToUndo(go) {
  addEventListener("keydown", (event) => {
    const way = undoKey(event);
    const isTyping = event.target instanceof Element && event.target.closest(FIELDS) !== null;
    if (!way || isTyping || event.defaultPrevented) return;
    event.preventDefault();
    go(way);
  });
}

const FIELDS = "textarea, input:not([type=range], [type=checkbox], [type=radio])";
