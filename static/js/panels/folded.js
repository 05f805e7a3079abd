/**
 * The folded graph beside its unfolding.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { createFolded } from "#app/draw/folded.js";
import { layOutFolded } from "#app/layout/folded/folded.js";
import { shapedPlan } from "#app/layout/shapes.js";
import { labelOf } from "#app/layout/symbols.js";
import { sideShown } from "#app/state/beside.js";
import { togglePin } from "#app/state/lit.js";
import { words } from "#app/words/page.js";
import { phaseName } from "#app/words/phases.js";
import { html, useLayoutEffect, useMemo, useRef } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Folded({ page }) {
  const { value: given } = sideShown(page).plan;
  const plan = given && page.view.value.shapes ? shapedPlan(given) : given;
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const draw = useRef(/** @type {ReturnType<typeof createFolded> | null} */ (null));
  const shape =
    plan &&
    JSON.stringify([plan.edges, plan.phase_words, plan.parameters.map(({ role, tex }) => [role, tex]), plan.notation]);
  const scene = useMemo(() => plan && layOutFolded(plan), [shape]); // another seed or sentence changes no line
  useLayoutEffect(() => {
    if (!place.current || !scene) return;
    draw.current ??= createFolded(place.current);
    draw.current(scene);
  }, [scene]);
  const label = plan
    ? plan.edges
        .map(({ from, to, shift, when = [] }) => {
          const at = shift ? `[t${shift > 0 ? "+" : "−"}${Math.abs(shift)}]` : "";
          const phases = when.length ? ` (${phaseName(when, plan.phase_words)})` : "";
          return `${labelOf(plan, from)}${at} → ${labelOf(plan, to)}${phases}`;
        })
        .join(", ")
    : "";
  const light = (/** @type {KeyboardEvent} */ event) => {
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && togglePin(page, page.lit.value)) event.preventDefault();
    if (!way || !plan) return;
    event.preventDefault();
    const names = [...plan.rows, ...(plan.input ? ["x"] : []), ...(given?.parameters ?? []).map(({ name }) => name)];
    const now = names.indexOf(page.lit.value ?? "");
    page.lit.value = names[(now + way + (now < 0 && way < 0 ? 1 : 0) + names.length) % names.length];
  };
  return html`
    <div class="folded" role="img" onKeyDown=${light} onBlur=${() => (page.lit.value = null)} aria-label=${`${words.foldedGraph}: ${label}`} tabindex="0"><div class="drawing" ref=${place}></div></div>
    <p class="quiet hint">${words.foldedHint}</p>
  `;
}
