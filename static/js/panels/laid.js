/**
 * Beside the gradient laid open: the panel of its view, then what it shows and how to read it. Over it the switch
 * between the views.
 *
 * @import {Plan, Run} from "#app/types.js"
 * @import {Laid, LaidAnswer, Piece, Place} from "#app/gradient.js"
 * @import {Page} from "#app/state/page.js"
 */

import { figure } from "#app/layout/figures.js";
import { PANELS } from "#app/panels/laid/kinds.js";
import { Tex } from "#app/panels/tex.js";
import { hiddenOf, revealAll } from "#app/state/hidden.js";
import { lay, lead } from "#app/state/laid/acts.js";
import { besideAsked, besideShown } from "#app/state/laid/beside.js";
import { canLay, lacks, laidOf, placeOf, shownOf } from "#app/state/laid.js";
import { show } from "#app/state/page.js";
import { besideWords } from "#app/words/beside.js";
import { laidWords as said } from "#app/words/gradient/laid.js";
import { hiddenWords } from "#app/words/hidden.js";
import { html } from "#vendor/preact.js";

/** @typedef {{page: Page, shown: {answer: LaidAnswer, run: Run}, laid: Laid, place: Place}} Props of a view's panel */

/** The switch between the views. @param {{page: Page}} props */
export function LaidBar({ page }) {
  if (page.view.value.show !== "gradient") return null;
  const { kind } = laidOf(page.view.value);
  const { value: plan } = page.plan;
  const lacking = plan && lacks(plan, laidOf(page.view.value));
  const isVeiled = plan && !lacking && page.veil.value !== null;
  const refused = lacking ? said.lacks[lacking] : page.laidRefused.value;
  return html`
    <div class="laid-bar">
      <span class="joined" role="group" aria-label=${said.title}>
        ${Object.entries(PANELS).map(
          ([name, { words }]) =>
            html`<button type="button" class="tight" key=${name} aria-pressed=${name === kind} title=${words.about} onClick=${() => lay(page, { kind: name })}>${words.name}</button>`,
        )}
      </span>
      <span class="laid-name">${PANELS[kind].words.title}</span>
    </div>
    ${refused ? html`<p class="laid-refused" role="status">${refused}</p>` : null}
    ${isVeiled ? html`<${Veiled} page=${page} />` : null}
  `;
}

/** What a view says that would tell a hidden number. @param {{page: Page}} props */
function Veiled({ page }) {
  const [rule, ...more] = hiddenOf(page);
  const isOne = !more.length && ("parameter" in rule || (rule.t !== undefined && rule.unit !== undefined));
  return html`<div class="laid-refused laid-veiled">
    <p role="status">${hiddenWords.laid}</p>
    <button type="button" class="tight" onClick=${() => revealAll(page)}>${isOne ? hiddenWords.showOne : hiddenWords.showAll}</button>
    <button type="button" class="tight" onClick=${() => show(page, "graph")}>${hiddenWords.toGraph}</button>
  </div>`;
}

/** @param {{page: Page}} props */
export function LaidPanel({ page }) {
  if (page.view.value.show !== "gradient" || !page.plan.value) return null;
  const [laid, shown] = [laidOf(page.view.value), shownOf(page)];
  if (!canLay(page.plan.value, laid)) return null;
  const { Panel, words } = PANELS[laid.kind];
  if (!shown) return html`<h2>${words.title}</h2>`;
  const place = placeOf(shown.run.plan, laid, shown.run.hasLoss);
  return html`
    <h2>${words.title}</h2>
    <${Told} page=${page} shown=${shown} laid=${laid} place=${place} />
    <${Panel} page=${page} shown=${shown} laid=${laid} place=${place} />
    <${Text} page=${page} plan=${shown.run.plan} text=${words.text} />
  `;
}

/** The chosen place of both runs in words and numbers. @param {Props} props */
function Told({ page, shown, laid, place }) {
  const { told } = PANELS[laid.kind];
  const second = besideShown(page);
  if (!second || !told) return null;
  const asked = besideAsked(second.run, laid, place);
  return html`<ul class="laid-sides">
    <li><b class="side a">${besideWords.a}</b><span>${told({ shown, laid, place, write: figure })}</span></li>
    <li><b class="side b">${besideWords.b}</b><span>${told({ shown: second, ...asked, write: figure })}</span></li>
  </ul>`;
}

/** @param {{page: Page, plan: Plan, text: Piece[][]}} props */
function Text({ page, plan, text }) {
  if (!text.length) return null;
  return html`<details class="laid-text" open>
    <summary>${said.read}</summary>
    ${text.map((pieces, k) => html`<p key=${k}>${pieces.map((piece, n) => html`<${Written} key=${n} page=${page} plan=${plan} piece=${piece} />`)}</p>`)}
  </details>`;
}

/** @param {{page: Page, plan: Plan, piece: Piece}} props */
function Written({ page, plan, piece }) {
  if (typeof piece === "string") return piece;
  if ("tex" in piece)
    return html`<${Tex} tex=${piece.tex} parameters=${plan.parameters} equations=${plan.equations} />`;
  const { say, to } = piece;
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    lead(page, to);
  };
  const press = (/** @type {KeyboardEvent} */ event) =>
    event.key === " " || event.key === "Enter" ? go(event) : undefined;
  return html`<a class="lead" role="button" tabindex="0" onClick=${go} onKeyDown=${press}>${say}</a>`; // a button would not break over lines
}
