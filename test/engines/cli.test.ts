/** The command line: a file in, decisions out, errors with row and column. */
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
// @ts-expect-error -- Node's files, without types of its own
import { isOrdinary, readBytes, temporaryFolder } from '../../src/cli/files.mjs'
import { run } from '../../src/cli/index.ts'
import { zhCN } from '../../src/explain/index.ts'
import { decideHandling, FACTS, missingOf, QUESTIONS } from '../../src/index.ts'
import { cn, ruleSetOn } from '../../src/law/index.ts'
import { columnName } from '../../src/sql/columns.ts'
import { decisionSql, factsSql } from '../../src/sql/index.ts'
import { type Consumer, MANIFEST, packed } from '../package/consumer.ts'
import { duckdb, enginesInstalled } from './engines.ts'
import { histories, loadTables } from './history.ts'

let folder: string
const temporary = temporaryFolder()
afterAll(temporary.remove)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'demerit-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fileOf = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Runs the program without the machine. */
async function ran(args: readonly string[], isTerminal = false, isOutTerminal = false) {
  const written = { code: 0, out: '', err: '' }
  written.code = await run(args, {
    out: async (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    version: '1.2.3',
    isTerminal,
    isOutTerminal,
    readBytes,
    isOrdinary,
    temporaryFile: temporary.temporaryFile,
    openDuckdb: async () => {
      const { run, rows, close } = await duckdb()
      return { run, rows, close: () => void close() }
    },
  })
  return written
}

/** The word of a row and what it is called; the last again where the list is shorter. */
const entryOf = (list: Readonly<Record<string, string>> = {}, row: number) =>
  Object.entries(list)[Math.min(row, Object.keys(list).length - 1)] as [string, string]

/** `vehicle_owner` as a fact is called: `vehicleOwner`. */
const columnToFact = (column: string) =>
  FACTS.find(({ name }) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) === column)?.name ?? column

const HEAD =
  'id,at,channel,driver,vehicle,vehicle_owner,plate_type,violation_state,occurred_at,fine,points,recorded_by,bound_since,licence_states,licence_classes,points_held,identity_verified,office'
const ROWS = [
  'a,2024-12-01T10:00:00+08:00,app,d,v,o,02,open,2024-11-20T10:00:00+08:00,20000,0,monitoring,2024-11-10T10:00:00+08:00,none,C1,0,true,north',
  'b,2024-12-01T10:00:00+08:00,app,d,v,o,02,open,2024-11-20T10:00:00+08:00,20001,3,monitoring,none,none,C1,0,true,north',
  'c,2018-03-01 10:00:00Z,app,d,v,o,,open,2018-02-27T10:00:00Z,20000,0,monitoring,1519800000000,seized locked,"C1 C2",,true,south',
  'd,1535990400000,window,d,v,d,02,open,2018-09-01T10:00:00+08:00,20000,0,officer,,none,C1,0,1,south',
]
const CSV = `${HEAD}\n${ROWS.join('\n')}\n`
/** Characters that a terminal obeys or that turn a line around. */
const HIDDEN = new RegExp(
  `[${['\\u0000-\\u0009', '\\u000b-\\u001f', '\\u007f-\\u009f', '\\u202a-\\u202e', '\\u{e0000}-\\u{e007f}'].join('')}]`,
  'u',
)
const AUDIT = ['--question', 'handle']

/** What stands on standard error where JSON is asked for: an object a line. */
const messages = (err: string) =>
  err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly message: string; readonly row?: number })

describe.skipIf(!enginesInstalled)('demerit audit', () => {
  test('json: each row as the library judges it, by the set of its day', async () => {
    const { code, out, err } = await ran(['audit', fileOf('acts.csv', CSV), ...AUDIT, '--format', 'json'])
    expect([code, JSON.parse(err)]).toEqual([
      0,
      {
        level: 'note',
        code: 'unknown-key',
        file: join(folder, 'acts.csv'),
        message: 'not facts, so not read: "office"',
      },
    ])
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const facts = [
      {
        at: '2024-12-01T10:00:00+08:00',
        channel: 'app',
        driver: 'd',
        vehicle: 'v',
        vehicleOwner: 'o',
        plateType: '02',
        violationState: 'open',
        occurredAt: '2024-11-20T10:00:00+08:00',
        fine: 20000,
        points: 0,
        recordedBy: 'monitoring',
        boundSince: '2024-11-10T10:00:00+08:00',
        licenceStates: [],
        licenceClasses: ['C1'],
        pointsHeld: 0,
        identityVerified: true,
      },
      {
        at: '2024-12-01T10:00:00+08:00',
        channel: 'app',
        driver: 'd',
        vehicle: 'v',
        vehicleOwner: 'o',
        plateType: '02',
        violationState: 'open',
        occurredAt: '2024-11-20T10:00:00+08:00',
        fine: 20001,
        points: 3,
        recordedBy: 'monitoring',
        boundSince: null,
        licenceStates: [],
        licenceClasses: ['C1'],
        pointsHeld: 0,
        identityVerified: true,
      },
      {
        at: '2018-03-01T10:00:00Z',
        channel: 'app',
        driver: 'd',
        vehicle: 'v',
        vehicleOwner: 'o',
        violationState: 'open',
        occurredAt: '2018-02-27T10:00:00Z',
        fine: 20000,
        points: 0,
        recordedBy: 'monitoring',
        boundSince: 1519800000000,
        licenceStates: ['seized', 'locked'],
        licenceClasses: ['C1', 'C2'],
        identityVerified: true,
      },
      {
        at: 1535990400000,
        channel: 'window',
        driver: 'd',
        vehicle: 'v',
        vehicleOwner: 'd',
        plateType: '02',
        violationState: 'open',
        occurredAt: '2018-09-01T10:00:00+08:00',
        fine: 20000,
        points: 0,
        recordedBy: 'officer',
        licenceStates: [],
        licenceClasses: ['C1'],
        pointsHeld: 0,
        identityVerified: true,
      },
    ] as const
    const expected = facts.map((each, index) => {
      const set = ruleSetOn(cn, index === 3 ? '2018-09-04' : each.at.toString().slice(0, 10))
      const decision = decideHandling(each as never, set)
      if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
      const rulesThat = (outcome: string) =>
        decision.findings.filter((finding) => finding.outcome === outcome).map(({ rule }) => rule)
      return {
        id: 'abcd'[index],
        verdict: decision.verdict,
        ruleSet: decision.ruleSet,
        failing: rulesThat('fails'),
        unknown: rulesThat('unknown'),
        missing: missingOf(decision),
      }
    })
    expect(rows).toEqual(expected)
    expect(new Set(rows.map(({ verdict }) => verdict)).size).toBeGreaterThan(1)
  })

  test('csv: a line a row, and rows without an id by their number', async () => {
    const withoutId = CSV.split('\n')
      .map((line) => line.replace(/^\w+,/, ''))
      .join('\n')
    const { out } = await ran([
      'audit',
      fileOf('plain.csv', withoutId),
      ...AUDIT,
      '--format=csv',
      '--rules',
      'cn-2024-11-01',
    ])
    const lines = out.trim().split('\n')
    expect(lines[0]).toBe('id,verdict,rule_set,failing,unknown,missing,malformed')
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['1', '2', '3', '4'])
    expect(lines[2]).toMatch(/^2,refused,cn-2024-11-01,open-binding fine-limit/)
  })

  test('table: how many rows each verdict and each rule has, and a bar on a terminal alone', async () => {
    const path = fileOf('acts.csv', CSV)
    const quiet = await ran(['audit', path, ...AUDIT])
    expect(quiet.out).toMatch(/^4 rows\n\nverdict +rows\n-+ +-+\n/)
    expect(quiet.out).toMatch(/\nrefused by +rows\n[\s\S]*fine-limit +1\n/)
    expect(quiet.err).not.toContain('█')
    expect((await ran(['audit', path, ...AUDIT], true)).err).toContain('░ 0 % of 4 rows')
  })

  test('parquet is read as CSV is', async () => {
    const engine = await duckdb()
    const [csv, parquet] = [fileOf('acts.csv', CSV), join(folder, 'acts.parquet')]
    await engine.run(
      `COPY (SELECT * REPLACE (CAST(fine AS BIGINT) AS fine, string_split(licence_classes, ' ') AS licence_classes) FROM read_csv('${csv}', all_varchar = true)) TO '${parquet}' (FORMAT parquet)`,
    )
    await engine.close()
    const one = await ran(['audit', csv, ...AUDIT, '--format', 'json'])
    expect((await ran(['audit', parquet, ...AUDIT, '--format', 'json'])).out).toBe(one.out)
  })

  test('what a spreadsheet leaves in the place of an id is malformed, and times without an offset are told in one line', async () => {
    const broken = ['#N/A', '#REF!', 'N/A', 'null', '-', '5.12329E+17', '无', '不详', '本人']
    const path = fileOf(
      'no-ids.csv',
      `at,driver\n${[...broken, 'd1', 'E12'].map((id) => `2024-12-01 10:00,${id}`).join('\n')}\n`,
    )
    const { err } = await ran(['audit', path, ...AUDIT])
    for (const [row, id] of broken.entries())
      expect(err).toContain(
        `${path}: row ${row + 1}, column driver: error[malformed]: ${JSON.stringify(id)}${row === 0 ? '; wanted an id' : '\n'}`,
      )
    expect(err).toContain(`malformed cells by column: at ${broken.length + 2}, driver ${broken.length};`)
    expect(err.split('\n').filter((line) => line.includes('column at:'))).toEqual([
      `${path}: row 1, column at: error[no-offset]: "2024-12-01 10:00"; ${broken.length + 2} rows have a time without an offset; --times beijing reads it as that of Beijing`,
    ])
  })

  test('无 is no consent of the owner, as 未同意 and none are', async () => {
    const rows = ['无', '未同意', 'none'].map((consent) => `2025-03-03T15:00:00+08:00,交管12123,d,v,o,${consent}\n`)
    const path = fileOf('consents.csv', `办理时间,办理渠道,驾驶人,机动车,机动车所有人,所有人同意方式\n${rows.join('')}`)
    const { out, err } = await ran(['audit', path, '--question', 'bind', '--rules', 'cn', '--format', 'json'])
    expect(err).not.toContain('error')
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(answers).toHaveLength(3)
    for (const answer of answers) expect(answer).toMatchObject({ verdict: 'refused', failing: ['owner-consent'] })
  })

  test('explain refuses seconds and tells what looks like yuan, as audit does', async () => {
    const path = fileOf('units.json', JSON.stringify({ at: 1733018400, channel: 'app', fine: 200 }))
    const { err } = await ran(['explain', path, '--question', 'handle'])
    expect(err).toContain(`${path}: column at: error[out-of-range]: "1733018400"; wanted a time with an offset`)
    expect(err).toContain(
      `${path}: column fine: note[perhaps-yuan]: fines are in fen, and this one is 200 (2 yuan); a column fine_yuan`,
    )
  })

  test('malformed cells are told with row and column, their rows are invalid, and the exit code is 1', async () => {
    const broken = [
      ROWS[0],
      ROWS[1]?.replace('20001', '200.01'),
      ROWS[2]?.replace('2018-03-01 10:00:00Z', '2018-03-01 10:00:00').replace('seized', 'stolen'),
      ROWS[3]?.replace('window', "win'dow"),
      ROWS[3]?.replace('1535990400000', '2018-02-30T10:00:00+08:00'),
      ROWS[3]?.replace(',d,v,', ',d d,v,').replace(',0,officer', ',13,officer').replace(',C1,', ',C1 C1,'),
    ]
    const path = fileOf('broken.csv', `${HEAD}\n${broken.join('\n')}\n`)
    const { code, out, err } = await ran(['audit', path, ...AUDIT, '--format', 'csv'])
    expect(code).toBe(1)
    expect(
      out
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').slice(0, 3)),
    ).toEqual([['a', 'undetermined', 'cn-2024-11-01'], ...['b', 'c', 'd', 'd', 'd'].map((id) => [id, 'invalid', ''])])
    expect(err).toContain(`${path}: row 2, column fine: error[not-whole]: "200.01"; wanted a whole number\n`)
    expect(err).toContain(
      `${path}: row 3, column at: error[no-offset]: "2018-03-01 10:00:00"; wanted a time with an offset, such as 2018-09-12T14:05:00+08:00 (--times beijing reads times without one), or milliseconds since 1970 (not seconds; 0 is no sign for none)\n`,
    )
    expect(err).toContain(`${path}: row 3, column licence_states: error[not-listed]: "stolen locked"; wanted none (`)
    expect(err).toContain(
      `${path}: row 4, column channel: error[not-listed]: "win'dow"; wanted window (窗口), app (交管12123), web (互联网平台), kiosk (自助机)\n`,
    )
    expect(err).toContain(`${path}: row 5, column at: error[no-such-day]: "2018-02-30T10:00:00+08:00"`)
    expect(err).toContain(`${path}: row 6, column driver: error[forbidden-character]: "d d"; wanted an id`)
    expect(err).toContain(
      `${path}: row 6, column points: error[out-of-range]: "13"; wanted a whole number from 0 to 12\n`,
    )
    expect(err).toContain(`${path}: row 6, column licence_classes: error[repeated]: "C1 C1"; wanted none (`)
  })

  test.each([
    ['no file', ['audit', ...AUDIT], /^demerit: error\[missing\]: audit wants one file/],
    ['no question', ['audit', 'x.csv'], /error\[missing\]: --question: nothing is given; wanted bind, handle/],
    [
      'an unknown set',
      ['audit', 'x.csv', ...AUDIT, '--rules', 'cn-1999'],
      /error\[not-listed\]: --rules: "cn-1999" is given; wanted cn, /,
    ],
    [
      'an unknown option',
      ['audit', 'x.csv', '--colour', 'red'],
      /error\[unknown-key\]: --colour: there is no such option/,
    ],
    ['a short option', ['audit', 'x.csv', '-q', 'handle'], /error\[unknown-key\]: -q: there is no such option/],
    ['an option twice', ['audit', 'x.csv', ...AUDIT, ...AUDIT], /error\[repeated\]: --question is given twice/],
    ['an option without a value', ['audit', 'x.csv', '--question'], /error\[missing\]: --question needs a value/],
    [
      'a file that is not there',
      ['audit', '/nowhere/x.csv', ...AUDIT],
      /^\/nowhere\/x.csv: error\[no-file\]: there is no such file/,
    ],
    [
      'an unknown command',
      ['judge'],
      /^demerit: error\[not-listed\]: judge: there is no such command; there are audit, explain, card, and demerit --help tells all\n$/,
    ],
    ['no command', [], /^demerit: error\[missing\]: a command is wanted; there are audit, explain, card, and .*\n$/],
  ])('%s ends with exit code 2', async (_, args, message) => {
    const { code, out, err } = await ran(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })

  test.each<readonly [what: string, name: string, content: string | Buffer, message: RegExp]>([
    ['an empty file', 'empty.csv', '', /: error\[empty\]: the file is empty/],
    ['a workbook', 'acts.xlsx', 'PK', /: error\[workbook\]: this is a workbook; save it as CSV \(UTF-8\)/],
    ['no Parquet', 'no.parquet', 'hello', /: error\[not-parquet\]: this is not a Parquet file/],
    [
      'no encoding',
      'latin.csv',
      Buffer.from('at,driver\n,\xe9,\n', 'latin1'),
      /: line 2: error\[encoding\]: not in UTF-8 or GB18030; save the file as CSV/,
    ],
    ['no text', 'picture.csv', Buffer.from([0x89, 0x50, 0, 0x47]), /: error\[not-text\]: this is not text/],
    [
      'a row of fewer cells',
      'short.csv',
      'at,driver\n,d\n1\n',
      /: line 3: error\[uneven-row\]: 1 cell; the header has 2/,
    ],
    [
      'a row of more cells',
      'long.csv',
      'at,driver\n,d\n1,d,e\n',
      /: line 3: error\[uneven-row\]: 3 cells; the header has 2/,
    ],
    [
      'an open quotation mark',
      'quote.csv',
      'at,driver\n,"d\n',
      /: line 2: error\[open-quote\]: a quotation mark is not closed/,
    ],
    [
      'a column twice',
      'twice.csv',
      'vehicle_owner,vehicleOwner\no,o\n',
      /: error\[repeated\]: two columns are vehicle_owner: "vehicle_owner" and "vehicleOwner"/,
    ],
    [
      'lines of two ends',
      'ends.csv',
      'at,driver\n,d\r\n,e\r\n',
      /: error\[mixed-line-ends\]: lines end in more than one way/,
    ],
    [
      'fines twice',
      'fines.csv',
      'fine,fine_yuan\n1,1\n',
      /: error\[fen-and-yuan\]: two columns are the fine, fine in fen and fine_yuan in yuan/,
    ],
    ['several CSV', '*.csv', 'at\n', /: error\[too-many\]: CSV files are read one by one/],
  ])('%s: told where, with exit code 2 and without a decision', async (_, name, content, message) => {
    const path = join(folder, name)
    if (!name.includes('*')) writeFileSync(path, content)
    const { code, out, err } = await ran(['audit', path, ...AUDIT])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(`${path}: `)
    expect(err).toMatch(message)
  })

  test.each([
    ['a break within quotation marks', 'id,driver,note\n1,d,"a\nb"\n2,d\n', 4],
    ['breaks of Windows and blank lines', 'id,driver,note\r\n\r\n1,d,"a\r\nb"\r\n\r\n2,d\r\n', 6],
    ['breaks of an old Mac', 'id,driver,note\r1,d,x\r2,d\r', 3],
    ['a byte-order mark', '\ufeffid,driver,note\n1,d,"a\n\nb"\n2,d\n', 5],
    ['the last row', 'id,driver,note\n1,d,x\n2,d', 3],
  ])('the line of a fault is that of the file, as an editor counts it: %s', async (_, text, line) => {
    const path = fileOf('lines.csv', text)
    const { code, out, err } = await ran(['audit', path, ...AUDIT, '--format', 'json'])
    expect([code, out, messages(err).at(-1)]).toEqual([
      ...[2, ''],
      { level: 'error', code: 'uneven-row', file: path, line, message: '2 cells; the header has 3' },
    ])
  })

  const WINDOWS = 'at,driver,note\r\n'
  test.each([
    ['a line break in a cell', 'x\ny', 3, 'mixed-line-ends', 'lines end in more than one way'],
    ['a line break in a cell with quotation marks', 'x"a\nb"', 3, 'mixed-line-ends', 'lines end in more than one way'],
    ['a line break of an old Mac', 'x\ry', 3, 'mixed-line-ends', 'lines end in more than one way'],
    ['text behind the quotation mark', '"a\nb"c', 3, 'open-quote', 'a quotation mark is not closed'],
  ])('a file of Windows with %s is refused with its line', async (_, cell, line, code, text) => {
    for (const before of [1, 3000]) {
      const rows = [...Array(before).fill(',d,'), `,d,${cell}`, ',e,z']
      const path = fileOf('windows.csv', `${WINDOWS}${rows.join('\r\n')}\r\n`)
      const { code: exit, err } = await ran(['audit', path, ...AUDIT])
      expect([exit, err]).toEqual([
        2,
        expect.stringContaining(`${path}: line ${line + before - 1}: error[${code}]: ${text}`),
      ])
    }
  })

  test('with --format json every fault is JSON on standard error, also of the call itself', async () => {
    for (const [args, message] of [
      [['audit', 'x.csv', '--format', 'json'], { code: 'missing', message: expect.stringMatching(/^--question: /) }],
      [['audit', 'x.csv', '--format=json', '--colour', 'red'], { code: 'unknown-key' }],
      [['audit', '/nowhere/x.csv', ...AUDIT, '--format', 'json'], { code: 'no-file', file: '/nowhere/x.csv' }],
      [['card', '2019-02-29', '--format', 'json'], { code: 'no-such-day' }],
      [['judge', '--format', 'json'], { code: 'not-listed' }],
    ] as const) {
      const { code, out, err } = await ran(args)
      expect([code, out, err.match(/\n/g)?.length]).toEqual([2, '', 1])
      expect(messages(err)).toEqual([expect.objectContaining({ level: 'error', ...message })])
    }
  })

  const CHINESE = `序号,驾驶证号,机动车,机动车所有人,办理渠道,号牌种类\n甲一,d,京A12345,鑫婷琪,窗口,小型汽车\n乙,d d,京A12345,鑫婷琪,窗口,小型汽车\n`
  /** The text in GB18030, as an office in China writes it: each character found by reading all pairs of bytes. */
  const gb18030 = (text: string) => {
    const decoder = new TextDecoder('gb18030')
    const pairs = new Map<string, readonly number[]>()
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let next = 0x40; next <= 0xfe; next++) pairs.set(decoder.decode(new Uint8Array([lead, next])), [lead, next])
    return Buffer.from([...text].flatMap((each) => (each < '\u0080' ? [each.charCodeAt(0)] : (pairs.get(each) ?? []))))
  }
  const written: readonly (readonly [encoding: string, bytes: (text: string) => Buffer])[] = [
    ['UTF-8 with its mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['GB18030', gb18030],
    ['UTF-16, as Excel writes it', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, the other way round', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ]

  test.each(written)('a file in %s is judged as the same in UTF-8 is, and its copy is gone', async (name, bytes) => {
    const path = fileOf('encoded.csv', '')
    const judged = async (content: string | Buffer) => {
      writeFileSync(path, content)
      return await ran(['audit', path, ...AUDIT, '--format', 'csv'])
    }
    const plain = await judged(CHINESE)
    const other = await judged(bytes(CHINESE))
    const note = `${path}: note[encoding]: not in UTF-8, so read as GB18030; look whether its Chinese is right. --encoding gb18030 says that it is\n`
    expect([plain.code, plain.err]).toEqual([1, expect.stringContaining('row 2, column 驾驶证号 (driver)')])
    expect([other.code, other.out, other.err.replace(note, '')]).toEqual([1, plain.out, plain.err])
    expect(other.err.includes(note)).toBe(name === 'GB18030')
    // Faults that end the reading are told of the file itself, with its line.
    const uneven = bytes(`${CHINESE}丙,"多\n行"\n`)
    expect(await judged(uneven)).toMatchObject({
      code: 2,
      err: expect.stringContaining(`${path}: line 4: error[uneven-row]: 2 cells; the header has 6\n`),
    })
    expect(readdirSync(temporary.folder())).toEqual([])
  })

  test('that a file was read as GB18030 is told before what comes of it, where it is another encoding', async () => {
    const path = fileOf('big5.csv', '')
    // 駕駛證號 in Big5.
    writeFileSync(path, Buffer.from([0xbe, 0x72, 0xbe, 0x70, 0xc3, 0xd2, 0xb8, 0xb9, 0x0a, 0x64, 0x0a]))
    const { code, err } = await ran(['audit', path, ...AUDIT])
    expect([code, err.split('\n').map((line) => /(?:note|error)\[.*?\]/.exec(line)?.[0])]).toEqual([
      2,
      ['note[encoding]', 'error[no-fact]', undefined],
    ])
  })

  test('a packed file is judged as it is unpacked, with the lines of its text', async () => {
    const path = fileOf('packed.csv.gz', '')
    const judged = async (content: Uint8Array) => {
      writeFileSync(path, content)
      return await ran(['audit', path, ...AUDIT, '--format', 'csv'])
    }
    const plain = await ran(['audit', fileOf('unpacked.csv', CHINESE), ...AUDIT, '--format', 'csv'])
    const packed = await judged(gzipSync(gb18030(CHINESE)))
    expect([packed.code, packed.out]).toEqual([plain.code, plain.out])
    expect((await judged(gzipSync('driver,at\n"a\nb",\nc\n'))).err).toContain(`${path}: line 4: error[uneven-row]: `)
    expect((await judged(Buffer.from('driver\n'))).err).toContain(`${path}: error[unreadable]: `)
    expect(readdirSync(temporary.folder())).toEqual([])
  })

  test('--encoding says what a file is written in, and what is broken is not read otherwise', async () => {
    const path = fileOf('said.csv', '')
    const judged = async (content: Uint8Array, ...args: readonly string[]) => {
      writeFileSync(path, content)
      return await ran(['audit', path, ...AUDIT, ...args])
    }
    const chinese = gb18030(CHINESE)
    expect((await judged(chinese, '--encoding', 'gb18030')).err).not.toContain('note[encoding]')
    expect(await judged(chinese, '--encoding', 'utf-8')).toMatchObject({
      code: 2,
      err: `${path}: line 1: error[encoding]: not in UTF-8; save the file as CSV (UTF-8)\n`,
    })
    // A byte is lost of a file in UTF-8: its Chinese would be other Chinese in GB18030.
    const whole = Buffer.from(CHINESE)
    const broken = Buffer.concat([whole.subarray(0, -20), whole.subarray(-19)])
    const line = `${path}: line 3: error[encoding]: not in UTF-8; save the file as CSV (UTF-8); --encoding gb18030 if it is that\n`
    expect(await judged(broken)).toMatchObject({ code: 2, err: line })
    // Its mark says UTF-8, whatever stands before the fault.
    const marked = Buffer.concat([Buffer.from('\ufeffid,driver\n'), gb18030('张\n')])
    expect((await judged(marked)).err).toContain(`${path}: line 2: error[encoding]: not in UTF-8;`)
    // What was said is read, and nothing else.
    const utf16 = Buffer.from(`\ufeff${CHINESE}`, 'utf16le')
    for (const [said, name] of [
      ['utf-8', 'UTF-8'],
      ['gb18030', 'GB18030'],
    ] as const)
      expect(await judged(utf16, '--encoding', said)).toMatchObject({
        code: 2,
        err: `${path}: line 1: error[encoding]: not in ${name}; save the file as CSV (UTF-8)\n`,
      })
    const parquet = await ran(['audit', path.replace('csv', 'parquet'), ...AUDIT, '--encoding', 'gb18030'])
    expect([parquet.code, parquet.err]).toEqual([2, expect.stringContaining('error[no-file]')])
  })

  test('the line of a fault of encoding is that of the first bytes that are not text, in whatever is read', async () => {
    const path = fileOf('cut.csv', '')
    const judged = async (content: Uint8Array, ...args: readonly string[]) => {
      writeFileSync(path, content)
      return (await ran(['audit', path, ...AUDIT, ...args])).err
    }
    const chinese = gb18030(CHINESE)
    const cut = chinese.subarray(0, -2)
    const mixed = Buffer.concat([chinese, Buffer.from('丙,e,京A12345,张三李,窗口,小型汽车\n')])
    for (const [bytes, line] of [
      [cut, 3],
      [mixed, 4],
    ] as const) {
      expect(await judged(bytes)).toContain(`${path}: line ${line}: error[encoding]: not in UTF-8 or GB18030; `)
      expect(await judged(bytes, '--encoding', 'gb18030')).toContain(
        `${path}: line ${line}: error[encoding]: not in GB18030; save the file as CSV (UTF-8)\n`,
      )
    }
    expect(await judged(Buffer.from('id,driver\n1,张\n'), '--encoding', 'gb18030')).toContain(
      `${path}: line 2: error[encoding]: not in GB18030; `,
    )
    // A line break is half of a character in UTF-16.
    const broken = Buffer.concat([
      Buffer.from('\ufeffid,driver\n1,上\n2,d\n3,', 'utf16le'),
      Buffer.from([0x00, 0xd8, 0x0a, 0x00]),
    ])
    expect(await judged(broken)).toContain(`${path}: line 4: error[encoding]: not in UTF-16; `)
  })

  test('a line in UTF-8 among others in GB18030 is noted, where it is read as other Chinese', async () => {
    const path = fileOf('appended.csv', '')
    // 川A12346 is text in both.
    const other = Buffer.from('x,e,川A12346,o,app,02\n')
    expect(new TextDecoder('gb18030', { fatal: true }).decode(other)).not.toContain('川')
    for (const [bytes, line] of [
      [Buffer.concat([gb18030(CHINESE.replace('d d', 'f')), other]), 4],
      [gb18030(CHINESE.replace('d d', 'f')), undefined],
    ] as const) {
      writeFileSync(path, bytes)
      for (const args of [[], ['--encoding', 'gb18030']]) {
        const { code, err } = await ran(['audit', path, ...AUDIT, ...args])
        const told = [...err.matchAll(/: line (\d+): note\[encoding\]: this line seems to be in UTF-8/g)]
        expect([code, told.map(([, at]) => Number(at))]).toEqual([0, line === undefined ? [] : [line]])
      }
    }
  })

  test('explain reads JSON in other encodings as audit reads CSV', async () => {
    const json = JSON.stringify({ 办理渠道: '手机', 驾驶证号: 'd' })
    const path = fileOf('encoded.json', json)
    const plain = await ran(['explain', path, ...AUDIT])
    writeFileSync(path, gb18030(json))
    const other = await ran(['explain', path, ...AUDIT])
    expect(plain.err).toContain(`${path}: column 办理渠道 (channel): error[not-listed]: "手机"`)
    expect(other.err).toBe(
      `${path}: note[encoding]: not in UTF-8, so read as GB18030; look whether its Chinese is right. --encoding gb18030 says that it is\n${plain.err}`,
    )
  })

  test('rows that name nobody are noted: blank lines and sums of a spreadsheet', async () => {
    const path = fileOf('sums.csv', '序号,办理时间,驾驶证号,罚款金额\n1,1733018400000,d,20000\n合计,,,20000\n,,,\n')
    const { code, err, out } = await ran(['audit', path, ...AUDIT])
    const text = '2 rows, first row 2, name no driver, no vehicle and no time; perhaps blank or a sum; each counts'
    expect([code, err]).toEqual([0, `${path}: note[blank-rows]: ${text}\n`])
    expect(out).toContain(`\nto check\n--------\n${text}\n`)
    // Where no row names anybody, the columns are what is missing.
    expect((await ran(['audit', fileOf('nobody.csv', 'at,fine\n,20000\n'), ...AUDIT])).err).toBe('')
  })

  test('a first line that is no header is shown, and columns without a name are counted', async () => {
    const title = fileOf('title.csv', '违法处理明细表,,\n驾驶证号,办理时间,号牌号码\nd,1733018400000,v\n')
    expect((await ran(['audit', title, ...AUDIT])).err).toMatch(
      /error\[no-fact\]: no column is a fact of the question; the first line has "违法处理明细表", and 2 columns without a name; there are at /,
    )
    const nameless = fileOf('nameless.csv', 'driver,,at,\nd,,1733018400000,\n')
    expect((await ran(['audit', nameless, ...AUDIT])).err).toBe(
      `${nameless}: note[unknown-key]: not facts, so not read: 2 columns without a name\n`,
    )
  })

  test('a folder is told so', async () => {
    fileOf('inside.csv', 'at\n')
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    expect((await ran(['audit', empty, ...AUDIT])).err).toBe(`${empty}: error[folder]: this is a folder\n`)
    expect((await ran(['audit', `${folder}/`, ...AUDIT])).err).toContain(`name one file, or ${folder}/*.parquet\n`)
    expect((await ran(['audit', folder, ...AUDIT])).err).toMatch(/this is a folder; name one file, or .*parquet/)
  })

  test.each(['csv', 'parquet'])(
    'the file that is named is read, whatever a pattern would make of its name: %s',
    async (kind) => {
      const engine = await duckdb()
      const inside = join(folder, `driver=x-${kind}`)
      mkdirSync(inside)
      for (const [id, name] of [
        ['class', 'a[1]'],
        ['other', 'a1'],
        ['choice', '{a1,a2}'],
        ['mark', "a'1"],
      ] as const) {
        const [text, path] = [join(inside, `${id}.txt`), join(inside, `${name}.${kind}`)]
        writeFileSync(text, `id,driver\n${id},d\n`)
        if (kind === 'csv') writeFileSync(path, readFileSync(text))
        else
          await engine.run(
            `COPY (SELECT * FROM read_csv('${text}', hive_partitioning = false)) TO '${path.replace("'", "''")}' (FORMAT parquet)`,
          )
        const { code, out, err } = await ran(['audit', path, ...AUDIT, '--format', 'csv'])
        expect([code, err, out.split('\n')[1]?.split(',')[0]]).toEqual([0, '', id])
      }
      await engine.close()
      const none = join(inside, `b[1].${kind}`)
      writeFileSync(join(inside, `b1.${kind}`), '')
      expect((await ran(['audit', none, ...AUDIT])).err).toBe(
        `${none}: error[no-file]: there is no such file, or it is not an ordinary file\n`,
      )
    },
  )

  test.each([
    ['another column', "'v' AS vehicle"],
    ['another type', "'x' AS at"],
  ])('of many Parquet files one that has %s is named', async (what, column) => {
    const engine = await duckdb()
    const inside = join(folder, what)
    mkdirSync(inside)
    for (const [name, second] of [
      ['1', '1733018400000 AS at'],
      ['2', column],
    ])
      await engine.run(`COPY (SELECT 'd' AS driver, ${second}) TO '${inside}/${name}.parquet' (FORMAT parquet)`)
    await engine.close()
    expect(await ran(['audit', `${inside}/*.parquet`, ...AUDIT])).toEqual({
      code: 2,
      out: '',
      err: `${inside}/2.parquet: error[unlike-files]: its columns, or their types, are not those of ${inside}/1.parquet; audit files of one kind at a time\n`,
    })
  })

  test('a folder that is called as a column is changes no cell of a Parquet file in it', async () => {
    const engine = await duckdb()
    const inside = join(folder, 'channel=app')
    mkdirSync(inside)
    const path = join(inside, 'acts.parquet')
    await engine.run(`COPY (SELECT 'a' AS id, 'post' AS channel) TO '${path}' (FORMAT parquet)`)
    await engine.close()
    expect((await ran(['audit', path, ...AUDIT])).err).toContain(
      'row 1, column channel: error[not-listed]: "post"; wanted',
    )
  })

  test.each(['http://127.0.0.1:9/x.csv', 'HTTPS://a.b/x.parquet', 's3://b/x.parquet', 'file:///x.csv'])(
    'an address is refused before anything is fetched: %s',
    async (path) => {
      expect(await ran(['audit', path, ...AUDIT])).toEqual({
        code: 2,
        out: '',
        err: `${path}: error[address]: this is an address; audit reads files of this machine, so download it first\n`,
      })
    },
  )

  test('no character that a terminal obeys is written, and no id that a spreadsheet computes; json keeps each id', async () => {
    const ids = [
      '\u001b]0;x\u0007',
      '\u009b31m',
      '\u202eb',
      '\udb40\udc01c',
      '=1+1',
      '@x',
      '-5',
      '+1.5',
      '-5+1',
      'plain',
    ]
    const rows = ids.map((id) => `"${id}",d,app`)
    const path = fileOf(
      'control.csv',
      `id,driver,channel,\u001b[2J\n${[...rows, 'bad,d,\u009b\u202e'].map((row) => `${row},`).join('\n')}\n`,
    )
    const csv = await ran(['audit', path, ...AUDIT, '--format', 'csv'])
    const json = await ran(['audit', path, ...AUDIT, '--format', 'json'])
    for (const { out, err } of [csv, json]) expect(out + err).not.toMatch(HIDDEN)
    expect(csv.err).toContain('row 11, column channel: error[not-listed]: "\\u{9b}\\u{202e}"; wanted')
    expect(csv.err).toContain('not read: "\\u{1b}[2J"')
    expect(
      csv.out
        .split('\n')
        .slice(1, 11)
        .map((line) => line.split(',')[0]),
    ).toEqual([
      '\\u{1b}]0;x\\u{7}',
      '\\u{9b}31m',
      '\\u{202e}b',
      '\\u{e0001}c',
      "'=1+1",
      "'@x",
      '-5',
      '+1.5',
      "'-5+1",
      'plain',
    ])
    const read = json.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id)
    expect(read).toEqual([...ids, 'bad'])
  })

  test('what is told of a file is short, however long its cells and its header are', async () => {
    const long = 'x y'.repeat(10_000)
    const many = Array.from({ length: 500 }, (_, each) => `other${each}`)
    const path = fileOf('wordy.csv', `driver,${many.join()}\n${long},${many.join()}\n`)
    const { err } = await ran(['audit', path, ...AUDIT])
    expect(err).toContain('"other19" and 480 more\n')
    expect(err).toContain(`row 1, column driver: error[too-long]: "${long.slice(0, 40)}…"; wanted an id`)
    const line = fileOf('long-line.csv', `driver\n${'x'.repeat(2_100_000)}\n`)
    expect((await ran(['audit', line, ...AUDIT])).err).toContain(
      'line 2: error[too-long]: the line is longer than 2,000,000 bytes',
    )
  })

  test('a byte-order mark, CRLF, semicolons and headers in other writings change nothing', async () => {
    const plain = await ran(['audit', fileOf('acts.csv', CSV), ...AUDIT, '--format', 'json'])
    const headed = HEAD.split(',')
      .map((name, index) => (index % 2 === 0 ? name.replaceAll('_', ' ').toUpperCase() : columnToFact(name)))
      .join(';')
    const other = `\ufeff${headed}\r\n${ROWS.map((row) => row.replaceAll(',', ';')).join('\r\n')}\r\n`
    const { code, out } = await ran(['audit', fileOf('other-writing.csv', other), ...AUDIT, '--format', 'json'])
    expect([code, out]).toEqual([0, plain.out])
  })

  test('an export with Chinese headers and words is read as the English one', async () => {
    const english = [
      'id,at,channel,driver,vehicle,vehicle_owner,plate_type,violation_state,occurred_at,fine_yuan,points,recorded_by,bound_since,first_binding,licence_states',
      '1,2018-09-12T14:05:00+08:00,app,d,v,o,02,open,2018-09-11T09:05:30+08:00,200.00,3,monitoring,2018-09-10T15:30:00.500+08:00,true,none',
      '2,2018-09-12T14:05:00+08:00,window,d,v,o,52,handled,2018-09-11T09:05:00+08:00,50,0,officer,none,false,full-points seized',
    ]
    const chinese = [
      'id,办理时间,办理渠道,驾驶证号,机动车,机动车所有人,号牌种类,违法是否已处理,违法时间,罚款金额（元）,违法记分,违法记录方式,该车备案时间,是否为该车首次备案,驾驶证状态',
      '1,2018/9/12 14:05,交管12123,d,v,o,小型汽车,未处理,2018-09-11 09:05:30,200.00,3,电子监控,2018年9月10日15时30分0.500秒,是,正常',
      '2,2018.9.12 14:05:00,窗口,d,v,o,小型新能源汽车,已处理,2018-09-11T09:05+08:00,50,0,民警,无,否,记满12分、扣留',
    ]
    const files = [english, chinese].map((lines, index) => fileOf(`chinese-${index}.csv`, `${lines.join('\n')}\n`))
    for (const format of ['csv', 'table']) {
      const [one, other] = await Promise.all(
        files.map((file) => ran(['audit', file, ...AUDIT, '--times', 'beijing', '--format', format])),
      )
      expect(other).toEqual(one)
      expect(one?.code).toBe(0)
    }
    // Without the option a time without an offset stays malformed, and days that do not exist are malformed with it.
    expect((await ran(['audit', files[1] as string, ...AUDIT])).err).toContain(
      'row 1, column 办理时间 (at): error[no-offset]: "2018/9/12 14:05"',
    )
    const unreal = fileOf('unreal.csv', 'id,办理时间\n1,2018-02-30 10:00\n2,2018-09-12\n3,2018-09-12 25:00\n')
    const { code, err } = await ran(['audit', unreal, ...AUDIT, '--times', 'beijing'])
    expect([code, err.match(/wanted a time such as 2018-09-12 14:05/g)?.length]).toEqual([1, 1])
    expect(err.match(/, column 办理时间 \(at\): error\[malformed\]: "2018/g)).toHaveLength(3)
  })

  test('what records of offices call states and ways of recording is read as the word for it', async () => {
    const said = [
      ...['电子监控', '电子警察', '非现场', '非现场处罚'].map((word) => [word, 'monitoring', '正常', 'none']),
      ...['民警', '现场', '现场处罚'].map((word) => [word, 'officer', '超分 锁定', 'full-points locked']),
    ]
    const file = (name: string, at: readonly [number, number]) =>
      fileOf(name, `recorded_by,licence_states\n${said.map((row) => at.map((place) => row[place])).join('\n')}\n`)
    const [one, other] = await Promise.all(
      (
        [
          [0, 2],
          [1, 3],
        ] as const
      ).map((at) =>
        ran(['audit', file(`said-${at[0]}.csv`, at), ...AUDIT, '--rules', 'cn-2024-11-01', '--format', 'csv']),
      ),
    )
    expect([one?.code, one]).toEqual([0, other])
    expect(one?.out.split('\n').filter((line) => line.includes('licence-state'))).toHaveLength(3)
  })

  test('every name and word of the Chinese locale is read', async () => {
    for (const question of QUESTIONS) {
      const facts = FACTS.filter(({ questions }) => questions.includes(question))
      const { facts: names, lists } = zhCN[question] as unknown as {
        facts: Readonly<Record<string, string>>
        lists: Readonly<Record<string, Readonly<Record<string, string>>>>
      }
      const listed = facts.filter(({ name }) => lists[name] !== undefined)
      const longest = Math.max(...listed.map(({ name }) => Object.keys(lists[name] ?? {}).length))
      const rowsOf = (cell: (said: string, word: string) => string) =>
        Array.from({ length: longest }, (_, row) =>
          listed
            .map(({ name }) => cell(...(([word, said]) => [said, word] as const)(entryOf(lists[name], row))))
            .join(),
        )
      const say = (head: readonly string[], rows: readonly string[]) => `${head.join()}\n${rows.join('\n')}\n`
      const files = [
        say(
          listed.map(({ name }) => names[name] as string),
          rowsOf((said) => said),
        ),
        say(
          listed.map(({ name }) => columnName(name)),
          rowsOf((_, word) => word),
        ),
      ]
      const [one, other] = await Promise.all(
        files.map((text, index) =>
          ran(['audit', fileOf(`words-${question}-${index}.csv`, text), '--question', question, '--format', 'csv']),
        ),
      )
      expect([one?.code, one]).toEqual([0, other])
      const head = fileOf(`head-${question}.csv`, `${facts.map(({ name }) => names[name]).join()}\n`)
      expect((await ran(['audit', head, '--question', question])).err).toBe(
        `${head}: note[no-rows]: the file has a header, and no rows\n`,
      )
    }
  })

  test('columns that say what is known are read; what contradicts them is malformed', async () => {
    const head = 'id,at,driver,bound_since,bound_since_known,licence_states,licence_states_known'
    const rows = [
      'null,1733018400000,d,,true,[],true',
      'not known,1733018400000,d,,false,,false',
      'set,1733018400000,d,1733018400000,true,"{seized,locked}",1',
      'contradicted,1733018400000,d,1733018400000,false,,false',
      'no flag,1733018400000,d,,yes,,false',
    ]
    const path = fileOf('known.csv', `${head}\n${rows.join('\n')}\n`)
    const { code, out } = await ran(['audit', path, ...AUDIT, '--rules', 'cn-2018-02-24', '--format', 'json'])
    expect(code).toBe(1)
    const found = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ id, verdict, missing }) => [
        id,
        verdict,
        missing.includes('boundSince'),
        missing.includes('licenceStates'),
      ])
    expect(found).toEqual([
      ['null', 'undetermined', false, false],
      ['not known', 'undetermined', true, true],
      ['set', 'refused', false, false],
      ['contradicted', 'invalid', false, false],
      ['no flag', 'invalid', false, false],
    ])
  })

  test('what factsSql gives is read as it was written, as CSV and as Parquet', async () => {
    const engine = await duckdb()
    const { tables } = histories(2, 16)
    await loadTables(engine, tables)
    const facts = factsSql('handle', { dialect: 'duckdb' })
    const judged = await engine.rows(decisionSql(cn, 'handle', { dialect: 'duckdb', from: { sql: facts } }))
    const line = (row: Readonly<Record<string, unknown>>) =>
      [
        row.id,
        row.verdict,
        ...['failing', 'unknown', 'missing'].map((name) => (row[name] as string[]).join(' ')),
      ].join()
    for (const format of ['csv', 'parquet']) {
      const path = join(folder, `exported.${format}`)
      await engine.run(`COPY (${facts}) TO '${path}' (FORMAT ${format})`)
      const { code, out, err } = await ran(['audit', path, ...AUDIT, '--format', 'json'])
      expect([code, err]).toEqual([0, ''])
      const rows = out
        .trim()
        .split('\n')
        .map((each) => JSON.parse(each))
      expect(rows.map(line).sort()).toEqual(judged.map(line).sort())
    }
    await engine.close()
  })

  test('fines in yuan are read where the column says so, and noted where they seem to be', async () => {
    const acts = (column: string, ...fines: readonly string[]) =>
      `id,at,driver,channel,${column}\n${fines.map((fine, id) => `${id},2024-12-01T10:00:00+08:00,d,app,"${fine}"`).join('\n')}\n`
    const args = [...AUDIT, '--format', 'json']
    const yuan = await ran(['audit', fileOf('yuan.csv', acts('fine_yuan', '200.00', '200.01', '200.001')), ...args])
    expect(
      yuan.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .map(({ verdict, failing }) => [verdict, failing]),
    ).toEqual([
      ['undetermined', []],
      ['refused', ['fine-limit']],
      ['invalid', []],
    ])
    expect(messages(yuan.err)[0]).toMatchObject({
      ...{ level: 'error', code: 'malformed', row: 3, column: 'fine_yuan' },
      message: '"200.001"; wanted an amount of yuan with at most two decimals',
    })
    const fen = await ran(['audit', fileOf('fen.csv', acts('fine', '201', '50')), ...args])
    expect([fen.code, JSON.parse(fen.err)]).toEqual([
      0,
      {
        level: 'note',
        code: 'perhaps-yuan',
        file: join(folder, 'fen.csv'),
        column: 'fine',
        header: 'fine',
        message: 'fines are in fen, and half of them are at most 50 (0.5 yuan); a column fine_yuan is read in yuan',
      },
    ])
  })

  test('half of the fines say whether they are in yuan: one large fine hides nothing', async () => {
    const yuan = [...Array(99).keys()].map((row) => `${row},${[200, 500, 1000][row % 3]}`)
    const { err } = await ran(['audit', fileOf('large.csv', `id,fine\n${yuan.join('\n')}\n99,5000\n`), ...AUDIT])
    expect(err).toContain(
      'column fine: note[perhaps-yuan]: fines are in fen, and half of them are at most 500 (5 yuan)',
    )
    const fen = fileOf('in-fen.csv', 'id,fine\n1,2000\n2,20000\n3,20000\n4,0\n')
    expect((await ran(['audit', fen, ...AUDIT])).err).toBe('')
  })

  test('an owner that is a name, one number in two spellings and rows that stand twice are to be checked', async () => {
    const one = '11010519491231002X'
    const rows = (...owners: string[]) =>
      owners.map((owner, row) => `${row},2025-03-03 10:00,${one},v${row},${owner}`).join('\n')
    const head = 'id,at,driver,vehicle,vehicle_owner'
    const errOf = async (name: string, text: string) =>
      (await ran(['audit', fileOf(name, text), ...AUDIT, '--times', 'beijing'])).err
    expect(await errOf('names.csv', `${head}\n${rows('张三', '李四')}\n`)).toContain(
      "column vehicle_owner: note[perhaps-names]: no id has the form of those in driver; if they are names, every vehicle counts as another person's, also the driver's own",
    )
    const spelt = await errOf('spelt.csv', `${head}\n${rows(one, one.toLowerCase(), '110105491231002')}\n`)
    expect(spelt).toContain(
      'note[two-spellings]: columns driver and vehicle_owner: 2 rows, first row 2, have one number written in two ways (x and X, or 15 and 18 digits); they count as two persons',
    )
    expect(spelt).toContain(
      'column vehicle_owner: note[letter-case]: 1 id differs from others only in small and capital letters',
    )
    expect(await errOf('twice.csv', `${head}\n${rows(one)}\n${rows(one)}\n`)).toContain(
      'column id: note[repeated]: 1 id stands in more than one row, the first in row 1; each row counts',
    )
    const same = `2025-03-03 10:00,${one},v,${one}`
    expect(await errOf('same.csv', `${head.slice(3)}\n${same}\n${same}\n`)).toContain(
      'note[repeated]: 1 row stands more than once, the first is row 1; each counts',
    )
    expect(await errOf('right.csv', `${head}\n${rows(one, '110105196503071234')}\n`)).toBe('')
  })

  test('explain judges a row of a file as audit does, by its number or its id', async () => {
    const rows = [
      ...ROWS,
      ROWS[0]?.replace(/^a/, 'e').replace(',app,', ',手机APP,').replace('20000', '20\u3000000'),
      ROWS[1]?.replace(/^b/, ' f\t').replace('02,open', '小型汽车,未处理').replace('none,none', '无,正常'),
    ]
    const text = `${HEAD}\n${rows.join('\n')}\n`
    const yuan = text
      .replace(',fine,', ',罚款金额（元）,')
      .replaceAll(',20000,', ',200.00,')
      .replaceAll(',20001,', ',200.01,')
    const engine = await duckdb()
    const parquet = join(folder, 'rows.parquet')
    await engine.run(
      `COPY (SELECT * FROM read_csv('${fileOf('rows.csv', text)}', all_varchar = true)) TO '${parquet}' (FORMAT parquet)`,
    )
    await engine.close()
    for (const path of [fileOf('rows.csv', text), fileOf('yuan.csv', yuan), parquet]) {
      const audited = await ran(['audit', path, ...AUDIT, '--format', 'json'])
      const decisions = audited.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(decisions).toHaveLength(rows.length)
      for (const [index, { id, verdict, ruleSet }] of decisions.entries()) {
        const row = String(index + 1)
        const byRow = await ran(['explain', path, ...AUDIT, '--row', row, '--locale', 'en'])
        if (id !== 'd') expect(await ran(['explain', path, ...AUDIT, '--id', id, '--locale', 'en'])).toEqual(byRow)
        const told = (err: string) => err.split('\n').filter((line) => line.includes(`: row ${row}, column `))
        expect([byRow.code, told(byRow.err)]).toEqual([
          verdict === 'invalid' ? 1 : 0,
          told((await ran(['audit', path, ...AUDIT])).err),
        ])
        // The same answer as for the row's own cells.
        const names = HEAD.split(',')
        const cells = Object.fromEntries(
          rows[index]?.split(',').map((cell, place) => [names[place], cell.replaceAll('"', '')]) ?? [],
        )
        const plain = await ran(['explain', fileOf('row.json', JSON.stringify(cells)), ...AUDIT, '--locale', 'en'])
        expect([ruleSet === null, byRow.out]).toEqual([verdict === 'invalid', plain.out])
      }
    }
    const path = fileOf('ids.csv', 'id,driver\na,d\na,e\nb,f\n')
    for (const [args, code] of [
      [[], 'missing'],
      [['--row', '0'], 'malformed'],
      [['--row', '1.5'], 'malformed'],
      [['--row', '4'], 'no-row'],
      [['--id', 'c'], 'no-row'],
      [['--id', 'a'], 'too-many'],
      [['--row', '1', '--id', 'a'], 'contradicted'],
    ] as const) {
      const {
        code: exit,
        out,
        err,
      } = await ran(['explain', path, '--question', 'handle', '--rules', 'cn-2024-11-01', ...args])
      expect([exit, out, err]).toEqual([2, '', expect.stringContaining(`error[${code}]: `)])
    }
    expect((await ran(['explain', fileOf('nameless.csv', 'driver\nd\n'), ...AUDIT, '--id', 'a'])).err).toContain(
      'error[no-row]',
    )
    // An empty cell is not known, whatever the header is called.
    const empty = fileOf('empty-cell.csv', 'at,boundSince\n1733018400000,\n')
    expect((await ran(['explain', empty, ...AUDIT, '--row', '1', '--locale', 'en'])).out).not.toContain('no binding')
  })

  test('rows whose malformed cells differ, or of which one says that nothing is known, do not stand twice', async () => {
    const errOf = async (name: string, text: string) => (await ran(['audit', fileOf(name, text), ...AUDIT])).err
    for (const [first, second] of [
      ['foo', 'bar'],
      ['2018/9/12', '2018/9/13'],
    ])
      expect(await errOf('other.csv', `at,driver,vehicle\n${first},a,b\n${second},a,b\n`)).not.toContain(
        'note[repeated]',
      )
    expect(await errOf('alike.csv', 'at,driver,vehicle\nfoo,a,b\nbar,a,b\nfoo,a,b\n')).toContain(
      'note[repeated]: 1 row stands more than once, the first is row 1;',
    )
    const bound = (cell: string) => `1733018400000,a,b,${cell}\n`
    expect(await errOf('bound.csv', `at,driver,vehicle,bound_since\n${bound('none')}${bound('')}`)).toBe('')
  })

  test('an old and a new number of one person in a column are to be checked', async () => {
    const rows = ['11010519491231002X', '110105491231002', '110105491231003'].map(
      (driver) => `1733018400000,${driver},v`,
    )
    expect((await ran(['audit', fileOf('old.csv', `at,driver,vehicle\n${rows.join('\n')}\n`), ...AUDIT])).err).toBe(
      `${join(folder, 'old.csv')}: column driver: note[two-spellings]: 1 id stands with 15 and with 18 digits, the first in row 1; each counts as two\n`,
    )
  })

  test('a cell that its column of what is known contradicts is told so', async () => {
    const path = fileOf(
      'against.csv',
      'at,bound_since,绑定起始_known,bound_since_known\n1733018400000,1733018400000,,false\n1733018400000,,,yes\n',
    )
    const { err } = await ran(['audit', path, ...AUDIT])
    expect(err).toContain(
      `${path}: row 1, column bound_since: error[contradicted]: "1733018400000"; wanted true in column bound_since_known, or no text here\n`,
    )
    expect(err).toContain(
      'row 2, column bound_since: error[contradicted]: ""; wanted true or false in column bound_since_known\n',
    )
    const json = fileOf('against.json', JSON.stringify({ bound_since: 1733018400000, bound_since_known: false }))
    expect((await ran(['explain', json, ...AUDIT])).err).toContain(
      'wanted true in column bound_since_known, or no text here\n',
    )
  })

  test('the first malformed cells are of every column and every text, not of one that stands often', async () => {
    const rows = [...Array(40).fill('手机APP,d,C1'), 'post,d,C1', 'app,#N/A,C1', 'app,d,C1D']
    const path = fileOf('often.csv', `channel,driver,licence_classes\n${rows.join('\n')}\n`)
    const { err } = await ran(['audit', path, ...AUDIT, '--format', 'json'])
    const told = messages(err).slice(0, -1)
    expect(told.map(({ row }) => row)).toEqual([...Array(17).keys()].map((row) => row + 1).concat(41, 42, 43))
  })

  test('on one screen the notes stand in the table alone', async () => {
    const path = fileOf('screen.csv', 'id,driver\na,d\na,e\n')
    const text = '1 id stands in more than one row'
    for (const [isTerminal, isOutTerminal, isToldBeside] of [
      [true, true, false],
      [true, false, true],
      [false, false, true],
    ] as const) {
      const { err, out } = await ran(['audit', path, ...AUDIT], isTerminal, isOutTerminal)
      expect([err.includes(text), out.includes(text)]).toEqual([isToldBeside, true])
    }
    expect((await ran(['audit', path, ...AUDIT, '--format', 'csv'], true, true)).err).toContain(text)
  })

  test('a line break within quotation marks may be another than those between lines, as spreadsheets write it', async () => {
    const path = fileOf('breaks.csv', 'id,driver,note\r\n1,d,"a\nb"\r\n2,d,c\r\n')
    expect((await ran(['audit', path, ...AUDIT])).out).toMatch(/^2 rows\n/)
    const mixed = fileOf('mixed.csv', 'id,driver,note\r\n1,d,a\n2,d,c\r\n')
    expect(await ran(['audit', mixed, ...AUDIT])).toMatchObject({ code: 2 })
  })

  test('seconds for milliseconds, 0 for none and numbers too large are malformed', async () => {
    const path = fileOf('seconds.csv', 'id,at,fine\n1,1733018400,20000\n2,202412011000,20000\n')
    const seconds = (await ran(['audit', path, ...AUDIT])).err
    expect(seconds).toContain('column at: error[out-of-range]: "1733018400"; wanted a time')
    expect(seconds).toContain('note[malformed]: malformed cells by column: at 2;')
    const zero = fileOf('zero.csv', 'id,at,bound_since\n1,1733018400000,1733018400000\n2,1733018400000,0\n')
    const read = await ran(['audit', zero, ...AUDIT, '--format', 'csv', '--only', 'invalid'])
    expect(read.out).toContain('\n2,invalid,')
    expect(read.err).toContain('row 2, column bound_since: error[out-of-range]: "0"; wanted a time')
    const huge = fileOf('huge.csv', 'id,at,fine\n1,99999999999999999999,99999999999999999999\n')
    const { code, err } = await ran(['audit', huge, ...AUDIT])
    expect(code).toBe(1)
    expect(err).toContain('row 1, column at: error[out-of-range]: "99999999999999999999"; wanted a time with an offset')
    expect(err).toContain('row 1, column fine: error[malformed]: "99999999999999999999"; wanted a whole number')
  })

  test('every malformed row can be found: its cells are in json and csv, and the columns are counted', async () => {
    const bad = (row: number) =>
      ROWS[0]
        ?.replace(/^a/, `r${row}`)
        .replace('20000', row % 2 === 0 ? '200.01' : '"20,000 fen"')
        .replace(',app,', ',手机APP,')
    const rows = [ROWS[0], ...[...Array(30).keys()].map(bad)]
    const path = fileOf(
      'malformed.csv',
      `${HEAD.replace('plate_type', '号牌种类').replace(',fine,', ',Fine,')}\n${rows.join('\n')}\n`,
    )
    const json = await ran(['audit', path, ...AUDIT, '--format', 'json'])
    const read = json.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(read).toHaveLength(31)
    expect(read[0]).not.toHaveProperty('malformed')
    for (const { id, malformed } of read.slice(1)) {
      const cell = Number(id.slice(1)) % 2 === 0 ? '200.01' : '20,000 fen'
      expect(malformed).toEqual([
        {
          code: 'not-listed',
          column: 'channel',
          header: 'channel',
          cell: '手机APP',
          wanted: 'window (窗口), app (交管12123), web (互联网平台), kiosk (自助机)',
        },
        {
          code: cell === '200.01' ? 'not-whole' : 'malformed',
          ...{ column: 'fine', header: 'Fine', cell, wanted: 'a whole number' },
        },
      ])
    }
    const [, ...all] = messages(json.err)
    const sum = all.pop()
    expect(all.filter(({ message }) => message.includes('; wanted'))).toHaveLength(2)
    expect(all).toHaveLength(20)
    expect(all[1]).toMatchObject({ level: 'error', code: 'not-whole', row: 2, column: 'fine', header: 'Fine' })
    expect(sum).toEqual({
      ...{ level: 'note', code: 'malformed', file: path },
      message:
        'malformed cells by column: channel 30, Fine (fine) 30; 30 of 31 rows are invalid; --only invalid with --format json or csv lists them all',
    })
    const table = await ran(['audit', path, ...AUDIT])
    expect(table.err).toContain(
      `${path}: row 2, column Fine (fine): error[not-whole]: "200.01"; wanted a whole number\n`,
    )
    const csv = await ran(['audit', path, ...AUDIT, '--format', 'csv', '--only', 'invalid'])
    const lines = csv.out.trim().split('\n')
    expect([csv.code, lines.length]).toEqual([1, 31])
    expect(lines[1]).toBe('r0,invalid,,,,,"channel: ""手机APP""; fine: ""200.01"""')
  })

  test('--only writes the rows of a verdict, or those that a rule refuses', async () => {
    const path = fileOf('acts.csv', CSV)
    const idsOf = async (only: string) => {
      const { code, out } = await ran(['audit', path, ...AUDIT, '--format', 'csv', '--only', only])
      expect(code).toBe(0)
      return out
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0])
    }
    const verdicts = await Promise.all(['permitted', 'refused', 'undetermined', 'invalid'].map(idsOf))
    expect(verdicts.flat().sort()).toEqual(['a', 'b', 'c', 'd'])
    expect(verdicts[1]).toEqual(['b', 'c'])
    expect(await idsOf('fine-limit')).toEqual(['b'])
    expect((await ran(['audit', path, ...AUDIT, '--only', 'refused'])).err).toMatch(
      /--only .*wants --format json or csv/,
    )
    const { code, err } = await ran(['audit', path, ...AUDIT, '--format', 'csv', '--only', 'driver-cap'])
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/--only: "driver-cap" is given; wanted permitted, .*fine-limit/),
    ])
  })

  test('what is suspected of the fines stands in the table too, and one row is one row', async () => {
    const { out } = await ran(['audit', fileOf('one.csv', 'at,driver,fine\n1733018400000,d,200\n'), ...AUDIT])
    expect(out).toMatch(/^1 row\n/)
    expect(out).toContain(
      '\nto check\n--------\ncolumn fine: fines are in fen, and half of them are at most 200 (2 yuan)',
    )
  })

  test('序号 is the id of a row where there is no other, and 是 and 否 say whether a violation is handled', async () => {
    const path = fileOf(
      'numbered.csv',
      '序号,办理时间,驾驶证号,违法是否已处理\n甲,1733018400000,d,是\n乙,1733018400000,d,否\n',
    )
    const { out, err } = await ran(['audit', path, ...AUDIT, '--format', 'csv'])
    expect(err).toBe('')
    expect(out.split('\n').slice(1, 3)).toEqual([
      expect.stringMatching(/^甲,refused,cn-2024-11-01,violation-open,/),
      expect.stringMatching(/^乙,undetermined,/),
    ])
    const both = fileOf('both-ids.csv', '序号,id,at\n1,x,1733018400000\n')
    expect((await ran(['audit', both, ...AUDIT, '--format', 'csv'])).out).toMatch(/\nx,/)
  })

  test('nothing more is judged when nobody reads, and the exit code says what was malformed all the same', async () => {
    const path = fileOf('unread.csv', `${HEAD}\n${ROWS[0]?.replace('20000', 'x')}\n`)
    let out = ''
    const code = await run(['audit', path, ...AUDIT, '--format', 'csv'], {
      out: async (text) => void (out += text),
      isUnread: () => true,
      err: () => {},
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
    expect([code, out]).toEqual([1, 'id,verdict,rule_set,failing,unknown,missing,malformed\n'])
  })

  test('what the rows lack is summed up', async () => {
    const { out } = await ran(['audit', fileOf('few.csv', 'id,at\n1,1733018400000\n'), ...AUDIT])
    expect(out).toMatch(/\nnot known +rows\n[\s\S]*boundSince +1\n/)
  })

  test('help tells the commands, and of one each of its options', async () => {
    const { out } = await ran(['help'])
    for (const help of ['--help', '-h']) expect(await ran([help])).toEqual({ code: 0, out, err: '' })
    for (const [command, options] of [
      ['audit', ['question', 'rules', 'times', 'encoding', 'format', 'only']],
      ['explain', ['question', 'rules', 'times', 'encoding', 'row', 'id', 'locale']],
      ['card', ['rules', 'locale', 'format']],
    ] as const) {
      const help = await ran(['help', command])
      expect([help.code, help.err]).toEqual([0, ''])
      for (const words of [
        [command, '--help'],
        ['--help', command],
        [command, 'x.csv', '--help'],
      ])
        expect(await ran(words)).toEqual(help)
      const [line = '', does] = help.out.split('\n')
      expect(line).toMatch(new RegExp(`^demerit ${command} (FILE|DAY) `))
      expect(out).toContain(`${line}\n${does}\n`)
      expect(help.out.match(/^ {2}--\S+/gm)).toEqual(options.map((option) => `  --${option}`))
      for (const option of options) expect(line).toContain(`--${option} `)
      expect(help.out).toMatch(/^ {2}exit code +0: /m)
    }
    expect(out).toContain('[--format table|json|csv] [--only VERDICT|RULE]\n')
    expect(out).toContain('demerit help COMMAND')
    const unknown = await ran(['help', 'judge'])
    expect([unknown.code, unknown.out]).toEqual([2, ''])
    expect(unknown.err).toContain('judge: there is no such command')
  })

  test('a file without a column of facts says which there could be', async () => {
    const { code, err } = await ran(['audit', fileOf('other.csv', 'a,b\n1,2\n'), ...AUDIT])
    expect(code).toBe(2)
    expect(err).toContain(
      'no column is a fact of the question; the first line has "a", "b"; there are at (办理时间), channel (办理渠道), driver (驾驶证号)',
    )
  })
})

describe('demerit explain', () => {
  const facts = { at: '2024-12-01T10:00:00+08:00', channel: 'app', driver: 'd', vehicle: 'v', fine: 20001 }
  const PERMITTED = {
    ...{ at: '2024-12-01T10:00:00+08:00', channel: 'window', driver: 'd', vehicle: 'v', vehicleOwner: 'd' },
    ...{ violationState: 'open', occurredAt: '2024-11-01T10:00:00+08:00', fine: 20001, points: 3 },
    ...{ licenceStates: [], offenderPresent: true, identityVerified: true },
  }

  test('says why, in Chinese or English', async () => {
    const path = fileOf('facts.json', JSON.stringify(facts))
    const zh = await ran(['explain', path, ...AUDIT])
    expect([zh.code, zh.err]).toEqual([0, ''])
    expect(zh.out).toMatch(/200元/)
    expect((await ran(['explain', path, ...AUDIT, '--locale', 'en'])).out).toMatch(/200/)
  })

  test.each([
    ['refused', facts, '不能办理', 'refused'],
    ['undetermined', { ...facts, fine: 1 }, '目前未发现不能办理的情形', 'nothing is against it so far'],
    ['undetermined, without a day', { ...facts, at: undefined }, '目前未发现', 'nothing is against it so far'],
    ['permitted', PERMITTED, '可以办理', 'permitted'],
  ])('the verdict comes first: %s', async (_, given, zh, en) => {
    const path = fileOf('verdict.json', JSON.stringify(given))
    for (const [locale, verdict, others] of [
      ['zh-CN', zh, /目前未发现|可以办理|不能办理，/],
      ['en', en, /nothing is against it|permitted|refused/],
    ] as const) {
      const [first, ...reasons] = (await ran(['explain', path, ...AUDIT, '--locale', locale])).out.trim().split('\n')
      expect(first).toContain(verdict)
      expect(reasons.length).toBeGreaterThan(0)
      expect(reasons.join('\n')).not.toMatch(others)
    }
  })

  test('facts may be named as the columns of a file are', async () => {
    const columns = Object.fromEntries(
      Object.entries({ ...PERMITTED, plateType: '02' }).map(([name, value]) => [columnName(name), value]),
    )
    const { occurred_at: 违法时间, ...others } = columns
    const paths = [{ ...PERMITTED, plateType: '02' }, columns, { ...others, 违法时间 }].map((given, index) =>
      fileOf(`named-${index}.json`, JSON.stringify(given)),
    )
    const [plain, ...named] = await Promise.all(paths.map((path) => ran(['explain', path, ...AUDIT])))
    expect(plain?.code).toBe(0)
    expect(named).toEqual([plain, plain])
    const both = fileOf('both.json', JSON.stringify({ ...facts, plateType: '02', plate_type: '01' }))
    const { code, err } = await ran(['explain', both, ...AUDIT])
    expect([code, err]).toEqual([
      2,
      `${both}: error[repeated]: two columns are plate_type: "plateType" and "plate_type"\n`,
    ])
  })

  const WRITTEN_AS_CELLS = {
    序号: 7,
    at: '2024-12-01 10:00:00+08',
    channel: '窗口',
    driver: 'd',
    vehicle: 'v',
    vehicle_owner: 'd',
    violation_state: '未处理',
    occurred_at: 1730426400000,
    fine_yuan: '200.01',
    points: '3',
    plate_type: '小型汽车',
    licence_states: 'none',
    offender_present: '是',
    identity_verified: 1,
    bound_since: null,
  }

  test('a row as a database writes it, or as its cells are written, is read as its facts are', async () => {
    const plain = await ran([
      'explain',
      fileOf('plain.json', JSON.stringify({ ...PERMITTED, plateType: '02' })),
      ...AUDIT,
    ])
    expect(plain).toMatchObject({ code: 0, err: '' })
    const writings = [
      JSON.stringify(WRITTEN_AS_CELLS),
      `\ufeff${JSON.stringify([{ ...WRITTEN_AS_CELLS, licence_states: [], licence_states_known: true }])}`,
    ]
    for (const [index, text] of writings.entries())
      expect(await ran(['explain', fileOf(`written-${index}.json`, text), ...AUDIT])).toEqual(plain)
  })

  test('null is no binding under the name of the fact, and an empty cell under that of a column', async () => {
    const { licenceStates: _, ...others } = PERMITTED
    const act = {
      ...others,
      vehicleOwner: 'o',
      channel: 'app',
      fine: 1,
      points: 0,
      plateType: '02',
      recordedBy: 'monitoring',
    }
    const said = async (more: object) =>
      (await ran(['explain', fileOf('null.json', JSON.stringify({ ...act, ...more })), ...AUDIT, '--locale', 'en'])).out
    const none = await said({ boundSince: null })
    expect(await said({ bound_since: 'none' })).toBe(none)
    expect(await said({ bound_since: null, bound_since_known: true })).toBe(none)
    expect(await said({ bound_since: null })).toBe(await said({}))
    expect(await said({ bound_since: null })).not.toBe(none)
  })

  test.skipIf(!enginesInstalled)(
    'a row of a file is explained as the file is audited: the same cells are malformed',
    async () => {
      const cells = {
        办理时间: '2018/9/12 14:05',
        channel: '手机APP',
        fine: '200.5',
        points: 3.5,
        licence_states: { a: 1 },
        driver: 'd',
        office: 'x',
      }
      const path = fileOf('cells.json', JSON.stringify(cells))
      const { code, err } = await ran(['explain', path, ...AUDIT])
      expect(code).toBe(1)
      const csv = fileOf(
        'cells.csv',
        `${Object.keys(cells).join()}\n${Object.values({ ...cells, licence_states: '{a=1' }).join()}\n`,
      )
      const audited = await ran(['audit', csv, ...AUDIT])
      const told = (text: string) =>
        [...text.matchAll(/column (.*?): (error\[.*?\]): .*?; (wanted .*)/g)].map(([, ...found]) => found).sort()
      expect(told(err)).toHaveLength(5)
      // What no cell can be is of the wrong type in JSON.
      expect(told(err.replace('[wrong-type]', '[not-listed]'))).toEqual(told(audited.err))
      expect(err).toContain(`${path}: note[unknown-key]: not facts, so not read: "office"\n`)
      const beijing = fileOf('beijing.json', JSON.stringify({ 办理时间: '2018/9/12 14:05', driver: 'd' }))
      expect((await ran(['explain', beijing, ...AUDIT, '--times', 'beijing'])).code).toBe(0)
      const many = fileOf('many.json', JSON.stringify([cells, cells]))
      expect((await ran(['explain', many, ...AUDIT])).err).toContain('holds 2 rows; explain reads one')
    },
  )

  test('facts of very many keys cost what their number does', async () => {
    const given = (size: number) =>
      JSON.stringify(Object.fromEntries([...Array(size).keys()].map((each) => [`k${each}`, 1])))
    /** How many items `indexOf` went over, at most. */
    const work = async (size: number) => {
      const path = fileOf(`keys-${size}.json`, given(size))
      const { indexOf } = Array.prototype
      let looked = 0
      Array.prototype.indexOf = function (this: unknown[], ...sought) {
        looked += this.length
        return Reflect.apply(indexOf, this, sought)
      }
      try {
        await ran(['explain', path, ...AUDIT])
      } finally {
        Array.prototype.indexOf = indexOf
      }
      return looked
    }
    expect(await work(2000)).toBeLessThan(2.6 * (await work(1000)) + 400)
  })

  test('a book does not judge facts without a day', async () => {
    const path = fileOf('dayless.json', JSON.stringify({ ...facts, at: undefined }))
    const { code, out } = await ran(['explain', path, ...AUDIT, '--locale', 'en'])
    expect(code).toBe(0)
    expect(out).not.toMatch(/200/)
  })

  test('malformed facts are told by field, with exit code 1', async () => {
    const path = fileOf('malformed.json', JSON.stringify({ ...facts, fine: -1 }))
    const { code, out, err } = await ran(['explain', path, ...AUDIT])
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(`${path}: column fine: error[out-of-range]: `)
  })

  test.each([
    [
      'no JSON',
      'at,channel\n',
      /: error\[unreadable\]: .* JSON; explain reads the facts of one row as JSON, and a row of a CSV with --row or --id/,
    ],
    ['no facts', '5', /: error\[wrong-type\]: this is not a JSON object of facts/],
  ])('%s: exit code 2', async (_, text, message) => {
    const { code, err } = await ran(['explain', fileOf('bad.json', text), ...AUDIT])
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })
})

describe.skipIf(!enginesInstalled || process.env.DEMERIT_BUILT !== '1')('the packed program', () => {
  let consumer: Consumer
  beforeAll(async () => {
    consumer = await packed()
    const modules = fileURLToPath(new URL('./node_modules/@duckdb', import.meta.url))
    mkdirSync(dirname(join(consumer.folder, 'node_modules', '@duckdb')), { recursive: true })
    symlinkSync(modules, join(consumer.folder, 'node_modules', '@duckdb'), 'dir')
  })
  afterAll(() => consumer?.remove())

  const program = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const path = join(consumer.folder, 'node_modules', 'demerit', 'dist', 'cli.js')
      execFile(process.execPath, [path, ...args], { cwd: consumer.folder }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      )
    })

  test('audits a file, and says what is wrong with a call', async () => {
    const path = consumer.write('acts.csv', CSV)
    const audited = await program('audit', path, ...AUDIT, '--format', 'json')
    expect([audited.code, audited.out]).toEqual([0, (await ran(['audit', path, ...AUDIT, '--format', 'json'])).out])
    expect((await program('audit', path)).code).toBe(2)
    expect((await program('help')).out).toContain('demerit audit FILE')
    expect(await program('--version')).toEqual({ code: 0, out: `${MANIFEST.version}\n`, err: '' })
  })

  test('tells by its exit code of malformed rows, when nobody reads on', () => {
    const many = [...Array(20_000).keys()].map((row) => ROWS[0]?.replace('20000', row === 3 ? 'x' : '20000'))
    const path = consumer.write('many.csv', `${HEAD}\n${many.join('\n')}\n`)
    const cli = join(consumer.folder, 'node_modules', 'demerit', 'dist', 'cli.js')
    const { stdout } = spawnSync(
      'bash',
      [
        '-c',
        `"$0" "$1" audit "$2" --question handle --format csv | head -1; echo "\${PIPESTATUS[0]}"`,
        process.execPath,
        cli,
        path,
      ],
      { cwd: consumer.folder, encoding: 'utf8' },
    )
    expect(stdout).toBe('id,verdict,rule_set,failing,unknown,missing,malformed\n1\n')
  })

  test('reads a pipe: audit from a copy, explain as it comes', async () => {
    const path = consumer.write('piped.csv', CSV)
    const cli = join(consumer.folder, 'node_modules', 'demerit', 'dist', 'cli.js')
    const piped = (command: string, from: string) =>
      spawnSync(
        'bash',
        ['-c', `cat "$2" | "$0" "$1" ${command} /dev/stdin --question handle`, process.execPath, cli, from],
        {
          cwd: consumer.folder,
          encoding: 'utf8',
        },
      )
    const audited = piped('audit', path)
    expect([audited.status, audited.stdout]).toEqual([0, (await ran(['audit', path, ...AUDIT])).out])
    const json = consumer.write('piped.json', JSON.stringify({ driver: 'd', channel: 'app' }))
    const explained = piped('explain', json)
    expect([explained.status, explained.stdout]).toEqual([0, (await ran(['explain', json, ...AUDIT])).out])
  })

  test('leaves nothing behind when it is stopped in the middle', async () => {
    const many = [...Array(20_000).keys()].map((row) => ROWS[0]?.replace(/^a/, `r${row}`))
    const path = consumer.write('stopped.csv', `${HEAD}\n${many.join('\n')}\n`)
    const temporary = join(consumer.folder, 'temporary')
    mkdirSync(temporary)
    const cli = join(consumer.folder, 'node_modules', 'demerit', 'dist', 'cli.js')
    const args = [cli, 'audit', path, ...AUDIT, '--format', 'csv']
    const child = spawn(process.execPath, args, { cwd: consumer.folder, env: { ...process.env, TMPDIR: temporary } })
    const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve([code, signal])))
    // It cannot go on once the pipe is full, and nobody reads it.
    await new Promise((resolve) => child.stdout.once('readable', () => resolve(child.stdout.read(1))))
    expect(readdirSync(temporary)).toHaveLength(1)
    child.kill('SIGINT')
    expect(await ended).toEqual([null, 'SIGINT'])
    expect(readdirSync(temporary)).toEqual([])
    expect(readdirSync(consumer.folder)).not.toContain('.tmp')
  })

  test.skipIf(!existsSync('/dev/full'))('says so when what it writes cannot be kept', () => {
    const path = consumer.write('full.csv', CSV)
    const cli = join(consumer.folder, 'node_modules', 'demerit', 'dist', 'cli.js')
    for (const [format, line] of [
      ['csv', /^demerit: error\[unwritable\]: standard output: ENOSPC[^\n]*\n$/m],
      ['json', /^\{"level":"error","code":"unwritable","message":"standard output: ENOSPC[^\n]*\}\n$/m],
    ] as const) {
      const { status, stderr } = spawnSync(
        'bash',
        ['-c', `"$0" "$1" audit "$2" --question handle --format ${format} > /dev/full`, process.execPath, cli, path],
        { cwd: consumer.folder, encoding: 'utf8' },
      )
      expect([status, stderr]).toEqual([2, expect.stringMatching(line)])
    }
  })

  test('is installed beside the newest DuckDB, whose versions all count as previews', () => {
    const beside = join(consumer.folder, 'beside')
    mkdirSync(beside)
    writeFileSync(join(beside, 'package.json'), '{ "private": true }')
    const npm = (...args: string[]) => execFileSync('npm', args, { cwd: beside, encoding: 'utf8', stdio: 'pipe' })
    npm('install', '--package-lock-only', '--no-audit', '--no-fund', consumer.tarball, '@duckdb/node-api')
    const { dependencies } = JSON.parse(npm('ls', '--package-lock-only', '--json')) as { dependencies: object }
    expect(Object.keys(dependencies).sort()).toEqual(['@duckdb/node-api', 'demerit'])
  })
})
