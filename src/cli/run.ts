import { visible } from '../input/text.ts'
import { parseArguments } from './arguments.ts'
import { audit } from './audit.ts'
import { card } from './card.ts'
import { explainFile } from './explain-file.ts'
import { type Host, type Screen, UsageError } from './host.ts'
import { RULES_BY_ID } from './rules.ts'

const USAGE = `demerit audit FILE --question bind|handle [--rules ID] [--times offset|beijing] [--format table|json|csv] [--only VERDICT|RULE]
  judges every row of a CSV or Parquet file of facts. Needs the package @duckdb/node-api. json is one object a line.
demerit explain FILE --question bind|handle [--rules ID] [--times offset|beijing] [--locale zh-CN|en]
  judges one row of facts, a JSON file, and says why. Names and cells are read as audit reads them.
demerit card DAY [--rules ID] [--locale zh-CN|en] [--format text|markdown|json]
  the law of one day on a page, and how sure it is: demerit card 2019-05-01
demerit --version
  the version of this package

  --rules   ${Object.keys(RULES_BY_ID).join(', ')}; cn judges each row by the rule set of its day, and is taken unless given
  columns   as of the table of facts: at, channel, driver, vehicle, vehicle_owner, … An empty cell is not known;
            "none" is no binding (bound_since) or an empty list. Times have an offset: 2018-09-10T15:00:00+08:00. Fines are in fen;
            a column fine_yuan is read in yuan. vehicleOwner and "Vehicle Owner" are vehicle_owner, and so is 机动车所有人:
            the Chinese names of docs/INPUTS.md are read, and so are words such as 小型汽车, 窗口, 是 and 无.
            Row ids are read from the column id, or 序号; without one a row goes by its number.
  --times   beijing reads 2018/9/12 14:05 and other times without an offset as those of Beijing
  --only    of json and csv the rows of one verdict (permitted, refused, undetermined, invalid), or those that one rule refuses, such as fine-limit
  files     one file of this machine, under the name it has; of Parquet also many: acts/*.parquet
  csv       characters that do not show are written as \\u{1b}, and an id that a spreadsheet would compute has ' before it; json keeps each id
  exit code 0: every row was judged; 1: some rows are malformed; the first are told with row and column (row 1 follows the header), and json and csv tell all; 2: the call or the file is wrong
`

const OPTIONS = {
  audit: ['question', 'rules', 'times', 'format', 'only'],
  explain: ['question', 'rules', 'times', 'locale'],
  card: ['rules', 'locale', 'format'],
} as const

/** The command line 命令行: runs one command and gives the exit code. */
export async function run(args: readonly string[], machine: Host): Promise<number> {
  const host: Screen = { ...machine, err: (text) => machine.err(visible(text)), draw: machine.err }
  const [command, ...rest] = args
  try {
    if (rest.includes('--help')) {
      await host.out(USAGE)
      return 0
    }
    switch (command) {
      case 'audit':
        return await audit(parseArguments(rest, OPTIONS.audit), host)
      case 'explain':
        return await explainFile(parseArguments(rest, OPTIONS.explain), host)
      case 'card':
        return await card(parseArguments(rest, OPTIONS.card), host)
      case '--version':
        await host.out(`${host.version}\n`)
        return 0
      case 'help':
      case '--help':
        await host.out(USAGE)
        return 0
      default:
        throw new UsageError(
          `${command === undefined ? 'a command is wanted' : `${command}: there is no such command`}; there are ${Object.keys(OPTIONS).join(', ')}, and demerit --help tells all`,
        )
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    host.err(`demerit: ${error.message}\n`)
    return 2
  }
}
