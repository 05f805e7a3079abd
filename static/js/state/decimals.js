/**
 * How many decimals numbers are shown with, anywhere on the page: one choice, which whatever prints a number follows.
 * null: as many as are significant.
 */

import { signal } from "#vendor/preact.js";

export const decimals = signal(/** @type {number | null} */ (null));
