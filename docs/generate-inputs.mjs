// @ts-check
// Writes docs/INPUTS.md and its twin in Chinese, the page of the facts that the two questions are asked with. `npm run docs`; a test fails when it is stale.

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

/** @typedef {'en' | 'zh'} Language */
/** What the page says in each language. */
const SAYS = {
  en: {
    head: `# The facts of the two questions

[中文](INPUTS.zh-CN.md)

\`decideBinding\` and \`decideHandling\` judge a flat row of these facts. A fact that is absent is not known. While ${sentence(
      REQUIRED_FACTS.map(code),
    )} is
not known, nothing is permitted; any other fact is needed only by the rules that read it. A provision that binds only some channels reads \`channel\` too; one about
others’ vehicles reads \`driver\` and \`vehicleOwner\`, and with \`own: 'at-act'\` also \`ownedSince\`. Instants are text with an offset, a \`Date\`, or epoch
milliseconds of 1980 or later; money is in fen. The Chinese words are those of a [file](guides/audit.md#a-csv-or-parquet-file), in which 无 stands for \`none\`, \`null\` and an empty list; the guide has other words that offices write. \`FACTS\` is this table as a list, with an entry for each fact.

Nobody needs a binding for their own vehicle, and no cap of bindings counts it. \`firstBinding\` asks whether it was the first binding that the vehicle ever had, whoever made it.
Applications are counted by the calendar year, handlings in the rolling year that ends with the day of the act.
`,
    titles: { bind: 'May this driver bind this vehicle 备案?', handle: 'May this driver handle this violation 处理?' },
    columns: '| fact | what it says | values | told by | read by the rules |',
    suppliedBy: { asker: 'who asks', office: 'the office', others: 'others: no registry keeps it' },
    and: ', ',
    id: 'id',
    instant: 'instant',
    flag: 'true 是 or false 否',
    anyOf: 'any of ',
    orNull: ', or `null`',
    to: ' to ',
    fen: ' fen',
    least: (/** @type {number} */ least) =>
      `; the case itself counts, so that below ${least} is a mistake, and is judged as it stands`,
    brackets: [' (', ')'],
    commands: `## The commands of a registry

Each command also has \`type\` and \`at\`; a store stamps \`at\` itself, and answers \`invalid\` to a command that has it. A field with a question mark may be left
out: that means *no*, for \`paidOn\` the day of the command, and for \`ownedSince\` its time. Brackets hold the words that are not in the tables above; a \`ground\` may be other text of up to 100 characters. \`parseCommand\` reads a command, and \`parseStoreCommand\` of \`demerit/store\` one of a store; their JSON Schemas (\`parseCommand['~standard'].jsonSchema\`) say what each field may hold.

| command | fields |`,
  },
  zh: {
    head: `# 两个问题的事实

[English](INPUTS.md)

\`decideBinding\`和\`decideHandling\`判断由这些事实组成的一行（不嵌套）。没有给出的事实是未知。${REQUIRED_FACTS.map(code).join('、')}有一项未知，就什么也不能办理；其他事实，只有看它的规则才需要。
只约束某些渠道的条款也看\`channel\`；只约束他人机动车的条款也看\`driver\`和\`vehicleOwner\`，写明\`own: 'at-act'\`的还看\`ownedSince\`。时刻写有时差的文本、\`Date\`，或者1980年以后的毫秒数；金额以分计。
中文是[文件](guides/audit.zh-CN.md#csv-或-parquet-文件)中的写法，其中“无”表示\`none\`、\`null\`和空的列表；主管部门的其他写法见该指南。\`FACTS\`就是这张表的列表形式，一项事实一个元素。

自己的机动车不须备案，也不计入备案的任何上限。\`firstBinding\`问的是该车有史以来的第一次备案，不论由何人备案。申请按自然年计，处理违法按截至办理当日的滚动一年计。
`,
    titles: { bind: '该驾驶人可以备案该车吗？', handle: '该驾驶人可以处理该违法吗？' },
    columns: '| 事实 | 含义 | 值 | 由谁提供 | 看它的规则 |',
    suppliedBy: { asker: '申请人', office: '主管部门', others: '他人：登记库不保存' },
    and: '、',
    id: '编号',
    instant: '时刻',
    flag: 'true 是，或 false 否',
    anyOf: '若干个：',
    orNull: '，或`null`',
    to: '至',
    fen: '分',
    least: (/** @type {number} */ least) => `；包括这一次，所以小于${least}是错的，但仍按所写的判断`,
    brackets: ['（', '）'],
    commands: `## 登记库的命令

每条命令另有\`type\`和\`at\`；存储自己记录\`at\`，含\`at\`的命令在那里是\`invalid\`。带问号的字段可以不写，不写就是“否”，\`paidOn\`不写就是命令当日，\`ownedSince\`不写就是命令的时刻。
括号中是上面没有的词；\`ground\`可以是其他文字，至多100个字符。\`parseCommand\`读取命令，\`demerit/store\`的\`parseStoreCommand\`读取存储的命令；每个字段可以是什么，见它们的 JSON Schema（\`parseCommand['~standard'].jsonSchema\`）。

| 命令 | 字段 |`,
  },
}

/** @param {Language} [language] */
export function page(language = 'en') {
  return [SAYS[language].head, ...QUESTIONS.map((question) => section(question, language)), commands(language)].join(
    '\n',
  )
}

/** The commands and their fields, from the schema by which they are read. @param {Language} language */
function commands(language) {
  const schema = /** @type {{ anyOf: readonly CommandSchema[] }} */ (
    /** @type {unknown} */ (parseCommand['~standard'].jsonSchema.input({ target: 'draft-2020-12' }))
  )
  const rows = schema.anyOf.map(({ properties, required }) => {
    const { type, at: _, ...fields } = properties
    const command = String(type?.const ?? type?.enum?.[0])
    return `| ${code(command)} | ${namesOf(fields, required, language, GROUNDS[command])} |`
  })
  return `${SAYS[language].commands}
| --- | --- |
${rows.join('\n')}
`
}
/** @typedef {{ readonly const?: string, readonly enum?: readonly string[], readonly properties?: Properties, readonly required?: readonly string[], readonly anyOf?: readonly FieldSchema[], readonly items?: FieldSchema }} FieldSchema */
/** @typedef {Readonly<Record<string, FieldSchema>>} Properties */
/** @typedef {{ readonly properties: Properties, readonly required: readonly string[] }} CommandSchema */

/** The grounds that the law names, by command. @type {Readonly<Record<string, readonly string[]>>} */
const GROUNDS = { withdrawViolation: WITHDRAWAL_GROUNDS, revokeHandling: REVOCATION_GROUNDS }
/** What has its words in a table above. @type {ReadonlySet<string>} */
const ABOVE = new Set(FACTS.map(({ name }) => name))

/**
 * The names of fields, each that is a record with its own, and with the words of those that are no facts.
 * @param {Properties} fields @param {readonly string[]} required @param {Language} language @param {readonly string[]} [grounds] @returns {string}
 */
function namesOf(fields, required, language, grounds = []) {
  const { and, brackets } = SAYS[language]
  const names = Object.entries(fields).map(([name, field]) => {
    const { anyOf: [given = field] = [] } = field
    const of = given.items?.properties === undefined ? given : given.items
    const { properties, required: within = [], enum: listed = [] } = of
    const words = ABOVE.has(name) ? [] : name === 'ground' ? grounds : listed
    const said = words.length === 0 ? '' : brackets.join(words.map(code).join(and))
    const parts = properties === undefined ? said : ` { ${namesOf(properties, within, language)} }`
    return `${code(name)}${required.includes(name) ? '' : '?'}${parts}`
  })
  return names.join(and)
}

/** @param {import('demerit').Question} question @param {Language} language */
function section(question, language) {
  const { titles, columns, suppliedBy, and } = SAYS[language]
  const rows = FACTS.filter(({ questions }) => questions.includes(question)).map((fact) => {
    const rules = RULE_IDS.filter((id) => RULES[id].questions.includes(question) && reads(RULES[id]).has(fact.name))
    const name = zhCN.names.facts[fact.name]
    const meaning = language === 'zh' ? name : `${name}. ${meaningOf(fact.name, question)}`
    return `| \`${fact.name}\` | ${meaning} | ${valuesOf(fact, language)} | ${suppliedBy[fact.suppliedBy]} | ${rules.map(code).join(and)} |`
  })
  return `## ${titles[question]}\n\n${columns}\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
}

/** How one is asked for it. @param {import('demerit').FactName} name @param {import('demerit').Question} question */
function meaningOf(name, question) {
  /** @type {import('demerit/explain').FactWords<any>} */
  const { facts, examples, asks } = en[question]
  if (!Object.hasOwn(facts, name)) throw new Error(`${question} does not ask for ${name}`)
  const { fill, choose } = en.forms
  return asks[name] ?? (examples[name] === undefined ? choose : fill)(facts[name])
}

/** With the words of a file in Chinese. @param {import('demerit').Fact} fact @param {Language} language */
function valuesOf({ name, kind, words = [], orNull, least, most = COUNT_LIMIT }, language) {
  const says = SAYS[language]
  /** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */
  const lists = wordNames(zhCN)
  const named = words
    .map((word) => `${code(word)}${lists[name] === undefined ? '' : ` ${lists[name][word]}`}`)
    .join(says.and)
  const values = {
    id: says.id,
    instant: says.instant,
    // A count that has the case itself in it is read from 0, and means something from its least on.
    count: `0${says.to}${number(most)}${least === undefined ? '' : says.least(least)}`,
    flag: says.flag,
    word: named,
    words: `${says.anyOf}${named}`,
    fen: `0${says.to}${number(FEN_LIMIT)}${says.fen}`,
  }
  if (!Object.hasOwn(values, kind)) throw new Error(`INPUTS.md has no words for the kind ${kind}`)
  return orNull === true ? `${values[kind]}${says.orNull}` : values[kind]
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
  writeFileSync(new URL('./INPUTS.zh-CN.md', import.meta.url), page('zh'))
}
