// @ts-check
/** The files of this machine, as the command line reads and writes them. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

const PIECE = 1 << 20

/** The bytes of a file, unpacked if it is packed, how many it has (of a pipe that is not known), and its SHA-256 once they were read. @param {string} path */
export async function openFile(path) {
  const found = await stat(path)
  if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
  const bytes = createReadStream(path, { highWaterMark: PIECE })
  await new Promise((resolve, reject) => {
    bytes.once('open', resolve)
    bytes.once('error', reject)
  })
  const hash = createHash('sha256')
  /** @type {string | undefined} */
  let sum
  async function* hashed() {
    for await (const piece of bytes) {
      hash.update(piece)
      yield piece
    }
    sum = hash.digest('hex')
  }
  const isPacked = /\.gz$/i.test(path)
  if (!isPacked) return { size: found.size, pieces: hashed(), sha256: () => sum }
  const unpacked = createGunzip({ chunkSize: PIECE })
  const packed = Readable.from(hashed())
  packed.once('error', (error) => unpacked.destroy(error))
  return { size: 0, pieces: packed.pipe(unpacked), sha256: () => sum }
}

/** The file of exactly that name, or else those of a folder whose names are like a pattern. @param {string} pattern */
export async function filesLike(pattern) {
  const text = basename(pattern).replace(/[.+^${}()|[\]\\]/g, '\\$&')
  const [first, ...others] = text.replace(/\?/g, '.').split('*')
  const last = others.pop()
  // What stands between two stars is looked for at its first place alone, so that many stars cost no more than a few.
  const between = others.map((each, index) => `(?=(.*?${each}))\\${index + 1}`).join('')
  const names = new RegExp(`^${first}${between}${last === undefined ? '' : `.*${last}`}$`, 'us')
  const found = await readdir(dirname(pattern))
  if (found.includes(basename(pattern))) return [pattern]
  return found
    .filter((name) => names.test(name))
    .toSorted()
    .map((name) => join(dirname(pattern), name))
}

/** What tells a file from all others of the machine, whatever its name; nothing where there is none. @param {string} path */
export async function identityOf(path) {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return found?.isFile() ? `${found.dev} ${found.ino}` : undefined
}

/** A new file. @param {string} path */
export async function createFile(path) {
  const file = await open(path, 'w')
  return {
    write: async (/** @type {string | Uint8Array} */ text) => void (await file.writeFile(text)),
    close: () => file.close(),
  }
}
