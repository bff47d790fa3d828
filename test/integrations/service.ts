/** The example service, as a process of its own: on PGlite, or on the server of a URL. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Workshop, workshop } from './workshop.ts'

export interface Service {
  readonly shop: Workshop
  readonly url: string
  readonly child: ChildProcess
  /** The lines of its log so far. */
  readonly lines: readonly string[]
  readonly remove: () => void
}

export async function startService(database?: string): Promise<Service> {
  const shop = await workshop('service', 'form')
  const main = await shop.built('main.ts')
  const page = join(shop.folder, 'form')
  await build({
    entryPoints: [join(page, 'page.ts')],
    outfile: join(shop.example, 'page.js'),
    bundle: true,
    format: 'esm',
  })
  for (const file of ['index.html', 'page.css']) cpSync(join(page, file), join(shop.example, file))
  const env = { ...process.env, PORT: '0', DATABASE_URL: database }
  const child = spawn(process.execPath, [main], { cwd: shop.example, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    child.on('exit', () => reject(new Error(`it ended:\n${lines.join('\n')}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      lines.push(...chunk.toString().split('\n').filter(Boolean))
      const found = lines.find((line) => line.includes('"listening"'))
      if (found !== undefined) resolve((JSON.parse(found) as { listening: string }).listening)
    })
  })
  const remove = () => {
    child.kill('SIGKILL')
    shop.remove()
  }
  return { shop, url, child, lines, remove }
}
