/** What keeps a file of rows from being read, what is to be checked of one, and what is assumed of a court case, in the words of the command line and of the page (docs/site). */
import type { HeaderProblem, RowNote } from '../analysis/index.ts'
import { meantHeader } from '../analysis/rows/headers.ts'
import { shorten } from '../input/issue.ts'

/** A language of these words. */
export type WordsLanguage = 'en' | 'zh'
type Words<A extends readonly unknown[]> = Readonly<Record<WordsLanguage, (...about: A) => string>>

interface Faults {
  readonly workbook: Words<[]>
  readonly 'not-text': Words<[]>
  readonly encoding: Words<[tried: readonly string[]]>
  readonly empty: Words<[]>
  readonly 'open-quote': Words<[]>
  readonly 'too-long': Words<[]>
  readonly 'uneven-row': Words<[found: number, wanted: number]>
  readonly repeated: Words<[column: string, one: string, other: string]>
  readonly 'no-fact': Words<[]>
  /** A note: a guess that a person should look at. */
  readonly gb18030: Words<[]>
}

/** By code, each in both languages, without a full stop. */
export const FAULTS: Faults = {
  workbook: {
    en: () => 'this is a workbook; save it as CSV (UTF-8)',
    zh: () => '这是工作簿，请另存为CSV（UTF-8）',
  },
  'not-text': {
    en: () => 'this is not text: it may be a picture, a PDF, a workbook or an archive; save the table as CSV (UTF-8)',
    zh: () => '这不是文本文件，可能是图片、PDF、工作簿或压缩文件，请把表格另存为CSV（UTF-8）',
  },
  encoding: {
    en: (tried) => `not in ${tried.join(' or ')}; save the file as CSV (UTF-8)`,
    zh: (tried) => `不是${tried.join('或')}编码，请另存为CSV（UTF-8）`,
  },
  empty: { en: () => 'the file is empty', zh: () => '文件为空' },
  'open-quote': {
    en: () => 'a quotation mark is not closed, or stands within a cell',
    zh: () => '引号未闭合，或者单元格中间有引号',
  },
  'too-long': {
    en: () => 'the row is longer than 2,000,000 characters; perhaps a quotation mark is not closed',
    zh: () => '该行超过2000000个字符，可能引号未闭合',
  },
  'uneven-row': {
    en: (found, wanted) => `${found} ${found === 1 ? 'cell' : 'cells'}; the header has ${wanted}`,
    zh: (found, wanted) => `有${found}格，表头有${wanted}格`,
  },
  repeated: {
    en: (column, one, other) => `two columns are ${column}: ${one} and ${other}`,
    zh: (column, one, other) => `有两列都是${column}：${one}和${other}`,
  },
  'no-fact': {
    en: () => 'no column is a fact of the question',
    zh: () => '没有一列是该问题的事实',
  },
  gb18030: {
    en: () => 'not in UTF-8, so read as GB18030; look whether its Chinese is right',
    zh: () => '不是UTF-8编码，已按GB18030读取，请核对其中的汉字是否正确',
  },
}

/** Why a header cannot be read. */
export function headerFault(problem: HeaderProblem, language: WordsLanguage): string {
  if (problem.code === 'repeated') {
    const [one, other] = problem.headers
    return FAULTS.repeated[language](problem.column, shorten(one), shorten(other))
  }
  const first = language === 'en' ? '; the first line has ' : '；第一行为'
  return `${FAULTS['no-fact'][language]()}${first}${headerList(problem.headers, language)}`
}

/** Headers, the first of many, each with what was probably meant; those without a name are counted. */
export function headerList(headers: readonly string[], language: WordsLanguage): string {
  const named = headers.filter((header) => header.trim() !== '')
  const shown = named.slice(0, MOST_LISTED).map((header) => {
    const meant = meantHeader(header)
    return `${shorten(header)}${meant === undefined ? '' : language === 'zh' ? `（是否为${meant}？）` : ` (${meant}?)`}`
  })
  const [more, nameless] = [named.length - shown.length, headers.length - named.length]
  if (language === 'zh')
    return [...shown, ...(more > 0 ? [`另外${more}列`] : []), ...(nameless > 0 ? [`无名的${nameless}列`] : [])].join(
      '、',
    )
  const rest = nameless === 1 ? '1 column without a name' : `${nameless} columns without a name`
  return [...shown, ...(more > 0 ? [`${more} more`] : []), ...(nameless > 0 ? [rest] : [])].join(', ')
}
const MOST_LISTED = 20

/** What is to be checked, in a sentence without its full stop. */
export function noteText(note: RowNote, language: WordsLanguage): string {
  const first = 'first' in note ? note.first : 0
  const rows = 'rows' in note ? note.rows : 0
  const ids = 'ids' in note ? note.ids : 0
  const zh = language === 'zh'
  switch (note.code) {
    case 'no-rows':
      return zh ? '只有表头，没有数据行' : 'the file has a header, and no rows'
    case 'unverified':
      return zh
        ? `有${rows}个数据行（最前的是第${first}个数据行）晚于${note.until}，${note.ruleSet}只核实到该日，此后规定有无变化请核对`
        : `${of(rows, 'row')}, first row ${first}, ${rows === 1 ? 'is' : 'are'} of days after ${note.until}, the last for which ${note.ruleSet} is verified; whether the rules changed since is not known`
    case 'no-rule':
      return zh
        ? `有${rows}个数据行（最前的是第${first}个数据行）的日期没有可适用的规定版本，只因此记为不能办理`
        : `${of(rows, 'row')}, first row ${first}, ${rows === 1 ? 'is' : 'are'} of days on which this law has no rule set; ${rows === 1 ? 'it counts' : 'they count'} as refused for that alone`
    case 'blank-rows':
      return zh
        ? `有${rows}个数据行没有驾驶人、机动车和时间（最前的是第${first}个数据行），可能是空行或合计，均计入`
        : `${of(rows, 'row')}, first row ${first}, ${rows === 1 ? 'names' : 'name'} no driver, no vehicle and no time; perhaps blank or a sum; each counts`
    case 'excel-days':
      return zh
        ? `有${rows}格是Excel内部的日期数字（如45627.41667即2024-12-01 10:00；最前的在第${first}个数据行），请在Excel中把单元格格式设为yyyy-mm-dd hh:mm:ss再存为CSV`
        : `${of(rows, 'cell')}, first row ${first}, ${rows === 1 ? 'is a number of days' : 'are numbers of days'} as Excel keeps times (45627.41667 is 2024-12-01 10:00); give the cells the format yyyy-mm-dd hh:mm:ss before saving as CSV`
    case 'binding-later':
      return zh
        ? `有${rows}个数据行（最前的是第${first}个数据行）的“${note.header}”晚于办理时间，其中一个时间不对，请先核对`
        : `${of(rows, 'row')}, first row ${first}, ${rows === 1 ? 'has' : 'have'} a binding (${note.header}) later than the handling: one of the two times is wrong`
    case 'perhaps-yuan':
      return zh
        ? '罚款按分读取，但半数以上不足50元，可能是元；列名为“罚款金额”或fine_yuan时按元读取'
        : 'fines are read in fen, and half of them are below 50 yuan; a column fine_yuan or 罚款金额 is read in yuan'
    case 'perhaps-names':
      return zh
        ? `没有一个像“${note.drivers}”列那样的号码；如果是姓名，则每辆车都算他人的车，本人的车也一样`
        : `no id has the form of those in ${note.drivers}; if they are names, every vehicle counts as another person's, also the driver's own`
    case 'letter-case':
      return zh
        ? `有${ids}个编号与其他编号只有大小写不同（最前的在第${first}个数据行），各算一个`
        : `${of(ids, 'id')} ${ids === 1 ? 'differs' : 'differ'} from others only in small and capital letters, the first in row ${first}; each counts as another`
    case 'two-spellings':
      if ('ids' in note)
        return zh
          ? `有${ids}个号码既有15位又有18位的写法（最前的在第${first}个数据行），各算两个`
          : `${of(ids, 'id')} ${ids === 1 ? 'stands' : 'stand'} with 15 and with 18 digits, the first in row ${first}; each counts as two`
      return zh
        ? `有${rows}个数据行的“${note.drivers}”与“${note.header}”是同一号码的两种写法（x与X，或15位与18位；最前的是第${first}个数据行），算两个人`
        : `${of(rows, 'row')}, first row ${first}, ${rows === 1 ? 'has' : 'have'} in ${note.drivers} and ${note.header} one number written in two ways (x and X, or 15 and 18 digits); they count as two persons`
    case 'repeated':
      return zh
        ? `有${rows}个数据行${note.header === undefined ? '' : '的编号'}重复（最前的是第${first}个数据行），均计入`
        : `${of(rows, 'row')} ${rows === 1 ? 'repeats' : 'repeat'} ${note.header === undefined ? 'another' : 'the id of another'}, the first is row ${first}; each counts`
  }
}

function of(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** What the assumptions about a case are called, and the words that they can be. */
export const ASSUMED: {
  readonly [L in WordsLanguage]: {
    readonly names: Readonly<Record<string, string>>
    readonly values: Readonly<Record<string, string>>
  }
} = {
  en: {
    names: {
      points: 'points a violation',
      ageDays: 'days until it is handled',
      order: 'licences in',
      violationsAVehicle: 'violations a vehicle',
      fineYuan: 'fine, yuan',
      channel: 'through',
      actsALicence: 'acts a licence',
      dearShare: 'share of dearer acts',
      yuanAPoint: 'yuan a point, paid to the insider',
      sharers: 'sharers of the gain',
      firstDay: 'from',
      lastDay: 'until',
    },
    values: { turns: 'turns', blocks: 'blocks', window: 'the window', app: 'the 12123 app', web: 'the website' },
  },
  zh: {
    names: {
      points: '每条记分',
      ageDays: '至处理的天数',
      order: '驾驶证使用：',
      violationsAVehicle: '每车违法数',
      fineYuan: '罚款（元）',
      channel: '渠道：',
      actsALicence: '每证件数',
      dearShare: '高价占比',
      yuanAPoint: '每分付给内部人员（元）',
      sharers: '分赃人数',
      firstDay: '自',
      lastDay: '至',
    },
    values: { turns: '轮流', blocks: '成批', window: '窗口', app: '交管12123', web: '互联网平台' },
  },
}

/** An assumption and what it is: `points a violation 6`. */
export function assumedText(name: string, value: unknown, language: WordsLanguage): string {
  const { names, values } = ASSUMED[language]
  const told =
    typeof value === 'number' ? String(Math.round(value * 100) / 100) : (values[String(value)] ?? String(value))
  // A name that ends with a colon of Chinese has its space already.
  return `${names[name] ?? name}${names[name]?.endsWith('：') ? '' : ' '}${told}`
}
