// @ts-check
// Draws docs/law.svg, docs/prices.svg and docs/capacity.svg. `npm run docs`; a test fails when one is stale.

import { writeFileSync } from 'node:fs'
import { pictures } from './pictures.mjs'

for (const [file, svg] of Object.entries(pictures())) writeFileSync(new URL(file, import.meta.url), svg)
