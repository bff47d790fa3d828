/** What a result that is taken away says of the law behind it: the same digest that Node's own SHA-256 gives, at the head of every text of SQL. */
import { expect, test } from 'vitest'
import { QUESTIONS } from '../../src/index.ts'
import { cn, cn2018February, cn2024, type RuleSet, reform } from '../../src/law/index.ts'
import { provenanceOf } from '../../src/law/provenance.ts'
import { auditSql, compareSql, DIALECTS, decisionSql } from '../../src/sql/index.ts'
import { digestOf, VERSION } from '../support/command-line.ts'

const lawOf = (set: RuleSet) => `demerit ${VERSION} ${digestOf(JSON.stringify(set)).slice(0, 12)}`
const two = reform(cn2024, (draft) => {
  draft.title = { en: 'two vehicles 🚗', zh: '两辆' }
  for (const provision of draft.bind) if (provision.rule === 'driver-cap') provision.limit = 2
})

test('it has the version of package.json and the digest of the set, of a reform too, however long its text', () => {
  for (const set of [...cn.sets, two]) expect(provenanceOf(set)).toBe(lawOf(set))
  expect(provenanceOf(two)).not.toBe(provenanceOf(cn2024))
  // Lengths around the ends of blocks of 64 bytes, and characters of one to four bytes.
  for (let length = 0; length < 150; length++) {
    const title = [...Array(length).keys()].map((index) => [...'aé文🚗%"'][(index * 7) % 6]).join('')
    const set = { ...cn2024, title: { en: title, zh: 'x'.repeat(length) } }
    expect(provenanceOf(set), title).toBe(lawOf(set))
  }
})

/** The lines of comments that a text begins with. */
function headOf(sql: string): readonly string[] {
  const lines = sql.split('\n')
  return lines.slice(
    0,
    lines.findIndex((line) => !line.trimStart().startsWith('--')),
  )
}

test.each(DIALECTS)('%s: every text that judges begins with the laws that it judges by', (dialect) => {
  const { queries } = auditSql(cn, { dialect })
  const inline = auditSql(cn, { dialect, inline: true }).queries
  const texts = [
    ...[...queries, ...inline].map(({ sql }) => [sql, cn.sets] as const),
    ...auditSql(two, { dialect }).queries.map(({ sql }) => [sql, [two]] as const),
    ...QUESTIONS.flatMap((question) => [
      [decisionSql(cn, question, { dialect, from: 'facts' }), cn.sets] as const,
      [compareSql(cn2018February, two, question, { dialect, from: 'facts' }), [cn2018February, two]] as const,
    ]),
  ]
  for (const [sql, sets] of texts) {
    const named = headOf(sql).filter((line) => line.includes(`demerit ${VERSION}`))
    expect(named.map((line) => line.split(' · ').slice(0, 2))).toEqual(sets.map((set) => [`-- ${set.id}`, lawOf(set)]))
  }
})
