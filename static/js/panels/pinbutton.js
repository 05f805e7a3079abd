/**
 * The button that pins the number that is asked about beside others, or lets it go.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { pinKey, pinOf, pinsOf, togglePinned } from "#app/state/pins.js";
import { pinWords } from "#app/words/pins.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function PinButton({ page }) {
  const pin = pinOf(page);
  if (!pin) return null;
  const isPinned = pinsOf(page).some((one) => pinKey(one) === pinKey(pin));
  return html`<button type="button" class="tight" aria-pressed=${isPinned} title=${pinWords.pinHint} onClick=${() => togglePinned(page)}>${isPinned ? pinWords.unpin : pinWords.pin}</button>`;
}
