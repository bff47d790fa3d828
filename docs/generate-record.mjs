// @ts-check
// Writes docs/RECORD.md: what was run, on which commit, and what came of it, from the files of results and from nothing else. `npm run docs`; a test
// fails when it is stale.

import { readFileSync, writeFileSync } from 'node:fs'
import { FAULTS } from '../test/faults/faults.mjs'

const NOT = 'not recorded'
/** @param {string} file */
const textOf = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
/** @param {string} file @returns {any} */
const readJson = (file) => JSON.parse(textOf(file))

/** What ends with `N passed, N failed`: its runs are written into `test/record.json`. */
const WRITTEN_DOWN = [
  ['tests of each change', 'npm test'],
  ['what must hold before a change is taken', '.ci/run'],
  ['the rest, whole, with the engines', 'npm run verify'],
  ['deep searches: worlds', 'npm run verify:deep -- worlds'],
  ['deep searches: rings', 'npm run verify:deep -- rings'],
  ['SQL of 300,000 rows, each engine', 'DEMERIT_SQL_ROWS=300000 npm test -- engines/decisions'],
]

/** What each part of `npm run bench` comes to. @type {Readonly<Record<string, (part: any) => string>>} */
const BENCHES = {
  a: ({ cases }) => `the codes on facts read before, by hand = 1: ${range(cases, 'demerit, the codes')}`,
  b: ({ sizes }) => `a command, mutable maps = 1: ${range(sizes, 'demerit, executeAll')}`,
  c: ({ measured }) => `bytes held of a driver: ${measured.at(-1).driver.toFixed()}`,
  d: (part) => `replay, JSON.parse = 1: ${range([part], 'replay of the parsed events')}`,
  e: ({ count, seconds }) => `${count.toLocaleString('en')} commands: ${seconds} s`,
  f: ({ bundles }) => `both decisions, without a rule set: ${(bundles[0].gzip / 1000).toFixed(1)} kB of gzip`,
  g: ({ before, compared }) => `time, \`${before}\` = 1: ${range(compared, 'now')}`,
  h: ({ bought }) => `caches: ${bought.length} trials`,
}

/** The least and the greatest ratio of the rows called so. @param {readonly any[]} parts @param {string} [name] */
function range(parts, name) {
  const rows = parts.flatMap((part) => part.measured ?? part).filter((each) => each.name === name)
  const ratios = rows.map(({ ratio }) => ratio.median)
  return `${Math.min(...ratios).toPrecision(2)} to ${Math.max(...ratios).toPrecision(2)}`.replace(/^(.*) to \1$/, '$1')
}

/** A row of the table; what is not given is not recorded. @param {string} what @param {string} again @param {{ commit?: string, day?: string, told?: string }} run */
function row(what, again, { commit = NOT, day = NOT, told = NOT } = {}) {
  return [what, `\`${again}\``, commit.replace(/\b[0-9a-f]{7,}\b/g, '`$&`'), day, told]
}

/** @param {readonly any[]} runs */
function writtenDown(runs) {
  return WRITTEN_DOWN.map(([what, command]) => {
    const run = runs.findLast((each) => each.command === command)
    if (run === undefined) return row(what, command)
    const told = `${run.passed.toLocaleString('en')} passed, ${run.failed} failed; seed ${run.seed}; ${run.seconds.toLocaleString('en')} s`
    return row(what, command, { ...run, told })
  })
}

function waysRound() {
  const { rows, ...run } = readJson('docs/loopholes-verified.json')
  const ways = rows.filter((/** @type {any} */ { kind }) => kind === 'witness').length
  const told = `${rows.length} questions: ${ways} have a way, ${rows.length - ways} have none in the scope`
  return row('deep searches: ways round', 'npm run verify:deep -- questions -u', { ...run, told })
}

function faults() {
  const lines = textOf('test/faults/results.jsonl').trim().split('\n')
  /** @type {readonly { commit: string, found: readonly string[] }[]} */
  const tried = lines.map((line) => JSON.parse(line)[1])
  const commit = [...new Set(tried.map((each) => each.commit))].join(', ')
  const found = `${tried.filter((each) => each.found.length > 0).length} of ${tried.length} found`
  const others = FAULTS.length - tried.length
  const told = others === 0 ? found : `${found}; ${others} others in the list: ${NOT}`
  return row('faults put in by hand', 'npm run faults', { commit, told })
}

function mutants() {
  const lines = textOf('test/mutation/sample.jsonl').trim().split('\n')
  /** @type {readonly { commit?: string, found?: string }[]} */
  const drawn = lines.map((line) => JSON.parse(line))
  const commit = [...new Set(drawn.flatMap((each) => each.commit ?? []))].join(', ')
  const found = drawn.filter(({ found }) => found !== undefined && !found.startsWith('nothing')).length
  const alive = drawn.filter((each) => each.found === 'nothing').length
  const waiting = drawn.length - found - alive
  const told = `of ${drawn.length} drawn from all of \`src\` ${found} found${alive > 0 ? `, ${alive} live, with a reason each` : ''}${waiting > 0 ? `; ${waiting} not yet tried on all tests` : ''}`
  return row('mutants', 'npm run mutate -- --sample 500', { commit, told })
}

function benches() {
  const results = readJson('test/bench/results.json')
  const parts = Object.entries(BENCHES).map(([name, tell]) => {
    const again = `npm run bench -- --only ${name}${name === 'g' ? ' --before …' : ''}`
    const { run, ...part } = results[name]
    const told = `${tell(part)}${run.quiet ? '' : '; not on a quiet machine'}`
    return row(`bench (${name})`, again, { ...run, told })
  })
  const { compared, ...run } = readJson('test/engines/bench-results.json')
  const told = `SQL as generated, by hand = 1: ${range(compared)}`
  return [...parts, row('bench of SQL', 'node test/engines/bench.mjs --write', { ...run, told })]
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function page() {
  const { runs, round } = readJson('test/record.json')
  const rows = [...writtenDown(runs), waysRound(), faults(), mutants(), ...benches()]
  const changes = round.rows.map((/** @type {any} */ each) => [
    ...[each.what, each.before, each.worse ? `**${each.after}**` : each.after, each.how],
  ])
  return `# The record

What was run, on which commit, and what came of it. \`npm run docs\` makes this page of the files of results in the repository and of nothing else:
\`test/record.json\`, \`docs/loopholes-verified.json\`, \`test/faults/results.jsonl\`, \`test/mutation/sample.jsonl\`, \`test/bench/results.json\`
(in full in \`test/bench/results.md\`) and \`test/engines/bench-results.json\`. \`test/mutation/survivors.json\` says of ${readJson('test/mutation/survivors.json').length} mutants why they live. A result is of its commit: of later sources it says nothing.

${table(['what', 'again', 'commit', 'day', 'result'], rows)}

## From ${round.before} to ${round.after}

${round.note} What became worse is in bold.

${table(['', 'before', 'after', 'how'], changes)}
`
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  writeFileSync(new URL('./RECORD.md', import.meta.url), page())
}
