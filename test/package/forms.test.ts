/** What a page loads for a form: from esbuild and from Vite, with the budgets, as docs/guides/forms-reference.md shows them. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from './consumer.ts'

interface Sizes {
  readonly SIZES: readonly { readonly name: string; readonly limit: number }[]
  readonly sizesOf: (size: object) => Promise<{ readonly esbuild: number; readonly vite: number }>
}
interface Guide {
  readonly page: () => string
}
const load = <T>(file: string): Promise<T> => import(pathToFileURL(join(ROOT, 'docs', file)).href)

const { SIZES, sizesOf } = await load<Sizes>('sizes.mjs')

/** How many bytes a page may differ from what is shown, which is told in tenths of a kilobyte: by another zlib, or a small change. */
const NEAR = 300

describe('the guide to forms', () => {
  let guide: Guide
  beforeAll(async () => {
    guide = await load<Guide>('generate-forms.mjs')
  })

  test.each(SIZES)('$name: within $limit kB, and as the guide says (npm run docs)', async (size) => {
    const { esbuild, vite } = await sizesOf(size)
    console.log(`${size.name}: esbuild ${esbuild}, Vite ${vite} of ${size.limit * 1000} bytes, gzip`)
    expect(Math.max(esbuild, vite)).toBeLessThanOrEqual(size.limit * 1000)
    const [, ...cells] =
      guide
        .page()
        .split('\n')
        .find((line) => line.startsWith(`| ${size.name} |`))
        ?.split('|') ?? []
    const [, shownEsbuild, shownVite, limit] = cells.map(Number)
    expect(limit).toBe(size.limit)
    expect(Math.abs((shownEsbuild as number) * 1000 - esbuild)).toBeLessThan(NEAR)
    expect(Math.abs((shownVite as number) * 1000 - vite)).toBeLessThan(NEAR)
  })
})
