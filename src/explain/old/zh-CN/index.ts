import { frozen } from '../../../input/freeze.ts'
import type { CardWords } from '../../card.ts'
import type { StoryWords } from '../../stories.ts'
import type {
  BindingFormWords,
  BindingWords,
  HandlingFormWords,
  HandlingWords,
  InputWords,
  Labels,
  Locale,
  SourceWords,
} from '../locale.ts'
import type { RegistryWords } from '../refusals.ts'
import { bindAdvice } from './bind-advice.ts'
import { bindFails } from './bind-fails.ts'
import { bindHolds } from './bind-holds.ts'
import { card } from './card.ts'
import { core, formCore } from './core.ts'
import { handleAdvice, times } from './handle-advice.ts'
import { handleFails } from './handle-fails.ts'
import { handleHolds } from './handle-holds.ts'
import { inputs } from './inputs.ts'
import {
  bindFacts,
  bindRules,
  bothFacts,
  bothRules,
  channels,
  handleFacts,
  handleRules,
  labels,
  licenceStates,
  ownerConsents,
  ownerKinds,
  plateTypes,
  questions,
  recorders,
  violationStates,
} from './labels.ts'
import { refusals } from './refusals.ts'
import { bindOfficialRequests, bindRequests, handleOfficialRequests, handleRequests } from './requests.ts'
import { sources } from './sources.ts'
import { stories } from './stories.ts'

const TAG = 'zh-CN'

/** 备案非本人机动车的全部中文说法。 */
export const zhCNBinding: BindingWords = /* @__PURE__ */ binding()
/** 备案表单对驾驶人的中文说法，比 `zhCNBinding` 小。 */
export const zhCNBindingForm: BindingFormWords = /* @__PURE__ */ bindingForm()
/** 处理交通违法的全部中文说法。 */
export const zhCNHandling: HandlingWords = /* @__PURE__ */ handling()
/** 处理表单对驾驶人的中文说法，比 `zhCNHandling` 小。 */
export const zhCNHandlingForm: HandlingFormWords = /* @__PURE__ */ handlingForm()
/** 中文名称：表单与页面的标签。 */
export const zhCNLabels: Labels = /* @__PURE__ */ named()
/** 条款出处的中文说法。 */
export const zhCNSources: SourceWords = /* @__PURE__ */ sourced()
/** 对民警说明填报内容何处有误的中文说法。 */
export const zhCNInputs: InputWords = /* @__PURE__ */ inputted()
/** 登记系统不予受理时的中文说法。 */
export const zhCNRegistry: RegistryWords = /* @__PURE__ */ registry()
/** 推演过程的中文说法。 */
export const zhCNStories: StoryWords = /* @__PURE__ */ storyWords()
/** 某日规定一览的中文说法。 */
export const zhCNCard: CardWords = /* @__PURE__ */ carded()
/** 简体中文：备案、处理与名称合在一起。 */
export const zhCN: Locale = /* @__PURE__ */ whole()

function bindingForm(): BindingFormWords {
  return frozen({ tag: TAG, core: formCore(), bind: bindForm() })
}

function bindForm(): BindingFormWords['bind'] {
  return {
    act: questions.bind,
    facts: { ...bothFacts, ...bindFacts },
    requests: bindRequests(),
    advice: bindAdvice(),
  }
}

function binding(): BindingWords {
  return frozen({
    tag: TAG,
    core: core(),
    bind: {
      ...bindForm(),
      officialRequests: bindOfficialRequests(),
      rules: { ...bothRules, ...bindRules },
      lists: { channel: channels, plateType: plateTypes, vehicleOwnerKind: ownerKinds, ownerConsent: ownerConsents },
      holds: bindHolds(),
      fails: bindFails(),
    },
  })
}

function handlingForm(): HandlingFormWords {
  return frozen({ tag: TAG, core: formCore(), handle: handleForm() })
}

function handleForm(): HandlingFormWords['handle'] {
  return {
    act: questions.handle,
    facts: { ...bothFacts, ...handleFacts },
    requests: handleRequests(),
    advice: handleAdvice(),
    times: times(),
  }
}

function handling(): HandlingWords {
  return frozen({
    tag: TAG,
    core: core(),
    handle: {
      ...handleForm(),
      officialRequests: handleOfficialRequests(),
      rules: { ...bothRules, ...handleRules },
      lists: {
        channel: channels,
        plateType: plateTypes,
        violationState: violationStates,
        recordedBy: recorders,
        licenceStates,
      },
      holds: handleHolds(),
      fails: handleFails(),
    },
  })
}

function named(): Labels {
  return frozen({ tag: TAG, names: labels() })
}

function sourced(): SourceWords {
  return frozen({ tag: TAG, sources: sources() })
}

function inputted(): InputWords {
  return frozen({ tag: TAG, inputs: inputs() })
}

function registry(): RegistryWords {
  return frozen({ tag: TAG, refusals: refusals() })
}

function carded(): CardWords {
  return frozen({ tag: TAG, card: card() })
}

function storyWords(): StoryWords {
  return frozen(stories())
}

function whole(): Locale {
  return Object.freeze({ ...zhCNBinding, ...zhCNHandling, ...zhCNLabels, ...zhCNSources, ...zhCNInputs })
}
