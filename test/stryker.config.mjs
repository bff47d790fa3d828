// @ts-check
import { AREAS } from './mutation/areas.mjs'

const { DEMERIT_AREA: area = '', DEMERIT_MUTATE: only = '' } = process.env

/** The files in `DEMERIT_MUTATE`, of the area `DEMERIT_AREA`; started by `test/mutation/run.mjs`. */
// biome-ignore lint/style/noDefaultExport: StrykerJS reads it.
export default {
  testRunner: 'bundle',
  plugins: ['./test/mutation/runner.mjs'],
  packageManager: 'npm',
  mutate: only.split(' '),
  ignorePatterns: ['dist', 'docs/api', 'docs/demo', 'coverage', 'reports', 'test/bench'],
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.DEMERIT_AT_ONCE ?? 1),
  timeoutMS: AREAS[area]?.patience ?? 20_000,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `reports/mutation/${area}.json` },
  thresholds: { high: 100, low: 100, break: null },
  allowConsoleColors: false,
  tempDirName: `.stryker-tmp/${area}`,
  cleanTempDir: 'always',
}
