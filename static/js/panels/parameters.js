/**
 * The parameters by role: each role's colour, its parameters and their shapes.
 *
 * @import {Parameter} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { shapeOf } from "#app/layout/figures.js";
import { Tex } from "#app/panels/tex.js";
import { words } from "#app/words/page.js";
import { html } from "#vendor/preact.js";

const MOST = 4;

/** @param {{page: Page}} props */
export function Parameters({ page }) {
  const { value: plan } = page.plan;
  if (!plan?.parameters.length) return null;
  return html`
    <dl class="parameters">
      ${groups(plan.parameters).map(
        ([role, shape, members]) => html`
          <div key=${`${role} ${shape}`} class=${`role-${role}`}>
            <dt><i class="swatch" aria-hidden="true"></i>${words.parameterRoles[members[0].role]}</dt>
            <dd class="names">${shown(members)}</dd>
            <dd>${shape}</dd>
          </div>
        `,
      )}
    </dl>
  `;
}

/** @param {Parameter[]} members the first and the last of them, where they are many */
function shown(members) {
  const name = (/** @type {Parameter} */ { name, tex }) =>
    html`<span key=${name} data-names=${name} tabindex="0"><${Tex} tex=${tex} /></span>`;
  const between = members.slice(1, -1).map((member) => member.name);
  if (members.length <= MOST) return members.map(name);
  return [name(members[0]), html`<span data-names=${between.join(" ")}>…</span>`, name(members[members.length - 1])];
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
