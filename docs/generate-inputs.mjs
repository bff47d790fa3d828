// @ts-check
// Writes docs/INPUTS.md, the page of the facts that the two questions are asked with. `npm run docs`; a test fails when it is stale.

import { writeFileSync } from 'node:fs'
import {
  COUNT_LIMIT,
  FACTS,
  FEN_LIMIT,
  parseCommand,
  REQUIRED_FACTS,
  REVOCATION_GROUNDS,
  WITHDRAWAL_GROUNDS,
} from 'demerit'
import { en, wordNames, zhCN } from 'demerit/explain'
import { expressionsOf, QUESTIONS, RULE_IDS, RULES } from 'demerit/rules'

const HEAD = `# The facts of the two questions

\`decideBinding\` and \`decideHandling\` judge a flat row of these facts. A fact that is absent is not known. While ${sentence(
  REQUIRED_FACTS.map(code),
)} is
not known, nothing is permitted; any other fact is needed only by the rules that read it. A provision that binds some channels reads \`channel\` too; one about
others’ vehicles reads \`driver\` and \`vehicleOwner\`, and \`ownedSince\` where it says \`own: 'at-act'\`. Instants are text with an offset, a \`Date\`, or epoch
milliseconds of 1980 or later; money is in fen. Words in Chinese are those of a [file](guides/audit.md#a-csv-or-parquet-file), in which 无 stands for \`none\`, \`null\` and no words; the guide has others that offices write. \`FACTS\` is this table as a list, an entry a fact.
`

const TITLES = {
  bind: '## May this driver bind this vehicle 备案?',
  handle: '## May this driver handle this violation 处理?',
}

export function page() {
  return `${[HEAD, ...QUESTIONS.map(section), commands()].join('\n')}`
}

/** The commands and their fields, from the schema by which they are read. */
function commands() {
  const schema = /** @type {{ anyOf: readonly CommandSchema[] }} */ (
    /** @type {unknown} */ (parseCommand['~standard'].jsonSchema.input({ target: 'draft-2020-12' }))
  )
  const rows = schema.anyOf.map(({ properties, required }) => {
    const { type, at: _, ...fields } = properties
    const command = String(type?.const ?? type?.enum?.[0])
    return `| ${code(command)} | ${namesOf(fields, required, GROUNDS[command])} |`
  })
  return `## The commands of a registry

Each has \`type\` and \`at\` too; the store stamps \`at\` itself: there a command with \`at\` is \`invalid\`. A field with a question mark may be left out, which
means *no*, and of \`paidOn\` the day of the command. In brackets are words that are not above; a \`ground\` may be other text, up to 100 characters. \`parseCommand\` reads a command, and \`parseStoreCommand\` of \`demerit/store\` one of a store; their JSON Schemas (\`parseCommand['~standard'].jsonSchema\`) say what each field may hold.

| command | fields |
| --- | --- |
${rows.join('\n')}
`
}
/** @typedef {{ readonly const?: string, readonly enum?: readonly string[], readonly properties?: Properties, readonly required?: readonly string[] }} FieldSchema */
/** @typedef {Readonly<Record<string, FieldSchema>>} Properties */
/** @typedef {{ readonly properties: Properties, readonly required: readonly string[] }} CommandSchema */

/** The grounds that the law names, by command. @type {Readonly<Record<string, readonly string[]>>} */
const GROUNDS = { withdrawViolation: WITHDRAWAL_GROUNDS, revokeHandling: REVOCATION_GROUNDS }
/** What has its words in a table above. @type {ReadonlySet<string>} */
const ABOVE = new Set(FACTS.map(({ name }) => name))

/**
 * The names of fields, each that is a record with its own, and with the words of those that are no facts.
 * @param {Properties} fields @param {readonly string[]} required @param {readonly string[]} [grounds] @returns {string}
 */
function namesOf(fields, required, grounds = []) {
  const names = Object.entries(fields).map(([name, { properties, required: within = [], enum: listed = [] }]) => {
    const words = ABOVE.has(name) ? [] : name === 'ground' ? grounds : listed
    const said = words.length === 0 ? '' : ` (${words.map(code).join(', ')})`
    const parts = properties === undefined ? said : ` { ${namesOf(properties, within)} }`
    return `${code(name)}${required.includes(name) ? '' : '?'}${parts}`
  })
  return names.join(', ')
}

/** @param {import('demerit').Question} question */
function section(question) {
  const rows = FACTS.filter(({ questions }) => questions.includes(question)).map((fact) => {
    const rules = RULE_IDS.filter((id) => RULES[id].questions.includes(question) && reads(RULES[id]).has(fact.name))
    const supplied = { asker: 'who asks', office: 'the office', others: 'others: no registry keeps it' }[
      fact.suppliedBy
    ]
    const names = [zhCN.names.facts[fact.name], meaningOf(fact.name, question)].join('. ')
    return `| \`${fact.name}\` | ${names} | ${valuesOf(fact)} | ${supplied} | ${rules.map(code).join(', ')} |`
  })
  const head = '| fact | what it says | values | told by | read by the rules |\n| --- | --- | --- | --- | --- |'
  return `${TITLES[question]}\n\n${head}\n${rows.join('\n')}\n`
}

/** How one is asked for it. @param {import('demerit').FactName} name @param {import('demerit').Question} question */
function meaningOf(name, question) {
  /** @type {import('demerit/explain').FactWords<any>} */
  const { facts, examples, asks } = en[question]
  if (!Object.hasOwn(facts, name)) throw new Error(`${question} does not ask for ${name}`)
  const { fill, choose } = en.forms
  return asks[name] ?? (examples[name] === undefined ? choose : fill)(facts[name])
}

/** With the words of a file in Chinese. @param {import('demerit').Fact} fact */
function valuesOf({ name, kind, words = [], orNull, least, most = COUNT_LIMIT }) {
  /** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */
  const lists = wordNames(zhCN)
  const named = words
    .map((word) => `${code(word)}${lists[name] === undefined ? '' : ` ${lists[name][word]}`}`)
    .join(', ')
  const values = {
    id: 'id',
    instant: 'instant',
    // A count that has the case itself in it is read from 0, and means something from its least on.
    count: `0 to ${number(most)}${least === undefined ? '' : `; the case itself counts, so that below ${least} is a mistake, and is judged as it stands`}`,
    flag: 'true 是 or false 否',
    word: named,
    words: `any of ${named}`,
    fen: `0 to ${number(FEN_LIMIT)} fen`,
  }
  if (!Object.hasOwn(values, kind)) throw new Error(`INPUTS.md has no words for the kind ${kind}`)
  return orNull === true ? `${values[kind]}, or \`null\`` : values[kind]
}

/** The facts in what a rule compares and in its exemptions. @param {(typeof RULES)[import('demerit').RuleId]} rule */
function reads(rule) {
  const found = new Set()
  JSON.stringify(expressionsOf(rule), (_, node) => {
    if (node?.kind === 'fact') found.add(node.name)
    return node
  })
  return found
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString('en-US')
}

/** @param {readonly string[]} parts */
function sentence(parts) {
  return `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  writeFileSync(new URL('./INPUTS.md', import.meta.url), page())
}
