/**
 * Asks the server about the text in the editor while it is being written: its names, or the mistake with its place.
 * The run itself waits until typing rests.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { check } from "#app/wire/check.js";
import { effect } from "#vendor/preact.js";

const REST = 150;

/** @param {Page} page */
export function keepChecking(page) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  effect(() => {
    const text = page.typed.value;
    clearTimeout(timer);
    if (text === null) page.unread.value = null;
    else timer = setTimeout(() => ask(page, text), REST);
  });
}

/**
 * @param {Page} page
 * @param {string} text
 */
async function ask(page, text) {
  const found = await check(text);
  if (page.typed.peek() !== text) return;
  page.unread.value = found && "error" in found ? found.error : null; // the server is away: its run will tell
  if (found && !("error" in found)) page.checked.value = found;
}
