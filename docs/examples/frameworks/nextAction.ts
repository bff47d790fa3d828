'use server'
import { finalForm } from 'demerit/form'
import { form } from './form.ts'
import { office, signedIn } from './office.ts'

/** What the page shows after it was sent: plain data, as React asks of what an action gives. */
export type Told = Pick<ReturnType<typeof form.judge>, 'headline' | 'byField'>

/**
 * The server action of the page, for `useActionState`. Next.js adds keys of its own to what a browser sends (`$ACTION_…`), which the form passes over. Who
 * is signed in your own code finds in the cookies of `next/headers`; here it is a made-up session.
 */
export async function handle(_: Told | undefined, sent: FormData): Promise<Told> {
  const read = form.judge(sent)
  const driver = signedIn('Bearer 1')
  // Before the vehicle is looked up, what was typed has to be right.
  const isRead = read.status === 'clear-so-far' || read.status === 'permitted'
  if (!isRead || driver === undefined) return { headline: read.headline, byField: read.byField }
  const { headline, byField } = finalForm(form, office(driver, read.values.violation)).judge(sent)
  return { headline, byField }
}
