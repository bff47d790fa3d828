import { wholeReader } from '../input/read.ts'
import type { TypedReader } from '../input/reader.ts'
import { type Parser, parserOf } from '../input/schema.ts'
import { wordReader } from '../input/words.ts'

/** Points 记分 of one violation: whole, from 0 to 12. */
export const POINTS_LIMIT = 12

/** What has become of a violation 交通违法: open 未处理, handled 已处理, or withdrawn 已消除. */
export const VIOLATION_STATES = Object.freeze(['open', 'handled', 'withdrawn'] as const)
/** One state of a violation 违法状态. */
export type ViolationState = (typeof VIOLATION_STATES)[number]

/** How a violation was recorded: by monitoring equipment 交通技术监控, or by an officer on the spot 现场. */
export const RECORDERS = Object.freeze(['monitoring', 'officer'] as const)
/** One way to record a violation 采集方式. */
export type Recorder = (typeof RECORDERS)[number]

export const readPoints: TypedReader<number> = wholeReader(POINTS_LIMIT, 'points')
export const readViolationState: TypedReader<ViolationState> = wordReader(VIOLATION_STATES)
export const readRecorder: TypedReader<Recorder> = wordReader(RECORDERS)

/** Reads the points 记分 of a violation: whole, from 0 to 12. Never throws. */
export const parsePoints: Parser<number, number> = parserOf('parsePoints', readPoints)

/** Reads how a violation was recorded. Never throws. */
export const parseRecorder: Parser<Recorder, Recorder> = parserOf('parseRecorder', readRecorder)
