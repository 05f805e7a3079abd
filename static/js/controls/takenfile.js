/**
 * From a wish to a file: the picture as shapes, the shapes as text, the text as pixels.
 *
 * @import {Picture, Scene} from "#app/types.js"
 * @import {Page} from "#app/state/page.js"
 * @import {Studio} from "#app/draw/studio.js"
 * @import {PictureFormat, Taken, Wanted} from "#app/controls/takepicture.js"
 */

import { linkOf } from "#app/controls/address.js";
import { fileName, stopName } from "#app/export/filenames.js";
import { fontRules, fontsOf } from "#app/export/fonts.js";
import { COARSE, FINE } from "#app/export/heat.js";
import { svgOf } from "#app/export/svg.js";
import { pictureOf } from "#app/export/takings.js";
import { tikzOf } from "#app/export/tikz.js";
import { sideShown } from "#app/state/beside.js";
import { LONGEST, writeLink } from "#app/state/link.js";
import { nameOfNet } from "#app/state/nets.js";
import { openedAt, openedSteps } from "#app/state/opened.js";
import { openedProduct } from "#app/state/product.js";
import { isBackward } from "#app/state/stops.js";
import { fetchFont } from "#app/wire/fonts.js";
import { besideWords } from "#app/words/beside.js";
import { title as momentTitle } from "#app/words/moments.js";
import { words as pageWords } from "#app/words/page.js";
import { takeWords as words } from "#app/words/take.js";

/** @typedef {{scene: import("#app/controls/zoom.js").Shown, plot: import("#app/controls/zoom.js").Shown}} Beside the second run's stage, and the plot under both */

/**
 * @param {Page} page
 * @param {Scene} seen
 * @param {Studio} studio
 * @param {Beside} beside
 * @param {PictureFormat} format
 * @param {Wanted} wanted
 * @returns {Promise<Taken>}
 */
export async function fileOf(page, seen, studio, beside, format, wanted) {
  const picture = drawn(page, seen, studio, beside, wanted, format === "tikz");
  const about = await said(page, wanted);
  const { width, height } = picture;
  const name = nameOf(page, format, wanted);
  if (format === "tikz") {
    const text = tikzOf(picture, { ...about, hint: words.tikzHint });
    return { content: new Blob([text], { type: "application/x-tex" }), text, name, sight: null, width, height };
  }
  const isPixels = format === "png";
  const fonts = wanted.fonts || isPixels ? await carried(picture) : "";
  const times = isPixels ? wanted.times : 1;
  const text = svgOf(picture, { ...about, times, fonts, image: studio.cellsImage });
  const drawing = new Blob([text], { type: "image/svg+xml" });
  if (!isPixels) return { content: drawing, text, name, sight: drawing, width, height };
  const content = await studio.photograph(text);
  return { content, text: null, name, sight: content, width: width * times, height: height * times };
}

/**
 * @param {Page} page
 * @param {Scene} seen
 * @param {Studio} studio
 * @param {Beside} beside
 * @param {Wanted} wanted
 * @param {boolean} coarse
 * @returns {Picture}
 */
function drawn(page, seen, studio, beside, { what, first, last, colours, paper }, coarse) {
  const side = sideShown(page);
  const [run, itinerary] = [side.run.peek(), side.itinerary.peek()];
  if (!run || !itinerary) throw new Error(words.waiting);
  const sight = {
    run,
    itinerary,
    cursor: side.cursor.peek(),
    view: page.view.peek(),
    width: seen.width,
    height: seen.height,
    opening: page.opening.peek(),
    stepOf: openedSteps(page, side),
  };
  const product = what === "stage" ? openedProduct(page) : null;
  const written = product && { product, ...studio.productRoom() };
  const storeys = what === "both" ? storeysOf(page, seen, beside) : undefined;
  const wish = { what, span: { first, last }, paper, fineness: coarse ? COARSE : FINE };
  const presented = seen.larger > 1 && ["stage", "both", "columns", "lanes"].includes(what);
  const drawing = what === "folded" ? "folded" : written ? "product" : "stage";
  const pass = isBackward(itinerary.stops[sight.cursor]) ? "backward" : "forward";
  return studio.withLooks(drawing, colours, presented, pass, (looks) =>
    pictureOf(wish, seen, { ...sight, written, storeys }, looks),
  );
}

/**
 * @param {Page} page
 * @param {Scene} seen
 * @param {Beside} beside
 */
function storeysOf(page, seen, { scene, plot }) {
  const [other, under] = [scene.peek(), plot.peek()];
  if (!other) throw new Error(words.waiting);
  const named = (/** @type {Scene} */ one, /** @type {"a" | "b"} */ side) => ({
    scene: one,
    name: `${besideWords[side]}  ${nameOfNet((side === "b" ? page.beside : page).plan.peek(), page.library.peek()) || pageWords.ownNet}`,
  });
  return [named(seen, "a"), named(other, "b"), ...(under ? [{ scene: under, name: "" }] : [])];
}

/** @param {Picture} picture */
async function carried({ shapes }) {
  const fonts = fontsOf(shapes);
  return fontRules(fonts, await Promise.all(fonts.map(({ file }) => fetchFont(file))));
}

/**
 * What is shown, and how to come back to it.
 *
 * @param {Page} page
 * @param {Wanted} wanted
 * @returns {Promise<{title: string, about: string}>}
 */
async function said(page, { what }) {
  const side = sideShown(page);
  const [plan, stop] = [side.plan.peek(), side.stop.peek()];
  if (!plan || !stop) throw new Error(words.waiting);
  const fragment = await writeLink(linkOf(page));
  const title = `${words.whats[what]}: ${momentTitle(plan, stop)}, T = ${plan.T}`;
  const equations = plan.net.text.split("\n").filter((line) => line.trim() && !line.startsWith("#"));
  return { title, about: [...equations, ...(fragment.length > LONGEST ? [] : [words.back(fragment)])].join("\n") };
}

/**
 * @param {Page} page
 * @param {PictureFormat} format
 * @param {Wanted} wanted
 */
function nameOf(page, format, { what, first, last, colours, times }) {
  const side = sideShown(page);
  const [plan, stop, itinerary] = [side.plan.peek(), side.stop.peek(), side.itinerary.peek()];
  if (!plan || !stop || !itinerary) return "unspool";
  const part = {
    stage: openedProduct(page)
      ? "product"
      : page.view.peek().open
        ? "opened"
        : page.view.peek().show === "graph"
          ? "graph"
          : null,
    both: "both",
    columns: "columns",
    lanes: "lanes",
    steps: `steps-${first}-${last}`,
    opened: `opened-${openedAt(itinerary, stop)}`,
    folded: "folded",
    unfolded: "unfolded",
  }[what];
  const moment = what === "folded" ? null : stopName(stop);
  const look = colours === "dark" ? "dark" : null;
  const size = format === "png" ? `${times}x` : null;
  return fileName(plan, [part, moment, look, size], format === "tikz" ? "tex" : format);
}
