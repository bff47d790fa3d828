// @ts-check
/** What each national rule set changes in the one before it, cell by cell: of docs/CHANGES.md and changes.json. */

import { createHash } from 'node:crypto'

/**
 * @typedef {import('demerit/rules').RuleSet} RuleSet
 * @typedef {{ readonly from: string, readonly ruleSet: string, readonly question: 'bind' | 'handle', readonly rule: string, readonly cell: string, readonly old: unknown, readonly new: unknown, readonly citation: string | null }} Cell
 */

/** Of everything that a rule set says. @param {RuleSet} set */
export function sha256Of(set) {
  return createHash('sha256').update(JSON.stringify(set)).digest('hex')
}

/** `null` is a cell that the set does not have; the cell `provision` says whether it has the rule at all. @param {readonly RuleSet[]} sets @param {typeof import('demerit/rules').absencesOf} absencesOf @returns {readonly Cell[]} */
export function changedCells(sets, absencesOf) {
  return sets.slice(1).flatMap((set, index) => {
    const before = /** @type {RuleSet} */ (sets[index])
    return /** @type {const} */ (['bind', 'handle']).flatMap((question) => {
      const [old, now] = [byRule(before[question]), byRule(set[question])]
      return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
        const [a, b] = [old.get(key), now.get(key)]
        const head = { from: set.from, ruleSet: set.id, question, rule: key.replace(/ .*/, '') }
        // A provision that is gone has the source that says so, if one was found.
        const gone = absencesOf(set).find((each) => each.question === question && each.rule === head.rule)
        const citation = b?.citation ?? gone?.citation ?? null
        if (a === undefined || b === undefined)
          return [
            { ...head, cell: 'provision', old: a === undefined ? null : a, new: b === undefined ? null : b, citation },
          ]
        const cells = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((cell) => cell !== 'citation')
        return cells
          .filter((cell) => JSON.stringify(a[cell]) !== JSON.stringify(b[cell]))
          .map((cell) => ({ ...head, cell, old: a[cell] ?? null, new: b[cell] ?? null, citation }))
      })
    })
  })
}

/** A rule that stands twice in a set has a number behind its id. @param {readonly { readonly rule: string }[]} provisions @returns {Map<string, any>} */
function byRule(provisions) {
  const found = new Map()
  for (const provision of provisions) {
    let key = provision.rule
    for (let number = 2; found.has(key); number++) key = `${provision.rule} ${number}`
    found.set(key, provision)
  }
  return found
}
