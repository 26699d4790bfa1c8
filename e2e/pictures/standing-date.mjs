// Loaded into the demo before anything else (`--import`): for its `Date` it is always the same moment, PICTURES_AT_MS, so that every
// time on the page is the same in both builds. Timers and `performance.now()` go on.
const atMs = Number(process.env.PICTURES_AT_MS)
const RealDate = Date

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [atMs] : given, newTarget),
  apply: () => new RealDate(atMs).toString(),
  get: (target, name) => (name === 'now' ? () => atMs : Reflect.get(target, name)),
})
