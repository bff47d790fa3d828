/** Where a form runs: the syntax that the package is written in, and what the oldest browsers have once the page's own bundler has lowered it. */
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** What understands the package as it is: ES2022. */
export const WRITTEN = ['chrome93', 'ios15.4', 'safari15.4', 'firefox92']
/** What it is lowered to: telephones of 2020, and the web views of WeChat on them. */
export const FLOOR = ['chrome80', 'ios14']
/** Of ES2023 and later, of regular expressions and of the platform. */
export const LATER =
  /\.(?:toSorted|toReversed|toSpliced|with\(\d|findLast|findLastIndex|groupBy|isWellFormed|toWellFormed|union|intersection|difference|isSubsetOf|fromAsync|withResolvers)\(|\bstructuredClone\b|\(\?<[=!]|\/[dgimsuy]*v[dgimsuy]*[.,;)]|\bIterator\b|\bTemporal\.(?!Instant|ZonedDateTime)/
/** Built-ins that came after the floor, by what has them. */
export const TAKEN_AWAY: Readonly<Record<string, readonly string[]>> = {
  Object: ['hasOwn', 'groupBy'],
  'Array.prototype': ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with'],
  'String.prototype': ['at', 'replaceAll', 'isWellFormed', 'toWellFormed'],
  Promise: ['any', 'withResolvers'],
  globalThis: ['structuredClone', 'WeakRef', 'FinalizationRegistry', 'AggregateError', 'Iterator', 'Intl', 'process'],
}

/** A page with both forms, all readers, the books and decisions, that judges what is typed and leaves what it was told. */
const PAGE = `
import { decideBinding, decideHandling } from 'demerit'
import { zhCNBinding, zhCNHandling } from 'demerit/explain'
import { anyLicenceNumber, beijingTime, bindingForm, finalForm, handlingForm, licenceNumber, plate, withJsonSchema } from 'demerit/form'
import { cn, cnBinding, cnHandling } from 'demerit/rules'

const at = '2025-03-03T15:00:00+08:00'
const binding = bindingForm({ ask: ['driver', 'vehicle', 'channel'], read: { driver: licenceNumber, vehicle: plate }, rules: cnBinding, known: { at, driverBindings: 3 }, locale: zhCNBinding })
const handling = handlingForm({ ask: ['driver', 'vehicle', 'occurredAt', 'fineYuan', 'points', 'channel', 'licenceStates'], optional: ['points'], read: { driver: anyLicenceNumber, vehicle: plate, occurredAt: beijingTime }, rules: cnHandling, known: { at }, locale: zhCNHandling })
const typed = { driver: '110105 19491231 002x', vehicle: '车牌号：京a１２３４５', channel: 'app' }
const act = { ...typed, occurredAt: '2025年3月1日15时30分', fineYuan: '￥300', points: '3分', licenceStates: ['expired', ''] }
globalThis.answer = JSON.stringify([
  binding.judge(typed),
  binding.judge({ ...typed, vehicle: '京A1O345', driver: '1' }, { editing: 'driver' }),
  handling.judge(act),
  handling.judge({ ...act, fineYuan: '100', licenceStates: [], points: '不知道' }),
  handling.judge({ ...act, vehicle: '京A1234', driver: 'E12345678', occurredAt: '2025-02-30 15:30', fineYuan: 'x', licenceStates: [] }),
  finalForm(handling, { at, driver: '110105491231002', vehicleOwner: 'u1' }).judge(act),
  handling['~standard'].validate({ ...act, x: 1 }),
  withJsonSchema(handling)['~standard'].jsonSchema.input({ target: 'draft-07' }),
  decideBinding({ at, driver: 'd', vehicle: 'v', driverBindings: 3 }, cn),
  decideHandling({ at, driver: 'd', vehicle: 'v', fine: 30000 }, cn),
])
`

/** The page as a bundler makes it of the built package for such engines. */
export async function pageFor(target: string | readonly string[], code: string = PAGE): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
    ...{ bundle: true, format: 'iife', write: false, charset: 'utf8', minifyWhitespace: true, logLevel: 'error' },
    target: target as string | string[],
    // Of Safari before 14.1 esbuild gives up on all of it for a fault of one kind; the guide says so.
    supported: { destructuring: true },
  })
  return outputFiles?.[0]?.text ?? ''
}
