/**
 * The set-up bar above the stage: what is changed most. What is typed runs when typing rests; the rest stands in the
 * panel that More opens.
 *
 * @import {Setup} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { CopyLink } from "#app/controls/copy.js";
import { NumberField } from "#app/controls/fields.js";
import { NetChoice } from "#app/controls/nets.js";
import { labelOf } from "#app/layout/symbols.js";
import { setUp } from "#app/state/page.js";
import { fieldOf } from "#app/state/refusal.js";
import { useRested } from "#app/state/rested.js";
import { words } from "#app/words/page.js";
import { setupWords } from "#app/words/setup.js";
import { html } from "#vendor/preact.js";

const REST = 300; // ms without a key

/** @param {{page: Page}} props */
export function SetupBar({ page }) {
  const open = () => {
    page.more.value = !page.more.value;
  };
  return html`
    <${NetChoice} page=${page} label=${words.net} />
    <${Input} page=${page} />
    <${Sizes} page=${page} />
    <div class="joined actions">
      <button type="button" aria-expanded=${page.more.value} aria-controls="more" onClick=${open}>${setupWords.more}</button>
      <${CopyLink} page=${page} compact />
    </div>
  `;
}

/** @param {{page: Page}} props */
function Input({ page }) {
  const { source, sentence, by } = page.setup.value;
  const set = (/** @type {Partial<Setup>} */ change) => setUp(page, change);
  const way = (/** @type {Setup["by"]} */ kind, /** @type {string} */ label) =>
    html`<button type="button" aria-pressed=${by === kind} onClick=${() => set({ by: kind })}>${label}</button>`;
  if (source !== "sentence") {
    return html`
      <div class="field sentence"><span>${words.input}</span>
        <button type="button" class="summary" onClick=${() => (page.more.value = true)}>${setupWords.summary[source]}</button>
      </div>
    `;
  }
  const wrong = fieldOf(page.mistake.value) === "inputs";
  return html`
    <${Sentence} value=${sentence} wrong=${wrong} send=${(/** @type {string} */ typed) => set({ sentence: typed })} />
    <div class="choice by joined" role="group" aria-label=${words.by}>
      ${way("words", words.byWords)}${way("characters", words.byCharacters)}
    </div>
  `;
}

/** @param {{page: Page}} props */
export function Sizes({ page }) {
  const { sizes } = page.setup.value;
  const set = (/** @type {Partial<Setup>} */ change) => setUp(page, change);
  const sized = (/** @type {string} */ name) => (/** @type {number} */ size) =>
    set({ sizes: { ...page.setup.value.sizes, [name]: Math.max(1, Math.round(size)) } });
  const field = fieldOf(page.mistake.value);
  const { value: plan } = page.plan;
  return html`
    ${Object.entries(sizes).map(
      ([name, size]) =>
        html`<${NumberField} key=${name} label=${words.size(plan ? labelOf(plan, name) : name)} value=${size} min="1" step="1" wrong=${field === "sizes"} send=${sized(name)} />`,
    )}
  `;
}

/** What draws the parameters that nobody gave. @param {{page: Page}} props */
export function Dice({ page }) {
  const { seed, scale } = page.setup.value;
  const set = (/** @type {Partial<Setup>} */ change) => setUp(page, change);
  const field = fieldOf(page.mistake.value);
  return html`
    <${NumberField} label=${words.seed} value=${seed} min="0" step="1" wrong=${field === "seed"} send=${(/** @type {number} */ to) => set({ seed: Math.max(0, Math.round(to)) })} />
    <${NumberField} label=${words.scale} value=${scale} min="0" step="0.1" wrong=${field === "scale"} send=${(/** @type {number} */ to) => set({ scale: to })} />
  `;
}

/** @param {{value: string, wrong: boolean, label?: string, send: (typed: string) => void}} props */
export function Sentence({ value, wrong, label = words.sentence, send }) {
  const [typed, listen] = useRested(value, send, REST);
  return html`
    <label class="field sentence"><span>${label}</span>
      <input type="text" value=${typed} spellcheck="false" autocomplete="off" dir="auto" aria-invalid=${wrong} onInput=${listen} />
    </label>
  `;
}
