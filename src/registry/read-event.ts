import { canonical } from '../input/canonical.ts'
import { type Expected, type Issue, type Path, report } from '../input/issue.ts'
import { anything, type Reader, readProperty, readRow, requireKeys, type Shape, withNames } from '../input/read.ts'
import * as wanted from '../input/wanted.ts'
import { COMMAND_TYPES, type CommandType } from './commands/index.ts'
import { commandTypeOf, EVENT_TYPES } from './events.ts'
import { type CommandDraft, FIELD_NAMES, SHAPES } from './read-command.ts'

/** Reads the event of a number: nothing is defaulted, nothing rewritten; an event is canonical or refused. */
export function readEvent(input: unknown, seq: number, path: Path, issues: Issue[]): GivenEvent | undefined {
  const before = issues.length
  const eventType = readProperty(input, 'type', path, ONE_OF_THEM, issues)
  if (eventType === undefined) return undefined
  const type = commandTypeOf(eventType)
  if (type === undefined) {
    report(issues, 'not-listed', [...path, 'type'], ONE_OF_THEM, eventType)
    return undefined
  }
  const { record: given, whole } = readRow(input, GIVEN[type], path, issues, 'type')
  if (given.seq !== seq) {
    report(issues, 'not-in-sequence', [...path, 'seq'], wanted.exactly(String(seq)), given.seq)
  }
  if (!whole) requireKeys(given.draft as object, FIELD_NAMES[type], path, issues)
  return issues.length > before ? undefined : (given as GivenEvent)
}
const ONE_OF_THEM: Expected = /* @__PURE__ */ anyType()

function anyType(): Expected {
  return wanted.word(Object.values(EVENT_TYPES))
}

/** An event as it is handed in: its stamp, not believed, and the draft that its fields make. */
interface GivenEvent {
  readonly type: CommandType
  readonly seq: unknown
  readonly ruleSet: unknown
  readonly chain: unknown
  readonly draft: CommandDraft
}

const GIVEN: { readonly [T in CommandType]: Shape<GivenEvent> } = /* @__PURE__ */ givenShapes()

function givenShapes(): typeof GIVEN {
  const shapes = COMMAND_TYPES.map((type) => {
    const names = ['seq', 'ruleSet', ...FIELD_NAMES[type], 'chain']
    const draftShape = SHAPES[type]
    const readers: Reader<never>[] = []
    draftShape((reader) => {
      readers.push((input, path, issues) => canonical(reader as Reader<never>, input, path, issues))
      return undefined
    })
    const shape: Shape<GivenEvent> = (take) => {
      let next = 0
      return {
        type,
        seq: take(anything),
        ruleSet: take(anything),
        draft: draftShape(() => take(readers[next++] as Reader<never>)) as CommandDraft,
        chain: take(anything),
      }
    }
    return [type, withNames(names, shape)] as const
  })
  return Object.fromEntries(shapes) as typeof GIVEN
}
