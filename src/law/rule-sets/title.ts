import { LONGEST_TEXT } from '../../input/text.ts'

const MARK = { zh: '设想：', en: 'hypothetical: ' } as const

/** A title with the word before it that says it was never in force, once. What is too long for a title ends with `…`. */
export function marked(title: string, language: keyof typeof MARK): string {
  const mark = MARK[language]
  const whole = title.startsWith(mark) ? title : `${mark}${title}`
  return whole.length <= LONGEST_TEXT ? whole : `${upTo(whole, LONGEST_TEXT - 1)}…`
}

/** At most `length` code units of a text, without half a character at the end. */
export function upTo(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}
