import { type ComponentChildren, createContext, type Ref } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import { csvFile, csvOf, download, type PictureText, pngOf, svgOf } from './download.ts'
import { wholeState } from './given.ts'
import type { PageProps } from './page.ts'
import { hashOf } from './place.ts'

/** A table that is as wide as it wants to be, and can be taken away as CSV. */
export function TableBox({
  label,
  of = '',
  box,
  unfinished = false,
  children,
}: {
  readonly label: string
  /** What it is counted of, which stands in the name of its file. */
  readonly of?: string
  readonly box?: Ref<HTMLElement>
  /** Not taken away while it is counted. */
  readonly unfinished?: boolean
  readonly children: ComponentChildren
}) {
  const own = useRef<HTMLDivElement>(null)
  const take = () => {
    const table = own.current?.querySelector('table')
    // What made a table stands in its name: a line more would be no row.
    if (table)
      download(`${shortened([label, of].filter(Boolean).join('; '))} (${DEMERIT_LAW}).csv`, csvFile(csvOf(table)))
  }
  return (
    <div ref={own}>
      <section ref={box ?? null} class="scroll" tabIndex={0} aria-label={label}>
        {children}
      </section>
      <p class="take">
        <button type="button" aria-label={`${label} CSV`} disabled={unfinished} onClick={take}>
          CSV
        </button>
      </p>
    </div>
  )
}

/** As long as the name of a file may be, in Chinese too. */
function shortened(name: string): string {
  return name.length > 70 ? `${name.slice(0, 69)}…` : name
}

/** A button that hands out a file. */
export function Download({
  name,
  file,
  children,
}: {
  readonly name: string
  readonly file: Blob
  readonly children: string
}) {
  return (
    <button type="button" onClick={() => download(name, file)}>
      {children}
    </button>
  )
}

/** What pictures answer, in sentences, and what they rest on: what only the page would say stands in their files too. */
export const Beside = createContext<Pick<PictureText, 'answer' | 'notes'>>({ answer: [], notes: [] })

/** A picture that can be taken away as SVG and PNG. */
export function Picture({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  const own = useRef<HTMLDivElement>(null)
  const { answer, notes } = useContext(Beside)
  const told = () => ({ title: label, answer, notes: [...notes, `${DEMERIT_LAW}, ${dayInChina()}`] })
  const drawn = () => own.current?.querySelector<SVGSVGElement>('svg[role=img]') ?? undefined
  const takeSvg = () => {
    const picture = drawn()
    if (picture) download(`${label}.svg`, new Blob([svgOf(picture, told()).text], { type: 'image/svg+xml' }))
  }
  const takePng = async () => {
    const picture = drawn()
    if (picture) download(`${label}.png`, await pngOf(picture, told()))
  }
  return (
    <div>
      <div ref={own}>{children}</div>
      <p class="take">
        <button type="button" aria-label={`${label} SVG`} onClick={takeSvg}>
          SVG
        </button>
        <button type="button" aria-label={`${label} PNG`} onClick={takePng}>
          PNG
        </button>
      </p>
    </div>
  )
}

/** What stands in a footnote: what was asked of which version of what, when, where, on which sources it rests, and what makes it again. */
export function Cite({
  place,
  words,
  asked,
  again,
  madeAgain = words.madeAgainBy,
  sources,
  unfinished = false,
}: Pick<PageProps, 'place' | 'words'> & {
  /** What was asked, and what came of it. */
  readonly asked: string
  /** The command line that makes the result again, behind the name of the program; none where only this page does. */
  readonly again?: string
  /** What that command makes again, where it is not all. */
  readonly madeAgain?: string
  readonly sources: readonly string[]
  readonly unfinished?: boolean
}) {
  const [said, setSaid] = useState('')
  // The link of what is seen holds all of it, also what nobody has changed; an address that could not be read stays as it was.
  useEffect(() => {
    if (place.noPage !== undefined || place.noLanguage !== undefined) return
    history.replaceState(null, '', hashOf({ ...place, args: wholeState() }))
  })
  const copy = async () => {
    const parts = [
      DEMERIT_LAW,
      `${words.pages[place.page]}${words.colon}${asked.replace(/[.。]$/, '')}`,
      `${words.computedOn} ${dayInChina()}`,
      `${words.sources}${words.colon}${sources.join(words.comma)}`,
      ...(again === undefined ? [] : [`${madeAgain}${words.colon}${commandOf(again)}`]),
      location.href,
    ]
    try {
      await navigator.clipboard.writeText(parts.join(words.semicolon))
      setSaid(words.copied)
    } catch {
      setSaid(words.notCopied)
    }
  }
  return (
    <>
      <p class="take cite">
        <button type="button" disabled={unfinished} onClick={copy}>
          {words.copyCitation}
        </button>
        <span role="status">{unfinished ? words.citedOnceCounted : said}</span>
      </p>
      <p class="printed">
        {place.noPage === undefined && place.noLanguage === undefined
          ? location.href.replace(/#.*$/s, '') + hashOf({ ...place, args: wholeState() })
          : location.href}
      </p>
    </>
  )
}

/** The command of exactly this version. */
export function commandOf(again: string): string {
  return `npx ${DEMERIT_LAW.split(' ').slice(0, 2).join('@')} ${again}`
}

function dayInChina(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
}
