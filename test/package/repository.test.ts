import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from './consumer.ts'

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

describe('the repository', () => {
  test('locks what package.json asks for, and names no host to fetch it from', () => {
    const [root] = [lock.packages['']]
    for (const kind of ['version', 'dependencies', 'devDependencies', 'peerDependencies', 'engines']) {
      expect(root[kind], kind).toEqual(manifest[kind])
    }
    const packages = Object.entries(lock.packages as Record<string, { resolved?: string; integrity?: string }>)
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([])
    expect(packages.filter(([name, { integrity }]) => name !== '' && integrity === undefined)).toEqual([])
  })

  test('says what changed in the version it would publish', () => {
    expect(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')).toMatch(
      new RegExp(`^## ${manifest.version.replaceAll('.', '\\.')}\\b`, 'm'),
    )
    expect(readFileSync(join(ROOT, 'CITATION.cff'), 'utf8')).toContain(`\nversion: ${manifest.version}\n`)
  })
})
