import { parseHandlingFacts } from 'demerit'
import { zhCNHandling } from 'demerit/explain'
import { formIn } from './form.ts'

// The page shows what the form makes of it: nothing of the rule is written here.

const page = present(document.querySelector('form'))
const headline = present(document.querySelector('output'))

/** What the office knows of the driver who is signed in, as the server wrote it into the page. */
const known = parseHandlingFacts(JSON.parse(present(document.querySelector('#known')).textContent ?? '{}'))
const form = known.ok ? formIn(zhCNHandling).with(known.value) : formIn(zhCNHandling)

/** Fields that the person has left: before that, nothing is said of what is not filled in yet. */
const left = new Set<string>()

/** Judges what stands in the page, shows each message beside its field, and says whether it may be sent. */
function show(): boolean {
  const { status, headline: sentence, byField } = form.judge(new FormData(page))
  page.dataset.status = status
  headline.textContent = sentence
  const messages = new Map(Object.entries(byField))
  for (const notes of page.querySelectorAll('.notes')) {
    const name = notes.id === 'other-notes' ? '' : notes.id.replace('-notes', '')
    const shown = (messages.get(name) ?? []).filter(({ kind }) => kind === 'refused' || left.has(name))
    notes.replaceChildren(
      ...shown.map(({ message }) => Object.assign(document.createElement('p'), { textContent: message })),
    )
    page.querySelector(`[name="${name}"]`)?.setAttribute('aria-invalid', String(shown.length > 0))
  }
  return status === 'permitted' || status === 'clear-so-far'
}

function present<T>(element: T | null): T {
  if (element === null) throw new Error('this is not the page of the form')
  return element
}

page.addEventListener('input', (event) => {
  // While an input method composes characters, what stands in the field is not yet what is meant.
  if (event instanceof InputEvent && event.isComposing) return
  show()
})
page.addEventListener('compositionend', show)
page.addEventListener('focusout', ({ target }) => {
  if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) left.add(target.name)
  show()
})
page.addEventListener('submit', (event) => {
  for (const { name } of page.querySelectorAll<HTMLInputElement>('[name]')) left.add(name)
  event.preventDefault()
  if (show()) void send()
  else page.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
})

/** Sends what was typed, and shows the sentence of the answer: the server decides. */
async function send(): Promise<void> {
  const answer = await fetch(page.action, { method: 'POST', body: new FormData(page) })
  const said: unknown = await answer.json()
  page.dataset.answer = String(answer.status)
  headline.textContent = sentenceIn(said)
}

/** The sentence of an answer: a problem of RFC 9457 has it as `detail`. */
function sentenceIn(said: unknown): string {
  const { headline, detail }: { headline?: unknown; detail?: unknown } = Object(said)
  return String(detail ?? headline ?? '')
}

show()
