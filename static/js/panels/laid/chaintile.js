/**
 * The tile that is looked at: its singular values, its spectral radius, what it is made of, and one entry of it with
 * complex step and central difference.
 *
 * @import {Plan} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Laid} from "#app/gradient.js"
 * @import {Link, Piece} from "#app/layout/gradient/chainread.js"
 * @import {Look} from "#app/layout/gradient/chainplaces.js"
 */

import { figure } from "#app/layout/figures.js";
import { derivativeTex, entryTex, factorTex, formTex, pieceTex } from "#app/layout/gradient/chainnames.js";
import { plainOf, powerFigure } from "#app/layout/gradient/chainread.js";
import { symbolAt } from "#app/layout/symbols.js";
import { Tex } from "#app/panels/tex.js";
import { lay } from "#app/state/laid/acts.js";
import { chainWords as said } from "#app/words/gradient/chain.js";
import { html } from "#vendor/preact.js";

const TOLD = 4; // singular values

/** @typedef {{page: Page, plan: Plan, link: Link, look: Look, laid: Laid}} Props */

/** @param {Props} props */
export function ChainTile(props) {
  const { page, plan, link, look } = props;
  const isFactor = look.matrix === "factor";
  const which = isFactor ? "factor" : look.isWrong ? "wrong" : "product";
  const i = link.steps[look.at];
  const { start, direction } = link.head;
  const by = isFactor ? i - direction : start;
  const tex = `${isFactor ? `${factorTex(i, look.isDenominator)} = ` : ""}${derivativeTex(plan, link.parts, i, by)}`;
  const values = link.singular(which, look.at);
  const radius = which === "wrong" ? null : link.radius(which, look.at);
  const set = (/** @type {Event} */ { target }) => {
    const value = Number(/** @type {HTMLInputElement} */ (target).value);
    if (link.steps.includes(value)) lay(page, { step: value });
  };
  const told = values.slice(0, TOLD).map(powerFigure).join(", ");
  return html`
    <h2>${which === "wrong" ? said.whichWrong : said.which[look.matrix]} <${Tex} tex=${tex} /></h2>
    <p>${said.bars} <b>${told}</b>${link.size > TOLD ? " …" : ""}${radius ? html`<br />${said.rhoLong} <b>${powerFigure(radius)}</b>` : null}</p>
    ${isFactor ? html`<${Form} plan=${plan} link=${link} i=${i} />` : null}
    <div class="chooser">
      <label>${said.step}<input type="number" min=${Math.min(...link.steps)} max=${Math.max(...link.steps)} value=${i} onChange=${set} /></label>
    </div>
    <div class="choice"><span>${said.looked}</span>
      <span class="joined" role="group" aria-label=${said.looked}>${(["factor", "product"]).map((matrix) => html`<button type="button" class="tight" key=${matrix} aria-pressed=${look.matrix === matrix} onClick=${() => lay(page, { matrix, step: i })}>${said.which[/** @type {"factor"} */ (matrix)]}</button>`)}</span>
      <button type="button" class="tight" onClick=${() => lay(page, { open: !look.isOpen })}>${look.isOpen ? said.close : said.open}</button>
    </div>
    <${Entry} ...${props} steps=${[i, by]} />
  `;
}

/** @param {{plan: Plan, link: Link, i: number}} props */
function Form({ plan, link, i }) {
  const form = /** @type {Piece[] | null} */ (link.head.looked?.form ?? null);
  if (!form) return html`<p class="quiet">${said.noForm}</p>`;
  return html`<p><${Tex} tex=${`${factorTex(i)} = ${formTex(plan, form, i)}`} parameters=${plan.parameters} />${form
    .filter(({ kind }) => kind !== "parameter")
    .map(
      (piece) =>
        html`<br /><${Tex} tex=${pieceTex(plan, piece, i)} />: ${piece.kind === "slope" ? said.slope(piece.op) : said.whole(piece.op)}${piece.of ? html` <${Tex} tex=${symbolAt(plan, piece.of[0], piece.of[1])} />` : null}`,
    )}</p>`;
}

/** @param {Props & {steps: [number, number]}} props */
function Entry({ page, plan, link, look, steps }) {
  const at = look.entry ?? [0, 0];
  const { entry } = link.head;
  const isAnswered =
    entry &&
    look.entry &&
    entry.at.join() === look.entry.join() &&
    entry.matrix === look.matrix &&
    entry.step === steps[0];
  const set =
    (/** @type {number} */ axis) =>
    (/** @type {Event} */ { target }) => {
      const value = Number(/** @type {HTMLInputElement} */ (target).value) - 1;
      if (Number.isInteger(value) && value >= 0 && value < link.size) lay(page, { at: at.with(axis, value) });
    };
  return html`
    <h2>${said.entry}</h2>
    <div class="chooser">
      ${[said.row, said.column].map(
        (label, axis) =>
          html`<label key=${label}>${label}<input type="number" min="1" max=${link.size} value=${look.entry ? at[axis] + 1 : ""} onChange=${set(axis)} /></label>`,
      )}
    </div>
    ${look.entry ? html`<p class="formula"><${Tex} tex=${entryTex(plan, link, steps, at)} /></p>` : null}
    ${isAnswered ? html`<${Told} entry=${entry} look=${look} />` : null}
  `;
}

/** @param {{entry: any, look: Look}} props */
function Told({ entry, look }) {
  const exact = Number(entry.complex_step);
  const near = Number(entry.central.value);
  const value = plainOf(/** @type {[number, number]} */ (entry.value.map(Number)));
  const rows = [
    [look.matrix === "factor" ? said.valueFactor : said.value, powerFigure(entry.value), ""],
    [said.complexStep, figure(exact), off(value, exact)],
    [said.central, figure(near), entry.central.too_small ? said.tooSmall : off(value, near)],
    ...(entry.wrong && look.isWrong
      ? [[said.wrongValue, powerFigure(entry.wrong), off(plainOf(entry.wrong), exact)]]
      : []),
  ];
  return html`<table class="chain-told"><tbody>
    ${rows.map(([name, number, error]) => html`<tr key=${name}><th scope="row">${name}</th><td>${number}</td><td class="quiet">${error}</td></tr>`)}
  </tbody></table>`;
}

/**
 * @param {number} value
 * @param {number} truth
 */
export function off(value, truth) {
  if (!Number.isFinite(value) || !Number.isFinite(truth)) return said.cannot;
  const error = Math.abs(value - truth);
  return error === 0 ? `${said.off} 0` : truth === 0 ? said.cannot : `${said.off} ${figure(error / Math.abs(truth))}`;
}
