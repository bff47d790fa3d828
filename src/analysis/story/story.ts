import { enStories } from '../../explain/en/index.ts'
import type { StoryContext, StoryStep, StoryTime, StoryWords } from '../../explain/stories.ts'
import { zhCNStories } from '../../explain/zh-CN/index.ts'
import { mistaken } from '../../input/assert.ts'
import type { Command } from '../../registry/commands/index.ts'
import type { Instant, LegalDay } from '../../values/instant.ts'
import { legalDay } from '../../values/instant.ts'
import type { Goal } from '../explore/goal.ts'
import { daysOf, type WholeSearchScope } from '../explore/scope.ts'

/** A language by its tag, such as a locale of `demerit/explain`: `en` or `zh-CN`, unless the words of a story come along. */
export interface StoryLanguage {
  readonly tag: string
}

/** What happened, step by step. */
export interface Plot {
  readonly setUp: readonly Command[]
  readonly commands: readonly Command[]
  readonly scope: WholeSearchScope
  readonly goal: Pick<Goal<never>, 'title'>
}

/** A way as sentences: who owns what, then a sentence a command with its day and time, then what has come about. */
export function storyOf({ setUp, commands, scope, goal }: Plot, words: StoryWords): readonly string[] {
  const days = daysOf(scope)
  const owners = new Map<string, string>()
  for (const command of setUp) if (command.type === 'enrolVehicle') owners.set(command.id, command.owner.id)
  const story = [words.opening(scope.drivers, byOwner(owners))]
  const vehicles = new Map<string, string>()
  for (const command of commands) {
    if (command.type === 'recordViolation') vehicles.set(command.id, command.vehicle)
    const context: StoryContext = {
      vehicleOf: (violation) => vehicles.get(violation) as string,
      ownerOf: (vehicle) => owners.get(vehicle) as string,
      occurred: occurred(command, days),
    }
    const says = words.steps[command.type as StoryStep] as (command: Command, context: StoryContext) => string
    story.push(words.dated(timeOf(days, command.at), says(command, context)))
    if (command.type === 'transferVehicle') owners.set(command.vehicle, command.to.id)
  }
  story.push(words.closing(goal.title))
  return Object.freeze(story)
}

/**
 * The words to tell a story in: those handed in, or those of a language that ships with the library.
 *
 * @throws RangeError when there are no words in the language.
 */
export function storyWordsOf(call: string, language: StoryLanguage, stories: StoryWords | undefined): StoryWords {
  const words = [stories, language as Partial<StoryWords>].find((each) => typeof each?.steps === 'object')
  if (words !== undefined) return words as StoryWords
  const { tag } = Object(language) as StoryLanguage
  const shipped = [enStories, zhCNStories].find((each) => each.tag === tag)
  if (shipped === undefined)
    throw mistaken(`${call}(language.tag)`, tag, 'en or zh-CN, and no words for stories are given')
  return shipped
}

function timeOf(days: readonly LegalDay[], at: unknown): StoryTime {
  return { day: days.indexOf(legalDay(at as Instant)) + 1, time: String(at).slice(11, 16) }
}

/** When a violation occurred, unless it was recorded as it occurred. */
function occurred(command: Command, days: readonly LegalDay[]): StoryTime | undefined {
  if (command.type !== 'recordViolation' || command.occurredAt === command.at) return undefined
  return timeOf(days, command.occurredAt)
}

/** The vehicles of each owner, in order. */
function byOwner(owners: ReadonlyMap<string, string>): readonly (readonly [string, readonly string[]])[] {
  const owned = new Map<string, string[]>()
  for (const { 0: vehicle, 1: owner } of owners) owned.set(owner, [...(owned.get(owner) ?? []), vehicle])
  return [...owned]
}
