/**
 * The second run's short bar under the set-up: its net, its sentence, the first run as it was, swap, close. What else
 * belongs to a run is set where the first one stands.
 *
 * @import {Setup} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { NetSelect } from "#app/controls/nets.js";
import { Sentence } from "#app/controls/setup.js";
import { isComparing, setBefore, setUpBeside, swap, toggleBeside } from "#app/state/beside.js";
import { otherNet } from "#app/state/nets.js";
import { fieldOf } from "#app/state/refusal.js";
import { besideWords as words } from "#app/words/beside.js";
import { setupWords } from "#app/words/setup.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function CompareButton({ page }) {
  const isOpen = isComparing(page);
  const label = isOpen ? words.close : words.compare;
  return html`<button type="button" class="compare" aria-pressed=${isOpen} aria-keyshortcuts="K" aria-label=${label} title=${label} onClick=${() => toggleBeside(page)}>
    <span aria-hidden="true"><b>${words.a}</b><b>${words.b}</b></span>
  </button>`;
}

/** @param {{page: Page}} props */
export function BesideBar({ page }) {
  const { value: setup } = page.beside.setup;
  if (!setup) return null;
  const set = (/** @type {Partial<Setup>} */ change) => setUpBeside(page, change);
  const choose = (/** @type {string} */ net) =>
    set(otherNet(setup, net, page.library.value, page.beside.plan.value?.net.text ?? ""));
  const isFirst = !page.previous.value;
  return html`<div class="beside-bar" role="group" aria-label=${words.title}>
    <b class="side b" aria-hidden="true">${words.b}</b>
    <${NetSelect} label=${words.net} setup=${setup} entries=${page.library.value} choose=${choose} />
    <${Input} page=${page} setup=${setup} set=${set} />
    <button type="button" disabled=${isFirst} title=${isFirst ? words.noBefore : words.beforeHint} onClick=${() => setBefore(page)}>${words.before}</button>
    <span class="joined">
      <button type="button" title=${words.swapHint} onClick=${() => swap(page)}>⇅ ${words.swap}</button>
      <button type="button" aria-label=${words.close} title=${words.close} onClick=${() => toggleBeside(page)}>✕</button>
    </span>
  </div>`;
}

/** @param {{page: Page, setup: Setup, set: (change: Partial<Setup>) => void}} props */
function Input({ page, setup, set }) {
  if (setup.source !== "sentence") return html`<span class="field sentence">${setupWords.summary[setup.source]}</span>`;
  const isWrong = fieldOf(page.beside.mistake.value) === "inputs";
  return html`<${Sentence} label=${words.sentence} value=${setup.sentence} wrong=${isWrong} send=${(/** @type {string} */ typed) => set({ sentence: typed })} />`;
}
