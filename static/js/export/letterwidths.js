/**
 * How wide the letters of mathematics are, in thousandths of their size: what KaTeX's own fonts have, so that a name
 * taken along is as wide as on the page. "500 xyz": each of these is 500 wide.
 */

/** @typedef {"math" | "main" | "italic" | "bold"} Face letters of variables, upright ones, italic words, bold ones */

const MATH =
  "298 l 345 i 354 ι 361 t 406 ϵ 412 j 429 b 433 c 437 τ 438 ζξ 440 I 444 δ 446 q 451 r 465 z 466 eε 469 sθ 477 g 485 ov 490 fy 494 ν 497 η 503 p 517 ρ 518 γ 520 d 521 k 529 a 540 υ 555 J 566 β 570 π 571 σ 572 ux 576 hκ 581 Y 583 Vλ 584 T 596 ϕ 600 n 603 μ 613 S 622 ω 626 χ 640 α 642 P 643 F 651 ψ 681 L 683 UZ 715 C 716 w 738 E 750 A 759 BR 763 O 786 G 791 Q 803 N 828 DX 831 H 849 K 878 m 944 W 970 M";

const MAIN =
  "275 ′ 278 []|,;.:!∣il 306 fj 361 I 389 ()t 392 r 394 s 444 cez 472 ? 500 0123456789/*∥∗^~ago 514 J 528 kqvxy 531 ∂ 556 Sbdhnpu 611 Z 625 LΓ 653 F 667 ∈Ξ 681 EP 694 Λ 708 B 722 CTwΣΦΩ 736 R 750 AHNUVXYΠ 764 D 778 +−=<>⊙×≤≥KOQΘΨ 785 G 833 √mΔ 917 M 1000 ∞→— 1028 W 1172 …⋯";

const ITALIC =
  "256 l 307 fij 332 t 386 I 409 sz 422 r 460 bcegkqv 464 x 486 y 511 adhop0123456789 525 J 537 u 562 Sn 613 Z 627 L 653 F 664 w 678 EP 704 B 716 CT 729 R 743 AHNUVXY 755 D 767 OQ 769 K 774 G 818 m 897 M 999 W";

/** By how much a slanted letter leans over what follows it. */
const LEANS =
  "4 α 8 R 20 l 27 w 28 DOrθ 31 k 36 gqvyηπσυψω 38 δ 44 z 46 ξ 50 B 53 β 56 γ 57 j 58 ES 64 ν 72 CKZ 74 ζ 78 IX 81 H 96 J 108 f 109 MNU 113 τ 139 FPTW 222 VY";

/** How far right of a letter's middle its hat stands. */
const SKEWS = "28 LUguvxαμντυ 56 DHKceorsyzδϵηιχ 83 BCEFGMNOPQRSTXZlpqtwβζθρϕε 111 Iξψ 139 A 167 Jdf";

const WIDTHS = { math: table(MATH), main: table(MAIN), italic: table(ITALIC), bold: table(MAIN) };
const [leans, skews] = [table(LEANS), table(SKEWS)];

/**
 * @param {string} letter
 * @param {Face} face
 * @returns {number} in units of the letters' size
 */
export function advance(letter, face) {
  return letter === " " ? 0.25 : (WIDTHS[face].get(letter) ?? 0.6);
}

/** @param {string} letter @param {Face} face */
export function lean(letter, face) {
  return face === "math" ? (leans.get(letter) ?? 0) : 0;
}

/** @param {string} letter @param {Face} face */
export function skew(letter, face) {
  return face === "math" ? (skews.get(letter) ?? 0) : 0;
}

/** @param {string} groups */
function table(groups) {
  const words = groups.split(" ");
  /** @type {Map<string, number>} */
  const found = new Map();
  for (let k = 0; k < words.length; k += 2) {
    for (const letter of words[k + 1]) found.set(letter, Number(words[k]) / 1000);
  }
  return found;
}
