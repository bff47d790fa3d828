import type { Question } from '../law/question.ts'
import type { SomeFacts } from './helps.ts'

/** What is brought to a police window 交警窗口, in the original. */
export const PAPERS = Object.freeze([
  'driving-licence',
  'identity-card',
  'vehicle-licence',
  'owner-papers',
  'owner-consent',
] as const)
/** One paper: 驾驶证, 身份证, 行驶证, the owner's identity card 车主身份证, the owner's written authority 委托书. */
export type Paper = (typeof PAPERS)[number]

/** Whether a need is a paper. */
export function isPaper(need: string): need is Paper {
  return (PAPERS as readonly string[]).includes(need)
}

/** Where sources differ on whether a window wants it: ask first (docs/INTERPRETATIONS.md, C32). */
export function isAskedFirst(need: string): boolean {
  return need === 'owner-papers' || need === 'owner-consent'
}

/** What a window wants: of a handling F1.32, of a binding C20; of the owner what C32 says. */
export const AT_WINDOW: { readonly [Q in Question]: readonly Paper[] } = {
  bind: PAPERS,
  handle: ['driving-licence', 'identity-card', 'vehicle-licence', 'owner-papers'],
}

/** The papers for a window, of one's own vehicle none of the owner's. */
export function papersFor(question: Question, { driver, vehicleOwner }: SomeFacts): readonly Paper[] {
  const isOwn = driver !== undefined && driver === vehicleOwner
  return isOwn ? AT_WINDOW[question].filter((paper) => !isAskedFirst(paper)) : AT_WINDOW[question]
}
