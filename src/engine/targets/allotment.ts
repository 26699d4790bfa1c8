import type { Failure } from '../job/job.ts'
import type { Spot } from '../job/spot.ts'

/** The spot a waiting job gets, or why there is none. */
export type Allotment = { readonly ok: true; readonly spot: Spot } | { readonly ok: false; readonly failure: Failure }
