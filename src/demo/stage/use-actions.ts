import type { RefObject } from 'react'
import type { FeishuUploaderElement } from '../../embed/types/index.d.ts'
import { targetOf, wayToMeetCode } from '../shared/codes.ts'
import type { LineState, StageAnswer, StageState, StageTarget, Trouble } from '../shared/protocol.ts'
import { situationOf } from '../shared/situations.ts'
import { api } from './api.ts'
import { fetchSamples, largeFile } from './sample-files.ts'
import type { Language } from './words/words.ts'

export interface StageActions {
  readonly addSamples: () => void
  readonly addLarge: () => void
  readonly changeColleagues: () => void
  readonly changeLine: (line: LineState) => void
  readonly choose: (trouble: Trouble) => void
  /** More files that show the present trouble. */
  readonly addForTrouble: () => void
  readonly endTrouble: () => void
}

interface ActionInput {
  readonly stage: StageAnswer
  readonly state: StageState | null
  readonly setState: (state: StageState) => void
  readonly uploader: RefObject<FeishuUploaderElement | null>
  /** Of the document that the stage shows. */
  readonly documentLanguage: Language
  /** Chooses the target, in the product and in the document's frame. */
  readonly show: (target: StageTarget) => void
  /** Called when files went to the product. */
  readonly onAdded: () => void
}

/** Calls that the product makes when a document is chosen. */
const metByChoosing: ReadonlySet<string | undefined> = new Set(['checkPermission', 'getWikiNode'])

/** What the stage's buttons do. */
export function useActions(input: ActionInput): StageActions {
  const { stage, state, setState, uploader, documentLanguage, show, onAdded } = input
  const add = (files: readonly File[]) => {
    void uploader.current?.addFiles(files)
    onAdded()
  }
  const addFor = async (trouble: Trouble) => {
    if (trouble.kind === 'situation' && situationOf(trouble.id).files === 'large') add([largeFile()])
    const type = targetOf(trouble) === 'folder' ? 'text/csv' : 'image/png'
    add(await fetchSamples(stage.samples.filter((sample) => sample.type === type).slice(0, 3)))
  }
  const choose = async (trouble: Trouble) => {
    show(targetOf(trouble))
    const isOffline = trouble.kind === 'situation' && situationOf(trouble.id).line === 'offline'
    // Files that wait are there before the line is gone.
    if (isOffline) await addFor(trouble)
    setState(await api.changeTrouble(trouble, documentLanguage))
    if (isOffline) return
    // The product asks what may be done with a document when it is chosen.
    const isMetByChoosing = trouble.kind === 'code' && metByChoosing.has(wayToMeetCode(trouble.code)?.route)
    const { current } = uploader
    if (isMetByChoosing && current) current.setTarget(current.getAttribute('target'))
    await addFor(trouble)
  }
  return {
    addSamples: () => void fetchSamples(stage.samples).then(add),
    addLarge: () => add([largeFile()]),
    changeColleagues: () =>
      void api.changeColleagues(state?.areColleaguesAtWork !== true, documentLanguage).then(setState),
    changeLine: (line) => void api.changeLine(line).then(setState),
    choose: (trouble) => void choose(trouble),
    addForTrouble: () => state?.trouble && void addFor(state.trouble),
    endTrouble: () => void api.changeTrouble(null, documentLanguage).then(setState),
  }
}
