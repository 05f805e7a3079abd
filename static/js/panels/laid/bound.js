/**
 * The bound's panel: the inequality for this net, or why it has none; what it is made of; a slider that rescales a
 * matrix; and its checks.
 *
 * @import {Plan} from "#app/types.js"
 * @import {LaidAnswer} from "#app/gradient.js"
 * @import {Props} from "#app/panels/laid.js"
 */

import { figure } from "#app/layout/figures.js";
import {
  boundTex,
  formTex,
  functionTex,
  isWhole,
  metTex,
  normTexOf,
  stateNames,
  wholeTex,
} from "#app/layout/gradient/boundtex.js";
import { labelOf, symbol } from "#app/layout/symbols.js";
import { BoundChecks } from "#app/panels/laid/boundchecks.js";
import { Rescale } from "#app/panels/laid/rescale.js";
import { Tex } from "#app/panels/tex.js";
import { lay, layState } from "#app/state/laid/acts.js";
import { boundWords as said } from "#app/words/gradient/bound.js";
import { html } from "#vendor/preact.js";

/** @param {Props} props */
export function BoundPanel(props) {
  const { page, shown, laid, place } = props;
  const { plan } = shown.run;
  const { message } = shown.answer;
  const measured = message.bound.exists ? boundTex(plan, message) : normTexOf(plan, message, "t", "k");
  return html`
    <p class="formula"><${Tex} tex=${measured} parameters=${plan.parameters} /></p>
    ${isWhole(message) ? html`<p class="quiet small">${said.whole} <${Tex} tex=${wholeTex(plan, message)} /></p>` : null}
    <${Which} ...${props} />
    <${Layers} page=${page} plan=${plan} message=${message} />
    <${Why} plan=${plan} message=${message} />
    <${Ends} ...${props} />
    ${message.bound.exists ? html`<${Fit} page=${page} laid=${laid} />` : null}
    <${Facts} plan=${plan} message=${message} />
    <${Rescale} page=${page} plan=${plan} message=${message} laid=${laid} />
    <${BoundChecks} page=${page} answer=${shown.answer} laid=${laid} place=${place} />
  `;
}

/** Whose state, where the net has one for each direction. @param {Props} props */
function Which({ page, shown: { run, answer } }) {
  const { states, state } = answer.message;
  if (states.length < 2) return null;
  const own = stateNames({ state });
  return html`<div class="choice"><span class="joined" role="group">
    ${states.map((/** @type {any} */ one) => {
      const names = stateNames({ state: one });
      const said = names.map((name) => labelOf(run.plan, name)).join(", ");
      return html`<button type="button" class="tight" key=${said} aria-pressed=${names.includes(own[0])} onClick=${() => layState(page, run.plan, names[0], { layer: null })}>${said}</button>`;
    })}
  </span></div>`;
}

/**
 * The whole state, or one layer of it while the others are held.
 *
 * @param {{page: Props["page"], plan: Plan, message: LaidAnswer["message"]}} props
 */
function Layers({ page, plan, message: { layers = [], held = [], state } }) {
  if (!layers.length) return null;
  const own = held.length ? stateNames({ state })[0] : null;
  const of = (/** @type {string[]} */ names) => names.map((name) => labelOf(plan, name)).join(", ");
  return html`<div class="choice"><span>${said.of}</span>
      <span class="joined" role="group" aria-label=${said.of}>
        ${[null, ...layers].map((/** @type {string | null} */ name) => html`<button type="button" class="tight" key=${name} aria-pressed=${name === own} onClick=${() => lay(page, { layer: name, ...(name ? { node: name } : {}) })}>${name ? said.alone(labelOf(plan, name)) : said.wholeState}</button>`)}
      </span>
    </div>
    ${own ? html`<p class="small">${said.held(labelOf(plan, own), of(held))}</p>` : null}`;
}

/** @param {{plan: Plan, message: LaidAnswer["message"]}} props */
function Why({ plan, message }) {
  const { exists, why = [] } = message.bound;
  if (exists) return null;
  const names = (/** @type {string[]} */ all) => all.map((name) => labelOf(plan, name)).join(", ");
  return html`<div class="bound-why">
    <p><b>${said.none}</b></p>
    ${why.map(
      (/** @type {{code: string, equation: string | null, names: string[]}} */ one, /** @type {number} */ n) => {
        const text = said.why[one.code]?.(
          one.equation ? labelOf(plan, one.equation) : "",
          one.code === "function" ? one.names.join(", ") : names(one.names),
        );
        return html`<p key=${n} class="small">${text}</p>`;
      },
    )}
  </div>`;
}

/** @param {Props} props */
function Ends({ page, shown, place }) {
  const { T } = shown.run.plan;
  const field = (/** @type {"t" | "k"} */ which) => {
    const set = (/** @type {Event} */ { target }) => {
      const step = Number(/** @type {HTMLInputElement} */ (target).value);
      if (Number.isInteger(step) && step >= 1 && step <= T) lay(page, { [which]: step });
    };
    return html`<label>${said.ends[which]}<input type="number" min="1" max=${T} value=${place[which]} onChange=${set} /></label>`;
  };
  return html`<div class="chooser laid-ends">${field("t")}${field("k")}</div>`;
}

/** What the axis holds. @param {{page: Props["page"], laid: Props["laid"]}} props */
function Fit({ page, laid }) {
  const now = laid.fit ?? "all";
  return html`<div class="choice"><span>${said.fit}</span>
    <span class="joined" role="group" aria-label=${said.fit}>
      ${/** @type {const} */ (["all", "measured"]).map((one) => html`<button type="button" class="tight" key=${one} aria-pressed=${one === now} onClick=${() => lay(page, { fit: one })}>${said.fits[one]}</button>`)}
    </span>
  </div>`;
}

/**
 * λ_W and ρ of every matrix, λ_φ and the largest slope met of every function.
 *
 * @param {{plan: Plan, message: LaidAnswer["message"]}} props
 */
function Facts({ plan, message }) {
  const { matrices, functions, bound } = message;
  const row = (
    /** @type {string} */ key,
    /** @type {string} */ tex,
    /** @type {string} */ what,
    /** @type {string} */ value,
    isQuiet = false,
  ) =>
    html`<tr key=${key} class=${isQuiet ? "quiet" : ""}><th scope="row"><${Tex} tex=${tex} parameters=${plan.parameters} /></th><td>${what}</td><td class="number">${value}</td></tr>`;
  const rows = [
    ...matrices.flatMap((/** @type {any} */ { name, norm, radius, counts }) => [
      row(
        `${name} norm`,
        String.raw`\lambda_{${symbol(plan, name)}}`,
        said.facts.lambda,
        figure(Number(norm)),
        !counts,
      ),
      row(
        `${name} radius`,
        String.raw`\rho_{${symbol(plan, name)}}`,
        said.facts.rho,
        radius === null ? said.facts.notSquare : figure(Number(radius)),
        true,
      ),
    ]),
    ...functions.flatMap((/** @type {any} */ { name, equation, largest, met }, /** @type {number} */ n) => [
      row(
        `${n} largest`,
        functionTex(name),
        said.facts.slope,
        largest === null ? said.facts.none : figure(Number(largest)),
        !bound.exists,
      ),
      row(
        `${n} met`,
        metTex(name),
        `${said.facts.met}, ${labelOf(plan, equation)}`,
        met === null ? said.facts.allUnits : figure(Number(met)),
        true,
      ),
    ]),
    ...(bound.exists && bound.step !== null && bound.form.op
      ? [row("step", formTex(plan, bound.form), said.facts.step, figure(Number(bound.step)))]
      : []),
  ];
  return html`<table class="bound-facts"><tbody>${rows}</tbody></table>`;
}
