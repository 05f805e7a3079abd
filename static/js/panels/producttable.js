/**
 * The row that is followed (or, on the way back, the column) as a real table, a hundred entries at a time.
 *
 * @import {Looked} from "#app/layout/product/sight.js"
 */

import { figure } from "#app/layout/figures.js";
import { columnParts, entryAt, rowParts } from "#app/layout/product/reading.js";
import { product as words } from "#app/words/product.js";
import { html, useState } from "#vendor/preact.js";

const PAGE = 100;

/** @param {{looked: Looked}} props */
export function ProductTable({ looked }) {
  const { reading, writes, row, column } = looked;
  const [isOpen, setOpen] = useState(false);
  const [page, setPage] = useState(0);
  const parts =
    writes === "backward" ? columnParts(reading, column) : writes === "forward" ? rowParts(reading, row) : null;
  if (!parts) return null;
  const title = writes === "backward" ? words.columnTable(column + 1) : words.rowTable(row + 1);
  const first = Math.min(page, Math.floor((parts.length - 1) / PAGE)) * PAGE;
  const last = Math.min(parts.length, first + PAGE);
  return html`
    <details class="as-table" onToggle=${(/** @type {Event} */ { target }) => setOpen(/** @type {HTMLDetailsElement} */ (target).open)}>
      <summary>${title}</summary>
      ${isOpen ? html`<${Rows} looked=${looked} parts=${parts} first=${first} last=${last} caption=${title} />` : null}
      ${
        isOpen && parts.length > PAGE
          ? html`<p>
              <button type="button" class="tight" disabled=${first === 0} onClick=${() => setPage(page - 1)}>${words.earlier}</button>
              ${words.range(first + 1, last, parts.length)}
              <button type="button" class="tight" disabled=${last === parts.length} onClick=${() => setPage(page + 1)}>${words.later}</button>
            </p>`
          : null
      }
    </details>
  `;
}

/** @param {{looked: Looked, parts: Float64Array, first: number, last: number, caption: string}} props */
function Rows({ looked, parts, first, last, caption }) {
  const { reading, writes, row, column } = looked;
  const along = writes === "forward";
  const heads = Object.values(along ? words.parts : words.backParts);
  const vector = along ? reading.operand : reading.delta;
  let sum = parts.slice(0, first).reduce((total, part) => total + part, 0);
  const rows = Array.from(parts.slice(first, last), (part, k) => {
    const at = first + k;
    sum += part;
    const weight = along ? entryAt(reading, row, at) : entryAt(reading, at, column);
    return [weight, vector?.[at] ?? Number.NaN, part, sum];
  });
  return html`
    <table>
      <caption class="heard">${caption}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(
          (numbers, k) =>
            html`<tr><th scope="row">${first + k + 1}</th>${numbers.map((number) => html`<td>${figure(number)}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  `;
}
