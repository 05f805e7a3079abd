/**
 * What was checked of the chain, and to what relative error; how wrong the wrong order is; and, for a net of the form
 * h = U x + W φ(h[t-1]), the product that lectures print beside the exact one.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Link, Power} from "#app/layout/gradient/chainread.js"
 * @import {Look} from "#app/layout/gradient/chainplaces.js"
 */

import { figure } from "#app/layout/figures.js";
import { derivativeTex } from "#app/layout/gradient/chainnames.js";
import { powerFigure } from "#app/layout/gradient/chainread.js";
import { normTex, symbol, symbolAt } from "#app/layout/symbols.js";
import { Tex } from "#app/panels/tex.js";
import { chainWords as said } from "#app/words/gradient/chain.js";
import { html } from "#vendor/preact.js";

/** @param {{link: Link, look: Look}} props */
export function ChainChecks({ link, look }) {
  const { check, order } = link.head;
  const rows = [
    [said.checkExact, check.complex_step],
    [said.checkNear, check.central],
    ...(look.isWrong
      ? [
          [said.checkWrong, order.central],
          [said.apart, order.apart],
        ]
      : []),
  ];
  return html`
    <h2>${said.checks}</h2>
    <table class="chain-told"><tbody>
      ${rows.map(([name, error]) => html`<tr key=${name}><th scope="row">${name}</th><td>${error === null ? said.cannot : figure(Number(error))}</td></tr>`)}
    </tbody></table>
    ${look.isWrong && Number(order.apart) < 1e-12 ? html`<p class="quiet">${said.same}</p>` : null}
  `;
}

/** @param {{plan: Plan, link: Link}} props */
export function ChainPrinted({ plan, link }) {
  const { printed, looked, start, end } = link.head;
  if (!printed) return null;
  const W = symbol(plan, looked.form[0].parameter);
  const name = link.parts[0].name;
  const before = symbolAt(plan, name, "i-1");
  const tex = String.raw`\prod_i ${W}^{\top}\operatorname{diag}\bigl[\varphi'(${before})\bigr]`;
  const exact = String.raw`${W}\operatorname{diag}\bigl[\varphi'(${before})\bigr]`;
  const norm = link.singular("product", link.steps.length - 1)[0];
  /** @type {[string, Power, number | null][]} */
  const rows = [
    [said.exact, norm, null],
    [said.printedLeft, printed.latest_left.norm, printed.latest_left.apart],
    [said.printedRight, printed.latest_right.norm, printed.latest_right.apart],
  ];
  return html`
    <h2>${said.printed}</h2>
    <p><${Tex} tex=${tex} /> ${said.printedSays} <${Tex} tex=${`J_i = ${exact}`} /></p>
    <table class="chain-told">
      <thead><tr><th></th><th scope="col"><${Tex} tex=${normTex(derivativeTex(plan, link.parts, end, start))} /></th><th scope="col">${said.apartFrom}</th></tr></thead>
      <tbody>${rows.map(([label, value, apart]) => html`<tr key=${label}><th scope="row">${label}</th><td>${powerFigure(value)}</td><td>${apart === null ? "" : figure(Number(apart))}</td></tr>`)}</tbody>
    </table>
  `;
}
