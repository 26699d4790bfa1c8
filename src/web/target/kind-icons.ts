import { BookOpen, FileText, Folder, Sheet, Table2, type LucideIcon } from 'lucide-react'
import type { DocumentKind } from '../../contract/feishu/document-links.ts'

/** Icon of each kind of document; a generic one for kinds that take no files. */
export const kindIcons: Readonly<Record<DocumentKind, LucideIcon>> = {
  docx: FileText,
  doc: FileText,
  sheet: Sheet,
  bitable: Table2,
  wiki: BookOpen,
  folder: Folder,
  file: FileText,
  mindnote: FileText,
  slides: FileText,
}
