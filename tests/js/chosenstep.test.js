/** The name of the chosen step under its column. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenName } from "#app/layout/gradient/chosenstep.js";
import { widthOf } from "#app/layout/lettering.js";

test("the name of the chosen step is close set where it would reach the edges of its column", () => {
  assert.equal(chosenName(3, 60, 16), "k = 3");
  assert.equal(chosenName(3, 37, 16), "k=3");
  assert.ok(widthOf(chosenName(3, 37, 16), 16) < 37, "on a phone");
});
