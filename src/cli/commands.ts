import { cn, QUESTIONS, type Question } from '../law/index.ts'
import type { Option } from './arguments.ts'
import { RULES_BY_ID } from './rules.ts'
import type { Written } from './text-file.ts'

/** A command: what it takes, its options, and what it does. */
interface Command<O extends Readonly<Record<string, Option>> = Readonly<Record<string, Option>>> {
  readonly takes: string
  readonly options: O
  readonly does: string
  /** What else there is to know, by a word for it. */
  readonly notes: Readonly<Record<string, string>>
}

type Times = 'offset' | 'beijing'
type Locale = 'zh-CN' | 'en'
/** The commands, each with its options. */
interface Commands {
  readonly audit: Command<{
    readonly question: Option<Question>
    readonly rules: Option
    readonly times: Option<Times>
    readonly encoding: Option<Written>
    readonly format: Option<'table' | 'json' | 'csv'>
    readonly only: Option
  }>
  readonly explain: Command<{
    readonly question: Option<Question>
    readonly rules: Option
    readonly times: Option<Times>
    readonly encoding: Option<Written>
    readonly row: Option
    readonly id: Option
    readonly locale: Option<Locale>
  }>
  readonly card: Command<{
    readonly rules: Option
    readonly locale: Option<Locale>
    readonly format: Option<'text' | 'markdown' | 'json'>
  }>
}

const rules: Option = {
  values: Object.keys(RULES_BY_ID),
  shown: 'ID',
  otherwise: cn.id,
  means: `${Object.keys(RULES_BY_ID).join(', ')}; cn judges each row by the rule set of its day`,
}
const question: Option<Question> = {
  values: QUESTIONS,
  means: 'bind: may the driver bind the vehicle; handle: may the driver handle the violation',
}
const times: Option<Times> = {
  values: ['offset', 'beijing'],
  otherwise: 'offset',
  means: 'beijing reads 2018/9/12 14:05 and other times without an offset as those of Beijing',
}
const encoding: Option<Written> = {
  values: ['auto', 'utf-8', 'gb18030'],
  otherwise: 'auto',
  means: 'how the text is written: auto reads UTF-8, UTF-16 with its mark, and what is neither as GB18030, with a note',
}
const locale: Option<Locale> = { values: ['zh-CN', 'en'], otherwise: 'zh-CN', means: 'the language of the answer' }

const cells = {
  columns: `as of the table of facts: at, channel, driver, vehicle, vehicle_owner, … An empty cell is not known;
"none" is no binding (bound_since) or an empty list. Times have an offset: 2018-09-10T15:00:00+08:00. Fines are in fen;
a column fine_yuan is read in yuan. vehicleOwner and "Vehicle Owner" are vehicle_owner, and so is 机动车所有人:
the Chinese names of docs/INPUTS.md are read, and so are words such as 小型汽车, 窗口, 是 and 无.
Row ids are read from the column id, or 序号; without one a row goes by its number.`,
}

/** The commands there are, by name: their arguments, their help and what is read come from here. */
export const COMMANDS: Commands = {
  audit: {
    takes: 'FILE',
    options: {
      question,
      rules,
      times,
      encoding,
      format: {
        values: ['table', 'json', 'csv'],
        otherwise: 'table',
        means: 'table sums up; json and csv write the decision of every row, json as one object a line',
      },
      only: {
        values: [],
        shown: 'VERDICT|RULE',
        isWanted: false,
        means:
          'of json and csv the rows of one verdict (permitted, refused, undetermined, invalid), or those that one rule refuses, such as fine-limit',
      },
    },
    does: 'judges every row of a CSV or Parquet file of facts. Needs the package @duckdb/node-api.',
    notes: {
      ...cells,
      files:
        'one file of this machine, under the name it has, or /dev/stdin; CSV may be packed (.csv.gz); of Parquet also many: acts/*.parquet',
      csv: "characters that do not show are written as \\u{1b}, and an id that a spreadsheet would compute has ' before it; json keeps each id",
      'exit code':
        '0: every row was judged; 1: some rows are malformed; the first are told with row and column (row 1 follows the header), and json and csv tell all; 2: the call or the file is wrong, or something failed',
      errors: 'each has a code, such as error[no-file]; with --format json they are JSON too, on standard error',
    },
  },
  explain: {
    takes: 'FILE',
    options: {
      question,
      rules,
      times,
      encoding,
      row: {
        values: [],
        shown: 'N',
        isWanted: false,
        means: 'of a CSV or Parquet file the row of this number, as audit counts: row 1 follows the header',
      },
      id: { values: [], shown: 'ID', isWanted: false, means: 'of such a file the row of this id' },
      locale,
    },
    does: 'judges one row of facts, a JSON file or a row of a CSV or Parquet file, and says why. Names and cells are read as audit reads them.',
    notes: { ...cells, 'exit code': '0: the row was judged; 1: a cell is malformed; 2: the call or the file is wrong' },
  },
  card: {
    takes: 'DAY',
    options: {
      rules: { ...rules, means: `${rules.values.join(', ')}; of cn the rule set of the day` },
      locale,
      format: { values: ['text', 'markdown', 'json'], otherwise: 'text', means: 'how the page is written' },
    },
    does: 'the law of one day on a page, and how sure it is: demerit card 2019-05-01',
    notes: { 'exit code': '0: it was told; 2: the call is wrong' },
  },
}
/** The name of a command. */
export type CommandName = keyof Commands

/** The commands, each with a line of its options. */
export function usage(): string {
  return `${(Object.keys(COMMANDS) as readonly CommandName[]).map(head).join('')}demerit help COMMAND
  what a command does, each of its options, and what it reads and writes; demerit COMMAND --help tells the same
demerit --version
  the version of this package
`
}

/** One command: its line, each of its options, and what else there is to know. */
export function usageOf(name: CommandName): string {
  const { options, notes }: Command = COMMANDS[name]
  const entries = [
    ...Object.entries(options).map(
      ({ 0: option, 1: { means, otherwise } }) =>
        [`--${option}`, otherwise === undefined ? means : `${means}; ${otherwise} unless given`] as const,
    ),
    ...Object.entries(notes),
  ]
  const width = Math.max(...entries.map(([word]) => word.length)) + 2
  const lines = entries.map(
    ([word, says]) => `  ${word.padEnd(width)}${says.split(/\n/).join(`\n${' '.repeat(width + 2)}`)}`,
  )
  return `${head(name)}\n${lines.join('\n')}\n`
}

function head(name: CommandName): string {
  const { takes, options, does }: Command = COMMANDS[name]
  const shown = Object.entries(options).map(({ 0: option, 1: { values, shown, otherwise, isWanted } }) => {
    const text = `--${option} ${shown ?? values.join('|')}`
    return otherwise === undefined && isWanted !== false ? text : `[${text}]`
  })
  return `demerit ${[name, takes, ...shown].join(' ')}\n  ${does}\n`
}
