/**
 * Two native dialogs: the list of keys, and the blank screen of a lecturer who wants to be looked at. The browser
 * gives the focus back when they close.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { KEYS } from "#app/words/keys.js";
import { words } from "#app/words/page.js";
import { html, useEffect, useRef } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Dialogs({ page }) {
  const help = useShown(page.help.value);
  const blank = useShown(page.blank.value);
  const back = () => {
    page.blank.value = false;
  };
  const anyKey = (/** @type {KeyboardEvent} */ event) => {
    event.preventDefault();
    event.stopPropagation(); // the key returns, and does nothing else
    if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) back();
  };
  return html`
    <dialog class="keys" ref=${help} aria-labelledby="keys-title" onClose=${whenClosed(() => (page.help.value = false))}>
      <div class="heading">
        <h2 id="keys-title">${words.keys}</h2>
        <button type="button" class="tight" onClick=${() => (page.help.value = false)}>${words.close}</button>
      </div>
      <p class="quiet">${words.keysHint}</p>
      <dl>
        ${(page.help.value ? KEYS : []).map(
          ([keys, meaning]) => html`
            <div key=${meaning}><dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${meaning}</dd></div>
          `,
        )}
      </dl>
    </dialog>
    <dialog class="blank" ref=${blank} aria-label=${words.blank} tabindex="-1" onKeyDown=${anyKey} onClick=${back} onClose=${whenClosed(back)}></dialog>
  `;
}

/** A dialog that is open while `shown` is true. @param {boolean} shown */
export function useShown(shown) {
  const place = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    if (shown && !place.current?.open) place.current?.showModal();
    if (!shown && place.current?.open) place.current.close();
  }, [shown]);
  return place;
}

/**
 * Browsers tell a moment later that a dialog has been closed: it may be open again by then.
 *
 * @param {() => void} act
 */
export function whenClosed(act) {
  return (/** @type {Event} */ { target }) => {
    if (!(/** @type {HTMLDialogElement} */ (target).open)) act();
  };
}
