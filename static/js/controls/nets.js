/**
 * The choice of a net: the library by title, or one's own equations.
 *
 * @import {LibraryEntry, Setup} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { otherNet } from "#app/state/nets.js";
import { setUp } from "#app/state/page.js";
import { words } from "#app/words/page.js";
import { setupWords } from "#app/words/setup.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page, label: string}} props */
export function NetChoice({ page, label }) {
  const choose = (/** @type {string} */ net) => chooseNet(page, net);
  return html`<${NetSelect} label=${label} setup=${page.setup.value} entries=${page.library.value} choose=${choose} />`;
}

/** @param {{label: string, setup: Setup, entries: LibraryEntry[], choose: (net: string) => void}} props */
export function NetSelect({ label, setup: { net, base }, entries, choose }) {
  const isKnown = entries.some(({ name }) => name === net);
  const title = entries.find(({ name }) => name === base)?.title;
  const pick = (/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value);
  return html`
    <label class="field net"><span>${label}</span>
      <select value=${net} onChange=${pick}>
        <optgroup label=${setupWords.library}>
          ${isKnown || !net ? null : html`<option value=${net}>${net}</option>`}
          ${entries.map((entry) => html`<option key=${entry.name} value=${entry.name}>${entry.title}</option>`)}
        </optgroup>
        <optgroup label=${setupWords.own}><option value="">${words.ownNet}${title ? ` (${title})` : ""}</option></optgroup>
      </select>
    </label>
  `;
}

/**
 * What is being written in the editor is not lost.
 *
 * @param {Page} page
 * @param {string} net
 */
function chooseNet(page, net) {
  const { value: setup } = page.setup;
  const { value: typed } = page.typed;
  const isTheirs = typed !== null && typed !== page.library.value.find(({ name }) => name === setup.net)?.text;
  const text = isTheirs ? typed : setup.text;
  page.rewritten.value = null;
  setUp(page, otherNet({ ...setup, text }, net, page.library.value, page.plan.value?.net.text ?? ""));
  page.editing.value = !net;
}
