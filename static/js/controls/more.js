/**
 * The whole set-up, beside the stage: net, input, targets, loss, sizes, values before the first step, files. Every
 * change runs at once; what is refused stays as typed, with the reason beside it.
 *
 * @import {Setup} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Field} from "#app/state/refusal.js"
 */

import { CopyLink } from "#app/controls/copy.js";
import { AreaField, LineField, NumberField, PickField, Refused } from "#app/controls/fields.js";
import { Files } from "#app/controls/files.js";
import { LossChoice } from "#app/controls/loss.js";
import { NetChoice } from "#app/controls/nets.js";
import { PhaseFields } from "#app/controls/phases.js";
import { Dice, Sizes } from "#app/controls/setup.js";
import { labelOf } from "#app/layout/symbols.js";
import { setUp } from "#app/state/page.js";
import { fieldOf } from "#app/state/refusal.js";
import { CHOICES } from "#app/state/setup.js";
import { words } from "#app/words/page.js";
import { setupWords } from "#app/words/setup.js";
import { html, useLayoutEffect, useRef } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function More({ page }) {
  const isOpen = page.more.value;
  const top = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    if (isOpen) top.current?.focus({ preventScroll: matchMedia("(min-width: 1100px)").matches });
  }, [isOpen]);
  if (!isOpen) return null;
  const close = () => {
    page.more.value = false;
    /** @type {HTMLElement | null} */ (document.querySelector("[aria-controls='more']"))?.focus();
  };
  const leave = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  };
  return html`
    <div class="setup-panel" onKeyDown=${leave}>
      <div class="heading">
        <h2 tabindex="-1" ref=${top}>${setupWords.title}</h2>
        <button type="button" class="tight" onClick=${close}>${setupWords.close}</button>
      </div>
      <${Net} page=${page} />
      <${Input} page=${page} />
      <${Targets} page=${page} />
      <${PhaseFields} page=${page} />
      <fieldset><legend>${setupWords.sizes}</legend>
        <${Weights} page=${page} />
        <div class="row"><${Sizes} page=${page} />${page.setup.value.weights ? null : html`<${Dice} page=${page} />`}</div>
        <${Said} page=${page} fields=${["sizes", "seed", "scale"]} />
      </fieldset>
      <${Initial} page=${page} />
      <${Given} page=${page} />
      <fieldset><legend>${setupWords.share}</legend>
        <div class="row"><${CopyLink} page=${page} /><${Files} page=${page} /></div>
        <p class="quiet hint">${setupWords.openHint}</p>
      </fieldset>
    </div>
  `;
}

/** @param {{page: Page, fields: Field[]}} props */
function Said({ page, fields }) {
  const { value: mistake } = page.mistake;
  const field = fieldOf(mistake);
  return html`<${Refused} mistake=${field && fields.includes(field) ? mistake : null} />`;
}

/** @param {{page: Page}} props */
function Net({ page }) {
  const { net, base } = page.setup.value;
  const entry = page.library.value.find(({ name }) => name === (net || base));
  const edit = () => {
    page.editing.value = true;
    page.more.value = false;
  };
  return html`
    <fieldset><legend>${words.net}</legend>
      <${NetChoice} page=${page} label=${words.net} />
      ${entry && net ? html`<p class="about">${entry.about}</p><p class="quiet hint">${setupWords.source}: ${entry.source}</p>` : null}
      <${LossChoice} page=${page} />
      <div class="row"><button type="button" class="tight" onClick=${edit}>${setupWords.editEquations}</button></div>
      <${Said} page=${page} fields=${["net"]} />
    </fieldset>
  `;
}

/** @param {{page: Page}} props */
function Input({ page }) {
  const { source, sentence, by, numbers, steps, vocabulary } = page.setup.value;
  const set = (/** @type {Partial<Setup>} */ change) => setUp(page, change);
  const field = fieldOf(page.mistake.value);
  const wrong = field === "inputs";
  const pick = (/** @type {Setup["source"]} */ to) => {
    const { aim } = page.setup.value;
    set({ source: to, ...(to === "none" && aim === "next" ? { aim: "none" } : {}) });
  };
  return html`
    <fieldset><legend>${setupWords.input}</legend>
      <${PickField} wide label=${setupWords.input} value=${source} options=${named(CHOICES.source, setupWords.sources)} send=${pick} />
      ${
        source === "sentence"
          ? html`
            <${AreaField} label=${words.sentence} value=${sentence} wrong=${wrong} send=${(/** @type {string} */ typed) => set({ sentence: typed })} />
            <${PickField} label=${words.by} value=${by} options=${named(CHOICES.by, setupWords.readBy)} send=${(/** @type {Setup["by"]} */ to) => set({ by: to })} />
            <${LineField} label=${setupWords.vocabulary} value=${vocabulary} wrong=${field === "vocabulary"} send=${(/** @type {string} */ typed) => set({ vocabulary: typed })} />
            <p class="quiet hint">${setupWords.sentenceHint} ${setupWords.vocabularyHint}</p>`
          : source === "numbers"
            ? html`<${AreaField} label=${setupWords.numbers} numeric value=${numbers} wrong=${wrong} hint=${setupWords.numbersHint} send=${(/** @type {string} */ typed) => set({ numbers: typed })} />`
            : html`<${NumberField} label=${setupWords.steps} value=${steps} min="1" step="1" wrong=${wrong} send=${(/** @type {number} */ to) => set({ steps: Math.max(1, Math.round(to)) })} />`
      }
      <${Said} page=${page} fields=${["inputs", "vocabulary"]} />
    </fieldset>
  `;
}

/** @param {{page: Page}} props */
function Targets({ page }) {
  const { source, aim, label, labels, wanted } = page.setup.value;
  const set = (/** @type {Partial<Setup>} */ change) => setUp(page, change);
  const wrong = fieldOf(page.mistake.value) === "targets";
  const names = { ...setupWords.aims, next: source === "numbers" ? setupWords.aims.nextRow : setupWords.aims.next };
  const offered = CHOICES.aim.filter((kind) => kind !== "next" || source !== "none" || aim === "next");
  return html`
    <fieldset><legend>${setupWords.targets}</legend>
      <${PickField} wide label=${setupWords.targets} value=${aim} options=${named(offered, names)} send=${(/** @type {Setup["aim"]} */ to) => set({ aim: to })} />
      ${aim === "end" ? html`<${LineField} label=${setupWords.label} value=${label} placeholder=${setupWords.labelOfSentence} wrong=${wrong} send=${(/** @type {string} */ typed) => set({ label: typed })} />` : null}
      ${aim === "each" ? html`<${AreaField} label=${setupWords.labels} value=${labels} wrong=${wrong} hint=${setupWords.labelsHint} send=${(/** @type {string} */ typed) => set({ labels: typed })} />` : null}
      ${aim === "numbers" ? html`<${AreaField} label=${setupWords.numbers} numeric value=${wanted} wrong=${wrong} hint=${setupWords.wantedHint} send=${(/** @type {string} */ typed) => set({ wanted: typed })} />` : null}
      <${Said} page=${page} fields=${["targets"]} />
    </fieldset>
  `;
}

/** Parameters that have learned something, where some ship for this net. @param {{page: Page}} props */
function Weights({ page }) {
  const { net, weights } = page.setup.value;
  const shipped = page.library.value.find(({ name }) => name === net)?.weights;
  if (!shipped && !weights) return null;
  const options = ["", shipped ?? weights].map((name) => [name, name ? setupWords.learned(name) : setupWords.drawn]);
  const send = (/** @type {string} */ to) => setUp(page, { weights: to, ...(to ? { sizes: {} } : {}) });
  return html`<${PickField} wide label=${words.parameters} value=${weights} options=${options} send=${send} />`;
}

/** @param {{page: Page}} props */
function Initial({ page }) {
  const names = [...(page.run.value?.initial.keys() ?? [])];
  const { initial } = page.setup.value;
  const { value: plan } = page.plan;
  const all = [...new Set([...names, ...Object.keys(initial)])];
  if (!all.length) return null;
  const set = (/** @type {string} */ name) => (/** @type {string} */ typed) => {
    const { [name]: _, ...others } = page.setup.value.initial;
    setUp(page, { initial: typed.trim() ? { ...others, [name]: typed } : others });
  };
  const wrong = fieldOf(page.mistake.value) === "initial";
  return html`
    <fieldset><legend>${setupWords.initial}</legend>
      ${all.map((name) => html`<${LineField} key=${name} label=${setupWords.initialOf(plan ? labelOf(plan, name) : name)} value=${initial[name] ?? ""} placeholder="0" wrong=${wrong} send=${set(name)} />`)}
      <p class="quiet hint">${setupWords.initialHint}</p>
      <${Said} page=${page} fields=${["initial"]} />
    </fieldset>
  `;
}

/** @param {{page: Page}} props */
function Given({ page }) {
  const { given } = page.setup.value;
  const keys = Object.keys(given);
  if (!keys.length) return null;
  const remove = (/** @type {string} */ key) => () => {
    const { [key]: _, ...others } = page.setup.value.given;
    setUp(page, { given: others });
  };
  return html`
    <fieldset><legend>${setupWords.given}</legend>
      <div class="row">
        ${keys.map((key) => html`<button key=${key} type="button" class="tight" aria-label=${setupWords.remove(key)} onClick=${remove(key)}>${key} ✕</button>`)}
      </div>
      <p class="quiet hint">${setupWords.givenHint}</p>
      <${Said} page=${page} fields=${["given"]} />
    </fieldset>
  `;
}

/**
 * @param {readonly string[]} keys
 * @param {Record<string, string>} names
 * @returns {[string, string][]}
 */
function named(keys, names) {
  return keys.map((key) => [key, names[key]]);
}
