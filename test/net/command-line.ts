/** The command line as a program: what it is called with, and what it answers beside its sentences. */
import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { DAY, drawBy, written } from './draw.ts'
import { factsRows } from './facts.ts'

const ROOT = process.cwd()
/** DuckDB is found from here, where it is needed. */
const WHERE = join(ROOT, 'test/engines')

interface Call {
  readonly name: string
  readonly args: readonly string[]
  readonly file: string
}

const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(' ')
  if (typeof value === 'object' && 'date' in value) return written(Number(value.date))
  return typeof value === 'number' && value > 1e10 ? written(value) : String(value)
}
const columnOf = (fact: string) => fact.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A file of rows of facts, some of them with cells that are no such facts. */
function csvOf(question: 'bind' | 'handle', isMarred: boolean): string {
  const draw = drawBy(isMarred ? 3 : 4)
  const kinds = isMarred ? ['whole', 'partial'] : ['whole']
  const rows = factsRows(1_200, 77)
    .filter((row) => row.question === question && kinds.includes(row.kind))
    .slice(0, 60)
  const facts = [...new Set(rows.flatMap((row) => Object.keys(row.facts)))]
  const lines = rows.map((row, index) => {
    const cells = facts.map((fact) => cellOf(row.facts[fact]))
    if (isMarred && draw.chance(15)) cells[draw.below(cells.length)] = draw.any(['x', '-1', '2018-02-30', '1.5', '是'])
    return [index + 1, ...cells].join(',')
  })
  return `${['id', ...facts.map(columnOf)].join(',')}\n${lines.join('\n')}\n`
}

function localCsv(): string {
  const draw = drawBy(5)
  const lines = Array.from({ length: 20 }, (_, index) => {
    const at = Date.UTC(2024, 10, 20) + index * DAY
    const time = new Date(at).toISOString()
    const when = draw.any([
      time.slice(0, 16).replace('T', ' '),
      time.slice(0, 19),
      `${time.slice(0, 10).replaceAll('-', '/')} 9:05`,
    ])
    return `${when},app,d,v,o,02,open,2024-11-01 10:00,${draw.any([100, 200, 20_000])},3,monitoring,2024-10-01 10:00`
  })
  return `at,channel,driver,vehicle,vehicle_owner,plate_type,violation_state,occurred_at,fine,points,recorded_by,bound_since\n${lines.join('\n')}\n`
}

const CALLS: readonly Call[] = [
  ...(['bind', 'handle'] as const).flatMap((question) => [
    {
      name: `audit ${question}`,
      file: csvOf(question, false),
      args: ['audit', 'FILE', '--question', question, '--format', 'json'],
    },
    {
      name: `audit ${question}, marred`,
      file: csvOf(question, true),
      args: ['audit', 'FILE', '--question', question, '--format', 'json'],
    },
    {
      name: `audit ${question} as reported`,
      file: csvOf(question, false),
      args: ['audit', 'FILE', '--question', question, '--rules', 'as-reported', '--format', 'csv', '--raw', '--codes'],
    },
  ]),
  {
    name: 'audit of local times',
    file: localCsv(),
    args: ['audit', 'FILE', '--question', 'handle', '--format', 'json'],
  },
  {
    name: 'audit of local times as instants',
    file: localCsv(),
    args: ['audit', 'FILE', '--question', 'handle', '--format', 'json'],
  },
  { name: 'audit of no column', file: 'a,b\n1,2\n', args: ['audit', 'FILE', '--question', 'bind', '--format', 'json'] },
  { name: 'audit of no question', file: 'at\n', args: ['audit', 'FILE', '--format', 'json'] },
  { name: 'no command', file: '', args: ['fly', '--format', 'json'] },
  { name: 'explain', file: csvOf('handle', false), args: ['explain', 'FILE', '--question', 'handle', '--row', '1'] },
  { name: 'card', file: '', args: ['card', '2024-12-01', '--rules', 'cn'] },
]

/** What a program writes without its sentences: of JSON each line's codes, verdicts and numbers. */
const SENTENCES = ['message', 'text', 'title', 'wanted']
const plain = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(plain)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => !SENTENCES.includes(key))
            .map(([key, each]) => [key, key === 'file' ? 'FILE' : plain(each)]),
        )
      : value
function linesOf(text: string): readonly unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('{') || line.startsWith('[') ? plain(JSON.parse(line)) : line))
}

/** A row as it was written when the answers were kept: its id, and what came of it, without its cells and its sentences. */
function asKept(line: unknown): unknown {
  if (typeof line === 'string') {
    const cells = line.replace(/^\ufeff/, '').split(',')
    const [verdict, ruleSet, , , ...others] = cells.slice(-8)
    return [cells[0], verdict, ruleSet, ...others].join(',')
  }
  const { cells, row, reasons, malformed, law: _, ...decision } = line as Readonly<Record<string, unknown>>
  if (cells === undefined) return line
  const isPlain = Array.isArray(malformed) && malformed.length === 0
  return { id: (cells as { id?: string }).id ?? String(row), ...decision, ...(!isPlain && { malformed }) }
}

/** Calls the command line of today's sources, and gives by name what each call answers. */
export async function commandLineAnswers(): Promise<Readonly<Record<string, unknown>>> {
  const folder = join(ROOT, 'node_modules/.cache/demerit-net')
  const program = join(folder, 'dist/cli.mjs')
  mkdirSync(join(folder, 'dist'), { recursive: true })
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
  await build({
    entryPoints: [join(ROOT, 'src/cli/main.mjs')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    charset: 'utf8',
    logLevel: 'error',
  })
  const files = mkdtempSync(join(tmpdir(), 'demerit-net-'))
  const answers = await Promise.all(
    CALLS.map(async ({ name, args, file }, index) => {
      const path = join(files, `acts-${index}.csv`)
      writeFileSync(path, file)
      const { code, out, err } = await called(
        program,
        args.map((each) => (each === 'FILE' ? path : each)),
      )
      // A sentence for a person is compared by its exit code alone.
      const isJson = args.includes('json')
      const told =
        args.includes('csv') || isJson
          ? { out: linesOf(out).map((line) => asKept(line)), err: isJson ? linesOf(err) : [] }
          : {}
      return [name, { code, ...told }] as const
    }),
  )
  rmSync(files, { recursive: true, force: true })
  return Object.fromEntries(answers)
}

function called(program: string, args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: WHERE, maxBuffer: 1e8 }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err }),
    )
  })
}
