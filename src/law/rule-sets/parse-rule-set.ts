import { type Issue, type Path, report } from '../../input/issue.ts'
import { jsonTypes } from '../../input/json-schema.ts'
import { copyRecord, readArray } from '../../input/properties.ts'
import { anything, optional, type ReadSoFar, type RecordReader, read, readBoolean, record } from '../../input/read.ts'
import { type Reader, type TypedReader, typedReader } from '../../input/reader.ts'
import { err, ok, type Parsed } from '../../input/result.ts'
import { type Parser, standard } from '../../input/schema.ts'
import { typesOf } from '../../input/types-of.ts'
import * as wanted from '../../input/wanted.ts'
import { wordReader } from '../../input/words.ts'
import { CHANNELS, type Channel } from '../../values/channel.ts'
import { readId } from '../../values/ids.ts'
import { type LegalDay, readLegalDay } from '../../values/instant.ts'
import type { Citation, OwnCitationKey } from '../citation.ts'
import type { CitationKey } from '../citations.ts'
import { PARAMETER_READERS, type ParameterKind, someOf } from '../parameters.ts'
import { QUESTIONS, type Question } from '../question.ts'
import { type AnyRule, OWNERSHIP, type Ownership, type ProvisionBase } from '../rule.ts'
import { RULE_IDS, RULES, type RuleId } from '../rules.ts'
import {
  ENTERED,
  hypothesis,
  isOwnKey,
  ownKeyFor,
  readCitationKey,
  readOwnCitations,
  readText,
  SUPPOSED,
} from './own-citations.ts'
import { noRuleSetInForce } from './rule-book.ts'
import { type Began, isSameProvision, type Provided, type Provision, type RuleSet, ruleSet } from './rule-set.ts'
import { isShipped } from './shipped.ts'
import { SHIPPED_SETS } from './shipped-sets.ts'
import { marked } from './title.ts'

const MOST_PROVISIONS = 64

/**
 * Reads an untrusted rule set 规定: every parameter in its range, every provision cited, no rule twice for one
 * channel. The content of a shipped set gives back that very set; other content under a shipped id is refused
 * (`reserved`). A set that says it was `enacted` is an office's: each of its provisions that no shipped set has cites
 * a text of its own, graded E. Every other set is marked hypothetical, whatever it says: its provisions that no
 * shipped set has are graded H, and cite a text of the set's own `citations`, or a hypothesis. Never throws.
 */
export const parseRuleSet: Parser<RuleSetInput, RuleSet> = standard(
  function parseRuleSet(input) {
    const issues: Issue[] = []
    const given = readRuleSet(input, issues)
    const shipped = [noRuleSetInForce, ...SHIPPED_SETS].find(({ id }) => id === given.id)
    if (shipped !== undefined && issues.length === 0 && isShippedSet(given as Read, shipped)) return ok(shipped)
    refuseShippedId(given, issues)
    if (issues.length > 0) return err(issues)
    const { began = null, enacted } = given
    if (!enacted) return ok(made(withOwnWords(given as Read), began))
    for (const question of QUESTIONS) {
      for (const [index, { provision }] of (given as Read)[question].entries()) {
        if (isOwnKey(provision.citation) || isShippedProvision(provision)) continue
        report(issues, 'not-listed', [question, index, 'citation'], wanted.ownKey, provision.citation)
      }
    }
    return issues.length > 0 ? err(issues) : ok(made(given as Read, null))
  },
  () => typesOf(ruleSetReader()),
)

/** A rule set as it comes from outside: its provisions and citations are read one by one. */
export interface RuleSetInput {
  readonly id: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly from: string
  readonly began?: { readonly after: string; readonly by: string } | null
  readonly verifiedOn: string
  readonly hypothetical?: boolean
  readonly enacted?: boolean
  readonly citations?: object
  readonly bind: readonly object[]
  readonly handle: readonly object[]
}

/** The same of a reform, whose provisions cite what they may already. One of a half is a half. */
export function parseReform(input: unknown, base: RuleSet): Parsed<RuleSet> {
  const issues: Issue[] = []
  const given = readRuleSet(input, issues)
  refuseShippedId(given, issues)
  return issues.length > 0 ? err(issues) : ok(made(given as Read, null, base))
}

type Read = Omit<RuleSet, Question | 'hypothetical' | 'enacted' | 'citations' | 'began'> & {
  readonly began: Began | null | undefined
  readonly hypothetical: boolean | undefined
  readonly enacted: boolean | undefined
  readonly citations: RuleSet['citations'] | undefined
} & Record<Question, readonly Provided[]>

function readRuleSet(input: unknown, issues: Issue[]): ReadSoFar<Read> {
  return read(ruleSetReader(), input, [], issues).record
}

function refuseShippedId({ id }: ReadSoFar<Read>, issues: Issue[]): void {
  if (isShipped(id)) report(issues, 'reserved', ['id'], wanted.ownId, id)
}

/** Makes the set, with those of its own texts that a provision cites; what an office entered has all, also of what it struck out. */
function made(read: Read, began: Began | null, base?: RuleSet): RuleSet {
  const { id, title, from, verifiedOn, enacted, bind, handle, citations = {} } = read
  const provided = { bind, handle }
  const header = { id, title, from, began, verifiedOn }
  if (enacted) return ruleSet({ ...header, hypothetical: false, enacted }, provided, citations, base)
  const cited: Record<OwnCitationKey, Citation> = Object.create(null)
  for (const { provision } of [...bind, ...handle]) {
    const { citation } = provision
    if (isOwnKey(citation)) cited[citation] = citations[citation] as Citation
  }
  return ruleSet({ ...header, hypothetical: true }, provided, { ...cited }, base)
}

/** A set from outside, in which a provision that no shipped set has cites no source of a shipped one, nor is called like one. */
function withOwnWords(read: Read): Read {
  let { citations = {} } = read
  const own = ({ rule, provision }: Provided): Provided => {
    if (isOwnKey(provision.citation) || isShippedProvision(provision)) return { rule, provision }
    const text = hypothesis('rule set', provision.rule, read)
    const citation = ownKeyFor(provision.rule, text, citations)
    citations = { ...citations, [citation]: text }
    return { rule, provision: { ...provision, citation } }
  }
  const bind = read.bind.map(own)
  const handle = read.handle.map(own)
  const official = SHIPPED_SETS.some(
    ({ title: { zh, en } }) => looksLike(read.title.zh, zh) || looksLike(read.title.en, en),
  )
  const title = official ? { zh: marked(read.title.zh, 'zh'), en: marked(read.title.en, 'en') } : read.title
  return { ...read, title, citations, bind, handle }
}

function isShippedSet(read: Read, set: RuleSet): boolean {
  const { title, from, began = null, verifiedOn, hypothetical = false, enacted = false, bind, handle } = read
  const provisions = { bind: bind.map(({ provision }) => provision), handle: handle.map(({ provision }) => provision) }
  return (
    title.zh === set.title.zh &&
    title.en === set.title.en &&
    from === set.from &&
    began?.after === set.began?.after &&
    began?.by === set.began?.by &&
    verifiedOn === set.verifiedOn &&
    hypothetical === set.hypothetical &&
    !enacted &&
    QUESTIONS.every(
      (question) =>
        set[question].length === provisions[question].length &&
        set[question].every((each, index) => isSameProvision(each, provisions[question][index] as Provision)),
    )
  )
}

function isShippedProvision(provision: Provision): boolean {
  return SHIPPED_SETS.some((set) =>
    QUESTIONS.some((question) => set[question].some((each) => isSameProvision(each, provision))),
  )
}

const readChannels: Reader<readonly Channel[]> = someOf(CHANNELS)
const channels: Reader<'all' | readonly Channel[]> = (input, path, issues) =>
  input === 'all' ? 'all' : readChannels(input, path, issues)

/** Whether a reader would take a title for another: spaces and capitals aside, they are one. */
function looksLike(title: string, other: string): boolean {
  const bare = (text: string): string => text.replace(/ /g, '').toLowerCase()
  return bare(title) === bare(other)
}

/** The table of a rule set. Citations come before the provisions, which are read by what they may cite. */
function ruleSetReader(): RecordReader<Read> {
  // Unknown where the citations are not well formed: then the keys of provisions are not looked up.
  let own: RuleSet['citations'] | undefined = {}
  let first: LegalDay | undefined
  let isHypothetical: boolean | undefined
  let isEnacted: boolean | undefined
  const cited: Reader<CitationKey> = (input, path, issues) => readCitationKey(input, own, path, issues)
  const citationsReader: Reader<RuleSet['citations']> = (input, path, issues) => {
    own = readOwnCitations(isEnacted ? ENTERED : SUPPOSED, input, path, issues)
    return own
  }
  const firstReader: Reader<LegalDay> = (input, path, issues) => {
    first = readLegalDay(input, path, issues)
    return first
  }
  const hypotheticalReader: Reader<boolean> = (input, path, issues) => {
    isHypothetical = readBoolean(input, path, issues)
    return isHypothetical
  }
  /** What was enacted is in force. */
  const enactedReader: Reader<boolean> = (input, path, issues) => {
    isEnacted = readBoolean(input, path, issues)
    if (isEnacted && isHypothetical) report(issues, 'not-reproduced', path, wanted.exactly('false'), isEnacted)
    return isEnacted
  }
  const beganReader: Reader<Began | null> = (input, path, issues) =>
    input === null ? null : readBegan(input, first, path, issues)
  return record(() => ({
    id: readId,
    title,
    from: firstReader,
    began: optional(beganReader),
    verifiedOn: readLegalDay,
    hypothetical: optional(hypotheticalReader),
    enacted: optional(enactedReader),
    citations: optional(citationsReader),
    bind: provisions('bind', cited),
    handle: provisions('handle', cited),
  }))
}
const title = record(() => ({ zh: readText, en: readText }))

const days = record(() => ({ after: readLegalDay, by: readLegalDay }))

/** Between which days a set came into force: by its first day, and after one before. */
function readBegan(input: unknown, from: LegalDay | undefined, path: Path, issues: Issue[]): Began | undefined {
  const before = issues.length
  const read = days(input, path, issues)
  if (read === undefined || issues.length > before || from === undefined) return undefined
  if (read.by !== from) report(issues, 'not-reproduced', [...path, 'by'], wanted.exactly(from), read.by)
  else if (read.after >= read.by) report(issues, 'out-of-range', [...path, 'after'], wanted.day, read.after)
  else return read
  return undefined
}

/** Reads the provisions on one question: no rule twice for one channel. */
function provisions(question: Question, cited: Reader<CitationKey>): TypedReader<readonly Provided[]> {
  const types = jsonTypes({ kind: 'list', of: { kind: 'anything' }, to: MOST_PROVISIONS, once: false })
  return typedReader(types, (input, path, issues) => {
    const items = readArray(input, MOST_PROVISIONS, path, issues)
    if (items === undefined) return undefined
    const provided: Provided[] = []
    items.forEach((item, index) => {
      const one = readProvision(item, question, cited, [...path, index], issues)
      if (one === undefined) return
      if (provided.some((other) => overlap(other.provision, one.provision))) {
        report(issues, 'overlapping', [...path, index], wanted.oncePerChannel, one.provision.rule)
      }
      provided.push(one)
    })
    return provided
  })
}

const readRuleId: Reader<RuleId> = wordReader(RULE_IDS)

function readProvision(
  input: unknown,
  question: Question,
  cited: Reader<CitationKey>,
  path: Path,
  issues: Issue[],
): Provided | undefined {
  const copy = copyRecord(input, path, issues)
  if (copy === undefined) return undefined
  const id = readRuleId(copy.rule, [...path, 'rule'], issues)
  if (id === undefined) return undefined
  const rule: AnyRule = RULES[id]
  if (!rule.questions.includes(question)) {
    report(issues, 'not-listed', [...path, 'rule'], wanted.rule(question), id)
    return undefined
  }
  const before = issues.length
  const { record: given } = read(provisionReader(rule, question, cited), copy, path, issues)
  if (issues.length > before) return undefined
  // Where it is what it is anyway it is left out, so that equal provisions are equal word for word.
  const { own, ...others } = given
  return { rule, provision: Object.freeze(own === 'at-act' ? given : others) as unknown as Provision }
}

/** The table of a provision of a rule, in the order in which its keys are written. */
function provisionReader(
  rule: AnyRule,
  question: Question,
  cited: Reader<CitationKey>,
): RecordReader<DraftedProvision> {
  const whose = rule.vehicles === 'others' ? (['others'] as const) : (['all', 'others'] as const)
  // A binding has no act before it: there is one time to own the vehicle.
  const owned = question === 'bind' ? OWNERSHIP.slice(0, 1) : OWNERSHIP
  return record(() => ({
    rule: anything,
    channels,
    vehicles: wordReader(whose),
    own: optional(wordReader(owned)),
    ...Object.fromEntries(Object.keys(rule.parameters).map((name) => [name, parameterReader(rule, name)])),
    citation: cited,
  }))
}
type DraftedProvision = Omit<ProvisionBase, 'own'> & { readonly rule: unknown; readonly own: Ownership | undefined }

/** How a parameter of a rule is read. */
function parameterReader({ parameters }: AnyRule, name: string): Reader<unknown> {
  return PARAMETER_READERS[parameters[name] as ParameterKind]
}

function overlap(one: Provision, other: Provision): boolean {
  if (one.rule !== other.rule) return false
  const mine = one.channels
  return mine === 'all' || other.channels === 'all' || other.channels.some((channel) => mine.includes(channel))
}
