// @ts-check
// Writes docs/LOOPHOLES.md from docs/loopholes-verified.json, the last result of `npm run verify:deep`; `npm run docs`.

import { readFileSync, writeFileSync } from 'node:fs'
import { ASKED, QUESTIONS, REPAIRED, REPAIRS, SETS } from './loopholes.mjs'

/**
 * @typedef {object} Row One answer, as `npm run verify:deep` wrote it.
 * @property {'app' | 'window' | 'reform'} part Which table: the first of its question, the one with the window too, or that of the reforms.
 * @property {string} rules What the rule set, its reform, or the set with a restriction beside it is called.
 * @property {string} hash
 * @property {string} asked
 * @property {string} goal The goal's id in the library, and that of the restriction beside it.
 * @property {string} repair
 * @property {'witness' | 'none' | 'unknown'} kind
 * @property {number | null} steps
 * @property {import('demerit/analysis').WholeSearchScope} scope
 * @property {number} states
 * @property {number} decisions
 * @property {readonly { id: string, barred: number }[]} [restrictions] The goal's restrictions, and how many commands each barred.
 * @property {readonly import('demerit').Command[]} [setUp] The way, where it is too long to find again.
 * @property {readonly import('demerit').Command[]} [commands]
 */

/** What each group of questions is about, and what an analyst should know before reading the answers. */
const GROUPS = [
  {
    ids: ['A'],
    title: 'A vehicle served by more than three others',
    lead: [
      'The cap of three counts open bindings. A driver who releases makes room for the next, so a fourth serves the vehicle on the',
      'same day. The limits of 2024 bind the driver, not the vehicle, and change nothing here. The yearly counts of 2013 and of',
      'Chengdu stop it until the vehicle is transferred to one of those who have handled: an owner is no other driver',
      '([INTERPRETATIONS C18](INTERPRETATIONS.md)). Two rules that no set has, for reforms, stop it at the binding: `cooling-off` and',
      '`drivers-bound-per-year` ([INTERPRETATIONS C26](INTERPRETATIONS.md)). Where only bindings of earlier days count, the driver who handles had the vehicle bound when the day',
      'began: that is proved for any number of drivers, by self-service, under every set but Chengdu’s, whose first binding clears the backlog.',
    ],
  },
  {
    ids: ['B'],
    title: 'A driver who serves more than three vehicles',
    lead: [
      'The same from the driver’s side. One application a day stops it within a day, not over several: three bindings are made on the',
      'days before, and the fourth takes the place of one that is released. That takes four days, so where the scope has fewer, *none* says little.',
    ],
  },
  {
    ids: ['C1', 'C2'],
    title: 'Applications around New Year',
    lead: ['Five applications a calendar year are ten around New Year. The year ends on the fifth day of the scope.'],
  },
  {
    ids: ['D1', 'D2', 'D1′', 'D2′'],
    title: 'A large fine handled by a driver who is made the owner',
    lead: [
      'An owner’s own violations know no limit of 200 yuan at a window. A vehicle with open violations is not transferred (F3.24), and',
      'that closes this way, unless a handling is revoked after the transfer: D1′ and D2′ are the same questions where handlings may be',
      'revoked too ([INTERPRETATIONS C22](INTERPRETATIONS.md)).',
    ],
  },
  {
    ids: ['E'],
    title: 'A violation that becomes the new owner’s',
    lead: [
      'A violation may be recorded days after it occurred. If the vehicle passes on in between, its record finds a new owner, who handles it',
      'as their own: without a binding, a date test or a limit for others. Every set reads *own* as at the handling; a reform can read it',
      "as at the act (`own: 'at-act'`, [INTERPRETATIONS C27](INTERPRETATIONS.md)), and then the new owner is another.",
    ],
  },
  {
    ids: ['F'],
    title: 'Bound after the fact',
    lead: [
      'Where the whole day of binding counts, a driver can bind after the violation of that day and take its points. Where the rule is read',
      'to the moment, or from the day after, this is closed by self-service, which is proved for any instants. A window of the later sets',
      'asks for no binding, only for the offender.',
    ],
  },
]

/** @returns {readonly Row[]} */
export function verified() {
  return JSON.parse(readFileSync(new URL('./loopholes-verified.json', import.meta.url), 'utf8')).rows
}

/** A dagger where a restriction never applied: the answer is as without it. @param {Row} row */
function idle({ restrictions = [] }) {
  return restrictions.some(({ barred }) => barred === 0) ? ' †' : ''
}

/** Where a scope with fewer days, and otherwise the same, was gone through before and has no way: says so. @param {Row} row */
function fewerDays({ part, asked, rules, scope }) {
  const scopes = ASKED.find((each) => each.part === part && each.id === asked && each.called === rules)?.scopes ?? []
  const shorter = scopes.filter(
    ({ days, operations = [] }) => days < scope.days && isSameSet(operations, scope.operations),
  )
  return shorter.length === 0 ? '' : `, none in ${count(Math.max(...shorter.map(({ days }) => days)), 'day')}`
}

/** @param {readonly string[]} one @param {readonly string[]} other */
function isSameSet(one, other) {
  return [...one].sort().join() === [...other].sort().join()
}

/** @param {number} number @param {string} noun */
function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}

/** The repairs that a question was asked with. @param {readonly Row[]} rows @param {string} id */
function repairsOf(rows, id) {
  return REPAIRS.filter(({ id: repair }) => rows.some((row) => row.asked === id && row.repair === repair))
}

/** An answer in one word: the steps of the shortest way, `closed`, or `?`. @param {Row | undefined} row @param {readonly Row[]} rows */
function inOneWord(row, rows) {
  if (row === undefined) return ''
  if (row.kind === 'witness') return `${row.steps}${idle(row)}`
  return row.kind === 'none' ? `closed${idle(row)}${isShort(row, rows) ? ' ‡' : ''}` : '?'
}

/** Whether a lever was tried for fewer days than the way without it takes: that there is none then says little. @param {Row} row @param {readonly Row[]} rows */
function isShort({ part, asked, rules, scope }, rows) {
  const [set] = rules.split('+')
  const plain = rows.find((row) => row.part === 'app' && row.asked === asked && row.rules === set)
  return part === 'reform' && plain?.kind === 'witness' && plain.scope.days > scope.days && fewerDays(plain) !== ''
}

/** Every question by every rule set and every lever. @param {readonly Row[]} rows */
function overview(rows) {
  const word = (/** @type {string} */ part, /** @type {string} */ asked, /** @type {string} */ rules) =>
    inOneWord(
      rows.find((row) => row.part === part && row.asked === asked && row.rules === rules),
      rows,
    )
  const plain = (/** @type {string} */ part, /** @type {string} */ asked, /** @type {string} */ lever) => [
    asked,
    lever,
    ...SETS.map(({ id }) => word(part, asked, id)),
  ]
  return table(
    ['question', 'lever', ...SETS.map(({ id }) => `\`${id}\``)],
    QUESTIONS.flatMap(({ id }) => [
      plain('app', id, '无 none'),
      ...(rows.some(({ part, asked }) => part === 'window' && asked === id)
        ? [plain('window', id, '无，含窗口 none, the window too')]
        : []),
      ...repairsOf(rows, id).map(({ id: repair, zh, en }) => [
        id,
        `${zh} ${en}`,
        ...SETS.map((set) => (REPAIRED.includes(set) ? word('reform', id, `${set.id}+${repair}`) || '—' : '')),
      ]),
    ]),
  )
}

/** The page. @param {readonly Row[]} [rows] */
export function page(rows = verified()) {
  const sections = GROUPS.flatMap(({ ids, title, lead }) => [
    `## ${title}`,
    '',
    ...ids.flatMap((id) => {
      const { goal } = /** @type {typeof QUESTIONS[number]} */ (QUESTIONS.find((each) => each.id === id))
      return id.endsWith('′') ? [] : [`- **${id}**: can it be that ${goal.title.en}? ${goal.title.zh}？`]
    }),
    '',
    ...lead,
    '',
  ])
  return `${[
    '# Ways round the rule',
    '',
    'Can the rule be kept to the letter and defeated in effect? Each answer is computed by `explore` of `demerit/analysis`: every command of',
    'a small world is tried in every state that commands can bring about, shortest ways first. A number is the fewest commands after the enrolments; a',
    'day that passes counts as none. *Closed* holds for the scope of that search, all of which was gone through, and says nothing beyond it; *—* says that the rule set',
    'says so already; an empty cell was not asked. None of this says which reading is the law, or that anybody did it. The scopes and the ways themselves',
    'are in `docs/loopholes-verified.json` of the repository, and `explore` finds and tells them again ([the guide](guides/analysis.md)).',
    '',
    'Violations carry 200 yuan and 1 point, in D 201 yuan. The owner always consents, in the way that the rule set accepts. A, B, C, E and F go',
    'through the app, unless the lever names the window; D goes through both, where a window believes that the offender is present.',
    '',
    '每格是登记之后最少几步就能使规则落空（过一天不计步），由 `explore` 在小世界里逐个状态搜索得出；closed 表示在该范围内没有途径，范围以外什么也没有说；— 表示该版规定本来就是这样；空格表示没有问。',
    '',
    ...overview(rows),
    '',
    '\\* No rule of the library says this. It was tried as a restriction beside the rules (`withRestriction`).',
    ...(rows.some((row) => idle(row) !== '') ? ['† The restriction never applied in the search.'] : []),
    '‡ Gone through for fewer days than the way without the lever takes: that there is none in them says little.',
    '',
    ...sections.slice(0, -1),
  ].join('\n')}\n`
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  writeFileSync(new URL('./LOOPHOLES.md', import.meta.url), page())
}
