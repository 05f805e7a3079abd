/**
 * The panel of a state's paths: the three numbers with their formulas (each lights its edges above), how good a guide
 * the direct one is, which nets stand beside, and the gate that keeps.
 *
 * @import {Props} from "#app/panels/laid.js"
 */

import { figure } from "#app/layout/figures.js";
import { partShares } from "#app/layout/gradient/partshares.js";
import { stepOf, wayNumbers } from "#app/layout/gradient/waynumbers.js";
import { labelOf, symbol, symbolAt } from "#app/layout/symbols.js";
import { Checks } from "#app/panels/laid/checks.js";
import { Gate } from "#app/panels/laid/gate.js";
import { Tex } from "#app/panels/tex.js";
import { lay, layState } from "#app/state/laid/acts.js";
import { BEFORE, besideOf, pairOf, unitOf, WAYS, wayOf } from "#app/state/laid/paths.js";
import { guideSentence, pathWords as said } from "#app/words/gradient/paths.js";
import { html } from "#vendor/preact.js";

const OFFERED = ["elman", "gru", "lstm"];

/** @param {Props} props */
export function PathsPanel(props) {
  const { shown, place } = props;
  const { message } = shown.answer;
  return html`
    <${Ways} ...${props} />
    <p class="laid-guide">${guideSentence(message.guide, message.t, directName(props), figure)}</p>
    <${Shares} ...${props} />
    <p class="quiet">${sums(message.sums)}${message.parts.length ? ` ${said.partsSum}` : ""}</p>
    <${Choices} ...${props} />
    <${Beside} ...${props} />
    <${Gate} page=${props.page} plan=${shown.run.plan} keeper=${message.keeper} />
    <${Pair} ...${props} />
    <${Checks} page=${props.page} laid=${props.laid} rows=${checkRows(props)} place=${place} />
  `;
}

/** What of the total goes which way, at the chosen step: the table's column, also where the table has no room. @param {Props} props */
function Shares({ shown, place }) {
  const k = stepOf(shown.answer, place.k);
  const shares = partShares({ answer: shown.answer, plan: shown.run.plan }, k);
  return shares.length
    ? html`<p class="laid-shares">${said.sharesAt(
        k,
        shares.map(({ text }) => text),
      )}</p>`
    : null;
}

/** Each a button: its edges are lit. @param {Props} props */
function Ways({ page, shown, laid, place }) {
  const { plan } = shown.run;
  const { message } = shown.answer;
  const k = stepOf(shown.answer, place.k);
  const numbers = wayNumbers(shown.answer, k, unitOf(laid, message.n));
  return html`<div class="laid-ways" role="group" aria-label=${said.norms}>
    ${WAYS.map(
      (key) => html`
        <button type="button" key=${key} class="laid-way place-${key}" aria-pressed=${wayOf(laid) === key} onClick=${() => lay(page, { path: key })}>
          <span class="laid-way-name">${said.names[key]}</span>
          <${Tex} tex=${wayTex(plan, message, k, key)} />
          <span class="laid-way-number">${figure(numbers[key])}</span>
          <span class="laid-way-about">${said.ways[key]}</span>
        </button>`,
    )}
  </div>`;
}

/**
 * @param {Props["shown"]["run"]["plan"]} plan
 * @param {Props["shown"]["answer"]["message"]} message
 * @param {number} k
 * @param {string} way
 */
function wayTex(plan, { state, t, states, keeper }, k, way) {
  const ratio = String.raw`\frac{\partial ${symbolAt(plan, state, t)}}{\partial ${symbolAt(plan, state, k)}}`;
  if (way === "total") return ratio;
  if (way === "direct") {
    const gate = keeper && (keeper.open === 1 ? symbolAt(plan, keeper.node, "j") : `(1 - ${symbolAt(plan, keeper.node, "j")})`); // biome-ignore format: one line
    if (gate && k < t) return String.raw`\prod_{j=${k + 1}}^{${t}} ${gate}`;
    return String.raw`\left.${ratio}\right|_{${symbol(plan, state)}\to ${symbol(plan, state)}}`;
  }
  const held = states.filter((/** @type {string} */ name) => name !== state);
  return held.length
    ? String.raw`\left.${ratio}\right|_{${held.map((/** @type {string} */ name) => symbolAt(plan, name, k)).join(", ")}}`
    : ratio;
}

/** What the direct path is called. @param {Props} props */
function directName({ shown }) {
  const { keeper } = shown.answer.message;
  return keeper ? said.product(`${keeper.part}s`) : said.theDirect;
}

/** @param {{largest_relative_error: number | null, parts: number, finite: boolean}} sums */
function sums({ largest_relative_error: error, parts, finite }) {
  return error === null ? said.unchecked : said.checked(parts, figure(error), finite);
}

/** The state, the unit, and what stands below. @param {Props} props */
function Choices({ page, shown, laid }) {
  const { plan } = shown.run;
  const { states, state, n, parts } = shown.answer.message;
  const value = (/** @type {Event} */ event) => /** @type {HTMLSelectElement} */ (event.target).value;
  return html`
    <div class="row laid-choices">
      ${
        states.length > 1
          ? html`<label>${said.state}
        <select value=${state} onChange=${(/** @type {Event} */ event) => layState(page, plan, value(event))}>
          ${states.map((/** @type {string} */ name) => html`<option key=${name} value=${name}>${labelOf(plan, name)}</option>`)}
        </select></label>`
          : null
      }
      <label>${said.unit}
        <select value=${unitOf(laid, n) ?? ""} onChange=${(/** @type {Event} */ event) => lay(page, { unit: value(event) === "" ? null : Number(value(event)) })}>
          <option value="">${said.all}</option>
          ${Array.from({ length: n }, (_, unit) => html`<option key=${unit} value=${unit}>${unit + 1}</option>`)}
        </select></label>
      <label class="wide">${said.below}
        <select value=${laid.under === "units" ? "units" : "parts"} onChange=${(/** @type {Event} */ event) => lay(page, { under: value(event) })}>
          <option value="parts" disabled=${!parts.length}>${said.parts}</option>
          <option value="units">${said.units}</option>
        </select></label>
    </div>`;
}

/** Other nets on the same input. @param {Props} props */
function Beside({ page, shown, laid }) {
  const chosen = besideOf(laid);
  const { plan } = shown.run;
  const own = plan.net?.name;
  const hasChanges = Boolean(page.setup.value.changes.length);
  const offered = [...new Set([...OFFERED, ...chosen.filter((name) => name !== BEFORE)])].filter((name) => name !== own); // biome-ignore format: one line
  const names = hasChanges || chosen.includes(BEFORE) ? [...offered, BEFORE] : offered;
  const turn = (/** @type {string} */ name) => lay(page, { beside: chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name].slice(-4) }); // biome-ignore format: one line
  return html`<fieldset class="laid-beside"><legend>${said.beside}</legend>
    ${names.map((name) => {
      const place = shown.answer.message.beside.findIndex((/** @type {{name: string}} */ one) => one.name === name);
      const told = shown.answer.message.beside[place];
      return html`<label key=${name} class=${place < 0 ? "" : `laid-line place-${3 + place}`}>
        <input type="checkbox" checked=${chosen.includes(name)} onChange=${() => turn(name)} />
        <span class="sample" aria-hidden="true"></span>
        ${said.besideNets[name] ?? name}
        ${told ? html`<span class="quiet">${origin(told)}</span>` : null}
      </label>`;
    })}
  </fieldset>`;
}

/** @param {{name: string, weights: string | null, random: {seed: number, scale: number} | null}} told */
function origin({ name, weights, random }) {
  if (name === BEFORE) return said.unchanged;
  return weights ? said.taught(weights) : random ? said.drawn(random.seed, figure(random.scale)) : "";
}

/** Which entry of the matrices of step k is checked: of which unit at t by which unit at k. @param {Props} props */
function Pair({ page, shown, laid, place }) {
  const { plan } = shown.run;
  const { state, n, t } = shown.answer.message;
  if (n < 2) return null;
  const pair = pairOf(laid, n);
  const steps = [t, stepOf(shown.answer, place.k)];
  const choose =
    (/** @type {number} */ end) =>
    (/** @type {Event} */ { target }) => {
      const unit = Number(/** @type {HTMLSelectElement} */ (target).value);
      lay(page, { pair: pair.map((one, at) => (at === end ? unit : one)) });
    };
  return html`<div class="row laid-choices laid-pair" role="group" aria-label=${said.pair}><span>${said.pair}</span>
    ${steps.map(
      (step, end) => html`<label key=${end}>${said.pairEnds[end](labelOf(plan, state), step)}
        <select value=${pair[end]} onChange=${choose(end)}>
          ${Array.from({ length: n }, (_, unit) => html`<option key=${unit} value=${unit}>${unit + 1}</option>`)}
        </select></label>`,
    )}
  </div>`;
}

/** What complex step and central difference say of one entry. @param {Props} props */
function checkRows({ shown, laid, place }) {
  const { check, k, state, t, n } = shown.answer.message;
  const [i, j] = pairOf(laid, n);
  if (!check || k !== place.k || check.at[0] !== i || check.at[1] !== j) return null;
  const { plan } = shown.run;
  const tex = String.raw`\partial ${symbolAt(plan, state, t, `,${i + 1}`)}/\partial ${symbolAt(plan, state, k, `,${j + 1}`)}`; // biome-ignore format: one line
  return {
    tex,
    rows: WAYS.map((key) => ({ name: said.names[key], told: check.told[key], ...(check[key] ?? {}) })),
  };
}
