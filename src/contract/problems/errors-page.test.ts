import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { problems } from './catalogue.ts'
import { baseProblems } from './base.ts'
import { docxProblems } from './docx.ts'
import { findingProblems } from './finding.ts'
import { importProblems } from './import.ts'
import { linkProblems } from './links.ts'
import { mediaProblems } from './media.ts'
import { oauthProblems } from './oauth.ts'
import { ownProblems } from './own.ts'
import { permissionProblems } from './permission.ts'
import { platformProblems } from './platform.ts'
import type { Actor, Healing, Problem, ProblemTable } from './problem.ts'
import { sheetsProblems } from './sheets.ts'
import { wikiProblems } from './wiki.ts'

const file = new URL('../../../docs/errors.md', import.meta.url)

const families: readonly (readonly [heading: string, table: ProblemTable])[] = [
  ['Uploading media', mediaProblems],
  ['Documents', docxProblems],
  ['Sheets', sheetsProblems],
  ['Bases', baseProblems],
  ['Importing', importProblems],
  ['Wiki', wikiProblems],
  ['Looking a document up', permissionProblems],
  ['Finding a document', findingProblems],
  ['Any call', platformProblems],
  ['Signing in', oauthProblems],
  ['Links that lead to no document', linkProblems],
  ['Our own conditions', ownProblems],
]

const actors: Readonly<Record<Actor, string>> = {
  you: 'you',
  'document-owner': 'document owner',
  'tenant-admin': "company's administrator",
  'app-developer': 'app developer',
  operator: 'who runs the uploader',
  network: 'who looks after the network',
  feishu: 'Feishu',
}

const healings: Readonly<Record<Healing, string>> = {
  repeat: 'waits and repeats',
  refresh: 'renews the token and repeats',
  'restart-upload': 'sends the file again',
  'recreate-block': 'makes a new block and sends the file again',
  'split-batch': 'splits the batch',
  'hold-queue': 'holds the queue until somebody has acted',
  none: 'no',
}

const introduction = `# Errors

Printed from the catalogue (\`src/contract/problems\`) by \`UPDATE_DOCS=1 npx vitest run --project unit errors-page\`; a test compares the two. What
a person reads about each row stands in \`src/web/words/problems\`.

An empty HTTP status or msg is one that Feishu does not document. Never decide by either: the code decides.
`

function page(): string {
  return `${[introduction, ...families.map(([heading, table]) => section(heading, table))].join('\n')}\n`
}

function section(heading: string, table: ProblemTable): string {
  return [
    `## ${heading}\n`,
    '| code | HTTP | msg | who can act | heals itself | the page offers | source |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...Object.entries(table).map(([key, problem]) => line(key, problem)),
    '',
  ].join('\n')
}

function line(key: string, problem: Problem): string {
  const cells = [
    `\`${key}\``,
    problem.httpStatus === null ? '' : String(problem.httpStatus),
    problem.msg,
    actors[problem.actor],
    healings[problem.healing],
    problem.actions.map((action) => action.replaceAll('-', ' ')).join(', '),
    problem.source,
  ]
  return `| ${cells.join(' | ')} |`
}

it('docs/errors.md says what the catalogue says (UPDATE_DOCS=1 writes it)', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, page())
  expect(readFileSync(file, 'utf8')).toBe(page())
})

it('docs/errors.md has a line for every row', () => {
  const keys = families.flatMap(([, table]) => Object.keys(table))
  expect(keys.sort()).toEqual(Object.keys(problems).sort())
})
