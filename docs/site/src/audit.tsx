import * as Plot from '@observablehq/plot'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { AuditInput, AuditResult } from './audit-worker.ts'
import type { QuestionName } from './facts.ts'
import { givenIn } from './given.ts'
import { Head } from './head.tsx'
import type { PageProps } from './page.ts'
import { Problems } from './problems.tsx'
import { LOCALES } from './words.ts'
import { useWork } from './work.ts'

const SAMPLE = `at,channel,driver,vehicle,vehicle_owner,vehicle_owner_kind,plate_type,operating,pair_bound,driver_bindings,vehicle_bindings,driver_bindings_ever,driver_applications_today,driver_applications_this_year,owner_consent,identity_verified,released_at
2025-03-01T09:00:00+08:00,app,d1,v1,o1,individual,02,false,false,0,0,0,0,0,sms,true,2025-06-01T09:00:00+08:00
2025-03-05T09:00:00+08:00,app,d1,v2,o2,individual,02,false,false,1,0,1,0,1,sms,true,
2025-03-09T09:00:00+08:00,app,d1,v3,o3,individual,02,false,false,2,1,2,0,2,qr,true,
2025-03-12T09:00:00+08:00,app,d1,v4,o4,individual,02,false,false,3,0,3,0,3,sms,true,
2025-04-02T09:00:00+08:00,app,d2,v1,o1,individual,02,true,false,0,1,0,0,0,sms,true,
2025-04-03T09:00:00+08:00,app,d2,v5,o5,individual,02,false,false,,0,0,1,0,none,true,
`

/** A CSV of facts, judged row by row in the page. */
export function AuditPage({ place, words, says, go }: PageProps) {
  const locale = LOCALES[place.language]
  const given = givenIn(place.args, says)
  const question = given.word<QuestionName>('question', ['bind', 'handle'], 'bind')
  const [work, start] = useWork<AuditInput, number, AuditResult>(
    () => new Worker(new URL('./audit-worker.ts', import.meta.url), { type: 'module' }),
  )
  const read = async (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file !== undefined) start({ text: await file.text(), question })
  }
  const result = work.result
  const [who, setWho] = useState(0)
  useEffect(() => setWho(0), [result])
  const drawn = result?.overTime[who] ?? result?.overTime[0]
  return (
    <>
      <p class="lead">{words.auditLead}</p>
      <Problems problems={given.problems} />
      <p class="controls">
        <label>
          {words.question}{' '}
          <select
            value={question}
            onChange={(event) => go({ args: { ...place.args, question: event.currentTarget.value } })}
          >
            {(['bind', 'handle'] as const).map((each) => (
              <option key={each} value={each}>
                {locale.names.questions[each]}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => start({ text: SAMPLE, question: 'bind' })}>
          {words.sample}
        </button>
      </p>
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
          <input type="file" accept=".csv,text/csv" onChange={(event) => read(event.currentTarget.files)} />
        </label>
      </div>
      <p role="status">
        {work.running && `${words.counting} ${(work.progress ?? 0).toLocaleString('en-US')}`}
        {work.error !== undefined && `${words.failed} ${work.error}`}
        {result !== undefined &&
          `${words.rows}: ${result.rows.toLocaleString('en-US')}. ${Object.entries(result.verdicts)
            .map(
              ([verdict, count]) =>
                `${locale.names.verdicts[verdict as 'permitted']}: ${count.toLocaleString('en-US')}`,
            )
            .join('; ')}`}
      </p>
      {result !== undefined && (
        <>
          <h3>{words.byRule}</h3>
          <Chart
            label={words.byRule}
            options={{
              marginLeft: 220,
              x: { label: words.rows, tickFormat: whole },
              y: { label: null },
              marks: [
                Plot.barX(
                  Object.entries(result.byRule).map(([rule, count]) => ({
                    rule: locale.names.rules[rule as 'driver-cap'] ?? rule,
                    count,
                  })),
                  { x: 'count', y: 'rule', fill: 'var(--accent)', sort: { y: '-x' } },
                ),
                Plot.ruleX([0]),
              ],
            }}
          />
          <h3>{words.byMonth}</h3>
          <Chart
            label={words.byMonth}
            options={{
              x: { type: 'band', label: null },
              y: { label: words.rows, tickFormat: whole },
              color: { legend: true, tickFormat: (each: 'permitted') => locale.names.verdicts[each] ?? each },
              marks: [Plot.barY(result.byMonth, { x: 'month', y: 'count', fill: 'verdict' }), Plot.ruleY([0])],
            }}
          />
          {drawn !== undefined && (
            <>
              <h3>{words.overTime}</h3>
              <p class="controls">
                <label>
                  {words.whose}{' '}
                  <select value={who} onChange={(event) => setWho(Number(event.currentTarget.value))}>
                    {result.overTime.map(({ kind, id, peak }, index) => (
                      <option key={`${kind} ${id}`} value={index}>
                        {words[kind]} {id} ({peak})
                      </option>
                    ))}
                  </select>
                </label>
              </p>
              <Chart
                label={`${words.overTime} ${words[drawn.kind]} ${drawn.id}`}
                options={{
                  x: { type: 'time', label: null },
                  y: { label: null, tickFormat: whole, zero: true },
                  marks: [
                    Plot.lineY(drawn.steps, { x: 'at', y: 'open', curve: 'step-after' }),
                    Plot.ruleY([3], { strokeDasharray: '4' }),
                    Plot.ruleY([0]),
                  ],
                }}
              />
            </>
          )}
          <h3>{words.firstRefused}</h3>
          <section class="scroll" tabIndex={0} aria-label={words.firstRefused}>
            <table>
              <Head columns={[words.line, words.driver, words.vehicle, words.failing]} />
              <tbody>
                {result.refused.map((row) => (
                  <tr key={row.line}>
                    <th scope="row">{row.line}</th>
                    <td>{row.driver}</td>
                    <td>{row.vehicle}</td>
                    <td>{row.rules.map((rule) => locale.names.rules[rule as 'driver-cap'] ?? rule).join(', ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
      <p>
        {words.commandLine} <code>npx demerit audit acts.csv --rules cn --question {question}</code>
      </p>
    </>
  )
}

/** Counts have no halves. */
function whole(count: number): string {
  return Number.isInteger(count) ? String(count) : ''
}

/** A chart with a name: its numbers stand in the tables too. */
function Chart({ label, options }: { readonly label: string; readonly options: Plot.PlotOptions }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const chart = Plot.plot({ ...options, ariaLabel: label, width: Math.min(720, box.current?.clientWidth ?? 720) })
    box.current?.replaceChildren(chart)
  })
  return <div ref={box} class="chart" />
}
