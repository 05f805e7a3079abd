/**
 * Wires the page: state in the middle, the wire on one side, drawing, panels and controls on the other. What the first
 * picture does not need is wired by the parts (parts/all.js), when they have come.
 */

import { keepAddress, readAddress, readLeft, trouble } from "#app/controls/address.js";
import { keepBefore, listenToUndo } from "#app/controls/before.js";
import { BesideBar, CompareButton } from "#app/controls/beside.js";
import { keepCamera } from "#app/controls/camera.js";
import { keepChecking } from "#app/controls/checker.js";
import { DecimalsChoice, keepDecimals } from "#app/controls/decimals.js";
import { save, takeDrops } from "#app/controls/files.js";
import { keepFocus } from "#app/controls/focus.js";
import { keepFolding } from "#app/controls/folding.js";
import { keepHidden } from "#app/controls/hidden.js";
import { listenToKeys } from "#app/controls/keys.js";
import { keepLit } from "#app/controls/light.js";
import { keepMode, Modes } from "#app/controls/modes.js";
import { foldWhereNarrow } from "#app/controls/narrow.js";
import { ExamplesButton, TakeButton } from "#app/controls/openers.js";
import { keepParts } from "#app/controls/parts.js";
import { Phases } from "#app/controls/phases.js";
import { keepPlaying } from "#app/controls/player.js";
import { keepPresenting, LeaveButton, ViewButtons } from "#app/controls/present.js";
import { keepRunning } from "#app/controls/runner.js";
import { SetupBar } from "#app/controls/setup.js";
import { listenToSpans } from "#app/controls/span.js";
import { besideStaying, staying } from "#app/controls/staying.js";
import { Direction, Transport } from "#app/controls/transport.js";
import { Answer } from "#app/panels/answer.js";
import { mountBeside } from "#app/panels/beside.js";
import { Brief } from "#app/panels/brief.js";
import { Choices } from "#app/panels/choices.js";
import { Equations } from "#app/panels/equations.js";
import { Folded } from "#app/panels/folded.js";
import { Legend } from "#app/panels/legend.js";
import { Losses } from "#app/panels/losses.js";
import { Notices } from "#app/panels/notices.js";
import { OpenedBar } from "#app/panels/opened.js";
import { Parameters } from "#app/panels/parameters.js";
import { mountScrubber } from "#app/panels/scrubber.js";
import { SideA, SideB } from "#app/panels/sides.js";
import { mountStage } from "#app/panels/stage.js";
import { LOADERS } from "#app/parts/all.js";
import { createPage } from "#app/state/page.js";
import { html, render } from "#vendor/preact.js";

const link = await readAddress();
const page = createPage(readLeft() ?? link);
page.address.value = trouble(link);

/** @param {string} id */
function place(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @param {string} id
 * @param {unknown} Component
 * @param {Record<string, unknown>} [more]
 */
function put(id, Component, more = {}) {
  render(html`<${Component} page=${page} ...${more} />`, place(id));
}

const runs = [keepRunning(page, () => staying(page)), keepRunning(page.beside, () => besideStaying(page))];
const retry = () => {
  for (const run of runs) run.retry();
};
put("setup", SetupBar);
put("modes", Modes);
put("compare", CompareButton);
put("beside-bar", BesideBar);
put("equations", Equations);
put("examples", ExamplesButton);
put("losses", Losses);
put("phases", Phases);
put("folded", Folded);
put("parameters", Parameters);
put("side-a", SideA);
put("side-b", SideB, { retry });
put("answer", Answer);
put("brief", Brief);
put("choices", Choices);
put("decimals", DecimalsChoice);
put("transport", Transport);
put("direction", Direction);
const scene = mountStage(page, place("stage"), place("drawing"));
const beside = mountBeside(page, scene, { drawing: place("drawing-b"), plot: place("drawing-ab") });
mountScrubber(page, scene, place("scrubber"));
put("legend", Legend, { scene });
put("view", ViewButtons, { scene });
put("zoom", ViewButtons, { scene });
put("take", TakeButton);
put("leave", LeaveButton);
const fetchParts = keepParts(page, LOADERS, JSON.parse(place("parts").textContent ?? "{}"), {
  page,
  began: page.view.peek(),
  scene,
  beside,
  place,
  put,
});
put("notices", Notices, { retry, fetchParts, save });
put("opened", OpenedBar);
keepMode(page, place("stage"));
keepDecimals(page);
keepHidden(page);
listenToSpans(page, scene, place("drawing"));
keepCamera(page, scene, place("stage"), place("drawing"));
keepFolding(page);
listenToKeys(page, scene);
keepPresenting(page, place("stage"));
keepFocus(page, place("stage"));
foldWhereNarrow(/** @type {HTMLDetailsElement} */ (place("setup-fold")));
keepPlaying(page);
listenToUndo(keepBefore(page));
keepAddress(page);
keepChecking(page);
keepLit(page, scene, place("drawing"));
takeDrops(page);
page.functions.value = JSON.parse(place("functions").textContent ?? "[]");
page.examples.value = JSON.parse(place("ready").textContent ?? "[]");
page.library.value = JSON.parse(place("library").textContent ?? "[]");
