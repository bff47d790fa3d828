// @ts-check
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Builds the package, unless it is whole and as new as what it is made of. @param {boolean} withTypes @returns {boolean} whether it is there now */
export function build(withTypes) {
  if (isBuilt(ROOT, withTypes)) return true
  console.log(withTypes ? 'building the package' : 'building the package, without its types')
  const tsup = join(ROOT, 'node_modules/tsup/dist/cli-default.js')
  const args = [tsup, '--silent', ...(withTypes ? [] : ['--no-dts'])]
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status === 0
}

/** Whether the package in a folder is whole and as new as what it is made of. @param {string} root @param {boolean} withTypes */
export function isBuilt(root, withTypes) {
  const timeOf = (/** @type {string} */ path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const made = parts(root).filter((path) => withTypes || !/\.d\.c?ts$/.test(path))
  return Math.min(...made.map(timeOf)) >= Math.max(...sources(root).map(timeOf))
}

/** The files that package.json names: each is there after a build that did not fail. @param {string} root */
function parts(root) {
  const { bin, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return [...JSON.stringify([bin, exports]).matchAll(/"(?:\.\/)?(dist\/[^"]+)"/g)].map(([, path]) => String(path))
}

/** What the package is made of: the sources, and how it is built. @param {string} root */
function sources(root) {
  const how = new Set(['package.json', 'tsup.config.ts'])
  for (const file of how)
    for (const [, path] of readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g))
      how.add(join(dirname(file), String(path)))
  return [
    ...how,
    ...readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((file) => join('src', file)),
  ]
}
