// @ts-check
/**
 * Where a fault sits: by its place in the syntax, whatever the file and however it is written. `from` is read as tokens, so that neither spaces,
 * line breaks, quotes nor a last comma matter, and is looked for in all of `src/`. Where it stands in several places, `in` names the declaration or property around
 * it, or `beside` is a text of its file. What lies inside a text, as SQL does, is found as `text`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** @typedef {{ readonly in?: string, readonly beside?: string, readonly text?: true, readonly from: string, readonly to: string }} Edit */
/** @typedef {{ readonly text: string, readonly at: number, readonly end: number }} Token */
/** @typedef {{ readonly file: string, readonly at: number, readonly end: number }} Seat */

/** @param {string} text @returns {readonly Token[]} */
export function tokensOf(text) {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text)
  /** @type {Token[]} */
  const tokens = []
  /** What a closing brace ends: a block, or a place in a template. @type {ts.SyntaxKind[]} */
  const open = []
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const before = tokens.at(-1)?.text ?? ''
    if (kind === ts.SyntaxKind.SlashToken && !/[\w$)\]]$/.test(before)) kind = scanner.reScanSlashToken()
    if (kind === ts.SyntaxKind.TemplateHead || kind === ts.SyntaxKind.OpenBraceToken) open.push(kind)
    if (kind === ts.SyntaxKind.CloseBraceToken && open.pop() === ts.SyntaxKind.TemplateHead) {
      kind = scanner.reScanTemplateToken(false)
      if (kind === ts.SyntaxKind.TemplateMiddle) open.push(ts.SyntaxKind.TemplateHead)
    }
    const token = kind === ts.SyntaxKind.StringLiteral ? `'${scanner.getTokenValue()}'` : scanner.getTokenText()
    if (/^[)\]}]$/.test(token) && before === ',') tokens.pop()
    if (token !== ';') tokens.push({ text: token, at: scanner.getTokenStart(), end: scanner.getTokenEnd() })
  }
  return tokens
}

/** The files of a `src/`, each with its tokens. @param {string} root */
export function sourcesIn(root) {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs)$/.test(file))
    .map((name) => {
      const file = name.replaceAll('\\', '/')
      const text = readFileSync(join(root, 'src', file), 'utf8')
      return { file, text, tokens: tokensOf(text) }
    })
}

/** Every place of an edit. @param {Edit} edit @param {ReturnType<typeof sourcesIn>} sources @returns {readonly Seat[]} */
export function seatsOf(edit, sources) {
  const wanted = tokensOf(edit.from).map(({ text }) => text)
  const beside = sources.filter(({ text }) => edit.beside === undefined || text.includes(edit.beside))
  if (edit.text) {
    return beside.flatMap(({ file, text }) =>
      [...text.matchAll(new RegExp(edit.from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))].map(({ index }) => ({
        file,
        at: index,
        end: index + edit.from.length,
      })),
    )
  }
  return beside.flatMap(({ file, text, tokens }) =>
    tokens.flatMap((token, index) => {
      if (token.text !== wanted[0] || !wanted.every((each, place) => tokens[index + place]?.text === each)) return []
      const seat = { file, at: token.at, end: /** @type {Token} */ (tokens[index + wanted.length - 1]).end }
      return edit.in === undefined || isWithin(edit.in, text, seat) ? [seat] : []
    }),
  )
}

/** Whether a declaration or a property of that name is around a place. @param {string} name @param {string} text @param {Seat} seat */
function isWithin(name, text, { file, at, end }) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest)
  /** @param {ts.Node} node @returns {boolean} */
  const holds = (node) => {
    if (node.pos > at || node.end < end) return false
    const named = /** @type {{ name?: ts.Node }} */ (node).name
    const isNamed = named !== undefined && 'text' in named && named.text === name && named.end <= at
    return isNamed || ts.forEachChild(node, (child) => holds(child) || undefined) === true
  }
  return holds(source)
}

/**
 * A file of sources with a fault in it.
 *
 * @param {Edit} edit @param {ReturnType<typeof sourcesIn>} sources
 * @throws RangeError when it has no seat, or several: then it is seated anew, at the code that does that work now
 */
export function withFault(edit, sources) {
  const [seat, ...others] = seatsOf(edit, sources)
  if (seat === undefined || others.length > 0)
    throw new RangeError(`${edit.from}: ${seat === undefined ? 'nowhere' : `in ${others.length + 1} places`} in src`)
  const { text = '' } = sources.find(({ file }) => file === seat.file) ?? {}
  return { file: seat.file, text: text.slice(0, seat.at) + edit.to + text.slice(seat.end) }
}
