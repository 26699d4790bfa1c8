// Rules of our own, for faults that no type shows: what came from outside as a key of a plain object, and text beside elements.
import ts from 'typescript'

/** Whether a value of this type may be any string: `string` itself, a branded one, a template with holes, `any`. */
function isOpenText(type) {
  if (type.isUnionOrIntersection()) {
    return type.isUnion() ? type.types.some(isOpenText) : type.types.some((each) => each.flags & ts.TypeFlags.String)
  }
  return (
    (type.flags &
      (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.StringMapping | ts.TypeFlags.Any)) !==
    0
  )
}

/** A type parameter stands for what it may be at the most. */
function typeOf(context, node) {
  const { esTreeNodeToTSNodeMap, program } = context.sourceCode.parserServices
  const checker = program.getTypeChecker()
  const type = checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node))
  return checker.getBaseConstraintOfType(type) ?? type
}

/**
 * `table[name]` and `name in table` also find what every object inherits: `constructor`, `__proto__`, `toString`. A name that
 * came from outside is looked up in a Map, or by `own` (src/contract/own.ts).
 */
const noOpenLookup = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      open: 'This key may be any text, also "constructor" or "__proto__": look it up in a Map, or by `own` (src/contract/own.ts).',
    },
  },
  create(context) {
    const judge = (node, key) => {
      if (isOpenText(typeOf(context, key))) context.report({ node, messageId: 'open' })
    }
    return {
      MemberExpression(node) {
        if (node.computed) judge(node, node.property)
      },
      'ObjectPattern > Property[computed=true]'(node) {
        judge(node, node.key)
      },
      'BinaryExpression[operator="in"]'(node) {
        if (node.left.type !== 'PrivateIdentifier') judge(node, node.left)
      },
    }
  },
}

/** Elements that take text alone: nothing can stand in them that would move it. */
const textOnly = new Set(['option', 'title', 'textarea'])

/**
 * Translators put elements of their own in the place of a text. React puts new text into an element as a whole, which holds
 * through that; a text beside other children it looks for by the node it once made, and finds it gone.
 */
const noLooseText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      loose:
        'A text beside other children is lost once the browser translates the page: give it an element of its own.',
    },
  },
  create(context) {
    // What may be an element as well is somebody else's, who gives a text its element.
    const isText = (type) =>
      type.isUnion()
        ? type.types.some(isText) && !type.types.some((each) => each.flags & ts.TypeFlags.Object)
        : (type.flags &
            (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.Any)) !==
          0
    const isEmpty = (child) =>
      (child.type === 'JSXText' && /^\s*$/.test(child.value) && child.value.includes('\n')) ||
      (child.type === 'JSXExpressionContainer' && child.expression.type === 'JSXEmptyExpression')
    const isSpace = (child) =>
      (child.type === 'JSXText' && child.value.trim() === '') ||
      (child.type === 'JSXExpressionContainer' &&
        child.expression.type === 'Literal' &&
        String(child.expression.value).trim() === '')
    const isLoose = (child) => {
      if (isSpace(child)) return false
      if (child.type === 'JSXText') return true
      return child.type === 'JSXExpressionContainer' && isText(typeOf(context, child.expression))
    }
    const look = (node) => {
      const name = node.type === 'JSXElement' ? node.openingElement.name : null
      if (name?.type === 'JSXIdentifier' && textOnly.has(name.name)) return
      const children = node.children.filter((child) => !isEmpty(child))
      // Alone in its element it is put in as a whole; in a fragment nobody knows what is beside it.
      if (children.length < 2 && name) return
      for (const child of children) if (isLoose(child)) context.report({ node: child, messageId: 'loose' })
    }
    return { JSXElement: look, JSXFragment: look }
  },
}

/**
 * Feishu's codes have seven or eight digits. What one means stands in src/contract alone: a number elsewhere is a second opinion.
 * Sizes and times of that length are written with `_` or as a product, and the catalogue's own keys ('1061045') are type-checked.
 */
const noFeishuCode = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      code: 'What a code of Feishu means stands in src/contract: name it there (problems/) and import the name.',
    },
  },
  create(context) {
    return {
      Literal(node) {
        if (/^[1-9]\d{6,7}$/.test(node.raw)) context.report({ node, messageId: 'code' })
      },
    }
  },
}

/** What differs between families of targets is asked of the family (docs/decisions/0024). */
const noFamilyBranch = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { lookups: { type: 'boolean' } }, additionalProperties: false }],
    defaultOptions: [{ lookups: false }],
    messages: {
      branch:
        'Ask the family of the target (src/engine/targets/family.ts) instead of branching on target.is (docs/decisions/0024).',
    },
  },
  create(context) {
    const [{ lookups }] = context.options
    const isTarget = (node) =>
      node.type === 'MemberExpression' ? !node.computed && node.property.name === 'target' : node.name === 'target'
    const isBranch = ({ parent }, node) =>
      (parent.type === 'BinaryExpression' && /^[!=]==?$/.test(parent.operator)) ||
      (parent.type === 'SwitchStatement' && parent.discriminant === node)
    return {
      'MemberExpression[computed=false][property.name="is"]'(node) {
        // `target?.is` stands in a node of its own.
        const whole = node.parent.type === 'ChainExpression' ? node.parent : node
        if (isTarget(node.object) && (lookups || isBranch(whole, whole))) context.report({ node, messageId: 'branch' })
      },
    }
  },
}

export default {
  rules: {
    'no-open-lookup': noOpenLookup,
    'no-loose-text': noLooseText,
    'no-feishu-code': noFeishuCode,
    'no-family-branch': noFamilyBranch,
  },
}
