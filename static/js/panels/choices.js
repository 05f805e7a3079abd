/**
 * What the lanes and the curve show: values or gradients, and whose gradient norm.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { labelOf, symbolOf } from "#app/layout/symbols.js";
import { Tex } from "#app/panels/tex.js";
import { words } from "#app/words/page.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Choices({ page }) {
  const { shapes = false, show } = page.view.value;
  if (show === "board") return null; // no lanes, no curve, no edges
  const turn = () => {
    page.view.value = { ...page.view.value, shapes: !shapes };
  };
  return html`
    <${Backward} page=${page} />
    ${page.plan.value ? html`<div class="choice"><span>${words.write}</span><button type="button" class="tight shapes" aria-pressed=${shapes} title=${words.shapesHint} onClick=${turn}>${words.shapes}</button></div>` : null}
  `;
}

/** @param {{page: Page}} props */
function Backward({ page }) {
  const { value: plan } = page.plan;
  if (!plan?.loss) return plan ? html`<p class="quiet">${words.noBackward}</p>` : null;
  const { curve, lanes } = page.view.value;
  const turn = (/** @type {string} */ name) => () => {
    const next = curve.includes(name) ? curve.filter((other) => other !== name) : [...curve, name];
    page.view.value = { ...page.view.value, curve: next };
  };
  const show = (/** @type {"values" | "gradients"} */ kind) => () => {
    page.view.value = { ...page.view.value, lanes: kind };
  };
  return html`
    <div class="choice" role="group" aria-label=${words.curve}>
      <span>${words.curve}</span>
      ${plan.rows.map((name) => {
        const equation = plan.equations.find((one) => one.name === name);
        const place = curve.indexOf(name);
        return html`<button key=${name} type="button" class=${`tight chip ${place < 0 ? "" : `place-${place}`}`} aria-pressed=${place >= 0} aria-label=${labelOf(plan, name)} onClick=${turn(name)}>
          ${equation ? html`<${Tex} tex=${symbolOf(equation)} />` : name}
        </button>`;
      })}
    </div>
    <div class="choice" role="group" aria-label=${words.lanes}>
      <span>${words.lanes}</span>
      <button type="button" class="tight" aria-pressed=${lanes === "values"} onClick=${show("values")}>${words.lanesValues}</button>
      <button type="button" class="tight" aria-pressed=${lanes === "gradients"} onClick=${show("gradients")}>${words.lanesGradients}</button>
    </div>
  `;
}
