// Every word of the page stands in words/: a search for words in the templates elsewhere finds none.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const source = new URL("../../static/js/", import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
const SPOKEN =
  /\b(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt|label)="[^"$]*\p{L}{2}[^"]*"/gu;

/** @param {string} code @returns {string[]} what stands in html`…` outside of tags and of ${…} */
function written(code) {
  const found = [];
  for (const match of code.matchAll(/html`/g)) found.push(...visible(code, match.index + 5));
  return found;
}

/**
 * @param {string} code
 * @param {number} from just behind the opening quote
 */
function visible(code, from) {
  let text = "";
  let depth = 0;
  let isTag = false;
  for (let at = from; at < code.length; at += 1) {
    const two = code.slice(at, at + 2);
    if (depth === 0 && code[at] === "`") break;
    if (two === "${") depth += 1;
    else if (depth > 0) depth += Number(code[at] === "{") - Number(code[at] === "}");
    else if (code[at] === "<") isTag = true;
    else if (code[at] === ">") isTag = false;
    else if (!isTag) text += code[at];
    if (two === "${") at += 1;
  }
  return text.match(/\p{L}{2,}/gu) ?? [];
}

for (const name of files.filter((file) => !file.startsWith("words"))) {
  test(`${name} has no words of its own`, () => {
    const code = readFileSync(new URL(name, source), "utf8");
    assert.deepEqual(written(code), []);
    assert.deepEqual(code.match(SPOKEN) ?? [], []);
  });
}

test("the search does find words", () => {
  const code = ["html`<p class=$", "{a ? `b` : c}>Hello $", "{name}</p>`"].join("");
  assert.deepEqual(written(code), ["Hello"]);
  assert.ok('<a title="Help">'.match(SPOKEN));
});
