/**
 * Loaded into a gateway before its first line (`node --import`), this makes its clock run a million times too fast. The
 * gateway spaces calls by that clock, so it never delays one, and its own speed can be measured. The product has no switch that
 * turns pacing off, so none can be left on in production.
 */
const haste = 1_000_000
const now = performance.now.bind(performance)

performance.now = () => now() * haste
