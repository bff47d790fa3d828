/** What lies on `Object.prototype` while the library is loaded changes no rule set that ships with it. */
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { polluted } from './pollution.ts'

const CORE = `
  export * as rules from './law/index.ts'
  export { decideBinding, decideHandling, parseBindingFacts, parseHandlingFacts } from './index.ts'
`

test('every word of the source, hung on Object.prototype before the library is loaded, changes no shipped rule set', async () => {
  const { outputFiles } = await build({
    stdin: { contents: CORE, resolveDir: fileURLToPath(new URL('../../src/', import.meta.url)) },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    write: false,
  })
  const code = outputFiles[0]?.text ?? ''
  const load = new Function('module', 'exports', `${code}\nreturn module.exports`) as (
    module: object,
    exports: object,
  ) => { readonly rules: Readonly<Record<string, unknown>> }
  const loaded = (): string => {
    const { rules } = load({ exports: {} }, {})
    return JSON.stringify([rules.asReported, rules.chengdu2017, rules.plan2018, rules.cn, rules.CITATIONS])
  }
  const expected = loaded()
  expect(expected.length).toBeGreaterThan(20_000)
  const words = new Set([...code.matchAll(/[.{,]\s*([a-z]\w*)/g)].map(([, word]) => word as string))
  for (const word of ['vehicles', 'channels', 'limit', 'exempt', 'scope', 'citation']) expect(words).toContain(word)
  const changed: string[] = []
  for (const word of words) {
    if (word in {}) continue
    for (const value of ['others', 1]) {
      const descriptor = { value, writable: true, enumerable: false, configurable: true }
      let found = expected
      try {
        found = polluted(Object.prototype, word, descriptor, loaded)
      } catch {
        // A build that cannot load says so.
      }
      if (found !== expected) changed.push(`${word}: ${value}`)
    }
  }
  expect(changed).toEqual([])
})
