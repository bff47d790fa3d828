import { type CaseReplay, courtCases, replayCase } from 'demerit/analysis'
import { messageOf } from './message.ts'
import { SETS } from './sets.ts'

/** One case under one rule set. */
export type SetRow = Pick<CaseReplay, 'acts' | 'asDeclared' | 'asTheyWere' | 'falseStatements'> & {
  readonly set: string
}

addEventListener('message', ({ data: id }: MessageEvent<string>) => {
  try {
    const courtCase = courtCases.find((each) => each.id === id)
    if (courtCase === undefined) throw new RangeError(`no case ${id}`)
    const rows: SetRow[] = []
    for (const set of SETS) {
      const { acts, asDeclared, asTheyWere, falseStatements } = replayCase(courtCase, set)
      rows.push({ set: set.id, acts, asDeclared, asTheyWere, falseStatements })
      postMessage({ progress: [...rows] })
    }
    postMessage({ result: rows })
  } catch (error) {
    postMessage({ error: messageOf(error) })
  }
})
