/** What people type into the fields of a time, a fine, points and an id of a form, and what must become of each. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zhCNLabels } from '../../src/explain/index.ts'
import { handlingFieldReader } from '../../src/form/field-reader.ts'
import type { FieldReader } from '../../src/form/index.ts'
import * as readers from '../../src/form/readers.ts'
import { type Issue, kindOf, PLATE_TYPES, type Plate, type PlateType } from '../../src/index.ts'
import { BINDING_TABLE, HANDLING_TABLE } from '../../src/law/facts.ts'
import { codePoints, inserted } from '../support/values.ts'

/** The reader that a form has for a fact where it names none. */
function ofFact(name: string): FieldReader<unknown> {
  const fact = [...BINDING_TABLE, ...HANDLING_TABLE].find((each) => each.name === name)
  if (fact === undefined) throw new Error(name)
  return handlingFieldReader(fact)
}

/** What was typed, and the value it becomes. */
type Accepted = readonly [typed: unknown, value: unknown]
/** What was typed, and why it is refused. */
type Refused = readonly [typed: unknown, code: string]

const NINE_TEN = '2024-11-05T09:10:00.000+08:00'
const TIMES: readonly Accepted[] = [
  ['2024-11-05T09:10', NINE_TEN],
  ['2024-11-05T09:10:00', NINE_TEN],
  ['2024-11-05T09:10:30', '2024-11-05T09:10:30.000+08:00'],
  ['2024-11-05T09:10:30.5', '2024-11-05T09:10:30.500+08:00'],
  ['2024-11-05T09:10:30.123', '2024-11-05T09:10:30.123+08:00'],
  ['2024-11-05 09:10', NINE_TEN],
  ['2024-11-05  09:10 ', NINE_TEN],
  ['2024-11-5 9:10', NINE_TEN],
  ['2024/11/05 09:10', NINE_TEN],
  ['2024/11/5 9:10', NINE_TEN],
  ['2024.11.5 9:10', NINE_TEN],
  ['2024年11月5日 9:10', NINE_TEN],
  ['2024年11月5日9:10', NINE_TEN],
  ['2024年11月5日9时10分', NINE_TEN],
  ['2024年11月05日 09时10分00秒', NINE_TEN],
  ['2024年11月5日9点10分', NINE_TEN],
  ['2024-11-05　09:10', NINE_TEN],
  ['２０２４-１１-０５ ０９：１０', NINE_TEN],
  ['2024-11-05 09：10', NINE_TEN],
  ['2024-11-05T09:10\n', NINE_TEN],
  ['2024-11-05t09:10', NINE_TEN],
  ['2024-11-05T09:10:00+08:00', NINE_TEN],
  ['2024-11-05T01:10:00Z', NINE_TEN],
  ['2024-11-04T20:10:00-05:00', NINE_TEN],
  [NINE_TEN, NINE_TEN],
  [1730769000000, NINE_TEN],
  ['2024年11月5号9点10分', NINE_TEN],
  ['2024年11月5日9時10分', NINE_TEN],
  ['2024—11—05 09:10', NINE_TEN],
  ['2024–11–05 09:10', NINE_TEN],
  ['2024年11月5日上午9点10分', NINE_TEN],
  ['2024-11-05 上午9:10', NINE_TEN],
  ['2024年11月5日9时', '2024-11-05T09:00:00.000+08:00'],
  ['2024年11月5日9点', '2024-11-05T09:00:00.000+08:00'],
  ['2024-11-05 9点整', '2024-11-05T09:00:00.000+08:00'],
  ['2024年11月5日9点半', '2024-11-05T09:30:00.000+08:00'],
  ['2024年11月5日下午3点半', '2024-11-05T15:30:00.000+08:00'],
  ['2024-11-05 下午3:10', '2024-11-05T15:10:00.000+08:00'],
  ['2024-11-05 下午 3:10:30', '2024-11-05T15:10:30.000+08:00'],
  ['2024-11-05 下午15:10', '2024-11-05T15:10:00.000+08:00'],
  ['2024-11-05 下午12:10', '2024-11-05T12:10:00.000+08:00'],
  ['2024-11-05 24:00', '2024-11-06T00:00:00.000+08:00'],
  ['2024年12月31日24时', '2025-01-01T00:00:00.000+08:00'],
  ['2024-02-29T24:00:00.000', '2024-03-01T00:00:00.000+08:00'],
  ['2024-11-05T24:00+08:00', '2024-11-06T00:00:00.000+08:00'],
  ['2024-11-05 09:10+08:00', NINE_TEN],
  ['2024-11-05 01:10Z', NINE_TEN],
  ['2024-11-05T01:10:00.000000z', NINE_TEN],
  ['2024-11-05T14:40:00+05:30', '2024-11-05T17:10:00.000+08:00'],
  ['2024-11-05 9:10 AM', NINE_TEN],
  ['2024-11-05 9:10 p.m.', '2024-11-05T21:10:00.000+08:00'],
  ['2024-11-05 12:10PM', '2024-11-05T12:10:00.000+08:00'],
  ['2024年11月5日凌晨1点', '2024-11-05T01:00:00.000+08:00'],
  ['2024-11-05 早上9:10', NINE_TEN],
  ['2024-11-05 中午12:10', '2024-11-05T12:10:00.000+08:00'],
  ['2024-11-05 晚上 9:10', '2024-11-05T21:10:00.000+08:00'],
  ['2024-11-05晚上21:10', '2024-11-05T21:10:00.000+08:00'],
  ['2024年11月5日下午三点半', '2024-11-05T15:30:00.000+08:00'],
  ['2024年11月5日十二点', '2024-11-05T12:00:00.000+08:00'],
  ['2024年11月5日下午两点', '2024-11-05T14:00:00.000+08:00'],
  ['2024 年 11 月 5 日 9 时 10 分', NINE_TEN],
  ['2024-11-05, 09:10', NINE_TEN],
  ['2024年11月5日，9:10', NINE_TEN],
  ['2024年11月5日9時10分。', NINE_TEN],
  ['2024年11月5日9时1分', '2024-11-05T09:01:00.000+08:00'],
  ['2024-11-05 09:10\ufffc', NINE_TEN],
  ['违法时间：2024-11-05 09:10', NINE_TEN],
  ['时间 2024年11月5日9时10分', NINE_TEN],
  ['北京时间 2024-11-05 09:10', NINE_TEN],
  ['2024-11-05 09:10（北京时间）', NINE_TEN],
  ['2024-11-05 09:10:00 +0800', NINE_TEN],
  ['违法日期：2024-11-05 09:10', NINE_TEN],
  ['2024年11月5日九时十分', NINE_TEN],
  ['2024年11月5日上午九点零五分', '2024-11-05T09:05:00.000+08:00'],
  ['2024年11月5日二十三点五十九分', '2024-11-05T23:59:00.000+08:00'],
  ['2024年11月5日二十点', '2024-11-05T20:00:00.000+08:00'],
  ['2024年11月5日零点三十分', '2024-11-05T00:30:00.000+08:00'],
  ['2024年11月5日晚8点', '2024-11-05T20:00:00.000+08:00'],
  ['2024-11-05 早8:10', '2024-11-05T08:10:00.000+08:00'],
  ['1900-01-01T00:00', '1900-01-01T00:00:00.000+08:00'],
  ['2199-12-31T23:59:59.999', '2199-12-31T23:59:59.999+08:00'],
  ['2024-02-29 00:00', '2024-02-29T00:00:00.000+08:00'],
]
const NO_TIMES: readonly Refused[] = [
  ['2024-11-05', 'malformed'],
  ['09:10', 'malformed'],
  ['今天上午', 'malformed'],
  ['2024年11月5日', 'malformed'],
  ['2024-11-05T09', 'malformed'],
  ['24-11-05 09:10', 'malformed'],
  ['11/05/2024 09:10', 'malformed'],
  ['2024-11-05 09:10:30:1', 'malformed'],
  ['20241105 0910', 'malformed'],
  ['2024-02-30 09:10', 'no-such-day'],
  ['2023-02-29T09:10', 'no-such-day'],
  ['2024-13-05T09:10', 'no-such-day'],
  ['2024-11-05 9:60', 'no-such-day'],
  ['2024-11-05 24:01', 'no-such-day'],
  ['2024-11-05 24:00:00.001', 'no-such-day'],
  ['2024-02-30 24:00', 'no-such-day'],
  ['2199-12-31 24:00', 'out-of-range'],
  ['2024-11-05 上午12:10', 'malformed'],
  ['2024-11-05 上午15:10', 'malformed'],
  ['2024-11-05 下午0:10', 'malformed'],
  ['2024-11-05 下午25:10', 'malformed'],
  ['2024-11-05 下午 24:00', 'malformed'],
  ['2024-11-05 凌晨12:00', 'malformed'],
  ['2024-11-05 晚上12:10', 'malformed'],
  ['2024-11-05 晚上1:10', 'malformed'],
  ['2024-11-05 12:10 AM', 'malformed'],
  ['2024年11月5日六十点', 'malformed'],
  ['2024年11月5日二三点', 'malformed'],
  ['2024年11月5日二十五点', 'no-such-day'],
  ['2024年11月5日晚12点', 'malformed'],
  ['2024年11月5日早12点', 'malformed'],
  ['2024年11月5日傍晚6点', 'malformed'],
  ['2024年11月5日中午1点', 'malformed'],
  // A day of the week may contradict the date.
  ['2024年11月5日星期四 9:10', 'malformed'],
  ['11月5日 9:10', 'malformed'],
  ['11-5 9:10', 'malformed'],
  // A digit is lost: 09:01, or 09:10.
  ['2024-11-05 9:1', 'malformed'],
  ['2024-11-05 9点1', 'malformed'],
  ['2024-11-05 9:10:5', 'malformed'],
  ['2024-11-05 9:10:5.5', 'malformed'],
  // Two times are no time with an offset.
  ['2024-11-05 09:10-09:20', 'malformed'],
  ['"2024-11-05 09:10"', 'malformed'],
  ['“2024-11-05 09:10”', 'malformed'],
  ['Invalid Date', 'malformed'],
  [new Date(Number.NaN), 'wrong-type'],
  ['2024-11-05T09:10-09:20', 'malformed'],
  ['2024-11-05 09:10—09:20', 'malformed'],
  ['2024-11-05 07:00－09:00', 'malformed'],
  ['2024-11-05T07:00:00－09:00', 'malformed'],
  ['2024-11-05 07:00-08:00', 'malformed'],
  ['2024-11-05 08:00-12:00', 'malformed'],
  ['2024-11-05 22:00-23:30', 'malformed'],
  ['2024-11-05 09:10:00-09:20', 'malformed'],
  ['2024-11-05T09:10:00-09:20', 'malformed'],
  ['2024年11月5日9:10-10:30', 'malformed'],
  ['2024年11月5日9点10分-10:30', 'malformed'],
  ['2024-11-05 下午3:10-03:20', 'malformed'],
  ['2024-11-05 09:10+09:20', 'malformed'],
  ['2024-11-05 09:10+23:59', 'malformed'],
  ['2024-11-05 09:10~09:20', 'malformed'],
  ['2024-11-05 9点到10点', 'malformed'],
  ['2024-11-05 09:10至2024-11-05 09:20', 'malformed'],
  ['2024-11-05至2024-11-06', 'malformed'],
  ['2024-1105 09:10', 'malformed'],
  ['2024-11-05 - 2024-11-06', 'malformed'],
  // The time of another place.
  ['东京时间 2024-11-05 09:10', 'malformed'],
  ['2024-11-05 09:10 CST', 'malformed'],
  ['违法时间：', 'malformed'],
  ['无', 'malformed'],
  ['2024-11-05 09:10\u202e', 'forbidden-character'],
  ['2024-11-05 9:', 'malformed'],
  ['2024-11-05T09:10:60', 'no-such-day'],
  ['1899-12-31 23:59', 'out-of-range'],
  ['2200-01-01 00:00', 'out-of-range'],
  [true, 'wrong-type'],
  [0.5, 'not-whole'],
  ['2024-11-05 09:10'.padEnd(300), 'too-long'],
]

const FINES: readonly Accepted[] = [
  ['200', 20_000],
  ['200.00', 20_000],
  ['200.5', 20_050],
  ['200.05', 20_005],
  ['0', 0],
  ['0.01', 1],
  [' 200 ', 20_000],
  ['200\n', 20_000],
  ['２００', 20_000],
  ['２００．５０', 20_050],
  ['200元', 20_000],
  ['200 元', 20_000],
  ['200圆', 20_000],
  ['¥200', 20_000],
  ['￥200', 20_000],
  ['￥ 200.00', 20_000],
  ['1,000', 100_000],
  ['1，000', 100_000],
  ['1,000.50元', 100_050],
  ['1,234.00', 123_400],
  ['1,234,000', 123_400_000],
  ['0200', 20_000],
  ['200.', 20_000],
  ['200。', 20_000],
  ['200元。', 20_000],
  ['.5', 50],
  ['+200', 20_000],
  ['200块', 20_000],
  ['200 块钱', 20_000],
  ['200元整', 20_000],
  ['人民币200元', 20_000],
  ['人民币 200元整', 20_000],
  ['200元人民币', 20_000],
  ['RMB200', 20_000],
  ['rmb 200', 20_000],
  ['CNY 200.50', 20_050],
  ['200RMB', 20_000],
  ['200；', 20_000],
  ['200元5角', 20_050],
  ['200元正', 20_000],
  ['200元5角正', 20_050],
  ['罚款200元', 20_000],
  ['罚款：200', 20_000],
  ['罚款金额：200元整', 20_000],
  ['¥200.00', 20_000],
  ['1,000块5角', 100_050],
  ['200元0角5分', 20_005],
  ['200块5毛', 20_050],
  ['200\ufe0f', 20_000],
  [200, 20_000],
  [200.5, 20_050],
  [0.1, 10],
  [0, 0],
  [-0, 0],
  ['100000000', 10_000_000_000],
  [100_000_000, 10_000_000_000],
]
const NO_FINES: readonly Refused[] = [
  ['.', 'malformed'],
  ['元', 'malformed'],
  ['', 'malformed'],
  ['+-200', 'malformed'],
  ['200.5元5角', 'malformed'],
  ['200元5', 'malformed'],
  ['200元和300元', 'malformed'],
  ['罚款200元记3分', 'malformed'],
  ['0.02万元', 'malformed'],
  ['罚款-200', 'out-of-range'],
  ['0,200', 'malformed'],
  ['000,200', 'malformed'],
  // Elsewhere a thousand.
  ['1.000', 'not-whole'],
  ['200.500', 'not-whole'],
  ['2\u202e00', 'forbidden-character'],
  ['二百', 'malformed'],
  ['两百元', 'malformed'],
  ['200分', 'malformed'],
  ['20000分', 'malformed'],
  ['$200', 'malformed'],
  ['200-300', 'malformed'],
  ['1,00', 'malformed'],
  ['1,0000', 'malformed'],
  ['200,300', 'malformed'],
  ['￥100，200', 'malformed'],
  ['1,000,200', 'malformed'],
  ['1e3', 'malformed'],
  ['0x10', 'malformed'],
  ['200,5', 'malformed'],
  ['1 000', 'malformed'],
  ['200.555', 'not-whole'],
  ['0.001', 'not-whole'],
  ['0.0001', 'not-whole'],
  ['99999999.000000001', 'not-whole'],
  [200.555, 'not-whole'],
  [0.1 + 0.2, 'not-whole'],
  ['-200', 'out-of-range'],
  ['-0', 'out-of-range'],
  [-1, 'out-of-range'],
  ['100000000.01', 'out-of-range'],
  ['999999999999', 'out-of-range'],
  ['99999999999999999999', 'out-of-range'],
  ['9'.repeat(256), 'out-of-range'],
  [Number.POSITIVE_INFINITY, 'out-of-range'],
  [true, 'wrong-type'],
  [['200'], 'wrong-type'],
  ['2'.repeat(300), 'too-long'],
]

/** Counts of vehicles, drivers and times, with their measure words. */
const COUNTS: readonly Accepted[] = [
  ['3', 3],
  ['3辆', 3],
  ['３ 辆 ', 3],
  ['3台', 3],
  ['3部。', 3],
  ['3辆车', 3],
  ['3.0', 3],
]
const NO_COUNTS: readonly Refused[] = [
  ['3分', 'wrong-type'],
  ['3元', 'wrong-type'],
  ['3辆次', 'wrong-type'],
  ['3辆4人', 'wrong-type'],
  ['三辆', 'wrong-type'],
  ['辆', 'wrong-type'],
  ['无', 'wrong-type'],
  ['-3', 'wrong-type'],
  [-3, 'out-of-range'],
  ['1000001', 'out-of-range'],
]
const POINTS_HELD: readonly Accepted[] = [
  ['12分', 12],
  ['记12分', 12],
  ['24', 24],
]
const NO_POINTS_HELD: readonly Refused[] = [
  ['12辆', 'wrong-type'],
  ['12次', 'wrong-type'],
  ['十二分', 'wrong-type'],
]

const FENS: readonly Accepted[] = [
  ['20000', 20_000],
  [' 20000', 20_000],
  ['２００００', 20_000],
  ['0', 0],
  [20_000, 20_000],
  ['10000000000', 10_000_000_000],
  ['20000分', 20_000],
  ['20000分。', 20_000],
  ['20\u2060000', 20_000],
]
const NO_FENS: readonly Refused[] = [
  ['200.00', 'wrong-type'],
  ['200.0', 'wrong-type'],
  ['200元', 'wrong-type'],
  ['1,000', 'wrong-type'],
  ['10000000001', 'out-of-range'],
  ['9999999999999999', 'out-of-range'],
  [0.5, 'not-whole'],
  [-1, 'out-of-range'],
]

const POINTS: readonly Accepted[] = [
  ['0', 0],
  ['3', 3],
  ['12', 12],
  ['03', 3],
  [' 3 ', 3],
  ['3\n', 3],
  ['　3', 3],
  ['３', 3],
  ['１２', 12],
  ['3分', 3],
  ['３ 分 ', 3],
  ['3分。', 3],
  ['记3分', 3],
  ['扣 3 分', 3],
  ['记分3', 3],
  ['扣分：3', 3],
  ['违法记分3分', 3],
  ['违法记分：３分', 3],
  ['3.0', 3],
  ['3.00', 3],
  ['3\u200b', 3],
  [3, 3],
  [-0, 0],
]
const NO_POINTS: readonly Refused[] = [
  ['13', 'out-of-range'],
  ['99999999999999999', 'wrong-type'],
  ['-3', 'wrong-type'],
  ['+3', 'wrong-type'],
  ['3.5', 'wrong-type'],
  ['3.000', 'wrong-type'],
  ['3\u202e', 'forbidden-character'],
  ['分', 'wrong-type'],
  ['三分', 'wrong-type'],
  ['记分', 'wrong-type'],
  ['违法3次', 'wrong-type'],
  ['3次', 'wrong-type'],
  ['三', 'wrong-type'],
  // None, or nobody knows.
  ['无', 'wrong-type'],
  ['③', 'wrong-type'],
  ['3,0', 'wrong-type'],
  ['1e1', 'wrong-type'],
  ['0x3', 'wrong-type'],
  ['3 3', 'wrong-type'],
  [13, 'out-of-range'],
  [-1, 'out-of-range'],
  [2.5, 'not-whole'],
  [Number.POSITIVE_INFINITY, 'out-of-range'],
  [null, 'wrong-type'],
  [['3'], 'wrong-type'],
  [true, 'wrong-type'],
]

const IDS: readonly Accepted[] = [
  ['d1', 'd1'],
  [' d1', 'd1'],
  ['d1 ', 'd1'],
  ['d1\n', 'd1'],
  ['\td1\r\n', 'd1'],
  ['　d1　', 'd1'],
  ['\ufeffd1', 'd1'],
  ['d\u200b1', 'd1'],
  ['D1', 'D1'],
  ['0010', '0010'],
  ['张三', '张三'],
  ['京A12345', '京A12345'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['a-b.c:d/e', 'a-b.c:d/e'],
  ['x'.repeat(64), 'x'.repeat(64)],
]
const NO_IDS: readonly Refused[] = [
  ['d 1', 'forbidden-character'],
  ['"d1"', 'forbidden-character'],
  ['“d1”', 'forbidden-character'],
  ["d'1", 'forbidden-character'],
  ['d1\\', 'forbidden-character'],
  ['ｄ１', 'forbidden-character'],
  ['d\u202e1', 'forbidden-character'],
  ['d\n1', 'forbidden-character'],
  ['café', 'forbidden-character'],
  ['d1😀', 'forbidden-character'],
  ['x'.repeat(65), 'too-long'],
  ['x'.repeat(300), 'too-long'],
  [1, 'wrong-type'],
  [null, 'wrong-type'],
  [{}, 'wrong-type'],
]

const FLAGS: readonly Accepted[] = [
  ['on', true],
  ['true', true],
  [true, true],
  ['off', false],
  ['false', false],
  [false, false],
]
const NO_FLAGS: readonly Refused[] = [
  ['yes', 'wrong-type'],
  ['1', 'wrong-type'],
  [1, 'wrong-type'],
  ['是', 'wrong-type'],
  ['constructor', 'wrong-type'],
]

const CLASSES: readonly Accepted[] = [
  ['C1', ['C1']],
  [['C1'], ['C1']],
  [['', 'C1', ''], ['C1']],
  [[''], []],
  [
    ['C1', 'C1', 'D'],
    ['C1', 'D'],
  ],
  [[], []],
]
const NO_CLASSES: readonly Refused[] = [
  ['C1D', 'not-listed'],
  ['c1', 'not-listed'],
  [['', ' '], 'not-listed'],
  [Array.from({ length: 65 }, () => ''), 'too-many'],
]

/** Numbers of holders of any document, F4.6. */
const ANY_NUMBERS: readonly Accepted[] = [
  ['110105.19491231.002X', '11010519491231002X'],
  ['110105 19491231 002x', '11010519491231002X'],
  ['110105491231002', '11010519491231002X'],
  ['810000199408230021', '810000199408230021'],
  ['H12345678', 'H12345678'],
  ['h0123456789', 'H0123456789'],
  ['M 1234 5678', 'M12345678'],
  ['12345678', '12345678'],
  ['E12345678', 'E12345678'],
  ['EA1234567', 'EA1234567'],
  ['Ｃ０１Ｘ００Ｔ４７', 'C01X00T47'],
  ['123456789', '123456789'],
  ['CAN110105190001', 'CAN110105190001'],
  ['01234567', '01234567'],
  ['0123456789', '0123456789'],
  ['证件号码：H12345678', 'H12345678'],
  ['EA 123 4567', 'EA1234567'],
  ['810000 19940823 0021', '810000199408230021'],
  ['810000199 408230021', '810000199408230021'],
  ['身份证11010519491231002x', '11010519491231002X'],
  ['护照 E12345678', 'E12345678'],
  ['护照号：E12345678', 'E12345678'],
  ['驾照号：H12345678', 'H12345678'],
  ['台胞证12345678', '12345678'],
  ['港澳居民来往内地通行证 H12345678', 'H12345678'],
  ['CAN 110105190001', 'CAN110105190001'],
  ['NO1234567', 'NO1234567'],
  ['AAA123456', 'AAA123456'],
  ['NWE45JL97', 'NWE45JL97'],
]
const NO_ANY_NUMBERS: readonly Refused[] = [
  ['1.2345678E7', 'forbidden-character'],
  ['1.3800138E10', 'forbidden-character'],
  ['1.10105E17', 'forbidden-character'],
  ['3.1415926', 'forbidden-character'],
  ['12345678.0', 'forbidden-character'],
  ['号码：1.2345678E7', 'forbidden-character'],
  // The beginnings of a citizen's number, a day, a plate without its province, a telephone number, and nothing.
  ['310101', 'malformed'],
  ['3101012', 'malformed'],
  ['31010120', 'malformed'],
  ['310101200', 'malformed'],
  ['3101012005', 'malformed'],
  ['310101200503071', 'malformed'],
  ['19491231', 'malformed'],
  ['200000', 'malformed'],
  ['123456', 'malformed'],
  ['12.34.56', 'malformed'],
  ['010-1234567', 'forbidden-character'],
  ['A12345', 'forbidden-character'],
  ['AD12345', 'forbidden-character'],
  ['A12345D', 'forbidden-character'],
  ['null00', 'forbidden-character'],
  ['NULL0000', 'forbidden-character'],
  // A number that is whole, and something behind it.
  ['H12345678 2', 'forbidden-character'],
  ['h12345678-01', 'forbidden-character'],
  ['证件号码：H 1234567 8', 'forbidden-character'],
  // Nobody's, and masked ones.
  ['00000000', 'malformed'],
  ['11111111', 'malformed'],
  ['H00000000', 'forbidden-character'],
  ['H12XXXX78', 'malformed'],
  ['E1234*678', 'malformed'],
  ['证件号码：', 'empty'],
  ['110105194912310021', 'wrong-check-digit'],
  ['1101051949123100O2', 'forbidden-character'],
  ['110100123456', 'malformed'],
  ['13800138000', 'malformed'],
  ['12345', 'malformed'],
  ['PASSPORT', 'forbidden-character'],
  ['外国人E12345678', 'forbidden-character'],
  ['"H12345678"', 'malformed'],
  // A label that would be joined to the number.
  ['No.E12345678', 'forbidden-character'],
  ['NO. H12345678', 'forbidden-character'],
  ['ID E12345678', 'forbidden-character'],
  ['ID-E12345678', 'forbidden-character'],
  ['NoE12345678', 'forbidden-character'],
  ['No.12345678', 'forbidden-character'],
  ['Lic.1234567', 'forbidden-character'],
  ['Tel 82012345', 'forbidden-character'],
  ['PP E12345678', 'forbidden-character'],
  ['P E12345678', 'forbidden-character'],
  ['PP:E12345678', 'forbidden-character'],
  ['ID 11010519491231002X', 'forbidden-character'],
  ['Passport No. E12345678', 'forbidden-character'],
  // Something else.
  ['400-820-8820', 'forbidden-character'],
  ['400 820 8820', 'forbidden-character'],
  ['zhangsan1', 'forbidden-character'],
  ['admin123', 'forbidden-character'],
  ['test1234', 'forbidden-character'],
  ['wx123456', 'forbidden-character'],
  ['QQ12345678', 'forbidden-character'],
  ['PASSPORT1', 'forbidden-character'],
  ['A123456(7)', 'forbidden-character'],
  [12_345_678, 'wrong-type'],
]

const PLATES: readonly Accepted[] = [
  ['车牌号：京A12345', '京A12345'],
  ['号牌号码 京a·12345', '京A12345'],
  ['京AD12345（小型新能源）', '京AD12345'],
  ['粤BD12345(绿牌)', '粤BD12345'],
  ['粤B12345（蓝牌）', '粤B12345'],
  ['粤BD1234（小型汽车）', '粤BD1234'],
  ['粤B12345D（黄牌）', '粤B12345D'],
  ['粤B12345D（黄绿）', '粤B12345D'],
  ['京A1234警（白牌）', '京A1234警'],
  ['京A1234学（黄牌）', '京A1234学'],
  ['京A1234挂（黄牌）', '京A1234挂'],
  ['粤Z1234港（黑牌）', '粤Z1234港'],
  ['粤A1234领（黑牌）', '粤A1234领'],
  ['224578使（黑牌）', '224578使'],
  ['粤Z1234港（香港入出境车）', '粤Z1234港'],
  ['粤Z1234澳（澳门入出境车）', '粤Z1234澳'],
  ['京A12345（）', '京A12345'],
  ['京A12345()', '京A12345'],
  ['车牌号为京A12345', '京A12345'],
  ['我的车牌号是京A12345', '京A12345'],
  ['机动车号牌号码：京A12345', '京A12345'],
  ['牌照 京A12345', '京A12345'],
  ['车牌照号码：京A12345', '京A12345'],
  ['车号：京A12345', '京A12345'],
  ['牌号：京A12345', '京A12345'],
  ['號牌：京A12345', '京A12345'],
  ['車牌號碼：京A12345', '京A12345'],
  ['京AD12345（小型新能源汽车）', '京AD12345'],
  ['京AD12345（新能源）', '京AD12345'],
  ['京AD12345（轿车）', '京AD12345'],
  ['京A12345D（大型新能源汽车）', '京A12345D'],
  ['京A12345D（新能源汽车）', '京A12345D'],
  ['京A12345 （大型汽车）。', '京A12345'],
  ['京A12345（小型车）', '京A12345'],
  ['京A12345（小轿车）', '京A12345'],
  ['京AD12345（小轿车）', '京AD12345'],
  ['京A12345（普通摩托车）', '京A12345'],
  ['京A12345（轻便摩托车）', '京A12345'],
  ['京A1234挂（挂车）', '京A1234挂'],
  ['京A1234学（教练汽车）', '京A1234学'],
  ['京A1234学（教练摩托车）', '京A1234学'],
  ['京A1234警（警用汽车）', '京A1234警'],
  ['京A1234警（警车）', '京A1234警'],
  ['京A1234试（试验汽车）', '京A1234试'],
  ['京A1234超（超限车）', '京A1234超'],
  ['014578使（使馆汽车）', '014578使'],
  ['沪22478领（领馆汽车）', '沪22478领'],
  ['粤ZF023港（境外汽车）', '粤ZF023港'],
  ['粤ZF023澳（境外汽车）', '粤ZF023澳'],
]
const NO_PLATES: readonly Refused[] = [
  ['（京A12345）', 'forbidden-character'],
  ['京A·12**5', 'forbidden-character'],
  ['京AXXXX5', 'malformed'],
  ['台A12345', 'not-listed'],
  ['京A12345（临）', 'forbidden-character'],
  ['京A12345(旧)', 'malformed'],
  ['京A12345（张三）', 'malformed'],
  ['京A12345（军牌）', 'forbidden-character'],
  ['京A12345（临时行驶车）', 'forbidden-character'],
  ['京A123（小型汽车）', 'malformed'],
  ['京A1O345（小型汽车）', 'ambiguous-letter'],
  ['京AIl345', 'ambiguous-letter'],
  ['京Al2345（小型汽车）', 'malformed'],
  ['车牌号：', 'empty'],
  // A remark on another kind of plate: a character is missing, or one too many.
  ['粤BD1234（新能源）', 'malformed'],
  ['粤B12345（新能源）', 'malformed'],
  ['粤B12345(绿牌)', 'malformed'],
  ['粤BD12345(蓝牌)', 'malformed'],
  ['京AD12345（小型汽车）', 'malformed'],
  ['京AD12345（大型新能源汽车）', 'malformed'],
  ['京AD12345（黄牌）', 'malformed'],
  ['京A12345（白牌）', 'malformed'],
  ['京A1234警（黄牌）', 'malformed'],
  ['粤Z1234澳（香港入出境车）', 'malformed'],
  ['京A12345和京B23456', 'malformed'],
  ['警车号牌京A12345', 'not-listed'],
  ['车牌号', 'empty'],
  ['京AO12345', 'ambiguous-letter'],
  ['京AI12345', 'ambiguous-letter'],
  ['京A12345D（小型新能源汽车）', 'malformed'],
  ['京A12345（挂车）', 'malformed'],
  ['京A12345（教练汽车）', 'malformed'],
  ['京A1234挂（大型汽车）', 'malformed'],
  ['京A1234学（小型汽车）', 'malformed'],
  ['014578使（领馆汽车）', 'malformed'],
  ['沪22478领（使馆汽车）', 'malformed'],
]
const NUMBERS: readonly Accepted[] = [
  ['身份证号：11010519491231002x', '11010519491231002X'],
  ['驾驶证号码 110105491231002', '11010519491231002X'],
  ['身份证11010519491231002X', '11010519491231002X'],
  ['公民身份号码11010519491231002X', '11010519491231002X'],
  ['驾照号:11010519491231002X', '11010519491231002X'],
  ['驾照 11010519491231002X', '11010519491231002X'],
  ['机动车驾驶证号：11010519491231002X', '11010519491231002X'],
  ['机动车驾驶执照号码：11010519491231002X', '11010519491231002X'],
  ['证号：11010519491231002X', '11010519491231002X'],
  ['号码：11010519491231002X', '11010519491231002X'],
  ['身份证号码是11010519491231002X', '11010519491231002X'],
  ['驾驶证号为 11010519491231002X', '11010519491231002X'],
  // Whether a holder can be as young as that is not judged (INTERPRETATIONS, C15).
  ['110105202611250024', '110105202611250024'],
]
const NO_NUMBERS: readonly Refused[] = [
  ['档案编号：110100123456', 'malformed'],
  ['张三11010519491231002X', 'forbidden-character'],
  ['手机号码11010519491231002X', 'forbidden-character'],
  ['11010519491231002X（本人）', 'forbidden-character'],
  ['110105********002X', 'malformed'],
  ['*10105194912310021', 'malformed'],
  ['110105xxxxxxxx002x', 'malformed'],
  ['1101051949123100XX', 'malformed'],
  ['11010519491231002*', 'forbidden-character'],
  ['身份证110105194912310021', 'wrong-check-digit'],
  ['No.11010519491231002X', 'forbidden-character'],
]

/** When the vehicle was bound: there may be no such time. */
const NONES: readonly Accepted[] = [
  ['2024-11-05T09:10:00+08:00', NINE_TEN],
  ['无', null],
  [' 没有。', null],
  ['从未', null],
  ['未备案', null],
  ['none', null],
  ['Never', null],
  [null, null],
]
const NO_NONES: readonly Refused[] = [
  // Or nobody knows.
  ['-', 'malformed'],
  ['N/A', 'malformed'],
  ['不详', 'malformed'],
  ['2024-11-05 09:10', 'no-offset'],
]

const FIELDS = [
  { of: 'a plate', reader: readers.plate, accepted: PLATES, refused: NO_PLATES },
  { of: 'a licence number', reader: readers.licenceNumber, accepted: NUMBERS, refused: NO_NUMBERS },
  { of: 'a time', reader: readers.beijingTime, accepted: TIMES, refused: NO_TIMES },
  { of: 'a fine in yuan', reader: readers.yuan, accepted: FINES, refused: NO_FINES },
  { of: 'a fine in fen', reader: readers.fen, accepted: FENS, refused: NO_FENS },
  { of: 'points', reader: ofFact('points'), accepted: POINTS, refused: NO_POINTS },
  { of: 'points that are held', reader: ofFact('pointsHeld'), accepted: POINTS_HELD, refused: NO_POINTS_HELD },
  { of: 'a number of vehicles', reader: ofFact('driverBindings'), accepted: COUNTS, refused: NO_COUNTS },
  { of: 'an id', reader: ofFact('driver'), accepted: IDS, refused: NO_IDS },
  { of: 'when the vehicle was bound', reader: ofFact('boundSince'), accepted: NONES, refused: NO_NONES },
  { of: 'a set', reader: ofFact('licenceClasses'), accepted: CLASSES, refused: NO_CLASSES },
  { of: 'the number of any licence', reader: readers.anyLicenceNumber, accepted: ANY_NUMBERS, refused: NO_ANY_NUMBERS },
  { of: 'a box', reader: ofFact('identityVerified'), accepted: FLAGS, refused: NO_FLAGS },
] as const

describe.each(FIELDS)('what is typed as $of', ({ reader, accepted, refused }) => {
  const read = (typed: unknown): { value: unknown; issues: readonly Issue[] } => {
    const issues: Issue[] = []
    return { value: reader.read(typed, [], issues), issues }
  }

  test.each(accepted as readonly Accepted[])('%j becomes %j', (typed, value) => {
    expect(read(typed)).toEqual({ value, issues: [] })
  })

  test.each(refused as readonly Refused[])('%j is refused: %s', (typed, code) => {
    const { value, issues } = read(typed)
    expect(value).toBeUndefined()
    expect(issues.map((issue) => issue.code)).toEqual([code])
  })

  test('a text with anything else in it is read or refused, and a value that was read is read the same again', () => {
    const texts = [...accepted, ...refused].map(([typed]) => typed).filter((typed) => typeof typed === 'string')
    fc.assert(
      fc.property(inserted(fc.constantFrom(...(texts as string[])), codePoints), (typed) => {
        const { value, issues } = read(typed)
        expect(issues.length > 0).toBe(value === undefined)
        if (value !== undefined && reader !== readers.yuan) expect(read(value)).toEqual({ value, issues: [] })
      }),
    )
  })
})

test('a count is read with the measure words of what it counts, and with no other', () => {
  const VEHICLES = ['辆', '台', '部', '辆车']
  const PERSONS = ['人', '名']
  const MEASURES: Readonly<Record<string, readonly string[]>> = {
    driverBindings: VEHICLES,
    vehicleBindings: PERSONS,
    driverBindingsEver: ['次'],
    driverApplicationsToday: ['次'],
    driverApplicationsThisYear: ['次'],
    vehicleDriversBoundThisYear: PERSONS,
    points: ['分'],
    pointsHeld: ['分'],
    fullScoreStudies: ['次'],
    othersVehiclesHandledThisYear: VEHICLES,
    vehicleOtherDriversThisYear: PERSONS,
  }
  const all = [...new Set(Object.values(MEASURES).flat())]
  for (const [name, measures] of Object.entries(MEASURES)) {
    const taken = all.filter((measure) => ofFact(name).read(`3${measure}`, [name], []) === 3)
    expect(taken, name).toEqual(all.filter((measure) => measures.includes(measure)))
  }
})

describe('the name of a plate type in brackets behind a plate', () => {
  const ORDINARY = '京A12345'
  /** For each type the form of its plates; of the others no form is known. */
  const FORMS: Readonly<Partial<Record<PlateType, string>>> = {
    '01': ORDINARY,
    '02': ORDINARY,
    '03': '014578使',
    '04': '沪22478领',
    '05': '粤ZF023港',
    '07': ORDINARY,
    '08': ORDINARY,
    '09': '014578使',
    '10': '沪22478领',
    '11': '粤ZF023港',
    '15': '京A1234挂',
    '16': '京A1234学',
    '17': '京A1234学',
    '18': '京A1234试',
    '23': '京A1234警',
    '24': '京A1234警',
    '51': '京A12345D',
    '52': '京AD12345',
  }
  const plates = [...new Set([...Object.values(FORMS), '粤ZF023澳', '沪A0023领', '京A1234超'])]
  const isOf = (type: PlateType, plate: string) =>
    FORMS[type] !== undefined && kindOf(FORMS[type] as Plate) === kindOf(plate.replace('澳', '港') as Plate)

  test.each(PLATE_TYPES)('%s is dropped where it is true, and asked about elsewhere', (type) => {
    const name = zhCNLabels.names.plateTypes[type]
    for (const each of plates) {
      const issues: Issue[] = []
      const value = readers.plate.read(`${each}（${name}）`, [], issues)
      expect(value, `${each} ${name}`).toBe(isOf(type, each) ? each : undefined)
      expect(issues, `${each} ${name}`).toHaveLength(isOf(type, each) ? 0 : 1)
    }
  })
})

test('an issue shows what was typed, not what was made of it', () => {
  const issues: Issue[] = []
  readers.plate.read('使 014·578\n', ['vehicle'], issues)
  readers.yuan.read(' ￥200角', ['fine'], issues)
  expect(issues.map(({ code, path, received, expected }) => [code, path, received, expected])).toEqual([
    ['former-writing', ['vehicle'], '"使 014·578\\u{a}"', '014·578使'],
    ['malformed', ['fine'], '" ￥200角"', 'amount from 0 to 100000000 yuan in whole fen'],
  ])
})

test('the lists hold what people type into the fields', () => {
  const counted = FIELDS.reduce((sum, { accepted, refused }) => sum + accepted.length + refused.length, 0)
  expect(counted).toBeGreaterThan(160)
})
