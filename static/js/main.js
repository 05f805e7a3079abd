/** Wires the page: state in the middle, the wire on one side, drawing, panels and controls on the other. */

import { keepAddress, readAddress, readLeft, trouble } from "#app/controls/address.js";
import { keepBefore, listenToUndo } from "#app/controls/before.js";
import { BesideBar, CompareButton } from "#app/controls/beside.js";
import { keepCamera } from "#app/controls/camera.js";
import { ChangeIt } from "#app/controls/change.js";
import { keepChecking } from "#app/controls/checker.js";
import { DecimalsChoice, keepDecimals } from "#app/controls/decimals.js";
import { Dialogs } from "#app/controls/dialogs.js";
import { Examples, Look } from "#app/controls/examples.js";
import { save, takeDrops } from "#app/controls/files.js";
import { keepFocus } from "#app/controls/focus.js";
import { keepFolding } from "#app/controls/folding.js";
import { keepHidden } from "#app/controls/hidden.js";
import { listenToKeys } from "#app/controls/keys.js";
import { keepLaid } from "#app/controls/laid.js";
import { keepLit } from "#app/controls/light.js";
import { keepMode, Modes } from "#app/controls/modes.js";
import { More } from "#app/controls/more.js";
import { foldWhereNarrow } from "#app/controls/narrow.js";
import { keepOpened } from "#app/controls/opened.js";
import { Phases } from "#app/controls/phases.js";
import { keepPlaying } from "#app/controls/player.js";
import { keepPresenting, LeaveButton, ViewButtons } from "#app/controls/present.js";
import { keepProduct } from "#app/controls/product.js";
import { keepRunning } from "#app/controls/runner.js";
import { SetupBar } from "#app/controls/setup.js";
import { listenToSpans } from "#app/controls/span.js";
import { besideStaying, staying } from "#app/controls/staying.js";
import { Take } from "#app/controls/take.js";
import { Direction, Transport } from "#app/controls/transport.js";
import { ask, keepAsking, keepPinsAsked } from "#app/controls/why.js";
import { writeInFrames } from "#app/draw/frame.js";
import { createStudio } from "#app/draw/studio.js";
import { announce } from "#app/panels/announcer.js";
import { Answer } from "#app/panels/answer.js";
import { mountBeside } from "#app/panels/beside.js";
import { Board } from "#app/panels/board.js";
import { Brief } from "#app/panels/brief.js";
import { Choices } from "#app/panels/choices.js";
import { Compared } from "#app/panels/compared.js";
import { Difference } from "#app/panels/difference.js";
import { Equations } from "#app/panels/equations.js";
import { Folded } from "#app/panels/folded.js";
import { Folding } from "#app/panels/folding.js";
import { LaidBar, LaidPanel } from "#app/panels/laid.js";
import { Legend } from "#app/panels/legend.js";
import { Losses } from "#app/panels/losses.js";
import { Notices } from "#app/panels/notices.js";
import { OpenedBar } from "#app/panels/opened.js";
import { Parameters } from "#app/panels/parameters.js";
import { Pins } from "#app/panels/pins.js";
import { mountProduct } from "#app/panels/product.js";
import { mountScrubber } from "#app/panels/scrubber.js";
import { SideA, SideB } from "#app/panels/sides.js";
import { mountStage } from "#app/panels/stage.js";
import { mountTree } from "#app/panels/tree.js";
import { Why } from "#app/panels/why.js";
import { createPage } from "#app/state/page.js";
import { html, render } from "#vendor/preact.js";

writeInFrames();
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
put("more", More);
put("equations", Equations);
put("examples", Examples);
put("look", Look);
put("look-below", Look); // where the panel is far below the stage
put("losses", Losses);
put("phases", Phases);
put("folded", Folded);
put("parameters", Parameters);
put("laid-bar", LaidBar);
put("laid-panel", LaidPanel);
put("side-a", SideA);
put("side-b", SideB, { retry });
put("difference", Difference);
put("answer", Answer);
put("change", ChangeIt);
put("compared", Compared);
put("why", Why, { ask });
put("pins", Pins);
put("brief", Brief);
put("choices", Choices);
put("decimals", DecimalsChoice);
put("board", Board, { Decimals: DecimalsChoice });
put("notices", Notices, { retry, save });
put("transport", Transport);
put("direction", Direction);
const scene = mountStage(page, place("stage"), place("drawing"));
const beside = mountBeside(page, scene, { drawing: place("drawing-b"), plot: place("drawing-ab") });
mountProduct(page, place("product"));
mountScrubber(page, scene, place("scrubber"));
put("legend", Legend, { scene });
mountTree(page, place("tree"));
announce(page, place("announcer"));
put("view", ViewButtons, { scene });
put("zoom", ViewButtons, { scene });
put("take", Take, { scene, beside, studio: createStudio(place("drawing")) });
put("leave", LeaveButton);
put("dialogs", Dialogs);
put("opened", OpenedBar);
put("unfolding", Folding, { scene, buttons: ViewButtons });
keepMode(page, place("stage"));
keepDecimals(page);
keepHidden(page);
keepOpened(page);
keepProduct(page, scene, { stage: place("stage"), drawing: place("drawing"), product: place("product") });
listenToSpans(page, scene, place("drawing"));
keepCamera(page, scene, place("stage"), place("drawing"));
keepFolding(page);
keepLaid(page, scene);
listenToKeys(page, scene);
keepPresenting(page, place("stage"));
keepFocus(page, place("stage"));
foldWhereNarrow(/** @type {HTMLDetailsElement} */ (place("setup-fold")));
keepPlaying(page);
keepAsking(page);
keepPinsAsked(page);
listenToUndo(keepBefore(page));
keepAddress(page);
keepChecking(page);
keepLit(page, scene, place("drawing"));
takeDrops(page);
page.functions.value = JSON.parse(place("functions").textContent ?? "[]");
page.examples.value = JSON.parse(place("ready").textContent ?? "[]");
page.library.value = JSON.parse(place("library").textContent ?? "[]");
