/**
 * Keeps a document's page like the document: when the simulator tells of a change, the page is fetched anew and what differs is
 * exchanged. Blocks (`data-key`) that did not change stay as they are, so a playing video goes on; new ones are marked. With `?follow`
 * the page scrolls to what is new.
 */
export const liveScript = `
const token = location.pathname.split('/').at(-1)
const follows = new URLSearchParams(location.search).has('follow')
const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
/** Markup of each block as it was sent: what stands in the page may have been changed by the browser. */
const sent = new WeakMap()
const changes = new EventSource('/_simulator/documents/' + token + '/changes')
// A page that only follows has no tools of the simulator below it.
if (follows) document.querySelector('.editor')?.remove()
let updating = Promise.resolve()
let isWaiting = false
changes.addEventListener('message', () => {
  if (isWaiting) return
  isWaiting = true
  updating = updating.then(update, update)
})

async function update() {
  isWaiting = false
  const response = await fetch(location.href)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const part of page.querySelectorAll('[data-live]')) {
    const shown = document.querySelector('[data-live="' + part.dataset.live + '"]')
    if (shown) renew(shown, part)
  }
}

function renew(shown, part) {
  const blocks = [...part.children]
  if (blocks.length === 0 || blocks.some(({ dataset }) => dataset.key === undefined)) {
    if (shown.innerHTML !== part.innerHTML) shown.replaceChildren(...document.importNode(part, true).childNodes)
    return
  }
  const before = new Map([...shown.children].map((block) => [block.dataset.key, block]))
  const fresh = []
  const next = blocks.map((block) => {
    const old = before.get(block.dataset.key)
    if (old && (sent.get(old) ?? old.outerHTML) === block.outerHTML) return old
    const made = document.importNode(block, true)
    sent.set(made, block.outerHTML)
    made.classList.add('fresh')
    fresh.push(made)
    return made
  })
  const stays = new Set(next)
  for (const block of [...shown.children]) if (!stays.has(block)) block.remove()
  let at = shown.firstElementChild
  for (const block of next) {
    if (block === at) at = at.nextElementSibling
    else shown.insertBefore(block, at)
  }
  if (follows) fresh.at(-1)?.scrollIntoView({ block: 'nearest', behavior: isCalm ? 'auto' : 'smooth' })
}
`
