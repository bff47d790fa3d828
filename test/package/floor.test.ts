/** A form needs no more of a browser than is stated. */
import { build } from 'esbuild'
import { beforeAll, expect, test } from 'vitest'
import { FLOOR, LATER } from '../support/floor.ts'
import { ROOT } from './consumer.ts'

const PAGE = `
import { zhCNBinding, zhCNHandling } from 'demerit/explain'
import { anyLicenceNumber, beijingTime, bindingForm, finalForm, handlingForm, licenceNumber, plate, withJsonSchema } from 'demerit/form'
import { cnBinding, cnHandling } from 'demerit/rules'
globalThis.used = [zhCNBinding, zhCNHandling, anyLicenceNumber, beijingTime, bindingForm, finalForm, handlingForm, licenceNumber, plate, withJsonSchema, cnBinding, cnHandling]
`
async function bundled(target: readonly string[] | 'esnext', code = PAGE): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: ROOT },
    ...{ bundle: true, format: 'esm', write: false, charset: 'utf8', minifyWhitespace: true, logLevel: 'error' },
    target: target as string | string[],
  })
  return outputFiles?.[0]?.text ?? ''
}

let form: string
beforeAll(async () => {
  form = await bundled('esnext')
})

test('no syntax of a form has to be rewritten for the floor', async () => {
  expect(await bundled(FLOOR)).toBe(form)
  const newer = 'globalThis.used = class { static { this.x = 1 } }\n'
  expect(await bundled(FLOOR, newer)).not.toBe(await bundled('esnext', newer))
})

test('nothing is called that came after the floor', () => {
  expect(form).toMatch(/Object\.hasOwn\(/)
  expect(LATER.exec(form)?.[0]).toBeUndefined()
  for (const later of ['list.toSorted()', 'x.findLast(y)', 'structuredClone(x)', '/(?<=a)b/', '/a/v.test(x)'])
    expect(later).toMatch(LATER)
})
