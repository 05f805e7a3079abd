/**
 * The curve over all numbers of stages; a click in it chooses one.
 *
 * @import {Laid, LaidAnswer} from "#app/gradient.js"
 * @import {Page} from "#app/state/page.js"
 */

import { stagePlot, stagesAt } from "#app/layout/gradient/stageplot.js";
import { lay } from "#app/state/laid/acts.js";
import { truncationWords as said } from "#app/words/gradient/truncation.js";
import { html } from "#vendor/preact.js";

const ROOM = { width: 250, height: 132 }; // as narrow as the panel, so that letters are never smaller than they say

/** @param {{page: Page, answer: LaidAnswer, laid: Laid, name: string}} props */
export function StageCurve({ page, answer, laid, name }) {
  const [error, angle] = ["stages/error", "stages/angle"].map((key) => answer.tensors.get(key)?.values);
  if (!error || !angle || error.length < 2) return null;
  const T = error.length;
  const plot = stagePlot({ error, angle }, Math.min(T, Number(laid.stages ?? T)), ROOM);
  const choose = (/** @type {MouseEvent} */ event) => {
    const { left, width } = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const stages = stagesAt(plot, ((event.clientX - left) / width) * plot.width, T);
    lay(page, { stages: stages >= T ? null : stages });
  };
  return html`
    <h4>${said.curve}</h4>
    <svg class="stage-plot" viewBox=${`0 0 ${plot.width} ${plot.height}`} role="img" aria-label=${said.curveHeard(name)} onClick=${choose}>
      <path class="rules" d=${plot.rules} />
      <path class="angle" d=${plot.angle} />
      <path class="error" d=${plot.error} />
      ${plot.point ? html`<circle class="point" cx=${plot.point.x} cy=${plot.point.y} r="5" />` : null}
      ${plot.ticks.map(({ key, x, y, text, anchor, tone }) => html`<text key=${key} class=${tone} x=${x} y=${y} text-anchor=${anchor} dominant-baseline=${tone === "stages" ? undefined : "central"}>${text}</text>`)}
    </svg>
    <p class="quiet small stage-key"><span class="error">${said.curveEnds.error}</span> <span class="angle">${said.curveEnds.angle}</span></p>
  `;
}
