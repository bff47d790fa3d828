import type { LimitName, RingAsked } from './levers.ts'
import type { Language } from './place.ts'

/** A number as it is read. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US')
}

const english = {
  language: 'en',
  inAddress: (name: string, problem: string) => `In the address, ${name}: ${problem} What is usual is shown.`,
  noDay: (text: string, from: string, to: string) =>
    text === '' ? `Enter a day from ${from} to ${to}.` : `“${text}” is not a day from ${from} to ${to}.`,
  inForceOn: (day: string) => `The rule that applied on ${day}`,
  mayHaveApplied: (day: string, until: string) =>
    `The rule that may have applied on ${day}, not attested after ${until}`,
  shownInstead: (day: string) => `Below is still the law of ${day}.`,
  dayTaken: (day: string) => `No day is chosen yet: below is the law of ${day}.`,
  notAsked: (names: readonly string[]) => `In the address, ${names.join(', ')}: this page has nothing of that name.`,
  noLanguage: (text: string) => `The address names a language “${text}”; the page has zh and en.`,
  noMoment: (text: string) => `“${text}” is not a time from 1900 to 2199.`,
  noWhole: (text: string, from: number, to: number) =>
    text === ''
      ? `Enter a whole number from ${from} to ${to}.`
      : `“${text}” is not a whole number from ${from} to ${to}.`,
  noYuan: (text: string) =>
    text === '' ? 'Enter an amount of yuan.' : `“${text}” is not an amount of yuan with at most two decimals.`,
  noWord: (text: string, options: readonly string[]) => `“${text}” is not one of ${options.join(', ')}.`,
  cutOff: (text: string) => `“${text}” cannot be read; a link may have been cut off.`,
  noFacts: 'the facts are not a JSON object.',
  notFacts: (names: readonly string[]) =>
    `In the address, facts: ${names.join(', ')} is not a fact of this question, and is left out.`,
  parquet: 'The command line reads Parquet; this page reads CSV.',
  unreadable: 'The browser could not read the file. Choose it again.',
  // What `FAULTS` says, as a sentence.
  fault: (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`,
  faultAt: (line: number, text: string) => `Line ${line} of the file: ${text}.`,
  readBelow: ' The columns that are read stand below.',
  localTimes: (counts: readonly string[]) =>
    `My times are Beijing time, since they have no offset: ${counts.join(', ')}.`,
  inYuan: (header: string) => `Fines were read in yuan (${header}).`,
  undated: (count: number) =>
    `${count} ${count === 1 ? 'row has' : 'rows have'} no time that can be read, and no month.`,
  malformedRows: (count: number, shown: number) =>
    `${count} ${count === 1 ? 'row has' : 'rows have'} cells that cannot be read. ${shown} of these cells, of every column:`,
  notJudged: (count: number) => `${grouped(count)} ${count === 1 ? 'row' : 'rows'} cannot be read.`,
  inferred: (rules: readonly string[]) => `Inferred (grade I): ${rules.join(', ')}.`,
  stillPass: (channel: 'window' | 'app', count: (of: 'passed' | 'acts' | 'pointsPassed' | 'points') => string) =>
    `${channel === 'window' ? 'at a window where an official lies' : 'by the app, if owners agree and somebody signs in as each driver'}, ${count('passed')} of ${count('acts')} acts of the article pass, with ${count('pointsPassed')} of ${count('points')} points.`,
  counted: (ranges: number, of: number) => `Counting: the range of ${ranges} of ${of} cases is counted.`,
  countedByApp: (ranges: number, of: number) =>
    `All ranges at a window are counted. By the app, the range of ${ranges} of ${of} cases is counted, which takes ten minutes or so; who gains and who loses comes last.`,
  citedEarly: (atWindow: number, ofWindow: number, byApp: number, ofApp: number) =>
    `copied before all was counted: at a window the range of ${atWindow} of ${ofWindow} cases was, by the app that of ${byApp} of ${ofApp}`,
  bracketsWithFine: (fine: string, least: string, most: string) =>
    `In brackets it is as if each fine was ${fine}, which the article does not say; the range has fines of ${least} to ${most}.`,
  guessed: (question: string) =>
    `The columns are of both questions, or of neither: all rows are judged by “${question}”. Put bindings and handlings into files of their own, or choose the question.`,
  passesOf: (passed: string, acts: string, failing: readonly string[]) =>
    failing.length === 0 ? `${passed} of ${acts} pass` : `${passed} of ${acts} pass; refused by ${failing.join(', ')}`,
  contrary: (less: string, more: string, isTime: boolean) =>
    `To check: “${less}” is ${isTime ? 'later' : 'more'} than “${more}”, which cannot be. The facts are taken as they are given.`,
  noDifference: (reasons: readonly string[], partner: string | undefined) =>
    `Alone this changes nothing${partner === undefined ? '' : `; with “${partner}” it does`}: ${reasons.join(', and ')}.`,
  atTwelve: (vehicles: number) => `stated: ${vehicles} vehicles with 12 points at a time`,
  otherFacts: (count: number, usual: number) =>
    `The other ${count} facts${usual === 0 ? '' : ` (${usual === count ? 'all' : usual} filled in as they usually are, and counted as known)`}`,
  verdictOn: (act: string, on: string, verdict: string, law: string | undefined) =>
    `${act.slice(0, 1).toUpperCase()}${act.slice(1)}${on === '' ? '' : ` ${on}`}: ${verdict}${law === undefined ? '' : `, under “${law}”`}.`,
  permittedIf: (verdict: string, needs: readonly string[]) => `${verdict}, if ${needs.join(' and ')}`,
  otherLaw: (day: string, law: string, verdict: string | undefined) =>
    `This set was not the national rule on ${day}; that was “${law}”${verdict === undefined ? '' : `, by which it is ${verdict}`}.`,
  attestedUntil: (day: string) =>
    `The last day for which a source shows this rule is ${day}. The act is later; changes since then are not known.`,
  noLawThen: (day: string) => `This set was not the national rule on ${day}; this library has none for that day.`,
  lacksChannel: (rules: readonly string[]) =>
    `No channel is chosen, and on it depends whether these are met: ${rules.join(', ')}.`,
  sourcesRead: (count: number) =>
    count === 0
      ? 'No other source is listed for it'
      : `${count} ${count === 1 ? 'source was' : 'sources were'} read for it`,
  daysOf: (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`,
  noPage: (text: string) => `The address names a page “${text}”, which there is not.`,
  broken: (view: string) => `“${view}” could not be shown.`,
  brokenPage: 'The page could not be shown.',
  beganOn: (day: string) => `from ${day}`,
  knownFrom: (day: string) => `known from ${day}`,
  changedOn: (day: string) => `What changed on ${day}`,
  changedBetween: (after: string, by: string) => `What changed between ${after} and ${by}`,
  readAt: (host: string) => `read at ${host}`,
  copyAt: (host: string) => `copy read at ${host}; it names no city`,
  noteOf: (id: string) =>
    `${id.startsWith('F') ? 'fact' : id.startsWith('R') ? 'statement of the article' : 'open question'} ${id} in the notes`,
  lineIs: (day: string) => `the day asked about, ${day}`,
  beganBetween: (after: string, by: string) => `began after ${after}, by ${by}`,
  evidenceUntil: (day: string) => `evidence until ${day}`,
  seenUntil: (law: string, day: string) =>
    `“${law}” is shown by sources up to ${day}; what is changed in it is a hypothesis.`,
  passesBy: (channel: string, isWindow: boolean, passed: string, acts: string, points: string, honest: string) =>
    `${channel}: ${passed} of ${acts} acts pass ${isWindow ? 'where an official lies as needed' : 'if owners agree and somebody signs in as each driver'}, with ${points} points, and where nobody lies ${honest} (inferred)`,
  shownUntil: (law: string, day: string) => `${law}, which sources show up to ${day}, without the watch list of 2013`,
  underLaw: (law: string, channels: readonly string[]) => `${law}. ${channels.join('; ')}.`,
  madeBy: (fewest: string, most: string) => `fewest: ${fewest}; most: ${most}`,
  passPointless: (cases: readonly string[]) =>
    `What passes as the article reads carries no points: ${cases.join('; ')}.`,
  ofCourt: (court: string, acts: string) => `the case that the ${court} heard, ${acts}`,
  onlyRead: (told: string) => `${told} (as the article reads; no range is counted)`,
  readWithFine: (fine: string) => `So it is if each fine was ${fine}, which the article does not say.`,
  assumesCases: (count: number, atWindow: number, without: number) =>
    `Counted are the ${count} court cases of the article, act by act: ${atWindow} went through a window, the numbers here are of these; ${without} ${without === 1 ? 'tells' : 'tell'} of no act. Its own figures stand apart from what follows from them and from what it leaves open, which is assumed.`,
  ringNamed: ({ licences, vehicles, days, violationsAVehicle, price }: RingAsked) =>
    `${licences} licences, ${vehicles} vehicles, ${days} days, ${violationsAVehicle === 0 ? 'any number of violations' : `${violationsAVehicle} violations a vehicle`}, ${price} yuan a point`,
  wayFound: (steps: number) => `A way of ${steps} ${steps === 1 ? 'step' : 'steps'} was found:`,
  finedEach: (fine: string) => `each fined ${fine}`,
  ringAsked: ({ licences, vehicles, days, violationsAVehicle }: RingAsked, fine: string) =>
    `Counted is the ring below: ${licences} fresh licences, each in one scoring period that begins on the first day, and ${vehicles} vehicles in ${days} days, ${violationsAVehicle === 0 ? 'with as many violations as it can sell' : `with ${violationsAVehicle} violations a vehicle`}, each fined ${fine}. Each lever is pulled to the value that stands beside it, alone and with each other one. In brackets stand acts; points and acts are averages of a licence, and so have fractions.`,
  lever: (name: LimitName, value: number) =>
    ({
      driverCap: `A driver may bind at most ${value} ${value === 1 ? 'vehicle' : 'vehicles'}`,
      vehicleCap: `At most ${value} ${value === 1 ? 'driver' : 'drivers'} may bind a vehicle`,
      coolingOff: `For ${value} ${value === 1 ? 'day' : 'days'} after a release no other driver may bind the vehicle`,
      driversAYear: `At most ${value} ${value === 1 ? 'driver' : 'drivers'} may bind a vehicle in a calendar year`,
    })[name],
  stopsMost: (change: string) => `Most effective: ${change}.`,
  sells: (app: string, window: string) =>
    `A licence then sells ${app} points by the app (violations after the binding), and ${window} at a window where an official lies (violations of days before it).`,
  todaySells: (app: string, window: string) => `Today it is ${app} and ${window}.`,
  howSold: (before: number, last: number) =>
    `At a window ${before + last} points are sold so: first ${before}, with which the licence is not full yet, then one last violation of ${last}.`,
  backdated: (points: string) =>
    `If an official could date a binding back too, the date test would stop nothing: a licence would sell ${points} at a window, as with a binding alone.`,
  refuses: (drawn: string, ofDrawn: string, real: number, ofReal: number, which?: string) =>
    `It refuses ${drawn} of ${ofDrawn} lawful acts of simulated households (whose violations are fined 100 to 500 yuan, one in two 200), and ${real} of ${ofReal} that people asked about${real === 0 ? '' : ` (${which ?? 'marked ✗ under “What it costs ordinary people”'})`}. An act counts as refused if the channel it was done on refuses it; other channels are not tried. Such numbers are for comparing changes alone.`,
  ofArticle: (passed: string, acts: string, by: readonly string[], points: string) =>
    `Of the article’s ${acts} acts (${by.join(', ')}), ${passed} still pass with a lying official, with ${points} points: so the article reads; the range is not counted.`,
  alike: (changes: readonly string[]) =>
    changes.length > 3
      ? `${changes.length} other changes do as much: see the table.`
      : `As much ${changes.length === 1 ? 'does' : 'do'}: ${changes.join('; ')}.`,
  stopsFree: (change: string) =>
    `Of the changes that refuse no lawful act, this leaves a licence least to sell: ${change}.`,
  realMarked: (change: string) => `✗: refused under the most effective change (${change}).`,
  noEffect: (passed: string) => `It stops none of the article’s acts (still ${passed}, as the article reads).`,
  sellsLess: (way: 'app' | 'window', today: string, now: string) =>
    `In this ring, what a licence sells ${way === 'app' ? 'by the app' : 'at a window'} falls from ${today} to ${now} points.`,
  amount: (number: string, kind: 'most' | 'exact' | 'least') =>
    ({ most: `at most ${number}`, exact: number, least: `at least ${number}` })[kind],
  allChanges: (count: number) => `Show all ${count} changes`,
  drawnAre: (households: number, acts: string) =>
    `The simulation has ${households} households for a year, the same ones each time: ${acts} of their bindings and handlings are lawful today. Two in three drivers bind what they drive and do not own. A violation is fined 100 to 500 yuan, one in two 200. Who made a violation handles it: by the app if that is possible, otherwise in person at a window. What share of people really binds is not known, so compare these numbers with one another alone.`,
  judgedByOne: (title: string) => `Each row is judged by this rule, whatever its day: ${title}.`,
  noWordOf: (fact: string, words: readonly string[], isWhole: boolean) =>
    `This is no value of “${fact}”; write ${isWhole ? '' : 'for example '}${[words.slice(0, -1).join(', '), ...words.slice(-1)].filter((each) => each !== '').join(' or ')}${isWhole ? '' : ' (all stand under “The columns that are read”)'}.`,
  wordFor: (word: string, name: string) => (word === name ? word : `${word} (${name})`),
  everyProvision: (question: string, count: number) =>
    `Every provision on ${question} (${count}), with its sentence and its source`,
  allAgree: (rules: number) => `The ${rules} rules in which all versions agree`,
  morePass: (acts: string, points: string) => `Against today: ${acts} acts, ${points} points.`,
  noReform: (what: string) =>
    `In the address, reform: it cannot be read${what === '' ? '' : ` (${what})`}. The law of today is shown.`,
  madeElsewhere: (made: string) =>
    `The address was made with demerit ${made}, and this page is ${DEMERIT_LAW}: what it shows may differ.`,
  ruleSays: (number: string, binds: string) => (number === '' ? binds : `${number} (${binds})`),
  wentWrong: (message: string) => `Something went wrong: ${message}`,
} as const

export type Says = {
  readonly [K in keyof typeof english]: (typeof english)[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : string
} & { readonly language: Language }

const chinese: Says = {
  language: 'zh',
  inAddress: (name, problem) => `网址中的${name}：${problem}现按通常值显示。`,
  noDay: (text, from, to) =>
    text === '' ? `请填写${from}至${to}之间的日期。` : `“${text}”不是${from}至${to}之间的日期。`,
  inForceOn: (day) => `${day}适用的规定`,
  mayHaveApplied: (day, until) => `${day}可能适用的规定（${until}以后未见来源）`,
  shownInstead: (day) => `下面仍是${day}的规定。`,
  dayTaken: (day) => `尚未选择日期，下面是${day}的规定。`,
  notAsked: (names) => `网址中的${names.join('、')}：本页没有这个名称。`,
  noLanguage: (text) => `网址所指的语言“${text}”没有；本页有zh和en。`,
  noMoment: (text) => `“${text}”不是1900年至2199年之间的时间。`,
  noWhole: (text, from, to) =>
    text === '' ? `请填写${from}至${to}之间的整数。` : `“${text}”不是${from}至${to}之间的整数。`,
  noYuan: (text) => (text === '' ? '请填写金额（元）。' : `“${text}”不是金额（元，最多两位小数）。`),
  noWord: (text, options) => `“${text}”不在${options.join('、')}之中。`,
  cutOff: (text) => `“${text}”无法读取，链接可能不完整。`,
  noFacts: '事实应为JSON对象。',
  notFacts: (names) => `网址中的facts：${names.join('、')}不是该问题的事实，已略去。`,
  parquet: 'Parquet文件请用命令行，本页只读CSV。',
  unreadable: '浏览器未能读取该文件，请重新选择。',
  fault: (text) => `${text}。`,
  faultAt: (line, text) => `文件第${line}行：${text}。`,
  readBelow: '可用的列见下。',
  localTimes: (counts) => `时间未写时区，按北京时间读取：${counts.join('，')}。`,
  inYuan: (header) => `罚款以元计（${header}）。`,
  undated: (count) => `有${count}个数据行没有可读的时间，不计入月份。`,
  malformedRows: (count, shown) => `有${count}个数据行含无法读取的格。以下列出各列的${shown}格：`,
  notJudged: (count) => `另有${grouped(count)}个数据行无法读取。`,
  inferred: (rules) => `推定（等级I）：${rules.join('、')}。`,
  stillPass: (channel, count) =>
    `${channel === 'window' ? '到窗口、经办人员作假时' : '经交管12123、车主都同意备案并有人以各驾驶人身份登录时'}，报道所涉${count('acts')}件中通过${count('passed')}件，计${count('pointsPassed')}分（全部违法共${count('points')}分）。`,
  counted: (ranges, of) => `计算中：${of}个案件中已算出${ranges}个的区间。`,
  countedByApp: (ranges, of) =>
    `窗口的区间均已算出；经交管12123的，${of}个案件中已算出${ranges}个的区间，要十分钟左右；谁受益谁受损最后算。`,
  citedEarly: (atWindow, ofWindow, byApp, ofApp) =>
    `复制时尚未算完：窗口的${ofWindow}个案件中已算出${atWindow}个的区间，经交管12123的${ofApp}个中已算出${byApp}个`,
  bracketsWithFine: (fine, least, most) => `括号内假设每件罚款${fine}，报道没有写明罚款；区间按${least}至${most}算。`,
  guessed: (question) =>
    `文件的列涉及备案和处理两者，或者都不涉及：全部数据行按“${question}”判断。请将备案和处理分成两个文件，或者选定问题。`,
  passesOf: (passed, acts, failing) =>
    failing.length === 0
      ? `${acts}件通过${passed}件`
      : `${acts}件通过${passed}件；不能通过的原因：${failing.join('、')}`,
  contrary: (less, more, isTime) => `请核对：“${less}”${isTime ? '晚' : '多'}于“${more}”，不可能如此。以上按所填判断。`,
  noDifference: (reasons, partner) =>
    `仅此改动没有差别${partner === undefined ? '' : `，与“${partner}”一起则有`}：${reasons.join('，')}。`,
  atTwelve: (vehicles) => `据报道：${vehicles}辆一次记12分`,
  otherFacts: (count, usual) =>
    `其余${count}项事实${usual === 0 ? '' : `（${usual === count ? '均' : `${usual}项`}已按通常情形填写，视为已知）`}`,
  verdictOn: (act, on, verdict, law) => `${on}${act}：${verdict}${law === undefined ? '' : `，依据“${law}”`}。`,
  permittedIf: (verdict, needs) => `${verdict}（${needs.join('、')}）`,
  otherLaw: (day, law, verdict) =>
    `所选规定不是${day}的全国规定；当日的全国规定是“${law}”${verdict === undefined ? '' : `，依该规定${verdict}`}。`,
  attestedUntil: (day) => `有来源印证该规定的最后一日是${day}；办理日在此之后，其间有无变动不详。`,
  noLawThen: (day) => `所选规定不是${day}的全国规定；本库没有当日的规定。`,
  lacksChannel: (rules) => `未选办理渠道，以下要求是否符合不能判断：${rules.join('、')}。`,
  sourcesRead: (count) => (count === 0 ? '除上述出处外，未列其他来源' : `查阅的全部来源：${count}份`),
  daysOf: (count) => `${count}天`,
  noPage: (text) => `网址所指的页面“${text}”不存在。`,
  broken: (view) => `“${view}”无法显示。`,
  brokenPage: '页面无法显示。',
  beganOn: (day) => `${day}起`,
  knownFrom: (day) => `已知自${day}起`,
  changedOn: (day) => `${day}起的变化`,
  changedBetween: (after, by) => `${after}至${by}之间的变化`,
  readAt: (host) => `见于${host}`,
  copyAt: (host) => `副本，见于${host}，未写明是哪个城市`,
  noteOf: (id) => `考证记录中的${id.startsWith('F') ? '事实' : id.startsWith('R') ? '报道所述' : '未决问题'}${id}`,
  lineIs: (day) => `所问的日期${day}`,
  beganBetween: (after, by) => `起始于${after}之后、${by}以前`,
  evidenceUntil: (day) => `证据至${day}`,
  seenUntil: (law, day) => `“${law}”有来源印证至${day}；所作改动是假设。`,
  passesBy: (channel, isWindow, passed, acts, points, honest) =>
    `${channel}：${isWindow ? '经办人员按规定要求的内容作虚假填报时' : '车主都同意备案、并有人以各驾驶人身份登录时'}，${acts}件中通过${passed}件，计${points}分；无人作假时${honest}件（推定）`,
  shownUntil: (law, day) => `${law}（有来源印证至${day}，不计2013年的重点人员名单）`,
  underLaw: (law, channels) => `${law}。${channels.join('；')}。`,
  madeBy: (fewest, most) => `最少：${fewest}；最多：${most}`,
  passPointless: (cases) => `按报道所述计算，通过的都不记分：${cases.join('；')}。`,
  ofCourt: (court, acts) => `${court}审理的一案，${acts}件`,
  onlyRead: (told) => `${told}（按报道所述计算，未算区间）`,
  readWithFine: (fine) => `这是假设每件罚款${fine}得出的，报道没有写明罚款。`,
  assumesCases: (count, atWindow, without) =>
    `按报道的${count}个案件逐件计算（其中${atWindow}个经窗口办理，此处的数字是这些案件的；${without}个没有办理行为）：报道所写的数字、由其推算的数字、报道未写明而假设的，分别列出。`,
  ringNamed: ({ licences, vehicles, days, violationsAVehicle, price }) =>
    `${licences}本驾驶证，${vehicles}辆车，${days}天，${violationsAVehicle === 0 ? '违法数不限' : `每车${violationsAVehicle}条违法`}，每分${price}元`,
  wayFound: (steps) => `找到一条${steps}步的路径：`,
  finedEach: (fine) => `每条罚款${fine}`,
  ringAsked: ({ licences, vehicles, days, violationsAVehicle }, fine) =>
    `按下面的团伙计算：${licences}本未记分的驾驶证（都在一个记分周期内，自首日起），${vehicles}辆车，${days}天，${violationsAVehicle === 0 ? '违法数不限' : `每车${violationsAVehicle}条违法`}，每条罚款${fine}。各项改动取所写的数值，单独试一次，再两两试一次。括号内为件数；分数和件数都是每证平均，所以会有小数。`,
  lever: (name, value) =>
    ({
      driverCap: `一人最多备案${value}辆`,
      vehicleCap: `一车最多由${value}人备案`,
      coolingOff: `一车解除备案后，他人${value}日内不得再备案`,
      driversAYear: `一车每自然年最多由${value}人备案`,
    })[name],
  stopsMost: (change) => `拦住最多的是：${change}。`,
  sells: (app, window) =>
    `此时每本驾驶证经交管12123可被用来承担${app}分（备案之后的违法）；经办人员作假时，在窗口可承担${window}分（备案日以前的违法）。`,
  todaySells: (app, window) => `现为${app}分和${window}分。`,
  howSold: (before, last) =>
    `窗口的${before + last}分是这样来的：先承担${before}分，驾驶证尚未记满；再承担最后一条记${last}分的违法。`,
  backdated: (points) =>
    `若经办人员还能把备案的日期提前，备案日期限制就拦不住：每本驾驶证在窗口可承担${points}分，与只要求备案时相同。`,
  refuses: (drawn, ofDrawn, real, ofReal, which) =>
    `模拟家庭的${ofDrawn}件合规办理（违法罚款100元至500元，半数为200元）中，有${drawn}件因此不能办理；网友所问的${ofReal}件中有${real}件${real === 0 ? '' : `（${which ?? '在“对普通人的影响”中标有✗'}）`}。“不能办理”指在原来的渠道，未试其他渠道；这些数只宜用来比较各种改动。`,
  ofArticle: (passed, acts, by, points) =>
    `经办人员作假时，报道所涉${acts}件（${by.join('，')}）中仍有${passed}件通过，计${points}分（按报道所述计算，未算区间）。`,
  alike: (changes) =>
    changes.length > 3 ? `另有${changes.length}项改动效果相同，见下表。` : `效果相同的还有：${changes.join('；')}。`,
  stopsFree: (change) => `在不影响任何合规办理的改动中，使每证可卖的分最少的是：${change}。`,
  realMarked: (change) => `✗：按拦住最多的改动（${change}）不能办理。`,
  noEffect: (passed) => `对报道案件无作用（按报道所述计算，仍${passed}件）。`,
  sellsLess: (way, today, now) => `就该团伙而言，${way === 'app' ? '线上' : '窗口'}每证可卖的分由${today}降到${now}。`,
  amount: (number, kind) => ({ most: `至多${number}`, exact: number, least: `至少${number}` })[kind],
  allChanges: (count) => `显示全部${count}项改动`,
  drawnAre: (households, acts) =>
    `模拟${households}户一年的情形，每次相同：其中${acts}件备案和处理在现行规定下合规。三分之二的人对自己所开的他人车辆备案。违法每条罚款100元至500元，半数为200元。谁违法谁处理：能在交管12123办的在线上办，否则本人到窗口。实际有多少人备案并不知道，所以这些数字只宜相互比较。`,
  judgedByOne: (title) => `不论日期，每个数据行都按“${title}”判断。`,
  noWordOf: (fact, words, isWhole) =>
    `“${fact}”不能这样填，可填${words.join('、')}${isWhole ? '' : '等（全部见“可用的列”）'}。`,
  wordFor: (word, name) => (word === name ? word : `${name}（${word}）`),
  everyProvision: (question, count) => `${question}：全部${count}条规定，附原文和出处`,
  allAgree: (rules) => `各版一致的${rules}条规则`,
  morePass: (acts, points) => `与现行相比：${acts}件，${points}分。`,
  noReform: (what) => `网址中的reform无法读取${what === '' ? '' : `（${what}）`}，以下为现行规定。`,
  madeElsewhere: (made) => `该网址由demerit ${made}生成，本页为${DEMERIT_LAW}，所示可能不同。`,
  ruleSays: (number, binds) => (number === '' ? binds : `${number}（${binds}）`),
  wentWrong: (message) => `出错：${message}`,
}

/** The sentences of the page that have a value in them. */
export const SAYS: { readonly [L in Language]: Says } = { en: english, zh: chinese }
