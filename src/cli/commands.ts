import { parseArgs } from 'node:util'
import { QUESTIONS, SHIPPED_SETS } from '../law/index.ts'
import { Failure } from './message.ts'
import { RULES_BY_ID } from './named-rules.ts'

/** An option of a command: what it may be, and what it does. */
interface Option {
  readonly means: string
  /** The values there are; with none of them it is a flag, unless `shown` says what is wanted. */
  readonly values?: readonly string[]
  readonly shown?: string
  /** What it is unless given. */
  readonly otherwise?: string
}

/** The name of a command. */
export type CommandName = 'audit' | 'explain' | 'card' | 'rules' | 'cases' | 'sentences'

interface Command {
  readonly takes: string
  readonly does: string
  readonly options: Readonly<Record<string, Option>>
  /** What else there is to know, by a word for it. */
  readonly notes: Readonly<Record<string, string>>
}

const SHIPPED_IDS = SHIPPED_SETS.map(({ id }) => id)
const ids = Object.keys(RULES_BY_ID).join(', ')
const law = `${ids}, or a JSON file of a rule set`
const rules: Option = {
  shown: 'ID|FILE',
  otherwise: 'cn',
  means: `${law}; cn judges each row by the rule set of its day`,
}
const question: Option = {
  values: QUESTIONS,
  means:
    'bind: may the driver bind the vehicle; handle: may the driver handle the violation. Needless where the columns are those of one alone',
}
const against: Option = {
  shown: 'ID|FILE',
  means: 'a second book or rule set: adds its verdict on each row, and what differs',
}
const encoding: Option = {
  values: ['auto', 'utf-8', 'gb18030'],
  otherwise: 'auto',
  means: 'how the text is written: auto reads UTF-8, UTF-16 with its mark, and what is neither as GB18030, with a note',
}
const locale: Option = { values: ['zh-CN', 'en'], otherwise: 'zh-CN', means: 'the language of sentences' }
const raw: Option = { means: 'writes cells of CSV as they came, also those that a spreadsheet would compute or round' }
const table: Option = { shown: 'NAME', means: 'of a DuckDB file the table' }
const columns = `as of the table of facts: at, channel, driver, vehicle, vehicle_owner, … or in Chinese: 办理时间, 办理渠道, 驾驶证号, …
(docs/guides/audit-reference.md has all), and so are words: 小型汽车, 窗口, 是, 无. An empty cell is not known; none or 无 is no binding, or
an empty list. A time without an offset is Beijing's. Fines are in yuan under 罚款, 罚款金额 and fine_yuan, in fen under fine and 罚款(分).`
const files = `CSV, also packed (.csv.gz) or from a pipe (/dev/stdin); with the package @duckdb/node-api also Parquet, and a table of a DuckDB
file (.duckdb). A pattern in quotation marks reads many: "acts/*.csv", all with one header`

/** The commands there are, by name: their arguments and their help come from here. */
export const COMMANDS: Readonly<Record<CommandName, Command>> = {
  audit: {
    takes: 'FILE',
    does: 'judges every row of a file, sums up, and writes the rows with their verdicts',
    options: {
      question,
      rules,
      against,
      encoding,
      table,
      format: {
        values: ['table', 'json', 'csv'],
        otherwise: 'table',
        means:
          'on standard output: table sums up; csv writes the rows, and so does json, which with --output sums up too',
      },
      output: { shown: 'FILE', means: 'writes the rows there as well, as CSV, or by its ending .json as JSON' },
      'output-encoding': { values: ['utf-8', 'gb18030'], otherwise: 'utf-8', means: 'how CSV is written' },
      only: {
        shown: 'VERDICT|RULE',
        means: 'writes only rows of one verdict (permitted, refused, undetermined, invalid), or that one rule refuses',
      },
      locale,
      codes: { means: 'no reasons in words, which is faster' },
      raw,
    },
    notes: {
      columns,
      files,
      csv: `the row as it came, then verdict, rule_set, law (version and digest), attested (whether sources show that law on that day), reasons, failing,
unknown, inferred (which of both rest on no source), missing, malformed. For spreadsheets it begins with the mark of UTF-8, a cell that would be computed has ' before it, a number that would be rounded a tab, and characters that do
not show are written as \\u{1b}`,
      'exit code':
        '0: every row was judged; 1: some rows have cells that cannot be read, and are invalid; 2: the call or the file is wrong, or something failed',
      errors: 'each has a code, such as error[no-file]; with --format json they are JSON too, on standard error',
    },
  },
  explain: {
    takes: 'FILE',
    does: 'judges one row, of such a file or of a JSON file, and says why',
    options: {
      question,
      rules,
      encoding,
      table,
      row: { shown: 'N', means: 'the row of this number, as audit counts: row 1 follows the header' },
      id: { shown: 'ID', means: 'the row of this id' },
      locale,
    },
    notes: {
      columns,
      files,
      'exit code': '0: the row was judged; 1: a cell cannot be read; 2: the call or the file is wrong',
    },
  },
  card: {
    takes: 'DAY',
    does: 'the law of one day on a page, and how sure it is: demerit card 2019-05-01',
    options: {
      rules: { ...rules, means: `${law}; of cn the rule set of that day` },
      locale,
      format: { values: ['text', 'markdown', 'json'], otherwise: 'text', means: 'how the page is written' },
    },
    notes: { 'exit code': '0: it was told; 2: the call is wrong' },
  },
  rules: {
    takes: '',
    does: 'the rule sets there are, from when, and how sure they are',
    options: {
      csv: { means: 'every parameter of every provision, with its citation, its grade and its page, as CSV' },
      raw,
    },
    notes: { 'exit code': '0: it was told; 2: the call is wrong' },
  },
  cases: {
    takes: '',
    does: 'the court cases of the newspaper article: how many acts pass under a law, each number with its range and what makes it',
    options: {
      rules: { values: SHIPPED_IDS, otherwise: 'cn-2024-11-01', means: 'the law' },
      against: {
        ...against,
        means:
          'a second law, such as a reform: how many pass under it, how many more, and who gains and who loses by kind of case; counted in minutes',
      },
      points: {
        shown: 'N',
        means: 'also how many fresh licences it takes to sell so many points within one scoring period, by channel',
      },
      locale,
      format: { values: ['text', 'json'], otherwise: 'text', means: 'how it is written' },
    },
    notes: { 'exit code': '0: it was told; 2: the call is wrong' },
  },
  sentences: {
    takes: '',
    does: 'every sentence of a language, each with a case in which it is said, as CSV: for review by lawyers',
    options: { locale, raw },
    notes: { 'exit code': '0: it was told; 2: the call is wrong' },
  },
}

/** What was written after the name of a command. */
export interface Arguments {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

/** Reads `word … --name value`, and takes what is not given from the command. @throws Failure for an option that there is not, and for a value that it may not have. */
export function argumentsOf(name: CommandName, args: readonly string[]): Arguments {
  const options: Command['options'] = COMMANDS[name].options
  const isFlag = ({ values, shown }: Option) => values === undefined && shown === undefined
  const types = Object.entries(options).map(([option, each]) => [option, { type: isFlag(each) ? 'boolean' : 'string' }])
  const { values, positionals } = parsed(args, Object.fromEntries(types), Object.keys(options))
  if (COMMANDS[name].takes === '' && positionals.length > 0)
    throw new Failure('too-many', `${positionals[0]}: ${name} takes no argument`)
  const read = Object.entries(options).map(([option, { values: list, otherwise }]) => {
    const value = (values[option] as string | boolean | undefined) ?? otherwise
    if (value === '') throw new Failure('missing', `--${option} needs a value`)
    if (list !== undefined && value !== undefined && !list.includes(String(value)))
      throw new Failure('not-listed', `--${option}: "${value}" is given; wanted ${list.join(', ')}`)
    return [option, value] as const
  })
  return { words: positionals, options: Object.fromEntries(read) }
}

function parsed(
  args: readonly string[],
  options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>,
  names: readonly string[],
): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    const { code, message } = error as Error & { readonly code?: string }
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw new Failure('missing', message.replace(/\n/g, ' '))
    const [given = ''] = /'-[^']*'/.exec(message) ?? []
    throw new Failure(
      'unknown-key',
      `${given.slice(1, -1)}: there is no such option; there are --${names.join(', --')}`,
    )
  }
}

/** The one word of a command. @throws Failure where there is none, and where there are more. */
export function oneWord({ words }: Arguments, wanted: string): string {
  const [word] = words
  if (word === undefined || words.length > 1)
    throw new Failure(word === undefined ? 'missing' : 'too-many', `${wanted} is wanted, and nothing else`)
  return word
}

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
      ([option, { means, otherwise }]) =>
        [`--${option}`, otherwise === undefined ? means : `${means}; ${otherwise} unless given`] as const,
    ),
    ...Object.entries(notes),
  ]
  const width = Math.max(...entries.map(([word]) => word.length)) + 2
  const lines = entries.map(
    ([word, says]) => `  ${word.padEnd(width)}${says.replace(/\n/g, `\n${' '.repeat(width + 2)}`)}`,
  )
  return `${head(name)}\n${lines.join('\n')}\n`
}

function head(name: CommandName): string {
  const { takes, options, does }: Command = COMMANDS[name]
  const shown = Object.entries(options).map(([option, { values, shown }]) => {
    const value = shown ?? values?.join('|')
    return `[--${option}${value === undefined ? '' : ` ${value}`}]`
  })
  return `${['demerit', name, takes, ...shown].filter((part) => part !== '').join(' ')}\n  ${does}\n`
}
