/**
 * The choice of a notation, and what to know of the one that is chosen. A net that a notation has nothing to say about
 * is shown as its text has it; the choice is kept for the next net.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { Tex } from "#app/panels/tex.js";
import { sideShown } from "#app/state/beside.js";
import { notationWords as words } from "#app/words/notation.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function NotationChoice({ page }) {
  const { value: plan } = sideShown(page).plan;
  const offered = plan?.notations ?? [];
  if (!offered.length) return null;
  const choose = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    page.view.value = { ...page.view.value, notation: value || null };
  };
  return html`
    <select class="notation" aria-label=${words.title} title=${words.title} value=${plan?.notation ?? ""} onChange=${choose}>
      <option value="">${words.asWritten}</option>
      ${offered.map(({ name, title }) => html`<option key=${name} value=${name}>${title}</option>`)}
    </select>
  `;
}

/** @param {{page: Page}} props one quiet line, with TeX between $ signs */
export function NotationNote({ page }) {
  const { value: plan } = sideShown(page).plan;
  const note = plan?.notations?.find(({ name }) => name === plan.notation)?.note;
  if (!note) return null;
  const pieces = note.split("$").map((piece, k) => (k % 2 ? html`<${Tex} tex=${piece} />` : piece));
  return html`<p class="quiet notation-note">${pieces}</p>`;
}
