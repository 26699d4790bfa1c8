/**
 * Feishu's numbers, with the unit in the name. "Official" is the Open Platform's server documentation, crawled on 2026-05-24
 * unless another date is given.
 */

/** Largest file of one upload_all call. Official, drive-v1/media/upload_all, updated 2025-02-25. */
export const uploadAllMaxBytes = 20_971_520

/** Longest `file_name`, in characters. Official, drive-v1/media/upload_all. */
export const fileNameMaxCharacters = 250

/** Part size that upload_prepare returns today; its answer decides. Official, media/upload_prepare. */
export const usualPartBytes = 4_194_304

/** Life of an `upload_id`. Official, media/introduction, updated 2025-06-09. */
export const uploadIdLifeMs = 24 * 60 * 60 * 1000

/** Children of one create-blocks call. Official, docx/document-block-children/create, updated 2025-07. */
export const blocksPerCreate = 50

/** Image blocks of one create or batch_update call; more is refused with 1770035. Official, docx error tables. */
export const imagesPerCall = 20

/** Requests of one batch_update call. Official, docx/document-block/batch_update. */
export const requestsPerBatchUpdate = 200

/** Ids of one `block_delete`. No official number; larksuite/cli sends at most this many (local_doc_resources.go, commit c3516bc, 2026-11-29). */
export const blocksPerDeletion = 200

/** Revisions that an edit may be behind; more is refused with 1770021. Official, docx error tables. */
export const revisionsBehindMax = 1000

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

/** Life of an access token in the official sample; `expires_in` of the answer decides. */
export const usualAccessTokenLifeSeconds = 7200

/** Life of a refresh token in the official sample; `refresh_token_expires_in` of the answer decides. */
export const usualRefreshTokenLifeSeconds = 604_800

/** Life of a refresh token of the endpoints before v2. Official, historic-version/authen/create-access_token, 2025-06-26: an example. */
export const historicRefreshTokenLifeSeconds = 2_591_940

/** Longest title of a new document, in characters. Official, docx/document/create. */
export const documentTitleMaxCharacters = 800

/** Longest name of a new folder, in bytes of UTF-8. Official, drive-v1/file/create_folder, updated 2025-05-07. */
export const folderNameMaxBytes = 256

/** Nodes directly in one folder, and in the root. Official, drive-v1/file/create_folder, updated 2025-05-07. */
export const nodesPerFolder = 1500

/** Nodes directly under one node, or on the first level of a space. Official, wiki-v2/space-node/create, updated 2025-06-12. */
export const nodesPerWikiLevel = 2000

/** Largest picture of a sheet, floating or in a cell. Official for floating ones, sheets-v3/float_image/create, 2025-04-14. */
export const sheetImageMaxBytes = 20_971_520

/** Pictures of one spreadsheet with different tokens, floating and in cells together. Official, float_image/create. */
export const imagesPerSpreadsheet = 4000

/** Smallest width and height of a floating picture, in pixels. Official, float_image/create. */
export const floatImageMinPixels = 20

/** Attachments of one cell of a base. Official, bitable-v1 record data structure. */
export const attachmentsPerCell = 100

/** Largest attachment of a base. No official number; larksuite/cli and feishu-cli stop here, 2026-04-18. */
export const attachmentMaxBytes = 2 * 1024 ** 3

/** Records of one batch. The pages say 1000, the text of 1254104 says 500 (docs/feishu.md, U22); the smaller is used. */
export const recordsPerBatch = 500

/** Records of one page of records/search. Official, bitable-v1/app-table-record/search. */
export const recordsPerPage = 500

/** Records of one records/batch_get. Official, bitable-v1/app-table-record/batch_get. */
export const recordsPerGet = 100

/** Records of one table. Official, text of 1254103. */
export const recordsPerTable = 20_000

/** Longest text of one cell of a base, in characters. Official, bitable-v1 record data structure, updated 2025-04-01. */
export const textCellMaxCharacters = 100_000

/** Columns that one records/search may name. Official, bitable-v1/app-table-record/search, updated 2025-05-08. */
export const fieldNamesPerSearch = 200

/** Conditions of one group of a records/search filter. Official, bitable-v1/app-table-record/search, updated 2025-05-08. */
export const conditionsPerFilter = 50

/** Tables, or fields, of one page of their lists. Official, bitable-v1/app-table/list and app-table-field/list. */
export const tablesPerPage = 100

/** Life of the uploaded source of an import. Official, import_task/create, text of 1069913. */
export const importSourceLifeMs = 5 * 60 * 1000

/** Blocks of a document that an import makes; the rest is cut off. Official, import_task/get, `extra` 1000, updated 2024-10-11. */
export const blocksPerImport = 20_000

/** Entries of one page of a folder's list; the root's list has no pages. Official, drive-v1/file/list. */
export const filesPerPage = 200

/** Spaces, or nodes, of one page of a wiki's lists. Official, wiki-v2/space/list and space-node/list. */
export const wikiItemsPerPage = 50

/** Results of one page of search/v2/doc_wiki/search. Official, search-v2/doc_wiki/search. */
export const searchResultsPerPage = 20

/** Owners named in one filter of search/v2/doc_wiki/search. Official, search-v2/doc_wiki/search. */
export const ownersPerSearch = 20

/** Longest query of search/v2/doc_wiki/search, in characters. Official, search-v2/doc_wiki/search. */
export const searchQueryMaxCharacters = 50

/** Results of one call of suite/docs-api/search/object. Official, "search documents", updated 2025-06-09. */
export const objectsPerSearch = 50

/** `offset + count` of suite/docs-api/search/object stays below this. Official, "search documents", updated 2025-06-09. */
export const objectsReachable = 200

/** File tokens of one call for temporary links, and the links' life. Official, media/batch_get_tmp_download_url, 2025-02-20. */
export const temporaryLinksPerCall = 5
export const temporaryLinkLifeMs = 24 * 60 * 60 * 1000

/** Longest name of a copied file, in bytes. Official, drive-v1/file/copy, 2025-07-02. */
export const copyNameMaxBytes = 256

/** Longest `filter` and `sort` of a list of records, in characters. Official, bitable-v1/app-table-record/list, 2024-09-18. */
export const recordFilterMaxCharacters = 2000
export const recordSortMaxCharacters = 1000

/** Blocks of one descendant call, of all levels together. Official, docx/document-block/descendant, updated 2025-07-18. */
export const descendantsPerCall = 1000

/** Rows, or columns, of a table that the children call makes. Official, docx/document-block/descendant, updated 2025-07-18. */
export const tableSideMax = 9

/** Columns of a table of a descendant call; more is 1770010. Official, docx/document-block/descendant, updated 2025-07-18. */
export const tableColumnsMax = 100

/** Cells of one table; more is 1770011. Official, docx/document-block/descendant, updated 2025-07-18. */
export const tableCellsMax = 2000

/** Least width of a table's column, in pixels. Official, docx/document-block/patch, updated 2025-09-17. */
export const tableColumnMinPixels = 50

/** Columns of a new grid. Official, docx/document-block/descendant, `column_size`, updated 2025-07-18. */
export const newGridColumns = { least: 2, most: 5 } as const

/** Columns that a grid can be given later (1770012). Official, docx/document-block/patch, text of 1770024, updated 2025-09-17. */
export const gridColumns = { least: 2, most: 10 } as const

/** Plain text of one conversion, in characters; more is 1770033. Official, docx/document/convert, updated 2025-08-29. */
export const convertedTextMaxCharacters = 10_485_760
