/** A WeChat mini-program: built by uni-app from the packed package, opened, and typed into. */
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { transform } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Consumer, filesIn, packed, run } from '../package/consumer.ts'
import { LATER, WRITTEN } from '../support/floor.ts'

const SOURCES = fileURLToPath(new URL('mini-program', import.meta.url))
const MODULES = join(SOURCES, 'node_modules')
const isInstalled = existsSync(MODULES)
const PAGE = 'pages/handle/handle'

let consumer: Consumer
let folder: string
let built: string
beforeAll(async () => {
  if (!isInstalled) return
  consumer = await packed()
  folder = join(consumer.folder, 'mini-program')
  cpSync(SOURCES, folder, { recursive: true, filter: (from) => basename(from) !== 'node_modules' })
  symlinkSync(MODULES, join(folder, 'node_modules'), 'dir')
  const uni = join(MODULES, '@dcloudio/vite-plugin-uni/bin/uni.js')
  const args = [uni, 'build', '-p', 'mp-weixin']
  const { status, stdout, stderr } = await run(process.execPath, args, folder, { NODE_ENV: 'production' })
  if (status !== 0) throw new Error(`${stdout}${stderr}`)
  built = join(folder, 'dist/build/mp-weixin')
})
afterAll(() => consumer?.remove())

/** Opens the page with what a mini-program gives: nothing of Node's or a browser's, no `Intl`, no `eval`. Gives what is shown, by name. */
function opened(): { readonly shown: Record<string, string>; readonly page: Record<string, (event: object) => void> } {
  const none = () => ({})
  // biome-ignore lint/suspicious/noExplicitAny: what uni-app makes is its own.
  const made: Record<string, any> = {}
  const kept = (name: string) => (options: object) => {
    made[name] = options
  }
  const wx = { getWindowInfo: none, getDeviceInfo: none, getAppBaseInfo: none }
  const globals = { App: kept('app'), Component: kept('page'), Page: none, wx, getApp: () => made.app, setTimeout }
  const context = createContext(globals, { codeGeneration: { strings: false, wasm: false } })
  runInContext('globalThis.global = globalThis; delete globalThis.Intl', context)
  const modules = new Map<string, object>()
  const load = (file: string): object => {
    const exports = modules.get(file) ?? {}
    if (modules.has(file)) return exports
    modules.set(file, exports)
    const code = `(function (require, exports) {${readFileSync(file, 'utf8')}\n})`
    runInContext(code, context, { filename: file })((other: string) => load(join(dirname(file), other)), exports)
    return exports
  }
  for (const name of ['app', PAGE]) load(join(built, `${name}.js`))
  const shown = {}
  const setData = (data: object) => Object.assign(shown, data)
  const own = { is: PAGE, properties: {}, data: {}, setData, triggerEvent: none, selectAllComponents: () => [] }
  const page = { ...made.page.methods, ...own }
  made.page.lifetimes.attached.call(page)
  return { shown, page }
}

describe.skipIf(!isInstalled)('a mini-program for WeChat', () => {
  test('has nothing that is above the floor', async () => {
    const files = filesIn(built).filter((file) => file.endsWith('.js'))
    expect(files).toContain('common/vendor.js')
    for (const file of files) {
      const code = readFileSync(join(built, file), 'utf8')
      const written = async (target: string | string[]) => (await transform(code, { target, charset: 'utf8' })).code
      expect(await written(WRITTEN), file).toBe(await written('esnext'))
      expect(LATER.exec(code)?.[0], file).toBeUndefined()
    }
  })

  test('says what the package says, at each field that is typed', async () => {
    const { said } = await import(pathToFileURL(join(folder, 'src/form.js')).href)
    const template = readFileSync(join(built, `${PAGE}.wxml`), 'utf8')
    const [text = ''] = /(?<=<text>\{\{)\w+/.exec(template) ?? []
    const inputs = template.match(/(?<=bindinput="\{\{)\w+/g) ?? []
    const { shown, page } = opened()
    const typed = { vehicle: '', occurredAt: '', fineYuan: '', points: '' }
    const seen = new Set<unknown>()
    for (const [field, value] of [
      ['vehicle', ''],
      ['vehicle', '车牌号：京a１２３４'],
      ['vehicle', '车牌号：京a１２３４５'],
      ['occurredAt', '2025/2/30 15:30'],
      ['occurredAt', '2025/3/1 15:30'],
      ['fineYuan', '￥300'],
      ['points', '9分'],
      ['points', '3分'],
    ] as const) {
      typed[field] = value
      const listener = shown[inputs[Object.keys(typed).indexOf(field)] ?? ''] ?? ''
      page[listener]?.({ type: 'input', target: {}, detail: { value } })
      // Vue draws anew before the next timer.
      await new Promise((resolve) => setTimeout(resolve))
      expect(shown[text]).toBe(said(typed))
      seen.add(shown[text])
    }
    expect(seen.size).toBe(8)
  })
})
