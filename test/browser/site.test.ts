/** The page to play with, used as a person would: six tasks, two languages, a telephone and a desk, by keyboard too. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessibilityFaults, type Browser, hasBrowser, isTooWide, openBrowser, type Page, serve } from './browser.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const DIST = join(ROOT, 'docs', 'site', 'dist')
const digestOf = (file: string) =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, file)))
    .digest('hex')
    .slice(0, 12)

describe.skipIf(!hasBrowser)('the page', () => {
  let browser: Browser
  let site: { readonly url: string; readonly close: () => Promise<void> }

  beforeAll(async () => {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'site:build'], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`npm run site:build failed:\n${stdout}${stderr}`)
    site = await serve(DIST)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  const opened = async (hash: string, width = 1280): Promise<{ page: Page; faults: string[] }> => {
    const page = await browser.page({ width })
    const faults: string[] = []
    page.on('pageerror', (error: Error) => faults.push(error.message))
    await page.goto(`${site.url}index.html#${hash}`)
    await page.waitForSelector('main h2')
    return { page, faults }
  }

  /** The state in the address, as the page has it: what the browser tells of it outside may come later. */
  const hashIn = async (page: Page): Promise<string> => await page.evaluate('location.hash.slice(1)')

  test('has no error of types', () => {
    const tsc = join(ROOT, 'node_modules/typescript-7/bin/tsc')
    const { stdout } = spawnSync(process.execPath, [tsc, '--noEmit', '--project', 'docs/site'], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    expect(stdout).toBe('')
  })

  test('loads less than 250 kB before the search or the audit is opened', () => {
    const assets = join(DIST, 'assets')
    const first = readdirSync(assets).filter((name) => /^index-/.test(name))
    const size = first.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0)
    expect(first.length).toBeGreaterThan(1)
    expect(size).toBeLessThan(250_000)
  })

  describe.each([
    ['en', 1280],
    ['zh', 1280],
    ['en', 390],
    ['zh', 390],
  ] as const)('in %s at %i pixels', (language, width) => {
    test.each(['answer', 'law', 'case', 'whatif', 'ways', 'audit'])(
      '%s has no fault of accessibility, and fits',
      async (name) => {
        const { page, faults } = await opened(`${name}?lang=${language}`, width)
        if (name === 'audit') await page.waitForSelector('input[type=file]')
        expect(await accessibilityFaults(page)).toEqual([])
        expect(await isTooWide(page)).toBe(false)
        expect(faults).toEqual([])
        await page.context().close()
      },
    )
  })

  test.each([
    [
      'en',
      /which sources show up to 2024-11-01, without the watch list of 2013.*13,468 to 19,391 \(17,225\) of .* acts pass where an official lies as needed, with .* points, and where nobody lies 0 \(inferred\)/,
    ],
    ['zh', /有来源印证至2024-11-01.*13,468至19,391（17,225）件，计.*分；无人作假时0件（推定）/],
  ])('opens with the answer in %s: with its ranges, drawn, to be taken away and asked on', async (language, said) => {
    const { page, faults } = await opened(`?lang=${language}`)
    await page.waitForFunction(`document.querySelectorAll('.bars > g').length > 3`)
    expect(await page.textContent('.answer')).toMatch(said)
    // A bar goes from the fewest to the most, on as many acts as there can be.
    const lengths: number[] = await page.evaluate(
      `[...document.querySelectorAll('.bars > g')].map((law) => [...law.querySelectorAll('rect')].map((bar) => bar.getBoundingClientRect().width)).map(([all, passed]) => passed / all)`,
    )
    expect(lengths.some((each) => Math.abs(each - (19_391 - 13_468) / 19_591) < 0.01)).toBe(true)
    const taken = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.click(`main button >> text="${button}"`),
      ])
      return readFileSync(await download.path())
    }
    const svg = String(await taken('SVG'))
    expect(svg).toMatch(/13,468.*19,391.*17,225/)
    expect(svg).toMatch(/澎湃新闻.*2018-03-02|2018-03-02.*澎湃新闻/)
    expect(await page.textContent('main h2')).toContain('2018')
    expect(svg).not.toContain('var(--')
    expect((await taken('PNG')).subarray(1, 4).toString()).toBe('PNG')
    await page.click('main summary')
    expect(String(await taken('CSV'))).toMatch(/13468.{1,4}19391/)
    await page.click('.cite button')
    await page.waitForFunction(`document.querySelector('.cite [role=status]').textContent !== ''`)
    const cited = await page.evaluate('navigator.clipboard.readText()')
    expect(cited).toMatch(/^demerit \d+\.\d+\.\d+.*17,225.*\d{4}-\d\d-\d\d.*https?:.*#answer\?lang=/)
    await page.click('.questions a >> nth=1')
    await page.waitForSelector('.differences')
    expect(page.url()).toContain('day=2024-11-01')
    expect(page.url()).toContain('from=cn-2020-09-28')
    await page.click('.cite button')
    await page.waitForFunction(`document.querySelector('.cite [role=status]').textContent !== ''`)
    const compared = String(await page.evaluate('navigator.clipboard.readText()'))
    expect(compared).toContain('cn-2020-09-28 → cn-2024-11-01')
    for (const id of ['cn-2020-09-28', 'cn-2024-11-01'])
      expect(compared).toContain(`${id} ${digestOf(`dist/law/${id}.json`)}`)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('is one file too, which works without a server and without network', async () => {
    const file = join(DIST, 'demerit.html')
    expect(statSync(file).size).toBeLessThan(2_500_000)
    const page = await browser.page({ width: 1280, isOffline: true })
    const asked: string[] = []
    const faults: string[] = []
    page.on('request', (request: { url: () => string }) => asked.push(request.url()))
    page.on('pageerror', (error: Error) => faults.push(error.message))
    await page.goto(`${pathToFileURL(file)}#answer?lang=zh-CN`)
    expect(await page.textContent('main h2')).toContain('2018年的规定')
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN')
    // A question.
    await page.click('nav >> text="个案"')
    await page.fill('#fact-driverBindings', '3')
    await page.waitForFunction(`/不能办理/.test(document.querySelector('.verdict').textContent)`)
    // A file.
    await page.click('nav >> text="审核"')
    await page.setInputFiles('input[type=file]', {
      name: 'acts.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('办理时间,办理渠道,罚款金额\n2025/3/1 10:00,交管12123,500\n'),
    })
    await page.waitForSelector('.refused-rows tbody tr')
    expect(await page.textContent('.refused-rows')).toContain('200')
    // A lever.
    await page.click('nav >> text="假设"')
    await page.click('.levers input >> nth=0')
    await page.waitForFunction(`document.querySelectorAll('.levers + .verdict strong').length === 1`)
    // Documents are not beside it.
    expect(await page.locator('a[href^="./"]').count()).toBe(0)
    expect(asked.filter((address) => !address.startsWith('blob:'))).toEqual([page.url().replace(/#.*/, '')])
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('the link of a view holds all of it, also what nobody has changed', async () => {
    const { page } = await opened('law?lang=en')
    await page.waitForFunction(`location.hash.includes('day=2018-09-10')`)
    expect(page.url()).toContain('from=cn-2018-02-24&to=cn-2018-09-01')
    await page.click('nav >> text="A case"')
    await page.waitForFunction(`decodeURIComponent(location.hash).includes('"at":"2025-03-10T15:00')`)
    await page.context().close()
  })

  /** How many controls a view has that the next test changes; an uploaded file is in no address. */
  test.each([
    ['law', 4],
    ['case', 20],
    ['whatif', 14],
    ['audit', 3],
  ] as const)('%s: whatever control is changed, the link leads to it', async (name, least) => {
    const { page, faults } = await opened(`${name}?lang=en`)
    const CONTROLS = `[...document.querySelectorAll('main select, main input:not([type=file])')]`
    const values = (of: Page): Promise<unknown[]> =>
      of.evaluate(`${CONTROLS}.map((each) => (each.type === 'checkbox' ? each.checked : each.value))`)
    await page.waitForSelector('main select')
    const first = await values(page)
    const changed = new Set<number>()
    for (let index = 0; index < (await values(page)).length; index++) {
      const before = (await values(page))[index]
      await page.evaluate(`(() => {
        const control = ${CONTROLS}[${index}]
        const typed = { date: '2019-05-01', 'datetime-local': '2025-03-06T10:00', range: control.max }
        if (control.type === 'checkbox') return control.click()
        control.value = control.options?.[control.options.length - 1].value ?? typed[control.type] ?? (control.value === '1' ? '2' : '1')
        control.dispatchEvent(new Event(control.options ? 'change' : 'input', { bubbles: true }))
      })()`)
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))')
      if ((await values(page))[index] !== before) changed.add(index)
    }
    expect(changed.size).toBeGreaterThanOrEqual(least)
    const last = await values(page)
    expect(last).not.toEqual(first)
    const other = await opened(await hashIn(page))
    await other.page.waitForSelector('main select')
    expect(await values(other.page)).toEqual(last)
    expect(await other.page.locator('main .problem:not(:empty)').count()).toBe(0)
    expect([...faults, ...other.faults]).toEqual([])
    await other.page.context().close()
    await page.context().close()
  })

  test.each([
    ['law?lang=en&day=2019-02-30', 'day: “2019-02-30”'],
    ['case?lang=en&facts={"at":"2025', 'a link may have been cut off'],
    ['whatif?lang=en&driverCap=often', 'driverCap: this page has nothing of that name'],
    [
      'whatif?lang=en&reform={"bind":{"driver-cap":{"limit":-1}}}',
      'reform: it cannot be read (reform(changes): bind.2.limit (driver-cap)',
    ],
    ['ways?lang=en&goal=toString', 'goal: “toString”'],
    ['audit?lang=en&question=sell', 'question: “sell”'],
    ['nowhere?lang=en', 'a page “nowhere”'],
    ['law?lang=en&x=1', 'x: this page has nothing of that name'],
    ['law?lang=xx', 'a language “xx”'],
  ])('an address that cannot be read, %s, has a message, and the page lives', async (hash, message) => {
    const { page, faults } = await opened(encodeURI(hash))
    await page.waitForSelector('main .problem')
    expect(await page.textContent('main')).toContain(message)
    await page.click('text="Ways round"')
    await page.waitForSelector('.answers')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('what cannot be drawn says so, with the rest of the page alive', async () => {
    const { page } = await opened('whatif?lang=en')
    await page.evaluate(`Date.parse = () => { throw new Error('no such day') }`)
    await page.click('text="The law"')
    await page.waitForSelector('main [role=alert]')
    expect(await page.textContent('main [role=alert]')).toMatch(/could not be shown.*no such day.*Start over/)
    await page.click('text="Ways round"')
    await page.waitForSelector('.answers')
    // What is thrown by an event is said too.
    await page.evaluate(`URL.createObjectURL = undefined`)
    await page.click('main .take button >> text="CSV"')
    await page.waitForSelector('main .problem')
    await page.context().close()
  })

  test('a law is told in three screens of a desk, and unfolded whole', async () => {
    for (const language of ['en', 'zh']) {
      const { page } = await opened(`law?lang=${language}`)
      await page.waitForSelector('.differences')
      expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThan(3 * 900)
      await page.click('.fold > summary >> nth=-1')
      // Rules in which all versions agree are folded once more.
      const rows = await page.locator('.heat tbody tr').count()
      expect(await page.locator('.heat tbody tr:visible').count()).toBeLessThan(rows)
      await page.context().close()
    }
  })

  test('the picture of the rules in time says of which day it is, until when sources show it, and where those stand', async () => {
    const { page } = await opened('law?lang=en')
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('main button >> text="SVG"')])
    const svg = readFileSync(await download.path(), 'utf8')
    for (const each of [/The rule that applied on 2018-09-10/, /2019-07-05/, /https?:/]) expect(svg).toMatch(each)
    await page.context().close()
  })

  test('one reform is carried through the page: by the link, to the searches, to a file and a case', async () => {
    // As addresses once had it, which still open.
    const { page, faults } = await opened(
      'whatif?lang=en&bindAtWindow=false&fineAtWindow=true&driverCap=2&vehicleCap=3&coolingOff=0',
    )
    await page.waitForFunction(
      `/fine.*200 yuan \\(.*→ 200 yuan \\(every channel\\)/.test(document.querySelector('main').textContent)`,
    )
    await page.click('text="Every rule, with its channels and every parameter"')
    // The limit of a fine, which no lever has.
    await page.fill('.rule:has-text("limit on a single fine") input[type=number]', '500')
    await page.waitForFunction(`decodeURIComponent(location.hash).includes('"limit":50000')`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text="reform.json"')])
    const file = JSON.parse(readFileSync(await download.path(), 'utf8'))
    expect(file.handle.find(({ rule }: { rule: string }) => rule === 'fine-limit')).toMatchObject({
      limit: 50000,
      channels: 'all',
    })
    expect(file.bind.find(({ rule }: { rule: string }) => rule === 'driver-cap')).toMatchObject({ limit: 2 })
    await page.click('nav >> text="Ways round"')
    await page.click('[aria-label^="F reform: Search"]')
    await page.waitForFunction(`/No way in this scope/.test(document.querySelector('main [role=status]').textContent)`)
    await page.click('nav >> text="Audit"')
    await page.click('text="Try a sample"')
    await page.waitForSelector('.differing')
    await page.selectOption('main select >> nth=2', 'none')
    await page.waitForFunction(`document.querySelector('.differing') === null`)
    await page.selectOption('main select >> nth=2', 'reform')
    await page.waitForSelector('.differing')
    expect(await page.textContent('main .lead')).toContain('Your reform changes the rule of 2024')
    await page.selectOption('main select >> nth=1', 'cn-2024-11-01')
    await page.waitForFunction(`!/Your reform changes/.test(document.querySelector('main .lead').textContent)`)
    await page.selectOption('main select >> nth=1', 'cn')
    await page.waitForSelector('.differing')
    expect(await page.textContent('.command')).toContain('--against reform.json')
    const link = await hashIn(page)
    const other = await opened(link)
    await other.page.waitForSelector('.differing')
    await page.click('nav >> text="A case"')
    await page.waitForSelector('[aria-label="Your reform"]')
    expect([...faults, ...other.faults]).toEqual([])
    await other.page.context().close()
    await page.context().close()
  })

  test.each([
    [
      ...['en', /would pass and do not today: .*website: 0 to \d/, /What passes: today, and with your change/],
      /Your change: by the app, /,
    ],
    [...['zh', /现行不能通过、改动后通过的件数：.*网站：0至\d/, /现行规定与改动后/], /改动后：经交管12123/],
  ] as const)(
    'who gains and who loses by a reform, in %s, with ranges; and what comes of it as a picture',
    async (language, said, title, byApp) => {
      // It is about self-service alone: what went through the window is as it is recorded.
      const { page, faults } = await opened(`whatif?lang=${language}&reform={"handle":{"since-binding":null}}`)
      await page.waitForFunction(`document.querySelectorAll('.bars > g').length === 6`)
      await page.waitForFunction(`document.querySelectorAll('.changes li').length > 0`)
      await page.waitForFunction(
        `new RegExp(${JSON.stringify(said.source)}).test(document.querySelector('main').textContent)`,
      )
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('main button >> text="SVG"')])
      const svg = readFileSync(await download.path(), 'utf8')
      for (const each of [title, byApp, /13,468.*19,391/, /https?:/, /2024-11-01/, /font-family="sans-serif"/])
        expect(svg).toMatch(each)
      expect(svg).not.toContain('var(--')
      expect(await accessibilityFaults(page)).toEqual([])
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test('what is counted of a reform by the app goes on while another page is looked at', async () => {
    const { page, faults } = await opened('whatif?lang=en&reform={"handle":{"fine-limit":{"limit":10000}}}')
    const told = (pattern: string) =>
      page.waitForFunction(`/${pattern}/.test(document.querySelector('.passes')?.textContent ?? '')`)
    await told('By the app, the range of [1-9] of 7 cases')
    await page.click('text="The law"')
    await page.waitForFunction(`document.querySelector('.passes') === null`)
    await page.click('text="What if"')
    await page.waitForSelector('.passes')
    expect(await page.textContent('.passes')).toMatch(/By the app, the range of [1-9] of 7 cases/)
    expect(await page.textContent('.passes')).toMatch(/It refuses 359 of 1,070 lawful acts of simulated households/)
    // What is counted so far can be cited, as such; so is what a ring can sell.
    await page.click('main button >> text="Copy citation"')
    await page.waitForSelector('text="Copied."')
    const cited = String(await page.evaluate('navigator.clipboard.readText()'))
    for (const each of [
      /copied before all was counted: at a window the range of [1-9] of [1-9] cases was, by the app that of [1-9] of 7/,
      /What a ring can sell \(60 licences, 10 vehicles, 30 days, .*each fined 200 yuan\): at a window, .* points → [\d,]+ points \(/,
      /what is counted of the cases is made again by: npx /,
    ])
      expect(cited).toMatch(each)
    // What stands there is not of a number that cannot be.
    await page.fill('.ring input >> nth=0', '0')
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.ring + div')).opacity`)).toBe('0.4')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('an address says which version and law it is of, and one of another is told so', async () => {
    const { page } = await opened('law?lang=en')
    await page.waitForFunction(`/&made=\\d+\\.\\d+\\.\\d+-[0-9a-f]{12}$/.test(location.hash)`)
    const other = await opened('law?lang=en&made=0.0.9-123456789abc')
    expect(await other.page.textContent('main .problem')).toContain('demerit 0.0.9-123456789abc')
    await other.page.context().close()
    await page.context().close()
  })

  test('where one was is found again, in the same tab and by its address', async () => {
    const { page } = await opened('case?lang=en')
    await page.fill('#fact-driverBindings', '2')
    await page.click('text="The law"')
    await page.selectOption('main select >> nth=0', 'cn-2013-05-02')
    expect(page.url()).toContain('from=cn-2013-05-02')
    await page.click('text="A case"')
    expect(await page.inputValue('#fact-driverBindings')).toBe('2')
    await page.click('[aria-label="Light or dark"]')
    await page.reload()
    await page.waitForSelector('.facts')
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
    await page.click('text="Start over"')
    await page.waitForFunction(`document.querySelector('#fact-driverBindings').value === '3'`)
    await page.context().close()
  })

  test('a case: the fourth vehicle is refused, one fewer is not, all by keyboard', async () => {
    const { page } = await opened('case?lang=en&set=cn-2018-09-01')
    expect(await page.textContent('.verdict')).toContain('refused')
    await page.focus('#fact-driverBindings')
    await page.keyboard.press('ArrowDown')
    await page.waitForFunction(`document.querySelector('.verdict').classList.contains('permitted')`)
    await page.context().close()
  })

  test.each([
    ['en', /most effective: Binding needed at the window too \+ Date test at the window too.*0 at a window.*today/i],
    ['zh', /拦住最多的是：窗口也须先备案 \+ 窗口也适用备案日期限制.*在窗口可承担0分/],
  ])(
    'what would stop it, in %s: the pair that works comes first, with what it costs; a ring that changes is counted anew',
    async (language, said) => {
      const { page, faults } = await opened(`whatif?lang=${language}&licences=2&vehicles=2&days=3`)
      const done = `document.querySelectorAll('.stop tbody tr').length > 8 && /6,494/.test(document.querySelector('.stops').textContent)`
      await page.waitForFunction(done)
      expect(await page.textContent('.stops')).toMatch(said)
      expect(await page.textContent('.stops')).toMatch(
        language === 'en' ? /bound first can still be sold/ : /仍可经交管12123买卖记分/,
      )
      const first: string[] = await page.evaluate(
        `[...document.querySelectorAll('.stop tbody tr')[1].cells].map((cell) => cell.textContent)`,
      )
      expect(first[1]).toBe('11 (3)')
      expect(first[2]).toBe('0 (0)')
      expect(first[3]).toMatch(/^\d+ \/ 1,0\d\d$/)
      expect(first[4]).toBe('2 / 5')
      expect(first[5]).toBe('6,494 (0)')
      // Of such a ring no change that costs nothing takes anything; the two that the best refuses are marked.
      await page.waitForFunction(`!document.querySelector('.stops').textContent.match(/Counting|计算中/)`)
      expect(await page.textContent('.stops')).toMatch(
        language === 'en' ? /No change that refuses no lawful act leaves/ : /不影响任何合规办理的改动，都不能减少/,
      )
      const marked = `[...document.querySelectorAll('details li')].filter((each) => each.textContent.startsWith('✗ ')).length`
      expect(await page.evaluate(marked)).toBe(2)
      await page.click('section button[aria-expanded]')
      expect(await page.locator('.stop tbody tr').count()).toBe(37)
      expect(await accessibilityFaults(page)).toEqual([])
      await page.click('.stop button >> nth=0')
      expect(decodeURIComponent(page.url())).toContain(
        '{"handle":{"open-binding":{"channels":"all"},"since-binding":{"channels":"all"}}}',
      )
      expect(await hashIn(page)).toContain('changes=all')
      expect(page.url()).toContain('licences=2')
      // Another ring is another question: nothing of the first stays.
      await page.fill('input[type=number] >> nth=0', '3')
      await page.waitForFunction(`!/6,494/.test(document.querySelector('.stops').textContent)`)
      await page.waitForFunction(done)
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test.each(['en', 'zh'])('on paper, in %s, no table or picture is cut', async (language) => {
    for (const hash of [
      'answer?',
      'law?day=2025-01-01&',
      'case?question=handle&',
      'whatif?licences=2&vehicles=2&days=3&',
      'ways?',
    ]) {
      const { page } = await opened(`${hash}lang=${language}`)
      // A4 between its margins.
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: 718, height: 1000 })
      if (hash.startsWith('whatif'))
        await page.waitForSelector('[aria-label="The article’s cases"] table, .stop tbody tr')
      const cut: string[] = await page.evaluate(
        `[...document.querySelectorAll('main table, main svg')].filter((each) => each.getBoundingClientRect().right > innerWidth).map((each) => each.className.baseVal ?? each.className)`,
      )
      expect(cut, hash).toEqual([])
      // No word of a table is broken, and the address of the view stands on the paper.
      const broken: string[] = await page.evaluate(`(() => {
        const found = []
        const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
          if (!node.parentElement.closest('table')) continue
          for (const { 0: word, index } of node.data.matchAll(/[A-Za-z]+/g)) {
            const range = document.createRange()
            range.setStart(node, index)
            range.setEnd(node, index + word.length)
            if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word)
          }
        }
        return found
      })()`)
      expect(broken, hash).toEqual([])
      expect(await page.locator('.printed').isVisible()).toBe(true)
      expect(await page.textContent('.printed')).toContain(`#${hash.split('?')[0]}?lang=${language}`)
      expect(await isTooWide(page), hash).toBe(false)
      await page.context().close()
    }
  })

  test('what did not load is said, instead of numbers', async () => {
    const page = await browser.page({ width: 1280 })
    await page.route('**/worker-*', (route: { abort: () => void }) => route.abort())
    await page.goto(`${site.url}index.html#whatif?lang=en&licences=10`)
    await page.waitForSelector('.verdict .problem')
    expect(await page.textContent('.verdict')).toMatch(/^A part of the page did not load/)
    expect(await page.textContent('main')).not.toMatch(/0 of 0|of 0 acts/)
    await page.click('text="Ways round"')
    await page.click('text="Search"')
    await page.waitForFunction(`/did not load/.test(document.querySelector('main').textContent)`)
    await page.click('text="A case"')
    await page.context().setOffline(true)
    await page.click('text="SQL"')
    await page.waitForFunction(`/SQL: Not copied/.test(document.querySelector('main').textContent)`)
    await page.context().close()
  })

  test('ways round: each answer of the table is that of docs/LOOPHOLES.md, and is found again in the same world', async () => {
    const { rows } = JSON.parse(readFileSync(join(ROOT, 'docs', 'loopholes-verified.json'), 'utf8'))
    const { page } = await opened('ways?lang=en')
    const shown: string[] = await page.evaluate(
      `[...document.querySelectorAll('.answers tbody td')].map((cell) => cell.textContent)`,
    )
    // A row has answers of one world, which its head names; what was searched in another stands in another row.
    expect(shown.every((text) => /^(\d+|closed|)$/.test(text))).toBe(true)
    const asked = rows.filter(({ part }: { part: string }) => part !== 'reform')
    expect(shown.filter((text) => text !== '').length).toBe(asked.length)
    const heads: string[] = await page.evaluate(
      `[...document.querySelectorAll('.answers tbody th .scope')].map((each) => each.textContent)`,
    )
    expect(heads.every((text) => /^\d+ days?(, with transfer)?$/.test(text))).toBe(true)
    const { steps } = rows.find((row: { part: string; asked: string; rules: string }) => {
      return row.part === 'app' && row.asked === 'F' && row.rules === 'as-reported'
    })
    await page.click(`[aria-label^="F as-reported: ${steps}, "]`)
    await page.waitForSelector('.story li')
    // The steps of the story are as many as the table says.
    expect(await page.locator('.story li').count()).toBe(steps)
    expect(await accessibilityFaults(page)).toEqual([])
    // Tab passes the table in one step; the arrows move inside.
    await page.focus('.answers [aria-current]')
    for (const [key, label] of [
      ['ArrowRight', 'F plan-2018-03-01'],
      ['ArrowLeft', 'F as-reported'],
      ['ArrowUp', 'E as-reported'],
    ]) {
      await page.keyboard.press(key)
      expect(await page.evaluate('document.activeElement.ariaLabel')).toContain(label)
    }
    expect(await page.locator('.answers button[tabindex="0"]').count()).toBe(1)
    await page.click('[aria-label^="F cn-2024-11-01: closed, "]')
    await page.waitForFunction(`/No way in this scope/.test(document.querySelector('main [role=status]').textContent)`)
    expect(page.url()).toContain('set=cn-2024-11-01')
    await page.context().close()
  })

  test('ways round: a reform that limits fines is asked about fines of its limit, which its world says', async () => {
    const { page } = await opened('ways?lang=en&goal=A&reform={"handle":{"fine-limit":{"limit":10000}}}')
    await page.click('[aria-label^="A reform: Search"]')
    await page.waitForFunction(`/A way of \\d+ steps/.test(document.querySelector('main [role=status]').textContent)`)
    expect(await page.textContent('.found')).toContain('each fined 100 yuan')
    await page.context().close()
  })

  test('audit: a CSV is judged row by row, and what is wrong is shown', async () => {
    const { page } = await opened('audit?lang=en')
    await page.waitForSelector('text="Try a sample"')
    await page.click('text="Try a sample"')
    await page.waitForSelector('.refused-rows tbody tr')
    expect(await page.textContent('.refused-rows')).toContain('✗ limit on vehicles per driver')
    // A cap over time, of the driver with most open bindings first, and of any other driver or vehicle.
    const choice = 'main select >> nth=3'
    expect(await page.locator(choice).evaluate((field: { value: string; length: number }) => field.length)).toBe(7)
    // Each bar has its number, each month its row.
    expect(await page.textContent('svg[aria-label="Refused, by rule"]')).toMatch(/limit on vehicles per driver.*1/)
    expect(await page.locator('.months tbody tr').count()).toBe(2)
    expect(await page.textContent('.rules tbody')).toMatch(/limit on vehicles per driver1/)
    expect(await page.textContent('main')).toContain('also a row that is refused above')
    expect(await page.textContent(`${choice} >> option >> nth=0`)).toBe('Driver d1 (4)')
    await page.selectOption(choice, { label: 'Vehicle v1 (2)' })
    await page.waitForSelector('[aria-label$="Vehicle v1"]')
    expect(await page.textContent('code >> nth=-1')).toContain('npx demerit audit')
    // What is shown belongs to the question above it.
    await page.selectOption('main select >> nth=0', 'handle')
    await page.waitForFunction(`/Rows: 4;.*refused 2/.test(document.querySelector('main [role=status]').textContent)`)
    expect(await page.textContent('code >> nth=-1')).toContain('--question handle')
    expect(await page.textContent('.refused-rows')).not.toContain('per driver')
    await page.context().close()
  })

  test.each(['en', 'zh'])(
    'audit in %s: many rows are judged piece by piece, with progress and a stop, while the page goes on',
    async (language) => {
      const { page, faults } = await opened(`audit?lang=${language}&question=handle`)
      await page.waitForSelector('input[type=file]')
      const row = '2025/3/1 10:00,交管12123,d,v,200\n'
      const file = (rows: number) => ({
        name: 'many.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`办理时间,办理渠道,驾驶人,机动车,罚款金额\n${row.repeat(rows)}`),
      })
      await page.setInputFiles('input[type=file]', file(400_000))
      await page.waitForFunction(`Number(document.querySelector('progress')?.value) > 0`)
      // Beside it the page is used as before.
      await page.click('[aria-label="Light or dark"], [aria-label="浅色或深色"]')
      await page.click('progress + button')
      await page.waitForFunction(
        `/(Stopped\\. Rows read|已停止。已读数据行).* [\\d,]+$/.test(document.querySelector('main p[role=status]').textContent)`,
      )
      expect(await page.locator('progress').count()).toBe(0)
      expect(await page.locator('dl').count()).toBe(0)
      await page.setInputFiles('input[type=file]', file(120_000))
      await page.waitForSelector('dl')
      expect(await page.textContent('main p[role=status]')).toMatch(/120,000/)
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test('no link or picture of the whole site leads nowhere', () => {
    const names = readdirSync(DIST, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'))
    const texts = new Map(
      names.filter((name) => name.endsWith('.html')).map((name) => [name, readFileSync(join(DIST, name), 'utf8')]),
    )
    const broken: string[] = []
    let links = 0
    for (const [name, text] of texts) {
      for (const [, written = ''] of text.matchAll(/(?:href|src)="([^"]*)"/g)) {
        const link = written.replaceAll('&amp;', '&').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code))
        if (/^[a-z]+:/.test(link)) continue
        links++
        const [path = '', anchor = ''] = link.split('#').map(decodeURIComponent)
        const target = path === '' ? name : posix.join(posix.dirname(name), path)
        const there = names.includes(target)
        const page = texts.get(target)
        // The page to play with has its state behind the #, and the reference writes its anchors itself.
        const isAnchored = anchor === '' || target === 'index.html' || page?.includes(`id="${anchor}"`)
        if (!there || (page !== undefined && !isAnchored)) broken.push(`${name}: ${link}`)
      }
    }
    expect(links).toBeGreaterThan(1000)
    expect(broken).toEqual([])
  })

  test('llms.txt names each page once, and every link in it leads to a file of the site', () => {
    const text = readFileSync(join(DIST, 'llms.txt'), 'utf8')
    const titles = [...(text.split('\n\n')[2] as string).matchAll(/^- \[(.*)\]\(/gm)].map(([, title]) => title)
    expect(titles.length).toBeGreaterThan(20)
    expect(new Set(titles).size).toBe(titles.length)
    const prose = text.replace(/^```[\s\S]*?^```/gm, '')
    const links = [...prose.matchAll(/\]\((?![a-z]+:)([^)#]+)[^)]*\)/g)].map(([, path]) => path as string)
    expect(links.length).toBeGreaterThan(200)
    expect(links.filter((path) => !existsSync(join(DIST, path)))).toEqual([])
  })

  test('the search of the docs finds a court by its place in Chinese, and shows words without marks', async () => {
    const page = await browser.page({ width: 390 })
    const asked: string[] = []
    page.on('request', (request: { url: () => string }) => asked.push(request.url()))
    await page.goto(`${site.url}docs/index.html`, { waitUntil: 'networkidle' })
    // What is searched is loaded by who searches.
    const isIndex = (address: string) => address.endsWith('/docs/index.js')
    expect(asked.some((address) => address.endsWith('/docs/search.js'))).toBe(true)
    expect(asked.filter(isIndex)).toEqual([])
    await page.fill('#search', '淮北')
    await page.waitForSelector('#found li')
    expect(asked.filter(isIndex).length).toBe(1)
    expect(await page.textContent('#found li >> nth=0')).toContain('淮北市中级人民法院')
    await page.fill('#search', 'digest')
    const excerpts: string[] = await page.evaluate(
      `[...document.querySelectorAll('#found small')].map((each) => each.textContent)`,
    )
    expect(excerpts.length).toBeGreaterThan(3)
    for (const excerpt of excerpts) expect(excerpt).not.toMatch(/\]\(|```|\*\*|^#|\| ---/)
    await page.fill('#search', '淮北')
    await page.press('#search', 'Enter')
    await page.waitForSelector('.sets')
    expect(await page.inputValue('main select')).toBe('huaibei-deceased')
    await page.context().close()
  })

  test.each(['index.html', 'functions/demerit_analysis.ruleCard.html'])(
    'the reference, %s, fits a telephone, and has one main part',
    async (name) => {
      for (const width of [390, 1280]) {
        const page = await browser.page({ width, isDark: width === 390 })
        await page.goto(`${site.url}api/${name}`)
        await page.waitForSelector('h1')
        expect(await isTooWide(page)).toBe(false)
        // Headings and links in what opens are as TypeDoc writes them.
        const others = (fault: string) => !/^(heading-order|nested-interactive): /.test(fault)
        expect((await accessibilityFaults(page)).filter(others)).toEqual([])
        await page.context().close()
      }
    },
  )

  test.each([
    ['openViolationsFor', /openViolationsFor\.html/],
    ['ruleCard', /demerit_analysis\.ruleCard\.html/],
    ['reform', /demerit_rules\.reform\.html/],
    ['store', /demerit_store|database|postgres/],
    ['审核文件', /guides\/audit.*\.zh-CN\.html/],
  ])('the search of the docs finds %s, and Enter opens it', async (typed, address) => {
    const page = await browser.page({ width: 390 })
    await page.goto(`${site.url}docs/guides/audit.html`)
    await page.fill('#search', 'xqzzy')
    await page.waitForFunction(`document.querySelector('#found').textContent.includes('Nothing found')`)
    await page.fill('#search', typed)
    await page.waitForSelector('#found li')
    expect(await page.locator('#found li').count()).toBeGreaterThan(0)
    expect((await page.textContent('#found li small')).length).toBeGreaterThan(5)
    await Promise.all([page.waitForURL(address), page.press('#search', 'Enter')])
    expect(await page.textContent('h1')).toBeTruthy()
    await page.context().close()
  })

  test('the switch of language stays on the page and in its section, there and back', async () => {
    const page = await browser.page({ width: 1280 })
    await page.goto(`${site.url}docs/guides/forms.html#the-server`)
    await page.evaluate(`document.getElementById('the-server').scrollIntoView()`)
    await Promise.all([page.waitForURL(/forms\.zh-CN\.html#/), page.click('#language')])
    expect(decodeURIComponent(page.url())).toMatch(/#服务器$/)
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN')
    await Promise.all([page.waitForURL(/forms\.html#/), page.click('#language')])
    expect(page.url()).toMatch(/#the-server$/)
    await page.context().close()
  })

  test.each(['index.html', 'README.zh-CN.html', 'LOOPHOLES.html', 'guides/audit.html', 'guides/audit.zh-CN.html'])(
    'docs/%s has no fault of accessibility, fits, and is as dark as the page was',
    async (name) => {
      for (const width of [390, 1280]) {
        const page = await browser.page({ width })
        await page.goto(`${site.url}index.html`)
        await page.waitForSelector('[aria-label="Light or dark"]')
        await page.click('[aria-label="Light or dark"]')
        await page.goto(`${site.url}docs/${name}`)
        expect(await page.evaluate('document.documentElement.style.colorScheme')).toBe('dark')
        expect(await accessibilityFaults(page)).toEqual([])
        expect(await isTooWide(page)).toBe(false)
        await page.context().close()
      }
    },
  )
})
