import type { NoRuleSetFinding } from '../../../decision/decision.ts'
import type { Channel } from '../../../values/channel.ts'
import type { DecisionContext, DoneThere, Moot } from '../context.ts'
import type {
  Core,
  FormCore,
  Headline,
  JudgedHeadline,
  JudgedOfficialHeadline,
  OfficialHeadline,
  Way,
} from '../locale.ts'
import { officialClear, officialLack } from '../official-form.ts'
import { officialHeadline } from '../official-headline.ts'
import { correction, officialCorrection } from './correction.ts'
import { by, dayOf, going, join, named, scope } from './grammar.ts'
import { channels, questions, verdicts } from './labels.ts'

/** 两项业务的表单对驾驶人的说法。 */
export const formCore = (): FormCore => ({
  joined: (parts) => parts.join('，'),
  sentence: (words, cited) => `${words}${cited === undefined ? '' : `（${cited}）`}。`,
  paragraph: (sentences) => sentences.join(''),
  going: sent,
  noRuleSet: { driver: noRuleForDriver },
  forms: {
    malformed: '有内容填写不正确，请按提示改正',
    incomplete: '请将各项填写完整',
    'clear-so-far': '目前未发现不能办理的情形，以办理时的核查为准',
    unable: '暂时无法办理',
    blank: '请填写此项',
    'not-asked': '页面提交的内容有误，请刷新后重试',
    unknown: '系统暂时无法核查有关信息，请稍后再试',
    damaged: '登记的号码不全或者有误，请到窗口咨询',
  },
  correction,
  headline: { driver: settled },
})

/** 两项业务都用到的说法。 */
export const core = (): Core => ({
  ...formCore(),
  officialCorrection,
  officialForm: { clear: officialClear, lack: officialLack },
  lack: {
    missing: (facts) => `请补充：${join(facts)}`,
    damaged: (facts) => `${join(facts)}登记不全或者有误，请更正`,
  },
  ruleSets,
  channels,
  scope,
  problems: {
    invalid: '填报有误。',
    refused: '不能办理。',
    undetermined: '信息不全，暂无法判定。',
    more: (count) => `另有${count}处需要改正。`,
    against: (rule) => `不能办理：不符合“${rule}”。`,
  },
  unknown: (rule, facts) => `请说明${join(facts)}，以便核对${rule}`,
  checks: (fact) => `“${fact}”由交管部门在办理时核查`,
  notApplicable: {
    'other-channel': (rule, bound) => `${rule}只适用于${by(bound)}，本渠道不适用`,
    'own-vehicle': (rule) => `本人名下机动车不适用${rule}`,
    'no-points': (rule) => `该违法不记分，不适用${rule}`,
    'no-binding': (rule) => `现未备案该车，无从核对${rule}`,
    'no-first-binding': (rule) => `现未备案该车，无从核对${rule}`,
    'first-binding': (rule) => `该车属首次备案，可一并处理此前的违法，不适用${rule}`,
    'no-release': (rule) => `该车没有其他驾驶人的备案结束过，不适用${rule}`,
  },
  noRuleSet: { official: noRuleForOfficial, driver: noRuleForDriver },
  headline: { official, driver },
  officialHeadline,
})

function noRuleForDriver({ limit }: NoRuleSetFinding, act: string): string {
  return typeof limit === 'string' || limit.length === 0 ? NO_RULE : `当日的规定没有${act}的条款，因此不能办理`
}

function noRuleForOfficial(finding: NoRuleSetFinding, act: string, context?: DecisionContext): string {
  const { supplied, limit } = finding
  const principle = '行为按当日施行的规定判断'
  if (typeof limit === 'string') {
    return `本规则库未收录${dayOf(supplied)}的规定（最早的自${dayOf(limit)}起施行），无法判断；${principle}`
  }
  if (limit.length === 0) return `本规则库未收录当日的规定，无法判断能否${act}；${principle}`
  if (supplied === 'bind' && context?.ruleSet === 'cn-2013-05-02') {
    return '该规定施行时尚无备案制度，非本人机动车的违法当时可直接处理'
  }
  return `所依规定没有${act}的条款，因此不能办理；${principle}`
}

function official(head: OfficialHeadline): string {
  if (head.verdict === 'invalid') return `${verdicts.invalid}，共${head.issues}处，未予审查`
  const { verdict, question, ruleSet, verifiedUntil, neverInForce, missing } = head
  if (ruleSet === 'none') return `${questions[question]}：${UNRECORDED}`
  const verified = verifiedUntil === undefined ? '' : `，该规定的核实截至${dayOf(verifiedUntil)}`
  const until = neverInForce ? '（该方案未曾施行）' : verified
  const so = verdict === 'undetermined' ? '目前未发现不能办理的情形' : verdicts[verdict]
  const rest = verdict === 'undetermined' ? lacking(missing ?? 0) : elsewhere(head)
  return `${questions[question]}：${so}${under(ruleSet)}${until}${rest}`
}

function driver(head: Headline): string {
  if (head.verdict === 'invalid') return `有${head.issues}处填写有误，请改正`
  if (head.verdict !== 'undetermined') return settled(head)
  const soFar = `目前未发现不能${requestIn(head)}的情形`
  if (head.missing === undefined) return `${soFar}，以办理时的核查为准`
  return head.missing === 0 ? soFar : `${soFar}，请填写尚缺的${head.missing}项信息`
}

/** What the driver asks for. */
function requestIn({ question }: JudgedHeadline): string {
  return question === 'bind' ? '备案该车' : '处理该违法'
}

/** Of what is refused or permitted. */
function settled(head: JudgedHeadline): string {
  const what = requestIn(head)
  if (head.verdict === 'permitted') return `您可以${what}`
  if (head.ruleSet === 'none') return NO_RULE
  if (head.moot !== undefined) return MOOT[head.moot]
  const { free, still, later } = head
  if (head.heeded || free.length === 0) {
    if (later.length === 0) return `您现在不能${what}，更换渠道也不能办理`
    return `您暂时不能${what}，请按提示办理`
  }
  const isAll = still.every((rule) => Object.hasOwn(IN_PERSON, rule))
  return `您不能通过该渠道${what}，${sent('instead', free, still)}${isAll ? '' : '，其他条件以办理时的核查为准'}`
}

const WAYS = { instead: '请', other: '或者', only: '只能', later: '届时请' }

/** The same for a driver. */
const NO_RULE = '系统中没有当日的规定，暂不能判断，请到窗口咨询'
const UNRECORDED = '本规则库未收录当日的规定，无法判断'
/** What leaves nothing to do, or a time to be checked. */
const MOOT: { readonly [M in Moot]: string } = {
  'own-vehicle': '该车无需备案',
  'already-bound': '您已备案该车，无需再次备案',
  'violation-open': '该违法不必再处理',
  'not-before-occurrence': '请先核对违法时间',
}

/** What is still missing, of what the reader can tell. */
function lacking(missing: number): string {
  return missing === 0 ? '' : `，尚缺${missing}项信息`
}

/** The rules for which a driver does something there; the others the office checks. */
const IN_PERSON: { readonly [R in DoneThere]: string } = {
  'offender-present': '本人到场',
  'identity-verified': '核验身份',
}

function under(ruleSet: string | null): string {
  if (ruleSet === null) return '，须先确定办理日期，才能确定所依据的规定'
  const title = Object.hasOwn(ruleSets, ruleSet) ? ruleSets[ruleSet as keyof typeof ruleSets] : undefined
  return title === undefined ? `，依据假设方案“${ruleSet}”` : `，依据“${title}”`
}

/** Where a driver is sent, and what is done there. */
function sent(way: Way, channels: readonly Channel[], needs: readonly string[]): string {
  const must = Object.entries(IN_PERSON).flatMap((entry) => (needs.includes(entry[0]) ? [entry[1]] : []))
  return `${WAYS[way]}${going(channels)}${must.length > 0 ? `（须${must.join('并')}）` : ''}`
}

/** Where a refused act could be tried. */
function elsewhere({ verdict, mendable, missing = 0, nameOf, free, still }: JudgedOfficialHeadline): string {
  if (verdict !== 'refused') return ''
  if (free.length === 0)
    return mendable
      ? `，所列事项${missing > 0 ? '须先补正' : '补正后可以办理'}${lacking(missing)}`
      : '，各渠道现均不能办理'
  const rest = still.length === 0 ? '' : `，${named(free)}办理仍须符合${join(still.map(nameOf))}`
  return `，不能办理的原因不适用于${named(free)}${rest}`
}

const ruleSets: Core['ruleSets'] = {
  none: '未收录规定',
  'cn-2013-05-02': '2013年规定（重点人员名单）',
  'chengdu-2017-11-16': '成都蓉e行2017年规定',
  'as-reported': '据报道的规定',
  'plan-2018-03-01': '2018年3月方案',
  'cn-2018-02-24': '公安部2018年2月公布的规定',
  'cn-2018-09-01': '2018年9月优化措施',
  'cn-2020-09-28': '2020年备案规定（增加单位机动车）',
  'cn-2024-11-01': '2024年备案规定（限制申请次数）',
}
