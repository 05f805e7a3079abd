/**
 * The buttons of what opens over the page: they are there before it is loaded.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { exampleWords } from "#app/words/examples.js";
import { takeWords } from "#app/words/take.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function ExamplesButton({ page }) {
  const open = () => {
    page.gallery.value = true;
  };
  return html`<button type="button" aria-haspopup="dialog" aria-keyshortcuts="X" title=${`${exampleWords.title} (X)`} onClick=${open}>${exampleWords.open}</button>`;
}

/** @param {{page: Page}} props */
export function TakeButton({ page }) {
  const open = () => {
    page.taking.value = true;
  };
  return html`
    <button type="button" class="take" aria-haspopup="dialog" aria-keyshortcuts="E" title=${`${takeWords.take} (E)`} aria-label=${takeWords.take} onClick=${open}>
      <svg class="icon" viewBox="0 0 18 18" aria-hidden="true"><path d="M9 2v9M5.5 7.8 9 11.3l3.5-3.5M2.5 11.5v3.2h13v-3.2" /></svg>
    </button>
  `;
}
