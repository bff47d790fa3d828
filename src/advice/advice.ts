import type { Decision, Finding } from '../decision/decision.ts'
import type { FactName, FactRows } from '../law/facts.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import { binds, type Channels, channelsOf, type Deciding, elsewhere, ON_THE_SPOT, SITTING } from './channels.ts'
import { type Help, type Helps, helpOf, type SomeFacts } from './helps.ts'
import type { Note } from './notes.ts'
import { type Who, whoOf } from './who.ts'

/** What is known of an act beside its decision, where its facts are at hand: decided, and not inferred from findings. */
export interface Outlook {
  /** Whose act it is, by the decision on the channel that was asked. */
  readonly who: Who
  /** The channel that was asked, where the act is refused; no optional property, since that is the name of a fact. */
  readonly channel: Channel | undefined
  /** What each channel would say, as it is decided there; only where the act is refused. */
  readonly channels?: Channels
  /** For each rule that fails, what helps, if that is told: when all of it is done, the act is not refused in `place`. */
  readonly helps: { readonly [Id in Finding['rule']]?: Help }
  /** Where: here, on another channel, or nowhere, and then nothing is told. */
  readonly place?: 'here' | Channel
  /** A binding made now would not cover the violation. */
  readonly isVainBinding: boolean
  /** What follows of the act where it is permitted, here or on another channel. */
  readonly notes: readonly Note[]
  /** Where it is undetermined: whose records the office has still to look up. */
  readonly toLookUp: readonly Subject[]
}
/** What an office keeps records of. */
export type Subject = (typeof SUBJECTS)[number]
const SUBJECTS = ['driver', 'vehicle', 'violation'] as const

/** The same, with what is said of it. */
export interface Asking extends Deciding {
  readonly helps: Partial<Helps>
  readonly rows: Partial<FactRows>
  /** What follows of an act that is permitted. */
  readonly notes: (facts: SomeFacts) => readonly Note[]
}

/**
 * What is known beside a decision, from the facts that it was made of: on a refusal up to 12 more decisions are made, else none.
 * What belongs to this sitting is not known first on another channel, and then as it should be.
 */
export function outlookOf(asking: Asking, facts: SomeFacts, decision: Decision): Outlook {
  const rest = unlooked(decision)
  if (decision.verdict === 'permitted') return { ...rest, notes: asking.notes(facts) }
  if (decision.verdict === 'undetermined') return { ...rest, toLookUp: subjectsOf(asking.rows, decision) }
  if (rest.who === 'nobody') return { ...rest, channels: NOWHERE }
  const channels = channelsOf(asking, facts, failingIn(decision))
  const isVainBinding = asking.question === 'handle' && isInVain(asking, facts, decision)
  const isOpen = CHANNELS.some((channel) => channels[channel].verdict !== 'refused')
  const isPermitted = CHANNELS.some((channel) => channels[channel].verdict === 'permitted')
  const { channel } = facts
  const notes = isPermitted ? asking.notes(facts) : []
  const refused = { ...rest, channel, channels, isVainBinding, notes }
  const others = isOpen || channel === undefined ? [] : CHANNELS.filter((each) => each !== channel)
  const places = ['here', ...others] as const
  for (let index = 0; index < places.length; index++) {
    const place = places[index] as 'here' | Channel
    const helps = helpsAt(asking, facts, decision, place)
    if (helps !== undefined) return { ...refused, helps, place }
  }
  return refused
}
const REFUSED = { verdict: 'refused', needs: [] } as const
const NOWHERE: Channels = { window: REFUSED, app: REFUSED, web: REFUSED, kiosk: REFUSED }

/** What a decision alone tells, without its facts. */
export function unlooked(decision: Decision): Outlook {
  return { who: whoOf(decision), channel: undefined, helps: {}, isVainBinding: false, notes: [], toLookUp: [] }
}

function subjectsOf(rows: Partial<FactRows>, { missing }: Decision): readonly Subject[] {
  const isKept = (name: FactName, subject: Subject) =>
    rows[name]?.about === subject && rows[name].suppliedBy !== 'asker'
  return SUBJECTS.filter((subject) => missing.some((name) => isKept(name, subject)))
}

/** What helps against what fails in a place, if then the act is not refused there but for what takes time. */
function helpsAt(
  asking: Asking,
  facts: SomeFacts,
  decision: Decision,
  place: 'here' | Channel,
): Outlook['helps'] | undefined {
  const isHere = place === 'here'
  const helps: { [Id in Finding['rule']]?: Help } = {}
  let change: SomeFacts = isHere ? {} : elsewhere(asking, facts, place, SITTING[asking.question])
  for (const finding of failingIn(decision)) {
    const isThere = isHere || (binds(finding, place) && !ON_THE_SPOT.includes(finding.rule))
    const help = isThere ? helpOf(finding, facts, asking.helps) : undefined
    if (help === undefined) continue
    helps[finding.rule] = help
    if (help !== 'wait') change = { ...change, ...help }
  }
  const after = failingIn(asking.decide({ ...facts, ...change }))
  return after.every(({ rule }) => helps[rule] === 'wait') ? helps : undefined
}

/** Whether a binding made now would be too late for the violation. */
function isInVain(asking: Asking, facts: SomeFacts, decision: Decision): boolean {
  const unbound = failingIn(decision).find(({ rule }) => rule === 'open-binding')
  const change = unbound && helpOf(unbound, facts, asking.helps)
  if (change === undefined || change === 'wait') return false
  return failingIn(asking.decide({ ...facts, ...change })).some(({ rule }) => rule === 'since-binding')
}

/** The rules that refuse. */
export function failingIn({ findings }: Decision): readonly Finding[] {
  return findings.filter(({ outcome }) => outcome === 'fails')
}
