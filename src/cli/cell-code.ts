import { decideBinding, decideHandling } from '../decision/decide.ts'
import type { IssueCode } from '../input/issue.ts'
import type { Fact } from '../law/facts.ts'
import { cn } from '../law/index.ts'
import { LOCAL_TIME } from '../typed/local-time.ts'
import { parseInstant } from '../values/instant.ts'
import { type CellOptions, cellReader, trimmed } from './cell-values.ts'

/** The code of a cell that is malformed: that of the library's issue, where it has one of such a value. */
export function codeOfCell(fact: Fact, cell: string, options: CellOptions): IssueCode {
  const read = cellReader(fact, options)(cell)
  if (read === undefined) return codeOfText(fact, trimmed(cell), options)
  const facts = { [fact.name]: read.value }
  const answer = options.question === 'bind' ? decideBinding(facts, cn) : decideHandling(facts, cn)
  const issues = answer.verdict === 'invalid' ? answer.issues : []
  // What the library takes is against the column that says whether it is known.
  return issues.find(({ path }) => path[0] === fact.name)?.code ?? 'contradicted'
}

/** Of a text that is no value. */
function codeOfText({ kind }: Fact, text: string, { isBeijing, inYuan }: CellOptions): IssueCode {
  switch (kind) {
    case 'word':
    case 'flag':
      return 'not-listed'
    case 'count':
    case 'fen':
      return !inYuan && /^-?\d+[.]\d+$/.test(text) ? 'not-whole' : 'malformed'
    case 'instant': {
      if (LOCAL_TIME.test(text)) return isBeijing ? 'malformed' : 'no-offset'
      const moment = parseInstant(/^-?\d+$/.test(text) ? Number(text) : text)
      const code = moment.ok ? 'malformed' : (moment.issues[0]?.code ?? 'malformed')
      return isBeijing && code === 'no-offset' ? 'malformed' : code
    }
    default:
      return 'malformed'
  }
}
