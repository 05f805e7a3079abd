/**
 * What the stage shows of a run: vectors in columns, the graph that unfolds, everything written out, or
 * the gradient laid open.
 *
 * @import {Show} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

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
 * Lets the style sheets know.
 *
 * @param {Page} page
 */
export function keepMode(page) {
  effect(() => {
    document.body.dataset.show = page.view.value.show ?? "columns";
  });
}
