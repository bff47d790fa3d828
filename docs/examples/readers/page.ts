import { beijingTime, licenceNumber, plate } from 'demerit/form'
import type { Answer } from './server.ts'

// The page loads the readers alone, 6 kB. What the rules say of what was typed the server says, as JSON.

/** What is read on the page as soon as a field is left, and how a fault of it is told. */
const READERS = { driver: licenceNumber, vehicle: plate, occurredAt: beijingTime }
const FAULTS: Readonly<Record<string, string>> = {
  'too-short': '位数不够',
  'wrong-check-digit': '校验不符，请逐位核对',
  'no-such-birth-day': '第7至14位应是出生日期',
  'no-such-day': '没有这一天或这个时刻',
  'time-missing': '还缺几时几分',
}
const UNANSWERED = '暂时查不到，请稍后再试。'

const page = document.querySelector('form') as HTMLFormElement
const headline = page.querySelector('output') as HTMLOutputElement
const fields = [...page.querySelectorAll('input')]
/** Fields that the person has left: before that nothing is said of them. */
const left = new Set<HTMLInputElement>()
/** Ends what is still being asked, since another answer is wanted. */
let asking = new AbortController()

/** The fault of a field that the page finds by itself. */
function faultOf({ name, value }: HTMLInputElement): string | undefined {
  const read = READERS[name as keyof typeof READERS]?.(value)
  if (value.trim() === '' || read === undefined || read.ok) return undefined
  return `${FAULTS[read.issues[0]?.code ?? ''] ?? '填得不对'}。`
}

/** Shows what the server answered, and beside each field that was left what is wrong with it. */
function show({ headline: said, byField }: Answer): void {
  if (headline.textContent !== said) headline.textContent = said
  for (const field of fields) {
    const told = byField[field.name]?.filter(({ kind }) => kind === 'refused' || left.has(field)) ?? []
    const message = (left.has(field) && faultOf(field)) || told.map((each) => each.message).join('')
    ;(page.querySelector(`#${field.name}-note`) as HTMLElement).textContent = message
    field.setAttribute('aria-invalid', String(message !== ''))
  }
}

async function ask(): Promise<void> {
  asking.abort()
  asking = new AbortController()
  const { signal } = asking
  try {
    const answer = await fetch(page.action, { method: 'POST', body: new URLSearchParams(entries()), signal })
    show(await answer.json())
  } catch {
    if (!signal.aborted) show({ headline: UNANSWERED, byField: {} })
  }
}

/** What was typed, but for what the page knows to be wrong: the rest is judged all the same. */
function entries(): string[][] {
  return fields.filter((field) => faultOf(field) === undefined).map(({ name, value }) => [name, value])
}

page.addEventListener('focusout', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return
  left.add(target)
  void ask()
})
page.addEventListener('submit', (event) => {
  event.preventDefault()
  for (const field of fields) left.add(field)
  void ask().then(() => page.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
})
void ask()
