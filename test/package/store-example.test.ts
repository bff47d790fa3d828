/** The example of the store runs, and says what the guide says. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

test('docs/examples/store.mjs refuses a fourth vehicle, follows the events and finds the tables sound', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['docs/examples/store.mjs'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: undefined },
  })
  expect(stdout.split('\n').map((line) => line.trim())).toEqual([
    'v1 accepted',
    'v2 accepted',
    'v3 accepted',
    'v4 refused driver-cap',
    '8 events, up to a position: true',
    'true',
    '',
  ])
})
