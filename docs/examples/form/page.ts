import { parseHandlingFacts } from 'demerit'
import { zhCNHandling } from 'demerit/explain'
import { formIn } from './form.ts'

// The page shows what the form makes of it: nothing of the rule is written here.

const page = present(document.querySelector('form'))
const headline = present(document.querySelector('output'))

/** What the office knows of the driver who is signed in, as the server wrote it into the page. */
const known = parseHandlingFacts(JSON.parse(present(document.querySelector('#known')).textContent ?? '{}'))
const form = known.ok ? formIn(zhCNHandling).with(known.value) : formIn(zhCNHandling)

/** The fields of the page, and `''` for what belongs to none. */
const FIELDS = ['violation', 'driver', 'vehicle', 'occurredAt', 'fineYuan', 'points', ''] as const
type Field = (typeof FIELDS)[number]
type Messages = { readonly [F in Field]?: readonly { readonly message: string }[] | undefined }

/** Fields that the person has left: before that, nothing is said of what is not filled in yet. */
const left = new Set<string>([''])
/** What the server said, in one sentence and of the fields: it stands until a field is changed. */
let answered: { readonly sentence?: string; readonly byField?: Messages; readonly isRefused?: boolean } = {}
/** By which the server knows what is sent again because its answer was lost. A page has it over HTTPS, and from its own machine. */
let key = crypto.randomUUID()

/** Judges what stands in the page, shows each message beside its field, and says whether it may be sent; what is being typed is not yet wrong. */
function show(editing?: string): boolean {
  const { status, headline: sentence, byField } = form.judge(new FormData(page), { editing })
  page.dataset.status = answered.isRefused ? 'refused' : status
  // Set anew, the same sentence would be read out again at each key.
  const said = answered.sentence ?? sentence
  if (headline.textContent !== said) headline.textContent = said
  for (const name of FIELDS) {
    const told = byField[name]?.filter(({ kind }) => kind === 'refused' || left.has(name)) ?? []
    note(name, [...told, ...(answered.byField?.[name] ?? [])])
  }
  return status === 'permitted' || status === 'clear-so-far'
}

/** Puts messages beside their field; what belongs to no field stands above the button. */
function note(name: Field, messages: readonly { readonly message: string }[]): void {
  const notes = present(page.querySelector(`#${name || 'other'}-notes`))
  notes.replaceChildren(
    ...messages.map(({ message }) => Object.assign(document.createElement('p'), { textContent: message })),
  )
  page.querySelector(`[name="${name}"]`)?.setAttribute('aria-invalid', String(messages.length > 0))
}

/** Leads to the first field that has a message. */
function lead(): void {
  page.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}

/** The field that an event is about. */
function nameOf({ target }: Event): string | undefined {
  return target instanceof HTMLInputElement ? target.name : undefined
}

function present<T>(element: T | null): T {
  if (element === null) throw new Error('this is not the page of the form')
  return element
}

page.addEventListener('input', (event) => {
  // While an input method composes characters, what stands in the field is not yet what is meant.
  if (event instanceof InputEvent && event.isComposing) return
  answered = {}
  key = crypto.randomUUID()
  show(nameOf(event))
})
page.addEventListener('compositionend', (event) => show(nameOf(event)))
page.addEventListener('focusout', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return
  left.add(target.name)
  show()
})
page.addEventListener('submit', (event) => {
  for (const { name } of page.querySelectorAll<HTMLInputElement>('[name]')) left.add(name)
  event.preventDefault()
  if (show()) void send()
  else lead()
})

/** What the server answers: what was done, or a problem of RFC 9457, with each fault of what was sent. */
interface Answer {
  readonly headline?: string
  readonly detail?: string
  readonly title?: string
  readonly issues?: readonly { readonly path: readonly (string | number)[]; readonly detail: string }[]
}

/** Sends what was typed, and shows what the server answers, each message beside its field: the server decides. */
async function send(): Promise<void> {
  try {
    const headers = { 'idempotency-key': key }
    const answer = await fetch(page.action, { method: 'POST', headers, body: new FormData(page) })
    const { headline: said, detail, title, issues = [] }: Answer = await answer.json()
    // What a server answers that failed is not known to be done or not, as is what nobody answers.
    if (answer.status < 500) key = crypto.randomUUID()
    answered = { sentence: said ?? detail ?? title ?? UNANSWERED, byField: byField(issues), isRefused: !answer.ok }
    show()
    lead()
    page.dataset.answer = String(answer.status)
  } catch {
    answered = { sentence: UNANSWERED }
    show()
    page.dataset.answer = 'none'
  }
}

function byField(issues: NonNullable<Answer['issues']>): Messages {
  const of = (name: Field) => issues.filter(({ path }) => (FIELDS.find((each) => each === path[0]) ?? '') === name)
  return Object.fromEntries(FIELDS.map((name) => [name, of(name).map(({ detail }) => ({ message: detail }))]))
}
const UNANSWERED = '未收到答复，不能确定是否已办理。请再次提交，不会重复办理。'

show()
