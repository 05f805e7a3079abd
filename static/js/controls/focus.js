/**
 * The focus is never lost: where what had it goes away (a button of a notice that is settled), the stage takes it.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { effect } from "#vendor/preact.js";

/**
 * @param {Page} page
 * @param {HTMLElement} stage
 */
export function keepFocus(page, stage) {
  /** @type {EventTarget | null} */
  let last = null;
  addEventListener("focusin", ({ target }) => {
    last = target;
  });
  const look = () => {
    if (document.activeElement !== document.body || !(last instanceof HTMLElement)) return;
    if (!last.isConnected || !last.checkVisibility() || last.matches(":disabled")) stage.focus({ preventScroll: true });
  };
  addEventListener("keydown", look, { capture: true });
  effect(() => {
    page.connection.value;
    page.mistake.value;
    page.editing.value;
    page.presenting.value;
    page.plan.value;
    page.view.value;
    requestAnimationFrame(look);
  });
}
