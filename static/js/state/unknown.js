/**
 * Whether numbers are hidden on the page: then what has no number is written as a question mark, anywhere.
 */

import { signal } from "#vendor/preact.js";

export const UNKNOWN = "?";

export const hasUnknown = signal(false);
