/**
 * The two checks of one number of a gradient's view, asked for with a button: complex step, which is exact, and a
 * central difference, where that can tell.
 *
 * @import {Laid, Place} from "#app/gradient.js"
 * @import {Page} from "#app/state/page.js"
 */

import { figure } from "#app/layout/figures.js";
import { Tex } from "#app/panels/tex.js";
import { checkKey } from "#app/state/laid.js";
import { checkWords as said } from "#app/words/gradient/checks.js";
import { html } from "#vendor/preact.js";

/** @typedef {{name: string, told: number, complex_step?: number, central?: number, too_small?: boolean}} Row */

/** @param {{page: Page, laid: Laid, place: Place, rows: {tex: string, rows: Row[]} | null}} props rows: null until they have come */
export function Checks({ page, laid, place, rows }) {
  const check = () => {
    page.laidCheck.value = checkKey(laid, place);
  };
  return html`
    ${rows ? null : html`<p><button type="button" class="tight" onClick=${check}>${said.check}</button></p>`}
    ${
      rows
        ? html`<table class="laid-checks">
      <caption><${Tex} tex=${rows.tex} /></caption>
      <thead><tr><th scope="col"></th><th scope="col">${said.told}</th><th scope="col">${said.exact}</th><th scope="col">${said.near}</th></tr></thead>
      <tbody>${rows.rows.map(
        ({ name, told, complex_step: exact, central, too_small: isSmall }) => html`<tr key=${name}>
        <th scope="row">${name}</th>
        <td>${figure(told)}</td>
        <td>${exact === undefined ? said.none : html`<${Against} told=${told} value=${exact} />`}</td>
        <td>${central === undefined ? said.none : isSmall ? said.tooSmall : html`<${Against} told=${told} value=${central} />`}</td>
      </tr>`,
      )}</tbody>
    </table>`
        : null
    }`;
}

/** What a check says, and how far that is from what is told. @param {{told: number, value: number}} props */
function Against({ told, value }) {
  return html`${figure(value)} <span class="laid-apart">${said.apart(figure(apart(told, value)))}</span>`;
}

/**
 * Relative.
 *
 * @param {number} a
 * @param {number} b
 */
function apart(a, b) {
  const size = Math.max(Math.abs(a), Math.abs(b));
  return size === 0 ? 0 : Math.abs(a - b) / size;
}
