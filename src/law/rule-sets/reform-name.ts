import { owns } from '../../input/own.ts'
import { ID_LONGEST } from '../../values/ids.ts'
import { QUESTIONS, type Question } from '../question.ts'
import { alike, type Provision, type RuleSet } from './rule-set.ts'
import { marked, upTo } from './title.ts'

const LONGEST_LIST = 200

/** A provision of either set, and what became of it, as the end of a name: `=2`, `=none`; `undefined` where nothing did. */
interface Fate {
  readonly question: Question
  readonly provision: Provision
  readonly change: string | undefined
}

/**
 * What differs between a rule set and its reform, a few characters each: `driver-cap=2`, `points-room=none`. Where a rule
 * stands several times and not all fare alike, with the question or the channels: `driver-cap@window=2`.
 */
export function changesIn(base: RuleSet, reformed: RuleSet): readonly string[] {
  const days = (['from', 'verifiedOn'] as const).filter((day) => base[day] !== reformed[day])
  const fates = QUESTIONS.flatMap((question) => fatesIn(question, base[question], reformed[question]))
  const changed = fates.filter(({ change }) => change !== undefined)
  return [...new Set([...days.map((day) => `${day}=${reformed[day]}`), ...changed.map((fate) => named(fate, fates))])]
}

/** What became of each provision of one question: those struck out first, then all others in the order of the reform. */
function fatesIn(question: Question, before: readonly Provision[], after: readonly Provision[]): readonly Fate[] {
  const own = after.map(({ rule, channels }) =>
    before.find((each) => each.rule === rule && alike(each.channels, channels)),
  )
  let left = before.filter((each) => !own.includes(each))
  const kept = after.map((provision, index): Fate => {
    // Of other channels than any before: whichever of its rule is left.
    const counterpart = own[index] ?? left.find(({ rule }) => rule === provision.rule)
    left = left.filter((each) => each !== counterpart)
    return { question, provision: counterpart ?? provision, change: changeOf(counterpart, provision) }
  })
  return [...left.map((provision): Fate => ({ question, provision, change: '=none' })), ...kept]
}

function named({ question, provision, change }: Fate, fates: readonly Fate[]): string {
  const { rule, channels } = provision
  const alikes = fates.filter((each) => each.provision.rule === rule)
  if (alikes.every((each) => each.change === change)) return `${rule}${change}`
  const here = alikes.filter((each) => each.question === question)
  const place = [...(here.length < alikes.length ? [question] : []), ...(here.length > 1 ? [channels].flat() : [])]
  return `${rule}@${place.join('.')}${change}`
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
  return { zh: marked(zh, 'zh'), en: marked(en, 'en') }
}

function within(whole: string, id: string, short: string): string {
  return whole.length <= ID_LONGEST ? whole : `${upTo(id, ID_LONGEST - 1 - short.length)}+${short}`
}

/** What a provision says now of what changed, or all that one says that was not there before; `undefined` where nothing did. */
function changeOf(before: Provision | undefined, after: Provision): string | undefined {
  const old = (before ?? {}) as Readonly<Record<string, unknown>>
  const now = after as unknown as Readonly<Record<string, unknown>>
  // Another source is no change of the rule itself.
  const changed = Object.keys(now).filter(
    (name) => name !== 'citation' && name !== 'rule' && !(owns(old, name) && alike(old[name], now[name])),
  )
  if (changed.length === 0) return undefined
  return `=${changed.map((name) => String(now[name]).replace(/,/g, '.')).join('.')}`
}

/** 32 bits (FNV-1a) to tell long lists of changes apart. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(36)
}
