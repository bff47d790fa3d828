import { append, type Issue, type Path, report, type Wanted } from '../../input/issue.ts'
import {
  copyRecord,
  type Reader,
  readArray,
  readBoolean,
  readListed,
  readRecord,
  readWholeRecord,
  requireKeys,
  type Shape,
  shapeOf,
} from '../../input/read.ts'
import { accepted, type Parsed, rejected } from '../../input/result.ts'
import { isVisible } from '../../input/text.ts'
import { CHANNELS, type Channel } from '../../values/channel.ts'
import { readId } from '../../values/ids.ts'
import { readLegalDay } from '../../values/instant.ts'
import { type Citation, GRADES, type Grade } from '../citation.ts'
import { someOf } from '../parameters.ts'
import type { AnyRule, Question } from '../rule.ts'
import { RULE_IDS, RULES } from '../rules/index.ts'
import { type Provided, type Provision, type RuleSet, ruleSet } from './rule-set.ts'
import { isShipped } from './shipped.ts'

const MOST_PROVISIONS = 64
/** Characters in a text of a rule set at most. */
export const LONGEST_TEXT = 500

/**
 * Reads an untrusted rule set 规定: every parameter in its range, every provision cited, no rule twice for one channel.
 * What is read so is marked hypothetical, and may not carry the id of what ships with the library (`reserved`). Never throws.
 */
export function parseRuleSet(input: unknown): Parsed<RuleSet> {
  const issues: Issue[] = []
  const read = readRecord(input, headerShape, [], issues)
  requireKeys(read, ['id', 'title', 'from', 'verifiedOn', 'bind', 'handle'], [], issues)
  if (issues.length > 0) return rejected(issues)
  const header = read as Header
  return accepted(ruleSet({ ...header, hypothetical: true }, header))
}

const text: Reader<string> = (input, path, issues) => {
  const wanted: Wanted = { kind: 'text', from: 1, to: LONGEST_TEXT }
  if (typeof input !== 'string') report(issues, 'wrong-type', path, wanted, input)
  else if (input === '') report(issues, 'empty', path, wanted, input)
  else if (input.length > LONGEST_TEXT) report(issues, 'too-long', path, wanted, input)
  else if (!isVisible(input, LONGEST_TEXT)) report(issues, 'forbidden-character', path, wanted, input)
  else return input
  return undefined
}

/** An address that a page may make a link of: nothing that would run when somebody follows it. */
const link: Reader<string> = (input, path, issues) => {
  const address = text(input, path, issues)
  if (address === undefined || /^(?:https?:\/\/[^\s"<>]+|about:[\w-]+)$/i.test(address)) return address
  report(issues, 'malformed', path, { kind: 'address' }, input)
  return undefined
}

const grade: Reader<Grade> = (input, path, issues) => readListed(input, GRADES, path, issues)
const citation: Reader<Citation> = (input, path, issues) => readWholeRecord(input, citationShape, path, issues)
const citationShape: Shape<Citation> = (take) => ({
  instrument: take(text),
  article: take(text),
  url: take(link),
  since: take(readLegalDay),
  grade: take(grade),
  zh: take(text),
  en: take(text),
  basis: take(text),
})

const channels: Reader<'all' | readonly Channel[]> = (input, path, issues) =>
  input === 'all' ? 'all' : someOf(CHANNELS)(input, path, issues)

const ownId: Reader<string> = (input, path, issues) => {
  const id = readId(input, path, issues)
  if (!isShipped(id)) return id
  report(issues, 'reserved', path, { kind: 'own-id' }, id)
  return undefined
}
const title: Reader<RuleSet['title']> = (input, path, issues) => readWholeRecord(input, titleShape, path, issues)
const titleShape: Shape<RuleSet['title']> = (take) => ({ zh: take(text), en: take(text) })
type Header = Omit<RuleSet, Question> & Record<Question, readonly Provided[]>
const headerShape: Shape<Header> = (take) => ({
  id: take(ownId),
  title: take(title),
  from: take(readLegalDay),
  verifiedOn: take(readLegalDay),
  hypothetical: take(readBoolean),
  bind: take((input, path, issues) => readProvisions(input, 'bind', path, issues)),
  handle: take((input, path, issues) => readProvisions(input, 'handle', path, issues)),
})

function readProvisions(
  input: unknown,
  question: Question,
  path: Path,
  issues: Issue[],
): readonly Provided[] | undefined {
  const items = readArray(input, MOST_PROVISIONS, path, issues)
  if (items === undefined) return undefined
  const provided: Provided[] = []
  items.forEach((item, index) => {
    const one = readProvision(item, question, [...path, index], issues)
    if (one === undefined) return
    if (provided.some((other) => overlap(other.provision, one.provision))) {
      report(issues, 'overlapping', [...path, index], { kind: 'once-per-channel' }, one.provision.rule)
    }
    append(provided, one)
  })
  return provided
}

function readProvision(input: unknown, question: Question, path: Path, issues: Issue[]): Provided | undefined {
  const copy = copyRecord(input, path, issues)
  if (copy === undefined) return undefined
  const id = readListed(copy.rule, RULE_IDS, [...path, 'rule'], issues)
  if (id === undefined) return undefined
  const rule: AnyRule = RULES[id]
  if (!rule.questions.includes(question)) {
    report(issues, 'not-listed', [...path, 'rule'], { kind: 'rule', question }, id)
    return undefined
  }
  const whose = rule.vehicles === 'others' ? (['others'] as const) : (['all', 'others'] as const)
  const readers = {
    rule: (rule_: unknown) => rule_,
    channels,
    vehicles: (vehicles: unknown, at: Path, found: Issue[]) => readListed(vehicles, whose, at, found),
    ...rule.parameters,
    citation,
  }
  const provision = readWholeRecord(copy, shapeOf(readers), path, issues)
  return provision === undefined ? undefined : { rule, provision: provision as unknown as Provision }
}

function overlap(one: Provision, other: Provision): boolean {
  if (one.rule !== other.rule) return false
  const mine = one.channels
  return mine === 'all' || other.channels === 'all' || other.channels.some((channel) => mine.includes(channel))
}
