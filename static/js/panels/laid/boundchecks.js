/**
 * What was checked of the bound: that what is measured keeps within it at every step, and on request the chosen norm
 * from runs in which the state is moved.
 *
 * @import {Laid, LaidAnswer, Place} from "#app/gradient.js"
 * @import {Page} from "#app/state/page.js"
 */

import { figure } from "#app/layout/figures.js";
import { linesOf } from "#app/layout/gradient/boundseries.js";
import { checkKey } from "#app/state/laid.js";
import { boundWords as said } from "#app/words/gradient/bound.js";
import { whyWords } from "#app/words/why.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page, answer: LaidAnswer, laid: Laid, place: Place}} props */
export function BoundChecks({ page, answer, laid, place }) {
  const { largest_share_log10: share, check, state, bound } = answer.message;
  const [measured] = linesOf(answer);
  const steps = measured.last - measured.first;
  const isShort = state.direction > 0 ? measured.first > 1 : measured.last < answer.message.T;
  const isOfThis = check?.k === place.k;
  const ask = () => {
    page.laidCheck.value = checkKey(laid, place);
  };
  const within = typeof share === "number" && share <= 1e-9;
  const off = (/** @type {unknown} */ error) => (typeof error === "number" ? `(${whyWords.off} ${figure(error)})` : "");
  return html`
    <h3>${said.checked}</h3>
    ${
      bound.exists && typeof share === "number"
        ? html`<dl class="facts checks"><div><dt>${within ? "✓" : "✗"} ${said.holds(steps)}</dt><dd>${said.share(figure(10 ** share))}</dd></div></dl>`
        : null
    }
    ${isShort ? html`<p class="quiet small">${said.first(state.direction > 0 ? measured.first : measured.last)}</p>` : null}
    ${
      isOfThis && "complex_step" in check
        ? html`<div role="status"><dl class="facts checks">
            <div><dt>${whyWords.exact}</dt><dd>${figure(Number(check.complex_step))} ${off(check.relative_error)}</dd></div>
            <div><dt>${whyWords.central}</dt><dd>${figure(Number(check.central))} ${off(check.central_error)}</dd></div>
          </dl>
          <p class="quiet small">${said.direction}</p></div>`
        : isOfThis
          ? html`<p class="quiet small" role="status">${said.notFinite}</p>`
          : html`<button type="button" class="tight" onClick=${ask}>${said.check}</button>`
    }
  `;
}
