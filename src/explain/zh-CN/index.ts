import { frozen } from '../../input/freeze.ts'
import type { CardWords } from '../card.ts'
import type { BindingWords, HandlingWords, Labels, Locale, SourceWords } from '../locale.ts'
import type { RegistryWords } from '../refusals.ts'
import type { StoryWords } from '../stories.ts'
import { card } from './card.ts'
import { bindAsks, bindExamples, bindFacts, bothFacts, handleAsks, handleExamples, handleFacts } from './facts.ts'
import { forms } from './forms.ts'
import { grammar } from './grammar.ts'
import { refusals, stories } from './registry.ts'
import { bindNames, bindRules, bothNames, handleNames, handleRules, notes, outcomes, vainBinding } from './rules.ts'
import { sources } from './sources.ts'
import {
  channels,
  licenceStates,
  ownerConsents,
  ownerKinds,
  plateTypes,
  questions,
  recorders,
  verdicts,
  violationStates,
} from './values.ts'

const tag = 'zh-CN'

/** 备案的全部说法，表单也用。 */
export const zhCNBinding: BindingWords = /* @__PURE__ */ bindingWords()

/** 处理的全部说法，表单也用。 */
export const zhCNHandling: HandlingWords = /* @__PURE__ */ handlingWords()

/** 各项名称，用作表单或者页面的标签。 */
export const zhCNLabels: Labels = /* @__PURE__ */ labels()

/** 条款的出处。 */
export const zhCNSources: SourceWords = /* @__PURE__ */ frozen({ tag, sources: /* @__PURE__ */ sources() })

/** 整个语言。 */
export const zhCN: Locale = /* @__PURE__ */ whole()

/** 登记系统不予受理的原因。 */
export const zhCNRegistry: RegistryWords = /* @__PURE__ */ frozen({ tag, refusals: /* @__PURE__ */ refusals() })

/** 推演过程。 */
export const zhCNStories: StoryWords = /* @__PURE__ */ frozen(/* @__PURE__ */ stories())

/** 某日规定一览。 */
export const zhCNCard: CardWords = /* @__PURE__ */ frozen({ tag, card: /* @__PURE__ */ card() })

function bindingWords(): BindingWords {
  const bind = {
    act: '备案该车',
    names: { ...bothNames, ...bindNames },
    rules: bindRules(),
    outcomes,
    facts: { ...bothFacts, ...bindFacts },
    asks: bindAsks(),
    examples: bindExamples,
  }
  return frozen({ tag, grammar, forms: forms(), bind })
}

function handlingWords(): HandlingWords {
  const handle = {
    act: '处理该违法',
    names: { ...bothNames, ...handleNames },
    rules: handleRules(),
    outcomes,
    facts: { ...bothFacts, ...handleFacts },
    asks: handleAsks(),
    examples: handleExamples,
    vainBinding,
    notes,
  }
  return frozen({ tag, grammar, forms: forms(), handle })
}

function labels(): Labels {
  const names = {
    facts: { ...bothFacts, ...bindFacts, ...handleFacts },
    rules: { ...bothNames, ...bindNames, ...handleNames },
    questions,
    verdicts,
    channels,
    licenceStates,
    plateTypes,
    ownerKinds,
    ownerConsents,
    violationStates,
    recorders,
  }
  return frozen({ tag, names })
}

function whole(): Locale {
  return frozen({ ...bindingWords(), ...handlingWords(), ...labels(), sources: sources() })
}
