/** What the server answered: its status, a sentence, and each fault of what was sent. */
export interface Answered {
  readonly status?: number
  readonly sentence?: string
  readonly isRefused?: boolean
  readonly issues?: Problem['issues']
}

/** What was done, or a problem of RFC 9457. */
interface Problem {
  readonly headline?: string
  readonly detail?: string
  readonly title?: string
  readonly issues?: readonly { readonly path: readonly (string | number)[]; readonly detail: string }[]
}

const UNANSWERED = '未收到答复，不能确定是否已办理。请再次提交，不会重复办理。'

/** Sends a form, under the key by which the server knows it if it is sent again. */
export async function send(form: HTMLFormElement, key: string): Promise<Answered> {
  try {
    const headers = { 'idempotency-key': key }
    const answer = await fetch(form.action, { method: 'POST', headers, body: new FormData(form) })
    const { headline, detail, title, issues = [] }: Problem = await answer.json()
    return { status: answer.status, sentence: headline ?? detail ?? title ?? UNANSWERED, isRefused: !answer.ok, issues }
  } catch {
    return { sentence: UNANSWERED }
  }
}
