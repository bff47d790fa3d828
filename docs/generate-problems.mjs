// @ts-check
// Writes docs/PROBLEMS.md, a section for each `type` of a problem. `npm run docs`; a test fails when it is stale.

import { writeFileSync } from 'node:fs'
import { parseDecision } from 'demerit'
import {
  en,
  enRegistry,
  problemOfDecision,
  problemOfIssues,
  problemOfOutcome,
  zhCN,
  zhCNRegistry,
} from 'demerit/explain'
import { formulaOf, RULE_IDS, RULES } from 'demerit/rules'

const LOCALES = [
  [zhCN, zhCNRegistry],
  [en, enRegistry],
]
/** A decision that lacks its day, and an input that is invalid. */
const UNDETERMINED = { question: 'bind', verdict: 'undetermined', ruleSet: null, findings: [], missing: ['at'] }

/** Every code of a problem, in the order of the page. */
export const CODES = [
  ...new Set(['invalid', 'undetermined', ...Object.keys(enRegistry.refusals), 'no-rule-set-in-force', ...RULE_IDS]),
]

export function page() {
  return `${HEAD}\n${CODES.map(section).join('\n')}`
}

const HEAD = `# Problems

\`demerit/explain\` makes problems of [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457): \`problemOfOutcome\` of what became of a command, \`problemOfDecision\`,
\`problemOfIssues\` of the issues of a parser or of a form's \`validate\`, \`problemOfJudgement\` of what a form found. Its \`type\` is \`base\` and a code,
\`urn:demerit:driver-cap\` unless a base is given; with the address of this page and \`#\` as the base, each type leads to its section. A code stays what it is:
clients may rely on it. \`title\` and \`detail\` are in the language asked for; what a form found is told in the words of the form.

Of what a client sent, a problem repeats names of keys (at most 64 characters of each, what does not show written out, as in \`\\u{202e}\`), the
values that failing findings compared, and a plate or a time that is offered instead of what was typed. Ids are not repeated: of \`own-vehicle\`,
which compares two, \`supplied\` and \`limit\` are left out. A schema of another library, for a field of \`also\`, writes its own words: they are told as they are.
\`detail\` tells five faults and how many more there are; \`issues\` has all.

| status | what | beside \`type\`, \`title\`, \`status\`, \`detail\` and \`code\` |
| --- | --- | --- |
| 400 | the input is invalid; of a form, something is malformed, blank or not asked for | \`issues\`: \`path\`, \`code\` and \`detail\` of each fault |
| 404 | the driver, the vehicle or the violation is not enrolled or recorded | – |
| 409 | refused, by a rule or by the registry | of a rule: \`rule\`, \`supplied\` (of a limit, the number with this act), \`limit\`, and \`findings\`, all that fail, each with what helps (\`todo\`) where the outlook tells it, and \`channels\`; of the issues of a form \`rule\` alone |
| 422 | undetermined: facts are missing, and nothing is against it so far | \`missing\`: their names |
| 500 | the same of a final form: the office lacks facts that it has to supply, which is the server’s own fault; \`code\` is \`undetermined\` | \`missing\`: their names |

What is permitted or accepted is not a problem.
`

/** @param {string} code @param {typeof LOCALES[number]} languages */
function problemOf(code, [locale, registry]) {
  if (code === 'invalid') return problemOfIssues([], /** @type {never} */ (locale))
  const words = /** @type {never} */ ({ ...locale, ...registry })
  if (code !== 'undetermined') return problemOfOutcome({ status: 'refused', code: /** @type {never} */ (code) }, words)
  const read = parseDecision(UNDETERMINED)
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return problemOfDecision(read.value, words)
}

/** @param {string} code */
function section(code) {
  const problems = LOCALES.map((languages) => problemOf(code, languages))
  const lines = [
    `## ${code}`,
    '',
    `Status ${problems[0]?.status}${code === 'undetermined' ? ', or 500 of a final form' : ''}. ${problems.map(({ title }) => title).join(' ')}`,
  ]
  if (/** @type {readonly string[]} */ (RULE_IDS).includes(code)) {
    const rule = RULES[/** @type {keyof typeof RULES} */ (code)]
    const names = LOCALES.map(([locale]) => /** @type {typeof en} */ (locale).names.rules[/** @type {never} */ (code)])
    lines.push('', `The rule holds when \`${formulaOf(rule)}\` (${names.join(', ')}): [RULES.md](RULES.md).`)
  }
  return `${lines.join('\n')}\n`
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  writeFileSync(new URL('./PROBLEMS.md', import.meta.url), page())
}
