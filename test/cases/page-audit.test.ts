/** The page (docs/site) and the command line read the same files alike: the same rows with their verdicts, or both refuse the file. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { en, zhCN } from '../../src/explain/index.ts'
import { commandLine, gb18030 } from '../support/command-line.ts'
import { pageCode } from '../support/page-code.ts'

const { fileOf, ran } = commandLine()
let page: Awaited<ReturnType<typeof pageCode>>
beforeAll(async () => {
  page = await pageCode('audit-rows.ts', 'says.ts')
})
const byPage = (bytes: Uint8Array, question: string, language = 'zh') =>
  page.audited({ file: new Blob([bytes]), name: 'acts.csv', question, language, rules: 'cn', against: '' })

const utf8 = (text: string) => new TextEncoder().encode(text)
const guide = readFileSync(new URL('../../docs/guides/audit.md', import.meta.url), 'utf8')
const ofGuide = [...guide.matchAll(/```csv\n([\s\S]*?)```/g)].map(([, text]) => text ?? '')
const CHINESE =
  '序号,办理时间,办理渠道,罚款金额（元）\n1,2024/12/1 10:00,交管12123,200.5\n2,2024-12-01,手机,=1\n3,2024/12/1 10:00\n'

describe('the page and the command line', () => {
  test.each<readonly [title: string, question: 'bind' | 'handle', bytes: Uint8Array]>([
    ...ofGuide.map((text, index) => [`the guide's file ${index + 1}`, 'handle', utf8(text)] as const),
    ['Chinese headers', 'handle', utf8(CHINESE)],
    ['GB18030', 'handle', gb18030(CHINESE)],
    ['UTF-16', 'handle', Buffer.from(`\ufeff${CHINESE}`, 'utf16le')],
    ['consents', 'bind', utf8('办理渠道,所有人同意方式\r\n交管12123,无\r\n交管12123,车辆二维码\r\n')],
    ['a header with line breaks', 'handle', utf8('"驾驶证号","办理\n时间"\nd,1733018400000\n')],
  ])('%s: the same rows and verdicts', async (_, question, bytes) => {
    const { out } = await ran(['audit', fileOf('acts.csv', bytes), '--question', question, '--format', 'csv'])
    const { csv } = await byPage(bytes, question)
    expect(Buffer.from(await csv.arrayBuffer()).toString()).toBe(out)
  })

  test.each([
    ['an empty file', utf8(''), 'The file is empty'],
    ['no fact', utf8('a,b\n1,2\n'), 'No column is a fact'],
    ['a column twice', utf8('driver,Driver\nd,e\n'), 'Two columns are driver'],
    ['another encoding', new Uint8Array([...utf8('at,driver\n1,'), 0xe9, 10]), 'Line 2 of the file: not in UTF-8'],
    ['a picture', new Uint8Array([0x89, 0x50, 0, 0x47]), 'This is not text'],
    [
      'an open quotation mark',
      utf8('at,driver\n1,d\n1,"d\n1,d\n'),
      'Line 3 of the file: a quotation mark is not closed',
    ],
  ])('%s is refused by both, in the same words', async (_, bytes, message) => {
    const { code, err } = await ran(['audit', fileOf('acts.csv', bytes), '--question', 'handle', '--format', 'csv'])
    expect([code, err.toLowerCase()]).toEqual([2, expect.stringContaining(message.replace(/^.*: /, '').toLowerCase())])
    await expect(byPage(bytes, 'handle', 'en')).rejects.toThrow(message)
    await expect(byPage(bytes, 'handle')).rejects.toThrow(/[\u4e00-\u9fff]/)
  })

  test('columns of both questions are told; those of one, and a question that was chosen, are not', async () => {
    const both = utf8('at,fine,owner_consent\n2024-12-01,200,qr\n')
    const guessed = async (bytes: Uint8Array, question: string) => (await byPage(bytes, question)).isGuessed
    expect([await guessed(both, 'file'), await guessed(both, 'bind')]).toEqual([true, false])
    expect(await guessed(utf8('at,fine\n2024-12-01,200\n'), 'file')).toBe(false)
  })

  test('in words, the columns of the result and the codes in them are those of the language', async () => {
    const named = {
      verdicts: { invalid: '有误' },
      ruleSets: {},
      flags: { false: '无' },
      rules: {},
      facts: { driver: '驾驶人', vehicle: '机动车' },
    }
    const columns = { verdict: '结论', missing: '缺少', malformed: '不能读' }
    const words = { language: 'zh', columns, comma: '、', ...named }
    const input = { name: 'acts.csv', question: 'file', language: 'zh', rules: 'cn', against: '', words }
    const { csv } = await page.audited({ ...input, file: new Blob([utf8(CHINESE)]) })
    const lines = Buffer.from(await csv.arrayBuffer())
      .toString()
      .split('\n')
    expect(lines[0]).toBe(
      '\ufeff序号,办理时间,办理渠道,罚款金额（元）,结论,rule_set,law,attested,reasons,failing,unknown,inferred,缺少,不能读',
    )
    expect(lines[1]).toMatch(
      /,refused,cn-2024-11-01,demerit [^,]*,无,.*,fine-limit,violation-open、.*,violation-open、[^,]*,驾驶人、机动车、violationState、/,
    )
    expect(lines[3]).toBe('3,2024/12/1 10:00,,,有误,,,,,,,,,有2格，表头有4格')
  })

  test.each([
    ['en', en],
    ['zh', zhCN],
  ] as const)(
    'in %s, a refusal by an inferred rule says so: on the page behind its reasons, in the file by its column',
    async (language, { names }) => {
      const head = 'at,channel,driver,vehicle,vehicle_owner,occurred_at,bound_since,points,fine_yuan'
      const file = new Blob([
        utf8(`${head}
2025-02-01 10:00,app,d,v,o,2025-01-20 10:00,none,3,500
`),
      ])
      const input = { file, name: 'acts.csv', question: 'handle', language, rules: 'cn-2024-11-01', against: '' }
      const words = { language, verdicts: {}, ruleSets: {}, flags: {}, rules: {}, facts: {}, columns: {}, comma: ', ' }
      const { csv, refused } = await page.audited({ ...input, words })
      // A binding is asked for by inference, the limit of a fine by a statement.
      const said = page.SAYS[language].inferred([names.rules['open-binding']])
      expect(refused[0].reasons.at(-1)).toBe(said)
      expect(Buffer.from(await csv.arrayBuffer()).toString()).toContain(
        ',"violation-open, open-binding, licence-held",',
      )
    },
  )

  test.each([
    ['id,at,channel', 'bind'],
    ['at,driver,owner_consent', 'bind'],
    ['办理时间,记分,车主同意方式', 'handle'],
    ['at,fine_yuan', 'handle'],
  ])('the columns %s are of the question %s, unless another is asked', async (header, question) => {
    const file = utf8(`${header}\n`)
    expect((await byPage(file, 'file')).question).toBe(question)
    expect((await byPage(file, 'handle')).question).toBe('handle')
  })

  test('the page tells how rows are spread over licences and vehicles, and which have most', async () => {
    const rows = ['d1,v1', 'd1,v2', 'd1,v2', 'd2,v2', ',v3'].map((each) => `2025-02-01 10:00,window,${each}\n`)
    const { acts } = await byPage(utf8(`at,channel,driver,vehicle\n${rows.join('')}`), 'handle')
    expect(acts).toEqual([
      {
        kind: 'driver',
        spread: [
          { rows: 1, ids: 1 },
          { rows: 3, ids: 1 },
        ],
        most: [
          { id: 'd1', rows: 3, permitted: 0, refused: 0, others: 2 },
          { id: 'd2', rows: 1, permitted: 0, refused: 0, others: 1 },
        ],
      },
      {
        kind: 'vehicle',
        spread: [
          { rows: 1, ids: 2 },
          { rows: 3, ids: 1 },
        ],
        most: [
          { id: 'v2', rows: 3, permitted: 0, refused: 0, others: 2 },
          { id: 'v1', rows: 1, permitted: 0, refused: 0, others: 1 },
          { id: 'v3', rows: 1, permitted: 0, refused: 0, others: 0 },
        ],
      },
    ])
  })

  test('the page says how a file was read, which columns it understood, and which cells it could not read', async () => {
    const result = await byPage(utf8(CHINESE.replace('序号', '备注')), 'handle', 'en')
    expect(result.understood).toEqual([
      { header: '办理时间', column: 'at' },
      { header: '办理渠道', column: 'channel' },
      { header: '罚款金额（元）', column: 'fine' },
    ])
    expect([result.ignored, result.undated]).toEqual([['备注'], 2])
    expect(result.absent).toContain('driver')
    expect(result.notes.slice(0, 2)).toEqual([
      'My times are Beijing time, since they have no offset: 办理时间 (1).',
      'Fines were read in yuan (罚款金额（元）).',
    ])
    expect(result.sha256).toBe(createHash('sha256').update(CHINESE.replace('序号', '备注')).digest('hex'))
    expect(result.malformed.map(({ row, column }: { row: number; column: string }) => `${row} ${column}`)).toEqual([
      ...['2 at', '2 channel', '2 fine', '3 '],
    ])
    // Of what is chosen it is told what the cell may say; the rows that lack a fact are named.
    expect(result.malformed[1].wrong).toBe(
      'This is no value of “channel”; write window, app (12123 app), web (website) or kiosk.',
    )
    expect(result.firstMissing.driver).toEqual([1])
    expect(result.ruleSets).toEqual(['cn-2024-11-01'])
  })
})
