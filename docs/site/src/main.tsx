import { type ComponentType, render } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { AnswerPage } from './answer.tsx'
import { HAS_DOCUMENTS } from './around.ts'
import { Boundary } from './boundary.tsx'
import { CasePage } from './case.tsx'
import { repeated } from './given.ts'
import { LawPage } from './law.tsx'
import { messageOf } from './message.ts'
import type { PageProps } from './page.ts'
import { argsLeft, hashOf, PAGES, type Page, usePlace } from './place.ts'
import { Problems } from './problems.tsx'
import { changesIn, NO_CHANGES } from './reform.ts'
import { SAYS } from './says.ts'
import './style.css'
import { chosenTheme, keepTheme } from './theme.ts'
import { WaysPage } from './ways.tsx'
import { WhatIfPage, WhatIfWork } from './whatif.tsx'
import { WORDS } from './words.ts'
import { useWork } from './work.ts'

const LOADED: { readonly [P in Exclude<Page, 'audit'>]: ComponentType<PageProps> } = {
  answer: AnswerPage,
  law: LawPage,
  case: CasePage,
  whatif: WhatIfPage,
  ways: WaysPage,
}

/** The audit brings a chart library and a reader of CSV: it is loaded when it is opened. */
function AuditLoader(props: PageProps) {
  const [found, setFound] = useState<{ readonly page: ComponentType<PageProps> } | 'not-loaded'>()
  useEffect(() => {
    import('./audit.tsx').then(
      ({ AuditPage }) => setFound({ page: AuditPage }),
      () => setFound('not-loaded'),
    )
  }, [])
  // What a browser says of it is of no use to a reader.
  if (found === 'not-loaded')
    return (
      <p role="alert" class="problem">
        {props.words.notLoaded}
      </p>
    )
  return found === undefined ? <p>…</p> : <found.page {...props} />
}

/** What was thrown outside of drawing, in an event or a promise; gone with the page. */
function useFault(page: Page): string | undefined {
  const [fault, setFault] = useState<string>()
  useEffect(() => {
    const failed = (event: ErrorEvent) => setFault(event.message)
    const rejected = (event: PromiseRejectionEvent) => setFault(messageOf(event.reason))
    addEventListener('error', failed)
    addEventListener('unhandledrejection', rejected)
    return () => {
      removeEventListener('error', failed)
      removeEventListener('unhandledrejection', rejected)
    }
  }, [])
  useEffect(() => setFault(undefined), [page])
  return fault
}

function App() {
  const [place, go] = usePlace()
  const [dark, setDark] = useState(chosenTheme)
  const words = WORDS[place.language]
  const says = SAYS[place.language]
  const fault = useFault(place.page)
  const whatif = useWork('whatif', words.notLoaded)
  const read = useMemo(() => changesIn(place.reform, says), [place.reform, says])
  const reform = read.problem === undefined ? read.value : NO_CHANGES
  useEffect(() => {
    document.documentElement.lang = place.language === 'zh' ? 'zh-CN' : 'en'
    document.title = `demerit · ${words.pages[place.page]}`
  }, [place.language, place.page])
  useEffect(() => {
    if (dark !== undefined) document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }, [dark])
  const isDark = dark ?? matchMedia('(prefers-color-scheme: dark)').matches
  const Shown = place.page === 'audit' ? AuditLoader : LOADED[place.page]
  const startOver = () => go({ args: {}, reform: '' })
  return (
    <>
      <button class="skip" type="button" onClick={() => document.getElementById('main')?.focus()}>
        {words.skip}
      </button>
      <header>
        <h1>
          demerit <span>{words.title}</span>
        </h1>
        <nav aria-label="demerit">
          {PAGES.map((page) => (
            <a
              key={page}
              href={hashOf({ ...place, page, args: argsLeft(page) })}
              aria-current={page === place.page ? 'page' : undefined}
              onClick={(event) => {
                event.preventDefault()
                go({ page, args: argsLeft(page) })
              }}
            >
              {words.pages[page]}
            </a>
          ))}
        </nav>
        <div class="tools">
          {HAS_DOCUMENTS && (
            <a href={place.language === 'zh' ? './docs/README.zh-CN.html' : './docs/index.html'}>{words.documents}</a>
          )}
          <button
            type="button"
            lang={place.language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => go({ language: place.language === 'zh' ? 'en' : 'zh' })}
          >
            {words.other}
          </button>
          <button
            type="button"
            aria-label={words.theme}
            onClick={() => {
              keepTheme(!isDark)
              setDark(!isDark)
            }}
          >
            {isDark ? '☀' : '☾'}
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <div class="over">
          <h2>{place.page === 'answer' ? words.asked : words.pages[place.page]}</h2>
          {place.page !== 'answer' && (
            <button type="button" onClick={startOver}>
              {words.startOver}
            </button>
          )}
        </div>
        {place.noPage !== undefined && <Problems problems={[says.noPage(repeated(place.noPage))]} />}
        {place.noLanguage !== undefined && <Problems problems={[says.noLanguage(repeated(place.noLanguage))]} />}
        {place.made !== undefined && <Problems problems={[says.madeElsewhere(repeated(place.made))]} />}
        {read.problem !== undefined && <Problems problems={[read.problem]} />}
        {fault !== undefined && <Problems problems={[says.wentWrong(fault)]} />}
        <Boundary
          key={place.page}
          of={place}
          instead={(error) => (
            <Broken said={says.broken(words.pages[place.page])} error={error} words={words} startOver={startOver} />
          )}
        >
          <WhatIfWork.Provider value={whatif}>
            <Shown place={place} words={words} says={says} reform={reform} go={go} />
          </WhatIfWork.Provider>
        </Boundary>
      </main>
      <footer>{words.notAdvice}</footer>
    </>
  )
}

function Broken({
  said,
  error,
  words,
  startOver,
}: Pick<PageProps, 'words'> & { readonly said: string; readonly error: unknown; readonly startOver: () => void }) {
  return (
    <section role="alert" class="verdict refused">
      <p>{said}</p>
      <p>
        <code>{messageOf(error)}</code>
      </p>
      <p>
        <button type="button" onClick={startOver}>
          {words.startOver}
        </button>
      </p>
    </section>
  )
}

/** If even the head of the page cannot be drawn: all that is left is to begin again. */
function BrokenPage({ error }: { readonly error: unknown }) {
  return (
    <main>
      {(['zh', 'en'] as const).map((language) => (
        <Broken
          key={language}
          said={SAYS[language].brokenPage}
          error={error}
          words={WORDS[language]}
          startOver={() => {
            location.hash = `answer?lang=${language}`
            location.reload()
          }}
        />
      ))}
    </main>
  )
}

render(
  <Boundary instead={(error) => <BrokenPage error={error} />}>
    <App />
  </Boundary>,
  document.getElementById('app') as HTMLElement,
)
