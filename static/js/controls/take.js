/**
 * Take it along: a dialog that makes files of what stands on the page. Nothing in it asks the server, but for a step
 * that was never opened.
 *
 * @import {Page} from "#app/state/page.js"
 * @import {Beside} from "#app/controls/takenfile.js"
 * @import {Studio} from "#app/draw/studio.js"
 * @import {Shown} from "#app/controls/zoom.js"
 */

import { whenClosed } from "#app/controls/dialogs.js";
import { Switch } from "#app/controls/switch.js";
import { TakePicture } from "#app/controls/takepicture.js";
import { TakeValues } from "#app/controls/takevalues.js";
import { words as pageWords } from "#app/words/page.js";
import { takeWords as words } from "#app/words/take.js";
import { html, useLayoutEffect, useRef, useState } from "#vendor/preact.js";

/** @typedef {"svg" | "png" | "tikz" | "csv" | "safetensors"} Format */

/** @type {Format[]} */
const FORMATS = ["svg", "png", "tikz", "csv", "safetensors"];

/** @param {{page: Page, scene: Shown, beside: Beside, studio: Studio}} props */
export function Take({ page, scene, beside, studio }) {
  if (!page.taking.value || !page.stop.value || !scene.value || page.partsLacking.value.length) return null;
  return html`<${TakeDialog} page=${page} scene=${scene} beside=${beside} studio=${studio} />`;
}

/** @param {{page: Page, scene: Shown, beside: Beside, studio: Studio}} props */
function TakeDialog({ page, scene, beside, studio }) {
  const place = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const [format, setFormat] = useState(/** @type {Format} */ ("svg"));
  useLayoutEffect(() => {
    page.playing.value = false; // what is taken stands still
    place.current?.showModal();
  }, []);
  const close = () => place.current?.close();
  const closed = () => {
    page.taking.value = false;
  };
  const isPicture = format === "svg" || format === "png" || format === "tikz";
  return html`
    <dialog class="taking" ref=${place} aria-labelledby="take-title" onClose=${whenClosed(closed)}>
      <div class="heading">
        <h2 id="take-title">${words.title}</h2>
        <button type="button" class="tight" onClick=${close}>${pageWords.close}</button>
      </div>
      <${Switch} label=${words.as} now=${format} choices=${FORMATS.map((one) => [one, words.formats[one]])} choose=${setFormat} />
      <p class="quiet hint">${words.about[format]}</p>
      ${
        isPicture
          ? html`<${TakePicture} page=${page} scene=${scene} beside=${beside} studio=${studio} format=${format} />`
          : html`<${TakeValues} page=${page} format=${format} />`
      }
    </dialog>
  `;
}
