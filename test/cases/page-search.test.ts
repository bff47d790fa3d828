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

test('Chinese is found word by word, in Chinese pages first', () => {
  const page = (to: string, lang: string, text: string) => ({ to, title: to, kind: '', lang, text })
  const english = page('forms.html', 'en', 'What is typed: 备案的上限, finalForm finalForm')
  const chinese = page('forms.zh-CN.html', 'zh-CN', '同时备案的机动车有上限，服务器用finalForm判断')
  const together = page('rules.zh-CN.html', 'zh-CN', '规则的备案上限')
  const found = (typed: string, language?: string) =>
    find([english, chinese, together], typed, language).map(({ entry }: { entry: { to: string } }) => entry.to)
  expect(found('备案上限')).toEqual([together.to, chinese.to, english.to])
  expect(found('备案没有上限的')).not.toContain(together.to)
  expect(found('finalForm')).toEqual([english.to, chinese.to])
  expect(found('finalForm', 'zh-CN')).toEqual([chinese.to, english.to])
})
