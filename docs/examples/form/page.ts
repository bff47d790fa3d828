import { parseHandlingFacts } from 'demerit'
import { zhCNHandling } from 'demerit/explain'
import { formIn } from './form.ts'
import { type Answered, send } from './send.ts'

// The page shows what the form makes of it: nothing of the rule is written here.

const page = present(document.querySelector('form'))
const headline = present(document.querySelector('output'))

/** What the office knows of the driver who is signed in, as the server wrote it into the page. */
const known = parseHandlingFacts(JSON.parse(present(document.querySelector('#known')).textContent ?? '{}'))
const form = known.ok ? formIn(zhCNHandling).with(known.value) : formIn(zhCNHandling)

/** The fields of the page, and `''` for what belongs to none. */
const FIELDS = ['violation', 'driver', 'vehicle', 'occurredAt', 'fineYuan', 'points', ''] as const

/** Fields that the person has left: before that, nothing is said of what is not filled in yet. */
const left = new Set<string>([''])
/** What the server said, in one sentence and of the fields: it stands until a field is changed. */
let answered: Answered = {}
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
    const issues = answered.issues?.filter(({ path: [first] }) => fieldOf(first) === name) ?? []
    note(name, [...told.map(({ message }) => message), ...issues.map(({ detail }) => detail)])
  }
  return status === 'permitted' || status === 'clear-so-far'
}

/** The field that a place in what was sent is of. */
const fieldOf = (place: unknown) => FIELDS.find((each) => each === place) ?? ''

/** Puts messages beside their field; what belongs to no field stands above the button. */
function note(name: string, messages: readonly string[]): void {
  const notes = present(page.querySelector(`#${name || 'other'}-notes`))
  notes.replaceChildren(...messages.map((textContent) => Object.assign(document.createElement('p'), { textContent })))
  page.querySelector(`[name="${name}"]`)?.setAttribute('aria-invalid', String(messages.length > 0))
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
  show((event.target as HTMLInputElement).name)
})
page.addEventListener('compositionend', ({ target }) => show((target as HTMLInputElement).name))
page.addEventListener('focusout', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return
  left.add(target.name)
  show()
})
page.addEventListener('submit', (event) => {
  for (const { name } of page.querySelectorAll<HTMLInputElement>('[name]')) left.add(name)
  event.preventDefault()
  if (show()) void submit()
  else lead()
})

/** Sends what was typed, and shows what the server answers, each message beside its field: the server decides. */
async function submit(): Promise<void> {
  answered = await send(page, key)
  // What a server answers that failed is not known to be done or not, as is what nobody answers.
  if (Number(answered.status) < 500) key = crypto.randomUUID()
  show()
  lead()
  page.dataset.answer = String(answered.status ?? 'none')
}

/** Leads to the first field that has a message. */
function lead(): void {
  page.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}

show()
