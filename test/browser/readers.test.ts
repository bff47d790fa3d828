/** The example that loads the readers alone, in a browser: typed into, left, sent, without network. */
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Consumer, packed, ROOT } from '../package/consumer.ts'
import {
  accessibilityFaults,
  type Browser,
  hasBrowser,
  isTooWide,
  openBrowser,
  type Page,
  type Served,
  serveExample,
} from './browser.ts'

describe.skipIf(!hasBrowser)('the example of readers on the page', () => {
  let consumer: Consumer
  let server: Served
  let browser: Browser
  let url: string
  let pageFile: string

  beforeAll(async () => {
    consumer = await packed()
    const folder = join(consumer.folder, 'readers')
    cpSync(join(ROOT, 'docs', 'examples', 'readers'), folder, { recursive: true })
    pageFile = join(folder, 'page.js')
    server = await serveExample(folder, { minify: true })
    url = server.url
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    consumer?.remove()
  })

  /** The page once it shows what the server answered. */
  const opened = async (): Promise<Page> => {
    const page = await browser.page({ width: 360, locale: 'zh-CN' })
    await page.goto(url)
    await said(page, /./)
    return page
  }
  const said = (page: Page, like: RegExp): Promise<unknown> =>
    page.waitForFunction(`${like}.test(document.querySelector('output').textContent)`)
  const noteOf = (page: Page, name: string): Promise<string> => page.textContent(`#${name}-note`)

  test('is 6.7 kB at most with the page itself, without law and words', () => {
    const code = readFileSync(pageFile)
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(6700)
    expect(code.toString()).not.toMatch(/driver-cap|不能处理/)
  })

  test('says what is wrong with a field when it is left, and not before', async () => {
    const page = await opened()
    await page.locator('#driver').pressSequentially('1101051949123100')
    expect(await noteOf(page, 'driver')).toBe('')
    await page.focus('#vehicle')
    await page.waitForFunction("document.querySelector('#driver-note').textContent === '位数不够。'")
    expect(await page.getAttribute('#driver', 'aria-invalid')).toBe('true')
    expect(await noteOf(page, 'vehicle')).toBe('')
    await page.fill('#driver', '110105 19491231 002x')
    await page.focus('#vehicle')
    await page.waitForFunction("document.querySelector('#driver-note').textContent === ''")
    await page.context().close()
  })

  test('asks for what is blank when it is sent, and leads there; then the server judges', async () => {
    const page = await opened()
    await page.press('button', 'Enter')
    await page.waitForFunction("document.activeElement.name === 'driver'")
    expect(await noteOf(page, 'vehicle')).toMatch(/^请填写/)
    const right = { driver: '11010519491231002X', vehicle: '京A12345', occurredAt: '2026/1/5 9:30', fineYuan: '300元' }
    for (const [name, value] of Object.entries(right)) await page.fill(`#${name}`, value)
    await page.focus('button')
    await said(page, /不能处理该违法/)
    expect(await noteOf(page, 'fineYuan')).toContain('超过200元')
    await page.fill('#fineYuan', '200')
    await page.focus('button')
    await said(page, /没有发现不能处理/)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    await page.context().close()
  })

  test('says so when the server does not answer, and asks again', async () => {
    const page = await opened()
    await page.context().setOffline(true)
    await page.press('button', 'Enter')
    await said(page, /^暂时查不到，请稍后再试。$/)
    await page.context().setOffline(false)
    await page.press('button', 'Enter')
    await said(page, /还有内容没有填/)
    await page.context().close()
  })

  test('takes no more than a form, and serves nothing else', async () => {
    const sent = await fetch(`${url}judgements`, { method: 'POST', body: 'x'.repeat(100_000) }).catch(() => undefined)
    expect([undefined, 413]).toContain(sent?.status)
    expect((await fetch(`${url}server.ts`)).status).toBe(404)
    const body = new URLSearchParams()
    const answer = (await (await fetch(`${url}judgements`, { method: 'POST', body })).json()) as object
    expect(Object.keys(answer)).toEqual(['headline', 'byField'])
  })
})
