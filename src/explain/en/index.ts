import { frozen } from '../../input/freeze.ts'
import type { CardWords } from '../card.ts'
import type { BindingWords, HandlingWords, InputWords, Labels, Locale, SourceWords } from '../locale.ts'
import type { RegistryWords } from '../refusals.ts'
import type { StoryWords } from '../stories.ts'
import { bindAdvice } from './bind-advice.ts'
import { bindFails } from './bind-fails.ts'
import { bindHolds } from './bind-holds.ts'
import { card } from './card.ts'
import { core } from './core.ts'
import { handleAdvice } from './handle-advice.ts'
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
import { bindRequests, handleRequests } from './requests.ts'
import { sources } from './sources.ts'
import { stories } from './stories.ts'

const TAG = 'en'

/** All that is said of a binding in English. */
export const enBinding: BindingWords = /* @__PURE__ */ binding()
/** All that is said of a handling in English. */
export const enHandling: HandlingWords = /* @__PURE__ */ handling()
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

function binding(): BindingWords {
  return frozen({
    tag: TAG,
    core: core(),
    bind: {
      act: questions.bind,
      facts: { ...bothFacts, ...bindFacts },
      rules: { ...bothRules, ...bindRules },
      lists: { channel: channels, plateType: plateTypes, vehicleOwnerKind: ownerKinds, ownerConsent: ownerConsents },
      requests: bindRequests(),
      holds: bindHolds(),
      fails: bindFails(),
      advice: bindAdvice(),
    },
  })
}

function handling(): HandlingWords {
  return frozen({
    tag: TAG,
    core: core(),
    handle: {
      act: questions.handle,
      facts: { ...bothFacts, ...handleFacts },
      rules: { ...bothRules, ...handleRules },
      lists: {
        channel: channels,
        plateType: plateTypes,
        violationState: violationStates,
        recordedBy: recorders,
        licenceStates,
      },
      requests: handleRequests(),
      holds: handleHolds(),
      fails: handleFails(),
      advice: handleAdvice(),
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
