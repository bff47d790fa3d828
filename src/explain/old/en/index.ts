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

const TAG = 'en'

/** All that is said of a binding in English. */
export const enBinding: BindingWords = /* @__PURE__ */ binding()
/** What a form of a binding 备案 says to a driver, in English; less to load than `enBinding`. */
export const enBindingForm: BindingFormWords = /* @__PURE__ */ bindingForm()
/** All that is said of a handling in English. */
export const enHandling: HandlingWords = /* @__PURE__ */ handling()
/** What a form of a handling 处理 says to a driver, in English; less to load than `enHandling`. */
export const enHandlingForm: HandlingFormWords = /* @__PURE__ */ handlingForm()
/** English names, for the labels of a form or a page. */
export const enLabels: Labels = /* @__PURE__ */ named()
/** Where provisions stand, in English. */
export const enSources: SourceWords = /* @__PURE__ */ sourced()
/** What an official is told of malformed inputs, in English. */
export const enInputs: InputWords = /* @__PURE__ */ inputted()
/** Why a registry refuses a command, in English. */
export const enRegistry: RegistryWords = /* @__PURE__ */ registry()
/** Stories of the analysis in English. */
export const enStories: StoryWords = /* @__PURE__ */ storyWords()
/** The words of a card of the law. */
export const enCard: CardWords = /* @__PURE__ */ carded()
/** English: both questions and the labels. */
export const en: Locale = /* @__PURE__ */ whole()

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
  return Object.freeze({ ...enBinding, ...enHandling, ...enLabels, ...enSources, ...enInputs })
}
