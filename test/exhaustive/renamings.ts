import { type Structure, WIDTH } from '../../src/analysis/explore/canonical.ts'

/** The least text of a structure under all renamings within its kinds. */
export function leastOfAll(structure: Structure): string {
  let least: string | undefined
  for (const renaming of permutations(structure.kinds)) {
    const text = sortedFacts(structure, renaming)
    if (least === undefined || text < least) least = text
  }
  return `${structure.kinds.join()} ${least}`
}

export function sortedFacts({ facts }: Structure, renaming: readonly number[]): string {
  const texts: string[] = []
  for (let at = 0; at < facts.length; at += WIDTH) {
    const [label, ...things] = facts.slice(at, at + WIDTH)
    texts.push([label, ...things.map((thing) => (thing < 0 ? '-' : renaming[thing]))].join(' '))
  }
  return texts.sort().join('; ')
}

/** Every way to give the things of each kind the names of that kind. */
export function* permutations(kinds: readonly number[], chosen: readonly number[] = []): Generator<readonly number[]> {
  if (chosen.length === kinds.length) {
    yield chosen
    return
  }
  for (let name = 0; name < kinds.length; name++) {
    if (kinds[name] === kinds[chosen.length] && !chosen.includes(name)) yield* permutations(kinds, [...chosen, name])
  }
}
