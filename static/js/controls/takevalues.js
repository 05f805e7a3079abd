/**
 * The part of the dialog that takes numbers: tables for people and their programs, tensors for programs.
 *
 * @import {Run} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { saveAs } from "#app/controls/saving.js";
import { Switch } from "#app/controls/switch.js";
import { parameterLines, tidyCount, tidyLines, wideLines } from "#app/export/csv.js";
import { fileName } from "#app/export/filenames.js";
import { tensorsAbout, tensorsOf } from "#app/export/tensors.js";
import { specOf } from "#app/state/setup.js";
import { writeTensors } from "#app/wire/safetensors.js";
import { takeWords as words } from "#app/words/take.js";
import { html, useState } from "#vendor/preact.js";

const SHOWN = 12; // lines of a table
const AT_ONCE = 20_000; // lines in one piece of a file

/** @typedef {"tidy" | "wide" | "parameters"} Table */

/** @param {{page: Page, format: "csv" | "safetensors"}} props */
export function TakeValues({ page, format }) {
  const run = /** @type {Run} */ (page.run.value);
  const [table, setTable] = useState(/** @type {Table} */ ("tidy"));
  const [left, setLeft] = useState(/** @type {string[]} */ ([]));
  const [writing, setWriting] = useState(false);
  const all = nodesOf(run);
  const names = all.filter((name) => !left.includes(name));
  const turn = (/** @type {string} */ name) =>
    setLeft(left.includes(name) ? left.filter((one) => one !== name) : [...left, name]);
  const isTable = format === "csv";
  const file = isTable ? tableName(run, table) : fileName(run.plan, [soFar(run)], "safetensors");
  const save = async () => {
    setWriting(true);
    const parts = isTable ? await pieces(linesOf(run, table, names)) : tensorFile(page, run);
    setWriting(false);
    saveAs(
      new Blob(/** @type {BlobPart[]} */ (parts), { type: isTable ? "text/csv" : "application/octet-stream" }),
      file,
    );
  };
  return html`
    ${
      isTable
        ? html`
          <${Switch} label=${words.table} now=${table} choose=${setTable}
            choices=${["tidy", "wide", "parameters"].map((one) => [one, words.tables[/** @type {Table} */ (one)]])} />
          ${
            table === "parameters"
              ? null
              : html`<div class="choice" role="group" aria-label=${words.nodes}><span>${words.nodes}</span>
                  ${all.map((name) => html`<button type="button" class="tight chip" key=${name} aria-pressed=${names.includes(name)} onClick=${() => turn(name)}>${name}</button>`)}
                </div>`
          }`
        : null
    }
    <p class="quiet hint">${run.complete ? words.everything : words.partly(words.sofar(spanned(run.values), spanned(run.grads)))}
      ${isTable && table === "tidy" ? ` ${words.initialToo}` : ""}${isTable && table === "wide" && run.plan.tokens ? ` ${words.formulas}` : ""}</p>
    <div class="preview" tabindex="0" role="group" aria-label=${words.preview}>
      <pre>${isTable ? head(linesOf(run, table, names)) : listed(run)}</pre>
    </div>
    <div class="actions">
      <output class="name">${file}</output>
      <span class="quiet">${isTable && table === "tidy" ? words.lines(tidyCount(run, names)) : ""}</span>
      <button type="button" class="play" disabled=${writing} onClick=${save}>${writing ? words.writing : words.save}</button>
    </div>
  `;
}

/** In the stage's order, x below and the targets above. @param {Run} run */
function nodesOf({ plan }) {
  const others = plan.equations.map(({ name }) => name).filter((name) => !plan.rows.includes(name) && name !== "loss");
  return [...(plan.target ? ["y"] : []), ...plan.rows, ...others, ...(plan.input ? ["x"] : [])];
}

/** @param {Run} run @param {Table} table @param {string[]} names */
function linesOf(run, table, names) {
  if (table === "parameters") return parameterLines(run);
  return table === "wide" ? wideLines(run, names) : tidyLines(run, names);
}

/** @param {Run} run @param {Table} table */
function tableName(run, table) {
  const inside = { tidy: "values", wide: "values-wide", parameters: "parameters" }[table];
  return fileName(run.plan, [inside, soFar(run)], "csv");
}

/** A file that is not the whole run says so in its name. @param {Run} run */
function soFar({ complete, received }) {
  return complete ? null : `part-${received}`;
}

/** @param {Run["values"]} table */
function spanned(table) {
  const blocks = [...table.values()].map(({ blocks: all }) => all);
  const first = Math.max(1, ...blocks.map((all) => all[0]?.first ?? Number.MAX_SAFE_INTEGER));
  const last = blocks.length ? Math.min(...blocks.map((all) => all.at(-1)?.last ?? 0)) : 0;
  return words.spanned(first, last);
}

/** @param {Generator<string>} lines */
function head(lines) {
  const shown = [];
  for (const line of lines) {
    if (shown.length === SHOWN) return `${shown.join("")}…`;
    shown.push(line);
  }
  return shown.join("");
}

/**
 * A long table is never one text, and the page stays alive while it is written.
 *
 * @param {Generator<string>} lines
 */
async function pieces(lines) {
  const found = [];
  let piece = [];
  for (const line of lines) {
    piece.push(line);
    if (piece.length < AT_ONCE) continue;
    found.push(piece.join(""));
    piece = [];
    await new Promise((go) => setTimeout(go));
  }
  return [...found, piece.join("")];
}

/** @param {Run} run */
function listed(run) {
  return tensorsOf(run)
    .map(({ name, shape }) => `${name}  ${shape.join(" × ")}`)
    .join("\n");
}

/** @param {Page} page @param {Run} run */
function tensorFile(page, run) {
  const version = document.querySelector("meta[name=generator]")?.getAttribute("content")?.split(" ")[1] ?? "";
  return writeTensors(tensorsOf(run), tensorsAbout(run, { version, spec: specNow(page) }));
}

/** The set-up may be in the middle of being written: then the file goes without. @param {Page} page */
function specNow(page) {
  try {
    return page.mistake.peek() ? null : specOf(page.setup.peek());
  } catch {
    return null;
  }
}
