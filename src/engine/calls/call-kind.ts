/** Kinds of calls that Feishu counts by themselves, side by side: whole files, parts, pictures in cells, pictures over cells. */
export type CallKind = 'whole' | 'parts' | 'cells' | 'floats'
