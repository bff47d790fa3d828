import type { Question } from '../law/question.ts'
import { isLost, type SomeFacts } from './helps.ts'

/** What is brought to a police window 交警窗口, in the original. */
export const PAPERS = Object.freeze([
  'driving-licence',
  'identity-card',
  'vehicle-licence',
  'owner-papers',
  'owner-consent',
  'officer-papers',
] as const)
/** One paper: 驾驶证, 身份证, 行驶证, the owner's identity card 车主身份证, the owner's written authority 委托书, what an officer gave on the spot 强制措施凭证、处理通知书. */
export type Paper = (typeof PAPERS)[number]

/** Whether a need is a paper. */
export function isPaper(need: string): need is Paper {
  return (PAPERS as readonly string[]).includes(need)
}

/** Where sources differ on whether a window wants it: ask first (docs/INTERPRETATIONS.md, C32). */
export function isAskedFirst(need: string): boolean {
  return need === 'owner-papers' || need === 'owner-consent'
}

/** What a window wants: of a handling F1.32, of a binding C20; of the owner what C32 says. What an officer gave is not among them: it is wanted of some handlings alone. */
export const AT_WINDOW: { readonly [Q in Question]: readonly Paper[] } = {
  bind: PAPERS.slice(0, 5),
  handle: PAPERS.slice(0, 4),
}

/** The papers for a window, of one's own vehicle none of the owner's. */
export function papersFor(question: Question, { driver, vehicleOwner }: SomeFacts): readonly Paper[] {
  const isOwn = driver !== undefined && driver === vehicleOwner
  return isOwn ? AT_WINDOW[question].filter((paper) => !isAskedFirst(paper)) : AT_WINDOW[question]
}

/** The same of a handling: what an officer gave too, and no licence where none is held any more; one that was taken bars, and is back by then (C32). */
export function papersToHandle(question: Question, facts: SomeFacts): readonly Paper[] {
  const { recordedBy, licenceClasses, licenceStates = [] } = facts
  const isHeld = licenceClasses?.length !== 0 && !licenceStates.some(isLost)
  const usual = papersFor(question, facts).filter((paper) => isHeld || paper !== 'driving-licence')
  return recordedBy === 'officer' ? ['officer-papers', ...usual] : usual
}
