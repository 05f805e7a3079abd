/**
 * Hiding numbers until they are clicked: what is asked about, or as much around it as is meant; the list of what is
 * hidden; and the question mark that gives a number back.
 *
 * @import {Hide as Rule, Plan} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Extent} from "#app/state/hidden.js"
 */

import { labelOf } from "#app/layout/symbols.js";
import { giveBack, hiddenOf, hide, hideAgain, revealAll, shownOf } from "#app/state/hidden.js";
import { hiddenWords } from "#app/words/hidden.js";
import { html, useState } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function HideIt({ page }) {
  const [extent, setExtent] = useState(/** @type {Extent} */ ("number"));
  const [isGradient, setGradient] = useState(false);
  const { value: plan } = page.plan;
  const isEntry = page.entry.value !== null;
  const rules = hiddenOf(page);
  const isAsked = isEntry || page.view.value.cell !== null;
  if (!plan || !(isAsked || rules.length)) return null;
  const pick = (/** @type {Event} */ { target }) =>
    setExtent(/** @type {Extent} */ (/** @type {HTMLSelectElement} */ (target).value));
  const extents = Object.entries(isEntry ? { number: hiddenWords.entry } : hiddenWords.extents);
  return html`
    <div class="hide row">
      ${
        isAsked
          ? html`<button type="button" class="tight" title=${hiddenWords.hideHint} onClick=${() => hide(page, isEntry ? "number" : extent, isGradient && !isEntry)}>${hiddenWords.hide}</button>
            <select aria-label=${hiddenWords.what} value=${isEntry ? "number" : extent} onChange=${pick}>
              ${extents.map(([key, words]) => html`<option key=${key} value=${key}>${words}</option>`)}
            </select>
            ${isEntry || !plan.loss ? null : html`<label class="check"><input type="checkbox" checked=${isGradient} onChange=${() => setGradient(!isGradient)} />${hiddenWords.gradients}</label>`}`
          : null
      }
    </div>
    ${rules.length ? html`<${Rules} page=${page} plan=${plan} rules=${rules} />` : null}
  `;
}

/** @param {{page: Page, plan: Plan, rules: Rule[]}} props */
function Rules({ page, plan, rules }) {
  return html`
    <section class="rules" aria-label=${hiddenWords.title}>
      <h3>${hiddenWords.title}</h3>
      <ul>
        ${rules.map((rule, k) => {
          const said = sentence(plan, rule);
          return html`<li key=${said}><span>${said}</span><button type="button" class="tight" aria-label=${hiddenWords.give(said)} onClick=${() => giveBack(page, k)}>✕</button></li>`;
        })}
      </ul>
      <div class="row">
        <button type="button" class="tight" onClick=${() => revealAll(page)}>${hiddenWords.all}</button>
        ${shownOf(page).length ? html`<button type="button" class="tight" onClick=${() => hideAgain(page)}>${hiddenWords.again}</button>` : null}
      </div>
    </section>
  `;
}

/**
 * @param {Plan} plan
 * @param {Rule} rule
 */
function sentence(plan, rule) {
  if ("parameter" in rule) return `${labelOf(plan, rule.parameter)}[${rule.at.map((k) => k + 1).join(", ")}]`;
  const { node, t, since, unit, of } = rule;
  const where = [
    unit === undefined ? "" : hiddenWords.unit(unit + 1),
    t === undefined ? "" : hiddenWords.at(t),
    since === undefined ? "" : hiddenWords.since(since),
  ];
  return hiddenWords.rule(node ? labelOf(plan, node) : "", where.join(""), of === "gradient");
}

/** @param {{name: string, show: () => void}} props name: of the number, in plain letters */
export function QuestionMark({ name, show }) {
  const press = (/** @type {MouseEvent} */ { currentTarget }) => {
    const place = /** @type {HTMLElement} */ (currentTarget).closest(".card, #answer");
    show();
    /** @type {HTMLElement | null | undefined} */ (place?.querySelector(".ask, .figure"))?.focus(); // the mark goes away
  };
  return html`<button type="button" class="unknown" aria-label=${hiddenWords.number(name)} title=${hiddenWords.reveal} onClick=${press}>?</button>`;
}
