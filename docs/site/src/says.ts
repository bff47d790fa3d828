import type { Language } from './place.ts'

const english = {
  language: 'en',
  inAddress: (name: string, problem: string) => `In the address, ${name}: ${problem} What is usual is shown.`,
  noDay: (text: string, from: string, to: string) =>
    text === '' ? `Enter a day from ${from} to ${to}.` : `“${text}” is not a day from ${from} to ${to}.`,
  inForceOn: (day: string) => `In force on ${day}`,
  noRuleOn: (day: string) => `This library has no rule for ${day} (the first is of 2 May 2013).`,
  shownInstead: (day: string) => `Below is still the law of ${day}.`,
  judgedBy: (title: string, id: string) =>
    `Each act is judged by the national rule of its day; now that is ${title} (${id}).`,
  notAsked: (names: readonly string[]) => `In the address, ${names.join(', ')}: this page has nothing of that name.`,
  noLanguage: (text: string) => `The address names a language “${text}”; the page has zh and en.`,
  noMoment: (text: string) => `“${text}” is not a time from 1900 to 2199.`,
  noWhole: (text: string, from: number, to: number) =>
    text === ''
      ? `Enter a whole number from ${from} to ${to}.`
      : `“${text}” is not a whole number from ${from} to ${to}.`,
  noYuan: (text: string) =>
    text === '' ? 'Enter an amount of yuan.' : `“${text}” is not an amount of yuan with at most two decimals.`,
  noWord: (text: string, options: readonly string[]) => `“${text}” is not one of ${options.join(', ')}.`,
  cutOff: (text: string) => `“${text}” cannot be read; a link may have been cut off.`,
  noFacts: 'the facts are not a JSON object.',
  notFacts: (names: readonly string[]) =>
    `In the address, facts: ${names.join(', ')} is not a fact of this question, and is left out.`,
  noSteps: 'the steps are not a list.',
  notSteps: (count: number) =>
    `In the address, steps: ${count === 1 ? 'one is' : `${count} are`} not of a kind that this page knows, and ${count === 1 ? 'is' : 'are'} left out.`,
  tooManySteps: (most: number) => `In the address, steps: only the first ${most} are shown.`,
  days: (count: number) => `Let ${count} ${count === 1 ? 'day' : 'days'} pass`,
  violation: (id: string, vehicle: string, points: number, yuan: number, day: string) =>
    `${id} (${vehicle}, ${points} ${points === 1 ? 'point' : 'points'}, ${yuan} yuan, ${day})`,
  parquet: 'The command line reads Parquet; this page reads CSV.',
  unreadable: 'The browser could not read the file. Choose it again.',
  // What `FAULTS` says, as a sentence.
  fault: (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`,
  faultAt: (line: number, text: string) => `Line ${line} of the file: ${text}.`,
  tooManyRows: (count: number, most: number) =>
    `The file has ${count.toLocaleString('en-US')} rows; at most ${most.toLocaleString('en-US')} are read here. The command line reads more.`,
  readBelow: ' The columns that are read stand below.',
  localTimes: (counts: readonly string[]) => `Times without an offset were read as Beijing’s: ${counts.join(', ')}.`,
  inYuan: (header: string) => `Fines were read in yuan (${header}).`,
  undated: (count: number) =>
    `${count} ${count === 1 ? 'row has' : 'rows have'} no time that can be read, and no month.`,
  malformedRows: (count: number, shown: number) =>
    `${count} ${count === 1 ? 'row has' : 'rows have'} cells that cannot be read. ${shown} of these cells, of every column:`,
  stillPass: (passed: string, acts: string, points: string, of: string) =>
    `of ${acts} acts of the article’s cases, ${passed} pass where an official entered false statements; ${points} of ${of} points.`,
  passesOf: (passed: string, acts: string, failing: readonly string[]) =>
    failing.length === 0 ? `${passed} of ${acts} pass` : `${passed} of ${acts} pass; refused by ${failing.join(', ')}`,
  contrary: (less: string, more: string, isTime: boolean) =>
    `To check: “${less}” is ${isTime ? 'later' : 'more'} than “${more}”, which cannot be. The facts are taken as they are given.`,
  noDifference: (reasons: readonly string[]) => `No difference from today, since ${reasons.join(' and ')}.`,
  atTwelve: (vehicles: number) => `stated: ${vehicles} vehicles with 12 points at a time`,
  daysOf: (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`,
  noPage: (text: string) => `The address names a page “${text}”, which there is not.`,
  broken: (view: string) => `“${view}” could not be shown.`,
  brokenPage: 'The page could not be shown.',
  wentWrong: (message: string) => `Something went wrong: ${message}`,
} as const

export type Says = {
  readonly [K in keyof typeof english]: (typeof english)[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : string
} & { readonly language: Language }

const chinese: Says = {
  language: 'zh',
  inAddress: (name, problem) => `网址中的${name}：${problem}现按通常值显示。`,
  noDay: (text, from, to) =>
    text === '' ? `请填写${from}至${to}之间的日期。` : `“${text}”不是${from}至${to}之间的日期。`,
  inForceOn: (day) => `${day}施行`,
  noRuleOn: (day) => `${day}尚无规定（本库最早的规定自2013年5月2日起）。`,
  shownInstead: (day) => `下面仍是${day}的规定。`,
  judgedBy: (title, id) => `每项操作按其当日的全国规定判断；现为${title}（${id}）。`,
  notAsked: (names) => `网址中的${names.join('、')}：本页没有这个名称。`,
  noLanguage: (text) => `网址所指的语言“${text}”没有；本页有zh和en。`,
  noMoment: (text) => `“${text}”不是1900年至2199年之间的时间。`,
  noWhole: (text, from, to) =>
    text === '' ? `请填写${from}至${to}之间的整数。` : `“${text}”不是${from}至${to}之间的整数。`,
  noYuan: (text) => (text === '' ? '请填写金额（元）。' : `“${text}”不是金额（元，最多两位小数）。`),
  noWord: (text, options) => `“${text}”不在${options.join('、')}之中。`,
  cutOff: (text) => `“${text}”无法读取，链接可能不完整。`,
  noFacts: '事实应为JSON对象。',
  notFacts: (names) => `网址中的facts：${names.join('、')}不是该问题的事实，已略去。`,
  noSteps: '步骤应为列表。',
  notSteps: (count) => `网址中的steps：有${count}步不是本页所知的种类，已略去。`,
  tooManySteps: (most) => `网址中的steps：仅显示前${most}步。`,
  days: (count) => `过${count}天`,
  violation: (id, vehicle, points, yuan, day) => `${id}（${vehicle}，${points}分，${yuan}元，${day}）`,
  parquet: 'Parquet文件请用命令行，本页只读CSV。',
  unreadable: '浏览器未能读取该文件，请重新选择。',
  fault: (text) => `${text}。`,
  faultAt: (line, text) => `文件第${line}行：${text}。`,
  tooManyRows: (count, most) =>
    `文件有${count.toLocaleString('en-US')}个数据行，本页最多读${most.toLocaleString('en-US')}个，更多请用命令行。`,
  readBelow: '可用的列见下。',
  localTimes: (counts) => `无时区的时间按北京时间读取：${counts.join('，')}。`,
  inYuan: (header) => `罚款以元计（${header}）。`,
  undated: (count) => `有${count}个数据行没有可读的时间，不计入月份。`,
  malformedRows: (count, shown) => `有${count}个数据行含无法读取的格。以下列出各列的${shown}格：`,
  stillPass: (passed, acts, points, of) =>
    `报道所涉${acts}件中，经办人员作不实申报的，${passed}件可通过，计${points}分（共${of}分）。`,
  passesOf: (passed, acts, failing) =>
    failing.length === 0
      ? `${acts}件通过${passed}件`
      : `${acts}件通过${passed}件；不能通过的原因：${failing.join('、')}`,
  contrary: (less, more, isTime) => `请核对：“${less}”${isTime ? '晚' : '多'}于“${more}”，不可能如此。以上按所填判断。`,
  noDifference: (reasons) => `与现行规定没有差别：${reasons.join('，')}。`,
  atTwelve: (vehicles) => `据报道：${vehicles}辆一次记12分`,
  daysOf: (count) => `${count}天`,
  noPage: (text) => `网址所指的页面“${text}”不存在。`,
  broken: (view) => `“${view}”无法显示。`,
  brokenPage: '页面无法显示。',
  wentWrong: (message) => `出错：${message}`,
}

/** The sentences of the page that have a value in them. */
export const SAYS: { readonly [L in Language]: Says } = { en: english, zh: chinese }
