import type { Language } from './place.ts'

const english = {
  inAddress: (name: string, problem: string) => `In the address, ${name}: ${problem} What is usual is shown.`,
  noDay: (text: string, from: string, to: string) =>
    text === '' ? `Enter a day from ${from} to ${to}.` : `“${text}” is not a day from ${from} to ${to}.`,
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
  noPage: (text: string) => `The address names a page “${text}”, which there is not.`,
  broken: (view: string) => `“${view}” could not be shown.`,
  brokenPage: 'The page could not be shown.',
  wentWrong: (message: string) => `Something went wrong: ${message}`,
} as const

export type Says = {
  readonly [K in keyof typeof english]: (typeof english)[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : string
}

const chinese: Says = {
  inAddress: (name, problem) => `网址中的${name}：${problem}现按通常值显示。`,
  noDay: (text, from, to) =>
    text === '' ? `请填写${from}至${to}之间的日期。` : `“${text}”不是${from}至${to}之间的日期。`,
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
  noPage: (text) => `网址所指的页面“${text}”不存在。`,
  broken: (view) => `“${view}”无法显示。`,
  brokenPage: '页面无法显示。',
  wentWrong: (message) => `出错：${message}`,
}

/** The sentences of the page that have a value in them. */
export const SAYS: { readonly [L in Language]: Says } = { en: english, zh: chinese }
