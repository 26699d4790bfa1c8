import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import { own } from '../../../contract/own.ts'
import type { ProblemMessages } from './problem-messages.ts'

/** All messages, with those exchanged that speak of the person's account. One title stands for one meaning. */
export function inNameOfApp(
  messages: Readonly<Record<ProblemKey, ProblemMessages>>,
  asApp: Readonly<Record<string, ProblemMessages>>,
): Readonly<Record<ProblemKey, ProblemMessages>> {
  const exchanged = Object.entries(messages).map(([key, row]) => [key, own(asApp, row.title) ?? row])
  return Object.fromEntries(exchanged) as Readonly<Record<ProblemKey, ProblemMessages>>
}
