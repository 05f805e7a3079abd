/**
 * What the stage shows of a run: vectors in columns, the graph that unfolds, everything written out, or
 * the gradient laid open.
 *
 * @import {Show} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { isOpen } from "#app/state/opened.js";
import { show } from "#app/state/page.js";
import { modeWords } from "#app/words/modes.js";
import { effect, html } from "#vendor/preact.js";

/** @type {[Show, string][]} with the key that leads there */
const MODES = [
  ["columns", "C"],
  ["graph", "G"],
  ["board", "W"],
  ["gradient", "D"],
];

/** @param {{page: Page}} props */
export function Modes({ page }) {
  const now = page.view.value.show ?? "columns";
  return html`<span class="joined modes" role="group" aria-label=${modeWords.title}>
    ${MODES.map(
      ([mode, key]) =>
        html`<button type="button" key=${mode} aria-pressed=${mode === now} aria-keyshortcuts=${key} title=${`${modeWords.about[mode]} (${key})`} onClick=${() => show(page, mode)}>${modeWords.names[mode]}</button>`,
    )}
  </span>`;
}

/**
 * Lets the style sheets know, and those who hear the stage.
 *
 * @param {Page} page
 * @param {HTMLElement} stage
 */
export function keepMode(page, stage) {
  effect(() => {
    const { show: mode = "columns" } = page.view.value;
    document.body.dataset.show = mode;
    stage.ariaLabel = modeWords.stage[isOpen(page) && mode !== "board" ? "opened" : mode];
  });
}
