/** What a person is asked to allow, the narrowest that serves each step. Official scope lists per call, 2026-05-24. */
export const scopes = [
  // A refresh token, so that a long queue outlives the two hours of an access token.
  'offline_access',
  // upload_all, upload_prepare, upload_part, upload_finish.
  'docs:document.media:upload',
  // Pictures and files read back, to show what stands in the document.
  'docs:document.media:download',
  // Blocks are created, bound and taken out again; taking out accepts no narrower scope.
  'docx:document',
  // A wiki link names a node; its document has another token.
  'wiki:node:read',
  // Title and owner of the document.
  'drive:drive.metadata:readonly',
  // Whether this person may edit it, before anything is sent.
  'docs:permission.member:auth',
] as const
