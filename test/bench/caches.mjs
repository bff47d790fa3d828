// @ts-check
/**
 * What the library remembers, and brands: each with the edits of the sources that take it out, and the work that it is for. An edit whose
 * text the sources do not have once is an error (`edited`), so that none goes stale.
 */

/** @typedef {{ readonly name: string, readonly file: string, readonly edits: readonly (readonly [from: string, to: string])[], readonly work: readonly string[] }} Cache */

/** @type {readonly Cache[]} */
export const CACHES = [
  {
    name: 'days some years after another (`YEARS_AFTER`)',
    file: 'src/values/calendar.ts',
    edits: [
      [
        'remembered(YEARS_AFTER, years, day) ?? remember(YEARS_AFTER, years, day, bounded(addYears(utc(day), years)))',
        'bounded(addYears(utc(day), years))',
      ],
    ],
    work: ['commands', 'commands of other years', 'replay'],
  },
  {
    name: 'last days of terms (`CALENDAR_DAYS_AFTER`)',
    file: 'src/values/calendar.ts',
    edits: [
      [
        'remembered(known, count, day) ?? remember(known, count, day, moved(daysAfter(day, count), calendar))',
        'moved(daysAfter(day, count), calendar)',
      ],
    ],
    work: ['commands', 'commands, one by one', 'replay'],
  },
  {
    name: 'the days of a calendar (`EXCEPTIONS`)',
    file: 'src/values/calendar.ts',
    edits: [['    EXCEPTIONS.set(calendar, known)\n', '']],
    work: ['terms under a calendar of 300 days'],
  },
  {
    name: 'sets of words (`SUBSETS`)',
    file: 'src/input/words.ts',
    edits: [
      [
        '  let subsets = SUBSETS.get(list)\n',
        '  if (list) return Object.freeze(list.filter((_, index) => (bits & (1 << index)) !== 0))\n  let subsets = SUBSETS.get(list)\n',
      ],
    ],
    work: ['raw facts of a handling', 'commands'],
  },
  {
    name: 'the content of a rule set (`CONTENTS`)',
    file: 'src/law/rule-sets/content.ts',
    edits: [['    CONTENTS.set(ruleSet, content)\n', '']],
    work: ['snapshots of a registry of 10 drivers'],
  },
  {
    name: 'the ledger of the next period (`AFTER`)',
    file: 'src/registry/points/ledger.ts',
    edits: [['  AFTER.set(ledger, { firstIssuedOn, next })\n', '']],
    work: ['commands of other years', 'acts of a driver with 200 fines of the period before'],
  },
  {
    name: 'a brand on the object, not a `WeakMap` beside it (`mark`)',
    file: 'src/input/brand.ts',
    edits: [
      [
        '  return new Marked(value, kind, known) as unknown as T\n',
        '  let brands = BRANDS.get(kind)\n  if (brands === undefined) {\n    brands = new WeakMap()\n    BRANDS.set(kind, brands)\n  }\n  brands.set(value, known)\n  return value\n',
      ],
      [
        '  return Marked.of(value, kind)\n',
        "  return typeof value === 'object' && value !== null ? BRANDS.get(kind)?.get(value) : undefined\n",
      ],
      ['const Marked: {', 'const BRANDS: Map<unknown, WeakMap<object, unknown>> = new Map()\nexport const Marked: {'],
    ],
    work: ['read facts of a handling', 'reading the facts of a handling', 'commands, one by one'],
  },
  {
    name: 'the compiled rules of a set (`compiled`)',
    file: 'src/decision/decide.ts',
    edits: [['  compiled[asked.question] = made\n', '']],
    work: ['read facts of a handling', 'commands'],
  },
]

/** The sources of a file without a cache. @param {Cache} cache @param {string} text */
export function edited({ name, file, edits }, text) {
  return edits.reduce((code, [from, to]) => {
    if (code.split(from).length !== 2) throw new Error(`${file} does not have once what takes out ${name}: ${from}`)
    return code.replace(from, () => to)
  }, text)
}
