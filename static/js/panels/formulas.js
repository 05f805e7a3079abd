/**
 * The net's equations, typeset from the same text that is computed, with the parameters' colours.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { Tex } from "#app/panels/tex.js";
import { sideShown } from "#app/state/beside.js";
import { words } from "#app/words/page.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Formulas({ page }) {
  const { value: plan } = sideShown(page).plan;
  if (!plan) return html`<p class="quiet">${words.waiting}</p>`;
  const order = plan.order ?? plan.equations.map(({ name }) => name);
  const equations = [...plan.equations].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  const lines = [...equations, ...(plan.loss ? [{ ...plan.loss, name: "loss" }] : [])];
  return html`
    <ul class="formulas">
      ${lines.map(
        ({ name, tex, text }) =>
          html`<li key=${text} tabindex="0" data-names=${name}><${Tex} tex=${tex} parameters=${plan.parameters} equations=${plan.equations} /></li>`,
      )}
    </ul>
  `;
}
