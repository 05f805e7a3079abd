/**
 * Above a written-out product: which it is, its shapes, what of it is written out, the way back to the step.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Props} from "#app/panels/product.js"
 * @import {Product} from "#app/state/products.js"
 */

import { tokenAt } from "#app/layout/product/blocks.js";
import { closed } from "#app/layout/product/sight.js";
import { texOf } from "#app/layout/product/tex.js";
import { Tex } from "#app/panels/tex.js";
import { plainName } from "#app/state/operations.js";
import { closeProduct, openProduct, setDirection } from "#app/state/product.js";
import { productsOf } from "#app/state/products.js";
import { product as words } from "#app/words/product.js";
import { html } from "#vendor/preact.js";

/** @param {Props} props */
export function ProductBar({ page, written }) {
  const { value: found } = written;
  if (!found) return null;
  const { run, t } = found.glance;
  const { plan } = run;
  const { reading, writes } = found.looked;
  const { product } = reading;
  const token = product.source?.name === "x" ? tokenAt(plan, t + product.operand.shift) : null;
  const choose = (/** @type {Event} */ { target }) =>
    openProduct(page, Number(/** @type {HTMLSelectElement} */ (target).value));
  return html`
    <button type="button" class="tight" aria-keyshortcuts="Escape" onClick=${() => closeProduct(page)}>
      <span aria-hidden="true">↑ </span>${words.close}
    </button>
    <p class="title"><${Tex} tex=${titleTex(plan, product, writes, t)} /> ${token === null ? null : html`<span>“${token}” </span>`}<span class="quiet">${shapes(product, writes)}</span></p>
    ${
      plan.loss
        ? html`<span class="joined" role="group" aria-label=${words.writes}>
            ${
              /** @type {const} */ (["forward", "backward", "share"]).map(
                (way) =>
                  html`<button type="button" class="tight" aria-pressed=${way === writes} onClick=${() => setDirection(page, way)}>${words[way]}</button>`,
              )
            }
          </span>`
        : null
    }
    <label class="which"><span class="heard">${words.which}</span>
      <select value=${product.id} onChange=${choose}>
        ${productsOf(plan).map((one) => html`<option value=${one.id} selected=${one.id === product.id}>${one.node.equation}: ${plainName(plan, one)}</option>`)}
      </select>
    </label>
  `;
}

/**
 * @param {Plan} plan
 * @param {Product} product
 * @param {"forward" | "backward" | "share"} writes
 * @param {number} t
 */
function titleTex(plan, { matrix, operand }, writes, t) {
  const vector = closed(texOf(plan, operand, t));
  const whole = String.raw`${matrix.tex}\,${vector}`;
  if (writes === "forward") return whole;
  const delta = String.raw`\delta = \partial L/\partial (${whole})`;
  if (writes === "backward") return String.raw`${matrix.tex}^{\top}\delta,\quad ${delta}`;
  return String.raw`\delta\,${vector}^{\top},\quad ${delta}`;
}

/**
 * @param {Product} product
 * @param {"forward" | "backward" | "share"} writes
 */
function shapes({ rows, columns }, writes) {
  if (writes === "forward") return `${rows}×${columns} · ${columns} → ${rows}`;
  if (writes === "backward") return `(${rows}×${columns})ᵀ · ${rows} → ${columns}`;
  return `${rows} · ${columns}ᵀ → ${rows}×${columns}`;
}
