import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { ROOT } from './snippets.ts'

test('the mutants on record are those of the sources, and every survivor is explained', () => {
  const { stdout } = spawnSync(process.execPath, ['test/mutation/run.mjs', '--check'], { cwd: ROOT, encoding: 'utf8' })
  expect(stdout).toMatch(/^\d+ files, 0 faults\n$/)
})
