/** What ids and free text once let in, or what once changed how they are read, each by name. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import {
  enrolDriver,
  execute,
  openRegistry,
  parseDriverId,
  parseLicenceNumber,
  parsePlate,
  type Registry,
} from '../../src/index.ts'
import { asReported, parseRuleSet } from '../../src/law/index.ts'

const at = '2018-03-05T08:00:00+08:00'
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
const SRC = fileURLToPath(new URL('../../src', import.meta.url))

const codesOf = (parsed: ReturnType<typeof parseDriverId>) => (parsed.ok ? [] : parsed.issues.map(({ code }) => code))

test('an id with a character that only a later Unicode knows is refused, whatever the host knows', () => {
  // Unicode 15.1, 16 and 17 gave these their meaning; one is an ideograph.
  for (const late of ['\u{2ebf0}', '\u{10d40}', '\u{323b0}', '\u{1fae8}', '\u1c89', '\ua7ce']) {
    expect(codesOf(parseDriverId(`d${late}`))).toEqual(['forbidden-character'])
    expect(enrolDriver(openRegistry(asReported), { id: `d${late}`, licence, at }).status).toBe('invalid')
  }
})

test('no two accepted ids look the same: quotation marks, variants and combining characters are refused', () => {
  for (const one of ['"', "'", '`', '\\', 'é', 'e\u0301', 'ａ', 'а', 'ı', '⿊', '\uf900', '々', '〇']) {
    expect(codesOf(parseDriverId(one)), one).toEqual(['forbidden-character'])
  }
})

test('a ground has no control, bidi or zero-width character and no half of a pair, by fixed ranges', () => {
  const withdrawn = (ground: string) => {
    let registry: Registry = openRegistry(asReported)
    const told = (command: unknown) => {
      const outcome = execute(registry, command as never)
      registry = outcome.registry
      return outcome
    }
    const owner = { kind: 'individual', id: 'o' }
    told({ type: 'enrolVehicle', id: 'v', owner, plateType: '02', operating: false, at })
    const seen = { fine: 0, points: 0, recordedBy: 'monitoring', occurredAt: at, at }
    told({ type: 'recordViolation', id: 'x', vehicle: 'v', ...seen })
    return told({ type: 'withdrawViolation', violation: 'x', ground, at }).status
  }
  for (const good of ['摄像头故障', 'wrong plate: “京A”', 'née', '\u{323b0}', 'ใ'])
    expect(withdrawn(good)).toBe('accepted')
  const hidden = ['\0', '\n', '\x7f', '\x85', '\u061c', '\u200b', '\u200f', '\u202e', '\u2066', '\ufeff', '\ud800']
  for (const bad of [...hidden, '\u{e0041}', '\u034f', '\u3000']) expect(withdrawn(`a${bad}b`)).toBe('invalid')
})

test('a title or a citation of a rule set has none of them either', () => {
  const set = JSON.parse(JSON.stringify({ ...asReported, id: 'mine' })) as { title: { zh: string; en: string } }
  expect(parseRuleSet(set).ok).toBe(true)
  for (const hidden of ['\n', '\u202e', '\u200b', '\ud800']) {
    const parsed = parseRuleSet({ ...set, title: { ...set.title, en: `a${hidden}b` } })
    expect(parsed).toMatchObject({ ok: false, issues: [{ code: 'forbidden-character', path: ['title', 'en'] }] })
  }
})

describe('a symbol on Object.prototype', () => {
  const SYMBOLS = [Symbol.replace, Symbol.split, Symbol.match, Symbol.matchAll, Symbol.search]
  afterEach(() => {
    for (const symbol of SYMBOLS) Reflect.deleteProperty(Object.prototype, symbol)
  })

  test.each(SYMBOLS)('(%s) changes nothing of what is read', (symbol) => {
    const read = () => {
      const texts = ['京 A·12345', '京AI2345', '110105491231002', 'a b']
      const values = texts.flatMap((text) => [parsePlate(text), parseLicenceNumber(text), parseDriverId(text)])
      return JSON.stringify(values)
    }
    const plain = read()
    const value: unknown = () => 'spoilt'
    Object.defineProperty(Object.prototype, symbol, { value, writable: true, configurable: true })
    const spoilt = read()
    Reflect.deleteProperty(Object.prototype, symbol)
    expect(spoilt).toBe(plain)
  })
})

test('no source asks for a class of Unicode or for a normal form, which differ between engines', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  expect(files.length).toBeGreaterThan(20)
  const found = files.flatMap((name) =>
    readFileSync(join(SRC, name), 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line))
      .filter((line) => /\\p\{|\.normalize\(/.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  )
  expect(found).toEqual([])
})
