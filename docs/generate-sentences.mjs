// @ts-check
/** docs/SENTENCES.md, every sentence of both languages, for the site alone: it is not committed. Run by `npm run site:build`. */
import { writeFileSync } from 'node:fs'
import { build } from 'esbuild'

const outfile = new URL('../node_modules/.cache/demerit-sentences.mjs', import.meta.url)
await build({
  entryPoints: [new URL('../test/docs/sentences-page.ts', import.meta.url).pathname],
  outfile: outfile.pathname,
  bundle: true,
  platform: 'node',
  format: 'esm',
  charset: 'utf8',
  logLevel: 'warning',
})
const { page } = await import(outfile.href)
writeFileSync(new URL('SENTENCES.md', import.meta.url), page())
