// @ts-check
// Writes docs/PROBLEMS.md and its twin in Chinese, a section for each `type` of a problem. `npm run docs`; a test fails when it is stale.

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

/** Each page and the languages in which it has the words of a problem. */
const PAGES = /** @type {const} */ ({
  'PROBLEMS.md': [
    [zhCN, zhCNRegistry],
    [en, enRegistry],
  ],
  'PROBLEMS.zh-CN.md': [[zhCN, zhCNRegistry]],
})
/** @typedef {keyof typeof PAGES} Page */
/** A decision that lacks its day, and an input that is invalid. */
const UNDETERMINED = { question: 'bind', verdict: 'undetermined', ruleSet: null, findings: [], missing: ['at'] }

/** Every code of a problem, in the order of the page. */
export const CODES = [
  ...new Set(['invalid', 'undetermined', ...Object.keys(enRegistry.refusals), 'no-rule-set-in-force', ...RULE_IDS]),
]

/** @param {Page} [name] */
export function page(name = 'PROBLEMS.md') {
  return `${HEADS[name]}\n${CODES.map((code) => section(code, name)).join('\n')}`
}

const HEADS = {
  'PROBLEMS.md': `# Problems

[中文](PROBLEMS.zh-CN.md)

\`demerit/explain\` makes problems of [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457): \`problemOfOutcome\` from the outcome of a command, \`problemOfDecision\` from a decision,
\`problemOfIssues\` from the issues of a parser or of a form's \`validate\`, \`problemOfJudgement\` from the judgement of a form. Its \`type\` is \`base\` and a code,
\`urn:demerit:driver-cap\` unless a base is given; with the address of this page and \`#\` as the base, each type leads to its section. Codes do not change:
clients may rely on them. \`title\` and \`detail\` are in the language that you ask for; the judgement of a form keeps the words of the form.

Of a client's input, a problem repeats only the names of keys (at most 64 characters of each, invisible ones written as \`\\u{202e}\`), the values that
failing findings compared, and a plate or a time that is suggested in the place of what was typed. It repeats no id: for \`own-vehicle\`, which compares
two, \`supplied\` and \`limit\` are left out. The words of another library's schema, for a field of \`also\`, are passed on as they are. \`detail\` names five
faults and says how many more there are; \`issues\` has all.

| status | what | beside \`type\`, \`title\`, \`status\`, \`detail\` and \`code\` |
| --- | --- | --- |
| 400 | the input is invalid; of a form, something is malformed, blank or not asked for | \`issues\`: \`path\`, \`code\` and \`detail\` of each fault, and the words that are \`allowed\` there |
| 404 | the driver, the vehicle or the violation is not enrolled or recorded | – |
| 409 | refused, by a rule or by the registry | of a rule: \`rule\`, \`supplied\` (of a limit, the number with this act), \`limit\`, and \`findings\`, all that fail, each with what helps (\`todo\`) where the advice tells it, and \`channels\`; of the issues of a form \`rule\` alone |
| 422 | undetermined: facts are missing, and nothing is against it so far | \`missing\`: their names |
| 500 | the same of a final form: the office lacks facts that it has to supply, which is the server’s own fault; \`code\` is \`undetermined\` | \`missing\`: their names |

What is permitted or accepted is not a problem.
`,
  'PROBLEMS.zh-CN.md': `# 错误应答

[English](PROBLEMS.md)

\`demerit/explain\`生成 [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) 的错误应答：\`problemOfOutcome\`用于一条命令的结果，\`problemOfDecision\`用于判断，\`problemOfIssues\`用于解析函数或表单的\`validate\`给出的问题，\`problemOfJudgement\`用于表单发现的问题。
\`type\`由\`base\`和代码组成，没有给出\`base\`时为\`urn:demerit:driver-cap\`这样的写法；用本页的地址加\`#\`作\`base\`，每个\`type\`就指向它的一节。代码不变，客户端可以依靠它。\`title\`和\`detail\`用所要的语言；表单发现的，用表单的文字。

客户端发来的内容，错误应答只重复键名（每个至多64个字符，看不见的字符写成\`\\u{202e}\`这样）、不符合的核对结果所比较的值，以及号牌或时间写错时所建议的写法。不重复编号：\`own-vehicle\`比较的是两个编号，所以不写\`supplied\`和\`limit\`。
\`also\`的字段用别的库的 schema 的，照写它自己的文字。\`detail\`写五处错误，并写明另有几处；\`issues\`有全部。

| 状态码 | 情况 | 除\`type\`、\`title\`、\`status\`、\`detail\`和\`code\`外 |
| --- | --- | --- |
| 400 | 输入有误；表单有内容填得不对、没有填，或者填了没有问的 | \`issues\`：每处错误的\`path\`、\`code\`和\`detail\`，只收若干词的还有\`allowed\` |
| 404 | 驾驶人或机动车尚未登记，违法尚未记录 | – |
| 409 | 不符合规则，或者登记库不予受理 | 不符合规则的：\`rule\`、\`supplied\`（上限一类的，是连同这一次的数目）、\`limit\`，以及\`findings\`，即全部不符合的，给出了怎样做有用的，各附\`todo\`；还有\`channels\`；表单的问题只有\`rule\` |
| 422 | 信息不全，暂时不能判定，目前没有发现不能办理的情形 | \`missing\`：所缺事实的名称 |
| 500 | 同上，但出自服务器的最终表单：该由主管部门提供的事实缺少，是服务器自己的错误；\`code\`为\`undetermined\` | \`missing\`：所缺事实的名称 |

可以办理的和得到受理的，不是错误。
`,
}

/** @param {string} code @param {typeof PAGES[Page][number]} languages */
function problemOf(code, [locale, registry]) {
  if (code === 'invalid') return problemOfIssues([], /** @type {never} */ (locale))
  const words = /** @type {never} */ ({ ...locale, ...registry })
  if (code !== 'undetermined') return problemOfOutcome({ status: 'refused', code: /** @type {never} */ (code) }, words)
  const read = parseDecision(UNDETERMINED)
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return problemOfDecision(read.value, words)
}

/** @param {string} code @param {Page} page */
function section(code, page) {
  const problems = PAGES[page].map((languages) => problemOf(code, languages))
  const isChinese = page !== 'PROBLEMS.md'
  const said = `${problems[0]?.status}${code === 'undetermined' ? (isChinese ? '，最终表单为500' : ', or 500 of a final form') : ''}`
  const titles = problems.map(({ title, detail }) => (Object.hasOwn(enRegistry.helps, code) ? detail : title)).join(' ')
  const lines = [`## ${code}`, '', isChinese ? `状态码${said}。${titles}` : `Status ${said}. ${titles}`]
  if (/** @type {readonly string[]} */ (RULE_IDS).includes(code)) {
    const formula = `\`${formulaOf(RULES[/** @type {keyof typeof RULES} */ (code)])}\``
    const names = PAGES[page].map(
      ([locale]) => /** @type {typeof en} */ (locale).names.rules[/** @type {never} */ (code)],
    )
    lines.push(
      '',
      isChinese
        ? `${formula}时，符合规则“${names.join()}”：[RULES.md](RULES.md)（中英文）。`
        : `The rule holds when ${formula} (${names.join(', ')}): [RULES.md](RULES.md).`,
    )
  }
  return `${lines.join('\n')}\n`
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  for (const name of /** @type {readonly Page[]} */ (Object.keys(PAGES))) {
    writeFileSync(new URL(`./${name}`, import.meta.url), page(name))
  }
}
