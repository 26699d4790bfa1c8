import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { expect, test, type Frame, type JSHandle, type Locator, type Page } from '@playwright/test'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * WCAG 2.2 AA. Rules about colours are more than half of the work of all, and an element has the same colours at every width: they
 * look only at what has not been looked at yet. The others depend on no colour scheme.
 */
const levels = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
const colours = ['color-contrast', 'link-in-text-block']
const looks = {
  'everything but colours': {
    runOnly: levels,
    rules: Object.fromEntries(colours.map((rule) => [rule, { enabled: false }])),
  },
  colours: { runOnly: { type: 'rule', values: colours } },
} as const

interface Axe {
  readonly run: (context: Document | { include: readonly Element[] }, options: unknown) => Promise<AxeResults>
}

/** Brings axe into a page, unless it is there. */
export async function bringAxe(page: Page | Frame): Promise<void> {
  // Evaluated from outside, because the page's own policy rightly forbids a script it did not bring.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
}

/** Breaches that axe finds on the page in its present state, or in some elements of it and what is in them. */
export async function breaches(
  page: Page | Frame,
  look: keyof typeof looks,
  among?: JSHandle<readonly Element[]>,
): Promise<string[]> {
  const options = {
    ...looks[look],
    // Needed only for rules about media and orientation. From a stylesheet that is still loading axe makes an inline one, which the
    // page's content security policy forbids, with an error on the console.
    preload: false,
    // Reporting every element that passes takes longer than checking it.
    resultTypes: ['violations'],
    selectors: false,
  }
  const violations = await page.evaluate(
    async ([runWith, include]) => {
      const { axe } = window as unknown as { readonly axe: Axe }
      return (await axe.run(include ? { include } : document, runWith)).violations
    },
    [options, among] as const,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

/** The outermost elements that are shown and not among `seen`, to which they are added. */
export function whatAppeared(
  page: Page | Frame,
  seen: JSHandle<WeakSet<Element>>,
): Promise<JSHandle<readonly Element[]>> {
  return page.evaluateHandle((before) => {
    const isNew = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !before.has(element)
    const appeared = new Set([...document.querySelectorAll('*')].filter(isNew))
    for (const element of appeared) before.add(element)
    return [...appeared].filter(({ parentElement }) => !parentElement || !appeared.has(parentElement))
  }, seen)
}

/**
 * Accessibility checks at each width in pixels: axe, no horizontal scrolling, and on a phone the size of the controls in a part of
 * the page; colours in both schemes.
 */
export async function expectOpenWay(page: Page, widths: readonly number[], touched?: Locator): Promise<void> {
  await bringAxe(page)
  const seen = await page.evaluateHandle(() => new WeakSet<Element>())
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    await drawn(page)
    await test.step(`at ${width} pixels`, async () => {
      expect(await breaches(page, 'everything but colours')).toEqual([])
      await expectNoSidewaysScroll(page)
      if (touched && width < 560) expect(await tooSmallToTouch(touched)).toEqual([])
    })
    const appeared = await whatAppeared(page, seen)
    if (await appeared.evaluate(({ length }) => length === 0)) continue
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await drawn(page)
      await test.step(`in ${colorScheme} at ${width} pixels`, async () => {
        expect(await breaches(page, 'colours', appeared)).toEqual([])
      })
    }
  }
}

/** Resolves once the page has rendered its last change: the first frame measures, the second shows the result. */
export async function drawn(page: Page | Frame): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(beyond).toBeLessThanOrEqual(0)
}

/** Controls in a part of the page that are smaller than 44 by 44 pixels. */
async function tooSmallToTouch(part: Locator): Promise<string[]> {
  const [button, ...others] = (['button', 'radio', 'checkbox', 'searchbox'] as const).map((role) =>
    part.getByRole(role),
  )
  const controls = others.reduce<Locator | undefined>((all, each) => all?.or(each), button)
  const sizes = await controls?.evaluateAll((elements) =>
    // A row of a long list may have gone since it was found.
    elements
      .filter(({ isConnected }) => isConnected)
      .map((element) => {
        // A checkbox can be clicked on its whole label.
        const { width, height } = (element.closest('label') ?? element).getBoundingClientRect()
        const name = element.getAttribute('aria-label') ?? (element.closest('label') ?? element).textContent
        return { name, width, height }
      }),
  )
  expect(sizes?.length).toBeGreaterThan(0)
  // Rounding to screen pixels may lose half a pixel.
  return (sizes ?? []).filter(({ width, height }) => Math.min(width, height) < 43.5).map((size) => JSON.stringify(size))
}

/** Presses Tab until the element that has the focus is named so, as somebody without a mouse does. */
export async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key)
    const focused = page.locator(':focus')
    const label = await focused.evaluate((element) => {
      const labelled = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
      return labelled ?? element.getAttribute('aria-label') ?? element.textContent
    })
    if (name.test(label.trim())) return
  }
  throw new Error(`Tab never reached ${name.source}`)
}
