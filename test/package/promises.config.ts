import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
// @ts-expect-error -- a list without types of its own
import { ENTRY_NAMES, sourceOf } from '../support/entries.mjs'
import { promises } from '../support/promises.ts'

/**
 * Runs the files that `docs/THREATS.md` names on the packed package: an entry of the sources is the same entry of the
 * package in the folder DEMERIT_DIST, in the format DEMERIT_FORMAT. What a test takes from inner files stays the source.
 */
const { DEMERIT_DIST = '', DEMERIT_FORMAT = 'js' } = process.env

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: {
    alias: (ENTRY_NAMES as readonly string[]).map((name) => ({
      find: new RegExp(`^(?:\\.\\./)+${(sourceOf(name) as string).replaceAll('.', '\\.')}$`),
      replacement: join(DEMERIT_DIST, `${name}.${DEMERIT_FORMAT}`),
    })),
  },
  test: {
    include: [...new Set(promises().map(({ file }) => file))],
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    testTimeout: 0,
    hookTimeout: 0,
    silent: 'passed-only',
  },
})
