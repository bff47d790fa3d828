/** What keeps a file of rows from being read, in the words of the command line and of the page (docs/site). */

type Words<A extends readonly unknown[]> = Readonly<Record<'en' | 'zh', (...about: A) => string>>
interface Faults {
  readonly workbook: Words<[]>
  readonly 'not-text': Words<[]>
  readonly encoding: Words<[tried: readonly string[]]>
  readonly empty: Words<[]>
  readonly 'open-quote': Words<[]>
  readonly 'uneven-row': Words<[found: number, wanted: number]>
  readonly repeated: Words<[column: string, one: string, other: string]>
  readonly 'fen-and-yuan': Words<[column: string]>
  readonly 'no-fact': Words<[]>
  /** A note: a guess that a person should look at. */
  readonly gb18030: Words<[]>
  readonly 'utf8-line': Words<[]>
}

/** By code, each in both languages, without a full stop. */
export const FILE_FAULTS: Faults = {
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
  'uneven-row': {
    en: (found, wanted) => `${found} ${found === 1 ? 'cell' : 'cells'}; the header has ${wanted}`,
    zh: (found, wanted) => `有${found}格，表头有${wanted}格`,
  },
  repeated: {
    en: (column, one, other) => `two columns are ${column}: ${one} and ${other}`,
    zh: (column, one, other) => `有两列都是${column}：${one}和${other}`,
  },
  'fen-and-yuan': {
    en: (column) => `two columns are the fine, fine in fen and ${column} in yuan; only one is wanted`,
    zh: (column) => `有两列都是罚款，fine以分计，${column}以元计，只能有一列`,
  },
  'no-fact': { en: () => 'no column is a fact of the question', zh: () => '没有一列是该问题的事实' },
  'utf8-line': {
    en: () => 'this line seems to be in UTF-8 among others in GB18030, so its Chinese is read as other Chinese',
    zh: () => '该行疑为UTF-8编码，与其他行的GB18030不同，其中的汉字会被读错',
  },
  gb18030: {
    en: () => 'not in UTF-8, so read as GB18030; look whether its Chinese is right',
    zh: () => '不是UTF-8编码，已按GB18030读取，请核对其中的汉字是否正确',
  },
}
