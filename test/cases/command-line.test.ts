/** The command line: a file in, its rows with verdicts out, errors with row and column. DuckDB is asked in `engines/cli.test.ts`. */
import { linkSync, mkdirSync, symlinkSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ruleCard, sentencesOf } from '../../src/analysis/index.ts'
// @ts-expect-error -- Node's files, without types of its own
import { filesLike } from '../../src/cli/files.mjs'
import { en, enRegistry, zhCN, zhCNRegistry } from '../../src/explain/index.ts'
import { cn, cn2018September, cn2024, parseRuleSet, SHIPPED_SETS } from '../../src/law/index.ts'
import { commandLine, gb18030, HIDDEN, rowsIn, sha256Of, VERSION } from '../support/command-line.ts'

const { folder, fileOf, textOf, ran } = commandLine()

/** What a result says of the law behind it: digests are those of docs/CHANGES.md. */
const lawOf = (set: object) => `demerit ${VERSION} ${sha256Of(JSON.stringify(set)).slice(0, 12)}`

const HEAD =
  'id,at,channel,driver,vehicle,vehicle_owner,plate_type,violation_state,occurred_at,fine,points,recorded_by,bound_since,licence_states,licence_classes,points_held,identity_verified,office'
const ROWS = [
  'a,2024-12-01T10:00:00+08:00,app,d,v,o,02,open,2024-11-20T10:00:00+08:00,20000,0,monitoring,2024-11-10T10:00:00+08:00,none,C1,0,true,north',
  'b,2024-12-01T10:00:00+08:00,app,d,v,o,02,open,2024-11-20T10:00:00+08:00,20001,3,monitoring,none,none,C1,0,true,north',
  'c,2018-03-01 10:00:00Z,app,d,v,o,,open,2018-02-27T10:00:00Z,20000,0,monitoring,1519800000000,seized locked,"C1 C2",,true,south',
  'd,1535990400000,window,d,v,d,02,open,2018-09-01T10:00:00+08:00,20000,0,officer,,none,C1,0,1,south',
]
const CSV = `${HEAD}\n${ROWS.join('\n')}\n`
const CHINESE =
  '序号,驾驶证号,机动车,机动车所有人,办理渠道,号牌种类,违法时间\n甲一,d,京A12345,鑫婷琪,窗口,小型汽车,\n乙,d d,京A12345,鑫婷琪,窗口,小型汽车,\n'

const UNVERIFIED = `${join(folder, 'acts.csv')}: note[unverified]: 2 rows, first row 1, are of days after 2024-11-01, the last for which cn-2024-11-01 is verified; whether the rules changed since is not known`

/** What stands on standard error where JSON is asked for: an object a line. */
const messages = (err: string) =>
  err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
// biome-ignore lint/suspicious/noExplicitAny: what is written is looked at.
const decisions = (out: string) => messages(out) as any[]

describe('demerit audit', () => {
  test('csv: the rows as they came, and behind each what came of it, in words and in codes', async () => {
    const { code, out, err } = await ran(['audit', fileOf('acts.csv', CSV), '--format', 'csv'])
    expect([
      code,
      out.startsWith(
        `\ufeff${HEAD},verdict,rule_set,law,attested,reasons,failing,unknown,inferred,missing,malformed\n`,
      ),
    ]).toEqual([0, true])
    expect(err).toBe(
      `${join(folder, 'acts.csv')}: note[unknown-key]: not facts, so not read: "office"\n${UNVERIFIED}\n`,
    )
    const rows = rowsIn(out)
    expect(rows.map(({ id, verdict, rule_set, failing, office }) => [id, verdict, rule_set, failing, office])).toEqual([
      ['a', 'undetermined', 'cn-2024-11-01', '', 'north'],
      ['b', 'refused', 'cn-2024-11-01', 'open-binding fine-limit', 'north'],
      ['c', 'refused', 'cn-2018-02-24', 'licence-state', 'south'],
      ['d', 'undetermined', 'cn-2018-09-01', '', 'south'],
    ])
    expect(rows.map(({ attested, inferred }) => [attested, inferred])).toEqual([
      ['false', ''],
      ['false', 'open-binding'],
      ['true', 'licence-state'],
      ['true', 'offender-present'],
    ])
    expect(rows[1]?.reasons).toMatch(/200\.01元/)
    expect(rows[1]?.law).toBe(lawOf(cn2024))
    expect(rows[2]?.licence_classes).toBe('C1 C2')
    const english = await ran(['audit', fileOf('acts.csv', CSV), '--format', 'csv', '--locale', 'en'])
    expect(rowsIn(english.out)[1]?.reasons).toMatch(/200\.01/)
    const codes = await ran(['audit', fileOf('acts.csv', CSV), '--format=csv', '--codes'])
    expect(rowsIn(codes.out).map(({ reasons, failing }) => [reasons, failing])).toEqual(
      rows.map(({ failing }) => ['', failing]),
    )
  })

  test('json: an object a line, with the cells as they came', async () => {
    const { out, err } = await ran(['audit', fileOf('acts.csv', CSV), '--format', 'json', '--question', 'handle'])
    const [, second] = decisions(out)
    expect(second).toMatchObject({
      ...{ cells: { id: 'b', office: 'north' }, row: 2, verdict: 'refused', ruleSet: 'cn-2024-11-01' },
      ...{ failing: ['open-binding', 'fine-limit'], malformed: [], law: lawOf(cn2024) },
    })
    expect(second.reasons).toHaveLength(2 + second.unknown.length)
    expect(messages(err)).toEqual([
      {
        level: 'note',
        code: 'unknown-key',
        file: join(folder, 'acts.csv'),
        message: 'not facts, so not read: "office"',
      },
      expect.objectContaining({ level: 'note', code: 'unverified' }),
    ])
  })

  test('table: how the file was read, and how many rows each verdict, rule, month and unknown fact has', async () => {
    const path = fileOf(
      '表.csv',
      '办理时间,办理渠道,驾驶证号,罚款金额,备注\n2024/12/1 10:00,交管12123,d,300,x\n2025/1/2 10:00,交管12123,e,50,y\n',
    )
    const { code, out, err } = await ran(['audit', path])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /\nto check\n-+\n2 rows, first row 1, are of days after 2024-11-01, the last for which cn-2024-11-01 is verified/,
    )
    expect(out).toContain(`: 2 rows, question handle\nSHA-256 ${sha256Of(textOf('表.csv'))}\n`)
    expect(out).toContain("times without an offset, read as Beijing's: 办理时间 2\n")
    expect(out).toContain('fines in yuan (罚款金额): from 50 to 300 yuan\n')
    expect(out).toContain('columns that are no facts: "备注"\n')
    expect(out).toMatch(/\nverdict +rows\n-+ +-+\nrefused +1\nundetermined +1\n/)
    expect(out).toContain('\nrefused: not permitted on its channel under this model; who did what is not judged')
    expect(out).toMatch(/\nrefused by +rows\n[\s\S]*fine-limit +1\n/)
    expect(out).toMatch(/\n2024-12 +0 +1 +0 +0 +fine-limit 1\n2025-01 +0 +0 +1 +0\n/)
    expect(out).toMatch(/\nnot known +rows\n[\s\S]*vehicle +2\n/)
  })

  test('a second book or set adds its verdict and what differs, a set of a JSON file too', async () => {
    const path = fileOf('acts.csv', CSV)
    const set = JSON.parse(JSON.stringify({ ...cn2024, id: 'mine', title: { zh: '试', en: 'mine' } }))
    set.handle = set.handle.filter(({ rule }: { rule: string }) => rule !== 'open-binding')
    const file = fileOf('set.json', JSON.stringify(set))
    const { out } = await ran(['audit', path, '--format', 'csv', '--against', file])
    expect(rowsIn(out)[1]).toMatchObject({
      ...{
        verdict: 'refused',
        failing: 'open-binding fine-limit',
        against_verdict: 'refused',
        against_rule_set: 'mine',
        against_law: lawOf((parseRuleSet(set) as { readonly value: object }).value),
      },
      ...{ failing_only_rules: 'open-binding', failing_only_against: '' },
    })
    expect(rowsIn(out)[1]?.against_reasons).toMatch(/罚款200\.01元/)
    const table = await ran(['audit', path, '--against', 'cn-2018-09-01'])
    expect(table.out).toMatch(/rules → against +rows\n/)
    // One law for every day beside that of each day is told, and nothing where both are of one day.
    expect((await ran(['audit', path, '--against', file])).out).toContain(
      `${file} is one law for every day, and cn has`,
    )
    expect((await ran(['audit', path, '--against', file, '--format', 'csv'])).err).toContain('note[one-law]: ')
    const ofOneDay = await ran(['audit', path, '--rules', 'cn-2024-11-01', '--against', file])
    for (const { out } of [table, ofOneDay]) expect(out).not.toContain('one law for every day')
    const broken = fileOf('broken.json', JSON.stringify({ ...set, id: 5 }))
    expect((await ran(['audit', path, '--rules', broken])).err).toMatch(
      /error\[malformed\]: no rule set: id: 5; wanted /,
    )
  })

  test('writes the rows to a file, and sums up beside it', async () => {
    const path = fileOf('acts.csv', CSV)
    const csv = await ran(['audit', path, '--format', 'csv'])
    const to = join(folder, 'judged.csv')
    const table = await ran(['audit', path, '--output', to])
    expect(textOf('judged.csv')).toBe(csv.out)
    expect(table.out).toBe((await ran(['audit', path])).out)
    const summary = await ran(['audit', path, '--output', join(folder, 'judged.json'), '--format', 'json'])
    expect(JSON.parse(summary.out)).toMatchObject({
      ...{ rows: 4, verdicts: { refused: 2 }, byRule: { 'fine-limit': 1 } },
      notes: [{ code: 'unverified', ruleSet: 'cn-2024-11-01', until: '2024-11-01', rows: 2, first: 1 }],
    })
    expect(decisions(textOf('judged.json'))).toHaveLength(4)
    // What was judged can be judged again; its columns of verdicts are then others.
    const again = await ran(['audit', to, '--format', 'csv'])
    expect(rowsIn(again.out).map(({ verdict, demerit_verdict }) => demerit_verdict === verdict)).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect((await ran(['audit', path, '--output', join(folder, 'none', 'x.csv')])).err).toMatch(/error\[unwritable\]/)
  })

  test('a file that is read is not written, by whatever name it is called', async () => {
    mkdirSync(join(folder, 'read'))
    const [path, other] = [fileOf('read/acts.csv', CSV), fileOf('read/others.csv', CSV)]
    const set = fileOf('read/set.json', JSON.stringify({ ...cn2024, id: 'mine' }))
    const named = (name: string) => join(folder, 'read', name)
    symlinkSync(path, named('soft.txt'))
    linkSync(path, named('hard.txt'))
    for (const [output, ...args] of [
      [path, path],
      [relative('.', path), path],
      [`${folder}/read/../read/acts.csv`, path],
      [named('soft.txt'), path],
      [named('hard.txt'), path],
      [other, `${folder}/read/*.csv`],
      [set, path, '--rules', relative('.', set)],
      [set, path, '--against', set],
    ] as const) {
      const { code, out, err } = await ran(['audit', ...args, '--output', output])
      expect([code, out], output).toEqual([2, ''])
      expect(err).toMatch(/: error\[contradicted\]: --output names this file, which is read\n$/)
    }
    expect([textOf('read/acts.csv'), textOf('read/others.csv'), JSON.parse(textOf('read/set.json')).id]).toEqual([
      ...[CSV, CSV, 'mine'],
    ])
    // What was written before is no file that is read.
    for (const _ of [1, 2]) expect((await ran(['audit', path, '--output', named('judged.csv')])).code).toBe(0)
    // Nor is a rule set that is named by its id.
    const there = {
      identityOf: async (name: string) => name,
      create: async () => ({ write: async () => {}, close: async () => {} }),
    }
    expect((await ran(['audit', path, '--rules', 'cn', '--output', 'cn'], there)).code).toBe(0)
  })

  test('a file that cannot be written on, or be closed, is told', async () => {
    const full = () => Promise.reject(new Error('ENOSPC: no space left on device'))
    const path = fileOf('acts.csv', CSV)
    for (const failing of [{ write: full }, { close: full }]) {
      const create = async () => ({ write: async () => {}, close: async () => {}, ...failing })
      expect(await ran(['audit', path, '--output', 'x.csv'], { create })).toMatchObject({
        ...{ code: 2, err: 'x.csv: error[unwritable]: ENOSPC: no space left on device\n' },
      })
    }
  })

  test('--only keeps the rows of a verdict or of a rule', async () => {
    const path = fileOf('acts.csv', CSV)
    const ids = async (only: string) =>
      rowsIn((await ran(['audit', path, '--format', 'csv', '--only', only])).out).map(({ id }) => id)
    expect(await ids('refused')).toEqual(['b', 'c'])
    expect(await ids('fine-limit')).toEqual(['b'])
    expect(await ids('invalid')).toEqual([])
    expect((await ran(['audit', path, '--only', 'refused'])).err).toMatch(/error\[contradicted\]: --only/)
    expect((await ran(['audit', path, '--only', 'x', '--format', 'csv'])).err).toMatch(
      /error\[not-listed\]: --only: "x"/,
    )
  })

  test('malformed cells are told by column with examples, their rows are invalid, and the exit code is 1', async () => {
    const bad = (row: number) =>
      ROWS[0]
        ?.replace(/^a/, `r${row}`)
        .replace('20000', '200.01')
        .replace(',app,', `,手机${row % 7},`)
    const rows = [ROWS[0], ...[...Array(30).keys()].map(bad), 'x,y']
    const path = fileOf('malformed.csv', `${HEAD.replace(',fine,', ',Fine,')}\n${rows.join('\n')}\n`)
    const csv = await ran(['audit', path, '--format', 'csv'])
    expect([csv.code, rowsIn(csv.out).filter(({ verdict }) => verdict === 'invalid').length]).toEqual([1, 31])
    expect(rowsIn(csv.out)[1]).toMatchObject({
      rule_set: '',
      failing: '',
      malformed: 'channel: "手机0"; Fine: "200.01"',
    })
    expect(rowsIn(csv.out)[1]?.reasons).toMatch(/办理渠道.*罚款/)
    expect(rowsIn(csv.out)[31]).toMatchObject({ id: 'x', at: 'y', verdict: 'invalid', malformed: '2 cells' })
    expect(csv.err).toContain(
      `${path}: row 2, column channel: error[not-listed]: "手机0"; wanted one of window, app, web, kiosk\n`,
    )
    expect(csv.err).toContain(
      `${path}: row 2, column Fine (fine): error[not-whole]: "200.01"; wanted whole number of fen`,
    )
    expect(csv.err).toContain(`${path}: row 32: error[uneven-row]: 2 cells; the header has 18\n`)
    expect(csv.err).toContain(
      'malformed cells by column: channel 30, Fine (fine) 30, rows of another length 1; 31 of 32 rows are invalid;',
    )
    expect(csv.err.match(/column channel: error/g)).toHaveLength(5)
    const table = await ran(['audit', path])
    expect([table.code, table.err]).toEqual([1, ''])
    expect(table.out).toMatch(/cells that cannot be read\n-+\nchannel: 30, "手机0" \(row 2\), "手机1" \(row 3\)/)
    const times = await ran(['audit', fileOf('times.csv', 'at,fine\nx,1\n0,1\n2025/2/30 10:00,1\n')])
    expect(times.out).toMatch(
      /\nat: 3, "x" \(row 1\), "2025\/2\/30 10:00" \(row 3\); wanted day that exists, .*; "0" \(row 2\); wanted epoch ms/,
    )
    const [, second] = decisions((await ran(['audit', path, '--format', 'json'])).out)
    expect(second?.malformed).toEqual([
      {
        code: 'not-listed',
        column: 'channel',
        header: 'channel',
        cell: '手机0',
        wanted: 'one of window, app, web, kiosk',
      },
      expect.objectContaining({ code: 'not-whole', column: 'fine', header: 'Fine', cell: '200.01' }),
    ])
  })

  test.each<readonly [what: string, args: readonly string[], message: RegExp]>([
    ['no file', ['audit'], /^demerit: error\[missing\]: one file is wanted/],
    ['two files', ['audit', 'x.csv', 'y.csv'], /^demerit: error\[too-many\]: one file is wanted/],
    [
      'an unknown set',
      ['audit', 'x.csv', '--rules', 'cn-1999'],
      /error\[not-listed\]: "cn-1999" is given; wanted cn, /,
    ],
    [
      'another word',
      ['audit', 'x.csv', '--format', 'xml'],
      /error\[not-listed\]: --format: "xml" is given; wanted table, json, csv/,
    ],
    [
      'an unknown option',
      ['audit', 'x.csv', '--colour', 'red'],
      /error\[unknown-key\]: --colour: there is no such option/,
    ],
    ['a short option', ['audit', 'x.csv', '-q', 'handle'], /error\[unknown-key\]: -q: there is no such option/],
    ['an option without a value', ['audit', 'x.csv', '--question'], /error\[missing\]: .*--question/],
    ['an empty value', ['audit', 'x.csv', '--question='], /error\[missing\]: --question needs a value/],
    [
      'a file that is not there',
      ['audit', '/nowhere/x.csv'],
      /^\/nowhere\/x.csv: error\[no-file\]: there is no such file/,
    ],
    ['an address', ['audit', 's3://b/x.csv'], /^s3:\/\/b\/x.csv: error\[address\]: this is an address/],
    ['a workbook', ['audit', 'acts.xlsx'], /: error\[workbook\]: this is a workbook; save it as CSV \(UTF-8\)/],
    ['a database without a table', ['audit', 'acts.duckdb'], /: error\[missing\]: --table NAME/],
    [
      'an unknown command',
      ['judge'],
      /^demerit: error\[not-listed\]: judge: there is no such command; there are audit, /,
    ],
    ['no command', [], /^demerit: error\[missing\]: a command is wanted/],
  ])('%s ends with exit code 2', async (_, args, message) => {
    const { code, out, err } = await ran(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })

  test.each<readonly [what: string, content: string | Buffer, message: RegExp]>([
    ['an empty file', '', /: error\[empty\]: the file is empty/],
    ['no text', Buffer.from([0x89, 0x50, 0, 0x47]), /: error\[not-text\]: this is not text/],
    [
      'another encoding',
      Buffer.from('at,driver\n,\xe9,\n', 'latin1'),
      /: line 2: error\[encoding\]: not in UTF-8 or GB18030; save/,
    ],
    ['an open quotation mark', 'at,fine\n,1\n,"2\n', /: line 3: error\[open-quote\]: a quotation mark is not closed/],
    ['text behind a quotation mark', 'at,fine\n"a\nb"c,1\n', /: line 2: error\[open-quote\]/],
    [
      'a quotation mark that is never closed',
      `at,fine\n,"${'x\n'.repeat(1_100_000)}`,
      /: line 2: error\[too-long\]: the row is longer/,
    ],
    [
      'a column twice',
      'vehicle_owner,vehicleOwner,fine\n',
      /: error\[repeated\]: two columns are vehicle_owner: "vehicle_owner" and "vehicleOwner"/,
    ],
    ['fines twice', 'fine,fine_yuan\n1,1\n', /: error\[repeated\]: two columns are fine: "fine" and "fine_yuan"/],
    [
      'columns of both questions',
      'at,driver\n1,d\n',
      /: error\[missing\]: --question bind or handle says what is asked/,
    ],
  ])('%s is told, with exit code 2', async (_, content, message) => {
    const path = fileOf('fault.csv', content)
    const { code, err } = await ran(['audit', path, '--format', 'csv'])
    expect([code, err]).toEqual([2, expect.stringMatching(message)])
  })

  test('a file without a column of facts shows its first line, and a folder is told so', async () => {
    const title = fileOf('title.csv', '违法处理明细表,,\n驾驶证号,办理时间,号牌号码\n')
    expect((await ran(['audit', title, '--question', 'handle'])).err).toMatch(
      /error\[no-fact\]: no column is a fact of the question; the first line has "违法处理明细表", 2 columns without a name\n/,
    )
    const inside = join(folder, 'inside')
    mkdirSync(inside)
    expect((await ran(['audit', inside])).err).toBe(`${inside}: error[folder]: this is a folder; name one file\n`)
  })

  test('with --format json every fault is JSON on standard error, also of the call itself', async () => {
    for (const [args, message] of [
      [['audit', 'x.csv', '--format=json', '--colour', 'red'], { code: 'unknown-key' }],
      [['audit', '/nowhere/x.csv', '--format', 'json'], { code: 'no-file', file: '/nowhere/x.csv' }],
      [['judge', '--format', 'json'], { code: 'not-listed' }],
    ] as const) {
      const { code, out, err } = await ran(args)
      expect([code, out]).toEqual([2, ''])
      expect(messages(err)).toEqual([expect.objectContaining({ level: 'error', ...message })])
    }
  })

  const written: readonly (readonly [encoding: string, bytes: (text: string) => Buffer])[] = [
    ['UTF-8 with its mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['GB18030', gb18030],
    ['GB18030, packed', (text) => gzipSync(gb18030(text))],
    ['UTF-16, as Excel writes it', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, the other way round', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['lines of Windows', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['lines of an old Mac', (text) => Buffer.from(text.replaceAll('\n', '\r'))],
    ['semicolons', (text) => Buffer.from(text.replaceAll(',', ';'))],
    [
      'tabs, and one that ends each row',
      (text) => Buffer.from(text.replaceAll(',', '\t').replaceAll('\n', '\t\n').replace('\t\n', '\n')),
    ],
    [
      'quotation marks and blank lines',
      (text) => Buffer.from(`"${text.trim().replaceAll(',', '","').replaceAll('\n', '"\n\n"')}"\n\n`),
    ],
  ]
  test.each(written)('a file in %s is judged as the same in UTF-8 is', async (name, bytes) => {
    const judged = async (content: string | Buffer) =>
      await ran(['audit', fileOf(`encoded.csv${name.endsWith('packed') ? '.gz' : ''}`, content), '--format', 'csv'])
    const plain = await ran(['audit', fileOf('encoded.csv', CHINESE), '--format', 'csv'])
    const other = await judged(bytes(CHINESE))
    expect([plain.code, plain.err]).toEqual([
      1,
      expect.stringContaining('row 2, column 驾驶证号 (driver): error[forbidden'),
    ])
    const note = /^.*note\[encoding\]: not in UTF-8, so read as GB18030; look whether its Chinese is right\. .*\n/
    expect([other.code, other.out.replace(/,\n|,$/g, ''), other.err.replace(note, '').replaceAll('.gz', '')]).toEqual([
      ...[1, plain.out.replace(/,\n|,$/g, ''), plain.err],
    ])
    expect(note.test(other.err)).toBe(name.startsWith('GB18030'))
  })

  test('--encoding says what a file is written in, and what is broken is not read otherwise', async () => {
    const judged = async (content: Uint8Array, ...args: readonly string[]) =>
      await ran(['audit', fileOf('said.csv', content), ...args])
    expect((await judged(gb18030(CHINESE), '--encoding', 'gb18030', '--format', 'csv')).err).not.toContain(
      'note[encoding]',
    )
    expect((await judged(gb18030(CHINESE), '--encoding', 'utf-8')).err).toMatch(
      /: line 1: error\[encoding\]: not in UTF-8; save/,
    )
    // A byte is lost of a file in UTF-8: its Chinese would be other Chinese in GB18030.
    const whole = Buffer.from(CHINESE)
    const at = whole.lastIndexOf('琪')
    const broken = Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)])
    expect((await judged(broken)).err).toMatch(
      /: line 3: error\[encoding\]: not in UTF-8; .*; --encoding gb18030 if it is that\n/,
    )
    // What lies behind the first bytes is no longer guessed.
    const late = Buffer.concat([Buffer.from(`fine,office\n${'1,a\n'.repeat(300_000)}`), gb18030('1,北京\n')])
    expect((await judged(late)).err).toMatch(/: line 300002: error\[encoding\]: not in UTF-8; .*; --encoding gb18030/)
    expect((await judged(late, '--encoding', 'gb18030')).code).toBe(0)
  })

  test('CSV opens rightly in a spreadsheet: nothing is computed, rounded or hidden, unless --raw', async () => {
    const cells: readonly (readonly [cell: string, shown: string])[] = [
      ['=1+1', "'=1+1"],
      ['@x', "'@x"],
      ['＝1', "'＝1"],
      ['-5+1', "'-5+1"],
      ['-5', '-5'],
      ['+1.5', '+1.5'],
      ['110105194912310021', '\t110105194912310021'],
      ['\t110105194912310021', '\t110105194912310021'],
      ['11010519491231002X', '11010519491231002X'],
      ['02', '\t02'],
      ['5E12', '\t5E12'],
      ['\u001b]0;x\u0007', '\\u{1b}]0;x\\u{7}'],
      ['\u202eb', '\\u{202e}b'],
      ['a"b', 'a"b'],
      ['plain 汉字', 'plain 汉字'],
    ]
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const path = fileOf(
      'sheet.csv',
      `fine,note,=x\n${cells.map(([cell]) => `1,${quoted(cell)},${quoted(cell)}`).join('\n')}\n`,
    )
    const { out } = await ran(['audit', path, '--format', 'csv'])
    expect(out.replaceAll('\t', '')).not.toMatch(HIDDEN)
    expect(rowsIn(out).map(({ note, "'=x": last }) => [note, last])).toEqual(cells.map(([, shown]) => [shown, shown]))
    const raw = await ran(['audit', path, '--format', 'csv', '--raw'])
    expect(raw.out.startsWith('fine,note,=x,verdict')).toBe(true)
    expect(rowsIn(raw.out).map(({ note }) => note)).toEqual(cells.map(([cell]) => cell))
  })

  test('CSV is written in GB18030 where it is asked, every character of it', async () => {
    const text = '驾驶证号,fine,备注\nd,1,é€㐀𠀀〇龥ﬁ\n'
    const { bytes, out } = await ran([
      'audit',
      fileOf('wide.csv', text),
      '--format',
      'csv',
      '--output-encoding',
      'gb18030',
    ])
    const plain = await ran(['audit', fileOf('wide.csv', text), '--format', 'csv'])
    expect([out, new TextDecoder('gb18030', { fatal: true }).decode(bytes)]).toEqual(['', plain.out.slice(1)])
    expect([...bytes.subarray(0, 2)]).toEqual([0xbc, 0xdd])
  })

  test('progress stands on a terminal alone', async () => {
    const path = fileOf('acts.csv', CSV)
    expect((await ran(['audit', path], { isTerminal: true })).err).toMatch(/\r4 rows, 100 %/)
    expect((await ran(['audit', path])).err).toBe('')
  })

  test('what can be read and is most likely meant otherwise is told', async () => {
    const path = fileOf('yuan.csv', 'id,fine\na,200\na,300\n')
    const { code, out } = await ran(['audit', path])
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/to check\n-+\ncolumn fine: fines are read in fen, and half of them are below 50 yuan/),
    ])
    expect(out).toContain('column id: 1 row repeats the id of another, the first is row 2; each counts\n')
    const json = await ran(['audit', path, '--format', 'json'])
    expect(messages(json.err).map(({ code }) => code)).toEqual(['perhaps-yuan', 'repeated'])
  })

  test('a file of many pieces is judged whole, line breaks in cells and all', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => `r${row},"a\nb ""${row}""",${row},${'x'.repeat(40)}`)
    const { out, code } = await ran([
      'audit',
      fileOf('many.csv', `id,note,fine,z\n${rows.join('\n')}`),
      '--format',
      'json',
      '--codes',
    ])
    const read = decisions(out)
    expect([code, read.length]).toEqual([0, 30_000])
    for (const { row, cells } of read) expect(cells).toMatchObject({ id: `r${row - 1}`, note: `a\nb "${row - 1}"` })
  })
})

describe('many files', () => {
  test('of a pattern are one table, its rows in the order of the names; the headers are the same', async () => {
    fileOf('many-1.csv', 'id,fine\na,20000\nb,30000\n')
    fileOf('many-2.csv.gz', gzipSync('id,fine\nc,20000\n'))
    fileOf('other.csv', 'id,fine\nd,20000\n')
    const { code, out } = await ran([
      'audit',
      join(folder, 'many-*.csv*'),
      '--question',
      'handle',
      '--format',
      'csv',
      '--raw',
    ])
    expect([code, rowsIn(out).map(({ id }) => id)]).toEqual([0, ['a', 'b', 'c']])
    const another = fileOf('many-3.csv', 'id,points\ne,3\n')
    const failed = await ran(['audit', join(folder, 'many-?.csv'), '--question', 'handle'])
    expect([failed.code, failed.err.trim().split('\n').at(-1)]).toEqual([
      2,
      `${another}: error[contradicted]: its header is another than that of ${join(folder, 'many-1.csv')}`,
    ])
    expect(await ran(['audit', join(folder, 'none-*.csv')])).toMatchObject({ code: 2 })
  })

  test('are found by a pattern of many stars as by one of few', async () => {
    mkdirSync(join(folder, 'stars'))
    for (const name of ['aab.csv', 'ab.csv', `${'a'.repeat(200)}.csv`, '😀b.csv']) fileOf(`stars/${name}`, CSV)
    const found = async (pattern: string) =>
      ((await filesLike(join(folder, 'stars', pattern))) as string[]).map((path) => basename(path))
    expect(await found(`${'*a'.repeat(60)}*b*c*`)).toEqual([])
    expect(await found('**b**.csv')).toEqual(['aab.csv', 'ab.csv', '😀b.csv'])
    expect(await found('*a*b*.csv')).toEqual(['aab.csv', 'ab.csv'])
    expect(await found('a?b*')).toEqual(['aab.csv'])
    expect(await found('?b.csv')).toEqual(['ab.csv', '😀b.csv'])
    expect(await found('a*a*b.csv')).toEqual(['aab.csv'])
    // A file of exactly that name is meant.
    fileOf('stars/a*.csv', CSV)
    expect(await found('a*.csv')).toEqual(['a*.csv'])
  })

  test('of which one is not packed, whatever its name says, are told so', async () => {
    expect((await ran(['audit', fileOf('plain.csv.gz', CSV)])).err).toMatch(
      /error\[unreadable\]: its name ends in \.gz/,
    )
  })
})

describe('demerit explain', () => {
  test('says of a row, by its number or its id, the verdict first and then why', async () => {
    const path = fileOf('acts.csv', CSV)
    const byRow = await ran(['explain', path, '--row', '2'])
    expect(byRow).toEqual(await ran(['explain', path, '--id', 'b']))
    const [first, ...reasons] = byRow.out.trim().split('\n')
    expect([byRow.code, first]).toEqual([0, expect.stringContaining('不能办理')])
    expect(reasons.join()).toMatch(/200\.01元.*（公安部交通管理局2019年7月5日说明/)
    expect(reasons.join()).toMatch(/（推定，参见.*等级I/)
    expect((await ran(['explain', path, '--row', '2', '--locale', 'en'])).out).toMatch(/^.*refused/)
    for (const [args, code] of [
      [[], 'missing'],
      [['--row', '0'], 'malformed'],
      [['--row', '9'], 'no-row'],
      [['--id', 'x'], 'no-row'],
      [['--row', '1', '--id', 'a'], 'contradicted'],
    ] as const)
      expect(await ran(['explain', path, ...args])).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining(`error[${code}]: `),
      })
    expect((await ran(['explain', fileOf('twice.csv', 'id,fine\na,1\na,2\n'), '--id', 'a'])).err).toMatch(
      /twice\.csv: error\[too-many\]: .* 1 and 2;/,
    )
    const title = fileOf('title.csv', '违法处理明细表,\n驾驶证号,办理时间\n')
    expect((await ran(['explain', title, '--row', '1', '--question', 'handle'])).err).toMatch(
      `${title}: error[no-fact]: no column is a fact of the question; the first line has `,
    )
  })

  test('reads a row of JSON as its cells are read, or in the words of the library', async () => {
    const facts = {
      at: '2024-12-01T10:00:00+08:00',
      channel: 'app',
      driver: 'd',
      vehicle: 'v',
      fine: 20001,
      licenceStates: [],
    }
    const said = async (row: object) =>
      await ran(['explain', fileOf('facts.json', JSON.stringify(row)), '--locale', 'en'])
    const plain = await said(facts)
    expect([plain.code, plain.err]).toEqual([0, ''])
    for (const other of [
      { at: 1733018400000, 办理渠道: '交管12123', 驾驶人: 'd', 车牌号: 'v', 罚款: 200.01, licence_states: 'none' },
      [
        {
          at: '2024/12/1 10:00',
          channel: 'app',
          driver: 'd',
          vehicle: 'v',
          fine: '20001',
          驾驶证状态: '正常',
          bound_since: null,
        },
      ],
    ])
      expect(await said(other)).toEqual(plain)
    // In the library's own words null is no binding, in a row of a database an empty cell.
    expect((await said({ ...facts, boundSince: null })).out).toBe((await said({ ...facts, bound_since: 'none' })).out)
    expect((await said({ ...facts, boundSince: null })).out).not.toBe(plain.out)
    expect(await said({ ...facts, fine: -1 })).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/column fine: error\[out-of-range\]/),
    })
    expect((await said([facts, facts])).err).toContain('holds 2 rows; explain reads one')
    expect((await said([5])).err).toContain('error[wrong-type]')
    expect((await ran(['explain', fileOf('bad.json', '{')])).err).toMatch(/error\[unreadable\]/)
    const deep = (open: string, close: string) => `{"fine":${open.repeat(20_000)}1${close.repeat(20_000)}}`
    for (const text of [deep('[', ']'), deep('{"a":', '}')])
      expect(await ran(['explain', fileOf('deep.json', text)])).toMatchObject({
        ...{ code: 2, out: '', err: expect.stringContaining('error[unreadable]') },
      })
  })
})

describe('demerit', () => {
  test('tells its version, and help that names every option', async () => {
    expect(await ran(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n', err: '' })
    const { code, out } = await ran(['--help'])
    expect([code, out.match(/^demerit \w+/gm)]).toEqual([
      0,
      [
        'demerit audit',
        'demerit explain',
        'demerit card',
        'demerit rules',
        'demerit cases',
        'demerit sentences',
        'demerit help',
      ],
    ])
    for (const command of ['audit', 'explain', 'card', 'rules', 'cases', 'sentences']) {
      const help = await ran(['help', command])
      expect(help.code).toBe(0)
      for (const words of [
        [command, '--help'],
        ['--help', command],
        [command, 'x.csv', '--help'],
      ])
        expect(await ran(words)).toEqual(help)
      const [line = ''] = help.out.split('\n')
      for (const [said, option] of help.out.matchAll(/^ {2}(--\S+).*$/gm)) {
        expect(line).toContain(`[${option}`)
        expect(said, 'says what it does').toMatch(/^ {2}--\S+ +\S+ /)
      }
    }
    expect((await ran(['help', 'card'])).out.split('\n', 1)).toEqual([
      'demerit card DAY [--rules ID|FILE] [--locale zh-CN|en] [--format text|markdown|json]',
    ])
    expect((await ran(['help', 'judge'])).code).toBe(2)
    expect((await ran(['help', 'card'])).out).not.toContain('row')
  })

  test('card: the law of a day', async () => {
    expect((await ran(['card', '2019/5/1'])).out).toBe(
      `${ruleCard(cn, '2019-05-01', zhCN).text}\n${lawOf(cn2018September)}\n`,
    )
    expect((await ran(['card', '2019-02-29'])).err).toMatch(/error\[malformed\]: 2019-02-29: is not a day/)
  })

  test('sentences: every sentence of a language with its case', async () => {
    for (const [locale, language] of [
      ['zh-CN', { ...zhCN, ...zhCNRegistry }],
      ['en', { ...en, ...enRegistry }],
    ] as const) {
      const rows = rowsIn((await ran(['sentences', '--locale', locale, '--raw'])).out)
      const all = sentencesOf(language, SHIPPED_SETS)
      expect(rows).toEqual(all.map(({ of, text, when }) => ({ of, sentence: text, case: when })))
    }
    expect((await ran(['sentences'])).out.charCodeAt(0)).toBe(0xfeff)
  })

  test('rules: the sets, and every parameter of every provision with where it is written', async () => {
    const { out } = await ran(['rules'])
    const spanOf = ({ from, began, verifiedOn }: (typeof SHIPPED_SETS)[number]) => {
      if (verifiedOn < from) return `planned for ${from}, never in force`
      return began === null ? from : `after ${began.after}, by ${began.by}`
    }
    for (const set of SHIPPED_SETS)
      expect(out).toMatch(
        new RegExp(`^${set.id} +${spanOf(set)} +(never in force|[-\\d]{10}) +\\d+ +(?:[A-Z]\\d? \\d+,? )+ *\\S+$`, 'm'),
      )
    expect(out.match(/^\S+(?=.*never in force)/gm)).toEqual(['plan-2018-03-01'])
    const rows = rowsIn((await ran(['rules', '--csv'])).out)
    const [first = {}] = rows
    for (const set of SHIPPED_SETS)
      expect([
        ...new Set(rows.flatMap((row) => (row.set === set.id ? [[row.from, row.verified_on].join()] : []))),
      ]).toEqual([[spanOf(set), set.verifiedOn < set.from ? 'never in force' : set.verifiedOn].join()])
    expect(Object.keys(first)).toEqual([
      'set',
      'from',
      'verified_on',
      'rule',
      'question',
      'channels',
      'parameter',
      'value',
      'citation',
      'grade',
      'page',
      'law',
    ])
    const provisions = new Set(rows.map(({ set, question, rule, channels }) => [set, question, rule, channels].join()))
    const all = SHIPPED_SETS.flatMap((set) =>
      (['bind', 'handle'] as const).flatMap((question) =>
        set[question].map(({ rule, channels }) =>
          [set.id, question, rule, channels === 'all' ? 'all' : channels.join(' ')].join(),
        ),
      ),
    )
    expect([...provisions].sort()).toEqual([...new Set(all)].sort())
    expect(
      rows.find(({ set, rule, parameter }) => `${set} ${rule} ${parameter}` === 'cn-2024-11-01 driver-cap limit'),
    ).toMatchObject({
      ...{ question: 'bind', parameter: 'limit', value: '3', grade: expect.stringMatching(/^(P|O|S2|S1|I|M|H)$/) },
      page: expect.stringMatching(/^(https?:|about:)/),
    })
  })
})
