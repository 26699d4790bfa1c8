/** Up to here all rows stay on the page, so that searching the page and reading it aloud miss nothing. */
export const rowsWithoutWindow = 100
