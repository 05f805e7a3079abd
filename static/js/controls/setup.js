/**
 * Set-up without leaving the stage: net, sentence, sizes, seed and scale. What is typed runs when typing rests.
 *
 * @import {Setup} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { setUp } from "#app/state/page.js";
import { useRested } from "#app/state/rested.js";
import { words } from "#app/strings.js";
import { html } from "#vendor/preact.js";

const REST = 300; // ms without a key

/** @param {{page: Page}} props */
export function SetupBar({ page }) {
  const { net, sizes, seed, scale, sentence, by } = page.setup.value;
  const set = (/** @type {Partial<Setup>} */ change) => setUp(page, change);
  const sized = (/** @type {string} */ name) => (/** @type {number} */ size) =>
    set({ sizes: { ...page.setup.value.sizes, [name]: Math.max(1, Math.round(size)) } });
  const way = (/** @type {Setup["by"]} */ kind, /** @type {string} */ label) =>
    html`<button type="button" aria-pressed=${by === kind} onClick=${() => set({ by: kind })}>${label}</button>`;
  return html`
    <label class="field net"><span>${words.net}</span><${NetChoice} page=${page} net=${net} /></label>
    <${Sentence} value=${sentence} send=${(/** @type {string} */ typed) => set({ sentence: typed })} />
    <div class="choice by joined" role="group" aria-label=${words.by}>
      ${way("words", words.byWords)}${way("characters", words.byCharacters)}
    </div>
    ${Object.entries(sizes).map(
      ([name, size]) =>
        html`<${NumberField} key=${name} label=${words.size(name)} value=${size} min="1" step="1" send=${sized(name)} />`,
    )}
    <${NumberField} label=${words.seed} value=${seed} min="0" step="1" send=${(/** @type {number} */ to) => set({ seed: Math.max(0, Math.round(to)) })} />
    <${NumberField} label=${words.scale} value=${scale} min="0" step="0.1" send=${(/** @type {number} */ to) => set({ scale: to })} />
  `;
}

/** @param {{value: string, send: (typed: string) => void}} props */
function Sentence({ value, send }) {
  const [typed, listen] = useRested(value, send, REST);
  return html`
    <label class="field sentence"><span>${words.sentence}</span>
      <input type="text" value=${typed} spellcheck="false" autocomplete="off" dir="auto" onInput=${listen} />
    </label>
  `;
}

/** @param {{label: string, value: number, min: string, step: string, send: (to: number) => void}} props */
function NumberField({ label, value, min, step, send }) {
  const sound = (/** @type {string} */ text) => {
    if (text.trim() !== "" && Number.isFinite(Number(text))) send(Number(text));
  };
  const [typed, listen] = useRested(String(value), sound, REST);
  return html`
    <label class="field number"><span>${label}</span>
      <input type="number" min=${min} step=${step} value=${typed} onInput=${listen} />
    </label>
  `;
}

/** @param {{page: Page, net: string}} props */
function NetChoice({ page, net }) {
  const entries = page.library.value;
  const known = entries.some(({ name }) => name === net);
  return html`
    <select value=${net} onChange=${(/** @type {Event} */ event) => chooseNet(page, /** @type {HTMLSelectElement} */ (event.target).value)}>
      ${known || !net ? null : html`<option value=${net}>${net}</option>`}
      ${entries.map(({ name, title }) => html`<option key=${name} value=${name}>${title}</option>`)}
      <option value="">${words.ownNet}</option>
    </select>
  `;
}

/**
 * @param {Page} page
 * @param {string} net
 */
function chooseNet(page, net) {
  const { text } = page.setup.value;
  const shown = page.plan.value?.net.text ?? "";
  setUp(page, net ? { net, sizes: {} } : { net, sizes: {}, text: text || shown });
  page.editing.value = !net;
}
