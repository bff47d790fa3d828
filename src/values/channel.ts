import type { TypedReader } from '../input/reader.ts'
import { type Parser, parserOf } from '../input/schema.ts'
import { wordReader } from '../input/words.ts'

/** Where an act is done 渠道: a police window 窗口, or by self-service 自助: the app 交管12123, the website, a kiosk. */
export const CHANNELS = Object.freeze(['window', 'app', 'web', 'kiosk'] as const)
/** One channel 渠道. */
export type Channel = (typeof CHANNELS)[number]

/** The channels without an officer 自助. */
export const SELF_SERVICE = Object.freeze(['app', 'web', 'kiosk'] as const)

/**
 * How the registered owner agreed to a binding 备案: not at all, as a registered user of the app, by showing the
 * vehicle's QR code (F1.17), or by a code sent to the owner's phone (F1.18).
 */
export const OWNER_CONSENTS = Object.freeze(['none', 'registered-owner', 'qr', 'sms'] as const)
/** One way in which an owner agreed, or `none`. */
export type OwnerConsent = (typeof OWNER_CONSENTS)[number]

export const readChannel: TypedReader<Channel> = wordReader(CHANNELS)
export const readOwnerConsent: TypedReader<OwnerConsent> = wordReader(OWNER_CONSENTS)

/** Reads a channel 渠道. Never throws. */
export const parseChannel: Parser<Channel, Channel> = parserOf('parseChannel', readChannel)

/** Reads how an owner agreed 所有人同意. Never throws. */
export const parseOwnerConsent: Parser<OwnerConsent, OwnerConsent> = parserOf('parseOwnerConsent', readOwnerConsent)
