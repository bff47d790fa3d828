// @ts-check
// Writes docs/PROBLEMS.md, a section for each `type` of a problem. `npm run docs`; a test fails when it is stale.

import { writeFileSync } from 'node:fs'
import { en, enRegistry, problemOf, zhCN, zhCNRegistry } from 'demerit/explain'
import { formulaOf, RULE_IDS, RULES } from 'demerit/rules'

const LOCALES = [
  [zhCN, zhCNRegistry],
  [en, enRegistry],
]
/** A decision that lacks its day, and an input that is invalid. */
const UNDETERMINED = { question: 'bind', verdict: 'undetermined', ruleSet: null, findings: [], missing: ['at'] }

/** Every code of a problem, in the order of the page. */
export const CODES = ['invalid', 'undetermined', ...Object.keys(enRegistry.refusals)]

export function page() {
  return `${HEAD}\n${CODES.map(section).join('\n')}`
}

const HEAD = `# Problems

\`problemOf\` of \`demerit/explain\` makes a problem of [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) of an outcome, a decision, the
issues of a parser, or what a form found: its judgement, or the issues of its \`validate\`. Its \`type\` is \`base\` and a code, \`urn:demerit:driver-cap\` unless a base is given; with the address of this page and
\`#\` as the base, each type leads to its section. A code stays what it is: clients may rely on it. \`title\` and \`detail\` are in the
language asked for; what a form found is told in the words of the form.

Of what a client sent, a problem repeats names of keys (at most 64 characters of each, what does not show written out, as in \`\\u{202e}\`), the
values that failing findings compared, and a plate or a time that is offered instead of what was typed. Ids are not repeated: of \`own-vehicle\`,
which compares two, \`supplied\` and \`limit\` are left out, and of a form that an official reads, which shows what was typed, the \`correction\` of
each message is told in its place. A schema of another library, for a field of \`also\`, writes its own words: they are told as they are.
\`detail\` tells five faults and how many more there are; \`issues\` has all.

The titles of what a registry refuses, such as \`driver-exists\`, are words of their own, which a page that asks nothing of a registry need not load:
\`problemOf(outcome, zhCN, { registry: zhCNRegistry })\` or \`{ ...zhCN, ...zhCNRegistry }\` as the language. Without them the title is 不能办理。 (*This is refused.*).

| status | what | beside \`type\`, \`title\`, \`status\`, \`detail\` and \`code\` |
| --- | --- | --- |
| 400 | the input is invalid; of a form, something is malformed, blank or not asked for | \`issues\`: \`path\`, \`code\` and \`detail\` of each fault |
| 404 | the driver, the vehicle or the violation is not enrolled or recorded | – |
| 409 | refused, by a rule or by the registry | of a rule: \`rule\`, \`supplied\`, \`limit\`, and \`findings\`, all that fail; of the issues of a form \`rule\` alone |
| 422 | undetermined: facts are missing, and nothing is against it so far | \`missing\`: their names |
| 500 | the same of a final form: the office lacks facts that it has to supply, which is the server’s own fault; \`code\` is \`undetermined\` | \`missing\`: their names |

What is permitted or accepted is not a problem. This page is generated: \`npm run docs\`.
`

/** @param {string} code */
function section(code) {
  const answer = code === 'invalid' ? [] : code === 'undetermined' ? UNDETERMINED : { status: 'refused', code }
  const problems = LOCALES.map(([locale, registry]) =>
    problemOf(/** @type {never} */ (answer), /** @type {never} */ (locale), {
      registry: /** @type {never} */ (registry),
    }),
  )
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
