/**
 * The gallery of ready examples, and the note that says what to look for while one is open. Opening one sets the
 * set-up, the view and the stop; what was there before can be had back.
 *
 * @import {Example} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { linkOf } from "#app/controls/address.js";
import { useShown, whenClosed } from "#app/controls/dialogs.js";
import { sketchOf } from "#app/layout/sketch.js";
import { land } from "#app/state/page.js";
import { setupOf } from "#app/state/setupfile.js";
import { exampleWords, ROWS } from "#app/words/examples.js";
import { words } from "#app/words/page.js";
import { batch, html, useEffect, useMemo } from "#vendor/preact.js";

/** The dialog, while it stands open. @param {{page: Page}} props */
export function Gallery({ page }) {
  const isOpen = page.gallery.value;
  const dialog = useShown(isOpen);
  useEffect(() => {
    if (!isOpen) return;
    /** @type {HTMLElement | null | undefined} */ (
      dialog.current?.querySelector("[aria-current], .examples button")
    )?.focus();
  }, [isOpen]);
  const close = () => {
    page.gallery.value = false;
  };
  return html`
    <dialog class="gallery" ref=${dialog} aria-labelledby="gallery-title" onClose=${whenClosed(close)} onKeyDown=${walk}>
      <div class="heading">
        <h2 id="gallery-title">${exampleWords.title}</h2>
        <button type="button" class="tight" onClick=${close}>${words.close}</button>
      </div>
      <p class="quiet">${exampleWords.hint}</p>
      ${isOpen ? rows(page.examples.value).map(([row, all]) => html`<${Row} key=${row} page=${page} row=${row} all=${all} />`) : null}
    </dialog>
  `;
}

/** @param {Example[]} examples @returns {[number, Example[]][]} */
function rows(examples) {
  const found = [...new Set(examples.map(({ row }) => row))];
  return found.map((row) => [row, examples.filter((one) => one.row === row)]);
}

/** Arrow keys go from example to example. @param {KeyboardEvent} event */
function walk(event) {
  const way = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!way) return;
  const all = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll(".examples button")];
  const at = all.indexOf(/** @type {Element} */ (document.activeElement));
  event.preventDefault();
  /** @type {HTMLElement} */ (all[Math.max(0, Math.min(all.length - 1, at + way))])?.focus();
}

/** @param {{page: Page, row: number, all: Example[]}} props */
function Row({ page, row, all }) {
  const id = `row-of-${row}`;
  return html`
    <section aria-labelledby=${id}>
      <h3 id=${id}>${ROWS[row] ?? row}</h3>
      <ul class="examples">
        ${all.map((example) => html`<li key=${example.name}><${Card} page=${page} example=${example} /></li>`)}
      </ul>
    </section>
  `;
}

/** @param {{page: Page, example: Example}} props */
function Card({ page, example }) {
  const isNow = page.view.value.example === example.name;
  return html`
    <button type="button" aria-current=${isNow ? "true" : undefined} onClick=${() => openExample(page, example)}>
      <${Sketch} example=${example} />
      <span><b>${example.title}</b><span class="quiet">${example.look}</span></span>
    </button>
  `;
}

/** @param {{example: Example}} props */
function Sketch({ example }) {
  const { width, height, marks, strokes, gap } = useMemo(() => sketchOf(example), [example]);
  return html`
    <svg class="sketch" viewBox=${`0 0 ${width} ${height}`} width=${1.35 * width} height=${1.35 * height} aria-hidden="true">
      ${strokes.map(({ key, d, dashed }) => html`<path key=${key} class=${dashed ? "dashed" : ""} d=${d} />`)}
      ${marks.map(({ key, kind, x, y }) =>
        kind === "state"
          ? html`<circle key=${key} cx=${x} cy=${y} r="4" />`
          : html`<rect key=${key} class=${kind} x=${x - 3.5} y=${y - 3.5} width="7" height="7" />`,
      )}
      ${gap ? html`<text x=${gap.x} y=${gap.y}>…</text>` : null}
    </svg>
  `;
}

/**
 * @param {Page} page
 * @param {Example} example
 */
function openExample(page, example) {
  const setup = setupOf(example.spec);
  const beside = example.beside ? setupOf(example.beside) : null;
  if (!setup) return;
  const { example: before } = page.view.value;
  const notation = notationKept(page);
  const kept = notation ? { notation } : {};
  batch(() => {
    if (!before || !page.left.value) page.left.value = linkOf(page);
    page.gallery.value = false;
    page.editing.value = false;
    page.playing.value = false;
    page.rewritten.value = null;
    const view = { ...kept, ...example.view, example: example.name };
    land(page, { setup, beside, stop: example.stop === "end" ? Number.MAX_SAFE_INTEGER : example.stop, view });
  });
}

/**
 * The notation that a person chose: one that an example brought goes with it.
 *
 * @param {Page} page
 */
function notationKept({ view, examples, left }) {
  const { example, notation } = view.peek();
  const own = examples.peek().find(({ name }) => name === example)?.view?.notation;
  return own && own === notation ? left.peek()?.view.notation : notation;
}

/** What to look for, until it is put away or another net is chosen. @param {{page: Page}} props */
export function Look({ page }) {
  const all = page.examples.value;
  const at = all.findIndex(({ name }) => name === page.view.value.example);
  const example = all[at];
  const own = useMemo(() => example && setupOf(example.spec), [example]);
  const others = useMemo(() => (example?.beside ? setupOf(example.beside) : null), [example]);
  const { setup } = page;
  if (!own || own.net !== setup.value.net || (!own.net && own.text !== setup.value.text)) return null;
  const isChanged = JSON.stringify([own, others]) !== JSON.stringify([setup.value, page.beside.setup.value]);
  const left = page.left.value;
  const back = () => {
    page.left.value = null;
    if (left) land(page, left);
  };
  const step = (/** @type {number} */ way, /** @type {string} */ label, /** @type {string} */ sign) => {
    const next = all[at + way];
    return html`<button type="button" class="tight" aria-label=${label} title=${next ? `${label}: ${next.title}` : label} disabled=${!next} onClick=${() => openExample(page, next)}>${sign}</button>`;
  };
  const dismiss = () => {
    page.view.value = { ...page.view.value, example: null };
  };
  return html`
    <section class="look" aria-label=${exampleWords.look}>
      <div class="heading">
        <h2>${example.title}</h2>
        <span class="joined">
          ${step(-1, exampleWords.previous, "‹")}${step(1, exampleWords.next, "›")}
          <button type="button" class="tight" aria-label=${exampleWords.dismiss} title=${exampleWords.dismiss} onClick=${dismiss}>✕</button>
        </span>
      </div>
      <p>${example.look}</p>
      ${
        isChanged || left
          ? html`<div class="row">
            ${isChanged ? html`<button type="button" class="tight" onClick=${() => openExample(page, example)}>${exampleWords.again}</button>` : null}
            ${left ? html`<button type="button" class="tight" onClick=${back}>${exampleWords.back}</button>` : null}
          </div>`
          : null
      }
    </section>
  `;
}
