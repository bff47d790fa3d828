import { cases, replayCase } from 'demerit/analysis'
import { type Levers, leversPulled } from './levers.ts'

/** One case under the changed law. */
export interface CaseRow {
  readonly id: string
  readonly acts: number
  readonly points: number
  readonly passed: number
  readonly pointsPassed: number
  readonly assumed: string
}

addEventListener('message', ({ data }: MessageEvent<Levers>) => {
  try {
    const rules = leversPulled(data)
    const rows: CaseRow[] = []
    for (const courtCase of cases) {
      const { acts, points, asDeclared, assumed } = replayCase(courtCase, rules)
      const told = Object.entries(assumed).map(([name, value]) => `${name} ${String(value)}`)
      rows.push({
        id: courtCase.id,
        acts,
        points,
        passed: asDeclared.passed,
        pointsPassed: asDeclared.pointsPassed,
        assumed: told.join(', '),
      })
      postMessage({ progress: [...rows] })
    }
    postMessage({ result: rows })
  } catch (error) {
    postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
