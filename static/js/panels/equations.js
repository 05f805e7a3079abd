/**
 * The net's text: typeset, or open for editing.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { Editor } from "#app/panels/editor.js";
import { Formulas } from "#app/panels/formulas.js";
import { NotationChoice, NotationNote } from "#app/panels/notation.js";
import { words } from "#app/words/page.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Equations({ page }) {
  const editing = page.editing.value;
  return html`
    <div class="heading">
      <h2>${words.equations}</h2>
      <${NotationChoice} page=${page} />
      <button type="button" class="tight" aria-pressed=${editing} onClick=${() => (page.editing.value = !editing)}>${editing ? words.done : words.edit}</button>
    </div>
    ${editing ? html`<${Editor} page=${page} />` : html`<${Formulas} page=${page} /><${NotationNote} page=${page} />`}
  `;
}
