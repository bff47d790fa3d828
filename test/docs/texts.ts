/** The texts that stand in the sources of a language, each as what a sentence of it must match. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { FACTS, RULE_IDS } from '../../src/index.ts'
import { ROOT } from './snippets.ts'

/** A text of a language, where it stands, and what finds it in a sentence. */
export interface Text {
  readonly at: string
  readonly pattern: RegExp
}

/** Every text of the language in that folder of `src/explain`, a template with whatever can stand in its gaps. */
export function textsOf(folder: string): readonly Text[] {
  const files = readdirSync(join(ROOT, 'src/explain', folder)).sort()
  return files.flatMap((file) => {
    const source = readFileSync(join(ROOT, 'src/explain', folder, file), 'utf8')
    const texts = textsIn(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true), `${folder}/${file}`)
    // The tag of the language is its folder.
    return texts.filter(({ pattern }) => pattern.source !== folder)
  })
}

/** The same of one source. */
export function textsIn(source: ts.SourceFile, name: string): readonly Text[] {
  const found: Text[] = []
  const names = new Set<string>([...RULE_IDS, ...FACTS.map((fact) => fact.name), ...namesIn(source)])
  const add = (node: ts.Node, chunks: readonly string[]) => {
    // A chunk without a letter, such as a comma or a bracket, is no text of its own.
    if (!chunks.some((chunk) => /\p{L}/u.test(chunk))) return
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    const pattern = new RegExp(chunks.map((chunk) => chunk.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('.*'), 'su')
    found.push({ at: `${name}:${line + 1} ${chunks.join('…')}`, pattern })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return
    if (ts.isStringLiteralLike(node) && !isCode(node, names)) add(node, [node.text])
    if (ts.isTemplateExpression(node)) {
      add(node, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)])
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/**
 * Whether a literal is a code that is compared or looked up, and nothing that is said: the id of a rule, a fact, or a name by which the
 * same source has a text.
 */
function isCode(node: ts.StringLiteralLike, names: ReadonlySet<string>): boolean {
  const { parent } = node
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) return parent.name === node
  if (ts.isCaseClause(parent) || ts.isElementAccessExpression(parent)) return true
  if (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText())) return true
  return names.has(node.text)
}

/** The names by which a source has texts. */
function namesIn(source: ts.SourceFile): readonly string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && !ts.isComputedPropertyName(node.name)) found.push(node.name.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
