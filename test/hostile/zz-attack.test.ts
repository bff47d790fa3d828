import { test } from 'vitest'
import * as index from '../../src/index.ts'
import * as rules from '../../src/rules.ts'
import * as words from '../../src/explain.ts'
import * as analysis from '../../src/analysis.ts'
function loose(value: unknown, path: string, seen = new Set<unknown>(), out: string[] = []): string[] {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return out
  seen.add(value)
  if (typeof value === 'object' && !Object.isFrozen(value)) out.push(path)
  for (const k of Reflect.ownKeys(value)) { const d = Reflect.getOwnPropertyDescriptor(value, k)!; if ('value' in d && !(typeof value === 'function')) loose(d.value, path + '.' + String(k), seen, out) }
  return out
}
test('loose', () => {
  for (const [n, ns] of Object.entries({ index, rules, words, analysis })) {
    const all: string[] = []
    for (const [k, v] of Object.entries(ns)) all.push(...loose(v, k))
    console.log(n, all.length, all.filter(p => p.split('.').length <= 2).join(' '))
  }
})
