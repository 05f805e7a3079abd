/**
 * The chosen cell: which loss, which copy, its factors in symbols and words, and what it adds.
 *
 * @import {Props} from "#app/panels/laid.js"
 */

import { figure, signed } from "#app/layout/figures.js";
import { cellTex, endOf, factorsOf, stateTex } from "#app/layout/gradient/factors.js";
import { reader, stagesOf } from "#app/layout/gradient/ledgerplaces.js";
import { labelOf, symbol } from "#app/layout/symbols.js";
import { Tex } from "#app/panels/tex.js";
import { lay } from "#app/state/laid/acts.js";
import { ledgerWords as said } from "#app/words/gradient/ledger.js";
import { truncationWords } from "#app/words/gradient/truncation.js";
import { html } from "#vendor/preact.js";

/** @param {Props} props */
export function LedgerCell({ page, shown, place }) {
  const { run, answer } = shown;
  const { plan } = run;
  const { parameter } = answer.message;
  const factors = factorsOf({ plan, run }, parameter, place);
  const stages = stagesOf(answer);
  const end = endOf({ plan, run }, parameter, place, stages);
  const isStages = stages !== null && end !== null && Math.abs(place.t - end) === stages - 1; // the nearer of the two cuts
  const jacobians = factors?.names.length ? factors.steps.length - 1 : null;
  const path = said.path(place.t, place.k, labelOf(plan, parameter), jacobians);
  const set =
    (/** @type {"t" | "k"} */ which) =>
    (/** @type {Event} */ { target }) => {
      const step = Number(/** @type {HTMLInputElement} */ (target).value);
      if (Number.isInteger(step) && step >= 1 && step <= plan.T) lay(page, { [which]: step });
    };
  const field = (/** @type {"t" | "k"} */ which) =>
    html`<label>${said.ends[which]}<input type="number" min="1" max=${plan.T} value=${place[which]} onChange=${set(which)} /></label>`;
  return html`
    <h3>${said.cell}</h3>
    <div class="chooser laid-ends">${field("t")}${field("k")}</div>
    ${
      factors
        ? html`
          <p class="formula"><${Tex} tex=${cellTex({ plan, run }, parameter, place, 2)} parameters=${plan.parameters} /></p>
          ${end === null ? null : html`<p class="laid-ends-at"><span aria-hidden="true">${truncationWords.mark}</span> ${truncationWords.ends(place.t, end, place.k < place.t, isStages ? stages : null)}</p>`}
          <p>${end === null ? path : truncationWords.uncut(path)}</p>
          <${Numbers} answer=${answer} place=${place} />
          ${
            factors.names.length
              ? html`<p class="quiet small"><${Tex} tex=${String.raw`\partial^{+}${stateTex(plan, factors.names, place.k)}/\partial ${symbol(plan, parameter)}`} />${said.immediate(place.k)}</p>`
              : html`<p class="quiet small">${said.atOnce}</p>`
          }`
        : html`<p>${run.hasLoss?.[place.t - 1] ? said.empty(place.t, place.k, false) : said.noLossAt(place.t)}</p>`
    }
  `;
}

/** @param {{answer: Props["shown"]["answer"], place: Props["place"]}} props */
function Numbers({ answer, place: { t, k } }) {
  const rows = /** @type {const} */ (["along", "norms", "entry"]).flatMap((measure) => {
    if (measure === "entry" && !answer.tensors.has("entry")) return [];
    const read = reader(answer, measure);
    const value = read?.at(t, k) ?? null;
    if (value === null) return [];
    const text = measure === "norms" ? figure(value) : signed(value);
    return [{ measure, text: read?.lost?.(t, k) ? truncationWords.lost(text) : text }];
  });
  return html`<dl class="facts">
    ${rows.map(({ measure, text }) => html`<div key=${measure} class=${measure === "along" ? "gradient" : ""}><dt>${said.numbers[measure]}</dt><dd>${text}</dd></div>`)}
  </dl>`;
}
