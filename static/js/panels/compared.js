/**
 * What the last change has changed: the loss, the chosen number and its gradient, beside what they were.
 *
 * @import {Run} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { figure } from "#app/layout/figures.js";
import { gradientTex, symbolAt } from "#app/layout/symbols.js";
import { Tex } from "#app/panels/tex.js";
import { answer } from "#app/state/answer.js";
import { incomparable, numberBefore } from "#app/state/before.js";
import { changedRun, countReached } from "#app/state/changed.js";
import { dependence } from "#app/state/dependence.js";
import { changeWords } from "#app/words/change.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Compared({ page }) {
  const { value: run } = page.run;
  const { value: itinerary } = page.itinerary;
  const { value: before } = page.before;
  const { cell } = page.view.value;
  const { changes = false } = page.view.value;
  if (!run?.complete || !itinerary || !before || before.plan.spec_hash === run.plan.spec_hash) {
    return changes && run?.complete
      ? html`<${Switch} page=${page} /><p class="quiet">${changeWords.nothing}</p>`
      : null;
  }
  const reason = incomparable(run, before);
  if (reason && !changes) return null; // only those hear of it who asked
  if (reason)
    return html`<${Switch} page=${page} /><p class="quiet">${reason === "net" ? changeWords.differentNet : changeWords.differentLength}</p>`;
  const found = cell && answer(run, itinerary, page.cursor.value, cell);
  const was = found && numberBefore(run, before, found.cell, found.gradient !== undefined);
  const row = (
    /** @type {unknown} */ name,
    /** @type {number | null | undefined} */ from,
    /** @type {number | null | undefined} */ to,
  ) =>
    from === null || from === undefined || to === null || to === undefined
      ? null
      : html`<tr><th scope="row">${name}</th><td>${figure(from)}</td><td>${to > from ? "+" : ""}${figure(to - from)}</td></tr>`;
  return html`<${Switch} page=${page} /><${Reached} run=${run} before=${before} /><table class="compared"><thead><tr><td></td><th scope="col">${changeWords.before}</th><th scope="col">${changeWords.change}</th></tr></thead><tbody>
    ${row(changeWords.loss, before.loss, run.loss)}
    ${was && cell ? row(html`<${Tex} tex=${symbolAt(run.plan, cell.node, cell.t)} />`, was.value, found.value) : null}
    ${was && cell ? row(html`<${Tex} tex=${gradientTex(run.plan, cell.node, cell.t)} />`, was.gradient, found.gradient) : null}
  </tbody></table>`;
}

/** @param {{page: Page}} props */
function Switch({ page }) {
  const { changes = false } = page.view.value;
  const turn = () => {
    page.view.value = { ...page.view.value, changes: !changes };
  };
  return html`<button type="button" class="tight show-changes" aria-pressed=${changes} onClick=${turn}>${changeWords.show}</button>`;
}

/**
 * How far the change reaches: counted over every value of every node at every step.
 *
 * @param {{run: Run, before: Run}} props
 */
function Reached({ run, before }) {
  const of = dependence(run, before);
  if (!of) return null;
  const { depend, changed, all } = countReached(of, changedRun(run, before));
  return html`<p class="quiet reached">${changeWords.reached(depend, changed, all, of.isCoarse)}</p>`;
}
