/**
 * The parts of an answer as lists, largest first: what made a number, what comes back to it along each edge and through
 * which unit. Every part that stands for a number leads on to that number's own answer.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Asked, Made, Part, Wanted} from "#app/state/why.js"
 */

import { figure } from "#app/layout/figures.js";
import { labelOf, symbolAt } from "#app/layout/symbols.js";
import { numberTex } from "#app/layout/whytex.js";
import { Tex } from "#app/panels/tex.js";
import { isPlace, walk } from "#app/state/why.js";
import { whyWords } from "#app/words/why.js";
import { html } from "#vendor/preact.js";

export const TOLD = 5; // parts that stand open
const UNITS = 3; // units of an edge

/**
 * The parts of an operation; under a part that has no name of its own, what made that.
 *
 * @param {{page: Page, plan: Plan, made: Made, told?: number}} props told: how many stand open
 */
export function Parts({ page, plan, made, told = TOLD }) {
  const largest = largestOf(made.parts);
  const inside = (/** @type {Part} */ { factors }) =>
    made.inner.filter(({ node }) => factors.some((one) => one.node === node));
  const open = made.parts.slice(0, told).filter(({ value }, k) => k === 0 || value !== 0); // what a one leaves of a word
  const rest = made.parts.slice(open.length);
  const count = rest.length + made.untold;
  return html`
    <ul class="parts">
      ${open.map(
        (part, k) => html`<li key=${k}>
          <${Row} page=${page} plan=${plan} part=${part} largest=${largest} />
          ${inside(part).map((one) => html`<div class=${one.op === "add" ? "" : "inner"}><${Parts} page=${page} plan=${plan} made=${one} told=${told} /></div>`)}
        </li>`,
      )}
      ${count ? html`<${More} count=${count} value=${rest.reduce((sum, { value }) => sum + value, made.rest)} />` : null}
    </ul>
  `;
}

/** @param {{page: Page, plan: Plan, part: Part, largest: number}} props */
function Row({ page, plan, part, largest }) {
  const { value, hidden = false, factors } = part;
  return html`
    <span class=${factors.length > 1 ? "row long" : "row"}>
      <span class="factors">${factors.map((factor, k) => html`${k ? html` ${whyWords.product} ` : null}<${Factor} page=${page} plan=${plan} factor=${factor} shown=${factors.length > 1} />`)}</span>
      <span class="number">${figure(value, hidden)}</span>
      <${Bar} value=${value} largest=${largest} />
    </span>
  `;
}

/** @param {{page: Page, plan: Plan, factor: Asked, shown: boolean}} props */
function Factor({ page, plan, factor, shown }) {
  const written = html`<${Tex} tex=${numberTex(plan, factor)} />${shown ? html`<small>${figure(factor.value, factor.hidden ?? false)}</small>` : null}`;
  if (!isPlace(plan, factor)) return html`<span class="factor">${written}</span>`;
  const label = `${whyWords.walk} ${labelOf(plan, factor.name ?? "")} [${factor.at.map((k) => k + 1).join(", ")}]${factor.t === null ? "" : `, t = ${factor.t}`}, ${figure(factor.value, factor.hidden ?? false)}`;
  return html`<button type="button" class="factor" data-names=${factor.name} aria-label=${label} onClick=${() => walk(page, factor)}>${written}</button>`;
}

/**
 * What comes back along each edge; where it comes through several units of the equation that reads it, through which.
 *
 * @param {{page: Page, plan: Plan, wanted: Wanted[], told?: number}} props
 */
export function Edges({ page, plan, wanted, told = wanted.length }) {
  const largest = largestOf(wanted);
  const rest = wanted.slice(told);
  return html`
    ${wanted.slice(0, told).map((edge, k) => {
      const { value, hidden = false, joint, units } = edge;
      const others = units.slice(UNITS);
      return html`<li key=${k}>
        <span class="row"><${Into} page=${page} plan=${plan} edge=${edge} unit=${units[0]?.at ?? null} value=${value} shown=${units.length === 1} />
          <span class="number">${figure(value, hidden)}</span><${Bar} value=${value} largest=${largest} /></span>
        ${joint ? html`<small class="quiet">${whyWords.joint}</small>` : null}
        ${
          units.length > 1
            ? html`<ul class="parts inner">${units.slice(0, UNITS).map(
                ({ at, value: through, hidden: isHidden = false }) =>
                  html`<li key=${at}><span class="row"><${Into} page=${page} plan=${plan} edge=${edge} unit=${at} value=${through} shown=${true} />
                    <span class="number">${figure(through, isHidden)}</span><${Bar} value=${through} largest=${largest} /></span></li>`,
              )}
              ${others.length ? html`<${More} count=${others.length} value=${units.slice(0, UNITS).reduce((left, one) => left - one.value, value)} />` : null}</ul>`
            : null
        }
      </li>`;
    })}
    ${rest.length ? html`<${More} count=${rest.length} value=${rest.reduce((sum, one) => sum + one.value, 0)} />` : null}
  `;
}

/**
 * The way forwards, to a unit of the equation that reads the number (`shown`: which one is written).
 *
 * @param {{page: Page, plan: Plan, edge: Wanted, unit: number | null, value: number, shown: boolean}} props
 */
function Into({ page, plan, edge: { into, t, user }, unit, value, shown }) {
  const name = into ?? "";
  const label = html`<${Tex} tex=${`${symbolAt(plan, name, t)}${shown && unit !== null ? `[${unit + 1}]` : ""}`} />`;
  if (!plan.equations.some((one) => one.name === name))
    return html`<span class="factors">← <span class="factor">${label}</span></span>`;
  const to = /** @type {Asked} */ ({ kind: "node", name, node: user, t, at: [unit ?? 0], value });
  const told = `${whyWords.through(labelOf(plan, name), t, unit === null ? null : unit + 1)}, ${figure(value)}`;
  return html`<span class="factors">← <button type="button" class="factor" data-names=${name} aria-label=${told} onClick=${() => walk(page, to)}>${label}</button></span>`;
}

/** @param {{count: number, value: number}} props */
function More({ count, value }) {
  return html`<li class="quiet"><span class="row"><span>${whyWords.more(count)}</span><span class="number">${figure(value)}</span></span></li>`;
}

/**
 * How much of the largest part, to the right where it adds and to the left where it takes away.
 *
 * @param {{value: number, largest: number}} props
 */
export function Bar({ value, largest }) {
  const share = Number.isFinite(value) && largest ? Math.round((20 * Math.abs(value)) / largest) : 0;
  return html`<svg class=${value < 0 ? "bar minus" : "bar"} viewBox="0 0 42 8" aria-hidden="true"><path d="M21 0v8" /><rect x=${value < 0 ? 21 - share : 21} y="1" width=${share} height="6" /></svg>`;
}

/** @param {{value: number}[]} parts */
export function largestOf(parts) {
  return Math.max(...parts.map(({ value }) => Math.abs(value)).filter(Number.isFinite), 0);
}
