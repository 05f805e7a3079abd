/**
 * The part of the dialog that takes pictures: what, in which colours, how large, and how it will look.
 *
 * @import {Scene} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Studio} from "#app/draw/studio.js"
 * @import {Beside} from "#app/controls/takenfile.js"
 * @import {What} from "#app/export/takings.js"
 * @import {Shown} from "#app/controls/zoom.js"
 */

import { copied } from "#app/controls/copy.js";
import { askAround } from "#app/controls/opened.js";
import { saveAs } from "#app/controls/saving.js";
import { Switch } from "#app/controls/switch.js";
import { fileOf } from "#app/controls/takenfile.js";
import { choices } from "#app/export/takings.js";
import { sideShown } from "#app/state/beside.js";
import { takeWords as words } from "#app/words/take.js";
import { html, useEffect, useMemo, useRef, useState } from "#vendor/preact.js";

/** @typedef {"svg" | "png" | "tikz"} PictureFormat */

/**
 * @typedef {object} Wanted
 * @property {What} what
 * @property {number} first
 * @property {number} last
 * @property {"light" | "dark"} colours
 * @property {boolean} paper
 * @property {number} times as large
 * @property {boolean} fonts
 */

/** @typedef {{content: Blob, text: string | null, name: string, sight: Blob | null, width: number, height: number}} Taken */

/** @param {{page: Page, scene: Shown, beside: Beside, studio: Studio, format: PictureFormat}} props */
export function TakePicture({ page, scene, beside, studio, format }) {
  const seen = /** @type {Scene} */ (scene.value);
  const { T } = seen.axis;
  const t = page.stop.value?.t || T;
  const [wanted, setWanted] = useState(
    /** @type {Wanted} */ ({
      what: "stage",
      first: Math.max(1, t - 2),
      last: t,
      colours: studio.theme.peek(),
      paper: true,
      times: 2,
      fonts: true,
    }),
  );
  const [taken, setTaken] = useState(/** @type {Taken | null} */ (null));
  const [trouble, setTrouble] = useState("");
  const set = (/** @type {Partial<Wanted>} */ change) => setWanted({ ...wanted, ...change });
  const offered = choices(seen, page.view.value.show);
  const what = offered.includes(wanted.what) ? wanted.what : offered[0];
  if (what === "opened") askAround(page, sideShown(page));
  useEffect(() => {
    let isLate = false;
    const show = (/** @type {Taken | null} */ file, /** @type {string} */ why) => {
      if (isLate) return;
      setTaken(file);
      setTrouble(why);
    };
    fileOf(page, seen, studio, beside, format, { ...wanted, what }).then(
      (file) => show(file, ""),
      (failure) => show(null, failure instanceof Error ? failure.message : String(failure)),
    );
    return () => {
      isLate = true;
    };
  }, [wanted, what, format, seen, page.steps.value]);
  return html`
    <${Choices} wanted=${{ ...wanted, what }} offered=${offered} format=${format} T=${T} set=${set} />
    ${trouble ? html`<p class="warning" role="alert">${words.failed} ${trouble}</p>` : null}
    <${Preview} taken=${taken} label=${words.pictureOf(words.whats[what])} paper=${wanted.paper} colours=${wanted.colours} />
    <${Actions} taken=${taken} />
  `;
}

/** @param {{wanted: Wanted, offered: What[], format: PictureFormat, T: number, set: (change: Partial<Wanted>) => void}} props */
function Choices({ wanted, offered, format, T, set }) {
  const step = (/** @type {"first" | "last"} */ which) => (/** @type {Event} */ event) => {
    const typed = Math.round(Number(/** @type {HTMLInputElement} */ (event.target).value));
    if (!(typed >= 1)) return;
    const to = Math.min(T, typed);
    set(
      which === "first"
        ? { first: to, last: Math.max(to, wanted.last) }
        : { last: to, first: Math.min(to, wanted.first) },
    );
  };
  const field = (/** @type {"first" | "last"} */ which) => html`
    <label class="field number"><span>${words[which]}</span>
      <input type="number" min="1" max=${T} step="1" value=${wanted[which]} onChange=${step(which)} /></label>`;
  const pick = (/** @type {Event} */ event) =>
    set({ what: /** @type {What} */ (/** @type {HTMLSelectElement} */ (event.target).value) });
  return html`
    <div class="rowed">
      <label class="field pick"><span>${words.what}</span>
        <select value=${wanted.what} onChange=${pick}>
          ${offered.map((one) => html`<option key=${one} value=${one}>${words.whats[one]}</option>`)}
        </select>
      </label>
      ${wanted.what === "steps" ? html`${field("first")}${field("last")}` : null}
    </div>
    <div class="rowed">
      <${Switch} label=${words.colours} now=${wanted.colours} choose=${(/** @type {"light" | "dark"} */ colours) => set({ colours })}
        choices=${[["light", words.light], ["dark", words.dark]]} />
      <${Switch} label=${words.paper} now=${wanted.paper ? "paper" : "none"} choose=${(/** @type {string} */ to) => set({ paper: to === "paper" })}
        choices=${[["paper", words.withPaper], ["none", words.seeThrough]]} />
      ${
        format === "png"
          ? html`<${Switch} label=${words.larger} now=${wanted.times} choose=${(/** @type {number} */ times) => set({ times })}
              choices=${[1, 2, 4].map((times) => [times, words.times(times)])} />`
          : null
      }
    </div>
    ${
      format === "svg"
        ? html`<label class="field check"><input type="checkbox" checked=${wanted.fonts} onChange=${() => set({ fonts: !wanted.fonts })} /><span>${words.fonts}</span></label>`
        : null
    }
  `;
}

/** @param {{taken: Taken | null, label: string, paper: boolean, colours: string}} props */
function Preview({ taken, label, paper, colours }) {
  const sight = taken?.sight ?? null;
  const address = useMemo(() => sight && URL.createObjectURL(sight), [sight]);
  useEffect(() => () => address && URL.revokeObjectURL(address), [address]); // once the next picture stands there
  return html`
    <div class=${`preview ${paper ? "" : `see-through ${colours}`}`} tabindex="0" role="group" aria-label=${words.preview}>
      ${
        taken?.text && !sight
          ? html`<pre>${taken.text}</pre>`
          : address
            ? html`<img src=${address} alt=${label} width=${taken?.width} height=${taken?.height} />`
            : html`<p class="quiet">${words.waiting}</p>`
      }
    </div>
  `;
}

/** @param {{taken: Taken | null}} props */
function Actions({ taken }) {
  const [state, setState] = useState(/** @type {"" | "copied" | "notCopied"} */ (""));
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => setState(""), [taken]);
  const copy = async () => {
    const done = await copied(taken?.text ?? "", place.current ?? undefined);
    setState(done ? "copied" : "notCopied");
  };
  return html`
    <div class="actions" ref=${place}>
      <output class="name">${taken?.name ?? ""}</output>
      <span role="status" class="quiet">${state === "notCopied" ? words.notCopied : ""}</span>
      ${taken?.text ? html`<button type="button" onClick=${copy}>${state === "copied" ? words.copied : words.copy}</button>` : null}
      <button type="button" class="play" disabled=${!taken} onClick=${() => taken && saveAs(taken.content, taken.name)}>${words.save}</button>
    </div>
  `;
}
