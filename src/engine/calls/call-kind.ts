/** Kinds of calls that have quotas of their own: whole files, parts, pictures in cells, floating pictures. */
export type CallKind = 'whole' | 'parts' | 'cells' | 'floats'
