/** The page (docs/site) and the command line read the same files alike: the same verdicts, row by row, or both refuse the file. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
// @ts-expect-error -- Node's files, without types of its own
import { isOrdinary, readBytes, temporaryFolder } from '../../src/cli/files.mjs'
import { run } from '../../src/cli/index.ts'
import { LOCAL_TIME } from '../../src/typed/local-time.ts'
import { pageCode } from '../support/page-code.ts'
import { duckdb, enginesInstalled } from './engines.ts'

/** The page reads files with a package of its own. */
const pageInstalled = existsSync(fileURLToPath(new URL('../../docs/site/node_modules', import.meta.url)))

let folder: string
const temporary = temporaryFolder()
afterAll(temporary.remove)
let page: Awaited<ReturnType<typeof pageCode>>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demerit-page-'))
  page = await pageCode('audit-rows.ts')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the command line writes of a file, each row's decision, and what it says beside. */
async function byCommandLine(bytes: Uint8Array, args: readonly string[]) {
  const path = join(folder, 'acts.csv')
  writeFileSync(path, bytes)
  let [out, err] = ['', '']
  const code = await run(['audit', path, ...args, '--format', 'csv'], {
    out: async (text) => void (out += text),
    err: (text) => void (err += text),
    version: '1.2.3',
    isTerminal: false,
    readBytes,
    isOrdinary,
    temporaryFile: temporary.temporaryFile,
    openDuckdb: async () => {
      const { run, rows, close } = await duckdb()
      return { run, rows, close: () => void close() }
    },
  })
  const alone = err.replace(/[^\n]* have a time without an offset[^\n]*\n/g, '')
  const cells = [...alone.matchAll(/row (\d+), column (\w+): /g)].map(([, row, column]) => `${row} ${column}`)
  return { code, out, err, cells }
}

function byPage(bytes: Uint8Array, question: string, isBeijing: boolean, language = 'en') {
  return page.audited({ bytes, name: 'acts.csv', question, isBeijing, language })
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const guide = readFileSync(new URL('../../docs/guides/audit.md', import.meta.url), 'utf8')
const ofGuide = [...guide.matchAll(/```csv\n([\s\S]*?)```/g)].map(([, text]) => text ?? '')

const HEAD =
  'at,channel,driver,vehicle,vehicle_owner,fine,points,occurred_at,bound_since,licence_states,identity_verified'
const act = (cells: Readonly<Record<string, string>>) => {
  const usual: Readonly<Record<string, string>> = {
    at: '2024-12-01T10:00:00+08:00',
    channel: 'app',
    driver: 'd1',
    vehicle: 'v1',
    vehicle_owner: 'o1',
    fine: '20000',
    points: '3',
    occurred_at: '2024-11-20T10:00:00+08:00',
    bound_since: '2024-11-10T10:00:00+08:00',
    licence_states: 'none',
    identity_verified: 'true',
  }
  return HEAD.split(',')
    .map((name) => cells[name] ?? usual[name])
    .join(',')
}
/** A cell of each kind as it is and as it is not written. */
const CELLS: Readonly<Record<string, readonly string[]>> = {
  at: [
    '1733018400000',
    '0',
    '2024-12-01 10:00:00+08:00',
    '2024-12-01T10:00Z',
    '2024-12-01T10:00:00.123456789+08',
    '2024-12-01T10:00:00+0800',
    '2024-02-30T10:00:00Z',
    '2024-12-01T10:00:00',
    '2024/12/1 10:00',
    '2024年12月1日10时00分',
    '2024-12-01',
    '45627.41667',
    '2024-12-01T25:00:00Z',
    '1899-12-31T00:00:00+08:00',
    '2200-01-01T00:00:00+08:00',
    '9999999999999999',
    'none',
    '',
  ],
  channel: ['window', '窗口', '交管12123', 'APP', ' app ', '\u3000app\u00a0', '手机APP', ''],
  driver: ['d 1', 'd1\t', '\u2003d1\u202f', 'd\t1', '驾驶人', 'x'.repeat(64), 'x'.repeat(65), 'd\u00e9', ''],
  fine: ['200.5', '200.0', '200.00', '-1.0', '20001', '-1', '1e3', '00020000', '9007199254740993', '0', ''],
  points: ['12', '13', '3.0', '１', ''],
  bound_since: ['none', '无', '1731204000000', 'never', ''],
  licence_states: [
    '[]',
    '{}',
    '正常',
    'seized locked',
    '"seized,locked"',
    '"[seized, locked]"',
    'seized、locked',
    'seized seized',
    'fine',
    '无',
    '',
  ],
  identity_verified: ['TRUE', 'FALSE', '1', '0', '是', '否', 'yes', 'True', ''],
}
const rows = Object.entries(CELLS).flatMap(([name, texts]) => texts.map((text) => act({ [name]: text })))

/** Files by what is peculiar about them. */
const FILES: readonly (readonly [title: string, question: 'bind' | 'handle', bytes: Uint8Array])[] = [
  ...ofGuide.map((text, index) => [`the guide's file ${index + 1}`, 'handle', utf8(text)] as const),
  ['every cell', 'handle', utf8(`${HEAD}\n${rows.join('\n')}\n`)],
  ['every cell, as an Excel export', 'handle', utf8(`\ufeff${[HEAD, ...rows].join('\r\n')}\r\n`)],
  ['semicolons', 'handle', utf8('at;channel;driver;points\n2024-12-01T10:00:00+08:00;app;d1;3\n')],
  ['tabs and spaced headers', 'handle', utf8('At\t Driver\tVehicle Owner\n2024-12-01T10:00:00+08:00\td\td\n')],
  [
    'headers in capitals, camel case and Chinese',
    'bind',
    utf8('AT,driverBindings,办理渠道, Vehicle-Owner,其他\n2024-12-01T10:00:00+08:00,3,交管12123,o,x\n'),
  ],
  ['Chinese headers alone', 'handle', utf8('办理时间,办理渠道,罚款金额（元）\n2024-12-01T10:00:00+08:00,窗口,200.5\n')],
  [
    'consents in Chinese',
    'bind',
    utf8('办理渠道,所有人同意方式\n交管12123,无\n交管12123,未同意\n交管12123,车辆二维码\n'),
  ],
  ['yuan', 'handle', utf8('at,fine_yuan\n2024-12-01T10:00:00+08:00,200.5\n2024-12-01T10:00:00+08:00,200.555\n')],
  [
    'columns that say what is known',
    'handle',
    utf8(
      'at,bound_since,bound_since_known,licence_states,licence_states_known\n1733018400000,,true,[],true\n1733018400000,,false,[],false\n1733018400000,1731204000000,false,seized,TRUE\n1733018400000,1731204000000,perhaps,[],1\n',
    ),
  ],
  [
    'GB18030, as Excel in China writes it',
    'handle',
    // 办理渠道 is a header, 窗口 a cell.
    new Uint8Array([
      ...[0xb0, 0xec, 0xc0, 0xed, 0xc7, 0xfe, 0xb5, 0xc0, ...utf8(',driver\r\n')],
      ...[0xb4, 0xb0, 0xbf, 0xda, ...utf8(',d\r\n')],
    ]),
  ],
  ['UTF-16, as Excel writes Unicode text', 'handle', Buffer.from('\ufeff办理渠道\tdriver\r\n窗口\td\r\n', 'utf16le')],
  ['blank lines of one column', 'handle', utf8('at\n\n1733018400000\n\n')],
  [
    'a header with line breaks, as cells of a spreadsheet have',
    'handle',
    utf8('"驾驶证号","办理\n时间","Vehicle\nOwner","a""b"\r\nd,1733018400000,d,x\r\n'),
  ],
  ['the same with one kind of break', 'handle', utf8('"驾驶证号","办理\n时间"\nd,1733018400000\n')],
  ['the same of Windows', 'handle', utf8('"驾驶证号","办理\r\n时间"\r\nd,1733018400000\r\n')],
  ['a delimiter at the end of lines', 'handle', utf8('at,driver\n1733018400000,d,\n1733018400000,e\n')],
  ['blank lines', 'handle', utf8('at,driver\n\n1733018400000,d\n\n\n1733018400000,e\n\n')],
  ['a doubled quotation mark', 'handle', utf8('at,driver\n2024-12-01T10:00:00+08:00,"d""1"\n')],
]

describe.skipIf(!enginesInstalled || !pageInstalled)('the page and the command line', () => {
  test('the guide has a file', () => expect(ofGuide.length).toBeGreaterThan(0))

  describe.each([
    [false, []],
    [true, ['--times', 'beijing']],
  ] as const)('times of Beijing: %s', (isBeijing, args) => {
    test.each(FILES)('%s: the same decision of every row', async (_, question, bytes) => {
      const { out, err, cells } = await byCommandLine(bytes, ['--question', question, ...args])
      const { csv, malformed, rows: count } = byPage(bytes, question, isBeijing)
      expect(csv, err).toBe(out)
      expect(count).toBe(out.trim().split('\n').length - 1)
      // The command line tells times without an offset in one line a column, where there are several.
      const summed = [...err.matchAll(/column (\w+): [^\n]* have a time without an offset/g)].map(
        ([, column]) => column,
      )
      const isAlone = ({ column, text }: { column: string; text: string }) =>
        !(summed.includes(column) && LOCAL_TIME.test(text.trim()))
      const told = malformed
        .filter(isAlone)
        .map(({ row, column }: { row: number; column: string }) => `${row} ${column}`)
      // The page tells the first of all, so fewer of the others.
      if (summed.length === 0) expect(told.sort()).toEqual([...cells].sort())
      else expect(cells).toEqual(expect.arrayContaining(told))
    })
  })

  test.each([
    ['an empty file', utf8(''), 'The file is empty'],
    ['no fact', utf8('a,b\n1,2\n'), 'No column is a fact'],
    ['no header', utf8('2024-12-01T10:00:00+08:00,app\n'), 'No column is a fact'],
    ['a column twice', utf8('driver,Driver\nd,e\n'), 'Two columns are driver'],
    [
      'fines in two units',
      utf8('fine,fine_yuan\n1,2\n'),
      'Two columns are the fine, fine in fen and fine_yuan in yuan',
    ],
    ['a row that is too long', utf8('at,driver\n1,d\n1,d,e\n'), 'Line 3 of the file: 3 cells; the header has 2'],
    [
      'an encoding that is not read',
      new Uint8Array([...utf8('at,driver\n1,'), 0xe9, 10]),
      'Line 2 of the file: not in UTF-8',
    ],
    ['a picture', new Uint8Array([0x89, 0x50, 0, 0x47]), 'This is not text'],
    [
      'an open quotation mark',
      utf8('at,driver\n1,d\n1,"d\n1,d\n'),
      'Line 3 of the file: a quotation mark is not closed',
    ],
    ['a fault behind a header with line breaks', utf8('"a\nt",driver\n1,d\n1\n'), 'Line 4 of the file: 1 cell'],
    ['two faults', utf8('at,driver\n1,"a\nb"\n\n1\n1,"d\n'), 'Line 5 of the file: 1 cell; the header has 2'],
  ])('%s is refused by both', async (_, bytes, message) => {
    const { code, err } = await byCommandLine(bytes, ['--question', 'handle'])
    expect([code, err === '']).toEqual([2, false])
    // The sentence and its line are the same.
    const [, line, fault = ''] = /^.*?\.csv: (?:line (\d+): )?error\[.*?\]: ([^;:\n]*)/m.exec(err) ?? []
    const text =
      line === undefined ? `${fault.charAt(0).toUpperCase()}${fault.slice(1)}` : `Line ${line} of the file: ${fault}`
    expect(() => byPage(bytes, 'handle', false)).toThrow(text)
    expect(() => byPage(bytes, 'handle', false)).toThrow(message)
    expect(() => byPage(bytes, 'handle', false, 'zh')).toThrow(/[\u4e00-\u9fff]/)
  })

  test('the page says which columns it understood, which not, and which facts have none', () => {
    const { understood, ignored, absent, missing, undated } = byPage(
      utf8('At,办理渠道,office\n2024-12-01T10:00:00+08:00,app,north\n,app,south\n'),
      'handle',
      false,
    )
    expect(understood).toEqual([
      { header: 'At', column: 'at' },
      { header: '办理渠道', column: 'channel' },
    ])
    expect(ignored).toEqual(['office'])
    expect(absent).toContain('driver')
    expect(absent).not.toContain('channel')
    expect(missing.driver).toBeGreaterThan(0)
    expect(undated).toBe(1)
  })
})
