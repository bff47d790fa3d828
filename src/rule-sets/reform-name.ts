import { ID_LONGEST } from '../ids.ts'
import { QUESTIONS } from '../rules/rule.ts'
import { LONGEST_TEXT } from './parse-rule-set.ts'
import type { Provision, RuleSet } from './rule-set.ts'

const MARK = { zh: '设想：', en: 'hypothetical: ' } as const
const LONGEST_LIST = 200

/** What differs between a rule set and its reform, a few characters each: `driver-cap=2`, `points-room=none`. */
export function changesIn(base: RuleSet, reformed: RuleSet): readonly string[] {
  const changes = new Set<string>()
  for (const day of ['from', 'verifiedOn'] as const)
    if (base[day] !== reformed[day]) changes.add(`${day}=${reformed[day]}`)
  for (const question of QUESTIONS) {
    const before = base[question]
    const after = reformed[question]
    for (const { rule } of before) if (!after.some((each) => each.rule === rule)) changes.add(`${rule}=none`)
    for (const provision of after) {
      const change = changeOf(counterpartOf(provision, before), provision)
      if (change !== undefined) changes.add(change)
    }
  }
  return [...changes]
}

/** The base's id and the changes; where that is too long, their number and a hash of them. */
export function idOf({ id }: RuleSet, changes: readonly string[]): string {
  if (changes.length === 0) return within(`${id}+reform`, id, 'reform')
  const text = changes.join('+')
  return within(`${id}+${text}`, id, `${changes.length}-changes-${hashOf(text)}`)
}

/** The title that the analyst gave, or the base's with the changes; marked as hypothetical in either language. */
export function changedTitle(base: RuleSet, { title }: RuleSet, changes: readonly string[]): RuleSet['title'] {
  const listed = changes.join(', ').slice(0, LONGEST_LIST)
  const zh = title.zh !== base.title.zh || listed === '' ? title.zh : `${title.zh}（改动：${listed}）`
  const en = title.en !== base.title.en || listed === '' ? title.en : `${title.en}, changed: ${listed}`
  return { zh: marked(zh, MARK.zh), en: marked(en, MARK.en) }
}

/** A title of a reform of a reform of a reform grows: what is too long for one ends with `…`. */
function marked(title: string, mark: string): string {
  const whole = title.startsWith(mark) ? title : `${mark}${title}`
  return whole.length <= LONGEST_TEXT ? whole : `${upTo(whole, LONGEST_TEXT - 1)}…`
}

function within(whole: string, id: string, short: string): string {
  return whole.length <= ID_LONGEST ? whole : `${upTo(id, ID_LONGEST - 1 - short.length)}+${short}`
}

/** At most so many code units of a text, without half a character at the end. */
function upTo(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}

/** The provision that this one changes: of the same rule, and of the same channels if there is one. */
function counterpartOf({ rule, channels }: Provision, before: readonly Provision[]): Provision | undefined {
  const same = before.filter((each) => each.rule === rule)
  return same.find((each) => alike(each.channels, channels)) ?? same[0]
}

/** The rule, and what it says now of what changed; `undefined` where nothing did. */
function changeOf(before: Provision | undefined, after: Provision): string | undefined {
  if (before === undefined) return after.rule
  const old = before as unknown as Readonly<Record<string, unknown>>
  const now = after as unknown as Readonly<Record<string, unknown>>
  // Another source is no change of the rule itself.
  const changed = Object.keys(now).filter((name) => name !== 'citation' && !alike(old[name], now[name]))
  if (changed.length === 0) return undefined
  return `${after.rule}=${changed.map((name) => String(now[name]).replace(/,/g, '.')).join('.')}`
}

/** Whether two words, numbers or lists of words are the same. */
function alike(one: unknown, other: unknown): boolean {
  return one === other || (Array.isArray(one) && Array.isArray(other) && one.join() === other.join())
}

/** 32 bits (FNV-1a) to tell long lists of changes apart. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(36)
}
