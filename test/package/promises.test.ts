/** The promises of docs/THREATS.md, kept by the packed package: the files that the page names, run on it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { promises } from '../support/promises.ts'
import { type Consumer, MANIFEST, packed, ROOT, runTool } from './consumer.ts'

let consumer: Consumer
beforeAll(async () => {
  consumer = await packed()
})
afterAll(() => consumer?.remove())

interface Reported {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

test.each(['js', 'cjs'])('every promise of docs/THREATS.md holds of the packed package (%s)', async (format) => {
  const told = join(consumer.folder, `promises-${format}.json`)
  const env = { DEMERIT_DIST: join(consumer.folder, 'node_modules', MANIFEST.name, 'dist'), DEMERIT_FORMAT: format }
  // Each name on Object.prototype in turn is tried in `hostile.test.ts`, in a process of its own.
  const args = ['run', '--config', 'test/package/promises.config.ts', '-t', '^(?!.*changes no byte)']
  const ran = await runTool('vitest/vitest.mjs', [...args, '--reporter', 'json', '--outputFile', told], ROOT, env)
  const { testResults } = JSON.parse(readFileSync(told, 'utf8')) as Reported
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  const having = (wanted: string) => results.filter(({ status }) => status === wanted).map(({ fullName }) => fullName)
  expect(having('failed')).toEqual([])
  expect(ran.status, ran.stderr.slice(0, 2000)).toBe(0)
  const passed = having('passed')
  for (const { name } of promises())
    expect(
      passed.some((title) => title.includes(`${name}: `)),
      name,
    ).toBe(true)
})
