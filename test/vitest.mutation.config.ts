import { defineConfig, mergeConfig } from 'vitest/config'
import everyday from './vitest.config.ts'

/** The tests that mutation testing runs for every mutant: the quick ones, on `src/`, with one seed. */
export default mergeConfig(
  everyday,
  defineConfig({
    test: {
      exclude: ['test/{docs,exhaustive,package,proof,types}/**'],
      typecheck: { enabled: false },
      env: { DEMERIT_SEED: '20180224' },
      testTimeout: 20_000,
    },
  }),
)
