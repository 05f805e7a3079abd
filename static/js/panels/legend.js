/**
 * What each colour means: the ramps with their ends, and the marks of the two directions.
 *
 * @import {RampName, Scene} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 */

import { table } from "#app/draw/ramps.js";
import { theme } from "#app/draw/theme.js";
import { plain, roundUp } from "#app/layout/figures.js";
import { rampOf } from "#app/layout/ramp.js";
import { symbol, symbolOf } from "#app/layout/symbols.js";
import { Tex } from "#app/panels/tex.js";
import { hiddenWords } from "#app/words/hidden.js";
import { words } from "#app/words/page.js";
import { zoomWords } from "#app/words/zoom.js";
import { html, useComputed, useLayoutEffect, useRef } from "#vendor/preact.js";

/** @param {{page: Page, scene: import("#vendor/preact.js").Signal<Scene | null>}} props */
export function Legend({ page, scene }) {
  const { value: run } = page.run;
  if (!run) return null;
  const rows = run.plan.equations.filter(({ range }) => range !== "probability");
  /** @type {Map<string, {ramp: RampName, limit: number, tex: string[]}>} */
  const ramps = new Map();
  for (const equation of rows) {
    const look = rampOf(equation, run.values.get(equation.name));
    const key = `${look.ramp} ${look.limit}`;
    const known = ramps.get(key);
    if (known) known.tex.push(symbolOf(equation));
    else ramps.set(key, { ...look, tex: [symbolOf(equation)] });
  }
  if (run.lossSeries)
    ramps.set("loss", { ramp: "magnitude", limit: roundUp(run.lossSeries.largest), tex: [symbol(run.plan, "loss")] });
  return html`
    <h2>${words.shownAs}</h2>
    <ul class="legend">
      <${Cells} scene=${scene} />
      ${[...ramps].map(
        ([key, { ramp, limit, tex }]) => html`
          <li key=${key}>
            <${Tex} tex=${tex.join(",")} />
            <span class="scale"><span>${ramp === "signed" ? plain(-limit) : "0"}</span><${Ramp} name=${ramp} /><span>${plain(limit)}</span></span>
          </li>
        `,
      )}
    </ul>
    <ul class="legend marks">
      <li><i class="mark best" aria-hidden="true"></i>${words.markBest}</li>
      ${run.plan.loss ? html`<li><i class="mark aim" aria-hidden="true"></i>${words.markAim}</li>` : null}
      ${run.plan.loss ? html`<li><i class="mark back" aria-hidden="true"></i>${words.markBack}</li>` : null}
      ${run.veil ? html`<li><i class="mark unknown" aria-hidden="true">?</i>${hiddenWords.mark}</li>` : null}
      <li><i class="mark given" aria-hidden="true"></i>${words.markGiven}</li>
    </ul>
    <${Condensed} scene=${scene} ramps=${new Set([...ramps.values()].map(({ ramp }) => ramp))} />
  `;
}

/**
 * Of the grids that are on the stage.
 *
 * @param {{scene: import("#vendor/preact.js").Signal<Scene | null>}} props
 */
function Cells({ scene }) {
  const looks = useComputed(() => (scene.value?.grids ?? []).map(({ ramp, limit }) => `${ramp} ${limit}`).join());
  if (!looks.value) return null;
  const all = [...new Set(looks.value.split(","))].map((look) => look.split(" "));
  return all.map(
    ([ramp, limit]) => html`<li key=${ramp}><span>${words.cells}</span>
      <span class="scale"><span>${ramp === "signed" ? plain(-limit) : "0"}</span><${Ramp} name=${ramp} /><span>${plain(Number(limit))}</span></span>
    </li>`,
  );
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
