/**
 * The parameter that is pinned: its value as a picture, and what the steps add to its gradient in numbers.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { figure, signed } from "#app/layout/figures.js";
import { gradientOf } from "#app/layout/sharetitle.js";
import { labelOf, normTex, symbol } from "#app/layout/symbols.js";
import { Heat } from "#app/panels/heat.js";
import { Tex } from "#app/panels/tex.js";
import { pinned, unpin } from "#app/state/lit.js";
import { reach as reachOf } from "#app/state/reach.js";
import { shareAt, sharesOf } from "#app/state/shares.js";
import { shareWords as said } from "#app/words/shares.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Pinned({ page }) {
  const names = pinned(page);
  const [run, itinerary, stop] = [page.run.value, page.itinerary.value, page.stop.value];
  if (!names.length || !run || !itinerary || !stop) return null;
  const reach = reachOf(itinerary, page.cursor.value);
  const t = stop.t || 1;
  const share = shareAt(run, reach, names.join(" "), t);
  const whole = reach.gradients ? sharesOf(run, names) : null;
  const tensor = names.length === 1 ? run.parameters.get(names[0]) : undefined;
  const tex = normTex(gradientOf(run.plan, names));
  return html`
    <section class="pinned" aria-label=${said.pinned}>
      <div class="heading">
        <h3 aria-label=${names.map((name) => labelOf(run.plan, name)).join(", ")}><${Tex} tex=${names.map((name) => symbol(run.plan, name)).join(",\\ ")} /></h3>
        <button type="button" class="tight" onClick=${() => unpin(page)}>${said.unpin}</button>
      </div>
      ${tensor ? html`<${Heat} tensor=${tensor} />` : null}
      <dl class="facts">
        ${
          share
            ? html`<div><dt>${said.atStep(t)}</dt><dd>${signed(share.along)}</dd></div>
              <div><dt>${said.normAtStep(t)}</dt><dd>${figure(share.norm)}</dd></div>`
            : null
        }
        ${
          whole
            ? html`<div class="gradient"><dt>${said.whole} <${Tex} tex=${tex} /></dt><dd>${figure(whole.whole)}</dd></div>
              <div><dt>${said.sumOfNorms}</dt><dd>${figure(whole.norms.reduce((sum, norm) => sum + norm, 0))}</dd></div>`
            : null
        }
      </dl>
      ${share ? html`<p class="quiet hint">${said.note}</p>` : null}
    </section>
  `;
}
