import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, type TestInfo } from '@playwright/test'

/** One of the two walks of a comparison, as `.ci/pictures.mjs` orders it by environment variables. */
export interface Walk {
  /** Pictures of the revision that this tree is compared with, or of this tree. */
  readonly side: 'before' | 'after'
  /** Checkout whose build is shown. */
  readonly tree: string
  /** Where the pictures go: `before/`, `after/` and `differences/`, a folder for each state in them. */
  readonly folder: string
  /** What both builds take for the present. */
  readonly atMs: number
  /** Names of the looks that pictures are taken in. */
  readonly looks: RegExp
}

export function orderedWalk(): Walk {
  const { PICTURES_SIDE, PICTURES_TREE, PICTURES_FOLDER, PICTURES_AT_MS, PICTURES_LOOKS = '' } = process.env
  if (PICTURES_FOLDER === undefined) throw new Error('Pictures are taken by: npm run pictures')
  return {
    side: PICTURES_SIDE === 'before' ? 'before' : 'after',
    tree: PICTURES_TREE ?? '.',
    folder: PICTURES_FOLDER,
    atMs: Number(PICTURES_AT_MS),
    looks: new RegExp(PICTURES_LOOKS),
  }
}

/** A state of the page in one of its looks. */
export interface Pictured {
  readonly state: string
  readonly look: string
}

/** Where a picture is kept. */
function pathOf({ folder, side }: Pick<Walk, 'folder' | 'side'>, { state, look }: Pictured): string {
  return join(folder, side, state, `${look}.png`)
}

/** The picture of the same state and look before; null where that build did not reach it. */
export function pictureBefore(walk: Walk, pictured: Pictured): Buffer | null {
  const path = pathOf({ ...walk, side: 'before' }, pictured)
  return existsSync(path) ? readFileSync(path) : null
}

export function keep(walk: Walk, pictured: Pictured, picture: Buffer): void {
  const path = pathOf(walk, pictured)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, picture)
}

/**
 * Compares a picture with that of the walk before, by Playwright's own comparison and without any tolerance, and keeps what differs:
 * `differences/<state>/<look>-before.png`, `-after.png` and `-diff.png`. It fails nothing: whether a difference is meant, people see.
 */
export function compare(walk: Walk, pictured: Pictured, picture: Buffer, testInfo: TestInfo): void {
  const { state, look } = pictured
  if (pictureBefore(walk, pictured)?.equals(picture) ?? true) return
  const earlier = testInfo.attachments.length
  try {
    // The picture before is at the snapshot's path, by `snapshotPathTemplate`.
    expect(picture).toMatchSnapshot([state, `${look}.png`], { threshold: 0, maxDiffPixels: 0 })
    return
  } catch {
    // What differs is attached.
  }
  const folder = join(walk.folder, 'differences', state)
  mkdirSync(folder, { recursive: true })
  const put = (name: string, from: string) => copyFileSync(from, join(folder, `${look}-${name}.png`))
  put('before', pathOf({ ...walk, side: 'before' }, pictured))
  put('after', pathOf(walk, pictured))
  const diff = testInfo.attachments.slice(earlier).find(({ name }) => name.endsWith('-diff.png'))?.path
  if (diff !== undefined) put('diff', diff)
}
