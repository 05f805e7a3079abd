/**
 * Which sums of the ledger were checked and how far they are apart, and on demand the chosen cell against a complex
 * step and a central difference.
 *
 * @import {Laid, LaidAnswer, Place} from "#app/gradient.js"
 * @import {Page} from "#app/state/page.js"
 */

import { figure } from "#app/layout/figures.js";
import { stagesOf } from "#app/layout/gradient/ledgerplaces.js";
import { checkKey } from "#app/state/laid.js";
import { ledgerWords as said } from "#app/words/gradient/ledger.js";
import { truncationWords } from "#app/words/gradient/truncation.js";
import { whyWords } from "#app/words/why.js";
import { html } from "#vendor/preact.js";

const ALIKE = 1e-12; // relative: what rounding alone may take apart

/** @param {{page: Page, answer: LaidAnswer, laid: Laid, place: Place}} props */
export function LedgerChecks({ page, answer, laid, place }) {
  const { sums, norm, cell } = answer.message;
  const row = (/** @type {string} */ what, /** @type {number | null} */ error) =>
    html`<div><dt>${markOf(error)} ${what}</dt><dd>${error === null ? said.notFinite : figure(Number(error))}</dd></div>`;
  const stages = stagesOf(answer);
  const isOfThis = cell?.t === place.t && cell?.k === place.k;
  const check = () => {
    page.laidCheck.value = checkKey(laid, place);
  };
  const ratio = Number(sums.norms_total) / Number(norm);
  return html`
    <h3>${said.checked}</h3>
    <dl class="facts checks">
      ${row(said.sums.rows(sums.losses), sums.rows)}
      ${row(said.sums.columns, sums.columns)}
      ${row(said.sums.total, sums.total)}
    </dl>
    <p class="quiet small">${said.relative}</p>
    ${Number.isFinite(ratio) && sums.norms_total !== null && sums.total !== null ? html`<p class="small">${said.norms(figure(Number(sums.norms_total)), figure(Number(norm)), figure(ratio))}</p>` : null}
    ${
      isOfThis && "complex_step" in cell
        ? html`${cell.lost ? html`<p class="small">${truncationWords.lostChecked(cell.t, cell.k, stages)}</p>` : null}
          <${Checked} cell=${cell} />
          ${cell.full ? html`<p class="small">${truncationWords.uncutChecked(figure(Number(cell.full.along)))}</p><${Checked} cell=${cell.full} />` : null}`
        : html`<button type="button" class="tight" onClick=${check}>${said.check}</button>`
    }
  `;
}

/** @param {{cell: {complex_step: number, central_difference: number, too_small: boolean, relative_error: number | null}}} props */
function Checked({ cell: { complex_step: exact, central_difference: near, too_small: isSmall, relative_error: off } }) {
  return html`<dl class="facts checks" role="status">
    <div><dt>${whyWords.exact}</dt><dd>${figure(Number(exact))} (${whyWords.off} ${off === null ? "–" : figure(Number(off))})</dd></div>
    <div><dt>${whyWords.central}</dt><dd>${isSmall ? whyWords.tooSmall : figure(Number(near))}</dd></div>
  </dl>`;
}

/** @param {number | null} error */
function markOf(error) {
  if (error === null) return "–";
  return error <= ALIKE ? "✓" : "✗";
}
