/** Names that meant several things: at the top of a module each stands for one, so that a search for it finds what it is. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const SOURCES = new URL('../../src/', import.meta.url)
const ONCE = 'Asked Digest Row counted digestOf ended listed outcomeOn pause wholeArgument written'.split(' ')
const DEFINED = /^(?:export )?(?:declare )?(?:async )?(?:function\*?|const|let|class|interface|type) (\w+)/gm

test('a name that meant several things is defined once', () => {
  const places = new Map<string, string[]>(ONCE.map((name) => [name, []]))
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue
    for (const [, name = ''] of readFileSync(new URL(file, SOURCES), 'utf8').matchAll(DEFINED))
      places.get(name)?.push(file)
  }
  expect(places.get('listed')).toEqual(['explain/en/grammar.ts'])
  expect([...places].filter(([, files]) => files.length > 1)).toEqual([])
})
