import type { Finding } from '../../decision/decision.ts'
import { isArray } from '../../input/issue.ts'
import { type Relation, relates } from '../../law/relation.ts'
import type { RuleId } from '../../law/rules.ts'
import type { Fen } from '../../values/fen.ts'
import type { OwnerId } from '../../values/ids.ts'
import { ID } from '../../values/ids.ts'
import type { Instant, LegalDay } from '../../values/instant.ts'
import { LICENCE_CLASSES } from '../../values/licence.ts'
import { CONCERNS } from './concerns.ts'
import { listedNames } from './halves.ts'
import type { JudgedOf, Words } from './locale.ts'

/** What two sides are: what a finding supplies tells, so that a row of this table that is wrong does not compile. */
type KindOf<S> = [S] extends [boolean]
  ? 'flag'
  : [S] extends [Fen]
    ? 'money'
    : [S] extends [number]
      ? 'number'
      : [S] extends [Instant | LegalDay | null]
        ? 'time'
        : [S] extends [OwnerId]
          ? 'id'
          : [S] extends [readonly unknown[]]
            ? 'words'
            : 'word'

const KINDS: { readonly [Id in RuleId]: KindOf<JudgedOf<Id>['supplied']> } = {
  'own-vehicle': 'id',
  'already-bound': 'flag',
  'driver-cap': 'number',
  'vehicle-cap': 'number',
  'lifetime-cap': 'number',
  'daily-applications': 'number',
  'yearly-applications': 'number',
  'plate-type': 'word',
  'non-operating': 'flag',
  'owner-kind': 'word',
  'owner-consent': 'word',
  'identity-verified': 'flag',
  'violation-open': 'word',
  'not-before-occurrence': 'time',
  'open-binding': 'time',
  'since-binding': 'time',
  'fine-limit': 'money',
  'recorded-by-monitoring': 'word',
  'points-room': 'number',
  'single-points-limit': 'number',
  'licence-state': 'words',
  'licence-class': 'words',
  'repeat-full-score': 'number',
  'offender-present': 'flag',
  'vehicles-per-year': 'number',
  'drivers-per-year': 'number',
  'cooling-off': 'time',
  'drivers-bound-per-year': 'number',
}

/** Whether a rule compares amounts of money, in fen. */
export function isOfMoney(rule: RuleId): boolean {
  return KINDS[rule] === 'money'
}

/** Whether a rule compares ids. */
export function isOfIds(rule: RuleId): boolean {
  return KINDS[rule] === 'id'
}

const ORDERS: readonly unknown[] = ['<', '≤', '>', '≥']
const EQUALS: readonly unknown[] = ['=', '≠']

/** Whether the two sides of a finding are such as its rule compares, and stand to each other as its outcome says. */
export function hasSides(
  rule: Finding['rule'],
  { outcome, supplied, relation, limit }: Readonly<Record<'outcome' | 'supplied' | 'relation' | 'limit', unknown>>,
  words: Words,
): boolean {
  const areSides =
    rule === 'no-rule-set-in-force'
      ? areOfNoRuleSet(supplied, relation, limit)
      : areOf(rule, supplied, relation, limit, words)
  return areSides && relates(supplied, relation as Relation, limit) === (outcome === 'holds')
}

/** A day before the first rule set, or a question that the set does not answer. */
function areOfNoRuleSet(supplied: unknown, relation: unknown, limit: unknown): boolean {
  if (relation === '≥') return isTime(supplied) && isTime(limit)
  const isQuestion = (word: unknown) => word === 'bind' || word === 'handle'
  return relation === '∈' && isQuestion(supplied) && isListOf(limit, isQuestion)
}

function areOf(rule: RuleId, supplied: unknown, relation: unknown, limit: unknown, words: Words): boolean {
  switch (KINDS[rule]) {
    case 'number':
    case 'money':
      return ORDERS.includes(relation) && isCount(supplied) && isCount(limit)
    case 'flag':
      return EQUALS.includes(relation) && typeof supplied === 'boolean' && typeof limit === 'boolean'
    case 'id':
      return EQUALS.includes(relation) && isId(supplied) && isId(limit)
    case 'time': {
      if (ORDERS.includes(relation)) return isTime(supplied) && isTime(limit)
      return EQUALS.includes(relation) && isTimeOrNull(supplied) && isTimeOrNull(limit)
    }
    case 'word': {
      const isWord = isWordOf(rule, words)
      if (EQUALS.includes(relation)) return isWord(supplied) && isWord(limit)
      return relation === '∈' && isWord(supplied) && isListOf(limit, isWord)
    }
    case 'words': {
      const isWord = isWordOf(rule, words)
      return (relation === 'disjoint' || relation === 'meets') && isListOf(supplied, isWord) && isListOf(limit, isWord)
    }
  }
}

/** Words that the language has a name for; classes of licences are called what they are. */
function isWordOf(rule: RuleId, words: Words): (word: unknown) => boolean {
  if (rule === 'licence-class') return (word) => (LICENCE_CLASSES as readonly unknown[]).includes(word)
  const lists = CONCERNS[rule].compared.map((fact) => listedNames(words, fact))
  return (word) => typeof word === 'string' && lists.some((names) => Object.hasOwn(names, word))
}

/** An instant or a legal day in canonical writing. Which months have thirty days, parsers know. */
const TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}\+08:00)?$/

export function isTime(value: unknown): boolean {
  return typeof value === 'string' && TIME.test(value)
}

function isTimeOrNull(value: unknown): boolean {
  return value === null || isTime(value)
}

/** A whole number such as rules compare. */
export function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

export function isId(value: unknown): boolean {
  return typeof value === 'string' && ID.test(value)
}

/** Whether it is a list of nothing but such items. */
export function isListOf(list: unknown, isItem: (item: unknown) => boolean): boolean {
  if (!isArray(list)) return false
  for (let index = 0; index < list.length; index++) if (!isItem(list[index])) return false
  return true
}
