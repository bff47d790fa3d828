// @ts-check
/**
 * - `npm test`: builds the package, without types, if it is older than the sources, and runs what is run at each change (`vitest.config.ts`).
 * - `npm test -- calendar`: the test files with that in their path; further words are vitest's own, such as `-t 'a title'`. `TZ=UTC` chooses the zone.
 * - `npm test -- --for rule` (`fact`, `command`, `set`, `language`): what such a change can break. `npm test -- -u` writes all goldens anew.
 * - `npm run test:ci`: what `.ci/run` runs besides: what needs DuckDB and a server of PostgreSQL, which it installs, the package or minutes.
 * - `npm run verify:deep -- worlds`: searches that take hours (`test/deep`).
 * - `npm run verify`: the rest, with the packages that it needs; `npm run verify -- worlds proof`: parts of it.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FOR } from './for.mjs'
import { build } from './support/build.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const [by = 'test', ...given] = process.argv.slice(2)
/** Packages of their own, by the part of `npm run verify` that needs them. @type {Readonly<Record<string, readonly string[]>>} */
const PACKAGES = {
  engines: ['test/engines', 'docs/site'],
  integrations: ['test/integrations', 'test/integrations/mini-program', 'test/engines'],
  browser: ['test/browser', 'docs/site', 'test/integrations'],
}
/** Tests that run the code of the built package or read its data, and of the others those that look at all of it, with its types. */
const OF_CODE = /^test\/(docs\/|exhaustive\/(changes|loopholes|ranges)|package\/(bench|data|demo|forms|judge))/
const OF_PACKAGE = /^test\/(package|integrations|browser|engines\/cli|hostile\/forging)/

if (by === 'deep') {
  built(false)
  vitest(['--project', 'deep*', ...given])
} else if (by === 'ci') {
  install(['test/engines'])
  built(true)
  vitest(['--project', 'ci *', ...given])
} else if (by === 'verify') {
  const parts = given.length > 0 ? given : Object.keys(PACKAGES)
  install(parts.flatMap((part) => PACKAGES[part] ?? []))
  built(true)
  vitest((given.length > 0 ? given : ['']).flatMap((part) => ['--project', `verify ${part}*`]))
} else {
  const isFor = given[0] === '--for'
  const words = isFor
    ? (FOR[given[1] ?? ''] ?? end(`--for ${given[1]}: there are ${Object.keys(FOR).join(', ')}`))
    : given.filter((_, index) => given.slice(0, index + 1).every((word) => !word.startsWith('-')))
  const rest = given.slice(isFor ? 2 : words.length)
  if (words.length === 0) {
    built(false)
    vitest(['--project', 'test *', ...rest])
  } else named(words, rest)
}

/** Installs packages of their own. @param {readonly string[]} folders */
function install(folders) {
  for (const folder of new Set(folders)) {
    console.log(`npm ci in ${folder}`)
    const { status } = spawnSync('npm', ['ci', '--no-progress', '--silent'], {
      cwd: join(ROOT, folder),
      stdio: 'inherit',
      shell: true,
    })
    if (status !== 0) end(`npm ci in ${folder} failed`)
  }
}

/** Runs the test files with a word in their path. @param {readonly string[]} words @param {readonly string[]} rest */
function named(words, rest) {
  const all = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => `test/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.test(-d)?\.ts$/.test(file) && !file.includes('/node_modules/'))
  const wanted = words.map((word) => (existsSync(word) ? relative(ROOT, word) : word).replace(/^\.\//, ''))
  const chosen = all.filter((file) => wanted.some((word) => file.includes(word)))
  const unknown = wanted.find((word) => !all.some((file) => file.includes(word)))
  if (unknown !== undefined) end(`no test file has ${unknown} in its path; there are\n${all.sort().join('\n')}`)
  if (chosen.some((file) => OF_PACKAGE.test(file) && !OF_CODE.test(file))) built(true)
  else if (chosen.some((file) => OF_CODE.test(file))) built(false)
  if (chosen.some((file) => file.endsWith('-d.ts'))) process.env.DEMERIT_TYPES = '1'
  vitest(['--project', 'any*', ...chosen, ...rest])
}

/** @param {boolean} withTypes */
function built(withTypes) {
  if (!build(withTypes)) end('the build failed')
}

/** @param {readonly string[]} words */
function vitest(words) {
  const workers = Math.min(4, Math.max(2, availableParallelism()))
  const args = [
    join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'test/vitest.config.ts',
    `--maxWorkers=${workers}`,
    ...words,
  ]
  const env = { ...process.env, DEMERIT_BUILT: '1' }
  // A group of its own, so that a process of vitest's that is deep in a search hears of a signal too.
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
    detached: process.platform !== 'win32',
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => process.kill(-Number(child.pid), signal))
  child.on('close', (code, signal) => {
    if (signal !== null) end(`vitest was stopped by ${signal}`)
    process.exitCode = code ?? 1
  })
}

/** @param {string} why @returns {never} */
function end(why) {
  console.log(`${why}\n0 passed, 1 failed`)
  process.exit(2)
}
