// @ts-check
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Beside the built files: the notices and licences of the packages whose code is in them. */
export const NOTICES = 'THIRD-PARTY-NOTICES.txt'

/** The folder of the package that a path is in. */
const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/

/**
 * Writes them, of all packages that the bundler took code from.
 *
 * @type {import('esbuild').Plugin}
 */
export const notices = {
  name: 'notices',
  setup({ initialOptions: { outdir = '.' }, onEnd }) {
    onEnd(({ metafile }) => {
      const inputs = Object.values(metafile?.outputs ?? {}).flatMap((output) => Object.keys(output.inputs))
      const folders = new Set(inputs.flatMap((path) => PACKAGE.exec(path) ?? []))
      mkdirSync(outdir, { recursive: true })
      writeFileSync(join(outdir, NOTICES), [...folders].sort().map(noticeOf).join('\n'))
    })
  },
}

/** @param {string} folder */
function noticeOf(folder) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)\b/i.test(file))
  if (files.length === 0) throw new Error(`${name} is bundled, and has no licence that could be passed on`)
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return `${name} ${version}\n\n${texts.join('\n\n')}\n`
}
