/** Every number that rests on what is assumed is printed with its range: by the sources of what is printed, not by its text. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import {
  type CaseRange,
  type CourtCase,
  capacityOf,
  courtCases,
  type GainsAndLosses,
  gainsAndLosses,
  newsArticle,
  type Ranged,
  rangesUnder,
  rangeText,
  totalsOf,
  type VerdictChange,
} from '../../src/analysis/index.ts'
import { asReported, cn2018February, cn2024, reform } from '../../src/law/index.ts'
import { yuan } from '../../src/values/fen.ts'
import { commandLine, VERSION } from '../support/command-line.ts'
import { ROOT } from './snippets.ts'

/** What is printed of the cases is written here. */
const PRINTING = [
  'docs/demo/demo.mjs',
  'docs/examples/reform.mjs',
  'docs/generate-answer.mjs',
  'docs/generate-range-table.mjs',
  'docs/pictures.mjs',
  'docs/site/src/answer.tsx',
  'docs/site/src/answer-laws.ts',
  'docs/site/src/changed-verdicts.tsx',
  'docs/site/src/range-bars.tsx',
  'docs/site/src/says.ts',
  'docs/site/src/stop.tsx',
  'docs/site/src/whatif.tsx',
  'docs/site/src/words.ts',
  'src/cli/cases.ts',
]
const PAGES = ['README.md', 'docs/README.zh-CN.md', 'docs/guides/analysis.md', 'docs/guides/analysis.zh-CN.md']
/** What has the number, and prints the range beside it; or says that there is none. */
const WITH_RANGE = ['rangeText', 'rangedBar', 'onlyRead', 'onlyReadOf']
/** Counts of a case without a range. */
const BARE = ['reading', 'lowest', 'highest', 'asDeclared', 'asTheyWere', 'falseStatements', 'replayCase', 'actsOf']
/** A count of acts or points, put in by hand. */
const BY_HAND = /\d[\d,]+(?= ?(?:acts\b|of \d|of the acts|件))/

/** The numbers of a program that are printed without a range: a count as it is, or one in a text. */
function bareIn(source: string, file = 'made-up.tsx'): readonly string[] {
  const found: string[] = []
  const told = (node: ts.Node) => {
    const name = ts.isIdentifier(node) ? node.text : ''
    if ((BARE.includes(name) || isOfArticle(node)) && !isCompared(node) && !isInside(node) && !isWord(node))
      found.push(name)
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node) ||
      ts.isJsxText(node)
    ) {
      const [number] = BY_HAND.exec(node.text) ?? []
      if (number !== undefined) found.push(number)
    }
    ts.forEachChild(node, told)
  }
  told(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, /x$/.test(file) ? ts.ScriptKind.TSX : undefined))
  return found
}

/** Whether it is a count of the article's acts under a change, as in `article.passed`, or what is taken from there. */
function isOfArticle(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || !/^(acts|passed|points|pointsPassed)$/.test(node.text)) return false
  const of = ts.isPropertyAccessExpression(node.parent)
    ? node.parent.name === node && node.parent.expression
    : ts.isBindingElement(node.parent) &&
      ts.isVariableDeclaration(node.parent.parent.parent) &&
      node.parent.parent.parent.initializer
  return of !== undefined && of !== false && /\barticle\??$/.test(of.getText())
}

/** Whether a count is only compared, as in `passed.lowest === 0`. */
function isCompared(node: ts.Node): boolean {
  const whole = ts.isPropertyAccessExpression(node.parent) ? node.parent : node
  return ts.isBinaryExpression(whole.parent) && /^[=!<>]=*$/.test(whole.parent.operatorToken.getText())
}

/** Whether it is a word of the page, as in `words.reading`. */
function isWord({ parent }: ts.Node): boolean {
  if (ts.isPropertyAssignment(parent)) return ts.isStringLiteral(parent.initializer)
  return ts.isPropertyAccessExpression(parent) && parent.expression.getText() === 'words'
}

/** Whether it is within a function that prints the range, or in a call of it. */
function isInside(node: ts.Node): boolean {
  for (let at: ts.Node = node; at !== undefined; at = at.parent) {
    if (ts.isFunctionDeclaration(at) && WITH_RANGE.includes(at.name?.text ?? '')) return true
    if (ts.isTypeNode(at) || ts.isImportDeclaration(at)) return true
  }
  return false
}

type Answer = readonly [file: string, beginning: string, lines: readonly string[]]
const { ANSWERS, answered }: { readonly ANSWERS: readonly Answer[]; answered(answer: Answer): string } = await import(
  pathToFileURL(join(ROOT, 'docs/generate-answer.mjs')).href
)

test.each(PRINTING)('%s prints no number of the cases without its range', (file) => {
  expect(bareIn(readFileSync(join(ROOT, file), 'utf8'), file)).toEqual([])
})

test.each(PAGES)('%s has no number of the cases put in by hand', (file) => {
  const prose = readFileSync(join(ROOT, file), 'utf8')
    .replace(/^```[\s\S]*?^```$/gm, '')
    .split('\n')
  const made = ANSWERS.flatMap(([page, beginning, [first = '', ...more]]) =>
    page === file ? [beginning + first, ...more] : [],
  )
  expect(prose.filter((line) => !made.includes(line) && BY_HAND.test(line))).toEqual([])
})

test.each([
  ['a count put into a sentence', "console.log('16,475 acts pass')", ['16,475']],
  ['a count in a template', `const told = \`at most 870 acts of $\{all}\``, ['870']],
  ['a reading alone', 'const { passed } = total\nconsole.log(passed.reading)', ['reading']],
  ['one end alone', `console.log(\`at least $\{passed.lowest}\`)`, ['lowest']],
  [
    'a count made anew',
    "import { replayCase } from 'demerit/analysis'\nconsole.log(replayCase(one, cn2024).acts)",
    ['replayCase'],
  ],
  ['a count of a change', 'const told = <p>{grouped(best.article.passed)}</p>', ['passed']],
  ['a count of a change, taken out', 'const { acts } = row.article\nconsole.log(acts)', ['acts']],
  ['a count in a page', 'const told = <p>17,433 acts</p>', ['17,433']],
])('%s is refused', (_, source, bare) => {
  expect(bareIn(source)).toEqual(bare)
  expect(bareIn('const isClosed = passed.highest === 0\nconsole.log(rangeText(passed))')).toEqual([])
})

test.each(ANSWERS.map((answer) => [answer[0], answer] as const))(
  '%s has the answer of today (npm run docs)',
  (file, answer) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toBe(answered(answer))
  },
)

test('what today’s rule lets through more than the law before it is as counted (A11)', () => {
  const { 'cn-2024-11-01-more-than-cn-2018-02-24': counted } = JSON.parse(
    readFileSync(join(ROOT, 'docs/levers-ranges.json'), 'utf8'),
  )
  const { reading, lowest, highest } = counted.cases['shunde-transferred-officer'].window.passed
  expect(readFileSync(join(ROOT, 'docs/INTERPRETATIONS.md'), 'utf8')).toContain(
    `In Shunde's ${reading} acts fewer pass under it as the article reads, and from ${-lowest} more to ${highest.toLocaleString('en-GB')} fewer by what is assumed`,
  )
  for (const { id, ranges } of courtCases.filter((each) => each.id !== 'shunde-transferred-officer'))
    expect(ranges['cn-2018-02-24']?.window?.passed.reading, id).toBe(ranges['cn-2024-11-01']?.window?.passed.reading)
})

test('the sums of the article are those of its cases, and each reading is within its range', () => {
  for (const [law, channels] of Object.entries(newsArticle.ranges))
    for (const [channel, total] of Object.entries(channels)) {
      const all = courtCases.flatMap(({ ranges }) => (ranges[law] as Record<string, CaseRange>)[channel] ?? [])
      for (const [measure, { reading, lowest, highest }] of Object.entries(total)) {
        const sum = (of: 'reading' | 'lowest' | 'highest') =>
          all.reduce((so, each) => so + each[measure as keyof CaseRange][of], 0)
        expect([sum('lowest'), sum('reading'), sum('highest')], `${law} ${channel} ${measure}`).toEqual([
          lowest,
          reading,
          highest,
        ])
        expect(lowest <= reading && reading <= highest).toBe(true)
      }
    }
})

test('demerit cases says what README says, each number with its range, for every law', async () => {
  const { window } = newsArticle.ranges['cn-2024-11-01'] as {
    readonly window: (typeof newsArticle.ranges)[string]['window']
  }
  const { ran } = commandLine()
  const { code, out } = await ran(['cases', '--locale', 'en'])
  expect(code).toBe(0)
  const { reading, lowest, highest } = (window as NonNullable<typeof window>).passed
  const told = `${lowest.toLocaleString('en-GB')} to ${highest.toLocaleString('en-GB')} (${reading.toLocaleString('en-GB')})`
  expect(out).toContain(told)
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(told)
  for (const { id } of courtCases) expect(out).toContain(id)
  // It says of which version and law it is.
  expect(out).toMatch(new RegExp(`^cn-2024-11-01: demerit ${VERSION} [0-9a-f]{12}$`, 'm'))
  const json = JSON.parse((await ran(['cases', '--format', 'json', '--rules', 'cn-2018-02-24'])).out)
  expect(json.total).toEqual(newsArticle.ranges['cn-2018-02-24'])
  expect(json.cases).toMatchObject(courtCases.map(({ id, ranges }) => ({ id, ranges: ranges['cn-2018-02-24'] })))
  // The channel is no assumption: each has its own ranges.
  expect(json.cases.map(({ stated, derived, assumed }: CourtCase) => ({ stated, derived, assumed }))).toEqual(
    courtCases.map(({ stated, derived, assumed: { channel: _, ...assumed } }) => ({ stated, derived, assumed })),
  )
  expect((await ran(['cases', '--locale', 'en', '--rules', 'cn-2018-02-24'])).out).toContain(
    '\napp: not counted under this law\n',
  )
  expect(out).not.toContain('not counted')
  const inChinese = (await ran(['cases'])).out
  expect(inChinese).toContain(rangeText({ reading, lowest, highest }, 'zh'))
  const casesIn = (text: string) =>
    text.split('\n').flatMap((line) => /^[a-z]+-[a-z0-9-]+(?= {2,})/.exec(line)?.[0] ?? [])
  expect(casesIn(inChinese)).toEqual(casesIn(out))
  expect((await ran(['cases', '--rules', 'cn'])).code).toBe(2)
})

test('the command line counts a reform beside a law: how many pass under it, and how many more, each with its range', async () => {
  const { ran, fileOf } = commandLine()
  // It is about self-service alone, by which one small case may have gone.
  const free = reform(cn2018February, { 'open-binding': null, 'since-binding': null, 'fine-limit': null })
  const file = fileOf('reform.json', JSON.stringify(free))
  const args = ['cases', '--rules', cn2018February.id, '--against', file]
  const { against } = JSON.parse((await ran([...args, '--format', 'json'])).out)
  expect(against.law).toBe(free.id)
  for (const { id, ranges, more } of against.cases) {
    // What decides alike is as it is recorded.
    const recorded = courtCases.find((each) => each.id === id)?.ranges[cn2018February.id]
    expect(ranges.window).toEqual(recorded?.window)
    for (const { lowest, highest } of Object.values<Ranged>(more.window ?? {}))
      expect([lowest, highest]).toEqual([0, 0])
  }
  const huli = courtCases.find(({ id }) => id === 'huli-phone-tampering') as CourtCase
  const found = against.cases.find(({ id }: CourtCase) => id === huli.id)
  expect(found.ranges.web).toEqual(rangesUnder(huli, free, 'web'))
  expect(found.more.web.passed.reading).toBe(
    found.ranges.web.passed.reading - (huli.ranges[cn2018February.id]?.web?.passed.reading ?? 0),
  )
  expect(found.more.web.passed.highest).toBeGreaterThan(0)
  expect(against.more.web).toEqual(totalsOf([found.more]).web)
  // Who gains and who loses: all acts that come out otherwise, and those of each kind of case.
  expect(against.gained.web.reading - against.lost.web.reading).toBe(against.more.web.passed.reading)
  expect(against.gained.web.highest).toBe(against.more.web.passed.highest)
  expect(against.lost.web).toMatchObject({ lowest: 0, highest: 0 })
  const kinds = against.changes.map(({ question, to, rules }: VerdictChange) => [question, to, ...rules])
  expect(kinds).toEqual([
    ['handle', 'permitted', 'fine-limit'],
    ['handle', 'permitted', 'open-binding'],
    ['handle', 'permitted', 'since-binding'],
  ])
  for (const { acts } of against.changes) expect(acts.web.highest).toBeLessThanOrEqual(against.gained.web.highest)
  expect(
    Math.max(...against.changes.map(({ acts }: GainsAndLosses['changes'][number]) => acts.web?.highest)),
  ).toBeGreaterThan(0)
  const { out } = await ran([...args, '--locale', 'en'])
  expect(out).toContain(`Against ${free.id}:`)
  expect(out).toMatch(/^handle +refused → permitted +since-binding +0 to 176 \(88\)/m)
  expect(out).toMatch(new RegExp(`all +web +${rangeText(found.ranges.web.passed).replace(/[()]/g, '\\$&')}`))
})

test('what passes by app as the cases are read is of one case, as README says', () => {
  const passing = courtCases.filter(({ ranges }) => (ranges[cn2024.id]?.app?.passed.reading ?? 0) > 0)
  expect(passing.map(({ id }) => id)).toEqual(['ningguo-11094'])
})

test('what a law takes away is found where several assumptions make it together', () => {
  // None passes on the web unless violations are of the day of the binding, and none of a fine of 50 or of 2,000 yuan comes out otherwise.
  const lower = reform(cn2024, { 'fine-limit': { limit: yuan(100) } })
  const huli = courtCases.find(({ id }) => id === 'huli-phone-tampering') as CourtCase
  const highest = huli.ranges[cn2024.id]?.web?.passed.highest ?? 0
  expect(highest).toBeGreaterThan(0)
  expect(rangesUnder(huli, lower, 'web', cn2024).passed).toMatchObject({ reading: 0, lowest: -highest, highest: 0 })
  expect(gainsAndLosses(lower, cn2024, ['web']).lost.web).toMatchObject({ lowest: 0, highest })
})

test('what a limit of fines lets through between the least and the highest fine is found', () => {
  const higher = reform(cn2024, { 'fine-limit': { limit: yuan(500) } })
  const huli = courtCases.find(({ id }) => id === 'huli-phone-tampering') as CourtCase
  const highest = huli.ranges[cn2024.id]?.web?.passed.highest
  expect(rangesUnder(huli, higher, 'web', cn2024).passed).toMatchObject({ lowest: 0, highest })
})

test('who loses by a law: acts are of the kinds whose rules refuse them, each number with its range', () => {
  const none = reform(asReported, { 'driver-cap': { limit: 0 } })
  const { gained, lost, changes } = gainsAndLosses(none, asReported, ['web'])
  const passed = courtCases.find(({ id }) => id === 'huli-phone-tampering')?.ranges[asReported.id]?.web?.passed
  const { lowest, highest, reading } = passed as Ranged
  expect(lost.web).toMatchObject({ lowest, highest, reading })
  expect(gained.web).toMatchObject({ lowest: 0, highest: 0 })
  expect(changes.map(({ rules, acts }) => [rules, acts.web?.highest])).toEqual([[['driver-cap'], highest]])
})

test('the command line says how many licences some points take, by which violations there are', async () => {
  const { ran } = commandLine()
  const { licences } = JSON.parse((await ran(['cases', '--points', '1000', '--format', 'json'])).out)
  const alone = {
    licences: 1,
    vehicles: 24,
    days: 365,
    channel: 'app',
    official: false,
    occurred: 'later',
    price: 0,
  } as const
  const [most, sixes] = [[1, 2, 3, 6, 9, 12], 6].map((points) => capacityOf(cn2024, { ...alone, points }).points)
  expect(licences.app.fewest.licences).toBe(Math.ceil(1000 / Number(most)))
  expect(licences.app.most).toEqual({ licences: Math.ceil(1000 / Number(sixes)), points: sixes, violations: [6] })
  expect(licences.app.unsold).toEqual([9, 12])
  const { out } = await ran(['cases', '--points', '1000', '--locale', 'en'])
  expect(out).toContain('app, violations after the binding: 91 to 167: 11 points a licence')
  expect((await ran(['cases', '--points', '0'])).code).toBe(2)
})
