// @ts-check
/** The page to play with, served from dist, and as one file that is opened without a server and without network: dist/demerit.html. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import config from './vite.config.mjs'

const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url))

await build({ ...config, configFile: false, logLevel: 'warn' })
const built = await build({
  ...config,
  configFile: false,
  logLevel: 'error',
  resolve: {
    alias: [...config.resolve.alias, { find: './around.ts', replacement: here('src/around-one-file.ts') }],
  },
  build: {
    ...config.build,
    write: false,
    modulePreload: false,
    // Styles are an asset of their own: a script that adds them would fail in the worker.
    cssCodeSplit: false,
    rolldownOptions: {
      input: here('src/one-file.ts'),
      // Where modules are not loaded from a file, a script is.
      output: { format: 'iife', codeSplitting: false },
    },
  },
})
const [{ output }] = /** @type {import('vite').Rolldown.RolldownOutput[]} */ ([built].flat())
const script = output.map((each) => (each.type === 'chunk' ? each.code : '')).join('')
const style = output
  .map((each) => (each.type === 'asset' && each.fileName.endsWith('.css') ? each.source : ''))
  .join('')
const icon = readFileSync(here('public/icon.svg')).toString('base64')
const page = readFileSync(here('index.html'), 'utf8')
  .replace('./icon.svg', `data:image/svg+xml;base64,${icon}`)
  .replace('</head>', () => `<style>${style}</style></head>`)
  // No text of the script may end it.
  .replace(
    /<script type="module".*<\/script>/,
    () => `<script id="script">${script.replace(/<(?=\/script|!--)/g, '\\x3c')}</script>`,
  )
writeFileSync(here('dist/demerit.html'), page)
