import { type ComponentType, render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { CasePage } from './case.tsx'
import { LawPage } from './law.tsx'
import type { PageProps } from './page.ts'
import { PAGES, type Page, usePlace } from './place.ts'
import { RegistryPage } from './registry.tsx'
import './style.css'
import { WaysPage } from './ways.tsx'
import { WhatIfPage } from './whatif.tsx'
import { WORDS } from './words.ts'

const LOADED: { readonly [P in Exclude<Page, 'audit'>]: ComponentType<PageProps> } = {
  law: LawPage,
  case: CasePage,
  registry: RegistryPage,
  whatif: WhatIfPage,
  ways: WaysPage,
}

/** The audit brings a chart library and a reader of CSV: it is loaded when it is opened. */
function AuditLoader(props: PageProps) {
  const [found, setFound] = useState<{ readonly page: ComponentType<PageProps> }>()
  useEffect(() => {
    import('./audit.tsx').then(({ AuditPage }) => setFound({ page: AuditPage }))
  }, [])
  return found === undefined ? <p>…</p> : <found.page {...props} />
}

function App() {
  const [place, go] = usePlace()
  const [dark, setDark] = useState<boolean>()
  const words = WORDS[place.language]
  useEffect(() => {
    document.documentElement.lang = place.language === 'zh' ? 'zh-CN' : 'en'
    document.title = `demerit · ${words.pages[place.page]}`
  }, [place.language, place.page])
  useEffect(() => {
    if (dark !== undefined) document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }, [dark])
  const isDark = dark ?? matchMedia('(prefers-color-scheme: dark)').matches
  const Shown = place.page === 'audit' ? AuditLoader : LOADED[place.page]
  return (
    <>
      <header>
        <h1>
          demerit <span>{words.title}</span>
        </h1>
        <nav aria-label="demerit">
          {PAGES.map((page) => (
            <a
              key={page}
              href={`#${page}?lang=${place.language}`}
              aria-current={page === place.page ? 'page' : undefined}
              onClick={(event) => {
                event.preventDefault()
                go({ page, args: {} })
              }}
            >
              {words.pages[page]}
            </a>
          ))}
        </nav>
        <div class="tools">
          <a href="./docs/index.html">{words.documents}</a>
          <button
            type="button"
            lang={place.language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => go({ language: place.language === 'zh' ? 'en' : 'zh' })}
          >
            {words.other}
          </button>
          <button type="button" aria-label={words.theme} onClick={() => setDark(!isDark)}>
            {isDark ? '☀' : '☾'}
          </button>
        </div>
      </header>
      <main>
        <h2>{words.pages[place.page]}</h2>
        <Shown place={place} words={words} go={go} />
      </main>
      <footer>{words.notAdvice}</footer>
    </>
  )
}

render(<App />, document.getElementById('app') as HTMLElement)
