// @ts-check
// What was counted of the court cases under each lever (docs/generate-ranges.mjs).

import { readFileSync } from 'node:fs'

/** @type {import('./generate-ranges.mjs').Recorded} */
export const LEVER_RANGES = JSON.parse(readFileSync(new URL('./levers-ranges.json', import.meta.url), 'utf8'))
