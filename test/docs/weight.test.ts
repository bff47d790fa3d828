/** That a heavy file does not pass for a light one: what it does is counted, wherever it is done. */
import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { MOST, weighing } from '../support/weight.ts'

/** The weight of an act, alone. */
async function weightOf(act: () => unknown): Promise<number> {
  const weight = await weighing()
  await act()
  return weight()
}

test('what is light is counted call by call', async () => {
  let called = 0
  const call = () => {
    called++
  }
  const calls = (times: number) => weightOf(() => Array.from({ length: times }).forEach(call))
  const [few, many] = [await calls(1000), await calls(101_000)]
  expect(called).toBe(102_000)
  expect(many - few).toBeGreaterThanOrEqual(100_000)
  expect(many - few).toBeLessThan(110_000)
})

test.each<[string, () => unknown]>([
  ['a process', () => promisify(execFile)(process.execPath, ['--version'])],
  ['a process that is waited for', () => spawnSync(process.execPath, ['--version'])],
  ['a thread', () => new Promise((resolve) => new Worker('', { eval: true }).on('exit', resolve))],
  ['a database', () => import('@electric-sql/pglite')],
])('%s is more than a light file may have', async (_, act) => {
  expect(await weightOf(act)).toBeGreaterThan(MOST)
})
