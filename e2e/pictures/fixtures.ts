import type { Frame, JSHandle, Locator, Page, TestInfo } from '@playwright/test'
import { gatewayPaths } from '../../src/contract/own-api/session.ts'
import { expect, test as base, type WorkerFixtures } from '../fixtures.ts'
import { startStack } from '../stack.ts'
import { bringAxe, breaches, drawn, whatAppeared } from '../wcag.ts'
import { clippedTexts } from './clipped.ts'
import { compare, keep, orderedWalk, pictureBefore } from './comparison.ts'
import { languages, nameOf, schemes, sizes, speak, usual, wear } from './looks.ts'

const walk = orderedWalk()
/** An earlier build is only pictured. */
const isChecked = walk.side === 'after'

/** The demo of the walk's build, in which it is always the same moment. */
export function startPicturedStack(variables: Readonly<Record<string, string>> = {}) {
  const standing = new URL('standing-date.mjs', import.meta.url).href
  return startStack({ NODE_OPTIONS: `--import=${standing}`, PICTURES_AT_MS: `${walk.atMs}`, ...variables }, walk.tree)
}

interface PictureOptions {
  /** What tells the state, in both languages; opened again by `reopen` where another look closed it. */
  readonly tells?: Locator
  readonly reopen?: () => Promise<void>
  /** Parts that differ from one walk to the next, whatever is done. */
  readonly mask?: readonly Locator[]
  /** The frame with our page, where the page is a portal's. */
  readonly frame?: Frame
  readonly speak?: (language: (typeof languages)[number]) => Promise<void>
}

/** Takes pictures of the present state in all looks, without another walk, and compares them; in this tree's build also checks it. */
export type TakePictures = (state: string, options?: PictureOptions) => Promise<void>

interface PictureFixtures {
  readonly pictures: TakePictures
}

export const test = base.extend<PictureFixtures, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startPicturedStack()
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
  worldSettings: { rateLimits: 'off', concurrentUploads: 'tolerated' },
  page: async ({ page }, use) => {
    await page.clock.setFixedTime(walk.atMs)
    await page.setViewportSize(usual.size)
    // How many files went up before depends on which walks were chosen.
    await page.route(`**${gatewayPaths.quota}`, async (route) => {
      // A walk with a gateway of its own may end while the page still asks.
      const response = await route.fetch().catch(() => null)
      if (!response) return route.abort()
      const body = (await response.text()).replaceAll(/"usedToday":\d+/g, '"usedToday":4')
      return route.fulfill({ response, body })
    })
    await use(page)
  },
  pictures: async ({ page }, use, testInfo) => {
    await use((state, options = {}) => new State(state, page, options, testInfo).takeAll())
  },
})

export { expect } from '@playwright/test'

/** One state of the page while its pictures are taken. */
class State {
  readonly #name: string
  readonly #page: Page
  readonly #options: PictureOptions
  readonly #testInfo: TestInfo

  constructor(name: string, page: Page, options: PictureOptions, testInfo: TestInfo) {
    this.#name = name
    this.#page = page
    this.#options = options
    this.#testInfo = testInfo
  }

  get #ours(): Page | Frame {
    return this.#options.frame ?? this.#page
  }

  async takeAll(): Promise<void> {
    const page = this.#page
    await page.mouse.move(0, 0)
    await this.#stand()
    if (isChecked) await bringAxe(this.#ours)
    const seen = await this.#ours.evaluateHandle(() => new WeakSet<Element>())
    for (const language of languages) {
      for (const size of sizes) {
        const wanted = schemes.filter((scheme) => walk.looks.test(nameOf(language, size, scheme)))
        if (wanted.length === 0) continue
        await this.#speak(language)
        await page.setViewportSize(size)
        await this.#settle()
        const appeared = isChecked
          ? await this.#check(`${this.#name}, ${size.width} pixels wide, ${language}`, seen)
          : null
        for (const scheme of wanted) {
          await wear(page, scheme)
          await this.#settle()
          const look = nameOf(language, size, scheme)
          // Colours that a person forces are not the page's.
          if (appeared && scheme !== 'forced')
            expect.soft(await breaches(this.#ours, 'colours', appeared), `${this.#name}, ${look}`).toEqual([])
          await this.#take(look)
        }
        await wear(page, usual.scheme)
      }
    }
    await page.setViewportSize(usual.size)
    await this.#speak(usual.language)
    await this.#settle()
  }

  async #speak(language: (typeof languages)[number]): Promise<void> {
    await (this.#options.speak?.(language) ?? speak(this.#page, language))
  }

  /** Waits until nothing moves any more: three pictures in a row are the same. */
  async #stand(): Promise<void> {
    let [last, same] = [await this.#shoot(), 0]
    for (let times = 0; times < 30 && same < 2; times += 1) {
      const next = await this.#shoot()
      same = next.equals(last) ? same + 1 : 0
      last = next
    }
  }

  /** Waits until the page has drawn a change of its looks, and brings back what that closed. */
  async #settle(): Promise<void> {
    await drawn(this.#ours)
    const { tells, reopen } = this.#options
    if (!tells || (await tells.first().isVisible())) return
    await reopen?.()
    await tells.first().waitFor()
    await drawn(this.#ours)
  }

  /** Checks what does not depend on colours; returns the elements that were not there before, null where there are none. */
  async #check(place: string, seen: JSHandle<WeakSet<Element>>): Promise<JSHandle<readonly Element[]> | null> {
    expect.soft(await breaches(this.#ours, 'everything but colours'), place).toEqual([])
    const beyond = await this.#page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(beyond, `${place}: pixels beyond the side`).toBeLessThanOrEqual(0)
    expect.soft(await clippedTexts(this.#ours), `${place}: what is cut`).toEqual([])
    const appeared = await whatAppeared(this.#ours, seen)
    return (await appeared.evaluate(({ length }) => length > 0)) ? appeared : null
  }

  async #take(look: string): Promise<void> {
    const pictured = { state: this.#name, look }
    const before = isChecked ? pictureBefore(walk, pictured) : null
    let picture = await this.#shoot()
    // What was still being drawn differs from the next picture as well: only what stays is a difference.
    for (let times = 0; times < 5 && before !== null && !before.equals(picture); times += 1) {
      const next = await this.#shoot()
      const isSame = next.equals(picture)
      picture = next
      if (isSame) break
    }
    keep(walk, pictured, picture)
    if (isChecked) compare(walk, pictured, picture, this.#testInfo)
  }

  #shoot(): Promise<Buffer> {
    return this.#page.screenshot({
      fullPage: true,
      animations: 'disabled',
      mask: [...(this.#options.mask ?? [])],
      maskColor: '#808080',
    })
  }
}
