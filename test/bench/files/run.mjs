// @ts-check
/**
 * `demerit audit` of a file beside the program that somebody would write (ten-lines.mjs): node test/bench/files/run.mjs [ROWS] [ROUNDS], after
 * `npm run build`. The time is what the process computed, and ratios are taken within a round, so that other work on the machine counts little.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))
const ROWS = Number(process.argv[2] ?? 1_000_000)
const ROUNDS = Number(process.argv[3] ?? 3)
const folder = mkdtempSync(join(tmpdir(), 'demerit-files-'))
const file = join(folder, 'acts.csv')

let state = 2018
/** @param {number} most */
const below = (most) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * most)
}
/** @template T @param {readonly T[]} list @returns {T} */
const any = (list) => /** @type {T} */ (list[below(list.length)])
/** @param {number} at */
const text = (at) => new Date(at + 28_800_000).toISOString().replace('Z', '+08:00')

const COLUMNS = {
  id: (/** @type {number} */ row) => row,
  at: () => text(1_733_018_400_000 + below(1000) * 60_000_000),
  channel: () => any(['app', 'window', 'web', 'kiosk']),
  driver: () => `3301061990${below(1000)}${below(1000)}`,
  vehicle: () => `浙A${below(1000)}${below(100)}`,
  vehicleOwner: () => `3301061980${below(1000)}${below(1000)}`,
  plateType: () => any(['02', '02', '52', '01', '']),
  violationState: () => any(['open', 'open', 'open', 'handled']),
  occurredAt: () => text(1_730_000_000_000 + below(1000) * 2_000_000),
  fine: () => any([0, 5000, 10000, 20000, 20000, 30000]),
  points: () => any([0, 1, 3, 6, 12]),
  recordedBy: () => any(['monitoring', 'monitoring', 'officer']),
  boundSince: () => any(['none', text(1_729_000_000_000 + below(1000) * 3_000_000)]),
  firstBinding: () => any([true, false, '']),
  licenceStates: () => any(['', 'full-points', 'violations-pending']),
  licenceClasses: () => any(['C1', 'C1 D', 'A2', '']),
  pointsHeld: () => below(12),
  fullScoreStudies: () => any([0, 0, 0, 1]),
}

const to = openSync(file, 'w')
writeSync(to, `${Object.keys(COLUMNS).join(',')}\n`)
for (let from = 0; from < ROWS; from += 10_000) {
  const rows = Array.from({ length: Math.min(10_000, ROWS - from) }, (_, index) =>
    Object.values(COLUMNS)
      .map((make) => make(from + index))
      .join(','),
  )
  writeSync(to, `${rows.join('\n')}\n`)
}
closeSync(to)

const CLI = join(HERE, '../../../dist/cli.js')
const RUNS = {
  'ten lines': ['ten-lines.mjs', file, join(folder, 'ten-lines.csv')],
  codes: [CLI, 'audit', file, '--codes', '--raw', '--output', join(folder, 'codes.csv')],
  reasons: [CLI, 'audit', file, '--raw', '--output', join(folder, 'reasons.csv')],
}
const told = join(folder, 'usage.json')
const usage = `data:text/javascript,import fs from 'node:fs';process.on('exit',()=>fs.writeFileSync(${JSON.stringify(told)},JSON.stringify(process.resourceUsage())))`

/** Seconds that a run computed, and the most memory that it had, in MB. @param {readonly string[]} args */
function measured(args) {
  const { status, stderr, error } = spawnSync(process.execPath, ['--import', usage, ...args], {
    cwd: HERE,
    encoding: 'utf8',
  })
  if (status !== 0) throw error ?? new Error(stderr)
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(told, 'utf8'))
  return { seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: Math.round(maxRSS / 1024) }
}

try {
  for (let round = 1; round <= ROUNDS; round++) {
    const found = Object.entries(RUNS).map(([name, args]) => ({ name, ...measured(args) }))
    const base = found[0]?.seconds ?? 1
    for (const { name, seconds, megabytes } of found)
      console.log(
        `${round}  ${name.padEnd(10)} ${seconds.toFixed(1)} s  ${(seconds / base).toFixed(2)}  ${megabytes} MB`,
      )
  }
  /** Verdict, failing and unknown rules of each row, whatever else stands there. @param {string} name @param {number} at */
  const answers = (name, at) =>
    readFileSync(join(folder, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','))
      .map((cells) => [cells[18], cells[at], cells[at + 1]].join())
  const [one, other] = [answers('ten-lines.csv', 19), answers('codes.csv', 21).slice(1)]
  console.log(`${one.filter((answer, row) => answer !== other[row]).length} of ${one.length} answers differ`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
