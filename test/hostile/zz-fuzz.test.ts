import { readFileSync, readdirSync } from 'node:fs'
import { test, expect } from 'vitest'
import * as index from '/work/main/src/index.ts'
import * as rules from '/work/main/src/rules.ts'
import * as words from '/work/main/src/explain.ts'
import { goldenTrace } from '/work/main/test/hostile/golden-trace.ts'
import { SHAPES, polluted } from '/work/main/test/hostile/pollution.ts'
const library = { ...words, ...index, ...rules } as never
test('golden', () => {
  const t0 = performance.now()
  const g = goldenTrace(library)
  console.log(performance.now() - t0)
  const t1 = performance.now()
  for (let i=0;i<10;i++) goldenTrace(library)
  console.log((performance.now() - t1)/10)
  const text = JSON.stringify(g)
  console.log(text.length)
  for (const v of g) if (Array.isArray(v) && v[0]==='thrown') console.log(v)
  console.log(JSON.stringify((g[0] as any)[0].map((o:any)=>[o.status,o.code ?? o.event?.type ?? o.issues])))
})
test('fuzz', () => {
  const text = JSON.stringify(goldenTrace(library))
  const namesSet = new Set<PropertyKey>()
  for (const f of readdirSync('/work/main/src', { recursive: true }) as string[]) if (f.endsWith('.ts') && !f.startsWith('analysis') && !f.startsWith('testing'))
    for (const w of readFileSync('/work/main/src/' + f, 'utf8').match(/[A-Za-z_$][\w$]*/g) ?? []) namesSet.add(w)
  for (const f of ['/work/main/node_modules/immer/dist/immer.mjs','/work/main/node_modules/date-fns/addMonths.js','/work/main/node_modules/date-fns/addDays.js','/work/main/node_modules/date-fns/constructFrom.js','/work/main/node_modules/@date-fns/utc/date/mini.js'])
    for (const w of readFileSync(f, 'utf8').match(/[A-Za-z_$][\w$]*/g) ?? []) namesSet.add(w)
  for (let i=0;i<12;i++) namesSet.add(String(i))
  for (const w of ['get','set','value','writable','enumerable','configurable','toJSON','valueOf2','then','next','done','return','throw','raw','length','index','groups','-1','__x__']) namesSet.add(w)
  for (const s of Object.getOwnPropertyNames(Symbol)) if (typeof (Symbol as any)[s] === 'symbol') namesSet.add((Symbol as any)[s])
  for (const s of ['constructDateFrom','immer-draftable','immer-nothing','immer-state']) namesSet.add(Symbol.for(s))
  const names = [...namesSet].filter(n => !(Object.getOwnPropertyNames(Object.prototype) as any[]).includes(n))
  console.log(names.length)
  const bad: any = {}
  const start = performance.now()
  for (const name of names) for (const [shape, d] of Object.entries(SHAPES)) {
    let out: string
    try { const r = polluted(Object.prototype, name, d, () => goldenTrace(library)); out = JSON.stringify(r) } catch (e) { out = 'THROWN ' + (e as Error).stack }
    if (out !== text) { (bad[String(name)] ??= {})[shape] = out.startsWith('THROWN') ? out.slice(0,400) : diff(text, out) }
  }
  console.log(performance.now()-start)
  for (const k of Object.keys(bad)) console.log(k, bad[k])
}, 3000000)
function diff(a: string, b: string) { let i=0; while (a[i]===b[i]) i++; return a.slice(Math.max(0,i-80),i+60) + '  >>>  ' + b.slice(Math.max(0,i-20),i+160) }
