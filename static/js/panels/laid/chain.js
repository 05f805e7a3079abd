/**
 * The chain's panel: the span and how it is multiplied, the tile that is looked at, one entry with its checks, and how
 * far the product is from what moving the state does.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Props} from "#app/panels/laid.js"
 * @import {Link} from "#app/layout/gradient/chainread.js"
 */

import { productTex, wholeTex } from "#app/layout/gradient/chainnames.js";
import { lookOf } from "#app/layout/gradient/chainplaces.js";
import { isBeyond, linkOf } from "#app/layout/gradient/chainread.js";
import { labelOf } from "#app/layout/symbols.js";
import { ChainChecks, ChainPrinted } from "#app/panels/laid/chainchecks.js";
import { ChainTile } from "#app/panels/laid/chaintile.js";
import { Rescale } from "#app/panels/laid/rescale.js";
import { Tex } from "#app/panels/tex.js";
import { lay } from "#app/state/laid/acts.js";
import { LAYOUTS, ORDERS } from "#app/state/laid/chain.js";
import { stepsFor } from "#app/state/laid.js";
import { chainWords as said } from "#app/words/gradient/chain.js";
import { html } from "#vendor/preact.js";

/** @param {Props} props */
export function ChainPanel({ page, shown: { answer, run }, laid, place }) {
  const { plan } = run;
  const link = linkOf(answer);
  if (!link) return html`<p>${said.nothing}</p>`;
  const look = lookOf({ laid, plan }, link);
  const whole = wholeTex(plan, link);
  const zero = link.steps.findIndex((_, at) => link.singular("factor", at)[0]?.[0] === 0);
  return html`<div class="chain-panel">
    <p class="formula"><${Tex} tex=${productTex(plan, link, look)} parameters=${plan.parameters} /></p>
    ${whole ? html`<p class="quiet"><${Tex} tex=${whole} /></p>` : null}
    <${Span} page=${page} plan=${plan} laid=${laid} place=${place} />
    <${States} page=${page} plan=${plan} link=${link} />
    <${Switch} page=${page} name="layout" label=${said.layout} all=${LAYOUTS} now=${look.isDenominator ? "denominator" : "numerator"} words=${said.layouts} titles=${said.layoutTitles} />
    <${Switch} page=${page} name="order" label=${said.order} all=${ORDERS} now=${look.isWrong ? "wrong" : "right"} words=${said.orders} titles=${said.orderTitles} />
    <${ChainPrinted} plan=${plan} link=${link} />
    ${link.head.first_nonfinite === null ? null : html`<p class="warning">${said.nonfinite(link.head.first_nonfinite)}</p>`}
    ${zero < 0 ? null : html`<p class="warning">${said.zero(link.steps[zero])}</p>`}
    ${link.steps.length ? html`<${ChainTile} page=${page} plan=${plan} link=${link} look=${look} laid=${laid} />` : html`<p>${said.none}</p>`}
    <${Rescale} page=${page} plan=${plan} message=${answer.message} laid=${laid} />
    <${ChainChecks} link=${link} look=${look} />
    ${hasBeyond(link) ? html`<p class="quiet">${said.beyond}</p>` : null}
    <p class="quiet">${said.colours} ${said.noise}</p>
  </div>`;
}

/** @param {{page: Props["page"], plan: Plan, laid: Props["laid"], place: Props["place"]}} props */
function Span({ page, plan, laid, place }) {
  const ends = { k: stepsFor(plan, laid, "k"), t: stepsFor(plan, laid, "t") };
  const set =
    (/** @type {"k" | "t"} */ end) =>
    (/** @type {Event} */ { target }) => {
      const value = Number(/** @type {HTMLInputElement} */ (target).value);
      const { first, last } = ends[end];
      if (Number.isInteger(value) && value >= first && value <= last) lay(page, { ...place, [end]: value });
    };
  return html`
    <div class="chooser">
      ${
        /** @type {const} */ (["k", "t"]).map(
          (end) =>
            html`<label key=${end}>${said[end]}<input type="number" min=${ends[end].first} max=${ends[end].last} value=${place[end]} onChange=${set(end)} /></label>`,
        )
      }
    </div>
    <p class="quiet">${said.drag}</p>
  `;
}

/** @param {{page: Props["page"], plan: Plan, link: Link}} props */
function States({ page, plan, link }) {
  const { states, state } = link.head;
  if (states.length < 2) return null;
  return html`<div class="choice"><span>${said.state}</span>
    <span class="joined" role="group" aria-label=${said.state}>
      ${states.map((/** @type {any} */ { direction, parts }, /** @type {number} */ n) => {
        const names = parts
          .filter((/** @type {any} */ { lag }) => lag === 0)
          .map((/** @type {any} */ { name }) => name);
        const label = names.map((/** @type {string} */ name) => labelOf(plan, name)).join(", ");
        return html`<button type="button" class="tight" key=${n} aria-pressed=${n === state} onClick=${() => lay(page, { node: names[0], step: null, at: null })}>${label} ${said.directions[direction]}</button>`;
      })}
    </span>
  </div>`;
}

/** @param {{page: Props["page"], name: string, label: string, all: readonly string[], now: string, words: Record<string, string>, titles: Record<string, string>}} props */
function Switch({ page, name, label, all, now, words, titles }) {
  return html`<div class="choice"><span>${label}</span>
    <span class="joined" role="group" aria-label=${label}>
      ${all.map((one) => html`<button type="button" class="tight" key=${one} aria-pressed=${one === now} title=${titles[one]} onClick=${() => lay(page, { [name]: one })}>${words[one]}</button>`)}
    </span>
  </div>`;
}

/** @param {Link} link */
function hasBeyond(link) {
  return link.steps.some((_, at) => [link.singular("factor", at), link.singular("product", at)].flat().some(isBeyond));
}
