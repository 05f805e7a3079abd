// How numbers are written: with three significant digits, or with as many decimals as were chosen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chalk, figure, spoken } from "#app/layout/figures.js";
import { brief } from "#app/layout/opened/values.js";
import { decimals } from "#app/state/decimals.js";

/** @param {number | null} count @param {() => void} look */
function with_(count, look) {
  decimals.value = count;
  try {
    look();
  } finally {
    decimals.value = null;
  }
}

test("rounded numbers keep all their decimals, exact ones are written plainly", () => {
  with_(2, () => {
    assert.equal(figure(0.4621), "0.46");
    assert.equal(figure(0.4999), "0.50");
    assert.equal(figure(0.5), "0.5");
    assert.equal(figure(3), "3");
    assert.equal(figure(-1.005), "−1.01");
  });
});

test("a half goes away from zero, as the number reads and not as a computer holds it", () => {
  with_(2, () => {
    assert.equal(figure(0.285), "0.29"); // held as 0.28499999999999998
    assert.equal(figure(-0.285), "−0.29");
    assert.equal(figure(0.125), "0.13");
    assert.equal(figure(0.135), "0.14");
    assert.equal(figure(0.1 + 0.2), "0.3");
  });
});

test("what is not zero never reads as zero, and −0.00 never stands anywhere", () => {
  with_(2, () => {
    assert.equal(figure(0.0031), "3.1×10⁻³");
    assert.equal(figure(-0.0031), "−3.1×10⁻³");
    assert.equal(figure(0), "0");
    assert.equal(figure(-0), "0");
    assert.equal(figure(0.005), "0.01");
    assert.equal(figure(5e-324), "4.9×10⁻³²⁴");
  });
  with_(0, () => assert.equal(figure(0.4), "4×10⁻¹"));
});

test("large numbers stay short, and what is not finite is what it was", () => {
  with_(3, () => {
    assert.equal(figure(123456789.25), "1.23×10⁸");
    assert.equal(figure(9.999e307), "1.00×10³⁰⁸");
    assert.equal(figure(12345.6789), "12345.679");
    assert.equal(figure(Number.NEGATIVE_INFINITY), "−∞");
    assert.equal(figure(Number.NaN), "NaN");
    assert.equal(figure(null), "–");
    assert.equal(spoken(-0.00012), "minus 1.2 times 10 to the minus 4");
  });
});

test("without a choice numbers are as they were", () => {
  assert.equal(figure(0.5), "0.500");
  assert.equal(figure(0.00012), "1.20×10⁻⁴");
});

test("the board says of each number whether it is all of it", () => {
  assert.deepEqual(chalk(0.5), { tex: "0.5", exact: true });
  assert.deepEqual(chalk(1 / 3), { tex: "0.333", exact: false });
  with_(1, () => {
    assert.deepEqual(chalk(-0.25), { tex: "-0.3", exact: false });
    assert.deepEqual(chalk(0.03), { tex: String.raw`3 \cdot 10^{-2}`, exact: true });
    assert.deepEqual(chalk(Number.POSITIVE_INFINITY), { tex: String.raw`\infty`, exact: true });
  });
});

test("an opened step follows the choice as well", () => {
  assert.equal(brief(0.46212), "0.46");
  with_(3, () => assert.equal(brief(0.46212), "0.462"));
});
