/**
 * What stands above the board: how numbers are rounded, which unit is written where there are too many, the choice of
 * decimals, and the way to take what is written along.
 *
 * @import {BoardEntry, Plan} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { largest } from "#app/layout/board/board.js";
import { texOf } from "#app/layout/board/copy.js";
import { MOST } from "#app/layout/board/numbers.js";
import { decimals } from "#app/state/decimals.js";
import { choose } from "#app/state/page.js";
import { boardWords } from "#app/words/board.js";
import { html, useEffect, useState } from "#vendor/preact.js";

/** @param {{page: Page, plan: Plan, entries: BoardEntry[], Decimals: unknown}} props */
export function BoardBar({ page, plan, entries, Decimals }) {
  const size = largest(plan);
  return html`<div class="board-bar">
    <p class="quiet">
      ${boardWords.rounding(decimals.value)}
      ${size > MOST ? html` <${Large} page=${page} plan=${plan} size=${size} />` : null}
    </p>
    <${Decimals} page=${page} />
    <${CopyTex} entries=${entries} />
  </div>`;
}

/** @param {{page: Page, plan: Plan, size: number}} props */
function Large({ page, plan, size }) {
  const cell = page.view.value.cell ?? { node: plan.rows.at(-1) ?? "", t: 1, unit: 0 };
  const pick = (/** @type {Event} */ event) => {
    const unit = Math.round(Number(/** @type {HTMLInputElement} */ (event.target).value)) - 1;
    if (unit >= 0 && unit < size) choose(page, { ...cell, unit });
  };
  return html`<label class="unit-choice">${boardWords.large(size)} <input type="number" min="1" max=${size} value=${cell.unit + 1} onInput=${pick} /></label>${" "}
    <button type="button" class="tight" onClick=${() => (page.gallery.value = true)}>${boardWords.small}</button>`;
}

/** @param {{entries: BoardEntry[]}} props */
function CopyTex({ entries }) {
  const [said, say] = useState("");
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => say(""), 4000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () =>
    Promise.resolve(navigator.clipboard?.writeText(texOf(entries)) ?? Promise.reject()).then(
      () => say(boardWords.copied),
      () => say(boardWords.notCopied),
    );
  return html`<button type="button" class="tight" onClick=${copy}>${said || boardWords.copyTex}</button><span class="heard" role="status">${said}</span>`;
}
