import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import own from './.ci/lint-rules.js'

/** Who may import whom (ARCHITECTURE.md draws the same table). A room not listed for another is closed to it. */
const rooms = {
  contract: [],
  engine: ['contract'],
  web: ['engine', 'contract'],
  gateway: ['contract'],
  simulator: ['contract'],
}

/** Packages a room may not touch, so that the pure rooms stay pure and React stays in the page. */
const closedPackages = {
  contract: ['node:*', 'react', 'react-dom', '@tanstack/*', 'ky', 'fastify'],
  engine: ['node:*', 'react', 'react-dom', '@tanstack/*', 'ky', 'fastify', 'valibot'],
  web: ['node:*', 'fastify'],
  gateway: ['react', 'react-dom', '@tanstack/*', 'ky'],
  simulator: ['react', 'react-dom', '@tanstack/*', 'ky'],
}

/** Nothing in src knows of who drives it from outside. */
const drivers = {
  regex: '^(\\.\\.?/)+(e2e/|bench/|demo\\.ts$)',
  message: 'Nothing in src imports demo.ts, e2e or bench.',
}

const roomArrows = Object.entries(rooms).map(([room, open]) => ({
  files: [`src/${room}/**/*.{ts,tsx}`],
  ignores: ['**/*.test.{ts,tsx}'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: Object.keys(rooms)
              .filter((other) => other !== room && !open.includes(other))
              .flatMap((other) => [`../**/${other}/**`]),
            message: `The arrows of ARCHITECTURE.md: ${room} may import ${open.join(' and ') || 'none of our rooms'}.`,
          },
          drivers,
          { group: closedPackages[room], message: `${room} does without this package (ARCHITECTURE.md).` },
        ],
      },
    ],
  },
}))

/**
 * Arrows of what stands beside the rooms, by the import as it is written. Stories and benchmarks look at the product from outside: over
 * HTTP, and by the facts of contract. Benchmarks use the stories' helpers, never the other way round.
 */
const outsideArrows = [
  {
    files: ['src/demo.ts'],
    closed: '^\\./(?!contract/|gateway/|simulator/)',
    message: 'The arrows of ARCHITECTURE.md: demo.ts may import gateway, simulator and contract.',
  },
  {
    files: ['e2e/**/*.ts'],
    closed: '^(\\.\\./)+(bench/|src/(?!contract/))',
    message: 'The arrows of ARCHITECTURE.md: e2e may import contract; everything else goes over HTTP.',
  },
  {
    files: ['bench/**/*.ts'],
    closed: '^(\\.\\./)+src/(?!contract/)|\\.spec\\.ts$',
    message:
      'The arrows of ARCHITECTURE.md: bench may import contract and the helpers of e2e; everything else goes over HTTP.',
  },
].map(({ files, closed, message }) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: closed, message }] }] },
}))

const tests = ['**/*.test.{ts,tsx}', '**/testing/**']

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'playwright-report', 'test-results', 'public'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { own },
    rules: {
      'own/no-open-lookup': 'error',
      'own/no-loose-text': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-expect-error': 'allow-with-description' },
      ],
      'no-warning-comments': 'error',
      eqeqeq: 'error',
      complexity: ['error', 14],
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  { files: ['src/web/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat['recommended-latest']] },
  {
    // The engine decides behind doors: time, chance, network and storage are handed in (engine/doors.ts).
    files: ['src/engine/**/*.ts', 'src/contract/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['fetch', 'XMLHttpRequest', 'setTimeout', 'setInterval', 'Date', 'performance', 'crypto', 'indexedDB'],
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', '**/testing/**', 'e2e/**', 'bench/**'],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Playwright tells what a fixture needs by its parameter's pattern, empty ones included.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    },
  },
  {
    // A table of messages that takes the product's name is a function, and as long as the table.
    files: ['src/web/i18n/{en,zh-CN}.ts', 'src/web/i18n/{en,zh-CN,problems}/**/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // The words about problems are filed under their codes.
    files: ['src/{engine,web,gateway}/**/*.{ts,tsx}'],
    ignores: [...tests, 'src/web/i18n/problems/**'],
    rules: { 'own/no-feishu-code': 'error' },
  },
  {
    files: ['src/engine/**/*.ts'],
    ignores: [...tests, 'src/engine/targets/**'],
    rules: { 'own/no-family-branch': ['error', { lookups: true }] },
  },
  {
    // The page has words for each family, looked up by `target.is`, and a room where their options differ.
    files: ['src/web/**/*.{ts,tsx}'],
    ignores: [...tests, 'src/web/target/**'],
    rules: { 'own/no-family-branch': 'error' },
  },
  ...roomArrows,
  ...outsideArrows,
)
