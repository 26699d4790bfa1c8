import type { FileToken } from '../../contract/feishu/ids.ts'
import type { Stage } from './job.ts'
import type { EventOf } from './job-event.ts'
import type { Spot } from './spot.ts'

type Put = Extract<Stage, { readonly at: 'sending' | 'binding' }>
type Clearing = Extract<Stage, { readonly at: 'clearing' }>
type BindingEvent = EventOf<'binding' | 'leaving' | 'returned' | 'bound' | 'boundLater' | 'stands'>

/** Stages while a file is bound; a picture in a cell is bound by the call that sends it. */
export function whileBinding(stage: Stage, event: BindingEvent): Stage {
  switch (event.type) {
    case 'binding':
      return stage.at === 'sent' ? { ...stage, at: 'binding', holdup: null } : stage
    case 'leaving':
      return canBeOut(stage) && !stage.isOut ? { ...stage, isOut: true } : stage
    case 'returned':
      return afterReturned(stage)
    case 'stands':
      return stage.at === 'sending' ? done(stage.spot, null, event) : stage
    case 'bound':
      return stage.at === 'binding' ? done(stage.spot, stage.fileToken, event) : stage
    case 'boundLater':
      return stage.at === 'binding' ? sentAgain(stage) : stage
  }
}

function sentAgain({ spot, fileToken, mayStand }: Extract<Stage, { readonly at: 'binding' }>): Stage {
  return { at: 'sent', spot, fileToken, ...(mayStand && { mayStand }) }
}

function canBeOut(stage: Stage): stage is Put {
  return stage.at === 'sending' || stage.at === 'binding'
}

function afterReturned(stage: Stage): Stage {
  if (stage.at === 'sending' && stage.isDue) return notDue(stage)
  if (!('isOut' in stage)) return stage
  return stage.at === 'clearing' ? withoutPut(stage) : notOut(stage)
}

function notOut({ isOut: _, ...stage }: Put): Stage {
  return stage
}

function notDue({ isDue: _, isOut: __, ...stage }: Extract<Put, { readonly at: 'sending' }>): Stage {
  return stage
}

function withoutPut({ isOut: _, put: __, ...stage }: Clearing): Stage {
  return stage
}

export function done(
  spot: Spot,
  fileToken: FileToken | null,
  { made, isAssumed, mayComeAgain, recordId }: Omit<EventOf<'bound'>, 'type'>,
): Stage {
  return {
    at: 'done',
    spot,
    fileToken,
    ...(made && { made }),
    ...(isAssumed && { isAssumed }),
    ...(mayComeAgain && { mayComeAgain }),
    ...(recordId !== undefined && { recordId }),
  }
}
