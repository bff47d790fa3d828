/** The example form of docs in a browser: blank fields, pasting, Chinese input, keyboard, a screen reader, a telephone. */
import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from '../integrations/service.ts'
import { isInstalled } from '../integrations/workshop.ts'
import { type Consumer, packed, ROOT } from '../package/consumer.ts'
import {
  accessibilityFaults,
  type Browser,
  hasBrowser,
  inputMethod,
  isTooWide,
  openBrowser,
  type Page,
  type Served,
  serveExample,
} from './browser.ts'

const RIGHT = {
  violation: 'V1',
  driver: '11010519491231002X',
  vehicle: '京A12345',
  occurredAt: '2026-01-05T09:30',
  fineYuan: '200',
  points: '3',
} as const

describe.skipIf(!hasBrowser)('the example form', () => {
  let consumer: Consumer
  let server: Served
  let browser: Browser
  let url: string

  beforeAll(async () => {
    consumer = await packed()
    const { folder } = consumer
    cpSync(join(ROOT, 'docs', 'examples', 'form'), folder, { recursive: true })
    mkdirSync(join(folder, 'node_modules', '@types'))
    symlinkSync(join(ROOT, 'node_modules', '@types', 'node'), join(folder, 'node_modules', '@types', 'node'), 'dir')
    server = await serveExample(folder)
    url = server.url
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    consumer?.remove()
  })

  const opened = async (width = 390): Promise<Page> => {
    const page = await browser.page({ width, locale: 'zh-CN' })
    await page.goto(url)
    await page.waitForSelector('form[data-status]')
    return page
  }
  const notesOf = (page: Page, name: string): Promise<string> => page.textContent(`#${name}-notes`)
  const filled = async (page: Page, values: Readonly<Record<string, string>> = RIGHT): Promise<void> => {
    for (const [name, value] of Object.entries(values)) await page.fill(`[name=${name}]`, value)
    await page.locator('button').focus()
  }
  /** Sends the page: how the server answers, and what the page then says. */
  const sent = async (page: Page): Promise<{ status: string; said: string }> => {
    await page.press('button', 'Enter')
    await page.waitForSelector('form[data-answer]')
    return { status: await page.getAttribute('form', 'data-answer'), said: await page.textContent('output') }
  }

  test('asks for what is blank only when it was left, or when it is sent', async () => {
    const page = await opened()
    expect(await page.getAttribute('form', 'data-status')).toBe('incomplete')
    expect(await notesOf(page, 'driver')).toBe('')
    await page.focus('#driver')
    await page.focus('#vehicle')
    expect(await notesOf(page, 'driver')).toMatch(/^请填写/)
    expect(await notesOf(page, 'vehicle')).toBe('')
    await page.press('button', 'Enter')
    expect(await notesOf(page, 'points')).toMatch(/^请填写/)
    expect(await page.evaluate('document.activeElement.name')).toBe('violation')
    expect(page.url()).toBe(url)
    await page.context().close()
  })

  test('is clear so far when it is filled in, and the server permits it', async () => {
    const page = await opened()
    await filled(page)
    expect(await page.getAttribute('form', 'data-status')).toBe('clear-so-far')
    expect(await page.locator('.notes p').count()).toBe(0)
    expect((await sent(page)).status).toBe('201')
    await page.context().close()
  })

  test('what is invalid shows where the focus is', async () => {
    const page = await opened()
    await page.press('button', 'Enter')
    for (const name of ['driver', 'vehicle']) {
      const styleOf = () =>
        page.evaluate(
          `(({ outlineStyle, borderTopWidth }) => [outlineStyle, borderTopWidth])(getComputedStyle(document.querySelector('#${name}')))`,
        )
      await page.focus('#points')
      expect(await styleOf()).toEqual(['none', '2px'])
      await page.focus(`#${name}`)
      expect(await styleOf()).not.toEqual(['none', '2px'])
    }
    await page.context().close()
  })

  test('without its script the page is answered with a sentence, and no JSON', async () => {
    const answer = await fetch(`${url}handlings`, {
      method: 'POST',
      headers: { accept: 'text/html,*/*' },
      body: new URLSearchParams({ driver: '1' }),
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8'])
    expect(await answer.text()).toMatch(/^[^{]*驾驶证号[^{]*$/)
  })

  test('shows beside its field what the office has otherwise, and leads there', async () => {
    const page = await opened()
    await filled(page, { ...RIGHT, fineYuan: '100' })
    expect((await sent(page)).status).toBe('400')
    expect(await notesOf(page, 'fineYuan')).toBe('罚款金额与登记的不一致，请核对。')
    expect(await page.getAttribute('#fineYuan', 'aria-invalid')).toBe('true')
    expect(await page.evaluate('document.activeElement.name')).toBe('fineYuan')
    await page.context().close()
  })

  test('says so when the server does not answer', async () => {
    const page = await opened()
    await filled(page)
    await page.evaluate("document.querySelector('form').action = 'http://127.0.0.1:9/'")
    await page.press('button', 'Enter')
    await page.waitForSelector('form[data-answer="none"]')
    expect(await page.textContent('output')).toBe('未收到答复，不能确定是否已办理。请再次提交，不会重复办理。')
    await page.context().close()
  })

  test('sends the key of a form again while its answer is not known, and then another', async () => {
    const page = await opened()
    await filled(page)
    await page.evaluate(`(() => {
      const real = window.fetch
      window.keys = []
      window.fetch = (at, init) => {
        window.keys.push(init.headers['idempotency-key'])
        if (window.keys.length === 1) return Promise.reject(new Error('it is lost'))
        return window.keys.length === 2 ? Promise.resolve(Response.json({}, { status: 500 })) : real(at, init)
      }
    })()`)
    for (const answer of ['none', '500', '201']) {
      await page.press('button', 'Enter')
      await page.waitForSelector(`form[data-answer="${answer}"]`)
    }
    await page.press('button', 'Enter')
    await page.fill('#points', '2')
    await page.press('button', 'Enter')
    const [first, second, third, fourth, fifth] = (await page.evaluate('window.keys')) as readonly string[]
    expect(first).toMatch(/^[0-9a-f-]{36}$/)
    expect([second, third]).toEqual([first, first])
    expect(new Set([first, fourth, fifth]).size).toBe(3)
    await page.context().close()
  })

  test.each([
    ['fineYuan', '￥２００元'],
    ['driver', '110105 19491231 002x\n'],
    ['vehicle', '京Ａ·１２３４５'],
    ['vehicle', ' 京A-12345 '],
  ])('takes what is pasted into %s: %j', async (name, text) => {
    const page = await opened()
    await filled(page, { ...RIGHT, [name]: '' })
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
    await page.focus(`#${name}`)
    await page.keyboard.press('Control+V')
    expect(await page.getAttribute('form', 'data-status')).toBe('clear-so-far')
    expect((await sent(page)).status).toBe('201')
    await page.context().close()
  })

  test('waits for an input method to finish', async () => {
    const page = await opened()
    const { compose, insert } = await inputMethod(page, '#vehicle')
    await compose('jing')
    await page.focus('#vehicle')
    expect(await page.inputValue('#vehicle')).toBe('jing')
    expect(await notesOf(page, 'vehicle')).toBe('')
    await insert('京A12345')
    expect(await page.inputValue('#vehicle')).toBe('京A12345')
    await page.focus('#points')
    expect(await notesOf(page, 'vehicle')).toBe('')
    await page.context().close()
  })

  test('is used by keyboard alone', async () => {
    const page = await opened(1280)
    const order: string[] = []
    for (let stop = 0; stop < 24; stop++) {
      await page.keyboard.press('Tab')
      const name = await page.evaluate('document.activeElement.name || document.activeElement.type')
      if (order.at(-1) !== name) order.push(name)
    }
    expect(order.slice(0, 7)).toEqual([...Object.keys(RIGHT), 'submit'])
    await page.focus('#driver')
    await page.keyboard.type('110105194912310021')
    await page.keyboard.press('Tab')
    expect(await page.getAttribute('#driver', 'aria-invalid')).toBe('true')
    await page.context().close()
  })

  test('a screen reader finds each message at its field, and hears the sentence above', async () => {
    const page = await opened()
    await filled(page, { ...RIGHT, points: '4' })
    for (const name of Object.keys(RIGHT)) {
      expect(await page.getAttribute(`#${name}`, 'aria-describedby')).toBe(`${name}-notes`)
      expect(await page.getAttribute(`#${name}`, 'required')).toBe('')
    }
    const field = page.getByRole('textbox', { name: '记分' })
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByRole('status').textContent()).toMatch(/。$/)
    await page.context().close()
  })

  test.each([390, 1280])(
    'has no fault of accessibility and fits, blank and with every kind of message, at %i pixels',
    async (width) => {
      const page = await opened(width)
      expect(await accessibilityFaults(page)).toEqual([])
      await page.press('button', 'Enter')
      await page.fill('#points', '12')
      await page.fill('#vehicle', '京A1O345')
      expect(await accessibilityFaults(page)).toEqual([])
      expect(await isTooWide(page)).toBe(false)
      await page.context().close()
    },
  )
})

describe.skipIf(!hasBrowser || !isInstalled)('the example form on the example service', () => {
  let service: Service
  let browser: Browser
  beforeAll(async () => {
    service = await startService()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    service?.remove()
  })

  test('is taken once; then the page says in the words of the problem why not again', async () => {
    const { events } = (await (await fetch(`${service.url}/events`)).json()) as {
      events: readonly { readonly type: string; readonly occurredAt: string; readonly id: string }[]
    }
    const occurredAt = events.find(({ type }) => type === 'violation-recorded')?.occurredAt.slice(0, 16) as string
    const driver = events.find(({ type }) => type === 'driver-enrolled')?.id as string
    const page = await browser.page({ width: 390, locale: 'zh-CN' })
    await page.goto(`${service.url}/`)
    for (const [name, value] of Object.entries({ ...RIGHT, driver, occurredAt }))
      await page.fill(`[name=${name}]`, value)
    await page.press('button', 'Enter')
    await page.waitForSelector('form[data-answer="201"]')
    expect(await page.textContent('output')).toBe('已办理。')
    await page.press('button', 'Enter')
    await page.waitForSelector('form[data-answer="409"]')
    expect(await page.textContent('output')).toContain('已处理')
    await page.context().close()
  })
})
