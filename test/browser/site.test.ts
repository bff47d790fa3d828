/** The page to play with, used as a person would: six tasks, two languages, a telephone and a desk, by keyboard too. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessibilityFaults, type Browser, hasBrowser, isTooWide, openBrowser, type Page, serve } from './browser.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const DIST = join(ROOT, 'docs', 'site', 'dist')

/** How much the lightest and the darkest of a picture's title, as a browser draws it, differ: 1 if nothing is read, 21 at most. */
async function inkAndPaper(page: Page, selector: string): Promise<number> {
  return await page.evaluate(`(() => {
    const image = document.querySelector(${JSON.stringify(selector)})
    const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: 30 })
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const lights = []
    for (let at = 0; at < data.length; at += 4) {
      // What is clear has the colour of nothing, on which anything may be seen or not.
      if (data[at + 3] < 255) return 0
      const [red, green, blue] = [data[at], data[at + 1], data[at + 2]].map((part) => {
        const share = part / 255
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      lights.push(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    }
    return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05)
  })()`)
}

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
      /^No\. Where the official at the window lies, 16,475 of 17,433 acts in .* pass under the ministry’s rule of February 2018; where none does, 0\..*as the newspaper reported it, 0 would pass.*today’s rule, which sources show up to 2024-11-01, 17,225 pass.*750 more pass than that of February 2018.*6,494 would pass, all without points/,
    ],
    [
      'zh',
      /^不能。按公安部2018年2月的规定，窗口经办人员作假时，报道案件的17,433件中16,475件仍可办理；无人作假时为0件。若照报道字面，可以办理的为0件.*现行规定（有来源印证至2024-11-01），可以办理的为17,225件.*多放过750件.*6,494件，都不记分（0分）/,
    ],
  ])(
    'opens with the answer in %s: counted on the page, drawn, to be taken away and asked on',
    async (language, said) => {
      const { page, faults } = await opened(`?lang=${language}`)
      // What is not counted to its end is not taken away.
      await page.waitForSelector('.take button')
      expect(await page.locator('.take button:enabled').count()).toBe(0)
      await page.waitForFunction(`document.querySelectorAll('.bars > g').length === 5`)
      expect(await page.textContent('.answer')).toMatch(said)
      // A bar is as long as its share: none of the points passes with the binding and its date test at windows.
      const lengths: number[] = await page.evaluate(
        `[...document.querySelectorAll('.bars > g')].map((law) => [...law.querySelectorAll('rect')].map((bar) => bar.getBoundingClientRect().width)).map(([, , all, points]) => points / all)`,
      )
      expect(lengths[0]).toBe(0)
      expect(lengths[2]).toBeCloseTo(26_617 / 27_305, 2)
      expect(lengths[4]).toBe(0)
      const taken = async (button: string) => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.click(`main button >> text="${button}"`),
        ])
        return readFileSync(await download.path())
      }
      const svg = String(await taken('SVG'))
      expect(svg).toContain('17,225 / 17,433')
      expect(svg).toMatch(/澎湃新闻.*2018-03-02|2018-03-02.*澎湃新闻/)
      expect(await page.textContent('main h2')).toContain('2018')
      expect(svg).not.toContain('var(--')
      expect((await taken('PNG')).subarray(1, 4).toString()).toBe('PNG')
      await page.click('main summary')
      expect(String(await taken('CSV'))).toMatch(/,17225,17433,26617,27305,/)
      await page.click('.cite button')
      await page.waitForFunction(`document.querySelector('.cite [role=status]').textContent !== ''`)
      const cited = await page.evaluate('navigator.clipboard.readText()')
      expect(cited).toMatch(/^demerit \d+\.\d+\.\d+.*17,225.*\d{4}-\d\d-\d\d.*https?:.*#answer\?lang=/)
      await page.click('.questions a >> nth=1')
      await page.waitForSelector('.heat')
      expect(page.url()).toContain('day=2024-11-01')
      expect(page.url()).toContain('from=cn-2020-09-28')
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

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

  test('the law: another day has another set, and the address says which day', async () => {
    const { page } = await opened('law?lang=en&day=2018-09-10')
    expect(await page.textContent('main h3')).toContain('cn-2018-09-01')
    await page.fill('input[type=date]', '2025-01-01')
    await page.waitForFunction(`document.querySelector('main h3').textContent.includes('cn-2024-11-01')`)
    expect(page.url()).toContain('day=2025-01-01')
    await page.context().close()
  })

  test('the law: a day is typed digit by digit, and until there is one nothing else changes', async () => {
    const { page, faults } = await opened('law?lang=en&day=2018-09-10')
    const field = 'main input[type=date]'
    await page.focus(field)
    await page.keyboard.type('05012')
    expect(await page.inputValue(field)).toBe('0002-05-01')
    expect(await page.textContent('.controls .problem')).toContain('2012-01-01')
    expect(await page.textContent('main h3')).toContain('cn-2018-02-24')
    await page.keyboard.type('025')
    await page.waitForFunction(`document.querySelector('main h3').textContent.includes('cn-2024-11-01')`)
    expect(page.url()).toContain('day=2025-05-01')
    expect(await page.textContent('.controls .problem')).toBe('')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test.each([
    ['law?lang=en&day=2019-02-30', 'day: “2019-02-30”'],
    ['law?lang=en&day=banana', 'day: “banana”'],
    ['law?lang=en&day=9999-12-31&from=x', 'from: “x”'],
    ['case?lang=en&facts={"at":"2025', 'a link may have been cut off'],
    ['case?lang=en&facts={"toString":1}', 'toString is not a fact'],
    ['case?lang=en&set=cn-2025', 'set: “cn-2025”'],
    ['whatif?lang=en&driverCap=99', 'driverCap: “99”'],
    ['ways?lang=en&goal=toString', 'goal: “toString”'],
    ['audit?lang=en&question=sell', 'question: “sell”'],
    ['audit?lang=en&drawn=0', 'drawn: “0”'],
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
    await page.evaluate(`Date.prototype.toISOString = () => { throw new Error('no such day') }`)
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

  test('the law by version: English and Chinese show the same numbers and grades', async () => {
    const told: string[][] = []
    for (const language of ['en', 'zh']) {
      const { page } = await opened(`law?lang=${language}`)
      told.push(
        await page.evaluate(
          `[...document.querySelectorAll('.heat .provision')].map((each) => each.lastElementChild.textContent + (each.textContent.includes('✓') ? ' ✓' : ''))`,
        ),
      )
      await page.context().close()
    }
    expect(told[0]?.length).toBeGreaterThan(50)
    expect(told[0]).toEqual(told[1])
  })

  test.each(['en', 'zh'])(
    'the law in time in %s: a first day that no source gives is a span, and two sets stand side by side',
    async (language) => {
      const { page, faults } = await opened(`law?lang=${language}&day=2024-11-01`)
      // Of the sets of 2020 and 2024 a span of first days is known; each ends where its set begins.
      const ends: number[][] = await page.evaluate(
        `[...document.querySelectorAll('.timeline .span')].map((span) => [span, span.parentElement.querySelector('rect')].map((each) => each.getBoundingClientRect())).map(([span, set]) => [span.right, set.left, span.width])`,
      )
      expect(ends.length).toBe(2)
      for (const [right, left, wide] of ends) {
        expect(Math.abs((right as number) - (left as number))).toBeLessThan(3)
        expect(wide).toBeGreaterThan(20)
      }
      expect(await page.textContent('.timeline')).toMatch(
        language === 'en' ? /began after 2023-08-28, by 2024-11-01/ : /起始于2023-08-28之后、2024-11-01以前/,
      )
      // What the rule of 2024 added to that of 2020, and nothing that stayed.
      const differ = await page.textContent('.differences tbody')
      expect(differ).toMatch(language === 'en' ? /applications/ : /次/)
      // A condition of binding is not read as one of handling, which the other set has; each stands with its source.
      expect(differ).toMatch(
        language === 'en'
          ? /small new-energy car.*handling a traffic violation: no such rule in this set.*handling a traffic violation, 12123 app, .*all but large vehicle/
          : /小型新能源汽车.*处理交通违法：该版没有此规则.*处理交通违法、交管12123、.*除大型汽车、大型新能源汽车外/,
      )
      // Channels stand on both sides, and what stayed is said to.
      const plates: string[] = await page.evaluate(
        `[...[...document.querySelectorAll('.differences tr')].find((row) => /plate types|号牌种类/.test(row.textContent)).querySelectorAll('td')].map((cell) => cell.textContent)`,
      )
      const bound =
        language === 'en' ? /others, 12123 app, website, kiosk: small car/ : /机动车、交管12123、.*：小型汽车/
      expect(plates.map((cell) => bound.test(cell))).toEqual([true, true])
      expect(plates.map((cell) => /unchanged|未变/.test(cell))).toEqual([false, true])
      expect(await page.textContent('section:has(> div .differences) h4')).toBe(
        language === 'en' ? 'What changed between 2023-08-28 and 2024-11-01' : '2023-08-28至2024-11-01之间的变化',
      )
      // The picture that is taken away says what it shows, and for which day.
      const [picture] = await Promise.all([
        page.waitForEvent('download'),
        page.click('main .take button >> text="SVG"'),
      ])
      const drawn = readFileSync(await picture.path(), 'utf8')
      expect(drawn).toContain(language === 'en' ? 'the day chosen above, 2024-11-01' : '上面所选的日期2024-11-01')
      expect(drawn).toContain(language === 'en' ? 'no source shows it' : '尚无来源')
      expect(await page.locator('.differences tbody a[href^="http"]').count()).toBeGreaterThan(3)
      expect(await page.textContent('main h4 + p')).toMatch(
        language === 'en' ? /No source gives its first day/ : /起始日未见来源/,
      )
      expect(await page.locator('.differences tbody tr').count()).toBeLessThan(
        await page.locator('.heat tbody tr').count(),
      )
      await page.selectOption('main select >> nth=0', 'cn-2024-11-01')
      await page.waitForFunction(`document.querySelector('.differences') === null`)
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test('the law of a day before any, and two sets that are one, say so', async () => {
    const { page } = await opened('law?lang=en&day=2012-05-01&from=cn-2020-09-28&to=cn-2020-09-28')
    expect(await page.textContent('main h3')).toContain('no rule for 2012-05-01')
    await page.waitForSelector('text="No verdict changes."')
    await page.context().close()
  })

  test('a case: a number is what was typed, or is not known', async () => {
    const { page, faults } = await opened('case?lang=en&question=handle')
    await page.focus('#fact-fine')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('150.50')
    expect(decodeURIComponent(page.url())).toContain('"fine":15050')
    await page.fill('#fact-pointsHeld', '2.7')
    expect(await page.textContent('#fact-pointsHeld-problem')).toContain('“2.7” is not a whole number')
    expect(decodeURIComponent(page.url())).not.toContain('pointsHeld')
    await page.focus('#fact-at')
    await page.keyboard.type('030520250915AM')
    expect(decodeURIComponent(page.url())).toContain('"at":"2025-03-05T09:15:00.000+08:00"')
    expect(faults).toEqual([])
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
    ['en', 'Today (so far): with a lying official 1,600 of 1,600 acts'],
    ['zh', '现行规定（已计算部分）：经办人员作假时，报道所涉1,600件'],
  ])('what if in %s: what is counted of a part of the cases is called no total', async (language, told) => {
    const page = await browser.page({ width: 1280 })
    // A worker that counts one case and no more.
    const row = {
      id: 'x',
      court: { en: 'x', zh: 'x' },
      acts: 1600,
      points: 1,
      passed: 1600,
      pointsPassed: 1,
      bindings: 0,
      releases: 0,
      assumed: {},
      sure: 'exact',
    }
    await page.route('**/whatif-worker-*', (route: { fulfill: (answer: object) => void }) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `addEventListener('message', ({ data: { levers } }) => postMessage({ progress: { levers, rows: [${JSON.stringify(row)}], today: [${JSON.stringify(row)}], capacity: [] } }))`,
      }),
    )
    await page.goto(`${site.url}index.html#whatif?lang=${language}`)
    await page.waitForFunction(`document.querySelector('.passes')?.textContent.includes('1,600')`)
    expect(await page.textContent('.passes')).toContain(told)
    await page.context().close()
  })

  test.each([
    ['en', /most effective: Binding needed at the window too \+ Date test at the window too.*0 at a window.*today/i],
    ['zh', /拦住最多的是：窗口也须先备案 \+ 窗口也适用备案日期限制.*在窗口可卖0分/],
  ])(
    'what would stop it, in %s: the pair that works comes first, with what it costs; a ring that changes is counted anew',
    async (language, said) => {
      const { page, faults } = await opened(`whatif?lang=${language}&licences=2&vehicles=2&days=3`)
      const done = `document.querySelectorAll('.stop tbody tr').length > 8 && /6,494/.test(document.querySelector('.stops').textContent)`
      await page.waitForFunction(done)
      expect(await page.textContent('.stops')).toMatch(said)
      expect(await page.textContent('.stops')).toMatch(language === 'en' ? /bound first can still be sold/ : /仍可卖/)
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
      expect(page.url()).toContain('bindAtWindow=true&dateAtWindow=true')
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

  test('what would stop it: whether all changes are shown stands in the address', async () => {
    const page = await browser.page({ width: 1280 })
    const left = { points: 1, acts: 1, kind: 'exact' }
    const rows = Array.from({ length: 11 }, (_, index) => ({
      pull: index === 0 ? [] : ['driverCap'].concat(Array(index).fill('vehicleCap')),
      app: left,
      window: left,
      realRefused: 0,
    }))
    await page.route('**/stop-worker-*', (route: { fulfill: (answer: object) => void }) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `addEventListener('message', () => postMessage({ result: ${JSON.stringify({ rows, real: 5 })} }))`,
      }),
    )
    await page.goto(`${site.url}index.html#whatif?lang=en&changes=all`)
    await page.waitForSelector('.stop tbody tr')
    expect(await page.locator('.stop tbody tr').count()).toBe(11)
    await page.click('section button[aria-expanded=true]')
    await page.waitForSelector('section button[aria-expanded=false]')
    expect(await page.locator('.stop tbody tr').count()).toBe(9)
    expect(await hashIn(page)).toContain('changes=few')
    await page.context().close()
  })

  test('what would stop it: no number stands beside an error', async () => {
    const page = await browser.page({ width: 1280 })
    await page.route('**/stop-worker-*', (route: { fulfill: (answer: object) => void }) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `addEventListener('message', () => { postMessage({ progress: { rows: [{ pull: [], app: { points: 987654321, acts: 1, kind: 'exact' }, window: { points: 987654321, acts: 1, kind: 'exact' }, realRefused: 0 }], real: 5 } }); postMessage({ error: 'no more' }) })`,
      }),
    )
    await page.goto(`${site.url}index.html#whatif?lang=en`)
    await page.waitForFunction(`/It failed: no more/.test(document.querySelector('.stops').textContent)`)
    expect(await page.textContent('main')).not.toContain('987,654,321')
    await page.context().close()
  })

  test('what if: binding and date test at the window too stop every point', async () => {
    const { page } = await opened('whatif?lang=en')
    const done = `document.querySelector('[aria-label="The article’s cases"] tbody')?.rows.length === 9 && !document.querySelector('.passes').textContent.includes('Counting')`
    await page.waitForFunction(done)
    await page.check('.levers input >> nth=0')
    await page.check('.levers input >> nth=1')
    await page.waitForFunction(
      `${done} && / with 0 of [\\d,]+ points/.test(document.querySelector('.passes').textContent)`,
    )
    expect(page.url()).toContain('bindAtWindow=true')
    await page.context().close()
  })

  test('what if: what a ring can sell is counted again with the ring, and says what stops it', async () => {
    const { page } = await opened('whatif?lang=en&licences=1&days=365')
    const body = `document.querySelector('[aria-label="What a ring can sell"] tbody')`
    const first = `${body}.rows[0].textContent`
    await page.waitForFunction(`${body}?.rows.length === 5`)
    expect(await page.evaluate(first)).toMatch(/an official lies *23.*2,300.*state of the licence/)
    await page.fill('input[type=number] >> nth=0', '2')
    await page.keyboard.press('Tab')
    await page.waitForFunction(`${first}.includes('4,600')`)
    expect(page.url()).toContain('licences=2')
    await page.context().close()
  })

  test('what if: a cap of two at self-service makes no difference, and the page says why', async () => {
    const { page } = await opened('whatif?lang=en&driverCap=2')
    const status = '.passes'
    await page.waitForFunction(`/Alone this changes nothing/.test(document.querySelector('${status}').textContent)`)
    expect(await page.textContent(status)).toMatch(/Today: .*Your change: .*: no act that passes needs a binding/)
    // The bars of a column begin at one edge.
    const edges: number[][] = await page.evaluate(
      `[...document.querySelectorAll('[aria-label="The article’s cases"] tbody tr')].map((row) => [...row.querySelectorAll('meter')].map((bar) => bar.getBoundingClientRect().left))`,
    )
    expect(edges.length).toBe(9)
    for (const row of edges) expect(row).toEqual(edges[0])
    expect(await page.textContent('[aria-label="The article’s cases"]')).toContain('at least 240')
    await page.context().close()
  })

  test.each([
    [
      'en',
      'the rule as reported',
      '0 of 240 pass; refused by rule on the date of binding (240)',
      /more than 120 vehicles/,
    ],
    ['zh', '据报道的规定', '240件通过0件；不能通过的原因：备案日期要求（240）', /more than 120 vehicles/],
  ])(
    'what if in %s: which rule set stops the Huaibei case stands in a table, with the period and what is stated',
    async (language, title, told, statement) => {
      const { page } = await opened(`whatif?lang=${language}&case=huaibei-deceased`)
      await page.waitForFunction(`document.querySelector('.sets tbody')?.rows.length === 8`)
      const row = await page.textContent('.sets tbody tr >> nth=2')
      expect(row).toContain(title)
      expect(row.replace(/ \((\d+)\)/g, language === 'zh' ? '（$1）' : ' ($1)')).toContain(told)
      expect(await page.textContent('main')).toContain('2015-03-27 – 2015-05-02')
      expect(await page.textContent('main ul[lang=en]')).toMatch(statement)
      // The choice stays when a lever is pulled.
      await page.selectOption('main select', 'huli-phone-tampering')
      await page.check('.levers input >> nth=0')
      expect(page.url()).toContain('case=huli-phone-tampering')
      expect(page.url()).toContain('bindAtWindow=true')
      expect(await accessibilityFaults(page)).toEqual([])
      await page.context().close()
    },
  )

  test.each(['en', 'zh'])('what cannot be is pointed out beside a verdict, in %s', async (language) => {
    const { page } = await opened(`case?lang=${language}&question=handle`)
    const said = language === 'en' ? /To check: “time of the binding” is later than/ : /请核对：“[^”]*备案[^”]*”晚于/
    expect(await page.textContent('main')).not.toMatch(said)
    await page.fill('#fact-boundSince', '2025-03-12T10:00')
    await page.fill('#fact-occurredAt', '2025-03-10T14:00')
    await page.waitForFunction(`${said}.test(document.querySelector('main').textContent)`)
    await page.fill('#fact-boundSince', '2025-03-05T10:00')
    await page.waitForFunction(`!${said}.test(document.querySelector('main').textContent)`)
    await page.context().close()
  })

  test('a case: the smallest change of a time is offered, and a heading only over what helps', async () => {
    const { page } = await opened('case?lang=en&question=handle')
    expect(await page.textContent('main')).toMatch(/would be permitted if.*2025-03-05 10:00/)
    expect(await page.textContent('main')).not.toMatch(/: 2025-03-10 15:00 Beijing time/)
    await page.fill('#fact-fine', '300')
    await page.waitForSelector('text="It would stay so whatever any one fact were."')
    expect(await page.textContent('main')).not.toContain('would be permitted if')
    await page.context().close()
  })

  test.each(['en', 'zh'])('a case says in %s what to do on each channel, whatever the verdict', async (language) => {
    const { page, faults } = await opened(`case?lang=${language}&question=handle`)
    const rows = async (): Promise<[string[], string[], string[]]> => {
      const cells = await page.evaluate(
        `[...document.querySelectorAll('.channels tbody tr')].map((row) => [...row.cells].map((cell) => cell.className + ' ' + cell.textContent))`,
      )
      expect(cells.length).toBe(4)
      return cells
    }
    // The date test binds self-service alone: the offender can go to a window, with an identity document.
    const needed = language === 'en' ? /in person.*identity/ : /须本人到场、须核验身份/
    const nothingMore = language === 'en' ? ' nothing more' : ' 无其他要求'
    const [window, app, web] = await rows()
    expect(window[1]).toMatch(/^permitted /)
    expect(window[1]).toMatch(needed)
    expect(window[2]).toMatch(/originals of driving licence|驾驶证、身份证和行驶证原件/)
    expect(app[1]).toMatch(/^refused /)
    // Where another channel refuses it says as much as the chosen one.
    expect(web[2]).toBe(app[2])
    // What is permitted here may be elsewhere too, and a window asks for more.
    await page.fill('#fact-boundSince', '2025-03-01T10:00')
    await page.waitForFunction(`document.querySelector('.verdict').classList.contains('permitted')`)
    const [there, here] = await rows()
    expect(here).toEqual([expect.anything(), expect.stringMatching(/^permitted /), nothingMore])
    expect(there[1]).toMatch(/^permitted /)
    expect(there[1]).toMatch(needed)
    expect(await page.textContent('main')).toMatch(
      language === 'en' ? /Whoever drove the vehicle must/ : /请当时开车的人用/,
    )
    // At a window nobody came to, it says what would do there, as the row says from elsewhere.
    await page.selectOption('#fact-channel', 'window')
    await page.waitForFunction(`document.querySelector('.verdict').classList.contains('refused')`)
    const [come] = await rows()
    expect(come[1]).toMatch(/^refused /)
    expect(come[2]).toMatch(needed)
    await page.selectOption('#fact-channel', 'app')
    // What is not known is missed on every channel.
    await page.fill('#fact-pointsHeld', '')
    await page.waitForFunction(`document.querySelector('.verdict').classList.contains('undetermined')`)
    const [, lacks] = await rows()
    expect(lacks[1]).toMatch(/^undetermined /)
    expect(lacks[2]).toMatch(language === 'en' ? /^ [a-z ]*points[a-z ]*$/ : /^ [^、]*记分$/)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test.each([
    [
      'en',
      /12123 app: refused, under “the rule of 2024[^”]*”.*can be done at a police window, in person/,
      /last day for which a source shows this rule is 1 November 2024/,
      /fine: 200 yuan.*window: permitted, if .*12123 app: refused.*Sanya.*http:\/\/gaj\.sanya/,
      /was not the national rule on 2025-03-10; that was “the rule of 2024[^”]*”, by which it is refused/,
      /it depends on the channel \(see the table below; none is chosen\)/,
    ],
    [
      'zh',
      /^在交管12123处理交通违法：不能办理，依据“2024年[^”]*”。.*可以到交警窗口办理（须本人到场/,
      /印证该规定的最后一日是2024年11月1日/,
      /罚款金额：200元.*交警窗口：可以办理（须本人到场.*交管12123：不能办理.*三亚市.*http:\/\/gaj\.sanya/,
      /所选规定不是2025-03-10的全国规定；当日的全国规定是“2024年[^”]*”，依该规定不能办理/,
      /未选渠道，见下表/,
    ],
  ])(
    'a case in %s: the verdict names the channel and the law of the day, and is cited with its facts and documents',
    async (language, verdict, validity, cited, other, open) => {
      const { page, faults } = await opened(`case?lang=${language}&question=handle`)
      expect(await page.inputValue('main select >> nth=1')).toBe('cn')
      expect(await page.textContent('.verdict.top')).toMatch(verdict)
      expect(await page.textContent('.validity')).toMatch(validity)
      await page.click('.cite button')
      await page.waitForFunction(`document.querySelector('.cite [role=status]').textContent !== ''`)
      expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(cited)
      // A set that was not the law of the day says so.
      await page.selectOption('main select >> nth=1', 'cn-2018-09-01')
      expect(await page.textContent('.verdict.top')).toMatch(other)
      await page.selectOption('main select >> nth=1', 'cn')
      expect(await page.textContent('.verdict.top')).not.toMatch(other)
      // Without a channel it is said once what lacks.
      await page.selectOption('#fact-channel', '')
      expect(await page.textContent('.verdict.top')).toMatch(open)
      expect(await page.locator('.findings .unknown').count()).toBe(1)
      await page.click('.two button >> nth=0')
      await page.waitForFunction(`document.querySelector('#fact-at').value === ''`)
      expect(new URLSearchParams((await hashIn(page)).split('?')[1]).get('facts')).toBe('{}')
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test.each(['en', 'zh'])('a binding says in %s how the owner agrees elsewhere', async (language) => {
    const { page } = await opened(`case?lang=${language}&set=cn`)
    await page.fill('#fact-driverBindings', '2')
    await page.waitForFunction(`document.querySelector('.verdict').classList.contains('permitted')`)
    expect(await page.textContent('.channels tbody')).toMatch(language === 'en' ? /owner agrees/ : /同意/)
    expect(await page.locator('.channels td.permitted').count()).toBe(4)
    await page.context().close()
  })

  test.each(['en', 'zh'])(
    'audit in %s: two laws, the rows that they decide differently, a table to fill in',
    async (language) => {
      const { page, faults } = await opened(`audit?lang=${language}&rules=as-reported&against=cn`)
      await page.waitForSelector('input[type=file]')
      const header =
        'at,channel,driver,vehicle,vehicle_owner,vehicle_owner_kind,plate_type,operating,pair_bound,driver_bindings,vehicle_bindings,driver_bindings_ever,driver_applications_today,driver_applications_this_year,owner_consent,identity_verified'
      const row = (channel: string, bindings: number, operating: boolean) =>
        `2025-03-01T09:00:00+08:00,${channel},d1,v1,o1,individual,02,${operating},false,${bindings},0,${bindings},0,0,sms,true`
      // As reported a cap binds everywhere, and a vehicle in operation is not barred.
      const text = [
        header,
        row('app', 0, false),
        row('app', 0, true),
        row('app', 3, false),
        row('app', -1, false),
      ].join('\n')
      await page.setInputFiles('input[type=file]', { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
      await page.waitForSelector('.differing tbody tr')
      expect(await page.locator('.differing tbody tr').count()).toBe(1)
      expect(await page.textContent('.differing tbody tr')).toMatch(
        language === 'en' ? /^2permittedrefusedLaw B: / : /^2.*规定乙：/,
      )
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.click('text=/Download the verdict|下载各数据行/'),
      ])
      const judged = readFileSync(await download.path(), 'utf8')
      expect(judged).toMatch(
        language === 'en' ? /,verdict,rule set,.*,verdict of law B,/ : /,结论,依据的规定,.*,规定乙的结论,/,
      )
      // Each cell of the result is in words, but for what the file itself has.
      if (language === 'zh')
        expect(judged).toMatch(/sms,true,可以办理,据报道的规定,demerit [\d.]+ \w+,[^a-z]*,不能办理,.*\n/)
      await page.selectOption('main select >> nth=2', 'as-reported')
      await page.waitForFunction(
        `/give the same verdict on every row|结论都相同/.test(document.querySelector('main').textContent)`,
      )
      expect(await page.textContent('main')).toMatch(/1 row cannot be read\.|另有1个数据行无法读取/)
      expect(page.url()).toContain('against=as-reported')
      await page.click('main details:last-of-type summary')
      const [template] = await Promise.all([
        page.waitForEvent('download'),
        page.click('main details:last-of-type button >> nth=0'),
      ])
      const first = readFileSync(await template.path(), 'utf8')
      expect(first).toMatch(
        language === 'en'
          ? /^\ufeffid,at,channel,driver,vehicle.*,released_at\nexample.*\n$/
          : /^\ufeff序号,办理时间,办理渠道,驾驶证号,.*,备案解除时间\n示例.*\n$/,
      )
      // Its example can be read, and is permitted.
      await page.selectOption('main select >> nth=2', '')
      await page.selectOption('main select >> nth=1', 'cn')
      await page.setInputFiles('input[type=file]', { name: 'b.csv', mimeType: 'text/csv', buffer: Buffer.from(first) })
      await page.waitForFunction(
        `/Rows: 1; permitted: 1$|数据行数：1；可以办理：1$/.test(document.querySelector('main p[role=status]').textContent)`,
      )
      await page.click('.cite button')
      await page.waitForFunction(`document.querySelector('.cite [role=status]').textContent !== ''`)
      expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
        /b\.csv.*(permitted: 1|可以办理：1).*\(cn\).*\(cn-2024-11-01\)/,
      )
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test.each([
    ['en', 'handling a traffic violation', 'binding vehicles of others'],
    ['zh', '处理交通违法', '备案非本人机动车'],
  ])(
    'audit in %s: the columns of a file tell what is asked, and one can ask otherwise',
    async (language, handling, binding) => {
      const { page, faults } = await opened(`audit?lang=${language}`)
      await page.waitForSelector('input[type=file]')
      // Until a file tells it there is a table to fill in for either.
      const templates = 'details:has(> div > .scroll)'
      expect(await page.locator(templates).count()).toBe(2)
      const drop = (text: string) =>
        page.setInputFiles('input[type=file]', { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
      const status = (said: string) =>
        page.waitForFunction(
          `document.querySelector('main p[role=status]').textContent.includes(${JSON.stringify(said)})`,
        )
      // A column of each question: points decide.
      await drop('办理时间,办理渠道,记分,车主同意方式\n2025/3/5 9:15,交管12123,3,短信验证码\n')
      await status(handling)
      await drop('办理时间,办理渠道,驾驶人\n2025/3/5 9:15,交管12123,d\n')
      await status(binding)
      await page.selectOption('main select >> nth=0', 'handle')
      await status(handling)
      expect(page.url()).toContain('question=handle')
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test.each([
    ['en', 'No day is chosen yet: below is the law of 2018-09-10', 'no rule for 2013-01-01'],
    ['zh', '尚未选择日期，下面是2018-09-10的规定', '本库没有2013-01-01的规定'],
  ])(
    'the law in %s: an address without a day says which is shown, and so does a day before any law',
    async (language, none, before) => {
      const { page } = await opened(`law?lang=${language}`)
      expect(await page.textContent('main .problem')).toContain(none)
      await page.fill('main input[type=date]', '2013-01-01')
      await page.waitForFunction(
        `document.querySelector('h3[aria-live]').textContent.includes(${JSON.stringify(before)})`,
      )
      expect(await page.locator('main .problem:not(:empty)').count()).toBe(0)
      await page.context().close()
    },
  )

  test('the law in Chinese: each source has a Chinese name, what is in English says so, and sets are chosen by title', async () => {
    for (const day of ['2013-06-01', '2018-03-01', '2018-09-10', '2021-01-01', '2025-01-01']) {
      const { page } = await opened(`law?lang=zh&day=${day}`)
      const names: string[] = await page.evaluate(
        `[...document.querySelectorAll('.sources a[href^="http"]')].map((each) => each.textContent)`,
      )
      expect(names.length).toBeGreaterThan(2)
      expect(names.filter((name) => !/\p{Script=Han}/u.test(name) || /[a-z]{3}/.test(name))).toEqual([])
      const others: string[] = await page.evaluate(
        `[...document.querySelectorAll('.sources li:has(a[href^="./docs"])')].map((each) => each.textContent)`,
      )
      expect(others.every((each) => each.endsWith('（英文）'))).toBe(true)
      expect(await page.textContent('main select option[value=cn-2018-09-01]')).toBe(
        '2018年9月优化措施 (cn-2018-09-01)',
      )
      await page.context().close()
    }
    const { page } = await opened('law?lang=en&day=2018-03-01')
    // None is told by the one that stands above it in another list.
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('.sources li')].filter((each) => /^the same/.test(each.textContent)).length`,
      ),
    ).toBe(0)
    expect(await page.locator('.sources li').count()).toBeGreaterThan(50)
    await page.context().close()
  })

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

  test('the audit that did not load says so as other parts of the page do', async () => {
    const page = await browser.page({ width: 390 })
    await page.goto(`${site.url}index.html#law?lang=en`)
    await page.waitForSelector('.heat')
    await page.context().setOffline(true)
    await page.click('text="Audit"')
    await page.waitForSelector('main [role=alert]')
    expect(await page.textContent('main')).toContain('A part of the page did not load.')
    expect(await page.textContent('main')).not.toMatch(/Failed to fetch|could not be shown/)
    await page.context().close()
  })

  test.each([390, 1280])(
    'what stands about a wide table stands outside of what is moved, at %i pixels',
    async (width) => {
      const { page } = await opened('law?lang=en&day=2025-01-01', width)
      const seen = async (selector: string) =>
        page.evaluate(
          `(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth && box.width > 0 })()`,
        )
      expect(await page.locator('.scroll h3, .scroll .narrow, .scroll .legend').count()).toBe(0)
      expect(await page.textContent('h3:has(+ .narrow)')).toBe('Rule by version')
      expect(await seen('h3:has(+ .narrow)')).toBe(true)
      expect(await seen('h3 + .narrow')).toBe(width === 390)
      await page.context().close()
    },
  )

  test('the step that is compared is the one to the law of the day, and a rule that there was not is called so', async () => {
    const { page } = await opened('law?lang=en&day=2018-05-01')
    const chosen = async () =>
      page.evaluate(`[...document.querySelectorAll('main select')].map(({ value }) => value).join(' ')`)
    expect(await chosen()).toBe('cn-2013-05-02 cn-2018-02-24')
    await page.waitForFunction(`/there was no rule for it/.test(document.querySelector('main ol').textContent)`)
    await page.fill('main input[type=date]', '2025-01-01')
    await page.waitForFunction(`document.querySelector('main select').value === 'cn-2020-09-28'`)
    expect(await chosen()).toBe('cn-2020-09-28 cn-2024-11-01')
    await page.context().close()
  })

  test('what did not load is said, instead of numbers', async () => {
    const page = await browser.page({ width: 1280 })
    await page.route('**/*-worker-*', (route: { abort: () => void }) => route.abort())
    await page.goto(`${site.url}index.html#whatif?lang=en`)
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

  test('a case is judged by the rule of its day too, and a field reached by keyboard is not under the verdict', async () => {
    const { page } = await opened('case?lang=en&question=handle&set=cn', 390)
    expect(await page.textContent('.verdict')).toContain('the rule of 2024')
    await page.fill('#fact-at', '2019-05-01T09:00')
    expect(await page.textContent('.verdict')).toContain('September 2018')
    await page.click('text="TypeScript"')
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain("import { cn } from 'demerit/rules'")
    // Backwards through the form: what has the focus is in sight.
    for (let count = 0; count < 30; count++) {
      await page.keyboard.press('Shift+Tab')
      const covered = await page.evaluate(
        `(() => { const field = document.activeElement.getBoundingClientRect(); const verdict = document.querySelector('.verdict.top').getBoundingClientRect(); return document.activeElement.closest('.facts') !== null && field.top < verdict.bottom - 1 && field.bottom > verdict.top })()`,
      )
      expect(covered).toBe(false)
    }
    await page.context().close()
  })

  test('the law says from when to when sources show the set, and a day out of range says what is still shown', async () => {
    const { page } = await opened('law?lang=en&day=2024-11-01', 390)
    expect(await page.textContent('.validity')).toContain('in force on 1 November 2024')
    expect(await page.textContent('main h3')).toContain('The rule that applied on 2024-11-01')
    // The grid opens on the set of the day.
    const seen = await page.evaluate(
      `(() => { const cell = document.querySelector('.heat th.now').getBoundingClientRect(); return cell.left >= 0 && cell.right <= innerWidth })()`,
    )
    expect(seen).toBe(true)
    await page.fill('main input[type=date]', '2011-01-01')
    expect(await page.textContent('.controls .problem')).toContain('Below is still the law of 2024-11-01')
    await page.context().close()
  })

  test.each([
    ['en', /^The rule that may have applied on 2019-12-01, not attested after 2019-07-05: /],
    ['zh', /^2019-12-01可能适用的规定（2019-07-05以后未见来源）：/],
  ])('the law of a day that no source attests says so in its heading, in %s', async (language, said) => {
    const { page } = await opened(`law?lang=${language}&day=2019-12-01`)
    expect(await page.textContent('main h3')).toMatch(said)
    expect(await page.locator('.short li').count()).toBe(3)
    expect(await page.textContent('.short')).toMatch(language === 'en' ? /200 yuan/ : /200元/)
    await page.context().close()
  })

  test('what is asked for is at the top of the screen of a telephone', async () => {
    const top = (page: Page, selector: string) =>
      page.waitForFunction(
        `Math.abs(document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect().top) < 40`,
      )
    const { page } = await opened('?lang=en', 390)
    await page.click('.questions a >> nth=1')
    await top(page, 'section:has(> section .differences)')
    await page.click('text="Ways round"')
    await page.click('[aria-label^="F as-reported: "]')
    await top(page, '.found')
    expect(await page.evaluate('document.activeElement.ariaLabel')).toContain('F as-reported')
    await page.context().close()
  })

  test('a name of a page that is too long is cut in the message', async () => {
    const { page } = await opened(`${'x'.repeat(500)}?lang=en`)
    expect((await page.textContent('main .problem')).length).toBeLessThan(120)
    await page.context().close()
  })

  test('ways round: a search finds a way, tells it and draws it', async () => {
    const { page } = await opened('ways?lang=en&set=as-reported')
    await page.click('text="Search"')
    await page.waitForSelector('.story li')
    expect(await page.locator('.graph circle').count()).toBeGreaterThan(1)
    // Each line has a name: what no driver does stands last.
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('.graph g:has(> line) text')].map((each) => each.textContent).join(' ')`,
      ),
    ).toMatch(/^(d\d )+others$/)
    await page.context().close()
  })

  test('ways round: a link shows what was found, in the language of the page', async () => {
    const { page, faults } = await opened('ways?lang=en&set=as-reported&searched=yes')
    await page.waitForSelector('.story li')
    expect(await page.textContent('.story')).not.toMatch(/\p{Script=Han}/u)
    await page.click('text="中文"')
    await page.waitForFunction(`/\\p{Script=Han}/u.test(document.querySelector('.story')?.textContent)`)
    expect(await hashIn(page)).toContain('searched=yes')
    await page.click('text="恢复初始"')
    await page.waitForFunction(`document.querySelector('.story') === null`)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('ways round: each answer of the table is that of docs/LOOPHOLES.md, and is found again in the same world', async () => {
    const { rows } = JSON.parse(readFileSync(join(ROOT, 'docs', 'loopholes-verified.json'), 'utf8'))
    const { page } = await opened('ways?lang=en')
    const shown: string[] = await page.evaluate(
      `[...document.querySelectorAll('.answers tbody td')].map((cell) => cell.textContent)`,
    )
    // Under each answer stands the world that it is of.
    expect(shown.every((text) => /^(\d+|closed)\d+ days?(, with transfer)?$/.test(text))).toBe(true)
    expect(shown.length).toBe(rows.filter(({ part }: { part: string }) => part !== 'reform').length)
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
    await page.waitForFunction(`/Rows: 4;.*refused: 2/.test(document.querySelector('main [role=status]').textContent)`)
    expect(await page.textContent('code >> nth=-1')).toContain('--question handle')
    expect(await page.textContent('.refused-rows')).not.toContain('per driver')
    await page.context().close()
  })

  test('audit: whose picture is drawn stands in the address, and a link draws it', async () => {
    const { page, faults } = await opened('audit?lang=en&file=sample&drawn=2')
    const choice = 'main select >> nth=3'
    await page.waitForSelector('svg[aria-label$="Vehicle v1"]')
    expect(await page.inputValue(choice)).toBe('2')
    await page.selectOption(choice, { label: 'Driver d2 (2)' })
    await page.waitForSelector('svg[aria-label$="Driver d2"]')
    expect(await hashIn(page)).toContain('drawn=3')
    // Whom another law judges is the same; another question is about other acts.
    await page.selectOption('main select >> nth=2', 'as-reported')
    await page.waitForSelector('.pairs')
    await page.waitForSelector('svg[aria-label$="Driver d2"]')
    await page.selectOption('main select >> nth=0', 'handle')
    await page.waitForFunction(`/Rows: 4;/.test(document.querySelector('main [role=status]').textContent)`)
    expect(await hashIn(page)).not.toContain('drawn=3')
    expect(await page.locator('main .problem:not(:empty)').count()).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
    // A file is in no address: who has the link chooses it, and sees what the link draws.
    const other = await opened('audit?lang=en&drawn=2')
    await other.page.waitForSelector('input[type=file]')
    expect(await other.page.textContent('main')).not.toContain('No file is in a link')
    await other.page.reload()
    await other.page.waitForSelector('text=/No file is in a link/')
    const drop = (names: readonly string[]) => {
      const rows = names.map((name) => `2025-01-02T09:00:00+08:00,${name},v,2025-02-02T09:00:00+08:00`)
      const buffer = Buffer.from(['at,driver,vehicle,released_at', ...rows].join('\n'))
      return other.page.setInputFiles('input[type=file]', { name: 'a.csv', mimeType: 'text/csv', buffer })
    }
    await drop(['d', 'd', 'e'])
    await other.page.waitForSelector('svg[aria-label$="Driver d"]')
    expect(await hashIn(other.page)).toContain('drawn=2')
    await drop(['d', 'e'])
    await other.page.waitForSelector('svg[aria-label$="Vehicle v"]')
    expect(await hashIn(other.page)).toContain('drawn=1')
    await other.page.context().close()
    const far = await opened('audit?lang=en&file=sample&drawn=9')
    await far.page.waitForSelector('main .problem')
    expect(await far.page.textContent('main .problem')).toContain('drawn: “9” is not a whole number from 1 to 7')
    await far.page.waitForSelector('svg[aria-label$="Driver d1"]')
    await far.page.context().close()
  })

  test.each(['en', 'zh'])(
    'audit in %s: a file that Excel wrote says what is wrong with it, and how it is mended',
    async (language) => {
      const { page, faults } = await opened(`audit?lang=${language}&question=handle`)
      await page.waitForSelector('input[type=file]')
      const drop = (text: string) =>
        page.setInputFiles('input[type=file]', { name: 'acts.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
      const status = () => page.textContent('main p[role=status]')
      await drop('办理时间,办理渠道,办公室\n2025/3/5 9:15,交管12123,北\n2025/3/5 9:15,交管,北\n')
      await page.waitForSelector('dl')
      expect(await page.textContent('dl')).toMatch(
        language === 'en'
          ? /办理时间 \(at\).*办理渠道 \(channel\).*办公室.*\(driver\)/
          : /办理时间、办理渠道.*办公室.*驾驶证号/,
      )
      expect(await page.locator('main table >> nth=0 >> tbody tr').count()).toBe(1)
      expect(await page.textContent('main table')).toContain(language === 'en' ? '办理渠道 (channel)' : '办理渠道')
      expect(await page.textContent('main')).toMatch(/办理时间 \(2\)/)
      expect(await accessibilityFaults(page)).toEqual([])
      // The verdicts of all rows, to keep.
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.click('dl >> xpath=preceding::button[1]'),
      ])
      expect(readFileSync(await download.path(), 'utf8')).toMatch(
        language === 'en'
          ? /^\ufeff办理时间,办理渠道,办公室,verdict,.*\n[^\n]*,undetermined,.*\n[^\n]*,invalid,/
          : /^\ufeff办理时间,办理渠道,办公室,结论,.*\n[^\n]*,"?信息不全.*\n[^\n]*,填写有误,/,
      )
      await drop('a,b\n1,2\n')
      await page.waitForSelector('details[open] table')
      expect(await status()).toMatch(/No column is a fact|没有一列/)
      expect(await page.textContent('details table')).toContain('recorded_by')
      expect(await page.textContent('details table')).toMatch(language === 'en' ? /fine_yuan \/ / : /罚款\(元\) \/ /)
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test.each([
    ['en', /Not drawn: the file has no column released_at/, 'also a row that is refused above', 'released_at'],
    ['zh', /未画：文件没有备案解除时间/, '判为不能办理的也算在内', '备案解除时间'],
  ])(
    'audit in %s: what the picture of open bindings needs is listed, and missed',
    async (language, missed, counted, header) => {
      const { page } = await opened(`audit?lang=${language}`)
      await page.waitForSelector('input[type=file]')
      expect(await page.textContent('main details')).toContain('released_at')
      const drop = (text: string) =>
        page.setInputFiles('input[type=file]', { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
      await drop('at,driver,机动车\n2025-01-02T09:00:00+08:00,d,v\n')
      await page.waitForFunction(`${missed}.test(document.querySelector('main').textContent)`)
      await drop(
        `at,driver,vehicle,${header}\n2013-01-02T09:00:00+08:00,d,v,\n2025-01-02T09:00:00+08:00,d,w,2025-02-02T09:00:00+08:00\n`,
      )
      await page.waitForFunction(`document.querySelector('main').textContent.includes('${counted}')`)
      expect(await page.textContent('dl')).toContain(header)
      expect(await page.textContent('dl dd >> nth=1')).not.toContain(header)
      // The line of the limit begins where there is one, in 2018, not at the left edge.
      const ends: number[] = await page.evaluate(
        `(() => { const at = (each) => each.getBoundingClientRect(); const [open, limit] = ['.chart g:not([stroke-dasharray]) > path[d]', '.chart g[stroke-dasharray] > path'].map((each) => [...document.querySelectorAll(each)].sort((a, b) => at(b).width - at(a).width)[0]); return [at(open).left, at(limit).left, at(open).right, at(limit).right] })()`,
      )
      expect((ends[1] as number) - (ends[0] as number)).toBeGreaterThan(200)
      expect(Math.abs((ends[3] as number) - (ends[2] as number))).toBeLessThan(3)
      expect(await page.textContent('main')).toMatch(/after a reload, choose it again|重新载入后请再次选择/)
      await page.context().close()
    },
  )

  test('a chart of months is one of time, and the colour of a verdict is that of the page', async () => {
    const { page } = await opened('audit?lang=en&question=handle')
    await page.waitForSelector('text="Try a sample"')
    await page.click('text="Try a sample"')
    await page.waitForSelector('.chart rect')
    const fills = await page.evaluate(
      `[...new Set([...document.querySelectorAll('[aria-label="By month"] rect')].map((bar) => bar.getAttribute('fill')))].sort()`,
    )
    expect(fills).toEqual(['var(--bad)', 'var(--good)', 'var(--open)'])
    expect(await accessibilityFaults(page)).toEqual([])
    await page.context().close()
  })

  test.each(['en', 'zh'])(
    'audit in %s: axes of whole numbers and of months, the limit by its name, what was read kept',
    async (language) => {
      const { page, faults } = await opened(`audit?lang=${language}`)
      await page.waitForSelector('input[type=file]')
      const header = 'id,at,channel,driver,vehicle,released_at'
      const rows = Array.from({ length: 20_000 }, (_, index) =>
        [index, `2025-0${1 + (index % 3)}-02T09:00:00+08:00`, 'app', 'd', 'v', '2025-06-01T09:00:00+08:00'].join(','),
      )
      const drop = (name: string, text: string | Buffer) =>
        page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) })
      await drop('many.csv', [header, ...rows].join('\n'))
      const label = language === 'en' ? 'By month' : '按月'
      await page.waitForSelector(`[aria-label="${label}"] rect`)
      const texts: string[] = await page.evaluate(
        `[...document.querySelectorAll('svg[aria-label="${label}"] text')].map((each) => each.textContent)`,
      )
      expect(texts).toEqual(expect.arrayContaining(['2025-01', '2025-02', '2025-03', '0', '1,000', '6,000']))
      // No part of a number is cut off by the edge of the picture.
      expect(
        await page.evaluate(
          `(() => { const box = document.querySelector('svg[aria-label="${label}"]').getBoundingClientRect(); return [...document.querySelectorAll('svg[aria-label="${label}"] text')].every((each) => each.getBoundingClientRect().left >= box.left - 0.5) })()`,
        ),
      ).toBe(true)
      await page.click(`text="${language === 'en' ? 'The law' : '规定'}"`)
      await page.click(`text="${language === 'en' ? 'Audit' : '审核'}"`)
      await page.waitForSelector(`[aria-label="${label}"] rect`)
      expect(await page.textContent('main')).toContain('many.csv')
      // What came of the file before goes at once.
      await drop('picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
      await page.waitForSelector('p.problem')
      expect(await page.textContent('p.problem')).toMatch(language === 'en' ? /not text/ : /不是文本文件/)
      expect(await page.locator('main svg').count()).toBe(0)
      await page.click(`text="${language === 'en' ? 'Try a sample' : '试用样例'}"`)
      const limit = language === 'en' ? 'limit: 3' : '上限：3'
      await page.waitForSelector(`text="${limit}"`)
      await drop('ids.csv', 'at,driver\n2025-01-02T09:00:00+08:00,"a b"\n')
      await page.waitForFunction(`/a b/.test(document.querySelector('main table')?.textContent)`)
      expect(await page.textContent('main table')).toMatch(
        language === 'en' ? /^.*Row.*licence number cannot be right/ : /^.*数据行.*驾驶证号不对/,
      )
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test.each([
    ['en', /applied on 2018-09-10.*\(cn-2018-09-01\)/, /Most effective/],
    ['zh', /2018-09-10适用的规定.*\(cn-2018-09-01\)/, /拦住最多的是/],
  ])(
    'as an analyst in %s: from the first page, each question is answered within two clicks, and can be cited',
    async (language, law, stops) => {
      const { page, faults } = await opened(`?lang=${language}`)
      let clicks = 0
      const click = async (what: string) => {
        clicks++
        await page.click(what)
      }
      const home = async () => {
        await page.click('nav a >> nth=0')
        await page.waitForSelector('.questions')
        clicks = 0
      }
      // Would the rule have ended it? The sentence is there; a picture of it is one click.
      await page.waitForFunction(`document.querySelectorAll('.bars > g').length === 5`)
      expect(await page.textContent('.answer')).toMatch(/17,433/)
      // What was the law on a day, who says so, and how sure is it?
      await click('.questions a >> nth=0')
      await page.waitForSelector('.sources')
      expect(await page.textContent('h3[aria-live]')).toMatch(law)
      expect(await page.locator('main section h4 >> nth=0').count()).toBe(1)
      await click('.sources summary >> nth=0')
      expect(await page.locator('.sources[open] a[href^="http"]').count()).toBeGreaterThan(2)
      expect(await page.textContent('.sources[open] ul')).toMatch(/20\d\d/)
      expect(await page.locator('tr.inferred').count()).toBeGreaterThan(3)
      expect(clicks).toBe(2)
      await home()
      // What changed in 2024?
      await click('.questions a >> nth=1')
      await page.waitForSelector('.differences tbody tr')
      expect(await page.textContent('.differences')).toContain('5')
      expect(clicks).toBe(1)
      await home()
      // May a friend handle it, and where?
      await click('.questions a >> nth=2')
      await page.waitForSelector('.channels tbody tr')
      expect(await page.locator('.channels td.permitted').count()).toBe(1)
      expect(clicks).toBe(1)
      await home()
      // Which change would have stopped it?
      await click('.questions a >> nth=3')
      await page.waitForFunction(`${stops}.test(document.querySelector('.stops').textContent)`)
      expect(clicks).toBe(1)
      await page.click('.cite button')
      await page.waitForFunction(`document.querySelector('.cite [role=status]').textContent !== ''`)
      expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^demerit .*17,225.*cn-2024-11-01.*#whatif/)
      await home()
      // Which rows were unlawful, and which differ between two laws?
      await click('.questions a >> nth=4')
      await page.waitForSelector('input[type=file]')
      await page.selectOption('main select >> nth=0', 'handle')
      await page.selectOption('main select >> nth=2', 'cn-2013-05-02')
      await click('.controls button')
      await page.waitForSelector('.differing tbody tr')
      expect(await page.textContent('.refused-rows thead')).toContain('id')
      expect(await page.textContent('.refused-rows tbody')).toMatch(language === 'en' ? /binding/ : /备案/)
      expect(clicks).toBe(2)
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

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

  test('the menu of a guide in Chinese has those in Chinese first, and says what is in English', () => {
    const menu = (page: string) => {
      const [, list = ''] =
        /<ul id="pages">([\s\S]*?)<\/details>/.exec(readFileSync(join(DIST, 'docs', page), 'utf8')) ?? []
      return [...list.matchAll(/<li>([^<]*)<ul>([\s\S]*?)<\/ul>/g)].map(([, title, links = '']) => [
        title,
        ...new Set([...links.matchAll(/lang="([^"]*)"/g)].map(([, language]) => language)),
      ])
    }
    for (const page of ['README.zh-CN.html', 'guides/audit.zh-CN.html']) {
      const [first, ...others] = menu(page)
      expect(first).toEqual(['中文', 'zh-CN'])
      expect(others.length).toBe(5)
      for (const [title, ...languages] of others) expect([title?.slice(-4), languages]).toEqual(['（英文）', ['en']])
    }
    expect(menu('index.html').map(([title]) => title)).toContain('Guides')
    expect(readFileSync(join(DIST, 'docs/README.zh-CN.html'), 'utf8')).toMatch(
      /guides\/registry\.html">登记库<\/a>（英文）/,
    )
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

  test('no text of an error is made a link, and each page has the icon', () => {
    expect(readFileSync(join(DIST, 'docs', 'SENTENCES.html'), 'utf8')).not.toMatch(/href="(?:ftp|https?):/)
    for (const page of [
      'docs/index.html',
      'docs/guides/audit.html',
      'api/index.html',
      'api/modules/demerit.html',
      'index.html',
    ]) {
      const [, icon = ''] = /rel="icon" href="([^"]+)"/.exec(readFileSync(join(DIST, page), 'utf8')) ?? []
      expect(posix.join(posix.dirname(page), icon)).toBe('icon.svg')
    }
    expect(existsSync(join(DIST, 'icon.svg'))).toBe(true)
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
    ['审核', /guides\/audit\.html/],
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

  test.each([
    [false, false],
    [false, true],
    [true, false],
  ])(
    'the words of a picture are read on its paper (dark system: %s, dark chosen: %s), at its size',
    async (isDark, isChosen) => {
      for (const width of [390, 1280]) {
        const page = await browser.page({ width, isDark })
        if (isChosen) await page.addInitScript(`localStorage.setItem('tsd-theme', 'dark')`)
        await page.goto(`${site.url}docs/guides/analysis.html`, { waitUntil: 'networkidle' })
        expect(await isTooWide(page)).toBe(false)
        const pictures: number[][] = await page.evaluate(
          `[...document.querySelectorAll('main img')].map((each) => [each.getBoundingClientRect().width, each.naturalWidth])`,
        )
        expect(pictures.length).toBeGreaterThan(1)
        for (const [shown, natural] of pictures) expect(shown).toBe(natural)
        expect(await inkAndPaper(page, 'main img')).toBeGreaterThan(7)
        await page.context().close()
      }
    },
  )

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
