/**
 * Set-up without leaving the stage: net, sentence, sizes, seed and scale. What is typed runs when typing rests.
 *
 * @import {Setup} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { setUp } from "#app/state/page.js";
import { words } from "#app/strings.js";
import { html, useRef } from "#vendor/preact.js";

const REST = 300; // ms without a key

/** @param {{page: Page}} props */
export function SetupBar({ page }) {
  const { net, sizes, seed, scale, sentence, by } = page.setup.value;
  const timer = useRef(/** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined));
  const later = (/** @type {(value: string) => Partial<Setup>} */ change) => (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setUp(page, change(value)), REST);
  };
  const numeric = (/** @type {(number: number) => Partial<Setup>} */ change) =>
    later((value) => (value !== "" && Number.isFinite(Number(value)) ? change(Number(value)) : {}));
  return html`
    <label class="field net"><span>${words.net}</span><${NetChoice} page=${page} net=${net} /></label>
    <label class="field sentence"><span>${words.sentence}</span>
      <input type="text" value=${sentence} spellcheck="false" autocomplete="off" dir="auto" onInput=${later((value) => ({ sentence: value }))} />
    </label>
    <div class="choice by joined" role="group" aria-label=${words.by}>
      ${[
        /** @type {const} */ (["words", words.byWords]),
        /** @type {const} */ (["characters", words.byCharacters]),
      ].map(
        ([kind, label]) =>
          html`<button type="button" aria-pressed=${by === kind} onClick=${() => setUp(page, { by: kind })}>${label}</button>`,
      )}
    </div>
    ${Object.entries(sizes).map(
      ([name, size]) => html`
        <label class="field number" key=${name}><span>${words.size(name)}</span>
          <input type="number" min="1" max="512" value=${size} onInput=${numeric((value) => ({ sizes: { ...page.setup.value.sizes, [name]: Math.max(1, Math.round(value)) } }))} />
        </label>
      `,
    )}
    <label class="field number"><span>${words.seed}</span><input type="number" min="0" step="1" value=${seed} onInput=${numeric((value) => ({ seed: Math.max(0, Math.round(value)) }))} /></label>
    <label class="field number"><span>${words.scale}</span><input type="number" min="0" step="0.1" value=${scale} onInput=${numeric((value) => ({ scale: value }))} /></label>
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
