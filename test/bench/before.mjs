// @ts-check
/** An earlier version of the package, packed as it would be published: built of its own sources, from a commit. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = join(HERE, '..', '..')
const FOLDER = join(HERE, 'node_modules', '.before')

/**
 * Builds and packs the commit, unless that was done before.
 *
 * @param {string} ref a commit, a tag or a branch
 * @returns {{ commit: string, folder: string }} the unpacked package; its dependencies are found in the folders above
 */
export function packed(ref) {
  const commit = run('git', ['rev-parse', '--short=12', `${ref}^{commit}`], ROOT)
  const folder = join(FOLDER, commit, 'package')
  if (existsSync(join(folder, 'package.json'))) return { commit, folder }
  const sources = join(FOLDER, commit, 'sources')
  rmSync(join(FOLDER, commit), { recursive: true, force: true })
  mkdirSync(sources, { recursive: true })
  const archive = join(FOLDER, commit, 'sources.tar')
  run('git', ['archive', '--output', archive, commit], ROOT)
  run('tar', ['-xf', archive, '-C', sources], ROOT)
  symlinkSync(join(ROOT, 'node_modules'), join(sources, 'node_modules'))
  run(process.execPath, [join('node_modules', 'tsup', 'dist', 'cli-default.js'), '--silent', '--no-dts'], sources)
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', '..'], sources)
  const [tarball] = readdirSync(join(FOLDER, commit)).filter((name) => name.endsWith('.tgz'))
  run('tar', ['-xzf', /** @type {string} */ (tarball)], join(FOLDER, commit))
  rmSync(sources, { recursive: true, force: true })
  return { commit, folder }
}

/** @param {string} command @param {readonly string[]} words @param {string} cwd */
function run(command, words, cwd) {
  const shell = process.platform === 'win32'
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, encoding: 'utf8', shell })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stderr || stdout}`)
  return stdout.trim()
}
