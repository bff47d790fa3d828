import { execFile } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
// @ts-expect-error -- JavaScript, with its types in comments
import { isBuilt } from '../support/build.mjs'

/** A folder of its own outside the repository, with the packed package and what it depends on in its `node_modules`. */
export interface Consumer {
  readonly folder: string
  /** The packed file itself. */
  readonly tarball: string
  /** The paths inside the packed package, sorted. */
  readonly files: readonly string[]
  /** Writes a file of the consumer's own; gives its full path. */
  readonly write: (name: string, text: string) => string
  readonly remove: () => void
}

export interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** What a program finds in its environment beside what is there already. */
type Environment = Readonly<Record<string, string>>

export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url))

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | { readonly import: unknown; readonly require: unknown }>>
  readonly 'size-limit': readonly { readonly name: string }[]
}

export const MANIFEST: Manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

/** The names of the entries: `.`, `./rules`, … */
export const ENTRIES: readonly string[] = Object.keys(MANIFEST.exports).filter(
  (entry) => typeof MANIFEST.exports[entry] === 'object',
)

/** Data that the package exports, from the root of the package: the law, and its test vectors. */
export const DATA: readonly string[] = Object.values(MANIFEST.exports).flatMap((target) =>
  typeof target === 'string' && target !== './package.json' ? [target.slice(2)] : [],
)

/** What an entry is imported by: `demerit`, `demerit/rules`, … */
export function specifierOf(entry: string): string {
  return `${MANIFEST.name}${entry.slice(1)}`
}

/** Packs the built package and unpacks it as npm would install it; its dependencies are those of the repository. */
export async function packed(): Promise<Consumer> {
  assertBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'demerit-consumer-'))
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  // npm scripts of the project never run here; npm's cache and network are not needed.
  const { stdout } = await must(npm(), ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], ROOT)
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
  const tarball = join(folder, filename)
  await must('tar', ['-xzf', tarball, '-C', modules], folder)
  renameSync(join(modules, 'package'), join(modules, MANIFEST.name))
  for (const name of [...Object.keys(MANIFEST.dependencies), 'fast-check']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'dir')
  }
  writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true }\n')
  return {
    folder,
    tarball,
    files: filesIn(join(modules, MANIFEST.name)),
    write: (name, text) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The paths of all files below a folder, relative to it, sorted. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

/** Runs a program to its end, whatever it ends with. */
export async function run(program: string, args: readonly string[], cwd: string, more: Environment = {}): Promise<Ran> {
  try {
    const env = { ...process.env, ...more }
    const { stdout, stderr } = await promisify(execFile)(program, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 })
    return { status: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout = '', stderr = String(error) } = error as { code?: unknown; stdout?: string; stderr?: string }
    return { status: typeof code === 'number' ? code : -1, stdout, stderr }
  }
}

/** Runs a JavaScript program of the repository's own `node_modules`. */
export function runTool(path: string, args: readonly string[], cwd: string, more: Environment = {}): Promise<Ran> {
  return run(process.execPath, [join(ROOT, 'node_modules', path), ...args], cwd, more)
}

async function must(program: string, args: readonly string[], cwd: string): Promise<Ran> {
  const ran = await run(program, args, cwd)
  if (ran.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${ran.stdout}${ran.stderr}`)
  return ran
}

function npm(): string {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm'
}

/** `npm test` builds first; a single test run by hand must not judge an old build. */
function assertBuilt(): void {
  if (process.env.DEMERIT_BUILT !== '1' && !isBuilt(ROOT, true))
    throw new Error('dist/ is older than src/, or not whole: npm run build')
}
