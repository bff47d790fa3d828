/** A browser for the tests, and pages served to it. Packages are imported at run time, so that the rest type-checks without them. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type BuildOptions, build } from 'esbuild'

const require = createRequire(new URL('package.json', import.meta.url))
const CHROMIUM = process.env.DEMERIT_CHROMIUM ?? '/usr/bin/chromium'
/**
 * How long a page is waited for, in milliseconds: some hundred times what the longest takes. What a page never shows would
 * otherwise keep a run for ever, and the run would not say what it waits for.
 */
const WAIT = 300_000
/** Without these it looks for updates and hosts, which takes time where there is no network. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
]
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

/** Whether there is a browser, and the packages that drive it; where there is none, tests are skipped. */
export const hasBrowser: boolean =
  existsSync(CHROMIUM) && existsSync(fileURLToPath(new URL('node_modules/playwright-core', import.meta.url)))

// biome-ignore lint/suspicious/noExplicitAny: the packages' own types are not installed with the root.
export type Page = any

export interface Browser {
  readonly page: (options: {
    readonly width: number
    readonly locale?: string
    readonly isDark?: boolean
    readonly isOffline?: boolean
  }) => Promise<Page>
  readonly close: () => Promise<void>
}

export async function openBrowser(): Promise<Browser> {
  const { chromium } = await import(pathToFileURL(require.resolve('playwright-core')).href)
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET, timeout: 0 })
  return {
    page: async ({ width, locale = 'en-US', isDark = false, isOffline = false }) => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        locale,
        offline: isOffline,
        colorScheme: isDark ? 'dark' : 'light',
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      const page = await context.newPage()
      page.setDefaultTimeout(WAIT)
      return page
    },
    close: () => browser.close(),
  }
}

/** What is served on this machine. */
export interface Served {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Serves a folder on a free port of this machine. */
export async function serve(folder: string): Promise<Served> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.statusCode = 404
      response.end()
      return
    }
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
    response.end(readFileSync(file))
  })
  return await listening(server)
}

/** Bundles the page of an example in a folder, `page.ts`, and starts its server, `server.ts`. */
export async function serveExample(folder: string, page: BuildOptions = {}): Promise<Served> {
  const common = { bundle: true, format: 'esm', logLevel: 'error', charset: 'utf8' } as const
  await build({ ...common, ...page, entryPoints: [join(folder, 'page.ts')], outfile: join(folder, 'page.js') })
  const outfile = join(folder, 'server.mjs')
  const entryPoints = [join(folder, 'server.ts')]
  await build({ ...common, entryPoints, outfile, packages: 'external', platform: 'node' })
  return await listening((await import(pathToFileURL(outfile).href)).serve(folder))
}

async function listening(server: Server): Promise<Served> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** An input method, as Chinese is typed with, in a field that it enters: letters that are not text yet, and what they become. */
export async function inputMethod(
  page: Page,
  field: string,
): Promise<{ readonly compose: (letters: string) => Promise<void>; readonly insert: (text: string) => Promise<void> }> {
  const client = await page.context().newCDPSession(page)
  await page.focus(field)
  return {
    compose: (letters) =>
      client.send('Input.imeSetComposition', {
        text: letters,
        selectionStart: letters.length,
        selectionEnd: letters.length,
      }),
    insert: (text) => client.send('Input.insertText', { text }),
  }
}

/** What a check for accessibility finds: rule and place. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))
  return await page.evaluate(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`,
  )
}

/** Whether the page is wider than the screen. */
export async function isTooWide(page: Page): Promise<boolean> {
  return await page.evaluate('document.documentElement.scrollWidth > innerWidth')
}
