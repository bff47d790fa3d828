import { wordType } from '../input/json-schema.ts'
import { parsed, type Reader, readListed } from '../input/read.ts'
import { type Parser, standard } from '../input/schema.ts'

const channels = ['window', 'app', 'web', 'kiosk'] as const
/** Where an act is done 渠道: a police window 窗口, or by self-service 自助: the app 交管12123, the website, a kiosk. */
export const CHANNELS: typeof channels = /* @__PURE__ */ Object.freeze(channels)
/** One channel 渠道. */
export type Channel = (typeof CHANNELS)[number]

const selfService = ['app', 'web', 'kiosk'] as const
/** The channels without an officer 自助. */
export const SELF_SERVICE: typeof selfService = /* @__PURE__ */ Object.freeze(selfService)

const ownerConsents = ['none', 'registered-owner', 'qr', 'sms'] as const
/**
 * How the registered owner agreed to a binding 备案: not at all, as a registered user of the app, by showing the
 * vehicle's QR code (F1.17), or by a code sent to the owner's phone (F1.18).
 */
export const OWNER_CONSENTS: typeof ownerConsents = /* @__PURE__ */ Object.freeze(ownerConsents)
/** One way in which an owner agreed, or `none`. */
export type OwnerConsent = (typeof OWNER_CONSENTS)[number]

/** Reads a channel 渠道. Never throws. */
export const parseChannel: Parser<Channel, Channel> = /* @__PURE__ */ standard(
  function parseChannel(input) {
    return parsed(readChannel, input)
  },
  () => wordType(CHANNELS),
)

/** Reads how an owner agreed 所有人同意. Never throws. */
export const parseOwnerConsent: Parser<OwnerConsent, OwnerConsent> = /* @__PURE__ */ standard(
  function parseOwnerConsent(input) {
    return parsed(readOwnerConsent, input)
  },
  () => wordType(OWNER_CONSENTS),
)

export const readChannel: Reader<Channel> = (input, path, issues) => readListed(input, CHANNELS, path, issues)

export const readOwnerConsent: Reader<OwnerConsent> = (input, path, issues) =>
  readListed(input, OWNER_CONSENTS, path, issues)
