/**
 * The unfolding as a formula: s₃ = f(f(f(s₀; θ); θ); θ), as many steps as have been dealt.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { typeset } from "#app/draw/formula.js";
import { nestings } from "#app/layout/unfolded/nesting.js";
import { foldingWords } from "#app/words/folding.js";
import { html, useLayoutEffect, useRef } from "#vendor/preact.js";

const BESIDE = 430; // pixels beside the slider, while presenting

/** @param {{page: Page, scene: import("#vendor/preact.js").Signal<Scene | null>}} props */
export function Nesting({ page, scene }) {
  const { value: plan } = page.plan;
  const { value: shown } = scene;
  if (!plan || !shown?.unfolded) return null;
  const { copies } = shown.unfolded;
  const dealt = copies.filter((copy) => copy.dealt > 0.5).length;
  const room = page.presenting.value ? BESIDE : (shown.width - 28) / shown.larger;
  const formulas = nestings(plan, shown.axis.first, dealt, room, page.presenting.value);
  return html`<div class=${formulas.length > 1 ? "nesting several" : "nesting"}>
    ${formulas.map(({ key, tex }) => html`<${Formula} key=${key} tex=${tex} plan=${plan} />`)}
    ${formulas.some(({ key }) => key === "stateless") ? html`<span class="quiet">${foldingWords.noState}</span>` : null}
  </div>`;
}

/** @param {{tex: string, plan: import("#app/types.js").Plan}} props */
function Formula({ tex, plan }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    if (place.current) typeset(place.current, tex, plan.parameters, plan.equations);
  }, [tex, plan]);
  return html`<span class="tex" ref=${place}></span>`;
}
