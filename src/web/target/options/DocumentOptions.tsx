import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { headingLevelOf, headingTextOf, type Block } from '../../../contract/feishu/docx/block.ts'
import { listChildrenRequest, readBlockPage } from '../../../contract/feishu/docx/read-blocks.ts'
import type { InsertionPoint } from '../../../engine/targets/target.ts'
import { retryOfCalls } from '../../gateway/call-failed.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { linkOptionsOf } from '../link-options.ts'
import type { BodyOf } from '../document-body.ts'
import { useReported, type OptionsProps } from './choice.ts'
import { useDoors } from './options-context.ts'
import { RadioChoice } from './RadioChoice.tsx'
import { readAll } from './read-all.ts'
import { SelectChoice } from './SelectChoice.tsx'

const fileViews = ['card', 'preview'] as const
const end: InsertionPoint = { is: 'end' }

/** Where in a docx files go, and how attachments are displayed. */
export function DocumentOptions({ document, linkOptions, onTarget }: OptionsProps<BodyOf<'docx'>>) {
  const { wire, openId } = useDoors()
  const { messages } = useI18n()
  const { documentId } = document.body
  const [wished] = useState(() => linkOptionsOf(linkOptions))
  const [at, setAt] = useState<InsertionPoint>(wished.at)
  const [fileView, setFileView] = useState(wished.fileView)
  const { data: headings } = useQuery({
    queryKey: ['outline', openId, documentId],
    queryFn: async ({ signal }) => {
      const blocks = await readAll(wire, (page) => listChildrenRequest(documentId, page), readBlockPage, signal)
      return blocks.filter((block) => headingLevelOf(block) !== null)
    },
    ...retryOfCalls,
  })
  const isGone = at.is === 'under' && headings && !headings.some((block) => block.block_id === at.headingId)
  // The heading has been deleted: the engine, too, falls back to the end.
  if (isGone) setAt(end)
  useReported({ is: 'docx', documentId, title: document.title, url: document.url, at, fileView }, onTarget)

  const choose = (value: string) => {
    const heading = headings?.find((block) => block.block_id === value)
    if (heading) setAt({ is: 'under', headingId: heading.block_id, heading: headingTextOf(heading) })
    else setAt(value === 'top' ? { is: 'top' } : end)
  }
  return (
    <>
      <SelectChoice
        label={messages.options.where}
        value={at.is === 'under' ? at.headingId : at.is}
        options={[
          { value: 'end', label: messages.options.atEnd },
          { value: 'top', label: messages.options.atTop },
          ...(headings ?? []).map((block) => ({
            value: block.block_id,
            label: outlineLabel(block, messages.options.under),
          })),
        ]}
        onChange={choose}
      />
      <RadioChoice
        legend={messages.options.filesAs}
        values={fileViews}
        value={fileView}
        labels={messages.options.fileViews}
        onChange={setFileView}
      />
    </>
  )
}

/** Indents deeper headings. */
function outlineLabel(block: Block, under: (heading: string) => string): string {
  const text = headingTextOf(block).trim()
  return ' '.repeat((headingLevelOf(block) ?? 1) - 1) + under(text === '' ? '…' : text)
}
