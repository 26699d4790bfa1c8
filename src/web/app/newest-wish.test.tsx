// @vitest-environment happy-dom
import * as v from 'valibot'
import fc from 'fast-check'
import { act, cleanup } from '@testing-library/react'
import { useLayoutEffect } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { DocumentId } from '../../contract/feishu/ids.ts'
import { Intake, type Goal } from '../drop/intake/intake.ts'
import { useIntake } from '../drop/intake/use-intake.ts'
import { AwaitedDocuments } from '../target/AwaitedDocuments.tsx'
import { isWritable, type TargetDocument } from '../target/target-document.ts'
import { useChosenTarget } from '../target/use-chosen-target.ts'
import { useGoal } from '../target/use-chosen-target.ts'
import { useTarget, type ChosenTarget, type Seeker } from '../target/use-target.ts'
import { FakeUploads } from '../testing/fake-uploads.ts'
import { fileNamed } from '../testing/jobs.ts'
import { renderPage } from '../testing/render-page.tsx'
import { ownProblem } from '../gateway/ask-feishu.ts'

afterEach(forgetEverything)

function forgetEverything() {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
  history.replaceState(null, '', '/')
}

/** Documents by their number; the last two take no files: one is gone, one may only be read. */
const links = [1, 2, 3, 4, 5].map((number) => `https://acme.feishu.cn/docx/DocNumber${number}`)
const [first = '', second = '', third = '', gone = '', readOnly = ''] = links

interface OpenQuestion {
  readonly link: string
  readonly answer: () => void
}

/**
 * The page's state without its components: the chosen document, what is shown, where drops go. Feishu answers when the test says
 * so.
 */
class Page {
  readonly uploads = new FakeUploads()
  readonly open: OpenQuestion[] = []
  /** Every question ever asked, by its link. */
  readonly asked: string[] = []
  now: { readonly chosen: ChosenTarget; readonly goal: Goal; readonly take: (name: string) => void } | null = null

  load(): void {
    const intake = new Intake(this.uploads)
    // A late answer comes anyway: nothing here heeds the signal.
    const seeker: Seeker = { resolve: (link) => this.#ask(link), rules: { brand: 'feishu' }, openId: 'ou_1' }
    const show = (now: Page['now']) => void (this.now = now)
    renderPage(<Rig seeker={seeker} intake={intake} show={show} />)
  }

  get shown() {
    if (!this.now) throw new Error('The page is not open')
    return this.now
  }

  #ask(link: string): Promise<TargetDocument> {
    this.asked.push(link)
    return new Promise((resolve, reject) => {
      const answer = () => {
        this.open.splice(this.open.indexOf(question), 1)
        if (link === gone) reject(ownProblem('document-gone'))
        else resolve(documentOf(link))
      }
      const question = { link, answer }
      this.open.push(question)
    })
  }
}

function documentOf(link: string): TargetDocument {
  const documentId = v.parse(DocumentId, link.split('/').at(-1))
  const body = { is: 'docx', documentId } as const
  return { body, title: link, url: link, isInWiki: false, mayEdit: link !== readOnly, ownerName: '' }
}

interface RigProps {
  readonly seeker: Seeker
  readonly intake: Intake
  readonly show: (now: Page['now']) => void
}

function Rig({ seeker, intake, show }: RigProps) {
  const chosen = useTarget(seeker)
  const { state } = chosen
  const [target] = useChosenTarget(state.is === 'resolved' && isWritable(state.target) ? state.target : null)
  const goal = useGoal(chosen, target)
  const { intake: waiting, resolve } = useIntake(intake, target)
  useLayoutEffect(() => show({ chosen, goal, take: (name) => intake.take([[fileNamed(name)]], goal) }))
  const { awaited } = waiting
  return <AwaitedDocuments seeker={seeker} chosen={chosen} target={target} awaited={awaited} onResolve={resolve} />
}

/** Everything that needs no further answer has happened. */
async function step(does: () => void): Promise<void> {
  await act(async () => {
    does()
    await new Promise((resolve) => setTimeout(resolve))
  })
}

/** Every question is answered, and every file is where it goes. */
async function answerAll(page: Page): Promise<void> {
  await vi.waitFor(async () => {
    await step(() => page.open[0]?.answer())
    // The page learns of what waits at its next paint, and may ask again then.
    await act(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 5))))
    expect(page.open).toEqual([])
  })
}

/** Where each file went, by its name. */
function whereabouts({ uploads }: Page): ReadonlyMap<string, string> {
  return new Map(
    uploads.asked.flatMap(([what, names, title]) =>
      what === 'add' ? (names as string[]).map((name) => [name, title as string] as const) : [],
    ),
  )
}

test('a link chosen while another is looked up takes over at once, and the older answer changes nothing', async () => {
  const page = new Page()
  page.load()
  await step(() => page.shown.chosen.choose(first))
  await step(() => page.shown.chosen.choose(first))
  expect(page.asked).toEqual([first])
  await step(() => page.shown.chosen.choose(second))
  const [older, newer] = page.open
  await step(() => newer?.answer())
  await vi.waitFor(() => expect(page.shown.goal).toMatchObject({ is: 'docx', title: second }))
  await step(() => older?.answer())
  await answerAll(page)
  expect(page.shown.goal).toMatchObject({ is: 'docx', title: second })
})

test('typing something else into the field withdraws the link', async () => {
  const page = new Page()
  page.load()
  await step(() => page.shown.chosen.choose(first))
  await step(() => page.shown.chosen.setDraft('https://acme.feishu.cn/docx/Do'))
  await answerAll(page)
  expect(page.shown.chosen).toMatchObject({ link: null, draft: 'https://acme.feishu.cn/docx/Do', isCard: false })
})

test('a choice whose link comes late gives way to a newer one, and what was made for it is reported', async () => {
  const page = new Page()
  page.load()
  const [folder, made] = [page.shown.chosen.wishAhead(), page.shown.chosen.wishAhead()]
  await step(() => page.shown.chosen.choose(first))
  await step(() => {
    folder.choose(second)
    made.chooseMade({ title: '现场', link: third })
  })
  await answerAll(page)
  expect(page.shown.chosen).toMatchObject({ link: first, made: [{ title: '现场', link: third }] })
})

test('after a reload the newest wish is looked up, also one that Feishu had not answered, and is shown as a card', async () => {
  const page = new Page()
  page.load()
  await step(() => page.shown.chosen.choose(first))
  await answerAll(page)
  await step(() => page.shown.chosen.choose(second))
  cleanup()
  await step(() => page.load())
  expect(page.shown.chosen).toMatchObject({ link: second, isCard: true, state: { is: 'checking' } })
  expect(page.shown.goal).toMatchObject({ is: 'awaited', link: second })
})

const wishes = fc.record({
  does: fc.constantFrom('type', 'pick', 'ahead'),
  link: fc.constantFrom(...links),
})
const others = fc.record({ does: fc.constantFrom('change', 'write', 'go back', 'drop', 'drop', 'reload') })
const answers = fc.record({ does: fc.constant('answer' as const), which: fc.nat(5) })

type Step =
  | { readonly does: 'type' | 'pick' | 'ahead'; readonly link: string }
  | { readonly does: 'change' | 'write' | 'go back' | 'drop' | 'reload' }
  | { readonly does: 'answer'; readonly which: number }

/** One person at the page, and what has to come of it. */
class Walk {
  readonly #page = new Page()
  #wished: string | null = null
  /** Files by name, and the link that the page showed when they were dropped; null where it showed none. */
  readonly #dropped = new Map<string, string | null>()
  #files = 0

  async begin(): Promise<void> {
    this.#page.load()
    await step(() => undefined)
  }

  async go(next: Step): Promise<void> {
    if ('link' in next) await this.#wish(next.does, next.link)
    else if (next.does === 'answer') {
      const { open } = this.#page
      await step(() => open[next.which % Math.max(1, open.length)]?.answer())
    } else if (next.does === 'drop') await this.#drop()
    else if (next.does === 'reload') await this.#reload()
    else await this.#turnAway(next.does)
    expect(this.#page.shown.chosen.link).toBe(this.#wished)
  }

  async #wish(does: 'type' | 'pick' | 'ahead', link: string): Promise<void> {
    const { chosen } = this.#page.shown
    const { choose } = does === 'ahead' ? chosen.wishAhead() : { choose: does === 'type' ? chosen.choose : chosen.pick }
    await step(() => choose(link))
    this.#wished = link
  }

  async #turnAway(does: 'change' | 'write' | 'go back'): Promise<void> {
    const { chosen } = this.#page.shown
    const { goBack } = chosen
    if (does !== 'go back') {
      await step(() => (does === 'change' ? chosen.clear() : chosen.setDraft('预算')))
      this.#wished = null
    } else if (goBack) {
      await step(goBack)
      this.#wished = this.#page.shown.chosen.link
      expect(this.#wished).not.toBeNull()
    }
  }

  async #drop(): Promise<void> {
    const { chosen, take } = this.#page.shown
    const name = `${(this.#files += 1)}.png`
    const { state } = chosen
    const takesNone = state.is === 'unusable' || (state.is === 'resolved' && !isWritable(state.target))
    this.#dropped.set(name, takesNone ? null : this.#wished)
    await step(() => take(name))
  }

  async #reload(): Promise<void> {
    const page = this.#page
    cleanup()
    // What was not in the queue yet went with the page, which asks before it is left.
    for (const name of this.#dropped.keys()) if (!whereabouts(page).has(name)) this.#dropped.delete(name)
    page.open.splice(0)
    await step(() => page.load())
    // A link that was taken back is no wish: the page begins with the one before, as after a visit.
    this.#wished = page.shown.chosen.link
  }

  async end(): Promise<void> {
    await answerAll(this.#page)
    const { chosen, goal } = this.#page.shown
    expect(chosen.link).toBe(this.#wished)
    const taken = takes(this.#wished) ? this.#wished : null
    expect(goal).toEqual(taken === null ? null : expect.objectContaining({ is: 'docx', title: taken }))
    const targets = whereabouts(this.#page)
    for (const [name, link] of this.#dropped) {
      if (takes(link)) expect(targets.get(name), name).toBe(link)
      else expect([gone, readOnly], name).not.toContain(targets.get(name))
    }
  }
}

function takes(link: string | null): boolean {
  return link !== null && link !== gone && link !== readOnly
}

test('in whatever order is wished, dropped, reloaded and answered: the newest wish counts, and drops go where the page said', async () => {
  const steps = fc.array(
    fc.oneof({ weight: 3, arbitrary: wishes }, { weight: 3, arbitrary: others }, { weight: 2, arbitrary: answers }),
    {
      minLength: 3,
      maxLength: 14,
    },
  )
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      forgetEverything()
      const walk = new Walk()
      await walk.begin()
      for (const each of sequence) await walk.go(each)
      await walk.end()
    }),
    { numRuns: 40 },
  )
}, 60_000)
