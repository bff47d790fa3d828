import type { NoRuleSetFinding } from '../../../decision/decision.ts'
import type { Question } from '../../../law/question.ts'
import type { DecisionContext, DoneThere, Moot } from '../context.ts'
import type { Core, FormCore, Headline, JudgedHeadline, JudgedOfficialHeadline, OfficialHeadline } from '../locale.ts'
import { officialClear, officialLack } from '../official-form.ts'
import { officialHeadline } from '../official-headline.ts'
import { correction, officialCorrection } from './correction.ts'
import { by, count, dayOf, going, grouped, listed, oneOf, scope, to } from './grammar.ts'
import { channels, verdicts } from './labels.ts'

/** What both questions need beside a form, for a driver. */
export const formCore = (): FormCore => ({
  joined: (parts, isOtherWay) => (isOtherWay ? `${parts.slice(0, -1).join('; ')}, ${parts.at(-1)}` : parts.join('; ')),
  sentence: (words, cited) => `${words}${cited === undefined ? '' : ` (${cited})`}.`,
  paragraph: (sentences) => sentences.join(' '),
  going: (way, channels, needs) =>
    way === 'only'
      ? `only ${oneOf(channels)} will do`
      : `${WAYS[way]}${listed('and', [going(channels), ...neededFor(needs)])}`,
  noRuleSet: { driver: noRuleForDriver },
  forms: {
    malformed: 'Something is not filled in correctly: see the notes beside the fields',
    incomplete: 'Please fill in all fields',
    'clear-so-far': CLEAR,
    unable: 'This cannot be done at the moment',
    blank: 'Fill in this field',
    'not-asked': 'The page sent something that was not asked for; reload it and try again',
    unknown: 'We cannot check our records at the moment; please try again later',
    damaged: 'A number in our records is incomplete or wrong; please ask at a window',
  },
  correction,
  headline: { driver: settled },
})

/** What both questions need. */
export const core = (): Core => ({
  ...formCore(),
  officialCorrection,
  officialForm: { clear: officialClear, lack: officialLack },
  lack: {
    missing: (facts) => `Please supply: ${facts.join('; ')}`,
    damaged: (facts) => `Please correct what is on record, which is incomplete or wrong: ${facts.join('; ')}`,
  },
  ruleSets,
  channels,
  scope,
  problems: {
    invalid: 'The input is invalid.',
    refused: 'This is refused.',
    undetermined: 'Facts are missing.',
    more: (count) => `There ${count === 1 ? 'is 1 fault' : `are ${count} faults`} more.`,
    against: (rule) => `The ${rule} does not allow this.`,
  },
  unknown: (rule, facts) => `For the ${rule}, please state: ${facts.join('; ')}`,
  checks: (fact) => `The office checks this when you apply: ${fact}`,
  notApplicable: {
    'other-channel': (rule, bound) => `The ${rule} applies${by(bound)} only, and not here`,
    'own-vehicle': (rule) => `The ${rule} does not apply to one's own vehicle`,
    'no-points': (rule) => `The violation carries no points, so the ${rule} does not apply`,
    'no-binding': (rule) => `There is no open binding, so the ${rule} does not apply`,
    'no-first-binding': (rule) => `There is no open binding, so the ${rule} does not apply`,
    'first-binding': (rule) =>
      `It is the vehicle's first binding, which clears earlier violations too, so the ${rule} does not apply`,
    'no-release': (rule) => `No binding of the vehicle by another driver has ended, so the ${rule} does not apply`,
  },
  noRuleSet: { official: noRuleForOfficial, driver: noRuleForDriver },
  headline: { official, driver },
  officialHeadline,
})

function noRuleForDriver({ limit }: NoRuleSetFinding, act: string): string {
  if (typeof limit === 'string' || limit.length === 0) return NO_RULE
  return `The rules of that day have nothing on ${act}, so it cannot be done`
}

function noRuleForOfficial(finding: NoRuleSetFinding, act: string, context?: DecisionContext): string {
  const { supplied, limit } = finding
  const principle = 'an act is judged by the rules of its day'
  if (typeof limit === 'string') {
    return `No rule is on record for ${dayOf(supplied)} (the first begins on ${dayOf(limit)}), so this cannot be judged; ${principle}`
  }
  if (limit.length === 0) return `No rule is on record for that day, so ${act} cannot be judged; ${principle}`
  if (supplied === 'bind' && context?.ruleSet === 'cn-2013-05-02') {
    return 'No binding existed under this rule set; violations of vehicles of others were handled directly'
  }
  return `The rule set has nothing on ${act}, so it cannot be done; ${principle}`
}

function official(head: OfficialHeadline): string {
  if (head.verdict === 'invalid') return `Not judged: ${count(head.issues, 'fault')} in the input`
  const { verdict, question, ruleSet, verifiedUntil, neverInForce, missing } = head
  if (ruleSet === 'none') return `${TITLES[question]}: ${UNRECORDED}`
  const verified = verifiedUntil === undefined ? '' : `, verified up to ${dayOf(verifiedUntil)}`
  const until = neverInForce ? ', which was never in force' : verified
  const so = verdict === 'undetermined' ? 'nothing is against it so far' : verdicts[verdict]
  const rest = verdict === 'undetermined' ? lacking(missing ?? 0) : elsewhere(head)
  return `${TITLES[question]}: ${so}${under(ruleSet)}${until}${rest}`
}

function driver(head: Headline): string {
  if (head.verdict === 'invalid') return `Please correct ${count(head.issues, 'field')}`
  if (head.verdict !== 'undetermined') return settled(head)
  if (head.missing === undefined) return CLEAR
  return `So far nothing stands against your request${asked(head.missing)}`
}

/** Of what is refused or permitted. */
function settled(head: JudgedHeadline): string {
  const what = head.question === 'bind' ? 'bind this vehicle' : 'handle this violation'
  if (head.verdict === 'permitted') return `You can ${what}`
  if (head.ruleSet === 'none') return NO_RULE
  if (head.moot !== undefined) return MOOT[head.moot]
  const { free, still, later } = head
  if (head.heeded || free.length === 0) {
    if (later.length === 0) return `You cannot ${what} now; another channel would not help`
    return `You cannot ${what} yet; follow the notes`
  }
  const must = neededFor(still)
  const here = `You cannot ${what} here`
  if (must.length < still.length) {
    const there = free.includes('window') ? 'try a window' : `try ${oneOf(free)}`
    return `${here}; ${listed('and', [there, ...must])}; the office checks the other conditions when you apply`
  }
  const there = free.includes('window') ? 'at a window you can' : `by ${oneOf(free)} you can`
  return `${here}; ${there}${must.length === 0 ? '' : `, if you ${listed('and', must)}`}`
}

const WAYS = { instead: '', other: 'or ', later: 'Then ' }

/** What is asked for, where a headline begins with it. */
const TITLES: { readonly [Q in Question]: string } = {
  bind: 'Binding vehicles of others',
  handle: 'Handling a traffic violation',
}
/** The same for a driver. */
const NO_RULE = 'We have no rule on record for that day, so this cannot be judged; please ask at a window'
const UNRECORDED = 'no rule is on record for that day, so this cannot be judged'
const CLEAR = 'So far nothing stands against your request; the office checks its records when you apply'
/** What leaves nothing to do, or a time to be checked. */
const MOOT: { readonly [M in Moot]: string } = {
  'own-vehicle': 'You need not bind this vehicle',
  'already-bound': 'You have bound this vehicle; you need not bind it again',
  'violation-open': 'This violation needs no handling any more',
  'not-before-occurrence': 'Check the time of the violation first',
}

/** What is still missing, of what the reader can tell. */
function lacking(missing: number): string {
  return missing === 0 ? '' : `; ${count(missing, 'fact')} ${missing === 1 ? 'is' : 'are'} missing`
}

/** The same, as what a driver is to enter. */
function asked(missing: number): string {
  return missing === 0 ? '' : `; enter the ${missing === 1 ? 'missing fact' : `${grouped(missing)} missing facts`}`
}

/** What a driver does for two of the rules; the others the office checks. */
const IN_PERSON: { readonly [R in DoneThere]: string } = {
  'offender-present': 'come in person',
  'identity-verified': 'have your identity checked',
}

function neededFor(rules: readonly string[]): readonly string[] {
  return Object.entries(IN_PERSON).flatMap((entry) => (rules.includes(entry[0]) ? [entry[1]] : []))
}

function under(ruleSet: string | null): string {
  if (ruleSet === null) return ', since the rules in force depend on the day'
  const title = Object.hasOwn(ruleSets, ruleSet) ? ruleSets[ruleSet as keyof typeof ruleSets] : undefined
  return title === undefined ? ` under the hypothetical rule set "${ruleSet}"` : ` under "${title}"`
}

/** Where a refused act could be tried. */
function elsewhere({ verdict, mendable, missing = 0, nameOf, free, still }: JudgedOfficialHeadline): string {
  if (verdict !== 'refused') return ''
  if (free.length === 0) {
    return mendable
      ? `; ${missing > 0 ? 'what fails has to be mended first' : 'it is permitted once what fails is mended'}${lacking(missing)}`
      : '; at present no channel permits it'
  }
  const rules = still.map((rule) => `the ${nameOf(rule)}`)
  const rest =
    rules.length === 0 ? '' : `, where ${listed('and', rules)} still ${rules.length === 1 ? 'applies' : 'apply'}`
  return `; the reasons do not apply ${to(free)}${rest}`
}

const ruleSets: Core['ruleSets'] = {
  none: 'no rule on record',
  'cn-2013-05-02': 'the rule of 2013 (watch list)',
  'chengdu-2017-11-16': "the rule of Chengdu's city app, 2017",
  'as-reported': 'the rule as reported',
  'plan-2018-03-01': 'the plan of March 2018',
  'cn-2018-02-24': "the ministry's statement of February 2018",
  'cn-2018-09-01': 'the optimised rule of September 2018',
  'cn-2020-09-28': 'the rule of 2020 (company vehicles too)',
  'cn-2024-11-01': 'the rule of 2024 (limits on applications)',
}
