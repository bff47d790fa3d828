import { type Expected, type Issue, isArray, type Path, report } from '../input/issue.ts'
import {
  anything,
  copyRecord,
  LONGEST_LIST,
  type Reader,
  readArray,
  readProperty,
  readRow,
  requireKeys,
  type Shape,
  withNames,
} from '../input/read.ts'
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
      readers.push(canonical(reader) as Reader<never>)
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

/** Reads only what stands there in its canonical writing already. */
function canonical<V>(reader: Reader<V>): Reader<V> {
  return (input, path, issues) => {
    const before = issues.length
    const copy = copyOf(input, path, issues)
    if (issues.length > before) return undefined
    const read = reader(copy, path, issues)
    if (read === undefined || copy === read || isSame(copy, read)) return read
    report(issues, 'not-reproduced', path, wanted.canonical, input)
    return undefined
  }
}

/** Lists and records copied, each property read once: what is compared is then what was read. */
function copyOf(input: unknown, path: Path, issues: Issue[]): unknown {
  if (typeof input !== 'object' || input === null) return input
  if (isArray(input)) return readArray(input, LONGEST_LIST, path, issues)
  const copy = copyRecord(input, path, issues)
  if (copy === undefined) return undefined
  const names = Object.keys(copy)
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string
    const value = copy[name]
    // No record that an event holds has another one in it, and lists hold words: what lies deeper is refused as it is.
    if (isArray(value)) copy[name] = readArray(value, LONGEST_LIST, [...path, name], issues)
  }
  return copy
}

/**
 * Whether a copy of untrusted data is, to the letter, what it was read as. Its reader has seen that it is a list or a
 * record where that is one, has no other keys, and no word twice.
 */
function isSame(copy: unknown, read: unknown): boolean {
  if (typeof read !== 'object') return copy === read
  const record = read as Readonly<Record<string, unknown>>
  const given = copy as Readonly<Record<string, unknown>>
  return Object.keys(record).every((key) => isSame(given[key], record[key]))
}
