/** What has no SQL is an error when the query is made, never a query that answers wrongly. */
import { describe, expect, test } from 'vitest'
import { FACTS } from '../../src/index.ts'
import { cn, cn2018February, cn2024, reform } from '../../src/law/index.ts'
import { placesOf } from '../../src/sql/columns.ts'
import { grammarOf } from '../../src/sql/dialects.ts'
import { comparisonSql, inList } from '../../src/sql/expression.ts'
import {
  auditSql,
  compareSql,
  type DecisionSqlOptions,
  DIALECTS,
  decisionSql,
  factsSql,
  factsTable,
} from '../../src/sql/index.ts'

const OPTIONS = { dialect: 'duckdb', from: 'facts' } as const
const bind = (options: object, rules: unknown = cn2018February) =>
  decisionSql(rules as typeof cn2018February, 'bind', { ...OPTIONS, ...options } as DecisionSqlOptions)

describe('options', () => {
  test.each([
    [
      'an unknown dialect',
      { dialect: 'mysql' },
      /decisionSql\(dialect\): "mysql" is not one of postgresql, duckdb, clickhouse/,
    ],
    ['no relation', { from: undefined }, /decisionSql\(from\): .*\[schema, name\]/],
    ['a relation of three parts', { from: ['a', 'b', 'c'] }, /decisionSql\(from\)/],
    ['an empty name', { from: '' }, /decisionSql\(from\)/],
    ['an empty query', { from: { sql: '' } }, /decisionSql\(from\)/],
    ['NUL in a name', { from: 'a\0b' }, /NUL/],
    ['NUL in a column', { keep: ['a\0b'] }, /NUL/],
    ['a kept column named like a result', { keep: ['verdict'] }, /decisionSql\(keep\): "verdict"/],
    ['the same in capitals, which engines do not tell apart', { keep: ['Missing'] }, /decisionSql\(keep\): "Missing"/],
    [
      'a kept column named like an inner one',
      { keep: ['demerit_x'] },
      /decisionSql\(keep\): "demerit_x" begins with demerit_/,
    ],
    ['a column kept twice', { keep: ['id', 'id'] }, /decisionSql\(keep\): "id" is not named once/],
    ['columns kept that are no list', { keep: 'id' }, /decisionSql\(keep\): "id"/],
    [
      'a fact of the other question',
      { columns: { fine: 'fine' } },
      /decisionSql\(columns\): "fine" is not a fact of the question bind/,
    ],
    ['no fact at all', { unknown: ['speed'] }, /decisionSql\(columns\): "speed"/],
    [
      'facts asked for without a place, all at once',
      { columns: { at: 'at' } },
      /^decisionSql\(columns\): no column holds driver, vehicle, vehicleOwner, pairBound, .*identityVerified; name one for each/,
    ],
    ['a column that is no name', { columns: { at: 5 } }, /decisionSql\(columns.at\): 5/],
    ['an option that there is not', { table: 'facts' }, /table/],
  ])('%s', (_, options, message) => {
    expect(() => bind(options)).toThrow(message)
  })

  test('the semicolon that ends a query is none of it', () => {
    const sql = bind({ from: { sql: 'SELECT 1 AS id;\n ;\n' } })
    expect(sql).toContain('(SELECT 1 AS id\n) AS demerit_from')
    // Comments name a source after a semicolon.
    expect(sql.split('\n').filter((line) => line.includes(';') && !line.trimStart().startsWith('-- '))).toEqual([])
    expect(() => bind({ from: { sql: ' ; ' } })).toThrow(/decisionSql\(from\)/)
  })

  test.each(['boundSince', 'licenceStates', 'licenceClasses'])(
    '%s does not say by NULL that it is not known',
    (name) => {
      expect(() => decisionSql(cn2018February, 'handle', { ...OPTIONS, columns: { [name]: 'x' } })).toThrow(
        new RegExp(`columns\\.${name}\\): .*\\{ column, known \\}`),
      )
    },
  )

  test('a fact that is given but is not one is told by the option that gave it', () => {
    const given = { licenceState: 'state' } as object
    expect(() => factsSql('handle', { dialect: 'duckdb', given })).toThrow(
      /^factsSql\(given\): "licenceState" is not a/,
    )
    expect(() => auditSql(cn, { dialect: 'duckdb', given: { handle: given } })).toThrow(
      /^auditSql\(given\.handle\): "licenceState" is not a fact of the question handle/,
    )
    for (const fact of ['driver', 'at'])
      expect(() => auditSql(cn, { dialect: 'duckdb', given: { bind: { [fact]: 'boss' } } })).toThrow(
        `auditSql(given.bind): "${fact}" is not a fact besides the act itself`,
      )
    expect(() => factsSql('handle', { dialect: 'duckdb', given: { licenceStates: 'states' } })).toThrow(
      /^factsSql\(given\.licenceStates\): .*\{ column, known \}/,
    )
  })

  test('a set that this library did not make, and a question that there is not', () => {
    expect(() => bind({}, { ...cn2018February })).toThrow(/decisionSql\(rules\).*of this copy of the library/)
    expect(() => decisionSql(cn, 'ride' as 'bind', OPTIONS)).toThrow(
      /decisionSql\(question\): "ride" is not bind or handle/,
    )
    expect(() => compareSql(cn, {} as typeof cn, 'bind', OPTIONS)).toThrow(/compareSql\(rules\)/)
  })

  test.each(['verdict_a', 'Missing_B'])('a comparison keeps no column named as its own, %s', (name) => {
    expect(() => compareSql(cn, cn2024, 'bind', { ...OPTIONS, keep: [name] })).toThrow(
      new RegExp(`compareSql\\(keep\\): "${name}"`),
    )
  })

  test('a book without a day to pick a set by', () => {
    const columns = Object.fromEntries(
      FACTS.filter(({ questions, name }) => questions.includes('bind') && name !== 'at').map(({ name, orNull }) => [
        name,
        orNull ? { column: name, known: `${name}_known` } : name,
      ]),
    )
    expect(() => bind({ columns }, cn)).toThrow(/no column holds at;/)
  })

  test('a table of facts', () => {
    expect(() => factsTable('bind', { dialect: 'duckdb', name: { sql: 'SELECT 1' } as never })).toThrow(
      /factsTable\(name\)/,
    )
    expect(() => factsTable('bind', { dialect: 'sqlite' as never, name: 'facts' })).toThrow(/factsTable\(dialect\)/)
    expect(() => factsTable('bind', { dialect: 'duckdb', name: 'facts' }).insert([])).toThrow(
      /there is no row to insert/,
    )
  })
})

describe('expressions from outside the closed lists', () => {
  const grammar = grammarOf('test', 'duckdb')
  const places = placesOf('test', grammar, 'handle', undefined, [])
  const points = { kind: 'fact', name: 'points' } as const
  const constant = (value: unknown) => ({ kind: 'constant', value }) as never
  const sqlOf = (comparison: object) => comparisonSql({ kind: 'compare', ...comparison } as never, places, grammar)

  test.each([
    ['a relation', { supplied: points, relation: '~', limit: constant(1) }, /"~" is not a relation/],
    ['a node', { supplied: { kind: 'minus' }, relation: '=', limit: constant(1) }, /is not a term/],
    ['a fraction', { supplied: points, relation: '≤', limit: constant(1.5) }, /1.5 is not a whole number/],
    ['a number too large', { supplied: points, relation: '≤', limit: constant(2 ** 53) }, /is not a whole number/],
    ['no number', { supplied: points, relation: '≤', limit: constant(Number.NaN) }, /is not a whole number/],
    [
      'a parameter without a value',
      { supplied: points, relation: '≤', limit: { kind: 'parameter', name: 'limit' } },
      /the parameter limit has no value/,
    ],
    [
      'a list where a number stands',
      { supplied: points, relation: '≤', limit: constant(['a']) },
      /is not a whole number/,
    ],
    ['a number where a list stands', { supplied: points, relation: '∈', limit: points }, /fact is not a list of words/],
    [
      'a table that lacks a word',
      {
        supplied: { kind: 'fact', name: 'licenceClasses' },
        relation: 'meets',
        limit: { kind: 'lookup', table: 'classes', rows: { '02': ['C1'] }, of: { kind: 'fact', name: 'plateType' } },
      },
      /the table classes has no row for/,
    ],
  ])('%s', (_, comparison, message) => {
    expect(() => sqlOf(comparison)).toThrow(message)
  })

  test('an empty list is a condition that no row meets, never IN ()', () => {
    expect(inList('"x"', [], grammar)).toBe('1 = 0')
  })
})

test.each(DIALECTS)('in %s no text of a law, of a title or a value ends its comment or its quotes', (dialect) => {
  const hostile = reform(cn2018February, (draft) => {
    draft.title = { zh: "'; DROP TABLE facts; --", en: '*/ DROP' }
  })
  const sql = decisionSql(hostile, 'bind', { dialect, from: 'facts' })
  for (const line of sql.split('\n')) {
    if (line.includes('DROP')) expect(line.startsWith('--')).toBe(true)
  }
})
