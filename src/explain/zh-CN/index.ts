import { frozen } from '../../input/freeze.ts'
import type { CardWords } from '../card.ts'
import { language } from '../language.ts'
import type { BindingWords, HandlingWords, Labels, Locale, Names } from '../locale.ts'
import type { RegistryWords } from '../refusals.ts'
import type { StoryWords } from '../stories.ts'
import { card } from './card.ts'
import { bindFacts, factNames, handleFacts } from './facts.ts'
import { forms, problems } from './forms.ts'
import { grammar } from './grammar.ts'
import { enrolledLater, helps, refusals, stories, study } from './registry.ts'
import { bindRules, handleRules, notes, outcomes, ruleNames, timesContradict, vainBinding } from './rules.ts'
import { sources } from './sources.ts'
import { values } from './values.ts'

const tag = 'zh-CN'
const bind = (): BindingWords['bind'] => ({
  act: '备案该车',
  unsure: (line) => `登记在驾驶人本人名下的，不用备案；否则${line}`,
  rules: bindRules(),
  ...bindFacts(),
})
const handle = (): HandlingWords['handle'] => {
  return {
    act: '处理该违法',
    unsure: (line) => `应由该驾驶人处理的，${line}`,
    rules: handleRules(),
    ...handleFacts(),
    timesContradict,
    vainBinding,
    notes,
  }
}
const names = (): Names => ({ ...values(), facts: factNames(), rules: ruleNames })

/** 备案表单的说法。 */
export const zhCNBinding: BindingWords = language(tag, { grammar, forms, bind })

/** 处理表单的说法。 */
export const zhCNHandling: HandlingWords = language(tag, { grammar, forms, handle })

/** 各项名称，用作表单或者页面的标签。 */
export const zhCNLabels: Labels = language(tag, { names })

/** 整个语言。 */
export const zhCN: Locale = language(tag, {
  grammar,
  forms,
  bind,
  handle,
  names,
  sources,
  outcomes,
  problems,
})

/** 登记系统不予受理的原因。 */
export const zhCNRegistry: RegistryWords = language(tag, { refusals, helps, enrolledLater, study: () => study })

/** 推演过程。 */
export const zhCNStories: StoryWords = frozen(stories())

/** 某日规定一览。 */
export const zhCNCard: CardWords = language(tag, { card })
