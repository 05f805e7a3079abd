// Names of the page's TeX as pieces of text: indices lower and smaller, hats, nothing lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { latexMath, latexText } from "#app/export/latex.js";
import { setName, spelled } from "#app/export/names.js";
import { texWidth } from "#app/layout/lettering.js";
import { ALL_NETS, wholeRun } from "./streams.js";

/** @param {string} tex */
const told = (tex) =>
  setName(tex).pieces.map(({ text, face, size, rise }) => [text, face, size, Math.round(rise * 100) / 100]);

test("an index stands lower and smaller, its numbers upright", () => {
  assert.deepEqual(told("h_{t-1}"), [
    ["h", "math", 1, 0],
    ["t", "math", 0.7, -0.15],
    ["−1", "main", 0.7, -0.15],
  ]);
  assert.deepEqual(told("W_{xi}"), [
    ["W", "math", 1, 0],
    ["xi", "math", 0.7, -0.15],
  ]);
});

test("an index above and one below stand over each other", () => {
  const [h, above, below] = setName("h^{(1)}_{t}").pieces;
  assert.deepEqual([h.text, above.text, below.text], ["h", "(1)", "t"]);
  assert.ok(above.rise > 0 && below.rise < 0);
  assert.ok(Math.abs(below.shift + 0.7 * 1.278) < 0.01, "the lower one goes back to where the upper one began");
});

test("a hat stands over its letter, and over the middle of a tall one", () => {
  const [y, hat] = setName("\\hat{y}").pieces;
  assert.deepEqual([y.text, hat.text], ["y", "^"]);
  assert.ok(y.shift === 0 && hat.shift < -0.4 && hat.shift > -0.5);
  assert.ok(setName("\\hat{V}").pieces[1].rise > hat.rise);
});

test("a fraction stands in two rows, with a line between them", () => {
  const { pieces, width } = setName("\\dfrac{\\partial h_{8}}{\\partial h}");
  const texts = pieces.map(({ text }) => text).join(" ");
  assert.match(texts, /^∂ h 8 —( —)* ∂ h$/u);
  const [above, below] = [pieces[0], pieces[pieces.length - 1]];
  assert.ok(above.rise > 0.6 && below.rise < -0.6);
  const line = pieces.filter(({ text }) => text.startsWith("—"));
  assert.ok(
    line.every(({ size, rise }) => Math.abs(rise + 0.25 * size - 0.25) < 1e-9),
    "on the axis, whatever its size",
  );
  assert.ok(width > 1.2 && width < 1.9, String(width));
  const beside = setName("\\dfrac{a}{b}=c").pieces.at(-1);
  assert.deepEqual([beside?.text, beside?.rise], ["c", 0]);
  assert.ok(
    Number.isFinite(setName(`${"\\dfrac{".repeat(39)}a${"}{b}".repeat(39)}`).width),
    "not twice for each level",
  );
});

test("norms, words, Greek and functions are read as they are meant", () => {
  assert.equal(spelled("\\lVert\\partial L/\\partial h\\rVert"), "∥∂L/∂h∥");
  assert.deepEqual(told("\\mathit{multi}_{3}").at(0), ["multi", "italic", 1, 0]);
  assert.deepEqual(told("\\mathrm{softmax}"), [["softmax", "main", 1, 0]]);
  assert.deepEqual(told("\\operatorname{softmax}"), [["softmax", "main", 1, 0]]);
  assert.equal(spelled("\\htmlClass{parameter-3}{\\theta_{xi}}"), "θxi");
  assert.equal(spelled("{h}''_{t}"), "h′′t");
  assert.equal(spelled("\\textsf{A}\\;\\;h"), "Ah");
  assert.equal(spelled("\\sigma\\left(a \\odot b\\right)"), "σ(a⊙b)");
  assert.equal(spelled("\\frac{a+b}{2}"), "(a+b)/2");
});

test("what is not known stays readable, whatever it is", () => {
  assert.equal(spelled("\\mystery{a}_b"), "mysteryab");
  for (const tex of ["", "_", "^^", "}", "{{{", "a}b", "\\", "\\hat", "x_", "\\left", "中文_{字}", "{".repeat(5000)]) {
    assert.ok(Number.isFinite(setName(tex).width), tex.slice(0, 20));
  }
  assert.equal(spelled("中文_{字}"), "中文字");
});

test("every name of every net keeps its letters, and fits the room that the layout gives it", () => {
  for (const net of ALL_NETS) {
    const { plan } = wholeRun(net);
    for (const { tex, name } of plan.parameters) {
      const letters = name.replace(/[^A-Za-z0-9]/gu, "");
      for (const letter of spelled(tex).replace(/[^A-Za-z0-9]/gu, "")) assert.ok(letters.includes(letter), tex);
      assert.ok(setName(tex).width * 20 < texWidth(tex, 20) + 1, tex);
    }
    for (const { tex } of plan.equations) assert.doesNotMatch(spelled(tex), /\\|htmlClass|[{}]/u);
  }
});

test("text for LaTeX is ASCII, with every special sign escaped", () => {
  assert.equal(
    latexText("50 % of größe_1 & {x} #~^\\$"),
    '50 \\% of gr\\"{o}\\ss{}e\\_1 \\& \\{x\\} \\#\\textasciitilde{}\\textasciicircum{}\\textbackslash{}\\$',
  );
  assert.equal(latexText("−2.5×10⁻⁶ ∞"), "$-$2.5$\\times$10$^{-6}$ $\\infty$");
  assert.equal(latexText("中"), "\\letter{4E2D}");
  assert.equal(latexText("naïve œuvre Łódź"), "na\\\"{\\i}ve \\oe{}uvre \\L{}\\'{o}d\\'{z}");
  assert.match(latexText("a\u0000\n\u2028😀"), /^[\x20-\x7e]*$/u);
});

test("names for LaTeX lose the page's classes and nothing else; none can close what it did not open", () => {
  assert.equal(latexMath("\\htmlClass{node-6}{\\hat{y}_{t}}"), "{\\hat{y}_{t}}");
  assert.equal(latexMath("\\lVert\\partial L/\\partial h\\rVert"), "\\Vert \\partial L/\\partial h\\Vert");
  assert.match(latexMath("a}\\input{x}"), /^\\text\{[^\\{}]*\}$/u);
  assert.match(latexMath("\\def\\x{}"), /^\\text\{[^\\{}]*\}$/u);
  assert.equal(latexMath("\\mathit{größe}"), '\\mathit{gr\\text{\\"{o}}\\text{\\ss{}}e}');
});
