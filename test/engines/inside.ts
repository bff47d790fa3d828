/** What the library answers, put into an engine beside the rows, so that the engine itself compares: rows by the million stay where they are. */
import type { Question, RuleBook, RuleSet } from '../../src/law/index.ts'
import { type Grammar, grammarOf } from '../../src/sql/dialects.ts'
import { type Answer, answerOf } from './answers.ts'
import type { Engine, Row } from './engines.ts'
import { createAndFill } from './history.ts'

/** The library's answers on rows: texts, and for each row the text of each law, then of each pair of laws, by its place. */
export interface Answers {
  readonly texts: readonly string[]
  readonly rows: readonly (readonly number[])[]
}
/** Two laws by their places. */
export type Pair = readonly [one: number, other: number]

/** Asks the library once, for all engines. Most answers are given many times, so each text stands once. */
export function answersOf(
  question: Question,
  laws: readonly (RuleSet | RuleBook)[],
  pairs: readonly Pair[],
  facts: readonly object[],
): Answers {
  const places = new Map<string, number>()
  const placeOf = (text: string) => {
    const place = places.get(text) ?? places.size
    places.set(text, place)
    return place
  }
  const rows = facts.map((row) => {
    const answers = laws.map((rules) => answerOf(rules, question, row))
    return [
      ...answers.map(({ verdict, rule_set, failing, unknown, missing }) =>
        placeOf([verdict, rule_set ?? '', failing, unknown, missing].join('|')),
      ),
      ...pairs.map(([one, other]) => placeOf(differenceOf(answers[one] as Answer, answers[other] as Answer))),
    ]
  })
  return { texts: [...places.keys()], rows }
}

/** By which rules alone one law refuses what the other does not, and what each lacks; `same` where the verdict is. */
function differenceOf(one: Answer, other: Answer): string {
  if (one.verdict === other.verdict) return 'same'
  const rules = [one, other].map(({ failing }) => failing.split(',').filter((rule) => rule !== ''))
  const [a = [], b = []] = rules
  const only = (mine: readonly string[], theirs: readonly string[]) =>
    [...new Set(mine.filter((rule) => !theirs.includes(rule)))].sort().join()
  return [one.verdict, other.verdict, only(a, b), only(b, a), one.missing, other.missing].join('|')
}

/** Puts the answers into an engine: `NAME_texts`, and `NAME_rows` with a column `law_N` for each law. */
export async function loadAnswers(engine: Engine, name: string, { texts, rows }: Answers): Promise<void> {
  const laws = (rows[0] ?? []).map((_, law) => `law_${law}`)
  await createAndFill(
    engine,
    `${name}_texts`,
    [
      ['place', 'count', false],
      ['answer', 'text', false],
    ],
    texts.map((answer, place) => ({ place, answer })),
  )
  await createAndFill(
    engine,
    `${name}_rows`,
    [['id', 'id', false], ...laws.map((law) => [law, 'count', false] as const)],
    rows.map((row, id) => ({
      id: String(id),
      ...Object.fromEntries(laws.map((law, index) => [law, row[index] as number])),
    })),
  )
}

/** How many rows a query answers, and the first of those that it answers otherwise than the library, as the engine finds them. */
export async function differingInside(
  engine: Engine,
  name: string,
  law: number,
  sql: string,
): Promise<{ readonly rows: number; readonly differing: readonly Row[] }> {
  const grammar = grammarOf('test', engine.dialect)
  const unknown = `d.${grammar.name('unknown')}`
  const lists = ['d.failing', unknown, 'd.missing'].map((each) => commaSpaced(grammar.spaced(each)))
  const answer = joinedBy(grammar, ['d.verdict', "COALESCE(d.rule_set, '')", ...lists])
  const compared = `SELECT d.id AS id, ${answer} AS found, t.answer AS wanted
  FROM (${sql}) AS d JOIN ${name}_rows AS r ON r.id = d.id JOIN ${name}_texts AS t ON t.place = r.law_${law}`
  return await differingIn(engine, compared)
}

/** The same of a comparison of two laws, whose text has the place `pair`. */
export async function comparedInside(
  engine: Engine,
  name: string,
  pair: number,
  sql: string,
): Promise<{ readonly rows: number; readonly differing: readonly Row[] }> {
  const grammar = grammarOf('test', engine.dialect)
  const only = ['d.only_a', 'd.only_b'].map((each) => commaSpaced(sortedSpaced(engine, each)))
  const missing = ['d.missing_a', 'd.missing_b'].map((each) => commaSpaced(grammar.spaced(each)))
  const answer = joinedBy(grammar, ['d.verdict_a', 'd.verdict_b', ...only, ...missing])
  const compared = `SELECT r.id AS id, CASE WHEN d.id = r.id THEN ${answer} ELSE 'same' END AS found, t.answer AS wanted
  FROM ${name}_rows AS r JOIN ${name}_texts AS t ON t.place = r.law_${pair} LEFT JOIN (${sql}) AS d ON d.id = r.id`
  return await differingIn(engine, compared)
}

/** One pass: how many rows there are stands beside each, and those that differ come first. */
async function differingIn(engine: Engine, compared: string): ReturnType<typeof differingInside> {
  const first =
    await engine.rows(`SELECT id, found, wanted, n FROM (SELECT c.*, count(*) OVER () AS n FROM (${compared}) AS c) AS t
  ORDER BY CASE WHEN found = wanted THEN 1 ELSE 0 END LIMIT 3`)
  const differing = first.filter(({ found, wanted }) => found !== wanted).map(({ n, ...row }) => row)
  return { rows: Number(first[0]?.n ?? 0), differing }
}

function joinedBy(grammar: Grammar, texts: readonly string[]): string {
  return grammar.joined(...texts.flatMap((text, index) => (index === 0 ? [text] : ["'|'", text])))
}

/** The items of a list in the order of text, with spaces between. */
function sortedSpaced({ dialect }: Engine, list: string): string {
  switch (dialect) {
    case 'postgresql':
      return `array_to_string(ARRAY(SELECT item FROM unnest(${list}) AS each_item(item) ORDER BY item COLLATE "C"), ' ')`
    case 'duckdb':
      return `array_to_string(list_sort(${list}), ' ')`
    case 'clickhouse':
      return `arrayStringConcat(arraySort(${list}), ' ')`
  }
}

/** Rules and facts have no spaces. */
function commaSpaced(text: string): string {
  return `replace(${text}, ' ', ',')`
}
