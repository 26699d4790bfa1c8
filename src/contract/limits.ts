/**
 * Every number that Feishu sets, once: unit in the name, source and date beside it. "Official" means the Open Platform's
 * server documentation as crawled on 2026-05-24 unless another date stands there.
 */

/** Largest file of one upload_all call. Official, drive-v1/media/upload_all, updated 2025-02-25. */
export const uploadAllMaxBytes = 20_971_520

/** Longest `file_name`, in characters. Official, drive-v1/media/upload_all. */
export const fileNameMaxCharacters = 250

/** Part size the platform uses today; the number upload_prepare returns always wins. Official, media/upload_prepare. */
export const usualPartBytes = 4_194_304

/** Life of an `upload_id`. Official, media/introduction, updated 2025-06-09. */
export const uploadIdLifeMs = 24 * 60 * 60 * 1000

/** Children of one create-blocks call. Official, docx/document-block-children/create, updated 2025-07. */
export const blocksPerCreate = 50

/** Image blocks of one create or batch_update call; more is refused with 1770035. Official, docx error tables. */
export const imagesPerCall = 20

/** Requests of one batch_update call. Official, docx/document-block/batch_update. */
export const requestsPerBatchUpdate = 200

/** Blocks of one page of a block list. Official, docx/document-block/list. */
export const blocksPerPage = 500

/** Documents of one metas/batch_query call. Official, drive-v1/meta/batch_query. */
export const metasPerQuery = 200

/** Edits a second in one document, all kinds together; more is refused with HTTP 429. Official, docx/document-block/*. */
export const documentEditsPerSecond = 3

/** Life of an authorization code. Official, authentication/obtain-oauth-code. */
export const authorizationCodeLifeMs = 5 * 60 * 1000

/** Scopes of one authorization. Official, authentication/obtain-oauth-code. */
export const scopesPerAuthorization = 50

/** Life of an access token, sample value of the official page; `expires_in` of the answer always wins. */
export const usualAccessTokenLifeSeconds = 7200

/** Life of a refresh token, sample value of the official page; `refresh_token_expires_in` always wins. */
export const usualRefreshTokenLifeSeconds = 604_800
