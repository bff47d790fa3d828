/** That the vectors find the mistakes which a judge of one's own can make, tried on the judge in Python. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './consumer.ts'

const hasPython = spawnSync('python3', ['-c', 'import sys; assert sys.version_info >= (3, 9)']).status === 0

test.skipIf(!hasPython)('the vectors find each mistake, and each licence class that is on the wrong side', () => {
  const args = ['test/package/judge-mutants.py', 'dist', 'docs/examples/judge.py'].map((path) => join(ROOT, path))
  const { stdout } = spawnSync('python3', args, { encoding: 'utf8' })
  expect(JSON.parse(stdout)).toEqual({ mutants: 84, cells: 425, survivors: [] })
})
