/**
 * The choice of a net: the library by title, or one's own equations.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { setUp } from "#app/state/page.js";
import { words } from "#app/words/page.js";
import { setupWords } from "#app/words/setup.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page, label: string}} props */
export function NetChoice({ page, label }) {
  const { net, base } = page.setup.value;
  const entries = page.library.value;
  const isKnown = entries.some(({ name }) => name === net);
  const title = entries.find(({ name }) => name === base)?.title;
  const pick = (/** @type {Event} */ event) => chooseNet(page, /** @type {HTMLSelectElement} */ (event.target).value);
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
 * Their own text stays while a library net is shown; the sizes follow what the server says of the net.
 *
 * @param {Page} page
 * @param {string} net
 */
export function chooseNet(page, net) {
  const { text: set, net: before, base } = page.setup.value;
  const { value: typed } = page.typed;
  const isTheirs = typed !== null && typed !== page.library.value.find(({ name }) => name === before)?.text;
  const text = isTheirs ? typed : set;
  const shown = page.plan.value?.net.text ?? "";
  page.rewritten.value = null;
  const weights = page.setup.value.weights && (page.library.value.find(({ name }) => name === net)?.weights ?? "");
  const { parameters: _, random: __, ...given } = page.setup.value.given; // another net has other ones
  const change = net ? { net, text, given } : { net, text: text || shown, base: text ? base : before };
  setUp(page, { ...change, sizes: {}, weights, changes: [] });
  page.editing.value = !net;
}
