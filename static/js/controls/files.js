/**
 * Spec files: saved, opened, dropped on the page. A file holds the spec alone, so `./run trace` takes it as well.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { saveAs } from "#app/controls/saving.js";
import { setUp } from "#app/state/page.js";
import { Refusal } from "#app/state/refusal.js";
import { specOf } from "#app/state/setup.js";
import { setupOf } from "#app/state/setupfile.js";
import { setupWords } from "#app/words/setup.js";
import { html, useRef } from "#vendor/preact.js";

const LARGEST = 32 * 2 ** 20; // the server's limit

/** @param {{page: Page}} props */
export function Files({ page }) {
  const chooser = useRef(/** @type {HTMLInputElement | null} */ (null));
  const chosen = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (field.files?.[0]) open(page, field.files[0]);
    field.value = ""; // so that the same file can be opened again
  };
  return html`
    <button type="button" onClick=${() => save(page)}>${setupWords.save}</button>
    <button type="button" onClick=${() => chooser.current?.click()}>${setupWords.open}</button>
    <input type="file" accept=".json,application/json" hidden aria-label=${setupWords.open} ref=${chooser} onChange=${chosen} />
  `;
}

/** @param {Page} page */
export function save(page) {
  let spec = {};
  try {
    spec = specOf(page.setup.peek());
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused;
    page.mistake.value = refused.mistake;
    return;
  }
  const content = new Blob([`${JSON.stringify(spec)}\n`], { type: "application/json" });
  saveAs(content, `unspool-${page.setup.peek().net || "net"}.json`);
}

/**
 * What is shown stays where a file is no spec.
 *
 * @param {Page} page
 * @param {File} file
 */
async function open(page, file) {
  const refuse = (/** @type {string} */ message) => {
    page.mistake.value = { message };
  };
  if (file.size > LARGEST) return refuse(setupWords.tooLarge(file.name));
  const setup = setupOf(parsed(await file.text()));
  if (!setup) return refuse(setupWords.notSpec(file.name));
  page.wanted.value = null;
  page.rewritten.value = null;
  setUp(page, setup);
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {Page} page */
export function takeDrops(page) {
  const holdsFile = (/** @type {DragEvent} */ { dataTransfer }) => dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragover", (event) => {
    if (holdsFile(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    open(page, file);
  });
}
