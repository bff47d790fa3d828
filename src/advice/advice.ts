import type { Decision, Finding } from '../decision/decision.ts'
import { own } from '../input/own.ts'
import type { FactRows } from '../law/facts.ts'
import { binds } from '../law/rule-sets/rule-set.ts'
import { CHANNELS, type Channel } from '../values/channel.ts'
import { type Channels, channelsOf, type Deciding, failingIn, ON_THE_SPOT, readyOn } from './channels.ts'
import { type Helps, type SomeFacts, type Step, stepOf } from './helps.ts'
import type { Note } from './notes.ts'
import { type Who, whoOf } from './who.ts'

/**
 * A decision with what a person can do about it: who, where, what first, what follows, and what is not known yet.
 * Each channel is decided by its rules; none is inferred from another.
 */
export interface Advice extends Decision {
  /** Whose act it is. */
  readonly who: Who
  /** The channel that was asked, where it is known; no optional property, since that is the name of a fact. */
  readonly channel: Channel | undefined
  /** What each channel says, with what is needed and brought there. */
  readonly channels: Channels
  /** What to do first, or to wait for, where that is told: when all of it is done, the act is not refused in `place`. */
  readonly first: readonly Step[]
  /** Where: here, on another channel, or nowhere, and then nothing is told. */
  readonly place: 'here' | Channel | undefined
  /** A binding made now would not cover the violation. */
  readonly isVainBinding: boolean
  /** The binding is later than the handling: one of the two times is wrong. */
  readonly timesContradict: boolean
  /** What follows of the act where a channel does not refuse it; that it is a former owner's wherever it is not handled. */
  readonly notes: readonly Note[]
  /** Where it is undetermined: whose records the office has still to look up. */
  readonly toLookUp: readonly Subject[]
}
/** What a driver can be told by a decision alone: its facts say what each channel says. */
export type Advised = Omit<Advice, 'channels'> & Partial<Pick<Advice, 'channels'>>

/** What an office keeps records of. */
export type Subject = (typeof SUBJECTS)[number]
const SUBJECTS = ['driver', 'vehicle', 'violation'] as const

/** The same, with what is said of it. */
export interface Asking extends Deciding {
  readonly helps: Partial<Helps>
  readonly rows: Partial<FactRows>
  /** What follows of an act that is permitted. */
  readonly notes: (facts: SomeFacts) => readonly Note[]
  /** Whether a binding made now would be too late for the violation. */
  readonly isVainBinding: (facts: SomeFacts, decision: Decision) => boolean
  /** Whether the binding is later than the act. */
  readonly timesContradict: (facts: SomeFacts) => boolean
}

/**
 * The advice on facts that were read: one decision, one more for the other channels, and of a refusal at most 7 in all. What belongs to
 * this sitting is not known first on another channel, and then as it should be.
 */
export function adviceOn(asking: Asking, facts: SomeFacts): Advice {
  const decision = asking.decide(facts, {})
  const notes = asking.notes(facts)
  const who = whoOf(decision, notes)
  const channels = channelsOf(asking, facts, decision, who)
  const isOpen = CHANNELS.some((channel) => channels[channel].verdict !== 'refused')
  const isRefused = decision.verdict === 'refused' && who !== 'nobody'
  const isNowhere = facts.channel !== undefined && !isOpen
  const others = isNowhere ? CHANNELS.filter((each) => each !== facts.channel) : []
  const help = isRefused ? helpIn(asking, facts, decision, ['here', ...others]) : NO_HELP
  return {
    ...decision,
    who,
    channel: facts.channel,
    ...help,
    isVainBinding: isRefused && asking.isVainBinding(facts, decision),
    timesContradict: asking.timesContradict(facts),
    notes: notes.filter(({ code }) => isOpen || (code === 'former-owner' && code === who)),
    toLookUp: subjectsOf(asking.rows, decision),
    channels,
  }
}

/** What a decision alone tells, without its facts. */
export function alone(decision: Decision): Advised {
  const nothing = { channel: undefined, ...NO_HELP, isVainBinding: false, notes: [], toLookUp: [] }
  return { ...decision, who: whoOf(decision, []), ...nothing, timesContradict: timesContradict(decision) }
}

/** Whether the binding is later than the handling. */
function timesContradict({ findings }: Decision): boolean {
  /** A side of a finding that has been judged; the others have none. */
  const sideOf = (rule: Finding['rule'], side: 'supplied' | 'limit') =>
    (own<object>(findings.find((finding) => finding.rule === rule) ?? {}) as Partial<Record<string, unknown>>)[side]
  const since = sideOf('open-binding', 'supplied')
  // Text order is time order.
  return typeof since === 'string' && since > (sideOf('not-before-occurrence', 'limit') as string)
}

type Place = NonNullable<Advice['place']>
const NO_HELP: Pick<Advice, 'first' | 'place'> = { first: [], place: undefined }

/** The first place where steps are known that help. */
function helpIn(asking: Asking, facts: SomeFacts, decision: Decision, places: readonly Place[]): typeof NO_HELP {
  for (const place of places) {
    const first = stepsTo(asking, facts, decision, place)
    if (first !== undefined) return { first, place }
  }
  return NO_HELP
}

function subjectsOf(rows: Partial<FactRows>, { verdict, missing }: Decision): readonly Subject[] {
  if (verdict === 'refused') return []
  const subjects = missing.map((name) => (rows[name]?.suppliedBy === 'asker' ? undefined : rows[name]?.about))
  return SUBJECTS.filter((subject) => subjects.includes(subject))
}

/** What helps against what fails in a place, if then the act is not refused there but for what takes time. */
function stepsTo(asking: Asking, facts: SomeFacts, decision: Decision, place: Place): readonly Step[] | undefined {
  const isHere = place === 'here'
  const steps = failingIn(decision).flatMap((finding) => {
    const isThere = isHere || (binds(finding, place) && !ON_THE_SPOT.includes(finding.rule))
    return isThere ? stepOf(finding, facts, asking.helps) : []
  })
  const moved = isHere ? {} : readyOn(asking, facts, place)
  const changes = steps.map(({ todo }) => (todo === 'wait' ? {} : todo))
  const after = failingIn(asking.decide(facts, Object.assign(moved, ...changes)))
  return after.every(({ rule }) => steps.some((step) => step.rule === rule && step.todo === 'wait')) ? steps : undefined
}
