import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

/** Which tests: `zoned` run under every time zone, the others once; all of them when nothing is said. */
const part = process.env.DEMERIT_PART ?? 'all'
const once: Record<string, string[]> = {
  exhaustive: ['test/exhaustive/**/*.test.ts'],
  package: ['test/package/**/*.test.ts'],
  proof: ['test/proof/**/*.test.ts'],
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: once[part] ?? ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(part === 'zoned' ? Object.values(once).flat() : [])],
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    typecheck: {
      enabled: part === 'package' || part === 'all',
      include: ['test/types/**/*.test-d.ts'],
      tsconfig: 'test/tsconfig.json',
      checker: 'node_modules/typescript/bin/tsc',
    },
    coverage: { include: ['src/**'], reporter: ['text', 'html'] },
  },
})
