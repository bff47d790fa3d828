import type { Command, CommandType } from '../registry/commands/index.ts'

/** The commands that a story tells; who and what there is stands in its opening, and nothing is told of the time before. */
export type StoryStep = Exclude<CommandType, 'enrolDriver' | 'enrolVehicle' | 'tellHistory'>

/** A day of a story, counted from 1, and a time of day: `09:00`. */
export interface StoryTime {
  readonly day: number
  readonly time: string
}

/** What a story knows beside the command at hand. */
export interface StoryContext {
  readonly vehicleOf: (violation: string) => string
  readonly ownerOf: (vehicle: string) => string
  /** When a violation occurred, unless it was recorded as it occurred. */
  readonly occurred: StoryTime | undefined
}

/** The words of one language for stories of the analysis: {@link enStories}, {@link zhCNStories}. */
export interface StoryWords {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  /** What a driver, a vehicle or a violation is called. */
  readonly name: (id: string) => string
  /** How many drivers there are, and who owns which vehicles. */
  readonly opening: (
    drivers: number,
    owned: readonly (readonly [owner: string, vehicles: readonly string[]])[],
  ) => string
  readonly dated: (when: StoryTime, sentence: string) => string
  readonly closing: (title: { readonly zh: string; readonly en: string }) => string
  readonly steps: {
    readonly [T in StoryStep]: (command: Extract<Command, { readonly type: T }>, context: StoryContext) => string
  }
  /** The title of a drawing. */
  readonly title: (title: { readonly zh: string; readonly en: string }) => string
  /** Labels of a drawing. */
  readonly bound: (vehicle: string) => string
  readonly recorded: (violation: string) => string
  readonly handles: (violation: string) => string
}

/** A thing of a story, named by the letter of its kind and its number; the outsider is one letter and has no number. */
export function storyName(id: string, kinds: Readonly<Record<string, string>>): string {
  return `${kinds[id.charAt(0)]}${storyNumber(id)}`
}

/** The number of a thing of a story. */
export function storyNumber(id: string): string {
  return id.slice(1)
}
