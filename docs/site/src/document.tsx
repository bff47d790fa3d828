import type { ComponentChildren } from 'preact'
import { HAS_DOCUMENTS } from './around.ts'
import type { Words } from './words.ts'

/** A link to a page of the documents; where they are not beside this page, what the package calls it. */
export function DocumentLink({
  name,
  english,
  children,
}: {
  /** Of the page in docs, without its ending. */
  readonly name: string
  /** Given where the page is in English alone. */
  readonly english?: Pick<Words, 'inEnglish'>
  readonly children: ComponentChildren
}) {
  if (!HAS_DOCUMENTS)
    return (
      <>
        {children} <small>docs/{name}.md</small>
      </>
    )
  return (
    <>
      <a hreflang={english && 'en'} href={`./docs/${name}.html`}>
        {children}
      </a>
      {english?.inEnglish}
    </>
  )
}
