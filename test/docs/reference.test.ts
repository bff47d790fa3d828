import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

test('the reference has every type that a public one names, and every link leads somewhere', () => {
  const words = ['node_modules/typedoc/bin/typedoc', '--options', 'docs/typedoc.config.mjs', '--emit', 'none']
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' })
  expect(status, `${stdout}${stderr}`).toBe(0)
})
