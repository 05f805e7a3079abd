/**
 * Spec files: saved, opened, dropped on the page. A file holds the spec, and what was looked at (`view`, which changes no
 * number), so `./run trace` takes it as well; of two
 * runs that are compared it holds both, {"spec": …, "beside": …}, as a ready example does.
 *
 * @import {Setup} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { saveAs } from "#app/controls/saving.js";
import { isObject, soundView } from "#app/state/link.js";
import { PLAIN_VIEW } from "#app/state/page.js";
import { Refusal } from "#app/state/refusal.js";
import { specOf } from "#app/state/setup.js";
import { setupsOf } from "#app/state/setupfile.js";
import { setBoth } from "#app/state/side.js";
import { setupWords } from "#app/words/setup.js";
import { batch, html, useRef } from "#vendor/preact.js";

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
  const bare = written(page, page.setup.peek());
  const spec = bare && { ...bare, view: page.view.peek() };
  const second = page.beside.setup.peek();
  const beside = second && written(page.beside, second);
  if (!spec || (second && !beside)) return;
  const content = new Blob([`${JSON.stringify(beside ? { spec, beside } : spec)}\n`], { type: "application/json" });
  const names = [page.setup.peek(), ...(second ? [second] : [])].map(({ net }) => net || "net");
  saveAs(content, `unspool-${[...new Set(names)].join("-and-")}.json`);
}

/**
 * @param {import("#app/state/side.js").Side} side where it is said, if it cannot be written
 * @param {Setup} setup
 */
function written(side, setup) {
  try {
    return specOf(setup);
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused;
    side.mistake.value = refused.mistake;
    return null;
  }
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
  const [given, view] = withoutView(parsed(await file.text()));
  const both = setupsOf(given);
  if (!both) return refuse(setupWords.notSpec(file.name));
  if (both.isBroken) return refuse(setupWords.notBeside(file.name));
  page.wanted.value = null;
  page.rewritten.value = null;
  page.landing.value = null;
  batch(() => {
    setBoth(page, [both.setup, both.beside]);
    if (view) page.view.value = { ...PLAIN_VIEW, ...view };
  });
}

/**
 * What was looked at, apart from what is run.
 *
 * @param {any} file
 * @returns {[unknown, Partial<import("#app/types.js").View> | null]}
 */
function withoutView(file) {
  if (isObject(file?.spec)) {
    const [spec, view] = withoutView(file.spec);
    return [{ ...file, spec }, view];
  }
  if (!isObject(file)) return [file, null];
  const { view, ...rest } = file;
  return [rest, isObject(view) ? soundView(view) : null];
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
