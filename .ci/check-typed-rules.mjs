// Lint rules of our own that need types: outside strings as keys of plain objects, and text beside elements.
// A justified exception has the comment `allowed: NAME -- REASON` on its line or on the line above; an unused one is an error too.
import { relative } from 'node:path'
import ts from 'typescript'

const problems = {
  'no-open-lookup':
    'This key may be any text, also "constructor" or "__proto__": look it up in a Map, or by `own` (src/contract/own.ts).',
  'no-loose-text':
    'A text beside other children is lost once the browser translates the page: give it an element of its own.',
}

/** Elements that can contain text only, so that nothing can be inserted beside it. */
const textOnly = new Set(['option', 'title', 'textarea'])

/** All production code in one program: these rules do not mind that the types of Node and of the browser are mixed. */
function productionProgram() {
  const readConfig = (path) => ts.getParsedCommandLineOfConfigFile(path, {}, ts.sys)
  const { options } = readConfig('tsconfig.test.json')
  const fileNames = ['tsconfig.pure.json', 'tsconfig.web.json', 'tsconfig.node.json'].flatMap(
    (path) => readConfig(path).fileNames,
  )
  const program = ts.createProgram(fileNames, { ...options, noEmit: true, composite: false, incremental: false })
  const names = new Set(fileNames)
  return {
    checker: program.getTypeChecker(),
    files: program.getSourceFiles().filter(({ fileName }) => names.has(fileName)),
  }
}

/** A type parameter counts as its constraint. */
function typeOf(checker, node) {
  const type = checker.getTypeAtLocation(node)
  return checker.getBaseConstraintOfType(type) ?? type
}

/** Whether a value of this type may be any string: `string` itself, a branded one, a template with holes, `any`. */
function isOpenText(type) {
  if (type.isUnion()) return type.types.some(isOpenText)
  if (type.isIntersection()) return type.types.some((each) => each.flags & ts.TypeFlags.String)
  const { String, TemplateLiteral, StringMapping, Any } = ts.TypeFlags
  return (type.flags & (String | TemplateLiteral | StringMapping | Any)) !== 0
}

/** A value that may also be an element comes from a caller, who gives a text its element. */
function isText(type) {
  if (type.isUnion()) {
    return type.types.some(isText) && !type.types.some((each) => each.flags & ts.TypeFlags.Object)
  }
  const { StringLike, NumberLike, BigIntLike, Any } = ts.TypeFlags
  return (type.flags & (StringLike | NumberLike | BigIntLike | Any)) !== 0
}

/**
 * `table[name]` and `name in table` also find what every object inherits: `constructor`, `__proto__`, `toString`.
 *
 * @returns The key, where the node looks something up by one.
 */
function keyOf(node) {
  if (ts.isElementAccessExpression(node)) return node.argumentExpression
  if (ts.isBindingElement(node) && node.propertyName && ts.isComputedPropertyName(node.propertyName)) {
    return node.propertyName.expression
  }
  const isIn = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword
  return isIn && !ts.isPrivateIdentifier(node.left) ? node.left : null
}

/**
 * Translators replace a text by elements of their own. React sets the text of an element that has no other child as a whole, which
 * still works then; a text beside other children is updated through the node that React created, which is gone.
 *
 * @returns The text children of an element that would no longer be updated.
 */
function looseTexts(checker, node) {
  if (!ts.isJsxElement(node) && !ts.isJsxFragment(node)) return []
  if (ts.isJsxElement(node) && textOnly.has(node.openingElement.tagName.getText())) return []
  const children = node.children.filter((child) => !isEmpty(child))
  // An only child is set as a whole; in a fragment its siblings are unknown.
  if (children.length < 2 && ts.isJsxElement(node)) return []
  return children.filter((child) => {
    if (ts.isJsxText(child)) return child.text.trim() !== ''
    if (!ts.isJsxExpression(child) || !child.expression) return false
    const { expression } = child
    if (ts.isStringLiteralLike(expression) && expression.text.trim() === '') return false
    return isText(typeOf(checker, expression))
  })
}

function isEmpty(child) {
  if (ts.isJsxText(child)) return child.text.trim() === '' && child.text.includes('\n')
  return ts.isJsxExpression(child) && !child.expression
}

/** Lines on which a comment allows a rule, as `line:rule`. */
function allowances(file) {
  const lines = file.text.split('\n')
  return new Set(
    lines.flatMap((line, index) => {
      const rule = /allowed: ([a-z-]+) -- \S/.exec(line)?.[1]
      return rule ? [`${/^\s*(\/\/|\{?\/\*)/.test(line) ? index + 1 : index}:${rule}`] : []
    }),
  )
}

let failures = 0
const report = (file, line, text) => {
  failures += 1
  console.error(`${relative('.', file.fileName)}:${line + 1}  ${text}`)
}

const { checker, files } = productionProgram()
for (const file of files) {
  const allowed = allowances(file)
  const unused = new Set(allowed)
  const judge = (node, rule) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file))
    const key = `${line}:${rule}`
    if (allowed.has(key)) unused.delete(key)
    else report(file, line, `${rule}: ${problems[rule]}`)
  }
  const visit = (node) => {
    const key = keyOf(node)
    if (key && isOpenText(typeOf(checker, key))) judge(key, 'no-open-lookup')
    for (const child of looseTexts(checker, node)) judge(child, 'no-loose-text')
    ts.forEachChild(node, visit)
  }
  visit(file)
  for (const key of unused)
    report(file, Number(key.split(':')[0]), `Nothing here needs ${key.split(':')[1]} to be allowed.`)
}
if (failures > 0) process.exit(1)
