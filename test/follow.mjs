// @ts-check
/**
 * Follows a call from the public function to its answer: `node test/follow.mjs bind` or `node test/follow.mjs decideHandling` prints each
 * function of `src/` that ran, once, by file, and how many there were. A second argument names another folder of sources.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const [call = 'bind', sources = join(ROOT, 'src')] = process.argv.slice(2)

// Beside node_modules, where the library finds what it depends on.
const made = mkdtempSync(join(ROOT, 'node_modules', '.follow-'))
try {
  await compile(resolve(sources), made)
  await follow()
} finally {
  rmSync(made, { recursive: true })
}

/** Each file of the sources by itself, so that its functions keep their names and their file. @param {string} from @param {string} to */
async function compile(from, to) {
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  await build({
    entryPoints: files.map((name) => join(from, name)),
    outbase: from,
    outdir: to,
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    absWorkingDir: ROOT,
    plugins: [
      {
        name: 'as they stand',
        setup(plugin) {
          plugin.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8').replace(/from '(\.[^']+)\.ts'/g, "from '$1.mjs'"),
            loader: 'ts',
          }))
          // What the library depends on is found from here.
          plugin.onResolve({ filter: /^[^./]/ }, ({ path }) => ({ path, external: true }))
        },
      },
    ],
  })
}

async function follow() {
  const load = (/** @type {string} */ name) => import(pathToFileURL(join(made, name)).href)
  const library = await load('index.mjs')
  const { cn } = await load('law/index.mjs')
  const ask = asked(library, cn)
  // What is made once, such as the checks of a rule set, is no part of the way.
  ask()
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  const answer = ask()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  session.disconnect()
  let functions = 0
  let files = 0
  for (const { url, functions: found } of result) {
    if (!url.startsWith(pathToFileURL(made).href)) continue
    const ran = found.filter(({ ranges: [range] }) => range !== undefined && range.count > 0)
    if (ran.length === 0) continue
    files++
    functions += ran.length
    const names = ran.map(({ functionName }) => functionName || '(no name)')
    process.stdout.write(`${relative(made, fileURLToPath(url)).replace(/\.mjs$/, '.ts')}: ${names.join(', ')}\n`)
  }
  process.stdout.write(`${call} (${answer.status ?? answer.verdict}): ${functions} functions in ${files} files\n`)
}

/** The call, ready to be made. @param {any} library @param {any} cn @returns {() => any} */
function asked(library, cn) {
  const at = '2025-03-03T15:00:00+08:00'
  if (call === 'decideHandling') {
    const facts = {
      ...{ at, channel: 'app', driver: 'd', vehicle: 'v', vehicleOwner: 'd', plateType: '02', violationState: 'open' },
      ...{ occurredAt: '2025-03-02T15:00:00+08:00', boundSince: null, fine: 10_000, points: 3 },
      ...{ recordedBy: 'monitoring', licenceStates: [], licenceClasses: ['C1'], pointsHeld: 0, fullScoreStudies: 0 },
      ...{
        firstBinding: false,
        offenderPresent: true,
        identityVerified: true,
        ownedSince: '2020-01-01T00:00:00+08:00',
      },
      ...{ othersVehiclesHandledThisYear: 0, vehicleOtherDriversThisYear: 0 },
    }
    return () => library.decideHandling(facts, cn)
  }
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2015-03-03' }
  const owner = { kind: 'individual', id: 'o' }
  const commands = [
    { type: 'enrolDriver', id: 'd', licence, at: '2025-01-01T00:00:00+08:00' },
    { type: 'enrolVehicle', id: 'v', owner, plateType: '02', operating: false, at: '2025-01-01T00:00:00+08:00' },
  ]
  const { registry } = library.executeAll(library.openRegistry(cn), commands)
  const input = { driver: 'd', vehicle: 'v', channel: 'app', ownerConsent: 'qr', identityVerified: true, at }
  return () => library[call](registry, input)
}
