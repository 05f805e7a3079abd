/** The stage with every picture, those too that the page loads later. */

import { gradientScene } from "#app/layout/gradient/frame.js";
import { openedScene } from "#app/layout/opened/scene.js";
import { pictures } from "#app/layout/pictures.js";
import { unfoldedScene } from "#app/layout/unfolded/scene.js";

Object.assign(pictures, { opened: openedScene, graph: unfoldedScene, gradient: gradientScene });

export { layOut } from "#app/layout/stage.js";
