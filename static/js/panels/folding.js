/**
 * Over the graph: what folds and unfolds it, and the same unfolding written as a formula that grows with it.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { Nesting } from "#app/panels/nesting.js";
import { foldOf, rest, toggleFolding } from "#app/state/folding.js";
import { foldingSentence, foldingWords } from "#app/words/folding.js";
import { html } from "#vendor/preact.js";

const FINE = 100; // places of the slider

/** @param {{page: Page, scene: import("#vendor/preact.js").Signal<Scene | null>, buttons: unknown}} props buttons: how the stage is seen */
export function Folding({ page, scene, buttons }) {
  const { value: plan } = page.plan;
  if (!plan || page.view.value.show !== "graph" || page.view.value.open) return null;
  const p = foldOf(page.view.value, page.moving.value);
  const moves = page.towards.value !== null;
  const scrub = (/** @type {Event} */ event) => {
    page.towards.value = null;
    page.moving.value = Number(/** @type {HTMLInputElement} */ (event.target).value) / FINE;
  };
  const land = (/** @type {Event} */ event) =>
    rest(page, Number(/** @type {HTMLInputElement} */ (event.target).value) / FINE);
  const label = moves ? foldingWords.stop : p < 0.5 ? foldingWords.unfold : foldingWords.fold;
  return html`
    <div class="folder" role="group" aria-label=${foldingWords.title}>
      <button type="button" class="tight" aria-keyshortcuts="U" title=${`${foldingWords.title} (U)`} onClick=${() => toggleFolding(page)}>${label}</button>
      <span aria-hidden="true">${foldingWords.folded}</span>
      <input type="range" min="0" max=${FINE} step="1" value=${Math.round(p * FINE)} aria-label=${foldingWords.slider}
        aria-valuetext=${foldingSentence(p, plan.T)} onInput=${scrub} onChange=${land} />
      <span aria-hidden="true">${foldingWords.unfolded}</span>
      <${buttons} page=${page} scene=${scene} />
    </div>
    <${Nesting} page=${page} scene=${scene} />
  `;
}
