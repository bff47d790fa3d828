/** The page of sentences, which the site has, holds every sentence of both languages and both readers: whatever the sources of a language say stands on it. */
import { expect, test } from 'vitest'
import { said } from './sentences-page.ts'
import { textsOf } from './texts.ts'

const SAID = said()
const LANGUAGES = [
  ['zh-CN', 'zh'],
  ['en', 'english'],
] as const

/** The texts of a language that none of these sentences has. */
function absent(folder: string, sentences: readonly string[]): readonly string[] {
  return textsOf(folder).flatMap(({ at, pattern }) => (sentences.some((each) => pattern.test(each)) ? [] : [at]))
}

test.each(LANGUAGES)('every text in the sources of %s stands on the page', (folder, column) => {
  const sentences = [...new Set(SAID.map((each) => each[column]))]
  expect(absent(folder, sentences)).toEqual([])
})

test.each(LANGUAGES)('a sentence of %s that is left off the page is missed', (folder, column) => {
  const told = [...new Set(SAID.map((each) => each[column]))]
  const without = told.filter((each) => !/^您的驾驶证已被|^Your licence has been/.test(each))
  expect(without.length).toBeLessThan(told.length)
  expect(absent(folder, without)).toContainEqual(
    expect.stringMatching(/handle-advice.*(您的驾驶证已被|Your licence has been)/),
  )
})
