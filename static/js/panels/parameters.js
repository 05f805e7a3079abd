/**
 * The parameters by role: each role's colour, its parameters and their shapes, and the norm of each one's gradient when
 * the way back is done. Every name is a button that lights its copies and pins them; one tab stop, arrows go on.
 *
 * @import {Parameter, Plan} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { figure, shapeOf, spoken } from "#app/layout/figures.js";
import { labelOf } from "#app/layout/symbols.js";
import { Pinned } from "#app/panels/pinned.js";
import { Tex } from "#app/panels/tex.js";
import { pinned } from "#app/state/lit.js";
import { reach as reachOf } from "#app/state/reach.js";
import { shareAt, sharesOf } from "#app/state/shares.js";
import { words } from "#app/words/page.js";
import { shareWords as said } from "#app/words/shares.js";
import { html, useState } from "#vendor/preact.js";

/** @type {Record<string, number>} */
const WAYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** @param {{page: Page}} props */
export function Parameters({ page }) {
  const { value: plan } = page.plan;
  const [stopAt, setStopAt] = useState("");
  if (!plan?.parameters.length) return null;
  const all = groups(plan.parameters).flatMap(([, , members]) => members.map(({ name }) => name));
  const entry = all.includes(stopAt) ? stopAt : all[0];
  const walk = (/** @type {KeyboardEvent} */ event) => {
    const way = WAYS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = all[(all.indexOf(entry) + way + all.length) % all.length];
    setStopAt(next);
    const list = /** @type {HTMLElement} */ (event.currentTarget);
    /** @type {HTMLElement | null} */ (list.querySelector(`[data-names=${CSS.escape(next)}]`))?.focus();
  };
  const facts = factsOf(page);
  const held = pinned(page);
  const name = (/** @type {Parameter} */ parameter) => {
    const { name: key, tex } = parameter;
    const { told, whole } = facts(parameter);
    return html`<button type="button" class="name" key=${key} data-names=${key} tabindex=${key === entry ? 0 : -1} aria-pressed=${held.includes(key)} aria-label=${told} onFocus=${() => setStopAt(key)}><${Tex} tex=${tex} />${whole ? html`<span class="whole">${whole}</span>` : null}</button>`;
  };
  return html`
    <dl class="parameters" onKeyDown=${walk}>
      ${groups(plan.parameters).map(
        ([role, shape, members]) => html`
          <div key=${`${role} ${shape}`} class=${`role-${role}`}>
            <dt><i class="swatch" aria-hidden="true"></i>${words.parameterRoles[members[0].role]}</dt>
            <dd>${shape}</dd>
            <dd class="names">${members.map(name)}</dd>
          </div>
        `,
      )}
    </dl>
    ${plan.loss ? html`<p class="quiet hint">${facts.reached ? said.beside : said.pinHint}</p>` : null}
    <${Pinned} page=${page} />
  `;
}

/**
 * What is said of each parameter at the current stop.
 *
 * @param {Page} page
 */
function factsOf(page) {
  const [run, itinerary, stop] = [page.run.value, page.itinerary.value, page.stop.value];
  const reach = itinerary && reachOf(itinerary, page.cursor.value);
  const t = stop?.t || 1; // at the end the playhead has just left the first step
  const find = (/** @type {Parameter} */ { name, shape, role }) => {
    const plan = /** @type {Plan} */ (page.plan.value);
    const itself = said.parameter(labelOf(plan, name), shapeOf(shape), said.roles[role]);
    const whole = run && reach?.gradients ? sharesOf(run, [name])?.whole : undefined;
    const share = run && reach ? shareAt(run, reach, name, t) : null;
    const part = share && spoken(share.along);
    const told = part ? said.shareAt(t, whole === undefined ? part : said.of(part, spoken(whole))) : "";
    return { told: told ? `${itself}; ${told}` : itself, whole: whole === undefined ? "" : figure(whole) };
  };
  return Object.assign(find, { reached: Boolean(reach?.gradients) });
}

/**
 * @param {Parameter[]} parameters
 * @returns {[string, string, Parameter[]][]} of one role and shape
 */
function groups(parameters) {
  /** @type {Map<string, [string, string, Parameter[]]>} */
  const found = new Map();
  for (const parameter of parameters) {
    const shape = shapeOf(parameter.shape);
    const key = `${parameter.role} ${shape}`;
    const known = found.get(key);
    if (known) known[2].push(parameter);
    else found.set(key, [parameter.role, shape, [parameter]]);
  }
  return [...found.values()];
}
