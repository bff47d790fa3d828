/** The code of the page (docs/site) without its drawing, put together from the sources, so that it is tested without a browser. */
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { lawsOf } from '../../src/cli/named-rules.ts'
import { SHIPPED_SETS } from '../../src/law/index.ts'
import { sha256Of, VERSION } from './command-line.ts'
// @ts-expect-error -- JavaScript, with its types in comments
import { ENTRY_NAMES, sourceOf } from './entries.mjs'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What the named modules of docs/site/src export. */
// biome-ignore lint/suspicious/noExplicitAny: the page has its own types, and a library of the browser's.
export async function pageCode(...modules: readonly string[]): Promise<any> {
  const { outputFiles } = await build({
    stdin: {
      contents: modules.map((name) => `export * from './${name}'`).join('\n'),
      resolveDir: `${ROOT}docs/site/src`,
    },
    alias: Object.fromEntries(
      [...ENTRY_NAMES]
        .reverse()
        .map((entry: string) => [entry === 'index' ? 'demerit' : `demerit/${entry}`, `${ROOT}${sourceOf(entry)}`]),
    ),
    define: {
      DEMERIT_LAWS: JSON.stringify(
        Object.fromEntries(SHIPPED_SETS.flatMap((set) => [...lawsOf(set, { version: VERSION, sha256Of })])),
      ),
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'error',
  })
  const code = outputFiles[0]?.text ?? ''
  return await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}
