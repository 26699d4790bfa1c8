export { MenuItems } from './MenuItems.tsx'
export { Tooltips } from './Tooltips.tsx'

/**
 * React Aria inserts one rule as a <style>, which the page's content security policy forbids, unless the document has an element of
 * this id already (react-aria 3.53, usePress). The rule itself stands in base.css. Should a later version use another id, the
 * browser's console says so, and every story that opens a menu fails.
 */
const marker = document.createElement('meta')
marker.id = 'react-aria-pressable-style'
document.head.append(marker)
