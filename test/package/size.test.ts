import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Consumer, ENTRIES, MANIFEST, packed, ROOT, runTool, specifierOf } from './consumer.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await packed()
})
afterAll(() => consumer?.remove())

/** What a bundler makes of some code that imports the packed package. */
async function bundled(code: string): Promise<{ readonly text: string; readonly inputs: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: consumer.folder },
    bundle: true,
    format: 'esm',
    minify: true,
    metafile: true,
    write: false,
    logLevel: 'silent',
  })
  const [output] = Object.values(metafile.outputs)
  const kept = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  return { text: outputFiles[0]?.text ?? '', inputs: kept.map(([path]) => path) }
}

describe('size', () => {
  test.each(ENTRIES)('importing %s for nothing costs nothing', async (entry) => {
    expect((await bundled(`import '${specifierOf(entry)}'`)).text).toBe('')
  })

  test('no file is imported for nothing: bundlers would warn of it', () => {
    const files = consumer.files.filter((file) => /^dist\/.*\.js$/.test(file))
    const bare = files.filter((file) =>
      /^import ['"]/m.test(readFileSync(join(consumer.folder, 'node_modules', MANIFEST.name, file), 'utf8')),
    )
    expect(files.length).toBeGreaterThan(5)
    expect(bare).toEqual([])
  })

  test('what is not used is not bundled: money alone brings no rule', async () => {
    const { text } = await bundled(`export { yuan } from 'demerit'`)
    expect(text.length).toBeGreaterThan(0)
    for (const word of ['as-reported', 'driver-cap', 'licence']) expect(text).not.toContain(word)
  })

  test('both decisions under one rule set need no dependency, and no other set', async () => {
    const { text, inputs } = await bundled(
      `export { decideBinding, decideHandling } from 'demerit'\nexport { asReported } from 'demerit/rules'`,
    )
    expect(text).toContain('as-reported')
    expect(text).not.toContain('daily-applications')
    expect(inputs.filter((path) => /node_modules\/(immer|date-fns|fast-check)\//.test(path))).toEqual([])
  })

  test('a form brings no reader that it does not use: an amount in yuan is read only where it is asked', async () => {
    // A word that only this reader knows.
    const word = /圆|\\u5706/
    expect((await bundled(`export { handlingForm } from 'demerit/form'`)).text).toMatch(word)
    expect((await bundled(`export { bindingForm } from 'demerit/form'`)).text).not.toMatch(word)
  })

  test('every budget of package.json is kept', async () => {
    const { stdout, stderr } = await runTool('size-limit/bin.js', ['--json'], ROOT)
    expect(stderr).toBe('')
    const rows = JSON.parse(stdout) as readonly { name: string; passed: boolean; size: number; sizeLimit: number }[]
    expect(rows.map(({ name }) => name)).toEqual(MANIFEST['size-limit'].map(({ name }) => name))
    expect(rows.length).toBeGreaterThanOrEqual(2)
    for (const { name, size, sizeLimit } of rows) console.log(`${name}: ${size} of ${sizeLimit} bytes, gzip`)
    expect(rows.filter(({ passed }) => !passed)).toEqual([])
  })

  test('the manifest says that importing has no effect', () => {
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).sideEffects).toBe(false)
  })
})
