import type { Issue, Path } from '../input/issue.ts'
import { type JsonType, wordType } from '../input/json-schema.ts'
import { parsed, type Reader, readListed } from '../input/read.ts'
import { type Parser, standard } from '../input/schema.ts'
import { readWhole } from './fen.ts'

/** Points 记分 of one violation: whole, from 0 to 12. */
export const POINTS_LIMIT = 12

const violationStates = ['open', 'handled', 'withdrawn'] as const
/** What has become of a violation 交通违法: open 未处理, handled 已处理, or withdrawn 已消除. */
export const VIOLATION_STATES: typeof violationStates = /* @__PURE__ */ Object.freeze(violationStates)
/** One state of a violation 违法状态. */
export type ViolationState = (typeof VIOLATION_STATES)[number]

const recorders = ['monitoring', 'officer'] as const
/** How a violation was recorded: by monitoring equipment 交通技术监控, or by an officer on the spot 现场. */
export const RECORDERS: typeof recorders = /* @__PURE__ */ Object.freeze(recorders)
/** One way to record a violation 采集方式. */
export type Recorder = (typeof RECORDERS)[number]

export const POINTS_JSON: JsonType = { kind: 'whole', from: 0, to: POINTS_LIMIT }

/** Reads the points 记分 of a violation: whole, from 0 to 12. Never throws. */
export const parsePoints: Parser<number, number> = /* @__PURE__ */ standard(
  function parsePoints(input) {
    return parsed(readPoints, input)
  },
  () => POINTS_JSON,
)

/** Reads how a violation was recorded. Never throws. */
export const parseRecorder: Parser<Recorder, Recorder> = /* @__PURE__ */ standard(
  function parseRecorder(input) {
    return parsed(readRecorder, input)
  },
  () => wordType(RECORDERS),
)

export function readPoints(input: unknown, path: Path, issues: Issue[]): number | undefined {
  return readWhole(input, POINTS_LIMIT, path, issues, 'points')
}

export const readRecorder: Reader<Recorder> = (input, path, issues) => readListed(input, RECORDERS, path, issues)
