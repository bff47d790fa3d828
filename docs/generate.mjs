// @ts-check
/** `npm run docs`: makes every committed page that is made, from the package as it was built. A test fails where one is old. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PAGES = ['rules', 'inputs', 'problems', 'changes', 'pictures', 'loopholes', 'forms', 'record']
for (const name of PAGES) {
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(`generate-${name}.mjs`, import.meta.url))], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(1)
}
