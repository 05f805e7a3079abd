/**
 * What can be done with the number that is asked about: show all its digits, pin it, hide it.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { HideIt } from "#app/panels/hide.js";
import { PinButton } from "#app/panels/pinbutton.js";
import { words } from "#app/words/page.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page, isFull: boolean, setFull: (isFull: boolean) => void}} props */
export function Acts({ page, isFull, setFull }) {
  return html`
    <div class="acts">
      <button type="button" class="tight digits" aria-pressed=${isFull} onClick=${() => setFull(!isFull)}>${words.allDigits}</button>
      <${PinButton} page=${page} />
    </div>
    <${HideIt} page=${page} />
  `;
}
