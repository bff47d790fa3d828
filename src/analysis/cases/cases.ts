import { chengjiang } from './chengjiang.ts'
import type { CourtCase, ToldCase } from './court-case.ts'
import { gaoming } from './gaoming.ts'
import { huaibei } from './huaibei.ts'
import { huli } from './huli.ts'
import { jiande } from './jiande.ts'
import { leshan } from './leshan.ts'
import { minhou } from './minhou.ts'
import { ningguo } from './ningguo.ts'
import { rangesOf } from './recorded.ts'
import { shunde } from './shunde.ts'

/**
 * The nine court cases that the newspaper article tells 报道所述案例 of the 37 that it read, in its order: of each what the
 * article states, and apart from it what is assumed, and the range of each count. Leshan's tells of queries alone, and has no act.
 */
export const courtCases: readonly CourtCase[] = withRanges([
  jiande,
  gaoming,
  ningguo,
  huaibei,
  chengjiang,
  shunde,
  minhou,
  leshan,
  huli,
])

function withRanges(cases: readonly ToldCase[]): readonly CourtCase[] {
  return Object.freeze(cases.map((each) => Object.freeze({ ...each, ranges: rangesOf(each.id) })))
}
