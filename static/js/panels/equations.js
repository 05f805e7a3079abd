/**
 * The net's text: typeset, or open for editing.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { Editor } from "#app/panels/editor.js";
import { Formulas } from "#app/panels/formulas.js";
import { NotationChoice, NotationNote } from "#app/panels/notation.js";
import { lookAt, sideShown } from "#app/state/beside.js";
import { besideWords } from "#app/words/beside.js";
import { words } from "#app/words/page.js";
import { html, useRef } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Equations({ page }) {
  const editing = page.editing.value;
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const leave = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !editing) return; // a word that was offered went first
    event.preventDefault();
    page.editing.value = false;
    button.current?.focus();
  };
  const isOther = sideShown(page) !== page;
  const edit = () => {
    if (isOther) lookAt(page, "a"); // whose text it is
    page.editing.value = !editing;
  };
  return html`
    <div class="heading">
      <h2>${words.equations}${isOther ? html` <b class="side b">${besideWords.b}</b>` : null}</h2>
      <${NotationChoice} page=${page} />
      <button type="button" class="tight" ref=${button} aria-pressed=${editing} onKeyDown=${leave} onClick=${edit}>${editing ? words.done : words.edit}</button>
    </div>
    ${editing ? html`<${Editor} page=${page} leave=${leave} />` : html`<${Formulas} page=${page} /><${NotationNote} page=${page} />`}
  `;
}
