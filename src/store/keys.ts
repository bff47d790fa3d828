import type { Decision } from '../decision/decision.ts'
import { parseDecision } from '../decision/parse-decision.ts'
import type { Issue } from '../input/issue.ts'
import { readCommand } from '../registry/commands/read-command.ts'
import { readId } from '../values/ids.ts'
import type { FoundRows, StoreOutcome } from './adapter.ts'
import { type Asked, commandText } from './decide-commands.ts'
import { badRow } from './failure.ts'
import type { Ids } from './ids.ts'
import { readNote } from './note.ts'

export const KEY_REUSED: StoreOutcome = Object.freeze({ status: 'refused', code: 'key-reused' })

/** A key comes from outside, in a header: it is told like a field of the command. So is a note. */
export function readKeyed(
  { timeless }: Ids,
  input: unknown,
  key: unknown,
  said?: unknown,
): Asked | { readonly issues: readonly Issue[] } {
  const issues: Issue[] = []
  const known = key === undefined ? undefined : readId(key, ['key'], issues)
  const note = readNote(said, ['note'], issues)
  const read = readCommand(input, issues, timeless)
  return read === undefined || issues.length > 0 ? { issues } : { ...read, key: known, note }
}

/** What a command was answered before, if its key is kept. @throws Error with `code` `bad-row` when that was edited into nonsense. */
export function answeredBefore(asked: Asked, { answers }: FoundRows): StoreOutcome | undefined {
  return keptAnswer(asked.key, () => commandText(asked), answers)
}

/** The same of what is kept as a text, a command or a correction. */
export function keptAnswer(
  key: string | undefined,
  text: () => string,
  answers: FoundRows['answers'],
): StoreOutcome | undefined {
  const kept = key === undefined ? undefined : answers.get(key)
  if (kept === undefined) return undefined
  if (text() !== kept.command) return KEY_REUSED
  const { status, decision, conflicts, ...rest } = kept.outcome as KeptOutcome
  const again = (given: unknown) => (given === undefined ? {} : { decision: decisionAgain(given, key as string) })
  return {
    status,
    ...(kept.event !== null && { event: kept.event }),
    ...rest,
    ...again(decision),
    ...(conflicts && { conflicts: conflicts.map((each) => ({ ...each, ...again(each.decision) })) }),
    repeated: true,
  } as StoreOutcome
}
interface KeptOutcome {
  readonly status: string
  readonly decision?: unknown
  readonly conflicts?: readonly { readonly decision?: unknown }[]
}

/** What was kept went through JSON: read, it is a decision of this library again. */
function decisionAgain(kept: unknown, key: string): Decision {
  const read = parseDecision(kept)
  if (read.ok) return read.value
  const { path, code } = read.issues[0] as Issue
  throw badRow('keys', key, ['outcome', 'decision', ...path].join('.'), code)
}

/** The commands that are to be judged, by their keys; what has no key is told by itself. */
export function firstOfEachKey(commands: readonly Asked[]): ReadonlyMap<string | Asked, Asked> {
  const firsts = new Map<string | Asked, Asked>()
  for (const each of commands) if (!firsts.has(each.key ?? each)) firsts.set(each.key ?? each, each)
  return firsts
}
