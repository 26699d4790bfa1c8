import './pressable-style.ts'

export { MenuItems } from './MenuItems.tsx'
export { Tooltips } from './Tooltips.tsx'
