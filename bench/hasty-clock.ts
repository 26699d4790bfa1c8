/**
 * Loaded into a gateway before its first line (`node --import`), this makes its clock run a million times too fast. The
 * gateway spaces calls by that clock, so it never holds one back, and what the product itself can do shows. Nothing in the
 * product can be told to do without pacing, and so nobody can forget it in production.
 */
const haste = 1_000_000
const now = performance.now.bind(performance)

performance.now = () => now() * haste
