import type { Issue, Path } from '../input/issue.ts'
import { parsed, type Reader, readListed } from '../input/read.ts'
import type { Parsed } from '../input/result.ts'
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

/** Reads the points 记分 of a violation: whole, from 0 to 12. Never throws. */
export function parsePoints(input: unknown): Parsed<number> {
  return parsed(readPoints, input)
}

/** Reads how a violation was recorded. Never throws. */
export function parseRecorder(input: unknown): Parsed<Recorder> {
  return parsed(readRecorder, input)
}

export function readPoints(input: unknown, path: Path, issues: Issue[]): number | undefined {
  return readWhole(input, POINTS_LIMIT, `whole number of points from 0 to ${POINTS_LIMIT}`, path, issues)
}

export const readRecorder: Reader<Recorder> = (input, path, issues) => readListed(input, RECORDERS, path, issues)
