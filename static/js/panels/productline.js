/**
 * Under a written-out product: the number that is pointed at or followed as a line of arithmetic, and the whole row
 * as a table for those who want it.
 *
 * @import {Looked} from "#app/layout/product/sight.js"
 * @import {Pointed, Props} from "#app/panels/product.js"
 */

import { figure } from "#app/layout/figures.js";
import { columnParts, entryAt, largestPart, rowParts } from "#app/layout/product/reading.js";
import { closed } from "#app/layout/product/sight.js";
import { ProductTable } from "#app/panels/producttable.js";
import { Tex } from "#app/panels/tex.js";
import { product as words } from "#app/words/product.js";
import { html } from "#vendor/preact.js";

/** @param {Props} props */
export function ProductReading({ page, written, pointed }) {
  const { value: found } = written;
  if (!found) return null;
  const { looked, glance } = found;
  const { reading, writes, row, column } = looked;
  const token = glance.run.plan.vocabulary?.[reading.picked];
  const isInput = reading.product.source?.name === "x";
  const missing = writes === "forward" ? !reading.value : !reading.delta;
  const notes = [
    reading.waiting
      ? words.waiting
      : reading.idle
        ? words.idle
        : missing
          ? writes === "forward"
            ? words.notReached
            : words.notYetBackward
          : null,
    missing || writes === "share" || page.presenting.value ? null : html`<${Sum} looked=${looked} />`,
    writes === "forward" && reading.picked >= 0 ? words.picked(reading.picked + 1, isInput ? token : null) : null,
  ].filter(Boolean);
  return html`
    <p class="reading"><${Line} looked=${looked} pointed=${pointed.value} matrix=${reading.product.matrix.tex} /></p>
    ${notes.length ? html`<p class="reading quiet">${notes.map((note, k) => html`${k ? " " : ""}${note}`)}</p>` : null}
    <${ProductTable} key=${`${writes} ${row} ${column}`} looked=${looked} />
  `;
}

/**
 * One number and what it is made of: W[5,3] = 0.77 × h₃[3] = 0.66 → 0.50.
 *
 * @param {{looked: Looked, pointed: Pointed, matrix: string}} props
 */
function Line({ looked, pointed, matrix }) {
  const { reading, writes, names } = looked;
  const { kind, row, column } = pointed ?? { kind: "matrix", row: looked.row, column: looked.column };
  const weight = html`<${Tex} tex=${matrix} />[${row + 1},${column + 1}] = <b>${figure(entryAt(reading, row, column))}</b>`;
  const operand = html`<${Tex} tex=${writes === "backward" ? looked.names.top : names.top} />[${column + 1}]`;
  const delta = html`<${Tex} tex="\\delta" />[${row + 1}]`;
  if (kind === "operand") {
    const numbers = writes === "backward" ? reading.back : reading.operand;
    return html`${operand} = <b>${figure(numbers?.[column])}</b>`;
  }
  if (kind === "product") {
    const numbers = writes === "forward" ? reading.value : reading.delta;
    const name = writes === "forward" ? html`(<${Tex} tex=${names.side} />)[${row + 1}]` : delta;
    return html`${name} = <b>${figure(numbers?.[row])}</b>`;
  }
  const [v, d] = [reading.operand?.[column], reading.delta?.[row]];
  if (writes === "forward") {
    if (v === undefined) return weight;
    return html`${weight} × ${operand} = <b>${figure(v)}</b> → <b>${figure(entryAt(reading, row, column) * v)}</b>${isLargest(looked, row, column) ? html` <span class="quiet largest">${words.largest}</span>` : ""}`;
  }
  if (d === undefined) return weight;
  if (writes === "backward") {
    return html`${weight} × ${delta} = <b>${figure(d)}</b> → <b>${figure(entryAt(reading, row, column) * d)}</b>`;
  }
  if (v === undefined) return delta;
  return html`${delta} = <b>${figure(d)}</b> × <${Tex} tex=${closed(names.top)} />[${column + 1}] = <b>${figure(v)}</b> → <b>${figure(d * v)}</b>`;
}

/**
 * @param {Looked} looked
 * @param {number} row
 * @param {number} column
 */
function isLargest({ reading }, row, column) {
  return reading.product.columns > 1 && largestPart(rowParts(reading, row)) === column;
}

/** @param {{looked: Looked}} props */
function Sum({ looked }) {
  const { reading, writes, row, column } = looked;
  const parts = writes === "forward" ? rowParts(reading, row) : columnParts(reading, column);
  const sum = writes === "forward" ? reading.value?.[row] : reading.back?.[column];
  if (!parts) return null;
  const said = writes === "forward" ? words.row(row + 1, parts.length) : words.column(column + 1, parts.length);
  return html`${said}${sum === undefined ? "" : html`: <b>${figure(sum)}</b>.`}`;
}
