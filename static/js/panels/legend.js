/**
 * What each colour means: the ramps with their ends, and the marks of the two directions.
 *
 * @import {Plan, RampName, Scene} from "#app/types.js"
 * @import {Look} from "#app/layout/legend.js"
 * @import {Page} from "#app/state/page.js"
 */

import { table } from "#app/draw/ramps.js";
import { theme } from "#app/draw/theme.js";
import { plain } from "#app/layout/figures.js";
import { looksOf } from "#app/layout/legend.js";
import { symbol, symbolOf } from "#app/layout/symbols.js";
import { Tex } from "#app/panels/tex.js";
import { showsChanges } from "#app/state/changed.js";
import { changesOf } from "#app/state/surgery.js";
import { capital } from "#app/words/capital.js";
import { changeWords } from "#app/words/change.js";
import { hiddenWords } from "#app/words/hidden.js";
import { words } from "#app/words/page.js";
import { zoomWords } from "#app/words/zoom.js";
import { html, useComputed, useLayoutEffect, useRef } from "#vendor/preact.js";

/** @param {{page: Page, scene: import("#vendor/preact.js").Signal<Scene | null>}} props */
export function Legend({ page, scene }) {
  const { value: run } = page.run;
  const looks = useComputed(() => {
    const names = new Set(page.plan.value?.equations.map(({ name }) => name)).add("loss");
    return JSON.stringify(scene.value ? looksOf(scene.value, names) : []); // the same text: nothing to draw anew
  });
  if (!run || page.view.value.show === "board") return null; // nothing is drawn on it
  const shown = /** @type {Look[]} */ (JSON.parse(looks.value));
  const ofLanes = shown.filter(({ place }) => place === "lanes");
  const isChange = showsChanges(run, page.before.value, page.view.value);
  return html`
    <h2>${isChange ? capital(changeWords.shown) : words.shownAs}</h2>
    <ul class="legend">
      <${Cells} scene=${scene} />
      ${shown.filter(({ place }) => place !== "lanes").map((look) => html`<${Scale} key=${look.key} plan=${run.plan} look=${look} />`)}
    </ul>
    ${ofLanes.length ? html`<h3>${page.view.value.lanes === "gradients" ? words.lanesOfGradients : words.lanesOf}</h3>` : null}
    ${ofLanes.length ? html`<ul class="legend">${ofLanes.map((look) => html`<${Scale} key=${look.key} plan=${run.plan} look=${look} />`)}</ul>` : null}
    <ul class="legend marks">
      <li><i class="mark best" aria-hidden="true"></i>${words.markBest}</li>
      ${run.plan.loss ? html`<li><i class="mark aim" aria-hidden="true"></i>${words.markAim}</li>` : null}
      ${run.plan.loss ? html`<li><i class="mark back" aria-hidden="true"></i>${words.markBack}</li>` : null}
      ${run.veil ? html`<li><i class="mark unknown" aria-hidden="true">?</i>${hiddenWords.mark}</li>` : null}
      <li><i class="mark given" aria-hidden="true"></i>${words.markGiven}</li>
    </ul>
    ${isChange ? html`<ul class="legend marks">${["changed", "same", "apart"].map((kind) => html`<li key=${kind}><i class=${`mark case ${kind}`} aria-hidden="true">${kind === "same" ? "=" : ""}</i>${kind === "changed" ? changeWords.changedMark : kind === "same" ? changeWords.same : changeWords.apart}</li>`)}</ul>` : null}
    <${Surgery} changes=${changesOf(run.plan)} />
    <${Condensed} scene=${scene} ramps=${new Set(shown.map(({ ramp }) => ramp))} />
  `;
}

/** @param {{plan: Plan, look: Look}} props */
function Scale({ plan, look: { ramp, limit, nodes } }) {
  const symbolFor = (/** @type {string} */ name) => {
    const equation = plan.equations.find((one) => one.name === name);
    return equation ? symbolOf(equation) : symbol(plan, name);
  };
  return html`
    <li>
      <${Tex} tex=${nodes.map(symbolFor).join(",")} />
      <span class="scale"><span>${ramp === "signed" ? plain(-limit) : "0"}</span><${Ramp} name=${ramp} /><span>${plain(limit)}</span></span>
    </li>
  `;
}

/**
 * Of the grids on the stage that share a scale.
 *
 * @param {{scene: import("#vendor/preact.js").Signal<Scene | null>}} props
 */
function Cells({ scene }) {
  const looks = useComputed(() => {
    const shared = (scene.value?.grids ?? []).filter(({ own }) => !own);
    return shared.map(({ ramp, limit }) => `${ramp} ${limit}`).join();
  });
  if (!looks.value) return null;
  const all = [...new Set(looks.value.split(","))].map((look) => look.split(" "));
  return all.map(
    ([ramp, limit]) => html`<li key=${ramp}><span>${words.cells}</span>
      <span class="scale"><span>${ramp === "signed" ? plain(-limit) : "0"}</span><${Ramp} name=${ramp} /><span>${plain(Number(limit))}</span></span>
    </li>`,
  );
}

/**
 * The marks of what a person changed, those that there are.
 *
 * @param {{changes: Record<string, unknown>[]}} props
 */
function Surgery({ changes }) {
  const has = (/** @type {string[]} */ ...verbs) => changes.some((one) => verbs.some((verb) => verb in one));
  const rows = [
    has("hold", "silence") && ["held", "❙ ❙", changeWords.marks.held],
    has("cut") && ["cut", "∕∕", changeWords.marks.cut],
    has("hold", "silence", "cut", "detach") && ["stopped", "⊢", changeWords.marks.stopped],
    has("set") && ["set", "■", changeWords.marks.set],
  ].filter((row) => row !== false);
  if (!rows.length) return null;
  return html`<ul class="legend marks">${rows.map(([kind, sign, text]) => html`<li key=${kind}><i class=${`mark surgery ${kind}`} aria-hidden="true">${sign}</i>${text}</li>`)}</ul>`;
}

/**
 * What a pixel shows that stands for several steps.
 *
 * @param {{scene: import("#vendor/preact.js").Signal<Scene | null>, ramps: Set<RampName>}} props
 */
function Condensed({ scene, ramps }) {
  const isCondensed = useComputed(() => (scene.value?.laneSpans ?? []).some(isNarrow));
  if (!isCondensed.value) return null;
  const told = /** @type {RampName[]} */ (["signed", "unit", "magnitude"]).filter((ramp) => ramps.has(ramp));
  return html`<p class="quiet small condensed">${zoomWords.condensed} ${[...told.map((ramp) => zoomWords[ramp]), zoomWords.broken].join("; ")}. ${zoomWords.units}</p>`;
}

/** @param {Scene["laneSpans"][number]} span */
function isNarrow({ source, width }) {
  return width < source.last - source.first + 1;
}

/** @param {{name: RampName}} props */
function Ramp({ name }) {
  const place = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const now = theme.value;
  useLayoutEffect(() => {
    const context = place.current?.getContext("2d");
    if (!context) return;
    const picture = context.createImageData(256, 1);
    const colours = table(name, now);
    for (let k = 0; k < 256; k += 1) {
      picture.data.set([...colours.subarray(3 * k, 3 * k + 3), 255], 4 * k);
    }
    context.putImageData(picture, 0, 0);
  }, [name, now]);
  return html`<canvas class="ramp" width="256" height="1" aria-hidden="true" ref=${place}></canvas>`;
}
