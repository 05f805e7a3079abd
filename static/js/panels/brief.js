/**
 * Where the panels are out of sight: the number that is asked about, and the share of the parameter that is pinned.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { figure, signed } from "#app/layout/figures.js";
import { gradientOf } from "#app/layout/sharetitle.js";
import { normTex } from "#app/layout/symbols.js";
import { BriefAnswer } from "#app/panels/answer.js";
import { pinnedShare } from "#app/panels/shares.js";
import { Apart } from "#app/panels/sides.js";
import { Tex } from "#app/panels/tex.js";
import { html } from "#vendor/preact.js";

/** @param {{page: Page}} props */
export function Brief({ page }) {
  return html`<${BriefAnswer} page=${page} /><${BriefShare} page=${page} /><${Apart} page=${page} />`;
}

/** @param {{page: Page}} props */
function BriefShare({ page }) {
  const found = pinnedShare(page);
  if (!found) return null;
  const { names, t, share, whole, plan } = found;
  const tex = gradientOf(plan, names);
  return html`<span class="gradient">
    ${whole === null ? html`<${Tex} tex=${tex.replace("\\partial ", "\\partial^{+}")} />, t = ${t}: ${signed(share.along)}` : html`<${Tex} tex=${normTex(tex)} /> = ${figure(whole)}`}
  </span>`;
}
