import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import base from '../vitest.config.ts'

/** The tests as ever, but one source has another text: a mutant of its own, put there by `run.mjs`. */
const { MUTANT_FILE: file = '', MUTANT_TEXT: text = '' } = process.env
const path = resolve(file)

/** Here all tests are one project. */
const { projects: _, ...test } = base.test ?? {}

export default defineConfig({
  ...base,
  plugins: [{ name: 'mutant', enforce: 'pre', load: (id) => (file !== '' && resolve(id) === path ? text : null) }],
  // The record of a sample is stale while one is tried: its page would seem to find every mutant.
  test: {
    ...test,
    include: ['test/**/*.test.ts'],
    exclude: ['test/docs/generated.test.ts'],
    typecheck: { enabled: false },
    // A mutant is not the text of its file.
    experimental: { fsModuleCache: false },
  },
})
