import type { ComponentType } from 'react'
import type { BodyOf, FamilyName } from '../document-body.ts'
import { BaseOptions } from './BaseOptions.tsx'
import type { OptionsProps } from './choice.ts'
import { DocumentOptions } from './DocumentOptions.tsx'
import { ImportOptions } from './ImportOptions.tsx'
import { SheetOptions } from './SheetOptions.tsx'

/** The options of each family's documents. */
export const familyOptions: { readonly [Is in FamilyName]: ComponentType<OptionsProps<BodyOf<Is>>> } = {
  docx: DocumentOptions,
  sheet: SheetOptions,
  base: BaseOptions,
  import: ImportOptions,
}
