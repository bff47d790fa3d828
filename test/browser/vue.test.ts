/** The example of Vue in a browser: typed into with pauses, composed, left, sent. */
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isInstalled, vueFiles, type Workshop, workshop } from '../integrations/workshop.ts'
import {
  accessibilityFaults,
  type Browser,
  hasBrowser,
  inputMethod,
  isTooWide,
  openBrowser,
  type Page,
} from './browser.ts'

const RIGHT = { violation: 'V1', driver: '11010519491231002X', vehicle: '京A12345', fineYuan: '200' }
const MAIN = `import { createApp } from 'vue'
import VueForm from './VueForm.vue'
createApp(VueForm, { onAsked: (typed) => { window.asked = typed } }).mount('#form')`

describe.skipIf(!hasBrowser || !isInstalled)('the example of Vue', () => {
  let shop: Workshop
  let browser: Browser
  let code: string

  beforeAll(async () => {
    shop = await workshop('frameworks')
    const { outputFiles } = await build({
      stdin: { contents: MAIN, resolveDir: shop.example, loader: 'ts' },
      ...{ bundle: true, format: 'iife', write: false, charset: 'utf8', logLevel: 'error' },
      plugins: [vueFiles],
      define: {
        'process.env.NODE_ENV': '"production"',
        ...{ __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      },
    })
    code = outputFiles?.[0]?.text ?? ''
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    shop?.remove()
  })

  const opened = async (): Promise<Page> => {
    const page = await browser.page({ width: 360, locale: 'zh-CN' })
    await page.setContent(
      '<!doctype html><html lang="zh-CN"><head><title>处理交通违法</title></head><body><main><h1>处理交通违法</h1><div id="form"></div></main></body></html>',
    )
    await page.addScriptTag({ content: code })
    return page
  }
  const said = (page: Page): Promise<string> => page.textContent('[role=status]')
  const noteOf = (page: Page, name: string): Promise<string> => page.textContent(`#${name}-note`)

  test('says nothing of what is being typed, and at once what is refused', async () => {
    const page = await opened()
    for (const key of '京A123') {
      await page.locator('#vehicle').pressSequentially(key)
      expect([await said(page), await noteOf(page, 'vehicle')]).toEqual(['还有内容没有填。', ''])
    }
    await page.focus('#fineYuan')
    expect(await noteOf(page, 'vehicle')).toBe('号牌号码少2位。')
    await page.locator('#fineYuan').pressSequentially('300')
    expect(await noteOf(page, 'fineYuan')).toContain('超过200元')
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    await page.context().close()
  })

  test('waits for an input method to finish', async () => {
    const page = await opened()
    const { compose, insert } = await inputMethod(page, '#vehicle')
    await compose('jing')
    expect(await noteOf(page, 'vehicle')).toBe('')
    await insert('京A12345')
    await page.focus('#driver')
    expect(await noteOf(page, 'vehicle')).toBe('')
    await page.context().close()
  })

  test('leads to what is blank, sends nothing of it, and what passes once', async () => {
    const page = await opened()
    await page.click('button')
    expect(await page.evaluate('document.activeElement.id')).toBe('violation')
    expect(await noteOf(page, 'driver')).toMatch(/^请填写/)
    expect(await page.evaluate('window.asked')).toBe(undefined)
    for (const [name, value] of Object.entries(RIGHT)) await page.fill(`#${name}`, value)
    await page.click('button')
    expect(await page.evaluate('window.asked')).toEqual(RIGHT)
    await page.context().close()
  })
})
