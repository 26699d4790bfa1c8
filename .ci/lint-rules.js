// Rules of our own that need no types, as a plugin of Oxlint. Those that need types are in check-typed-rules.mjs.

/**
 * Feishu's codes have seven or eight digits. Their meaning is defined in src/contract alone; a number elsewhere could contradict it.
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
        // `target?.is` is wrapped in a node of its own.
        const whole = node.parent.type === 'ChainExpression' ? node.parent : node
        if (isTarget(node.object) && (lookups || isBranch(whole, whole))) context.report({ node, messageId: 'branch' })
      },
    }
  },
}

export default {
  meta: { name: 'own' },
  rules: {
    'no-feishu-code': noFeishuCode,
    'no-family-branch': noFamilyBranch,
  },
}
