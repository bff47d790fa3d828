import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Leaves what a test file counted for `verification.json`, where `test/run.mjs` asked for it: one file a name, written when
 * everything counted has passed or failed. Only figures that every run comes to again belong here.
 */
export function evidence(name: string, counted: Readonly<Record<string, unknown>>): void {
  const folder = process.env.DEMERIT_EVIDENCE
  if (folder === undefined || folder === '') return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(counted))
}
