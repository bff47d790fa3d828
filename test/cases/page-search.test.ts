/** The search of the pages of docs: which hit comes first. */
import { expect, test } from 'vitest'
// @ts-expect-error -- JavaScript, with its types in comments
import { find } from '../../docs/site/search.mjs'

const ENTRIES = [
  { to: 'RULES.html', title: 'The rules', kind: '', text: 'A reform of the law; reform again. 备案' },
  { to: 'a.html', title: 'reformed', kind: 'value, demerit', text: '' },
  { to: 'b.html', title: 'reform', kind: 'function, demerit/rules', text: 'A rule set changed by a recipe.' },
  { to: 'c.html', title: 'Reforms and what they change', kind: '', text: 'How to change a law' },
]
const found = (typed: string) => find(ENTRIES, typed).map(({ entry }: { entry: { to: string } }) => entry.to)

test('a name that is what was typed comes first, then names that begin with it, then texts', () => {
  expect(found('reform')).toEqual(['b.html', 'a.html', 'c.html', 'RULES.html'])
  expect(found('Reform')).toEqual(found('reform'))
  expect(found('change law')).toEqual(['c.html'])
  expect(found('备案')).toEqual(['RULES.html'])
  expect(found('toString')).toEqual([])
  expect(found(' ')).toEqual([])
})

test('an excerpt holds the word that was found', () => {
  const text = `${'before '.repeat(40)}handleable${' after'.repeat(40)}`
  const [hit] = find([{ to: 'x', title: 'x', kind: '', text }], 'handleable')
  expect(hit.excerpt).toMatch(/^….*handleable.*…$/)
})

test('of several words, a page that has them together comes first, and its excerpt holds them', () => {
  const apart = { to: 'apart', title: 'a', kind: '', text: `off ${'x '.repeat(300)}cooling cooling cooling` }
  const together = { to: 'together', title: 'b', kind: '', text: `off ${'x '.repeat(300)}a cooling-off of days` }
  const hits = find([apart, together], 'cooling off')
  expect(hits.map(({ entry }: { entry: { to: string } }) => entry.to)).toEqual(['together', 'apart'])
  expect(hits[0].excerpt).toContain('cooling-off')
  expect(find([together], 'off (')).toEqual([])
})
