import { cn } from 'demerit/rules'
import { useEffect, useState } from 'preact/hooks'
import { Columns } from './audit-columns.tsx'
import { Result } from './audit-result.tsx'
import type { AskedQuestion, AuditInput } from './audit-rows.ts'
import { differingOf, rowWordsOf, summaryOf } from './audit-words.ts'
import type { QuestionName } from './facts.ts'
import { givenIn } from './given.ts'
import type { PageProps } from './page.ts'
import { Problems } from './problems.tsx'
import { isNone, REFORM } from './reform.ts'
import { ReformNote, reformCited } from './reform-note.tsx'
import { MOST_DRAWN } from './released.ts'
import { grouped } from './says.ts'
import { lawIds, lawTitle, lawTold, setOf } from './sets.ts'
import { Beside, Cite } from './take.tsx'
import { LOCALES } from './words.ts'
import { useWork } from './work.ts'

const SAMPLES: { readonly [Q in QuestionName]: string } = {
  bind: `at,channel,driver,vehicle,vehicle_owner,vehicle_owner_kind,plate_type,operating,pair_bound,driver_bindings,vehicle_bindings,driver_bindings_ever,driver_applications_today,driver_applications_this_year,owner_consent,identity_verified,released_at
2025-03-01T09:00:00+08:00,app,d1,v1,o1,individual,02,false,false,0,0,0,0,0,sms,true,2025-06-01T09:00:00+08:00
2025-03-05T09:00:00+08:00,app,d1,v2,o2,individual,02,false,false,1,0,1,0,1,sms,true,
2025-03-09T09:00:00+08:00,app,d1,v3,o3,individual,02,false,false,2,1,2,0,2,qr,true,
2025-03-12T09:00:00+08:00,app,d1,v4,o4,individual,02,false,false,3,0,3,0,3,sms,true,
2025-04-02T09:00:00+08:00,app,d2,v1,o1,individual,02,true,false,0,1,0,0,0,sms,true,
2025-04-03T09:00:00+08:00,app,d2,v5,o5,individual,02,false,false,,0,0,1,0,none,true,
`,
  handle: `id,at,channel,driver,vehicle,vehicle_owner,plate_type,violation_state,occurred_at,fine_yuan,points,recorded_by,bound_since,licence_states,licence_classes,points_held,full_score_studies
1,2024-12-01T10:00:00+08:00,app,d1,v1,o1,02,open,2024-11-20T10:00:00+08:00,200,0,monitoring,2024-11-10T10:00:00+08:00,none,C1,0,0
2,2024-12-01T10:05:00+08:00,app,d1,v1,o1,02,open,2024-11-01T10:00:00+08:00,200,3,monitoring,2024-11-10T10:00:00+08:00,none,C1,0,0
3,2025-02-01T10:10:00+08:00,app,d2,v1,o1,02,open,2024-11-20T10:00:00+08:00,500,3,monitoring,none,none,C1,0,0
4,2025-02-01T10:15:00+08:00,app,d3,v1,o1,02,open,2024-11-20T10:00:00+08:00,200,3,,2024-11-10T10:00:00+08:00,none,C1,0,0
`,
}

type Chosen = Pick<AuditInput, 'file' | 'name'>
/** The file that was chosen last, which no address holds: who comes back from another part of the page finds it judged again. */
let chosenLast: Chosen | undefined

const QUESTIONS = ['bind', 'handle'] as const
/** How an address says that nothing is compared. */
const NONE = 'none'

/** A CSV of facts, judged row by row in the page. */
export function AuditPage(props: PageProps) {
  const { place, words, says, reform, go } = props
  const { language } = place
  const locale = LOCALES[language]
  const given = givenIn(place.args, says)
  const asked = given.word<AskedQuestion>('question', ['file', ...QUESTIONS], 'file')
  const rules = given.word('rules', lawIds(reform), 'cn')
  // The reader's reform is asked about wherever it is carried to.
  const compared = given.word('against', [NONE, ...lawIds(reform)], isNone(reform) ? NONE : REFORM)
  const against = compared === NONE ? '' : compared
  const isSample = given.word('file', ['own', 'sample'], 'own') === 'sample'
  const [work, start, stop, clear] = useWork('audit', words.notLoaded)
  const [own, setOwn] = useState<Chosen | undefined>(chosenLast)
  chosenLast = own
  const file = isSample ? 'sample' : own
  // What is shown belongs to the question above it: when one of them changes, the file is judged again.
  useEffect(() => {
    if (file === undefined) return clear()
    const sample = SAMPLES[asked === 'file' ? 'bind' : asked]
    const chosen = file === 'sample' ? { file: new Blob([sample]), name: 'sample.csv' } : file
    start({ ...chosen, question: asked, language, rules, against, reform, words: rowWordsOf(words, locale, language) })
  }, [file, asked, language, rules, against, reform])
  const keep = (next: Readonly<Record<string, string>>) => go({ args: { ...place.args, ...next } }, true)
  /** Before a file is chosen, `drawn` came with the link and is kept; with another file the first is drawn. */
  const take = (name: '' | 'sample') => keep(file === undefined ? { file: name } : { file: name, drawn: '' })
  const read = (files: FileList | null | undefined) => {
    const chosen = files?.[0]
    if (chosen === undefined) return
    // What came of another file is not shown beside the name of this one.
    clear()
    setOwn({ file: chosen, name: chosen.name })
    take('')
  }
  const result = work.result
  const answer =
    result === undefined ? [] : [summaryOf(result, { words, locale }), ...differingOf(result, { words, locale })]
  const fileName = file === undefined || file === 'sample' ? words.sampleName : file.name
  const digest = result?.sha256 === undefined ? [] : [`SHA-256 ${result.sha256}`]
  const laws = [...new Set([rules, ...(against === '' ? [] : [against]), ...(result?.ruleSets ?? [])])]
    // The reform is told once, by what it changes.
    .filter((id) => lawIds(reform).includes(id))
    .map((id) => {
      const told = id === REFORM ? reformCited(reform, props) : lawTold(id, props)
      const label = against === '' ? undefined : id === rules ? words.lawA : id === against ? words.lawB : undefined
      return label === undefined ? told : `${label}${words.colon}${told}`
    })
  /** The command that judges the file as the page does. */
  const command = (name: string) =>
    [
      `audit ${name}`,
      ...Object.entries({ question: result?.question ?? '', rules, against })
        .filter(([, value]) => value !== '')
        .map(([option, value]) => `--${option} ${value}${value === REFORM ? '.json' : ''}`),
    ].join(' ')
  /** Whose open bindings are drawn, by the place in the list, from 1: a link does not tell others the number of a licence. */
  const drawn = given.whole('drawn', 1, Math.max(1, result?.overTime.length ?? MOST_DRAWN), 1)
  /** What was asked; until a file tells it, either may be. */
  const question = asked === 'file' ? result?.question : asked
  /** A reform of one law beside the law of each day. */
  const isOfOtherDays = [rules, against].includes(REFORM) && [rules, against].includes(cn.id)
  /** What a result must not be told without. */
  const warnings =
    result === undefined
      ? []
      : [
          ...(result.isGuessed ? [says.guessed(locale.names.questions[result.question])] : []),
          ...(isOfOtherDays ? [words.reformOf2024] : []),
        ]
  return (
    <>
      <p class="lead">
        {[
          words.auditLead,
          ...[rules, against]
            .filter((id) => id !== '')
            .map(
              (id, index) =>
                `${against === '' ? '' : `${[words.lawA, words.lawB][index]}${words.colon}`}${id === 'cn' ? words.auditOfDay : says.judgedByOne(id === REFORM ? words.yourReform : setOf(id).title[language])}`,
            ),
          ...(isOfOtherDays ? [words.reformOf2024] : []),
        ].join(language === 'zh' ? '' : ' ')}
      </p>
      <Problems problems={given.problems} />
      <p class="controls">
        <label>
          {words.question}{' '}
          <select
            value={asked}
            onChange={(event) => go({ args: { ...place.args, question: event.currentTarget.value, drawn: '' } })}
          >
            <option value="file">{words.asColumnsTell}</option>
            {QUESTIONS.map((each) => (
              <option key={each} value={each}>
                {locale.names.questions[each]}
              </option>
            ))}
          </select>
        </label>
        {(
          [
            ['rules', words.lawA, rules],
            ['against', words.lawB, compared],
          ] as const
        ).map(([name, label, value]) => (
          <label key={name}>
            {label}{' '}
            <select value={value} onChange={(event) => keep({ [name]: event.currentTarget.value })}>
              {name === 'against' && <option value={NONE}>{words.none}</option>}
              {lawIds(reform).map((id) => (
                <option key={id} value={id}>
                  {lawTitle(id, props)}
                </option>
              ))}
            </select>
          </label>
        ))}
        <button type="button" onClick={() => take('sample')}>
          {words.sample}
        </button>
      </p>
      {[rules, against].includes(REFORM) && <ReformNote {...props} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside does the same by keyboard. */}
      <div
        class="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          read(event.dataTransfer?.files)
        }}
      >
        <label>
          {words.drop}{' '}
          <input type="file" accept=".csv,.tsv,.txt,text/csv" onChange={(event) => read(event.currentTarget.files)} />
        </label>
      </div>
      <p>{words.auditLimits}</p>
      {file === undefined && place.args.file === 'own' && <p>{words.notInLink}</p>}
      {file !== undefined && (
        <p>
          {words.file}
          {words.colon}
          {fileName}
        </p>
      )}
      {work.running && (
        <p class="controls">
          <progress max={1} value={work.progress?.share ?? 0} aria-label={words.reading} />
          <button type="button" onClick={stop}>
            {words.stop}
          </button>
        </p>
      )}
      <p role="status" class={work.error === undefined ? undefined : 'problem'}>
        {work.running && `${words.reading} ${grouped(work.progress?.rows ?? 0)}`}
        {work.stopped && `${words.stoppedAt} ${grouped(work.progress?.rows ?? 0)}`}
        {work.error}
        {answer[0]}
      </p>
      {warnings.map((each) => (
        <p key={each} class="problem">
          {each}
        </p>
      ))}
      {result !== undefined && (
        <Beside.Provider
          value={{
            answer,
            notes: [
              ...(against === '' ? [] : [`${words.chartsOfA} ${words.lawA}${words.colon}${lawTitle(rules, props)}`]),
              [fileName, ...digest].join(words.comma),
              ...laws,
            ],
          }}
        >
          <Result
            result={result}
            drawn={drawn}
            draw={(next) => keep({ drawn: next })}
            words={words}
            says={says}
            locale={locale}
          />
        </Beside.Provider>
      )}
      {(question === undefined ? QUESTIONS : [question]).map((each) => (
        <Columns key={each} question={each} words={words} locale={locale} isOpen={work.error !== undefined} />
      ))}
      <p class="command">
        {words.commandLine} <code>npm install demerit</code>
        <code>npx demerit {command('acts.csv')}</code>
      </p>
      <Cite
        place={place}
        words={words}
        asked={[
          fileName,
          ...digest,
          ...(result === undefined
            ? [question === undefined ? words.asColumnsTell : locale.names.questions[question]]
            : [...answer, ...warnings.map((each) => each.replace(/[.。]$/, ''))]),
        ].join(words.semicolon)}
        {...(file !== undefined &&
          file !== 'sample' && { again: command(`'${file.name.replaceAll("'", String.raw`'\''`)}'`) })}
        sources={laws}
        unfinished={work.running}
      />
    </>
  )
}
