import { visible } from './tidy.ts'

/**
 * What people, spreadsheets and databases write in the place of a value, in small letters, by what it says: that there is none, that it is
 * not known, or somebody or some vehicle without its id.
 */
const PLACEHOLDERS = {
  none: ['none', 'never', '无', '没有', '从未', '未备案', '未备案过', '没备案', '没备案过', '没有备案', '没有备案过'],
  unknown: ['空', '不详', '未知', '不知道', '不清楚', '暂无', '保密', 'unknown', 'null', 'n/a'],
  unnamed: ['我', '自己', '本人', '车主', '车主本人', '单位', '同上', '无牌', '新车', '未上牌'],
}

/** Nothing but signs and zeros, an error of a spreadsheet such as `#REF!`, and what one makes of a long number. */
const NO_ID = /^(?:[^1-9a-z\u3400-\u9fff]+|#[a-z/0]+[!?]?|\d(?:\.\d+)?e\+\d+)$/

/** The words that say that there is none; a dash is not among them: it may say that nobody knows. */
export const NONE_WORDS: readonly string[] = PLACEHOLDERS.none

/** Whether a text says that there is none. */
export function saysNone(text: string): boolean {
  return NONE_WORDS.includes(visible(text).toLowerCase())
}

/** Whether a text says that it is not known. */
export function saysUnknown(text: string): boolean {
  return PLACEHOLDERS.unknown.includes(visible(text).toLowerCase())
}

/** Whether a text names nobody and no vehicle where an id should stand. */
export function namesNothing(text: string): boolean {
  // Nearly every id; of the rest only a shortened number has such a digit.
  if (/[1-9]/.test(text) && !text.includes('+')) return false
  const plain = visible(text).toLowerCase()
  return NO_ID.test(plain) || Object.values(PLACEHOLDERS).some((words) => words.includes(plain))
}
