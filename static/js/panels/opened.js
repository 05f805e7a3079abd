/**
 * The switches of an opened step, and the ways into it: a button, a double click on a column.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Opening} from "#app/state/opened.js"
 * @import {Page} from "#app/state/page.js"
 */

import { stepAt } from "#app/layout/axis.js";
import { spotAt } from "#app/layout/gradient/spots.js";
import { BriefAnswer } from "#app/panels/answer.js";
import { isOpen, setOpen, setOpening } from "#app/state/opened.js";
import { openAt } from "#app/state/page.js";
import { words } from "#app/words/page.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function OpenedBar({ page }) {
  if (!page.stop.value) return null;
  const open = isOpen(page);
  const { by, show } = page.opening.value;
  const refused = page.openingRefused.value;
  return html`
    <button type="button" class="tight opener" aria-pressed=${open} aria-label=${open ? words.closeStep : words.openStep}
      onClick=${() => setOpen(page, !open)}>
      <span class="mark" aria-hidden="true">⤢</span><span class="words">${open ? words.closeStep : words.openStep}</span>
    </button>
    ${
      open
        ? html`
            <${Switch} page=${page} name="by" now=${by} label=${words.openedBy} choices=${[
              ["step", words.byStep],
              ["operation", words.byOperation],
            ]} />
            <${Switch} page=${page} name="show" now=${show} label=${words.openedShow} choices=${[
              ["values", words.showValues],
              ["norms", words.showNorms],
              ["shapes", words.showShapes],
            ]} />
            <span class="asked"><${BriefAnswer} page=${page} /></span>
            ${refused ? html`<span role="status">${words.openedLost} ${refused}</span>` : null}
          `
        : null
    }
  `;
}

/** @param {{page: Page, name: keyof Opening, now: string, label: string, choices: [string, string][]}} props */
function Switch({ page, name, now, label, choices }) {
  const choose = (/** @type {string} */ value) => () => {
    setOpening(page, { [name]: value, ...(name === "by" ? { revealed: 1 } : {}) });
  };
  return html`<span class="joined" role="group" aria-label=${label}>
    ${choices.map(
      ([value, word]) =>
        html`<button type="button" class="tight" aria-pressed=${value === now} onClick=${choose(value)}>${word}</button>`,
    )}
  </span>`;
}

/**
 * @param {Page} page
 * @param {import("#vendor/preact.js").Signal<Scene | null>} scene
 * @param {HTMLElement} root
 */
export function openOnDoubleClick(page, scene, root) {
  root.addEventListener("dblclick", (event) => {
    const now = scene.peek();
    const { left, top } = root.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    if (now && !spotAt(now, x, y)) openAt(page, stepAt(now.axis, x));
  });
}
