/**
 * How many decimals numbers are shown with: the choice, and what hands it to everything that prints numbers.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { decimals } from "#app/state/decimals.js";
import { boardWords } from "#app/words/board.js";
import { effect, html } from "#vendor/preact.js";

const MOST = 6;

/** @param {{page: Page}} props */
export function DecimalsChoice({ page }) {
  const { value: view } = page.view;
  const pick = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    page.view.value = { ...page.view.value, decimals: value === "" ? null : Number(value) };
  };
  const now = view.decimals ?? null;
  const counts = Array.from({ length: Math.max(MOST, now ?? 0) + 1 }, (_, k) => k);
  return html`<label class="choice decimals" title=${boardWords.decimalsHint}>
    <span>${boardWords.decimals}</span>
    <select value=${now ?? ""} onChange=${pick}>
      <option value="">${boardWords.auto}</option>
      ${counts.map((count) => html`<option key=${count} value=${count}>${count}</option>`)}
    </select>
  </label>`;
}

/** @param {Page} page */
export function keepDecimals(page) {
  effect(() => {
    decimals.value = page.view.value.decimals ?? null;
  });
}
