import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Consumer, filesIn, packed, ROOT, run } from './consumer.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await packed()
})
afterAll(() => consumer?.remove())

/** Globals by which code asks the time, draws lots, reads the host or reaches outside. */
const FORBIDDEN_GLOBALS = [
  ...'Intl process console performance crypto fetch setTimeout setInterval setImmediate queueMicrotask'.split(' '),
  ...'Buffer require module __dirname __filename navigator window document localStorage globalThis eval'.split(' '),
  ...'Function'.split(' '),
]
/** Members of `Date` and `Math` that depend on the host's clock, zone, locale or luck. */
const FORBIDDEN_MEMBERS = [
  ...'now random getTimezoneOffset getFullYear getYear getMonth getDate getDay getHours getMinutes'.split(' '),
  ...'getSeconds getMilliseconds setFullYear setMonth setDate setHours setMinutes setSeconds'.split(' '),
  ...'setMilliseconds toDateString toTimeString toLocaleString toLocaleDateString toLocaleTimeString'.split(' '),
  ...'toLocaleLowerCase toLocaleUpperCase localeCompare'.split(' '),
]

/** Where a source text asks the host for something, as `line: code`. */
function impuritiesOf(text: string): readonly string[] {
  const file = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const report = (node: ts.Node): void => {
    found.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.getText().slice(0, 80)}`)
  }
  const isDate = (node: ts.Expression): boolean => ts.isIdentifier(node) && node.text === 'Date'
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return
    if (ts.isIdentifier(node) && FORBIDDEN_GLOBALS.includes(node.text) && isReference(node)) report(node)
    if (ts.isPropertyAccessExpression(node) && FORBIDDEN_MEMBERS.includes(node.name.text)) report(node)
    if (ts.isBindingElement(node) && FORBIDDEN_MEMBERS.includes((node.propertyName ?? node.name).getText()))
      report(node)
    if (ts.isNewExpression(node) && isDate(node.expression) && node.arguments?.length !== 1) report(node)
    if (ts.isCallExpression(node) && isDate(node.expression)) report(node)
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) report(node)
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) report(node)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** Whether an identifier stands for a value in scope, and is not the name of a property, a key or a declaration. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  return !(
    ts.isPropertySignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    ts.isLiteralTypeNode(parent) ||
    ts.isExportSpecifier(parent)
  )
}

function isDeclaration(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isVariableStatement(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  )
}

/** Takes the clock, chance, the locale, the environment and the console away, then loads the package and judges. */
const WITHOUT_A_HOST = `
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const { writeSync } = require('node:fs')
const write = (text) => writeSync(1, text)
const touched = []
const forbid = (name) => { touched.push(name); throw new Error('asked the host: ' + name) }
const taken = (object, key, name) => Object.defineProperty(object, key, { configurable: true, get: () => forbid(name), set: () => forbid(name) })
const HostDate = Date
globalThis.Date = new Proxy(HostDate, {
  // A subclass that sets its own time (date-fns in UTC) begins with no date at all instead of the clock's.
  construct: (target, args, made) =>
    args.length === 1 ? Reflect.construct(target, args, made)
    : made !== globalThis.Date && args.length === 0 ? Reflect.construct(target, [NaN], made)
    : forbid('new Date with ' + args.length + ' arguments'),
  apply: () => forbid('Date()'),
  get: (target, key) => key === 'now' ? forbid('Date.now') : Reflect.get(target, key),
})
for (const name of Object.getOwnPropertyNames(HostDate.prototype)) {
  if (!/^(get|set)(?!UTC|Time$)|^to(Date|Time|Locale)|^toString$/.test(name)) continue
  HostDate.prototype[name] = () => forbid('Date.prototype.' + name)
}
taken(Math, 'random', 'Math.random')
for (const name of ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase']) taken(String.prototype, name, name)
taken(Number.prototype, 'toLocaleString', 'toLocaleString')

const { pathToFileURL } = require('node:url')
const load = FORMAT === 'mjs' ? (name) => import(name) : (name) => Promise.resolve(require(name))
const [all, rules, words] = [await load('demerit'), await load('demerit/rules'), await load('demerit/explain')]
for (const name of ['Intl', 'process', 'console', 'performance', 'crypto', 'fetch', 'setTimeout', 'navigator']) taken(globalThis, name, name)

const binding = {
  at: '2024-11-02T09:00:00+08:00', channel: 'app', driver: 'd', vehicle: 'v', vehicleOwner: 'o', vehicleOwnerKind: 'individual',
  plateType: '02', operating: false, pairBound: false, driverBindings: 3, vehicleBindings: 0, driverBindingsEver: 4,
  driverApplicationsToday: 0, driverApplicationsThisYear: 1, ownerConsent: 'qr', identityVerified: true,
}
const handling = {
  at: new Date(1730509200000), channel: 'window', driver: 'd', vehicle: 'v', vehicleOwner: 'o', plateType: '02', violationState: 'open',
  occurredAt: 1730509200000, fine: 20000, points: 3, recordedBy: 'monitoring', boundSince: null, licenceStates: [],
  licenceClasses: ['C1'], pointsHeld: 0, fullScoreStudies: 0, offenderPresent: true, identityVerified: true,
  othersVehiclesHandledThisYear: 1, vehicleOtherDriversThisYear: 1,
}
const answers = []
// Wholes: a half answers one of the two questions.
const sets = Object.entries(rules).filter(([name, value]) => rules.isRuleSet(value) && !/(Binding|Handling)$/.test(name)).map(([, value]) => value)
for (const set of sets) {
  for (const decision of [all.decideBinding(binding, set), all.decideHandling(handling, set), all.decideBinding({}, set)]) {
    answers.push(decision.verdict)
    for (const locale of [words.en, words.zhCN]) answers.push(words.explain(decision, locale).length)
  }
}
let registry = all.openRegistry(rules.cn)
const act = (name, input) => {
  const outcome = all[name](registry, input)
  registry = outcome.registry
  answers.push(name + ' ' + outcome.status)
}
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-02-28' }
act('enrolDriver', { id: 'd', licence, at: '2024-11-02T08:00:00+08:00' })
act('enrolVehicle', { id: 'v', owner: { kind: 'individual', id: 'o' }, plateType: '02', operating: false, at: '2024-11-02T08:00:00+08:00' })
act('bind', { driver: 'd', vehicle: 'v', channel: 'app', ownerConsent: 'qr', at: new Date(1730509200000) })
act('release', { driver: 'd', vehicle: 'v', by: 'owner', at: 1730509200000 })
answers.push(all.restore(rules.cn, JSON.parse(JSON.stringify(all.snapshot(registry)))).ok)
answers.push(typeof all.pointsOf(registry, 'd', '2024-12-01T00:00:00+08:00'))
write(JSON.stringify({ sets: sets.length, touched, answers }))
`

describe('purity', () => {
  test('no source file asks the time, chance, the locale or the host', () => {
    // PostgreSQL and the command line ask the host, and say so; a form looks whether it was given the host's FormData.
    const files = filesIn(join(ROOT, 'src')).filter(
      (name) => name.endsWith('.ts') && !/^(?:postgres|cli)\/|^form\/submission\.ts$/.test(name.replaceAll('\\', '/')),
    )
    expect(files.length).toBeGreaterThan(20)
    const found = files.flatMap((name) =>
      impuritiesOf(readFileSync(join(ROOT, 'src', name), 'utf8')).map((where) => `src/${name}:${where}`),
    )
    // To give way is to ask for a later turn, not for the time.
    const givesWay = 'src/input/pause.ts: setTimeout'
    // A store stamps what it executes and corrects by its clock (`now` where it was given one), compares that with the database's, tells how long each
    // took, and draws how long it waits before it tries again.
    const inStores = {
      'store-on.ts': ['Date.now', 'now', 'on.clock.now'],
      'correct-on.ts': ['on.clock.now'],
      'database.ts': [
        ...['Math.random', 'clock.now', 'clock.now', 'found.now', 'found.now'],
        ...['performance', 'performance', 'performance.now', 'performance', 'performance.now'],
      ],
    }
    const ofStores = Object.entries(inStores).flatMap(([file, asks]) =>
      asks.map((what) => `src/store/${file}: ${what}`),
    )
    // The clock that a store was given.
    const given = 'src/store/decide-commands.ts: now'
    const places = found.map((where) => where.replace(/:\d+: /, ': '))
    expect(places.sort(), found.join('\n')).toEqual([givesWay, given, ...ofStores].sort())
  })

  test('no source file does anything as it loads but declare: what is called then may be dropped', () => {
    const files = filesIn(join(ROOT, 'src')).filter((name) => /(?<!\.d)\.ts$/.test(name))
    const found = files.flatMap((name) => {
      const { statements } = ts.createSourceFile(
        name,
        readFileSync(join(ROOT, 'src', name), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      )
      return statements
        .filter((each) => !isDeclaration(each))
        .map((each) => `src/${name}: ${each.getText().slice(0, 80)}`)
    })
    expect(files.length).toBeGreaterThan(20)
    expect(found).toEqual([])
  })

  test.each([
    'Date.now()',
    'new Date()',
    'new Date',
    'Date()',
    'new Date(2018, 8, 10)',
    'Math.random()',
    'const { random } = Math',
    'Intl.DateTimeFormat()',
    'process.env.TZ',
    'console.log(1)',
    'date.getHours()',
    '(1).toLocaleString()',
    'a.localeCompare(b)',
    'setTimeout(() => {})',
    'import("node:fs")',
    'globalThis.Date',
    'f(performance)',
    'const x = { a: crypto }',
  ])('that check sees %s', (code) => {
    expect(impuritiesOf(code)).toHaveLength(1)
  })

  test.each(['new Date(0).toISOString()', 'x.process', 'type A = Intl', '({ window: 1 })', "'window'"])(
    'that check leaves %s alone',
    (code) => {
      expect(impuritiesOf(code)).toEqual([])
    },
  )

  test.each(['mjs', 'cjs'])(
    'decides, explains and keeps a registry without clock, chance, locale and host (%s)',
    async (format) => {
      const main = consumer.write(`pure-${format}.mjs`, WITHOUT_A_HOST.replaceAll('FORMAT', JSON.stringify(format)))
      const { status, stdout, stderr } = await run(process.execPath, [main], consumer.folder)
      expect(stderr).toBe('')
      expect(status).toBe(0)
      const { sets, touched, answers } = JSON.parse(stdout)
      expect(touched).toEqual([])
      expect(sets).toBeGreaterThanOrEqual(8)
      expect(answers).toContain('bind accepted')
      expect(answers).toContain('refused')
      expect(answers).toContain('undetermined')
      expect(answers.at(-2)).toBe(true)
    },
  )
})
