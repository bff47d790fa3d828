// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { REPORTS, ROOT } from './results.mjs'

/** @typedef {import('./mutants.mjs').Made & { status: string, killedBy?: readonly string[] }} Reported */
/** @typedef {{ files: Record<string, { source: string, mutants: Reported[] }>, testFiles: Record<string, { tests: { id: string, name: string }[] }> }} Report */

/** Tries the mutants of some files of an area, or of ranges of them such as `src/a.ts:1:0-1:9`. @param {string} area @param {readonly string[]} what @returns {Report} */
export function reportOn(area, what) {
  const found = join(REPORTS, `${area}.json`)
  rmSync(found, { force: true })
  mkdirSync(REPORTS, { recursive: true })
  const stryker = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
  const { status, signal } = spawnSync(process.execPath, [stryker, 'run', 'test/stryker.config.mjs'], {
    cwd: ROOT,
    env: { ...process.env, DEMERIT_AREA: area, DEMERIT_MUTATE: what.join(' ') },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0 || !existsSync(found)) throw new Error(`${area}: stryker ended with ${status ?? signal}`)
  return JSON.parse(readFileSync(found, 'utf8'))
}
