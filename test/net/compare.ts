/** Today's answers beside those that are kept, and what of their differences is allowed. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import * as today from './answers.ts'
import { type Answers, canonical, digestOf, KEPT_BYTES, PARTS, type Part } from './parts.ts'
import { withoutAdded } from './since.ts'

/** A difference that somebody decided: of one part, and of certain rows, places, sets or kinds of rows. */
interface Allowed {
  readonly part: string
  /** Numbers of rows, or names of queries and calls; all unless given. */
  readonly rows?: readonly (number | string)[]
  /** The set that judges the row; any unless given. */
  readonly set?: string
  readonly kind?: string
  /** Places of the answer, such as `decision.findings.*.citation`: `*` is one step, `**` is whatever follows; all unless given. */
  readonly at?: readonly string[]
  /** The article, or the page that says so. */
  readonly why: string
}
interface Whole {
  readonly row: number
  readonly answer: unknown
}
interface Kept {
  readonly parts: Readonly<
    Record<string, { readonly asked: string; readonly digests: string; readonly whole: readonly Whole[] }>
  >
  readonly sql: Readonly<Record<string, unknown>>
  readonly 'command line': Readonly<Record<string, unknown>>
}
export interface Difference {
  readonly at: string
  readonly before: unknown
  readonly now: unknown
}

const ALLOWED: readonly Allowed[] = JSON.parse(readFileSync(new URL('allowed.json', import.meta.url), 'utf8'))
const kept = (name: string) => readFileSync(new URL(`kept/${name}`, import.meta.url))
export const KEPT: Kept = JSON.parse(gunzipSync(kept('answers.json.gz')).toString())
const CACHE = new URL('../../node_modules/.cache/demerit-net/', import.meta.url)

let before: Promise<Answers> | undefined
/** The library as it was at bf04ee7. */
export function answersBefore(): Promise<Answers> {
  const file = new URL('before.mjs', CACHE)
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(file, brotliDecompressSync(kept('before.mjs.br')))
  before ??= import(/* @vite-ignore */ pathToFileURL(fileURLToPath(file)).href) as Promise<Answers>
  return before
}

/** Where two answers differ. */
export function differences(before: unknown, now: unknown, at = ''): readonly Difference[] {
  if (canonical(before) === canonical(now)) return []
  if (!isNested(before) || !isNested(now) || Array.isArray(before) !== Array.isArray(now)) return [{ at, before, now }]
  const [one, other] = [before, now] as Readonly<Record<string, unknown>>[] as [
    Readonly<Record<string, unknown>>,
    Readonly<Record<string, unknown>>,
  ]
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
    differences(one[key], other[key], at === '' ? key : `${at}.${key}`),
  )
}
const isNested = (value: unknown) => typeof value === 'object' && value !== null

function fits(pattern: string, at: string): boolean {
  const [wanted, steps] = [pattern.split('.'), at.split('.')]
  const isWithin = wanted.at(-1) === '**'
  const fixed = isWithin ? wanted.slice(0, -1) : wanted
  return (
    (isWithin ? steps.length >= fixed.length : steps.length === fixed.length) &&
    fixed.every((step, index) => step === '*' || step === steps[index])
  )
}

/** The differences of a row that nobody decided. */
export function notAllowed(
  part: string,
  row: number | string,
  asked: unknown,
  found: readonly Difference[],
  allowed = ALLOWED,
) {
  const { set, kind } = (asked ?? {}) as { readonly set?: string; readonly kind?: string }
  const mine = allowed.filter(
    (each) =>
      each.part === part &&
      (each.rows?.includes(row) ?? true) &&
      (each.set === undefined || each.set === set) &&
      (each.kind === undefined || each.kind === kind),
  )
  return found.filter(({ at }) => !mine.some((each) => each.at?.some((pattern) => fits(pattern, at)) ?? true))
}

const given = new Map<string, readonly unknown[]>()
/** Today's answers of a part, asked once. */
function answersNow(name: keyof typeof PARTS): readonly unknown[] {
  const { rows, answer } = PARTS[name] as Part
  const ask = answer(today) as (row: unknown, index: number) => unknown
  const found = given.get(name) ?? rows.map((row, index) => withoutAdded(ask(row, index)))
  given.set(name, found)
  return found
}

/**
 * What differs in a part and nobody decided: how many rows, where, and the first of them whole; `undefined` if there is none. `changed`
 * are answers by the numbers of their rows that take the place of today's.
 */
export async function differing(
  name: keyof typeof PARTS,
  changed: Readonly<Record<number, (answer: unknown) => unknown>> = {},
): Promise<string | undefined> {
  const { rows, answer } = PARTS[name] as Part
  const { asked, digests } = KEPT.parts[name] as (typeof KEPT.parts)[string]
  if (digestOf(rows).toString('hex') !== asked) return `${name}: other rows are asked than those whose answers are kept`
  const wanted = Buffer.from(digests, 'base64')
  const suspects = answersNow(name).flatMap((each, index) => {
    const now = changed[index]?.(each) ?? each
    const start = index * KEPT_BYTES
    return digestOf(now).equals(wanted.subarray(start, start + KEPT_BYTES)) ? [] : [{ row: rows[index], index, now }]
  })
  if (suspects.length === 0) return undefined
  const askBefore = answer(await answersBefore())
  const left = suspects.flatMap(({ row, index, now }) => {
    const was = askBefore(row as never, index)
    const found = notAllowed(name, index, row, differences(was, now))
    return found.length === 0 ? [] : [{ row, index, was, now, found }]
  })
  const [first] = left
  if (first === undefined) return undefined
  const numbers = left.slice(0, 20).map(({ index }) => index)
  return [
    `${name}: ${left.length} of ${rows.length} rows differ from bf04ee7: ${numbers.join(', ')}${left.length > 20 ? ' …' : ''}`,
    ...placesIn(left.flatMap(({ found }) => found)),
    `row ${first.index}, asked: ${JSON.stringify(first.row)}`,
    ...toldOf(first.found),
    `before: ${JSON.stringify(first.was)}`,
    `now:    ${JSON.stringify(first.now)}`,
  ].join('\n')
}

/** The same of answers that are kept whole, by their names. */
export function differingByName(
  part: 'sql' | 'command line',
  now: Readonly<Record<string, unknown>>,
): string | undefined {
  const was = KEPT[part]
  const left = [...new Set([...Object.keys(was), ...Object.keys(now)])].flatMap((name) => {
    const found = notAllowed(part, name, undefined, differences(was[name], now[name]))
    return found.length === 0 ? [] : [{ name, found }]
  })
  if (left.length === 0) return undefined
  return [
    `${part}: ${left.length} of ${Object.keys(was).length} answers differ from bf04ee7`,
    ...left.flatMap(({ name, found }) => [`${name}: ${found.length} places`, ...toldOf(found, 3)]),
  ].join('\n')
}

/** How often each place differs, numbers of lists apart. */
function placesIn(found: readonly Difference[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { at } of found) {
    const place = at.replace(/\.\d+(?=\.|$)/g, '.*')
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return [...counts]
    .sort((one, other) => other[1] - one[1])
    .slice(0, 12)
    .map(([place, count]) => `  ${place}: ${count}`)
}

function toldOf(found: readonly Difference[], most = 12): readonly string[] {
  return found
    .slice(0, most)
    .map(({ at, before, now }) => `  at ${at}: ${JSON.stringify(before)} → ${JSON.stringify(now)}`)
}
